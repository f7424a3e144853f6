# shellcheck shell=bash
# What every part of scripts/machine needs: the paths, messages for people, and cleaning up.

checkout=$(cd -- "$parts/../.." && pwd)
cache=${NOMAD_PODMAN_CACHE:-$checkout/.cache}/machine
mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian}
release=trixie
guest_memory_mib=4096
default_timeout_seconds=900

say() { printf '\033[2m[machine]\033[0m %s\n' "$*" | plain >&2; }

# Colour only for a terminal.
plain() { if [[ -t 2 ]]; then cat; else sed $'s/\033\\[[0-9;]*m//g'; fi; }

fail() {
	say "error: $*"
	exit 125
}

need_root() { [[ $EUID -eq 0 ]] || fail "debootstrap and file ownership in the guest need root: run this as root"; }

# Directories that end with this process, however it ends: "make_scratch NAME" sets $NAME to a new one.
scratch_directories=()
make_scratch() {
	mkdir -p "$cache"
	printf -v "$1" '%s' "$(mktemp -d "$cache/$1.XXXXXX")"
	scratch_directories+=("${!1}")
}

child=""
clean_up() {
	if [[ -n $child ]] && kill "$child" 2>/dev/null; then wait "$child" 2>/dev/null || true; fi
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
	local code=0
	wait "$child" || code=$?
	child=""
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
