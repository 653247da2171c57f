#!/bin/sh
# Installs what Assess needs.  $1: run (to use it) or dev (to test it too).
# Quick when nothing has changed: a stamp in .venv remembers what was installed from which lock.
set -eu
cd "$(dirname "$0")/.."
kind=${1:-run}
say() { printf '%s\n' "setup: $*"; }
fail() { printf '%s\n' "setup: $*" >&2; exit 1; }

find_python() {
  for name in python3.13 python3.12 python3.11 python3; do
    if command -v "$name" >/dev/null 2>&1 &&
      "$name" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      command -v "$name"
      return
    fi
  done
  fail "Python 3.11 or newer with venv is missing. On Debian or Ubuntu: sudo apt-get install -y python3 python3-venv; on macOS: brew install python@3.13"
}

# may_install: whether this user can install packages of the system without being asked anything
may_install() {
  command -v apt-get >/dev/null 2>&1 && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }
}

# install_system PROGRAM-OR-TEST PACKAGES...: by apt-get as root or with passwordless sudo, else say how
install_system() {
  what=$1
  shift
  if [ "$(uname -s)" = Darwin ]; then
    fail "$what is missing. Run: brew install $BREW"
  fi
  command -v apt-get >/dev/null 2>&1 || fail "$what is missing. Install the equivalent of the Debian packages: $*"
  if [ "$(id -u)" = 0 ]; then
    sudo=""
  elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    sudo="sudo"
  else
    fail "$what is missing. Run: sudo apt-get install -y --no-install-recommends $*   and then this again"
  fi
  say "installing $what ($*)"
  log=$(mktemp)
  # the old package list may name files that are gone, so it is fetched when the first try fails
  { $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" ||
    { $sudo apt-get update -q && $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@"; }; } >"$log" 2>&1 ||
    { tail -n 20 "$log" >&2; fail "apt-get could not install: $*"; }
  rm -f "$log"
}

has_chromium() {
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$name" >/dev/null 2>&1 && return 0
  done
  [ -x "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" ]
}

python=""
if [ ! -x .venv/bin/python ]; then
  python=$(find_python)
  say "making .venv with $("$python" --version)"
  "$python" -m venv .venv
fi

lock="requirements-$kind.lock"
digest=$(cat "$lock" pyproject.toml | .venv/bin/python -c 'import hashlib, sys; print(hashlib.sha256(sys.stdin.buffer.read()).hexdigest())')
stamp=".venv/.installed-$kind"
if [ "$(cat "$stamp" 2>/dev/null || true)" != "$digest" ]; then
  say "installing the pinned Python packages of $lock (a minute or so)"
  log=$(mktemp)
  .venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r "$lock" >"$log" 2>&1 &&
    .venv/bin/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e . >"$log" 2>&1 ||
    { tail -n 30 "$log" >&2; fail "pip could not install the packages of $lock"; }
  rm -f "$log"
  printf '%s' "$digest" >"$stamp"
fi

# WeasyPrint needs Pango.  The font subsetter beside it only makes reports smaller: WeasyPrint warns
# when it is missing, so it is tried for where that can be done, and otherwise only spoken of.
sees() { .venv/bin/python "$@" -c 'import weasyprint.text.ffi' >/dev/null 2>&1; }
if ! sees; then
  BREW="pango" install_system "Pango (for PDF reports)" libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
elif ! sees -W error; then
  if may_install && [ "$(uname -s)" != Darwin ]; then
    (install_system "the font subsetter (for smaller PDF files)" libharfbuzz-subset0) || true
  fi
  sees -W error || say "libharfbuzz-subset is missing: PDF files work and are bigger"
fi

if [ "$kind" = dev ]; then
  has_chromium || BREW="--cask google-chrome" install_system "Chromium (for the browser tests)" chromium
  # TypeScript vignettes run on the Node.js that Playwright brings along, or on a newer one here
fi
say "ready ($kind)"
