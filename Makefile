# Everything a person runs here. Needs make, git and Python 3.11 or newer; the rest is set up in .venv.
PY := .venv/bin/python
export PYTHON CHROMIUM
# The tests start Python a hundred times: what it compiles is kept (make clean removes it).
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help site serve offline epub test random check bench screenshots audit lock sbom clean

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

site: .venv/site-ready ## read source_texts/, write the library into site/
	@$(PY) -m build_site build

serve: .venv/site-ready ## the same, live: saving a source text rebuilds and shows it
	@$(PY) -m build_site serve

offline: site ## the same as one zip file in dist/ that opens without network or server
	@$(PY) -m build_site offline

epub: site .venv/epub-ready ## an EPUB of each volume in each script, in dist/
	@$(PY) -m build_site epub

test: .venv/test-ready ## set up what tests need (a browser, fonts, Java, nginx, too) and run them all
	@CHROMIUM="$$(sh tools/programs.sh)" && export CHROMIUM && $(PY) -m pytest $(SPREAD) --durations=10
	@$(MAKE) --no-print-directory random

random: .venv/test-ready ## the property tests with other examples each time; SEED=... repeats a run
	@echo "Random examples. To repeat them: make random SEED=$(SEED)"
	@$(PY) -m pytest $(SPREAD) -m hypothesis --hypothesis-profile=random --hypothesis-seed=$(SEED) $$(grep -rl --include='test_*.py' hypothesis tests)

SPREAD := -n auto --dist worksteal # how many that is: tests/conftest.py
SEED := $(or $(SEED),$(shell date +%s))

check: .venv/test-ready ## lint, types, tests, a strict build
	@$(PY) -m ruff check . && $(PY) -m ruff format --check . && $(PY) -m mypy
	@$(MAKE) --no-print-directory test
	@echo "Citations, gains and losses against the last commit:" && $(PY) -m bench.citation_changes
	@$(PY) -m build_site check

bench: .venv/test-ready ## measure the figures that the project promises
	@$(PY) -m build_site build > /dev/null && CHROMIUM="$$(sh tools/programs.sh browser libatomic font java)" && export CHROMIUM && $(PY) -m bench

screenshots: .venv/test-ready site ## pictures of the built site in both scripts, desktop and phone
	@CHROMIUM="$$(sh tools/programs.sh browser libatomic font)" && export CHROMIUM && $(PY) -m bench.screenshots site screenshots

audit: .venv/audit-ready ## ask which pinned packages have known weaknesses (needs the network)
	@$(PY) -m pip_audit --strict --disable-pip --require-hashes --progress-spinner off $(LOCKS:%=-r %)

lock: ## choose the pinned versions anew (needs uv), then make sbom
	uv pip compile pyproject.toml $(LOCK) -o requirements.lock --upgrade
	uv pip compile pyproject.toml $(LOCK) -o requirements-dev.lock --group dev -c requirements.lock --upgrade
	uv pip compile --group epub $(LOCK) -o requirements-epub.lock --upgrade
	uv pip compile --group audit $(LOCK) -o requirements-audit.lock -c requirements-dev.lock --upgrade
	@$(MAKE) --no-print-directory sbom

sbom: .venv/audit-ready ## write into sbom/ what the lock files hold (CycloneDX)
	@$(PY) tools/sbom.py $(LOCKS)

LOCKS := requirements.lock requirements-epub.lock requirements-dev.lock requirements-audit.lock
LOCK := --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --quiet

clean: ## remove everything that was generated, and .venv
	rm -rf site dist docs/zh-* .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/site-ready: requirements.lock
	@sh tools/environment.sh $<
	@touch $@

.venv/epub-ready: requirements-epub.lock .venv/site-ready
	@sh tools/environment.sh $<
	@touch $@

.venv/audit-ready: requirements-audit.lock .venv/site-ready
	@sh tools/environment.sh $<
	@touch $@

.venv/test-ready: requirements-dev.lock .venv/site-ready .venv/epub-ready
	@sh tools/environment.sh $<
	@touch $@
