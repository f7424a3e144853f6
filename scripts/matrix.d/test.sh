# shellcheck shell=bash
# "test": the suites of a version (scripts/compatibility.ts), on a Podman or a Nomad that the tests start themselves.

# A run that takes longer hangs; one of the slowest takes ten minutes on two idle cores.
test_seconds=3600

test_matrix_podman() {
	local version=$1 network path=$PATH helpers='' programs
	build_matrix_podman "$version" || return
	if [ "$version" = debian ]; then
		version=$(podman --version | sed 's/.* //')
	else
		path=$matrix/podman-$version/bin:$path
		network=$(network_version "$version")
		[ -z "$network" ] || { helpers=$matrix/helpers-$network && helper_links "$helpers" "$network"; }
	fi
	programs=$(podman_programs "$helpers")
	PATH=$path NOMAD_PODMAN_TEST_HELPERS=$helpers PODMAN_IGNORE_CGROUPSV1_WARNING=1 \
		test_version podman "$version" "$programs"
}

test_matrix_nomad() {
	local version=$1 path=$PATH
	build_matrix_nomad "$version" || return
	if [ "$version" = default ]; then
		version=$(PATH=$PATH:$cache/bin nomad version | sed -n 's/^Nomad v//p')
	else
		path=$matrix/nomad-$version/bin:$path
	fi
	"$repository/scripts/setup" go-driver || return
	PATH=$path test_version nomad "$version" "Podman $(podman --version | sed 's/.* //')"
}

# test_matrix_runtime PROGRAM: with the Podman of this machine.
test_matrix_runtime() {
	local program name without='' podman programs
	program=$(command -v -- "$1") || {
		say "There is no $1 on PATH: apt-get install $1, or give its path."
		return 1
	}
	name="$(basename -- "$program") $("$program" --version | sed -n '1s/.*version:\? *//p')"
	podman="Podman $(podman --version | sed 's/.* //')"
	# crun, and what is made like it, refuses a cgroup v2 with controllers beside cgroup v1. What is unmounted here is so for the tests only.
	if mountpoint -q /sys/fs/cgroup/unified; then without=/sys/fs/cgroup/unified; fi
	programs="$podman, $(podman_programs '' | sed 's/, .*, conmon/, conmon/')${without:+ alone}"
	NOMAD_PODMAN_TEST_RUNTIME=$program without_mount=$without test_version runtime "$name" "$programs"
}

# helper_links DIRECTORY VERSION: netavark and aardvark-dns in one directory, as Podman wants them.
helper_links() {
	mkdir -p "$1"
	local name
	for name in netavark aardvark-dns; do
		ln -sfn "$matrix/$name-$(crate_version "$name" "$2")/bin/$name" "$1/$name"
	done
}

# podman_programs HELPERS: what Podman runs here, with the versions.
podman_programs() {
	local netavark=${1:-/usr/lib/podman}/netavark runtime=${NOMAD_PODMAN_TEST_RUNTIME:-runc} cgroups='cgroup v1'
	[ ! -e /sys/fs/cgroup/cgroup.controllers ] || cgroups='cgroup v2'
	echo "$("$netavark" --version), $("$runtime" --version | sed -n '1s/version //p'), $(conmon --version | sed -n '1s/version //p'), $cgroups"
}

# test_version KIND VERSION PROGRAMS: runs the tests of its suites, or the files that were named, and records the former.
test_version() {
	local kind=$1 version=$2 programs=$3 name=matrix-test-$1-${2// /-} code=0 record_code=0
	local -a run=("${files[@]}") within=()
	if [ -n "${without_mount-}" ]; then
		# shellcheck disable=SC2016 # for the inner shell
		within=(unshare --mount sh -c 'umount "$0" && exec "$@"' "$without_mount")
	fi
	"$repository/scripts/setup" npm driver || return
	if [ ${#run[@]} -eq 0 ]; then
		mapfile -t run < <(record files "$kind" "$suites")
		[ ${#run[@]} -gt 0 ] || return
	fi
	rm -f "$logs/$name.xml"
	step "$name" "Testing with $kind $version" "${within[@]}" timeout --kill-after=60 "$test_seconds" \
		"$repository/node_modules/.bin/bun" test --timeout=60000 \
		--reporter=junit --reporter-outfile="$logs/$name.xml" "${run[@]/#/./}" || code=$?
	[ -s "$logs/$name.xml" ] || return "$code"
	if [ ${#files[@]} -gt 0 ]; then
		"$repository/node_modules/.bin/bun" "$repository/scripts/test-results.ts" junit "$logs/$name.xml"
	else
		record record "$kind" "$version" "$logs/$name.xml" "$programs" || record_code=1
		"$repository/node_modules/.bin/bun" "$repository/scripts/docs.ts"
	fi
	[ "$code" -eq 0 ] && [ "$record_code" -eq 0 ]
}

record() { "$repository/node_modules/.bin/bun" "$repository/scripts/record-run.ts" "$@"; }
