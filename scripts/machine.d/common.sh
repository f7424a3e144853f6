# shellcheck shell=bash
# What every part of scripts/machine needs: the paths, messages for people, and cleaning up.

checkout=$(cd -- "$parts/../.." && pwd)
cache=${NOMAD_PODMAN_CACHE:-$checkout/.cache}/machine
mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian}
release=trixie
guest_memory_mib=4096
default_timeout_seconds=5400

say() { printf '\033[2m[machine]\033[0m %s\n' "$*" | plain >&2; }

# Colour only for a terminal.
plain() { if [[ -t 2 ]]; then cat; else sed $'s/\033\\[[0-9;]*m//g'; fi; }

fail() {
	say "error: $*"
	exit 125
}

misused() {
	say "error: $*; see scripts/machine --help"
	exit 2
}

need_root() { [[ $EUID -eq 0 ]] || fail "debootstrap and file ownership in the guest need root: run this as root"; }

# Directories that end with this process, however it ends: "make_scratch NAME" sets $NAME to a new one.
# Those of processes that were killed outright are removed by the next one.
scratch_directories=()
make_scratch() {
	local left
	mkdir -p "$cache/scratch"
	for left in "$cache"/scratch/*; do
		[[ ! -d $left || -d /proc/${left##*.} ]] || rm -rf --one-file-system -- "$left"
	done
	printf -v "$1" '%s' "$cache/scratch/$1.$$"
	mkdir -p "${!1}"
	scratch_directories+=("${!1}")
}

child=""
child_end=TERM
clean_up() {
	if [[ -n $child ]] && kill -s "$child_end" "$child" 2>/dev/null; then wait "$child" 2>/dev/null || true; fi
	if ((${#scratch_directories[@]})); then rm -rf --one-file-system -- "${scratch_directories[@]}"; fi
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# Runs a long command so that an interrupt is answered at once; its output goes to the file $1 and,
# when it fails, the end of that file to the operator.
run_logged() {
	local log=$1
	shift
	"$@" >"$log" 2>&1 </dev/null &
	child=$!
	# unshare, which holds what a build runs, heeds nothing else while it waits; what is in its namespaces ends with it.
	child_end=KILL
	local code=0
	wait "$child" || code=$?
	child="" child_end=TERM
	((code == 0)) && return
	tail -n 25 -- "$log" >&2
	cp -- "$log" "$cache/last-failure.log"
	fail "$1 failed with exit code $code; its whole output is in $cache/last-failure.log"
}

# Installs the Debian package $2 when the command $1 is not there.
need_command() {
	command -v "$1" >/dev/null && return
	command -v apt-get >/dev/null || fail "$1 is missing, and there is no apt-get to install it with"
	need_root
	say "installing $2"
	make_scratch apt
	# shellcheck disable=SC2154 # set by make_scratch
	run_logged "$apt/log" sh -c "apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $2"
}
