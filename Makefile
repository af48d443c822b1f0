# SIGOBito: `make help` says what there is. Needs make, git and Python 3.11 or newer with venv.

MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.PHONY: help install demo stop reset test faults check lint types layers templates dependencies migrations security audit machines api screenshots bench messages

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
INSTALLED := .venv/installed
PACKAGES := core workflows notifiers channels tasks webui ops
# The checks need no database and no secrets of an installation.
CHECKED := DJANGO_SETTINGS_MODULE=tests.settings

help: ## What this Makefile can do
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 22

$(INSTALLED): requirements/dev.lock
	@test -n "$(PYTHON)" || { echo "Needs Python 3.11 or newer with venv (on Debian: apt install python3-venv)." >&2; exit 1; }
	@echo "  Installing the locked parts..."
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/dev.lock
	@mkdir -p var && touch $@

install: $(INSTALLED) ## The virtual environment, from the lock

demo: $(INSTALLED) ## A municipality full of life on this machine; Ctrl-C stops it
	@$(BIN)/python -m ops.stack start

stop: $(INSTALLED) ## Stop the demo from another terminal
	@$(BIN)/python -m ops.stack stop

reset: $(INSTALLED) ## Stop the demo and forget all it kept
	@$(BIN)/python -m ops.stack reset

test: $(INSTALLED) ## Every check and every test, in a real browser too
	@$(BIN)/python -m ops.chromium
	@$(MAKE) check
	@$(BIN)/python -m pytest -n auto --dist loadgroup

faults: $(INSTALLED) ## Everything that can go wrong, done to a whole installation (10 minutes; as root also a full disk)
	@$(BIN)/python -m ops.translations
	@$(BIN)/python -m tests.faults $(if $(SEED),--seed $(SEED)) $(foreach name,$(ONLY),--only $(name))

check: $(INSTALLED) ## Style, types, layers, templates, dependencies, migrations, security
	@$(MAKE) -j2 --output-sync=target lint types layers templates dependencies migrations security

lint: $(INSTALLED)
	@echo "  lint"; $(BIN)/ruff check --quiet . && $(BIN)/ruff format --quiet --check .

types: $(INSTALLED)
	@echo "  types"; $(BIN)/mypy --no-error-summary $(PACKAGES) tests manage.py

layers: $(INSTALLED)
	@echo "  layers"; PYTHONPATH=. $(CHECKED) $(BIN)/lint-imports --no-logo > var/layers.log 2>&1 || { cat var/layers.log; exit 1; }

templates: $(INSTALLED)
	@echo "  templates"; find $(PACKAGES) -name '*.html' -print0 | xargs -0 -r $(BIN)/djade --check --target-version 5.2

dependencies: $(INSTALLED)
	@echo "  dependencies"; $(BIN)/deptry . 2> var/deptry.log || { cat var/deptry.log; exit 1; }

migrations: $(INSTALLED)
	@echo "  migrations"; $(CHECKED) $(BIN)/python -W ignore manage.py check --fail-level WARNING > /dev/null
	@$(CHECKED) $(BIN)/python -W ignore manage.py makemigrations --check --dry-run

security: $(INSTALLED)
	@echo "  security"; $(BIN)/bandit -q -r $(PACKAGES) manage.py -c pyproject.toml > var/bandit.log 2>&1 || { cat var/bandit.log; exit 1; }
	@$(BIN)/python -m tests.architecture.reglas

audit: $(INSTALLED) ## Known holes of the locked parts, where the service that knows them answers
	@$(BIN)/python -m ops.audit

machines: $(INSTALLED) ## Long random lives of every process, alone and at once (docs/machines.md)
	@HYPOTHESIS_PROFILE=largo $(BIN)/python -m pytest tests/maquinas -n auto --dist load

api: $(INSTALLED) ## The API against its own description, at length (ten minutes)
	@API_EJEMPLOS=20 $(BIN)/python -m pytest tests/webui/api/test_contrato.py -n auto --dist load

bench: $(INSTALLED) ## What it costs, beside what it cannot cost less than (docs/bench.md)
	@$(BIN)/python -m ops.bench

screenshots: $(INSTALLED) ## Every screen at 390 and 1440 px, light and dark, into var/ (while the demo runs)
	@$(BIN)/python -m ops.chromium
	@$(BIN)/python -m ops.screenshots

messages: $(INSTALLED) ## Collect the texts to translate into English (needs GNU gettext)
	@$(BIN)/python -m ops.messages
