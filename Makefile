# Every target does its own set-up; running one again is quick and harmless.
PY := .venv/bin/python
.DEFAULT_GOAL := help
.PHONY: help setup setup-dev demo test check dev bench lock clean

help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

setup: ## Install what is needed to run: .venv, pinned packages, Pango
	@sh tools/setup.sh run

setup-dev: ## Install what is needed to test as well: Chromium, PostgreSQL, the checkers
	@sh tools/setup.sh dev

demo: setup ## Build the demonstration organisation and its report, then serve it on port 8000
	@.venv/bin/assess demo --dir var/demo

test: setup-dev ## Run everything: format, types, import rules, content, all tests
	@sh tools/check.sh; checked=$$?; $(PY) -m pytest -n 2 --dist loadgroup && exit $$checked

check: setup-dev ## The common loop: format, types, import rules, content, tests without browser and wheel
	@sh tools/check.sh; checked=$$?; $(PY) -m pytest -n 2 --dist loadgroup -m "not browser and not wheel" && exit $$checked

dev: setup ## Serve var/demo and reload when code changes
	@.venv/bin/assess serve --dir var/demo --reload

bench: setup-dev ## Measure speed as ratios: make bench ARGS="science --format json"
	@$(PY) -m benchmarks $(ARGS)

lock: ## Pin every package with hashes again (needs uv)
	@sh tools/lock.sh

clean: ## Remove what was built here (not your data)
	@rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
