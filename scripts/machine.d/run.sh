# shellcheck shell=bash
# "run": one boot of the machine with a payload.

seconds() {
	[[ $1 =~ ^[1-9][0-9]{0,5}$ ]] || misused "--timeout wants a whole number of seconds, not \"$1\""
	echo "$1"
}

run_command() {
	local timeout=$default_timeout_seconds
	if [[ ${1-} == --timeout ]]; then timeout=$(seconds "${2-}") && shift 2; fi
	[[ ${1-} != -* ]] || misused "unknown flag $1"
	[[ $# -eq 1 ]] || misused "run wants one payload directory"
	[[ -x $1/run ]] || misused "$1 has no executable file \"run\""
	build_machine
	run_payload "$timeout" "$1"
}

# Whether the machine may boot again by itself ("run" is then executed once more) instead of ending where it would.
reboots=""

# Boots the machine with the directory $2 as its second disk, at most $1 seconds; ends this script with the payload's exit code.
run_payload() {
	local timeout=$1 payload=$2 code=0 started=$SECONDS
	need_command mke2fs e2fsprogs
	make_scratch run
	# shellcheck disable=SC2154 # set by make_scratch
	local console=$run/console status=$run/status output=$run/output
	# With a journal only where it must outlive a loss of power.
	local journal=(-O "^has_journal")
	[[ ! $reboots ]] || journal=()
	run_logged "$run/log" mke2fs -q -t ext4 "${journal[@]}" -L payload -d "$payload" "$run/payload" 4G
	: >"$status"
	mkfifo "$output"
	cat <"$output" &
	local printer=$!

	say "starting the machine; its output follows"
	emulate "$timeout" "$console" "$status" "$output" "$run/payload" >"$run/log" 2>&1 </dev/null &
	child=$!
	wait "$child" || code=$?
	child=""
	# The printer ends when the emulator has closed the pipe, or was never opened and is stopped.
	if ((code == 0)); then wait "$printer"; else kill "$printer" 2>/dev/null || true; fi
	report "$code" "$timeout" "$started" "$console" "$status"
}

# The emulator in the foreground. Disks are opened as snapshots: what the guest writes goes to a nameless file in $TMPDIR.
emulate() {
	local timeout=$1 console=$2 status=$3 output=$4 payload=$5
	local libraries=$emulator/usr/lib/x86_64-linux-gnu
	local disk="if=virtio,format=raw,snapshot=on,file" once=(-no-reboot)
	[[ ! $reboots ]] || once=()
	QEMU_MODULE_DIR=$libraries/qemu TMPDIR=$(dirname -- "$payload") exec timeout --kill-after=5 "$timeout" \
		"$libraries/ld-linux-x86-64.so.2" --library-path "$libraries" "$emulator/usr/bin/qemu-system-x86_64" \
		-L "$emulator/usr/share/qemu" -L "$emulator/usr/share/seabios" \
		-accel tcg,thread=multi -cpu max -smp 2 -m "$guest_memory_mib" -display none -nic none "${once[@]}" \
		-kernel "$guest/kernel" -initrd "$guest/initrd" \
		-append "root=/dev/vda rw console=ttyS0 panic=-1 quiet systemd.show_status=no" \
		-drive "$disk=$guest/disk" -drive "$disk=$guest/swap" -drive "$disk=$payload" \
		-serial "file:$console" -device virtio-serial \
		-chardev "file,id=output,path=$output" -device virtserialport,chardev=output,name=machine.output \
		-chardev "file,id=status,path=$status" -device virtserialport,chardev=status,name=machine.status
}

report() {
	local code=$1 timeout=$2 started=$3 console=$4 status=$5 answer
	cp -- "$console" "$cache/last-console.log" 2>/dev/null || true
	answer=$(<"$status")
	if ((code == 124 || code == 137)); then
		say "error: the machine was stopped after $timeout s (--timeout); its console is in $cache/last-console.log"
		exit 124
	fi
	if [[ ! $answer =~ ^[0-9]+$ ]]; then
		tail -n 25 -- "$console" >&2 || true
		fail "the machine ended (emulator's exit code $code) without the payload's exit code; its console is in $cache/last-console.log"
	fi
	say "the payload ended with exit code $answer, $((SECONDS - started)) s after the machine's start"
	exit "$answer"
}
