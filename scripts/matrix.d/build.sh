# shellcheck shell=bash
# What the builds share: each is made once for its recipe, bounded, and renamed into place as a whole.

matrix=$cache/matrix
# A build that takes longer hangs: a machine of two cores needs three to five minutes.
build_seconds=1800

# is_built DIRECTORY RECIPE: the stamp is written last, so a build that was cut off is never taken for a finished one.
is_built() { [ "$(cat "$1/stamp" 2>/dev/null)" = "$2" ]; }

# built DIRECTORY RECIPE TEXT COMMAND…: runs the command with a new directory as its last argument, and keeps that.
built() {
	local directory=$1 recipe=$2 text=$3
	shift 3
	! is_built "$directory" "$recipe" || return 0
	mkdir -p "$matrix"
	rm -rf --one-file-system -- "$directory.new"
	mkdir "$directory.new"
	step "matrix-$(basename -- "$directory")" "$text (once)" bounded "$@" "$directory.new" || return
	echo "$recipe" >"$directory.new/stamp"
	rm -rf --one-file-system -- "$directory"
	mv -- "$directory.new" "$directory"
}

# bounded FUNCTION ARGUMENT…: the function in a shell of its own, which is ended after $build_seconds.
bounded() {
	export repository matrix nomad_tags
	timeout --kill-after=10 "$build_seconds" bash -euo pipefail -c 'source "$repository/scripts/matrix.d/recipes.sh"; "$@"' build "$@"
}
