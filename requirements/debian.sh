#!/bin/bash
# Install the Debian packages of debian.txt that are missing, where this user may.
# Where not: say so and go on (pytest lists what it skips); under GLUTATUI_REQUIRE_ALL=1 fail.
set -eu
here=$(dirname "$0")

missing() {
    while read -r name _; do
        case "$name" in '' | '#'*) continue ;; esac
        [ "$(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null)" = installed ] || echo "$name"
    done < "$here/debian.txt"
}

as_root() {
    if [ "$(id -u)" = 0 ]; then env DEBIAN_FRONTEND=noninteractive "$@"
    else sudo -n env DEBIAN_FRONTEND=noninteractive "$@"; fi
}

if ! command -v dpkg-query > /dev/null; then
    echo "not Debian: the programs of requirements/debian.txt must be there already"
    exit 0
fi
wanted=$(missing)
[ -n "$wanted" ] || exit 0
if command -v apt-get > /dev/null && { [ "$(id -u)" = 0 ] || sudo -n true 2> /dev/null; }; then
    echo "installing" $wanted "..."
    { as_root apt-get -qq update && as_root apt-get -qq -y install --no-install-recommends $wanted; } \
        > /dev/null || echo "apt-get could not install them"
    wanted=$(missing)
    [ -n "$wanted" ] || exit 0
fi
echo "missing Debian packages:" $wanted
[ "${GLUTATUI_REQUIRE_ALL:-}" != 1 ] || { echo "GLUTATUI_REQUIRE_ALL=1: that is a failure" >&2; exit 1; }
