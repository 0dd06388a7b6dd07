# Two commands do everything: `make book` and `make test`. The others are for work on the book.
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
READY := $(VENV)/.ready

.PHONY: help book pdf test check format-data notebooks lab bench lock clean
.DEFAULT_GOAL := help

help:  ## list the commands
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/make \1\t\2/' | expand -t 20

$(READY): requirements.txt pyproject.toml package-lock.json
	$(PYTHON) -m venv $(VENV)
	@# the lock is complete: resolving it again would only trip over extras
	$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.txt
	$(RUN) -m pip check --disable-pip-version-check
	$(RUN) -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	@npm ci --ignore-scripts --silent || echo "npm could not install the small plotly.js: the site will carry the full one"
	@touch $@

book: $(READY)  ## execute the chapters and build the site into _build/html
	@$(RUN) -m helpers build

pdf: book  ## print the whole book to one PDF, through Chromium
	@$(RUN) -m helpers pdf

test: check book  ## everything that CI runs
	@# the pages in a browser beside all the rest: they share nothing but the site, which is built
	@$(RUN) -m pytest tests/site & pages=$$!; \
	$(RUN) -m pytest --ignore=tests/site; rest=$$?; \
	wait $$pages && exit $$rest

check: $(READY)  ## the fast part: style, types, data
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	$(RUN) -m mypy
	@$(RUN) -m helpers check

format-data: $(READY)  ## write the tables under data/ in their canonical form
	@$(RUN) -m helpers format

notebooks: $(READY)  ## execute the chapters and refresh the outputs stored in them
	@$(RUN) -m helpers notebooks

lab: $(READY)  ## edit the chapters in JupyterLab
	$(VENV)/bin/jupyter lab chapters

bench: $(READY)  ## measure models, import, loading, builds and pages
	$(RUN) tests/bench_models.py
	$(RUN) tests/bench.py
	$(RUN) tests/bench_pages.py
	$(RUN) -m tests.bench_paths
	$(RUN) -m tests.bench_odds

lock: $(READY)  ## resolve requirements.in again, for all platforms, with hashes
	$(VENV)/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --strip-extras \
		--no-emit-index-url --custom-compile-command "make lock" --output-file requirements.txt requirements.in

clean:  ## remove everything that is built, but not the environment
	rm -rf _build .mypy_cache .pytest_cache .ruff_cache .hypothesis
