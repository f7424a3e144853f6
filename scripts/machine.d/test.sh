# shellcheck shell=bash
# "test": this repository's own tests in the machine.

# Never needed to run tests, and most of what lies in node_modules.
left_out=(@biomejs @typescript typescript knip @oxc-parser @oxc-resolver oxc-parser bun-types @babel .cache)

test_command() {
	local timeout=$default_timeout_seconds
	if [[ ${1-} == --timeout ]]; then
		[[ ${2-} =~ ^[1-9][0-9]*$ ]] || fail "--timeout wants a number of seconds, not \"${2-}\""
		timeout=$2
		shift 2
	fi
	[[ $# -gt 0 ]] || set -- test/machine
	[[ -x $checkout/node_modules/bun/bin/bun.exe ]] || fail "node_modules is missing: run \"npm ci\" first"
	build_machine
	make_scratch payload
	fill_payload "$@"
	# shellcheck disable=SC2154 # set by make_scratch
	run_payload "$timeout" "$payload"
}

fill_payload() {
	local repository=$payload/repository part
	mkdir "$repository"
	for part in package.json bunfig.toml tsconfig.json src test proto examples scripts dist; do
		if [[ -e $checkout/$part ]]; then cp -a -- "$checkout/$part" "$repository/"; fi
	done
	tar -C "$checkout" -c "${left_out[@]/#/--exclude=node_modules/}" node_modules | tar -C "$repository" -x
	{
		echo '#!/bin/sh'
		echo 'cd /payload/repository'
		# shellcheck disable=SC2016 # for the guest's shell
		echo 'export NOMAD_PODMAN_MACHINE=1 PATH="$PWD/node_modules/.bin:$PATH"'
		printf 'exec bun test'
		printf ' %q' "$@"
		echo
	} >"$payload/run"
	chmod +x "$payload/run"
}
