# shellcheck shell=bash
# Debian packages: Podman and its parts, CNI plugins for Nomad's bridge, what images are made of.

runtime_packages=(
	podman runc conmon netavark aardvark-dns catatonit iptables uidmap slirp4netns
	containernetworking-plugins iproute2 ca-certificates busybox-static redis-tools
)
# For tests and checks only: a registry to pull from, certificates and passwords for it, a file system with quotas.
test_packages=(docker-registry skopeo apache2-utils openssl btrfs-progs shellcheck)

missing_packages() {
	local package
	for package in "$@"; do
		[ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || echo "$package"
	done
}

install_packages() {
	export DEBIAN_FRONTEND=noninteractive
	local policy=/usr/sbin/policy-rc.d made=''
	# No package starts a service of its own on this machine (docker-registry would).
	if [ ! -e "$policy" ]; then
		printf '#!/bin/sh\nexit 101\n' >"$policy"
		chmod 755 "$policy"
		made=yes
	fi
	local code=0
	{
		apt-get update -q &&
			apt-get install -q -y --no-install-recommends "$@"
	} </dev/null || code=$?
	[ -z "$made" ] || rm -f "$policy"
	return "$code"
}

setup_packages() {
	local -a missing
	mapfile -t missing < <(missing_packages "$@")
	[ "${#missing[@]}" -gt 0 ] || return 0
	if ! command -v apt-get >/dev/null; then
		say "This needs the Debian packages: ${missing[*]}"
		say "What to do: run it on Debian 12 or newer, or install their like by hand."
		return 1
	fi
	if [ "$(id -u)" -ne 0 ]; then
		say "These Debian packages are missing: ${missing[*]}"
		say "What to do: sudo apt-get install --no-install-recommends ${missing[*]}"
		return 1
	fi
	help='look at the apt-get messages above; is the package mirror reachable?' \
		step packages "Installing Debian packages: ${missing[*]}" install_packages "${missing[@]}"
}
