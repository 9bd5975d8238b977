# `make demo` and `make test` need nothing but Python 3.11 with venv, and make.

PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test up bench load setup lint pytest clean
.DEFAULT_GOAL := demo

setup: .venv/.ready

.venv/.ready: requirements.lock pyproject.toml
	@echo "Setting up .venv"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; name one with PYTHON=…")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==0.13.9
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes --compile-bytecode -r requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --compile-bytecode -e .
	@touch $@

demo: setup
	$(BIN)/apo demo

up: setup .env
	$(BIN)/apo up

# A secret of this machine's own; it is made once and kept.
.env:
	@umask 077 && $(PYTHON) -c 'import secrets; print("APO_SECRET_KEY=" + secrets.token_hex(32))' > $@
	@echo "Wrote .env with a new APO_SECRET_KEY"

lint: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/sqlfluff lint dbt/models

test: setup
	@$(MAKE) --no-print-directory -j 2 lint pytest

pytest: setup
	$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder

bench: setup
	$(BIN)/python -m tests.bench $(ONLY)

# An hour of 200 students in ten minutes, or in as many as MINUTES says.
load: setup
	APO_BENCH_MINUTES=$(or $(MINUTES),10) $(BIN)/python -m tests.bench load

clean:
	rm -rf .venv .mypy_cache .ruff_cache build *.egg-info
