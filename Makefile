# Needs Python 3.11 or newer, make and a package index; everything else is set up in .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DATE ?= 2023-11-14
MAP ?= snapshots/$(DATE).html

.PHONY: map test lint docs clean

map: $(VENV)/.ready ## set everything up and render the map of 14 November 2023
	@$(BIN)/mali-control snapshot --date $(DATE) -o $(MAP)
	@echo "$(abspath $(MAP))"

test: $(VENV)/.ready-test ## the same set-up, then the tests
	$(BIN)/python -m pytest

lint: $(VENV)/.ready-dev ## style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

docs: $(VENV)/.ready-test ## the documentation, into site/
	$(BIN)/python -m mkdocs build --strict
	@echo "$(abspath site/index.html)"

clean:
	rm -rf $(VENV) site build dist *.egg-info

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "mali-control needs Python 3.11 or newer: make PYTHON=python3.12"; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.ready: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[all]"
	@touch $@

$(VENV)/.ready-test: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[test]"
	@touch $@ $(VENV)/.ready

$(VENV)/.ready-dev: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[dev]"
	@touch $@ $(VENV)/.ready $(VENV)/.ready-test
