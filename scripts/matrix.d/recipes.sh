# shellcheck shell=bash
# How a program of another version is made. Each function runs in a shell of its own, and its last argument is an empty
# directory for what it makes.

# copy_module MODULE VERSION DIRECTORY: the source of a Go module, writable. Built in its own go.mod, whose replaces only
# count there: "go install MODULE@VERSION" refuses a module that has any.
copy_module() {
	local description source
	description=$(go mod download -json "$1@v$2")
	source=$(sed -n 's/^\t"Dir": "\(.*\)",\?$/\1/p' <<<"$description")
	[ -n "$source" ] || { echo "$description" && return 1; }
	cp -r --no-preserve=mode -T -- "$source" "$3"
}

# make_podman VERSION DIRECTORY
make_podman() {
	local version=$1 made=$2
	local tags="seccomp containers_image_openpgp exclude_graphdriver_btrfs btrfs_noversion exclude_graphdriver_devicemapper systemd"
	copy_module "github.com/containers/podman/v${version%%.*}" "$version" "$made/source"
	mkdir "$made/bin"
	# -mod=mod: the module has no vendor directory. checklinkname: modules of Podman 4 link to internals of older Go.
	go build -C "$made/source" -mod=mod -buildvcs=false -tags "$tags" -ldflags='-s -w -checklinkname=0' -o "$made/bin/podman" ./cmd/podman
	rm -rf -- "$made/source"
	"$made/bin/podman" --version
}

# make_crate NAME VERSION DIRECTORY: without optimisation, which takes most of the time of a build.
make_crate() {
	export CARGO_PROFILE_RELEASE_OPT_LEVEL=0 CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16
	cargo install "$1" --version "$2" --locked --root "$3" --target-dir "$3/target"
	rm -rf -- "$3/target"
}

# make_nomad VERSION API DIRECTORY: API is a version of nomad/api or a directory with its source.
make_nomad() {
	local version=$1 api=$2 made=$3
	[[ $api == /* ]] || api=github.com/hashicorp/nomad/api@$api
	copy_module github.com/hashicorp/nomad "$version" "$made/source"
	mkdir "$made/bin"
	# The module zip lacks the directory that its own go.mod replaces this module with.
	go mod edit -C "$made/source" -replace "github.com/hashicorp/nomad/api=$api"
	# shellcheck disable=SC2154 # nomad_tags: exported by bounded
	go build -C "$made/source" -mod=mod -buildvcs=false -tags "$nomad_tags" -ldflags='-s -w -checklinkname=0' -o "$made/bin/nomad" .
	rm -rf -- "$made/source"
	"$made/bin/nomad" version
}
