# shellcheck shell=bash
# HashiCorp's Go driver, built from its module: what the bench compares with and the switch tests switch from. Never shipped.

build_go_driver() {
	mkdir -p "$cache/bin" &&
		cd "$repository/test/bench/go-driver" &&
		go build -buildvcs=false -o "$cache/bin/go-driver.new" github.com/hashicorp/nomad-driver-podman &&
		mv "$cache/bin/go-driver.new" "$cache/bin/nomad-driver-podman-go"
}

setup_go_driver() {
	[ -z "${NOMAD_DRIVER_PODMAN_GO-}" ] || return 0
	[ ! -x "$cache/bin/nomad-driver-podman-go" ] || return 0
	need_go || return
	help='is the Go module proxy reachable (go env GOPROXY)?' \
		step go-driver "Building the Go driver to compare with (once)" build_go_driver
}
