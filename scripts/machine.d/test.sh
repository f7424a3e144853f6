# shellcheck shell=bash
# "test": this repository's own tests in the machine.

# What runs when no file is named: all that cgroups, systemd, the journal or the version of Podman decide.
root_suite=(
	test/machine test/options test/cgroup
	test/driver/lifecycle.podman.test.ts test/driver/exec/kill.podman.test.ts test/driver/exits/exits.podman.test.ts
	test/driver/health/health-watch.podman.test.ts test/driver/logs/{real,rotation}.podman.test.ts
	test/driver/start/{mount-guard,recover-task,refused-options,rootfs,systemd,user-namespace}.podman.test.ts
	test/driver/services/created-networks.podman.test.ts test/driver/stats/stats.podman.test.ts
	test/dialects/{containerd,messages,nspawn}.podman.test.ts
)
user_suite=(
	test/options test/driver/lifecycle.podman.test.ts test/driver/exits/exits.podman.test.ts
	test/driver/logs/real.podman.test.ts test/driver/stats/stats.podman.test.ts
	test/dialects/containerd.podman.test.ts
)

# Boots the machine again twice, and is then executed from its beginning.
reboot_test=test/machine/reboot.test.ts

# Never needed to run tests, and most of what lies in node_modules.
left_out=(@biomejs @typescript typescript knip @oxc-parser @oxc-resolver oxc-parser bun-types @babel .cache)

test_command() {
	local timeout=$default_timeout_seconds conformance='' programs=() user=root
	while [[ ${1-} == --* ]]; do
		case $1 in
		--timeout) timeout=$(seconds "${2-}") && shift ;;
		--with)
			[[ -x ${2-} && -f $2 ]] || misused "--with wants a program, not \"${2-}\""
			programs+=("$2") && shift
			;;
		--rootless) user=nomad-user ;;
		--conformance) conformance=yes ;;
		*) misused "unknown flag $1" ;;
		esac
		shift
	done
	# Also without a file: the reboots come first then.
	if [[ $user == root && ($# -eq 0 || $* == *"$reboot_test"*) ]]; then
		"$checkout/scripts/setup" nomad || fail "Nomad cannot be built"
		reboots=1
		programs+=("$(command -v nomad || echo "${cache%/machine}/bin/nomad")")
	fi
	[[ -x $checkout/node_modules/bun/bin/bun.exe ]] || fail "node_modules is missing: run ./scripts/setup npm first"
	[[ ${NOMAD_DRIVER_PODMAN-} ]] || "$checkout/scripts/build" || fail "the driver cannot be built"
	build_machine
	make_scratch payload
	if [[ $conformance ]]; then build_conformance; fi
	fill_payload "$@"
	# shellcheck disable=SC2154 # set by make_scratch
	run_payload "$timeout" "$payload"
}

# The tests that speak with a driver through Nomad's own client, as one static program: the machine has no Go.
build_conformance() {
	# shellcheck source=scripts/setup.d/nomad.sh
	source "$checkout/scripts/setup.d/nomad.sh"
	command -v go >/dev/null || fail "--conformance needs go on PATH"
	say "building the conformance tests"
	# shellcheck disable=SC2154 # nomad_tags: set by nomad.sh
	CGO_ENABLED=0 run_logged "$payload/log" go -C "$checkout/test" test -c -buildvcs=false -tags "$nomad_tags" \
		-ldflags='-s -w' -o "$payload/bin/conformance.test" ./conformance
}

# Lays out the payload: the repository, bin/ (on PATH there) with the driver and other programs, and what runs the tests.
fill_payload() {
	local repository=$payload/repository part
	mkdir -p "$repository" "$payload/bin"
	for part in package.json bunfig.toml tsconfig.json src test proto examples scripts; do
		if [[ -e $checkout/$part ]]; then cp -a -- "$checkout/$part" "$repository/"; fi
	done
	tar -C "$checkout" -c "${left_out[@]/#/--exclude=node_modules/}" node_modules | tar -C "$repository" -x
	local driver=${NOMAD_DRIVER_PODMAN:-$checkout/dist/nomad-driver-podman}
	if [[ -x $driver ]]; then cp -- "$driver" "$payload/bin/nomad-driver-podman"; fi
	if ((${#programs[@]})); then cp -- "${programs[@]}" "$payload/bin/"; fi
	cat >"$payload/run" <<-RUN
		#!/bin/bash
		export NOMAD_PODMAN_MACHINE=1 NOMAD_PODMAN_MACHINE_REBOOTS=$reboots NOMAD_DRIVER_PODMAN=/payload/bin/nomad-driver-podman
		export PATH="/payload/bin:/payload/repository/node_modules/.bin:\$PATH"
		cd /payload/repository && source scripts/machine.d/suites.sh || exit
		$(suites "$@")
		finish
	RUN
	chmod +x "$payload/run"
}

# The suites as lines of shell: the files that were named, or all that belong there.
suites() {
	if (($#)); then
		echo "suite $user$(printf ' %q' "$@")"
	elif [[ $user == root ]]; then
		echo "suite root $reboot_test; suite root ${root_suite[*]}; suite nomad-user ${user_suite[*]}"
	else
		echo "suite nomad-user ${user_suite[*]}"
	fi
}
