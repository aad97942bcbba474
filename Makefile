# Recourse: `make run` starts a portal, `make test` checks one. `make help` lists the rest.
SHELL := /bin/sh
PYTHON := .venv/bin/python
.DEFAULT_GOAL := help
.PHONY: help run install test install-test lint types imports unit postgres demo bench conformance chaos pentest lock sbom clean

help:  ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 16

run:  ## start the portal: web, worker, beat and broker, state in var/
	@scripts/system-packages run
	@scripts/install run
	@exec $(PYTHON) -m portal.supervisor

install:  ## make .venv ready for manage.py
	@scripts/system-packages run
	@scripts/install run

install-test:  ## the same, with what the tests need
	@scripts/system-packages test
	@scripts/install test

test: install-test  ## everything: style, types, architecture, tests on SQLite, then on PostgreSQL
	@$(MAKE) --no-print-directory lint types imports unit postgres

lint:  ## style and formatting
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check .

types:  ## mypy, strict
	@$(PYTHON) -m mypy

imports:  ## the floors of the house
	@.venv/bin/lint-imports

unit:  ## all tests on SQLite, with real processes and a real browser
	@$(PYTHON) -m pytest -q -n 2

postgres:  ## models, services and tasks on a PostgreSQL of their own
	@scripts/test-postgres

demo: install  ## make the papers of the example case and say where they are
	@scripts/demo

bench: install-test  ## measure how long papers take
	@$(PYTHON) -m tests.benchmarks

conformance: install-test  ## veraPDF over every paper: PDF/A-3a and PDF/UA-1 (minutes)
	@$(PYTHON) scripts/verapdf/conformance.py

chaos: install-test  ## kill worker, broker and beat again and again (minutes)
	@for round in 1 2 3 4 5; do $(PYTHON) -m pytest -q -x tests/tasks/test_kills.py || exit 1; done

pentest: install-test  ## scanners and odd clients against a running portal behind its proxy (minutes)
	@scripts/system-packages pentest
	@scripts/pentest-tools
	@$(PYTHON) -m pytest -q -o addopts="--doctest-modules -p no:cacheprovider" tests/pentest

lock:  ## make the locks anew from requirements.txt and requirements-dev.txt
	@scripts/lock

sbom: install-test  ## the list of parts, as CycloneDX
	@mkdir -p build
	@.venv/bin/cyclonedx-py requirements requirements.lock --of JSON -o build/sbom.json
	@echo build/sbom.json

clean:  ## remove what was made, but never var/
	@rm -rf build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
