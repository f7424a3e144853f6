#!/usr/bin/env bash
# Makes the guest's root file system. Runs in mount and process namespaces of its own (see build.sh).
# Usage: guest-root.sh ROOT RELEASE MIRROR PACKAGE_CACHE PACKAGE…
set -euo pipefail

root=$1 release=$2 mirror=$3 package_cache=$4
shift 4
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)

debootstrap --variant=minbase --cache-dir="$package_cache" --include="$(IFS=, && echo "$*")" "$release" "$root" "$mirror"
cp -r --no-preserve=ownership -T -- "$here/guest" "$root"

# debootstrap takes these two over from the machine that it runs on.
echo machine >"$root/etc/hostname"
echo 'nameserver 10.0.2.15' >"$root/etc/resolv.conf"

mount -t proc proc "$root/proc"
chroot "$root" bash -euo pipefail <<'GUEST'
export DEBIAN_FRONTEND=noninteractive PATH=/usr/sbin:/usr/bin:/sbin:/bin
# Without an id systemd would take each boot for the first one and apply its presets.
systemd-machine-id-setup
# A getty would take the console away from the kernel's messages.
systemctl mask serial-getty@ttyS0.service getty@tty1.service apt-daily.timer apt-daily-upgrade.timer
systemctl enable systemd-networkd.service podman.socket payload.service
systemctl disable podman.service podman-auto-update.timer podman-restart.service 2>/dev/null || true
mkdir -p /var/log/journal

# The ordinary user with a Podman of its own, there from boot on without a login.
useradd --create-home --shell /bin/bash --uid 1000 nomad-user
echo nomad-user:100000:65536 | tee /etc/subuid >/etc/subgid
install -D /dev/null /var/lib/systemd/linger/nomad-user
wants=/home/nomad-user/.config/systemd/user/sockets.target.wants
mkdir -p "$wants"
ln -s /usr/lib/systemd/user/podman.socket "$wants/podman.socket"
chown -R nomad-user: /home/nomad-user

update-initramfs -u -k all
apt-get clean
rm -rf /var/lib/apt/lists/*
# Else systemd would take /usr for newer than what was made of it, and rebuild the linker's cache at each boot.
touch /etc/.updated /var/.updated
GUEST
umount "$root/proc"
