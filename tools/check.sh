#!/bin/sh
# What can be said of the code without running it; all of it is said, then the first failure counts.
set -u
cd "$(dirname "$0")/.."
bin=.venv/bin
failed=""

check() { # WHAT COMMAND...: quiet when it passes
  what=$1
  shift
  if found=$("$@" 2>&1); then
    printf '  %-14s ok\n' "$what"
  else
    printf '  %-14s FAILED\n%s\n\n' "$what" "$found"
    failed="$failed $what"
  fi
}

check rules "$bin/ruff" check .
check format "$bin/ruff" format --check .
check types "$bin/mypy"
check imports "$bin/lint-imports"
check templates "$bin/djlint" --lint --quiet templates
check questionnaires "$bin/assess" check questionnaires

if [ -n "$failed" ]; then
  echo "check: failed:$failed" >&2
  exit 1
fi
