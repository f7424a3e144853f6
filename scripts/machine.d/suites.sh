# shellcheck shell=bash
# In the machine: runs files of tests, and counts. Sourced by what fill_payload of test.sh writes, in the repository.

passed=0 failed=0

# suite USER FILE…: runs them; what asks for a Podman gets that user's, root's or nomad-user's.
suite() {
	local socket=/run/podman/podman.sock code=0 line started=$SECONDS report=/tmp/report.xml user=$1
	shift
	[[ $user == root ]] || socket=/run/user/1000/podman/podman.sock
	rm -f "$report"
	echo "==> $user's Podman: $*"
	# Most waits are ten times longer: emulated, everything is.
	NOMAD_PODMAN_TEST_SOCKET=$socket NOMAD_PODMAN_TEST_PATIENCE=10 \
		bun test --timeout=300000 --reporter=junit --reporter-outfile="$report" "$@" || code=$?
	line=$(bun scripts/test-results.ts junit "$report") || line='0 0'
	# A run that ended badly without a failed test counts as one.
	if ((code != 0)) && [[ ${line#* } == 0 ]]; then line="${line% *} 1"; fi
	passed=$((passed + ${line% *})) failed=$((failed + ${line#* }))
	echo "==> $user's Podman: ${line% *} passed, ${line#* } failed in $((SECONDS - started)) s"
}

# The last line, and the exit code.
finish() {
	echo "$passed passed, $failed failed"
	((failed == 0))
}
