# shellcheck shell=bash
# The driver's executable: dist/nomad-driver-podman, or what NOMAD_DRIVER_PODMAN names.

driver_is_stale() {
	local binary=$repository/dist/nomad-driver-podman
	[ ! -x "$binary" ] ||
		[ -n "$(find "$repository/src" "$repository/proto" "$repository/package-lock.json" "$repository/scripts/build" -newer "$binary" -print -quit)" ]
}

setup_driver() {
	[ -z "${NOMAD_DRIVER_PODMAN-}" ] || return 0
	driver_is_stale || return 0
	help='run ./scripts/build by hand; its messages name the file.' \
		step build "Building dist/nomad-driver-podman" "$repository/scripts/build"
}
