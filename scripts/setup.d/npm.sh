# shellcheck shell=bash
# Node packages by the lock file; Bun is one of them.

install_npm() { cd "$repository" && npm ci --no-audit --no-fund; }

# npm writes its hidden lock file last: an interrupted or outdated installation has none, or an older one.
setup_npm() {
	local installed=$repository/node_modules/.package-lock.json
	if [ -e "$installed" ] && [ ! "$repository/package-lock.json" -nt "$installed" ]; then
		return 0
	fi
	help='is the npm registry reachable (npm ping)? Node 20 or newer is needed.' \
		step npm "Installing Node packages" install_npm
}
