# shellcheck shell=bash
# "build nomad".

# api_version NOMAD: the version of the module nomad/api, which has no tags. It is that of the release's own commit where the
# module proxy has that; nothing for 1.8 and 1.9, which compile with none that it has.
api_version() {
	case $1 in
	1.8.* | 1.9.*) ;;
	1.10.*) echo v0.0.0-20250909143645-a3b86c697f38 ;;
	*) echo v0.0.0-20260907080526-08ef8f3d26da ;;
	esac
}

build_matrix_nomad() {
	local version=$1 api nomad_tags=$nomad_tags
	# The metrics that serf and raft of these releases are compiled with.
	case $version in 1.[89].*) nomad_tags=codegen_generated ;; esac
	[ "$version" != default ] || { "$repository/scripts/setup" nomad && return; }
	api=${NOMAD_PODMAN_NOMAD_API:-$(api_version "$version")}
	if [ -z "$api" ]; then
		say "The module proxy has no nomad/api that Nomad $version compiles with."
		say "What to do: git clone --depth 1 --branch v$version https://github.com/hashicorp/nomad, and name its directory api:"
		say "NOMAD_PODMAN_NOMAD_API=\$PWD/nomad/api ./scripts/matrix build nomad $version"
		return 1
	fi
	if ! is_built "$matrix/nomad-$version" "nomad $version $api"; then need_go || return; fi
	help='is the Go module proxy reachable (go env GOPROXY)? The build takes 2 GB of memory and 6 GB of disk.' \
		built "$matrix/nomad-$version" "nomad $version $api" "Building Nomad $version" make_nomad "$version" "$api"
}
