# shellcheck shell=bash
# "test": this repository's own tests in the machine.

# Never needed to run tests, and most of what lies in node_modules.
left_out=(@biomejs @typescript typescript knip @oxc-parser @oxc-resolver oxc-parser bun-types @babel .cache)

test_command() {
	local timeout arguments
	read_timeout "$@"
	((${#arguments[@]})) || arguments=(test/machine)
	[[ -x $checkout/node_modules/bun/bin/bun.exe ]] || fail "node_modules is missing: run \"npm ci\" first"
	build_machine
	make_scratch payload
	fill_payload "${arguments[@]}"
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
