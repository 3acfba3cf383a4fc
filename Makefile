# make site    set up and build the site into site/
# make test    set up and run every test
# Both do all of their own set-up, into .venv; nothing is left outside this folder but pip's caches and, for the tests,
# a Chromium, which is looked for first.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Files in the order of their names: those with few tests take longest, and would come last by their number.
PARALLEL := -n auto --dist loadfile --no-loadscope-reorder
BROWSERLESS := tests/model tests/quotation tests/checks tests/desk/test_add_source.py
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export NO_MKDOCS_2_WARNING := 1

.PHONY: site serve check links outside-links changes sums test record replaced lint types oldest audit heldout fuzz kills injections bench picture catalogues canary mutants coverage vulnerabilities bom release lock clean

site: $(VENV)/.site
	$(BIN)/python -m verbatim build

serve: $(VENV)/.site
	$(BIN)/python -m verbatim serve

# FORMAT=github for annotations on a pull request's lines; AGAINST=REF to compare with what was published at a revision.
check: $(VENV)/.site
	$(BIN)/python -m verbatim check $(if $(FORMAT),--format "$(FORMAT)") $(if $(AGAINST),--against "$(AGAINST)")

# The links of the built site, offline.
links: $(VENV)/.site
	$(BIN)/python -m verbatim links

# Ask every outside address of the data; STATE=FILE is the text of the tracking issue, read and written anew. With SIGHT=FILE
# also look for the words of the sources, and write what was seen there. Prints JSON.
outside-links: $(VENV)/.site
	@$(BIN)/python -m verbatim links --external --format json --state "$(STATE)" $(if $(SIGHT),--sight "$(SIGHT)")

# Which claims changed since AGAINST=REF, in Markdown; ARTIFACT=URL says where the built site is kept.
changes: $(VENV)/.site
	@$(BIN)/python -m verbatim changes "$(AGAINST)" --artifact "$(ARTIFACT)"

# What the published files must be: `sha256sum --check SHA256SUMS` in a copy of the site says whether they are.
sums:
	cd site && find . -type f ! -name SHA256SUMS -print0 | LC_ALL=C sort -z | xargs -0 sha256sum > SHA256SUMS

# The code, on invented data, and our own record.
test: $(VENV)/.dev lint types
	$(BIN)/python -m tests.support.chromium
	$(BIN)/python -m pytest $(PARALLEL)

# Our own record alone: what it promises its readers.
record: $(VENV)/.dev
	$(BIN)/python -m pytest -q tests/record

# All tests again, with other data in the repository and with changes that editors make; it takes a while.
replaced: $(VENV)/.dev
	$(BIN)/python -m tests.support.chromium
	$(BIN)/python -m tests.support.replaced_data $(PARALLEL)

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/zizmor --offline --quiet .github
	$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-workflows .github/workflows/*.yml
	$(BIN)/check-jsonschema --quiet --builtin-schema vendor.dependabot .github/dependabot.yml
	$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-issue-forms .github/ISSUE_TEMPLATE/report-an-error.yml .github/ISSUE_TEMPLATE/suggest-a-claim.yml
	$(BIN)/check-jsonschema --quiet --builtin-schema vendor.citation-file-format CITATION.cff

types: $(VENV)/.dev
	$(BIN)/mypy

# Lighthouse, the weight of a page, the Nu HTML checker, and how long claims are on a phone and on paper. It needs Node
# (18.16 or newer) and Java (11 or newer).
audit: $(VENV)/.dev
	$(BIN)/python -m tests.support.chromium
	$(BIN)/python -m tests.audit

# Quotations, true and false, in twelve scripts, of which the proof must accept or refuse each; it takes minutes.
heldout: $(VENV)/.dev
	$(BIN)/python -m tests.audit.heldout $(SEED)

# Damages projects at random for SECONDS (300), and keeps in .verbatim/fuzz/ what gave other problems than all before.
fuzz: $(VENV)/.dev
	$(BIN)/python -m tests.fuzz $(SECONDS)

# Kills commands at random moments, 200 times, and fails if anything was lost; it takes many minutes.
kills: $(VENV)/.dev
	$(BIN)/python -m tests.audit.kills

# Hostile strings in every text field; fails if one of them is live on a page in Chromium.
injections: $(VENV)/.dev
	$(BIN)/python -m tests.support.chromium
	$(BIN)/python -m tests.audit.injections

# Speed and memory, measured and printed; nothing is asserted. SIZES="82 984 2050 10004" measures builds of these numbers of
# claims; the last takes about an hour.
bench: $(VENV)/.dev
	$(BIN)/python -m tests.support.chromium
	$(BIN)/python -m tests.bench.build $(SIZES)
	for what in growth data desk scan links serve search; do $(BIN)/python -m tests.bench.$$what || exit 1; done

# The README's picture, of a page as it is now.
picture: $(VENV)/.dev
	$(BIN)/python -m tests.support.chromium
	$(BIN)/python -m tests.support.pictures

# The sentences of the pages for translators: verbatim.pot and every catalogue; NEW=it begins one.
catalogues: $(VENV)/.dev
	$(BIN)/python -m tests.support.catalogues $(NEW)

# The same pages built by the engines that may come after MkDocs, and compared; NEWEST=yes takes their newest releases.
canary: $(VENV)/.dev
	$(BIN)/python -m tests.canary $(if $(NEWEST),--newest)

# Plants small faults in the modules that decide, and fails if a test does not notice one. It takes many minutes.
mutants: $(VENV)/.dev
	$(BIN)/python -m tests.mutants

# Which branches of the package no test takes, in every process that the tests start; fails below 95 %. Two threads that
# begin to be measured at the same moment give a warning of Python.
coverage: $(VENV)/.dev
	$(BIN)/python -m tests.support.chromium
	rm -rf .verbatim/coverage
	mkdir -p .verbatim/coverage
	$(BIN)/coverage run -m pytest $(PARALLEL) -q -W default::pytest.PytestUnraisableExceptionWarning
	$(BIN)/coverage combine -q
	$(BIN)/coverage report

# The tests that need no browser, with the oldest versions that pyproject.toml allows.
oldest: $(VENV)/.dev
	$(BIN)/uv pip compile --quiet --resolution lowest-direct --no-header pyproject.toml --extra install --extra dev -o .verbatim/oldest.txt
	$(PYTHON) -m venv --clear .verbatim/oldest
	.verbatim/oldest/bin/python -m pip install --quiet -r .verbatim/oldest.txt
	.verbatim/oldest/bin/python -m pytest -q $(BROWSERLESS)

# Known vulnerabilities of what is installed. It asks the network, and fails where it could look nothing up.
vulnerabilities: $(VENV)/.dev
	$(BIN)/uvx pip-audit@2.10.0 --strict --require-hashes --disable-pip -r requirements-dev.txt

# What an installation brings, with hashes and licences, as CycloneDX: publish it with each release.
bom: $(VENV)/.site
	mkdir -p .verbatim
	$(BIN)/python -m tests.support.bom .verbatim/bom.cdx.json

# What a release has, in .verbatim/release/: the wheel, the bill of materials, and the checksums of both. TAG=v1.2.3 must
# be the tag of this version.
release: $(VENV)/.site
	$(BIN)/python -c 'import sys, verbatim; sys.exit(sys.argv[1] not in ("", f"v{verbatim.__version__}") and f"{sys.argv[1]} is not the tag of {verbatim.__version__}.")' "$(TAG)"
	rm -rf .verbatim/release
	$(BIN)/python -m hatchling build -t wheel -d .verbatim/release
	$(BIN)/python -m tests.support.bom .verbatim/release/bom.cdx.json
	cd .verbatim/release && sha256sum *.whl bom.cdx.json > SHA256SUMS

# The lock files: every version and hash, and no host's name.
lock: LOCK = $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --upgrade pyproject.toml
lock: $(VENV)/.dev
	$(LOCK) --extra install -o requirements.txt
	$(LOCK) --extra install --extra dev -c requirements.txt -o requirements-dev.txt
	for engine in properdocs zensical; do $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header \
	  tests/canary/$$engine.in -o tests/canary/$$engine.txt; done

# The list of generated files stays as long as they do: without it they could not be told from handwritten ones.
clean:
	rm -rf $(VENV) site
	if [ -d .verbatim ]; then find .verbatim -mindepth 1 ! -name generated.json -delete; fi

$(VENV)/.site: requirements.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; give another one with: make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --no-build-isolation --no-deps --no-index --editable .
	touch $@

$(VENV)/.dev: $(VENV)/.site requirements-dev.txt
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.txt
	touch $@
