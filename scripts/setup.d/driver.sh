# shellcheck shell=bash
# The driver's executable: dist/nomad-driver-podman, or what NOMAD_DRIVER_PODMAN names.

setup_driver() {
	[ -z "${NOMAD_DRIVER_PODMAN-}" ] || return 0
	! "$repository/scripts/build" --is-fresh || return 0
	help='run ./scripts/build by hand; its messages name the file.' \
		step build "Building dist/nomad-driver-podman" "$repository/scripts/build"
}
