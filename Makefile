# 文澜 Wenlan. `make` alone lists the targets.
PYTHON ?= python3
PORT ?= 8000
WORKERS ?= 2
SAMPLES ?= yes
VENV := .venv
PY := $(VENV)/bin/python
LIBRARY := $(VENV)/.runs
PREPARE := manage.py prepare $(if $(filter no,$(SAMPLES)),--without-samples)
TOOLS := $(VENV)/.develops

# As many processes as there are cores; a file in one of them, because its tests may share a server or an index. In the
# order of tests/conftest.py, which has the longest files first, so that no process waits for another at the end.
SIDE_BY_SIDE := --numprocesses auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

# A worker beside the server, another where one has died; all ends with the server, which takes the place of this shell.
WITH_WORKER := (while kill -0 $$$$ 2>/dev/null; do $(PY) manage.py run_worker --beside $$$$; sleep 1; done) & exec

.DEFAULT_GOAL := help
.PHONY: help setup run serve ocr meaning admin test test-sites test-long test-postgresql test-opensearch test-cluster load bench lint types pythons licences sbom audit screenshots evaluate-citations evaluate-hints evaluate-ocr evaluate-parsing evaluate-search evaluate-search-baseline

help:  ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-20s %s\n", $$1, $$2}'

$(LIBRARY): requirements.txt
	@echo "准备 Python 环境（只在第一次或依赖改变时）……"
	@$(PYTHON) -m venv $(VENV)
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(TOOLS): requirements-dev.txt
	@echo "准备开发环境（只在第一次或依赖改变时）……"
	@$(PYTHON) -m venv $(VENV)
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@ $(LIBRARY)

setup: $(LIBRARY)  ## make everything: environment, database, corpus, index, static files
	@$(PY) $(PREPARE)

run: $(LIBRARY)  ## set up where needed, then serve on 127.0.0.1 (PORT=8000; SAMPLES=no: start with an empty site)
	@$(PY) $(PREPARE) --address http://127.0.0.1:$(PORT)
	@export WENLAN_DEBUG=1 DJANGO_RUNSERVER_HIDE_WARNING=true; $(WITH_WORKER) $(PY) manage.py runserver --noreload --skip-checks 127.0.0.1:$(PORT)

serve: $(LIBRARY)  ## set up where needed, then serve as in production (PORT=8000, WORKERS=2)
	@$(PY) $(PREPARE)
	@$(WITH_WORKER) $(VENV)/bin/gunicorn portal.wsgi --bind 127.0.0.1:$(PORT) --workers $(WORKERS) --threads 4 --timeout 90

ocr: $(LIBRARY)  ## install what recognises the text of scans (some 300 MB)
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-ocr.txt

meaning: $(LIBRARY)  ## install what finds sections by what they mean (some 150 MB)
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-meaning.txt

admin: $(LIBRARY)  ## make an administrator
	@$(PY) manage.py createsuperuser

test: $(TOOLS)  ## run all tests but those of whole sites and programs (ARGS="tests/search -k phrase": some of them)
	@.ci/install-programs
	$(PY) -m pytest $(SIDE_BY_SIDE) -m "not site" $(ARGS)

test-sites: $(TOOLS)  ## run the tests of whole sites, and of programs beside them: who may do what, servers, browsers, moves, OCR, LibreOffice (ARGS=tests/e2e: some of them)
	@.ci/install-programs
	$(PY) -m pytest $(SIDE_BY_SIDE) -m site $(ARGS)

SECONDS ?= 20
test-long: $(TOOLS)  ## a busy site at full size, every step of a commit without power, load and soak, damaged files (SECONDS=20; 7200 to soak)
	WENLAN_TEST_LONG=1 WENLAN_TEST_SECONDS=$(SECONDS) $(PY) -m pytest -rP tests/search/indexing tests/load tests/documents/formats/test_fuzzing.py tests/portal/test_injected_markup.py

# Of the tests that ask a database (tests/conftest.py) without those of whole sites that have one of their own, and of what is
# decided before any is asked: requests, forms, names, sessions.
ANY_DATABASE := $(addprefix --ignore=tests/,api/test_description.py api/test_docs.py documents/test_hostile_texts.py documents/uploading/test_killed.py documents/importing/test_commands.py \
  documents/citations documents/draft_check documents/formats documents/parsing search/backends search/queries search/text) \
  $(addprefix --ignore=tests/portal/test_,accounts.py admin_acts_by_role.py admin_roles.py alerts.py branding.py configuration.py deploy.py every_address.py forgery.py injected_markup.py own_portal.py permissions.py \
  prepare.py requests.py supply.py)
test-postgresql: $(TOOLS)  ## run the tests that use a database on PostgreSQL (ARGS=tests/search: some of them)
	@.ci/with-postgresql $(PY) -m pytest $(SIDE_BY_SIDE) $(or $(ARGS),tests/documents tests/portal tests/search tests/api) $(ANY_DATABASE)

NODES ?= 1
test-opensearch: $(TOOLS)  ## run the search engines' tests on a real OpenSearch (NODES=3: and kill one of three nodes)
	@.ci/install-programs opensearch
	@NODES=$(NODES) .ci/with-opensearch $(PY) -m pytest $(SIDE_BY_SIDE) tests/search/backends/test_opensearch.py tests/search/backends/opensearch

test-cluster: $(TOOLS)  ## as root, for ten minutes: of three OpenSearch nodes one is killed, cut off, its disk filled, then all are away, while many publish and read
	@.ci/install-programs opensearch
	@.ci/with-postgresql bash -c 'export DATABASE_URL=$$WENLAN_TEST_DATABASE_URL; unset WENLAN_TEST_DATABASE_URL; \
	  NODES=3 APART=1 .ci/with-opensearch $(PY) -m pytest -n 0 -rP tests/load/test_cluster.py'

load: $(TOOLS)  ## a site under readers, editors, misuse and hundreds of slow connections at once, with a report (LOAD=--help)
	@$(PY) -m tests.load.full $(LOAD)

LAWS ?= ../shared/laws/national.zip
bench: $(TOOLS)  ## measure search against haystack's own backend and FTS5, write docs/performance.md (LAWS=zip)
	@WENLAN_DATA=data/bench $(PY) -W ignore -m benchmarks.search $(LAWS)

evaluate-ocr: $(TOOLS) ocr  ## error rate of recognised characters on twenty rendered pages, straight and worn
	@$(PY) -m evaluation.ocr

screenshots: $(TOOLS)  ## take pictures of the main pages into docs/screenshots
	$(PY) -m tests.e2e.screenshots

lint: $(TOOLS)  ## check style
	$(PY) -m ruff check .

types: $(TOOLS)  ## check types
	$(PY) -m mypy

pythons: $(TOOLS)  ## try the other Pythons that are on this machine, of 3.10 to 3.13
	@.ci/try-pythons

licences: $(TOOLS)  ## write the licences of all libraries into docs/licences.md
	@$(PY) .ci/licences.py

SUPPLY := .venv-supply
$(SUPPLY)/.is-ready: requirements-supply.txt
	@$(PYTHON) -m venv $(SUPPLY)
	@$(SUPPLY)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-supply.txt
	@touch $@

SBOM ?= data/sbom.json
sbom: $(LIBRARY) $(SUPPLY)/.is-ready  ## write what is installed as a bill of materials, CycloneDX (SBOM=file)
	@mkdir -p $(dir $(SBOM))
	@$(SUPPLY)/bin/cyclonedx-py environment $(PY) --pyproject pyproject.toml --output-format JSON --no-validate --output-file $(SBOM)

audit: $(SUPPLY)/.is-ready  ## ask OSV for known vulnerabilities of what is locked; says where that cannot be asked
	@.ci/audit $(SUPPLY)/bin/pip-audit

evaluate-citations: $(TOOLS)  ## precision and recall of citations on documents that people read (DATA=folder)
	@$(PY) -m evaluation.citations $(DATA)

evaluate-hints: $(TOOLS)  ## which planted faults the draft check finds, over the samples and the laws (LAWS=zip)
	@WENLAN_DATA=data/hints $(PY) -W ignore -m evaluation.hints --laws $(LAWS) fixtures/corpus/*.md

evaluate-search: $(TOOLS)  ## how well search answers judged questions and our own searches (DATA=folder)
	@$(PY) -W ignore -m evaluation.search $(or $(DATA),../shared/retrieval) --write

evaluate-search-baseline: $(TOOLS)  ## measure the stock search beside it anew; takes some minutes (DATA=folder)
	@$(PY) -W ignore -m evaluation.search $(or $(DATA),../shared/retrieval) --write --baseline

evaluate-parsing: $(TOOLS)  ## precision and recall of parsing on documents that people read (DATA=folder)
	@$(PY) -m evaluation.parsing $(DATA)
