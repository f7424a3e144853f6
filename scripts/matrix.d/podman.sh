# shellcheck shell=bash
# "build podman": a podman with the network programs of its time; conmon, runc and catatonit are this machine's.

podman_packages=(libseccomp-dev libsystemd-dev pkg-config gcc libc6-dev)
crate_packages=(protobuf-compiler)

# network_version PODMAN: the version of netavark and aardvark-dns, nothing where those of Debian 12 (1.4) fit.
network_version() {
	case $1 in
	4.*) ;;
	*) echo 1.17.2 ;;
	esac
}

# build_podman VERSION: the program alone.
build_podman() {
	if ! is_built "$matrix/podman-$1" "podman $1"; then
		need_go && setup_packages "${podman_packages[@]}" || return
	fi
	help='is the Go module proxy reachable (go env GOPROXY)?' \
		built "$matrix/podman-$1" "podman $1" "Building Podman $1" make_podman "$1"
}

build_matrix_podman() {
	local version=$1 network name crate
	[ "$version" != debian ] || return 0
	build_podman "$version" || return
	network=$(network_version "$version")
	[ -n "$network" ] || return 0
	for name in netavark aardvark-dns; do
		crate=$(crate_version "$name" "$network")
		if ! is_built "$matrix/$name-$crate" "$name $crate"; then
			need_cargo && setup_packages "${crate_packages[@]}" || return
		fi
		help='is crates.io reachable (cargo search netavark)?' \
			built "$matrix/$name-$crate" "$name $crate" "Building $name $crate" make_crate "$name" "$crate" || return
	done
}

# crate_version NAME VERSION: they are released together, but not each fix is in both.
crate_version() {
	case $1-$2 in
	aardvark-dns-1.17.2) echo 1.17.1 ;;
	*) echo "$2" ;;
	esac
}

need_cargo() {
	command -v cargo >/dev/null && return 0
	say "There is no cargo on PATH; it builds the network programs of Podman 5."
	say "What to do: install Rust 1.86 or newer (https://rustup.rs)."
	return 1
}
