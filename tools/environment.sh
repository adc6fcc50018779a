#!/bin/sh
# Sets up .venv from a lock file: tools/environment.sh LOCK. Each way it can fail is told in one paragraph; exit 2.
set -u
lock=$1
venv=.venv

fail() {
    printf '\n%s\n\n' "$1" >&2
    exit 2
}

is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

find_python() {
    for name in ${PYTHON:-python3 python python3.13 python3.14 python3.12 python3.11}; do
        if is_new_enough "$name"; then
            echo "$name"
            return 0
        fi
    done
    return 1
}

python=$(find_python) || fail "No Python 3.11 or newer was found (looked for: ${PYTHON:-python3, python, python3.11 to python3.14}; \
python3 is: $(python3 --version 2>&1 || true)). Install one – Debian and Ubuntu: apt install python3 python3-venv; macOS: brew install python; \
Windows: python.org – or say where it is: make site PYTHON=/path/to/python3.12"

"$python" -c 'import venv, ensurepip' 2>/dev/null || fail "$("$python" --version) is here, but its modules venv and ensurepip are not \
(Debian and Ubuntu package them apart). Install them – apt install python3-venv – and run make again."

# A .venv that was interrupted half-way, or whose Python has been removed or is too old, is made anew.
if ! "$venv/bin/python" -m pip --version >/dev/null 2>&1 || ! is_new_enough "$venv/bin/python"; then
    echo "Setting up $venv with $("$python" --version) …"
    "$python" -m venv --clear "$venv" || fail "$python -m venv could not make the folder $venv (its own words are above). \
Check that this folder is writable and the disk is not full, and run make again."
fi

echo "Installing what $lock lists …"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-input --require-hashes -r "$lock" \
    || fail "pip could not install what $lock lists (its own words are above). Usually the network or a proxy is in the way: \
the first set-up needs a package index, later runs need no network at all. If pip says that a version was not found, your index lacks it; \
if it says that hashes do not match, a file was altered on its way: do not go on. Then run make again; nothing has to be cleaned up first."
