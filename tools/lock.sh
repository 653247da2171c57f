#!/bin/sh
# Pins the packages, with hashes and without naming where they came from.
set -eu
cd "$(dirname "$0")/.."
uv=$(command -v uv || true)
[ -n "$uv" ] || { echo "lock: uv is missing. Install it with: pip install uv" >&2; exit 1; }
for kind in run dev; do
  extra=""
  [ "$kind" = dev ] && extra="--extra dev"
  # shellcheck disable=SC2086 # the option is two words
  "$uv" pip compile -q --universal --generate-hashes --no-header --no-annotate --no-emit-index-url \
    --python-version 3.11 pyproject.toml $extra --extra build -o "requirements-$kind.lock"
done
