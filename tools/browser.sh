#!/bin/sh
# Prints the path of a Chromium that works, installing Debian's when that is allowed. Without one: a paragraph on stderr, exit 2.
# CHROMIUM=/path/to/browser decides for itself.
set -u

works() {
    [ -n "$1" ] && "$1" --version >/dev/null 2>&1
}

find_browser() {
    for name in ${CHROMIUM:-chromium chromium-browser google-chrome google-chrome-stable chrome microsoft-edge}; do
        path=$(command -v "$name") && works "$path" && echo "$path" && return 0
    done
    path="/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
    [ -z "${CHROMIUM:-}" ] && works "$path" && echo "$path"
}

find_browser && exit 0
if [ -z "${CHROMIUM:-}" ] && sh "$(dirname "$0")/install.sh" chromium "which the tests open pages with"; then
    find_browser && exit 0
fi
cat >&2 <<'END'

The tests open the built site in a real browser, and none that works was found (looked for chromium, google-chrome,
microsoft-edge). Install one – Debian: sudo apt install chromium; Ubuntu: Google's .deb of Chrome; Fedora: sudo dnf install
chromium; macOS: brew install --cask google-chrome – or say where one is: make test CHROMIUM=/path/to/chromium

END
exit 2
