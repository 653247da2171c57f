#!/bin/sh
# What can be said of the code without running it.
set -eu
cd "$(dirname "$0")/.."
bin=.venv/bin
$bin/ruff check --quiet .
$bin/ruff format --check --quiet .
$bin/mypy
$bin/lint-imports --no-logo 2>/dev/null || $bin/lint-imports
$bin/djlint --quiet --check --lint templates
$bin/assess check questionnaires
