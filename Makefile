# make site    set up and build the site into site/
# make test    set up and run every test
# Both do all of their own set-up, into .venv; nothing is left outside this folder but pip's caches and, for the tests,
# a Chromium, which is looked for first.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export NO_MKDOCS_2_WARNING := 1

.PHONY: site serve check test lint types audit bench picture lock clean

site: $(VENV)/.site
	$(BIN)/python -m build_scripts build

serve: $(VENV)/.site
	$(BIN)/python -m build_scripts serve

check: $(VENV)/.site
	$(BIN)/python -m build_scripts check

test: $(VENV)/.dev lint types
	$(BIN)/python -m tests.chromium
	$(BIN)/python -m pytest

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

# What needs Node (18.16 or newer) and Java (11 or newer): Lighthouse, the weight of a page, the Nu HTML checker.
audit: $(VENV)/.dev
	$(BIN)/python -m tests.chromium
	$(BIN)/python -m tests.audit

# Speed and memory, measured and printed; nothing is asserted.
bench: $(VENV)/.dev
	$(BIN)/python -m tests.chromium
	$(BIN)/python -m tests.bench
	$(BIN)/python -m tests.bench_scan
	$(BIN)/python -m tests.bench_serve

# The README's picture, of a page as it is now.
picture: $(VENV)/.dev
	$(BIN)/python -m tests.chromium
	$(BIN)/python -m tests.picture

# The lock files: every version and hash, and no host's name.
lock: LOCK = $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --upgrade pyproject.toml
lock: $(VENV)/.dev
	$(LOCK) --extra install -o requirements.txt
	$(LOCK) --extra install --extra dev -c requirements.txt -o requirements-dev.txt

clean:
	rm -rf $(VENV) site .verbatim

$(VENV)/.site: requirements.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; give another one with: make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --no-build-isolation --no-deps --no-index --editable .
	touch $@

$(VENV)/.dev: $(VENV)/.site requirements-dev.txt
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.txt
	touch $@
