# Mijlpaal: everything a person or the CI does here, by name. `make` lists it.
#
# One environment (.venv) with two stamps: `make run` installs what running needs,
# every developers' target adds the tools. Both from pinned, hashed requirements.

PYTHON ?= $(firstword $(foreach name,python3 python3.14 python3.13 python3.12 python3.11 python,\
	$(shell $(name) -c $(SUPPORTED) >/dev/null 2>&1 && echo $(name))) python3)
DAY ?=
TESTS ?= tests
# Two processes at a time, each with a PostgreSQL of its own; a file stays together.
PYTEST_OPTIONS ?= -n 2 --dist loadfile
# Thousands of databases come and go: in memory that takes half the time, where 4 GB of it is free.
IN_MEMORY := $(shell df -k /dev/shm 2>/dev/null | awk 'NR == 2 && $$4 > 4000000 {print "TMPDIR=/dev/shm"}')
COVERAGE ?=
UPGRADE ?=
ONLY ?=
FILE ?=
SUITE ?=
KILLS ?=
EXAMPLES ?=
SEED ?=
SECONDS ?=
RUNGS ?=
SEEDS ?=
DAYS ?=

SUPPORTED := 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 15))'
VENV := .venv
BIN := $(VENV)/bin
BENCH_STAMP := build/bench-extras/.installed
RUN_STAMP := $(VENV)/.installed-for-running
DEV_STAMP := $(VENV)/.installed-for-development
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
PIN := $(BIN)/uv pip compile --quiet --universal --generate-hashes \
	--no-annotate --no-header --no-strip-extras $(if $(UPGRADE),--upgrade)
COMPILE := $(PIN) pyproject.toml --extra build

# Another version has another number of tests: 88 of this one need no data.
SCION_PACKAGE := @scion-scxml/test-framework@2.0.16
SCION := build/conformance/package
AXE_PACKAGE := axe-core@4.14.1
AXE := build/node_modules/axe-core/axe.min.js

ICAL_PACKAGE := ical.js@2.2.1
ICAL := build/ical.js/package

SCHEMATHESIS_PACKAGE := schemathesis==4.32.5
SCHEMATHESIS := build/schemathesis/bin/schemathesis
SPECTRAL_PACKAGE := @stoplight/spectral-cli@6.16.3
SPECTRAL := build/spectral/node_modules/.bin/spectral

PACKAGES := models intake notifications reports seeds flows mijlpaal
CODE := $(PACKAGES) tests $(wildcard docs benchmarks)
# What carries examples in docstrings; flows and mijlpaal are left out, they import Prefect.
# Migrations cannot be imported, Alembic runs them.
DOCTESTED := models intake notifications reports seeds --ignore-glob='*/migrations/*'

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help install run test check static lint format format-check types imports \
	api-fuzz api-lint feeds organisation organisation-down organisation-chaos chaos simulate conformance \
	doctest e2e docs docs-check bench phrases lock clean python-check

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z][a-z0-9-]*:.*## / { printf "%-18s %s\n", $$1, $$2 }' Makefile

# --- running -----------------------------------------------------------------------------

run: $(RUN_STAMP) ## Run one whole day and show the overview (DAY=2026-12-14 for another day)
	$(BIN)/mijlpaal init
	$(BIN)/mijlpaal run $(if $(DAY),--day $(DAY))

organisation: $(DEV_STAMP) ## Bring up the organisation mode on this machine: PostgreSQL, Prefect, workers, pages
	MIJLPAAL_MODE=organisation $(BIN)/mijlpaal organisation up --background

organisation-down: $(RUN_STAMP) ## Stop all of it
	$(BIN)/mijlpaal organisation down

install: $(DEV_STAMP) ## Make the developers' environment in .venv from the hashed requirements

# --- checking ----------------------------------------------------------------------------

test: $(DEV_STAMP) ## Run all tests on SQLite and PostgreSQL (TESTS=..., PYTEST_OPTIONS=..., COVERAGE=1)
	$(IN_MEMORY) $(BIN)/python -m pytest $(PYTEST_OPTIONS) $(if $(COVERAGE),--cov --cov-report=term) $(TESTS)

conformance: $(DEV_STAMP) $(if $(SUITE),,$(SCION)) ## Run the SCXML tests of SCION that need no data (SUITE=folder for others)
	@$(BIN)/python -m tests.conformance "$(or $(SUITE),$(SCION))"

e2e: $(DEV_STAMP) $(AXE) ## Walk the pages in Debian's Chromium (apt-get install chromium), with axe-core from npm
	E2E=1 $(BIN)/python -m pytest -q tests/e2e

feeds: $(DEV_STAMP) $(ICAL) ## Read our calendars back with another library and with ical.js, from npm
	$(BIN)/python -m pytest -q tests/reports/feed

organisation-chaos: $(DEV_STAMP) ## Kill parts of the organisation mode during a day of 20,000 rungs (KILLS=10 of each kind, RUNGS=20000)
	$(BIN)/python -m tests.chaos.organisation $(if $(KILLS),--kills $(KILLS)) $(if $(RUNGS),--rungs $(RUNGS))

chaos: $(DEV_STAMP) ## Kill senders at random while they send, count what arrives, on both databases (KILLS=50)
	$(BIN)/python -m tests.chaos $(if $(KILLS),--kills $(KILLS))

simulate: $(DEV_STAMP) ## Let days pass on a virtual clock, by seeds, and look for one that breaks (SEEDS=40 for a few, DAYS=60)
	$(BIN)/python -m tests.simulation $(if $(SEEDS),--seeds $(SEEDS)) $(if $(DAYS),--days $(DAYS))

check: static ## Do all that CI does, and measure branch coverage
	$(MAKE) test COVERAGE=1

static: format-check lint types imports doctest docs-check ## Everything that CI checks before the tests

format: $(DEV_STAMP) ## Rewrite the code in the house format
	$(BIN)/ruff check --quiet --select I --fix .
	$(BIN)/ruff format .

format-check: $(DEV_STAMP) ## Say which files are not in the house format
	$(BIN)/ruff format --check .

lint: $(DEV_STAMP) ## Lint with every rule of ruff but those argued away in pyproject.toml
	$(BIN)/ruff check .

types: $(DEV_STAMP) ## Check the types, strictly, tests included
	$(BIN)/mypy $(CODE)

imports: $(DEV_STAMP) ## Check that imports point down only
	$(BIN)/lint-imports

doctest: $(DEV_STAMP) ## Run the examples in docstrings
	$(BIN)/python -m pytest --quiet --doctest-modules $(DOCTESTED) || test $$? -eq 5

docs: $(RUN_STAMP) ## Regenerate the generated documents and prefect.yaml
	$(BIN)/python -m docs.generate

docs-check: $(RUN_STAMP) ## Say which generated documents are out of date
	$(BIN)/python -m docs.generate --check

bench: $(DEV_STAMP) ## Measure against the floor of the same run (ONLY=kernel for one); writes build/bench.json
	@$(MAKE) --no-print-directory $(BENCH_STAMP) || echo 'the other libraries could not be installed' >&2
	$(BIN)/python -m benchmarks $(ONLY)

phrases: $(DEV_STAMP) ## Score the reading of date phrases beside dateparser (FILE=path for other phrases)
	@$(MAKE) --no-print-directory $(BENCH_STAMP) || echo 'the other libraries could not be installed' >&2
	@$(BIN)/python -m benchmarks.phrases $(if $(FILE),"$(FILE)")

# Libraries that ours is compared with: in a folder of their own, and never among our own.
$(BENCH_STAMP): benchmarks/requirements.txt $(DEV_STAMP)
	@rm -rf $(@D) && mkdir -p $(@D)
	$(PIP) install --quiet --require-hashes --no-deps --target $(@D) --requirement $<
	@touch $@

# Charts and scripts only: nothing of the package is run, so its dependencies are not installed.
$(SCION):
	@command -v npm >/dev/null || { echo 'make conformance fetches its tests with npm' >&2; exit 1; }
	@mkdir -p $(@D)
	npm pack --silent --pack-destination $(@D) $(SCION_PACKAGE)
	@tar -xzf $(@D)/*.tgz -C $(@D) && touch $@

$(ICAL):
	@command -v npm >/dev/null || { echo 'make feeds fetches ical.js with npm' >&2; exit 1; }
	@mkdir -p $(@D)
	npm pack --silent --pack-destination $(@D) $(ICAL_PACKAGE)
	@tar -xzf $(@D)/*.tgz -C $(@D) && touch $@

$(AXE):
	@command -v npm >/dev/null || { echo 'make e2e fetches axe-core with npm' >&2; exit 1; }
	npm install --silent --no-audit --no-fund --no-save --prefix build $(AXE_PACKAGE)
	@touch $@

api-fuzz: $(DEV_STAMP) $(SCHEMATHESIS) ## Attack the API with schemathesis as five readers (EXAMPLES=25 per operation, SEED=7, SECONDS=200 per reader)
	$(BIN)/python -m tests.contract --schemathesis $(SCHEMATHESIS) $(if $(EXAMPLES),--examples $(EXAMPLES)) $(if $(SEED),--seed $(SEED)) $(if $(SECONDS),--seconds $(SECONDS))

api-lint: $(DEV_STAMP) $(SPECTRAL) ## Hold the API's document against the Dutch API Design Rules with spectral, from npm
	$(BIN)/python -m tests.contract.document build/openapi.json
	$(SPECTRAL) lint build/openapi.json --ruleset tests/contract/design_rules.yaml --fail-severity error
	$(BIN)/python -m tests.contract.planting $(SPECTRAL)

# With dependencies of its own, in an environment of its own: never among ours, and not locked.
$(SCHEMATHESIS):
	$(PYTHON) -m venv build/schemathesis
	build/schemathesis/bin/pip --disable-pip-version-check --no-input install --quiet $(SCHEMATHESIS_PACKAGE)
	@touch $@

$(SPECTRAL):
	@command -v npm >/dev/null || { echo 'make api-lint fetches spectral with npm' >&2; exit 1; }
	npm install --silent --no-audit --no-fund --no-save --prefix build/spectral $(SPECTRAL_PACKAGE)
	@touch $@

# --- the toolchain itself ----------------------------------------------------------------

lock: $(DEV_STAMP) ## Pin and hash the requirements again (UPGRADE=1 for newer versions)
	$(COMPILE) --output-file requirements.txt
	$(COMPILE) --extra dev --extra otel --constraint requirements.txt --output-file requirements-dev.txt
	$(PIN) benchmarks/requirements.in --constraint requirements-dev.txt --python-version 3.11 \
		--output-file benchmarks/requirements.txt
	@! grep -nE '://|@ |^[[:space:]]*-[^-]|--(index|extra-index|find-links|trusted|no-index|editable)' \
		requirements.txt requirements-dev.txt benchmarks/requirements.txt \
		|| { echo 'make lock: the lines above carry an address or an index option'; exit 1; }

clean: ## Remove the environment and what tools wrote; the data in var/ stays
	rm -rf $(VENV) build dist .coverage .coverage.* .hypothesis .import_linter_cache \
		.mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

python-check:
	@$(PYTHON) -c $(SUPPORTED) 2>/dev/null || { \
		echo "Mijlpaal needs Python 3.11, 3.12, 3.13 or 3.14; found for '$(PYTHON)':" \
			"$$($(PYTHON) --version 2>&1 | head -n 1)"; \
		echo 'Name one that you have, for example: make install PYTHON=python3.12'; exit 1; } >&2

$(BIN)/python:
	@$(MAKE) --no-print-directory python-check
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo "'$(PYTHON) -m venv' failed. On Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }

# The second command of each pair installs the project itself: a pointer to this folder, built
# by hatchling, which is in the requirements; so no index is asked and no build fetches anything.
$(RUN_STAMP): requirements.txt pyproject.toml | $(BIN)/python
	$(PIP) install --quiet --require-hashes --requirement requirements.txt
	$(PIP) install --quiet --no-index --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV_STAMP): requirements-dev.txt $(RUN_STAMP) | $(BIN)/python
	$(PIP) install --quiet --require-hashes --requirement requirements-dev.txt
	@touch $@
