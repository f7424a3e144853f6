# shellcheck shell=bash
# The row of scripts/matrix that ./scripts/test runs: what a new Podman changes is seen on each commit. With netavark of
# this machine, which does for the default network of Podman 5.8 (tried with 1.4.0), so that nobody needs cargo.

newest_version=5.8.0
newest_files=(
	./test/driver/lifecycle.podman.test.ts ./test/driver/logs/real.podman.test.ts ./test/driver/exec/exec.podman.test.ts
	./test/driver/start/recover-power-loss.podman.test.ts
)
# Options whose requests or answers have changed between versions of Podman, and one of each theme.
newest_options='^(ulimit|mount|volumes|tmpfs|devices|secrets|healthcheck|network_mode|ports|pids_limit|memory_swap|labels|umask|rootfs):'

newest_podman() {
	local reason
	if ! is_built "$matrix/podman-$newest_version" "podman $newest_version" && ! reason=$(newest_module); then
		say "skipped: tests on Podman $newest_version, whose Go module is not to be had: $reason"
		return
	fi
	if ! build_podman "$newest_version"; then
		echo "0 1" >>"$NOMAD_PODMAN_RESULTS"
		return
	fi
	local PATH=$matrix/podman-$newest_version/bin:$PATH
	export PODMAN_IGNORE_CGROUPSV1_WARNING=1
	bun_part newest "Lifecycle, logs and exec on Podman $newest_version" "${newest_files[@]}"
	bun_part newest-options "Options on Podman $newest_version" ./test/options/options.podman.test.ts -t "$newest_options"
}

# Prints why the module cannot be fetched, when it cannot.
newest_module() {
	timeout 300 go mod download "github.com/containers/podman/v${newest_version%%.*}@v$newest_version" 2>&1 | tail -n 1
	return "${PIPESTATUS[0]}"
}
