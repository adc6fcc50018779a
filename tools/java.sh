#!/bin/sh
# Sees to it that `java` runs, which epubcheck is written in, installing Debian's when that is allowed. Without: a
# paragraph on stderr, exit 2. It is run, not only found: macOS has a /usr/bin/java that is none.
set -u

works() {
    java -version >/dev/null 2>&1
}

works && exit 0
sh "$(dirname "$0")/install.sh" default-jre-headless "whose Java the tests check books (EPUB) with" && works && exit 0
cat >&2 <<'END'

The tests check every book with epubcheck, which needs Java, and none that works was found. Install one – Debian and Ubuntu:
sudo apt install default-jre-headless; Fedora: sudo dnf install java-latest-openjdk-headless; macOS: brew install --cask temurin –
and run make again. Building the library needs none.

END
exit 2
