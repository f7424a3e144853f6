# shellcheck shell=bash
# "build": the emulator and the guest, each made once for its inputs.

emulator=$cache/emulator
guest=$cache/guest

# The emulator of Debian 12 panics this guest with a double fault; that of the guest's own release works.
emulator_packages=(qemu-system-x86)

guest_packages=(
	systemd systemd-sysv dbus dbus-user-session libpam-systemd udev kmod linux-image-cloud-amd64 iproute2 procps
	podman crun netavark aardvark-dns nftables iptables catatonit passt uidmap slirp4netns
	apparmor ca-certificates busybox-static
)

# What a part is made from, as one line: it is made again when this changes.
emulator_stamp() { stamp "${emulator_packages[@]}" <"$parts/build.sh"; }
guest_stamp() {
	(cd -- "$parts" && find build.sh guest-root.sh guest -type f | LC_ALL=C sort | xargs sha256sum) |
		stamp "${guest_packages[@]}"
}
stamp() { (cat && echo "$release $mirror $*") | sha256sum | cut -d' ' -f1; }
is_current() { [[ -f $1/stamp && $(<"$1/stamp") == "$2" ]]; }

build_machine() {
	local wanted_emulator wanted_guest
	wanted_emulator=$(emulator_stamp)
	wanted_guest=$(guest_stamp)
	if is_current "$emulator" "$wanted_emulator" && is_current "$guest" "$wanted_guest"; then return; fi
	need_root
	need_command debootstrap debootstrap
	need_command mke2fs e2fsprogs
	need_command mkswap util-linux
	mkdir -p "$cache/packages"
	exec {lock}>"$cache/lock"
	flock --nonblock "$lock" || { say "waiting for another build" && flock "$lock"; }
	is_current "$emulator" "$wanted_emulator" || build_emulator "$wanted_emulator"
	is_current "$guest" "$wanted_guest" || build_guest "$wanted_guest"
	exec {lock}>&-
}

# Unpacked, not installed: qemu runs from there with the libraries next to it, so nothing needs a chroot or a mount.
build_emulator() {
	say "emulator: fetching ${emulator_packages[*]} of $release and what it needs"
	make_scratch new_emulator
	# shellcheck disable=SC2154 # set by make_scratch
	run_logged "$new_emulator/log" debootstrap --download-only --variant=minbase --cache-dir="$cache/packages" \
		--include="$(IFS=, && echo "${emulator_packages[*]}")" "$release" "$new_emulator/download" "$mirror"
	say "emulator: unpacking"
	mkdir "$new_emulator/tree"
	# base-files first: it owns the links /lib → /usr/lib, which later packages must find.
	local archive
	for archive in "$new_emulator"/download/var/cache/apt/archives/{base-files_,}*.deb; do
		dpkg-deb --extract "$archive" "$new_emulator/tree"
	done
	put_in_place "$new_emulator/tree" "$emulator" "$1"
}

build_guest() {
	local started=$SECONDS
	say "guest: installing $release with systemd and Podman (a minute or two)"
	make_scratch new_guest
	# shellcheck disable=SC2154 # set by make_scratch
	local root=$new_guest/root made=$new_guest/made
	mkdir "$root" "$made"
	# In namespaces of its own: whatever debootstrap mounts or starts is gone with it, also when it is killed.
	run_logged "$new_guest/log" unshare --mount --pid --fork --kill-child --mount-proc \
		bash "$parts/guest-root.sh" "$root" "$release" "$mirror" "$cache/packages" "${guest_packages[@]}"
	say "guest: writing the disk"
	cp -- "$root"/boot/vmlinuz-* "$made/kernel"
	mv -- "$root"/boot/initrd.img-* "$made/initrd"
	# Without a journal: each run works on a snapshot that is thrown away.
	run_logged "$new_guest/log" mke2fs -q -t ext4 -O ^has_journal -L guest -d "$root" "$made/disk" 6G
	truncate --size 1G "$made/swap"
	mkswap -q -L swap "$made/swap" 2>/dev/null
	put_in_place "$made" "$guest" "$1"
	say "guest: made in $((SECONDS - started)) s, $(du -sh "$guest" | cut -f1)"
}

# The stamp is written last and the directory renamed as a whole: a build that was cut off is never taken for a finished one.
put_in_place() {
	echo "$3" >"$1/stamp"
	rm -rf --one-file-system -- "$2"
	mv -- "$1" "$2"
}

clean_machine() { rm -rf --one-file-system -- "$cache"; }
