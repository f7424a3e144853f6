# shellcheck shell=bash
# A directory with a Debian whose init is systemd, for tests that run one; from the mirror that this machine's apt uses.

systemd_root_packages=systemd,systemd-sysv,dbus

make_systemd_root() {
	local mirror release
	# shellcheck source=/dev/null
	release=$(. /etc/os-release && echo "$VERSION_CODENAME") &&
		mirror=$(apt-get indextargets --format '$(CODENAME) $(REPO_URI)' 'Created-By: Packages' 'Component: main' |
			awk -v release="$release" '$1 == release { print $2; exit }') &&
		rm -rf --one-file-system "$cache/systemd-root.new" &&
		debootstrap --variant=minbase --include="$systemd_root_packages" "$release" "$cache/systemd-root.new" "$mirror" &&
		rm -rf "$cache"/systemd-root.new/var/{cache/apt,lib/apt/lists}/* "$cache"/systemd-root.new/usr/share/{doc,locale,man}/* &&
		mv "$cache/systemd-root.new" "$cache/systemd-root"
}

setup_systemd_root() {
	[ ! -d "$cache/systemd-root" ] || return 0
	setup_packages debootstrap || return
	help='is the Debian mirror of this machine reachable (apt-get update)?' \
		step systemd-root "Making a Debian with systemd (once)" make_systemd_root
}
