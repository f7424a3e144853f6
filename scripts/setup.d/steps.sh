# shellcheck shell=bash
# Steps with a line each: what is done, how long it took. Sourced by the scripts; expects $repository.

cache=${NOMAD_PODMAN_CACHE:-$repository/.cache}
logs=$cache/log
mkdir -p "$logs"

if [ -t 2 ] && [ -z "${NO_COLOR-}" ] && [ "${TERM-dumb}" != dumb ]; then
	terminal=yes good=$'\e[32m✓\e[0m' bad=$'\e[31m✗\e[0m' dim=$'\e[2m' plain=$'\e[0m'
else
	terminal='' good=ok bad=FAILED dim='' plain=''
fi

# say TEXT: a line that is not a step.
say() { printf '%s\n' "$*" >&2; }

# step NAME TEXT COMMAND…: runs the command with its output in a log file. On a terminal a spinner counts the seconds.
# When it fails: what $explain (a command given the log) prints, or the end of the log when that is unset or prints nothing,
# what to do ($help, when set), and the command's exit code.
step() {
	local name=$1 text=$2 begun=$SECONDS code=0 worker frame=0
	local log=$logs/$name.log
	shift 2
	("$@") >"$log" 2>&1 &
	worker=$!
	if [ -n "$terminal" ]; then
		local frames='⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏'
		while kill -0 "$worker" 2>/dev/null; do
			printf '\r%s %s %s%ds%s\e[K' "${frames:frame++%10:1}" "$text" "$dim" $((SECONDS - begun)) "$plain" >&2
			sleep 0.1
		done
		printf '\r\e[K' >&2
	else
		printf '… %s\n' "$text" >&2
	fi
	wait "$worker" || code=$?
	if [ "$code" -eq 0 ]; then
		printf '%s %s %s(%ds)%s\n' "$good" "$text" "$dim" $((SECONDS - begun)) "$plain" >&2
		return 0
	fi
	local reason=''
	[ -z "${explain-}" ] || reason=$("$explain" "$log")
	if [ -n "$reason" ]; then
		printf '%s %s: exit code %d after %ds; all of it is in %s\n%s\n' "$bad" "$text" "$code" $((SECONDS - begun)) "$log" "$reason" >&2
	else
		printf '%s %s: exit code %d after %ds; the end of %s:\n' "$bad" "$text" "$code" $((SECONDS - begun)) "$log" >&2
		tail -n 30 "$log" | sed 's/^/    /' >&2
	fi
	[ -z "${help-}" ] || say "What to do: $help"
	return "$code"
}
