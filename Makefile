# The two commands are `make run` and `make test`; `make` alone lists the rest.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules

# From 3.12 on a visit on a host takes half the memory (docs/speed.md), so such a Python is taken where there is one.
PYTHON ?= $(shell for v in 3.12 3.13; do \
	PYENV_VERSION=$$v python$$v -c 'import ensurepip, sys, venv; print(sys.executable)' 2>/dev/null && exit; \
	done; echo python3)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip -qq --disable-pip-version-check --no-input
STAMP := $(VENV)/.stamp
LOCKS := requirements
LOCK := .venv-lock/bin/pip-compile -q --generate-hashes --strip-extras --no-header --no-annotate \
	--allow-unsafe --no-emit-index-url --no-emit-trusted-host --no-emit-find-links
ARGS ?=
PYTEST ?= -n 4 --dist worksteal
SOAK = $(BIN)/python -m pytest --timeout 36000 -o junit_family=xunit1
unexport PYTHONDONTWRITEBYTECODE PYTHONHOME PYTHONPATH

help:  ## what there is
	@sed -nE 's/^([a-z-]+):[^#]*## (.*)/  make \1\t\2/p' Makefile | expand -t 20

run: $(STAMP)-qr  ## set up what is needed and start the tutor (ARGS="quiz --plain", ...)
	@exec $(BIN)/glutatui $(ARGS)

serve: $(STAMP)-ssh  ## set up what is needed and serve over SSH (ARGS="--data DIR", ...)
	@exec $(BIN)/glutatui serve $(ARGS)

test: $(STAMP)-tools  ## set up what is needed and run every check
	@requirements/debian.sh
	@echo "== format, lint, types, layers"
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@echo "== the course"
	@$(BIN)/glutatui check
	@echo "== tests"
	@$(BIN)/python -m pytest $(PYTEST) $(ARGS)

# What measures time runs after the rest, alone; what failed stands in the tables too.
soak: $(STAMP)-tools  ## the long runs, an hour or more; their tables into docs/soak.md and the README
	@requirements/debian.sh
	@ended=0; mkdir -p build; \
	$(SOAK) $(PYTEST) -m "soak and not alone" --junitxml build/soak.xml $(ARGS) || ended=$$?; \
	$(SOAK) -n 0 -m "soak and alone" --junitxml build/soak-alone.xml $(ARGS) || ended=$$?; \
	PYTHONPATH=tests $(BIN)/python tests/hazards/soak.py build/soak.xml build/soak-alone.xml; \
	exit $$ended

picture: $(STAMP)-tools  ## the picture of the README, from the real program
	@$(BIN)/python docs/picture.py

facts: $(STAMP)-program  ## the tables of the README: reading level, robots, mutants, cohort
	@$(BIN)/python -m glutatui.content.facts README.md

threats: $(STAMP)-tools  ## docs/threats.md: each hazard with its tests and its twins
	@$(BIN)/python tests/hazards/threats.py

bench: $(STAMP)-tools  ## speed and memory beside their floors (ARGS="--readme README.md --json FILE")
	@$(BIN)/python -m bench $(ARGS)

dist: $(STAMP)-tools  ## wheel and source archive, in dist/
	@rm -rf dist
	@$(BIN)/python -m build --no-isolation

lock: .venv-lock/.stamp  ## renew the lock files
	@$(LOCK) -o $(LOCKS)/core.txt pyproject.toml
	@$(LOCK) -o $(LOCKS)/build.txt $(LOCKS)/build.in
	@$(LOCK) -o $(LOCKS)/ssh.txt $(LOCKS)/ssh.in
	@$(LOCK) -o $(LOCKS)/postgres.txt $(LOCKS)/postgres.in
	@$(LOCK) -o $(LOCKS)/qr.txt $(LOCKS)/qr.in
	@$(LOCK) -o $(LOCKS)/dev.txt $(LOCKS)/dev.in
	@$(LOCK) -o $(LOCKS)/lock.txt $(LOCKS)/lock.in

clean:  ## remove what make has made
	@rm -rf .venv .venv-lock dist build .mypy_cache .pytest_cache .ruff_cache .import_linter_cache

# Each stamp is newer than what it was made from, so a second run does nothing.
$(STAMP)-venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ echo "glutatui needs Python 3.11 or newer as '$(PYTHON)': install it (Debian: apt install python3), or name one with 'make PYTHON=...'." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "glutatui needs Python's venv module: install it (Debian: apt install python3-venv)." >&2; exit 1; }
	@echo "setting up $(VENV) (once, about half a minute) ..."
	@$(PYTHON) -m venv --clear $(VENV)
	@printf %s '$(CURDIR)' > $@

# A folder that was moved or copied holds paths of its old place: begin anew.
ifneq ($(file <$(STAMP)-venv),$(CURDIR))
$(STAMP)-venv: ANEW
endif

$(STAMP)-core: $(STAMP)-venv $(LOCKS)/core.txt $(LOCKS)/build.txt
	@$(PIP) install --require-hashes -r $(LOCKS)/core.txt -r $(LOCKS)/build.txt
	@touch $@

$(STAMP)-program: $(STAMP)-core pyproject.toml hatch_build.py
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q src || true
	@touch $@

# What draws the take-home code: a small package, so that whoever tries the program sees one.
$(STAMP)-qr: $(STAMP)-program $(LOCKS)/qr.txt
	@$(PIP) install --require-hashes -r $(LOCKS)/qr.txt
	@touch $@

$(STAMP)-ssh: $(STAMP)-qr $(LOCKS)/ssh.txt
	@$(PIP) install --require-hashes -r $(LOCKS)/ssh.txt
	@touch $@

$(STAMP)-tools: $(STAMP)-program $(LOCKS)/dev.txt
	@echo "installing the test tools ..."
	@$(PIP) install --require-hashes -r $(LOCKS)/dev.txt
	@touch $@

# With the oldest Python of ours: what no newer one needs does no harm there.
.venv-lock/.stamp: $(LOCKS)/lock.txt
	@PYENV_VERSION=3.11 python3.11 -m venv --clear .venv-lock
	@.venv-lock/bin/python -m pip -qq install --require-hashes -r $(LOCKS)/lock.txt
	@touch $@

.PHONY: ANEW help run serve test soak picture facts threats bench dist lock clean
