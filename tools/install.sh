#!/bin/sh
# Installs a package of Debian or Ubuntu where this user may: tools/install.sh PACKAGE WHY. Exit 1 where that cannot be.
set -u

command -v apt-get >/dev/null || exit 1
sudo=
if [ "$(id -u)" != 0 ]; then
    sudo -n true 2>/dev/null || exit 1
    sudo="sudo -n"
fi
echo "Installing the package $1, $2 …" >&2
$sudo env DEBIAN_FRONTEND=noninteractive sh -c \
    "apt-get update -qq && apt-get install -y -qq --no-install-recommends '$1'" >&2 || exit 1
