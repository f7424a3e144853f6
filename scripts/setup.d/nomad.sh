# shellcheck shell=bash
# A nomad executable: the one on PATH, else built from the Go module that test/go.mod names.

nomad_tags=hashicorpmetrics,codegen_generated

build_nomad() {
	mkdir -p "$cache/bin" &&
		cd "$repository/test" &&
		go build -buildvcs=false -tags "$nomad_tags" -o "$cache/bin/nomad.new" github.com/hashicorp/nomad &&
		mv "$cache/bin/nomad.new" "$cache/bin/nomad" &&
		cksum <go.sum >"$cache/bin/nomad.stamp"
}

need_go() {
	command -v go >/dev/null && return 0
	say "There is no go on PATH; it builds Nomad and the tests that speak with its client."
	say "What to do: install Go 1.26 or newer (https://go.dev/dl), or put a nomad on PATH and run ./scripts/test --quick."
	return 1
}

setup_nomad() {
	command -v nomad >/dev/null && return 0
	if [ -x "$cache/bin/nomad" ] && [ "$(cat "$cache/bin/nomad.stamp" 2>/dev/null)" = "$(cksum <"$repository/test/go.sum")" ]; then
		return 0
	fi
	need_go || return
	help='is the Go module proxy reachable (go env GOPROXY)? The build takes 2 GB of memory and 6 GB of disk.' \
		step nomad "Building Nomad (some minutes, once)" build_nomad
}
