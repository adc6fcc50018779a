#!/bin/sh
# Sees to it that the programs are here that tests and pictures run: tools/programs.sh [NAME …], the whole table without a
# name. What is missing is asked for at once: by one call of apt where that is allowed, else in one paragraph with exit 2.
# Prints the path of the browser. CHROMIUM=/path/to/browser decides for itself.
set -u

# name    | Debian, Ubuntu            | Fedora                                | macOS         | what for
table='
browser   | chromium                  | chromium                              | google-chrome | opens the finished pages
libatomic | libatomic1                | libatomic                             |               | a library of the driver that steers the browser
font      | fontconfig fonts-noto-cjk | fontconfig google-noto-sans-cjk-fonts |               | Noto CJK or Source Han, to show and print pages in
java      | default-jre-headless      | java-latest-openjdk-headless          | temurin       | runs epubcheck, which reads the books (EPUB)
nginx     | nginx                     | nginx                                 | nginx         | serves the library by our example for hosting
'

# Where Debian keeps nginx, which is not on the path of an ordinary user.
case ":$PATH:" in *:/usr/bin:*) PATH="$PATH:/usr/sbin" ;; esac

# Each is run, not only found: macOS has a /usr/bin/java that is none, Ubuntu a chromium-browser. (The library is known to
# the loader, or the driver runs without.)
has() {
    case $1 in
        browser) find_browser ;;
        libatomic) [ "$(uname)" = Darwin ] || driver_runs || case "$(ldconfig -p)" in *libatomic.so.1*) ;; *) false ;; esac ;;
        font) [ "$(uname)" = Darwin ] || case "$(fc-list :lang=zh)" in *Noto*CJK* | *"Source Han"*) ;; *) false ;; esac ;;
        java) java -version ;;
        nginx) nginx -v ;;
    esac >/dev/null 2>&1
}

driver_runs() {
    "$(echo "$(dirname "$0")"/../.venv/lib/python3*/site-packages/playwright/driver/node)" --version
}

find_browser() {
    if [ -n "${CHROMIUM:-}" ]; then
        works "$CHROMIUM"
        return
    fi
    for program in chromium chromium-browser google-chrome google-chrome-stable chrome microsoft-edge; do
        works "$program" && return
    done
    works "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
}

works() {
    "$1" --version >/dev/null 2>&1 && command -v "$1"
}

# The rows of the table that "$@" names and that are not here.
missing() {
    echo "$table" | while IFS=' |' read -r name columns; do
        case " $* " in *" $name "*) has "$name" || echo "$name|$columns" ;; esac
    done
}

# One column of these rows, in one line.
column() {
    echo "$rows" | cut -d '|' -f "$1" | xargs
}

install() {
    command -v apt-get >/dev/null || return
    sudo=
    if [ "$(id -u)" != 0 ]; then
        sudo -n true 2>/dev/null || return
        sudo="sudo -n"
    fi
    echo "Installing what the tests run: $1 …"
    $sudo env DEBIAN_FRONTEND=noninteractive \
        sh -c "apt-get update -qq && apt-get install -y -qq --no-install-recommends $1" >/dev/null || return
    # Debian starts a server when it is installed and at each boot. The tests start their own; this one is to be off.
    case " $1 " in *" nginx "*) $sudo service nginx stop; $sudo update-rc.d nginx disable ;; esac
}

if [ -n "${CHROMIUM:-}" ] && ! has browser; then
    printf '\nCHROMIUM is %s, which does not start as a browser. Name one that does – make test CHROMIUM=/path/to/chromium –
or leave it out: then one is looked for.\n\n' "$CHROMIUM" >&2
    exit 2
fi

[ $# -gt 0 ] || set -- browser libatomic font java nginx
rows=$(missing "$@")
if [ -n "$rows" ]; then
    install "$(column 2)" >&2
    rows=$(missing "$@")
fi
if [ -n "$rows" ]; then
    cat >&2 <<END

The tests run programs that are not here and that make may not install by itself:
$(echo "$rows" | sed 's/^\([a-z]*\)|.*| */  \1 – /')
Install all of them and run make again –
  Debian: sudo apt install --no-install-recommends $(column 2)
  Ubuntu: the same; in place of chromium Google's .deb of Chrome
  Fedora: sudo dnf install $(column 3)
  macOS: brew install $(column 4)
A browser elsewhere can be named: make test CHROMIUM=/path/to/chromium. Building the library needs none of these.

END
    exit 2
fi
find_browser
