# The commands of the README. Each makes what it needs first; a second call does only what has changed.

PORT ?= 8501
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test quick check audit requirements bench bench-large fuzz kill fail-over browser screenshots messages clean

run: $(VENV)/app
	PORT=$(PORT) $(BIN)/python manage.py serve

# In two processes, of which one has all that drives a browser: see tests/two_processes.py.
test: $(VENV)/dev browser
	$(BIN)/python -m pytest -n 2 --no-loadscope-reorder

# What needs neither a browser nor PostgreSQL and is not marked slow: see tests/quick.py.
quick: $(VENV)/dev
	$(BIN)/python -m pytest -n 2 --no-loadscope-reorder -m "not browser and not postgresql and not slow"

check: audit
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy .
	$(BIN)/python -m pytest tests/test_layout.py

# Dangerous calls, keys and tokens left in a file, packages with a known advisory, and the list of what is installed (SBOM).
SCANNED := -- ':!*.po' ':!*.csv' ':!*.png' ':!*.ttf' ':!*.gz' ':!requirements*.txt'
# Plain words after "password" and long random-looking texts are samples here; ruff looks at those in the product.
LOOSE := $(addprefix --disable-plugin ,KeywordDetector BasicAuthDetector Base64HighEntropyString HexHighEntropyString)
audit: $(VENV)/dev
	$(BIN)/python -m bandit -q -ll -c pyproject.toml -r .
	git ls-files -z $(SCANNED) | xargs -0 -n 500 -P 2 $(BIN)/python -m detect_secrets.pre_commit_hook $(LOOSE)
	$(BIN)/python -m devtools.advisories requirements.txt requirements-dev.txt
	$(BIN)/cyclonedx-py requirements requirements.txt --output-reproducible -o $(VENV)/sbom.cdx.json

# requirements*.txt anew from requirements*.in: the newest of what those bring, each file's hash, for Python 3.11 and later.
PIN := $(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --upgrade --custom-compile-command "make requirements"
requirements: $(VENV)/dev
	$(PIN) requirements.in -o requirements.txt
	$(PIN) requirements-dev.in -o requirements-dev.txt

bench: $(VENV)/dev browser
	$(BIN)/python benchmarks/rerun.py
	$(BIN)/python benchmarks/bulk.py
	rm -rf $(VENV)/stores
	$(BIN)/python benchmarks/questions.py --size S --stores $(VENV)/stores
	$(BIN)/python benchmarks/questions.py --size M --stores $(VENV)/stores
	$(BIN)/python benchmarks/reading.py --size S --stores $(VENV)/stores
	$(BIN)/python benchmarks/reading.py --size M --stores $(VENV)/stores
	rm -rf $(VENV)/stores
	$(BIN)/python benchmarks/exports.py

# What takes long to make: 4.9 million lines on PostgreSQL.
bench-large: $(VENV)/dev browser
	$(BIN)/python benchmarks/questions.py --size L --postgresql

# Some twenty-seven thousand made-up and damaged files; `make test` reads a twenty-fourth of them. And 500 random stores.
fuzz: $(VENV)/dev
	FUZZ=24 $(BIN)/python -m pytest tests/intake/test_any_file.py tests/intake/opening/test_any_spreadsheet.py
	FUZZ=10 $(BIN)/python -m pytest tests/recomputation/test_recomputation.py tests/data_model/store/figures/test_live_columns.py

# 200 submissions killed on each database; `make test` kills ten.
kill: $(VENV)/dev
	$(BIN)/python tests/crash/kill_while_submitting.py
	$(BIN)/python tests/crash/kill_while_submitting.py --database postgresql

# deploy/ on this machine, its primary and a replica killed. Needs Debian's etcd-server patroni pgbouncer haproxy nginx-light.
fail-over: $(VENV)/dev
	$(BIN)/python tests/crash/fail_over.py

# The pictures of the guides; and every page for each kind of user, to be looked at, into .venv/every-page.
screenshots: $(VENV)/dev browser
	$(BIN)/python -m devtools.screenshots
	$(BIN)/python -m devtools.screenshots.every_page $(VENV)/every-page

# Debian's headless Chromium or an installed one, else Debian's package, else Playwright's own: see devtools/browser.py.
browser: $(VENV)/dev
	@command -v chromium-headless-shell >/dev/null || command -v chromium >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -q && apt-get install -y -q chromium-headless-shell; } || $(BIN)/playwright install chromium

$(VENV)/app: requirements.txt
	@$(PYTHON) -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' || { echo 'Python 3.11 or newer with venv is needed. On Debian: apt install python3-venv'; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/dev: requirements-dev.txt $(VENV)/app
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

# Take new sentences into the Vietnamese catalogue, to be translated there, and old ones out of it.
messages: $(VENV)/dev
	$(BIN)/pybabel -q extract --sort-output -F wording/babel.cfg -k mark --no-location -o $(VENV)/messages.pot .
	$(BIN)/pybabel -q update --ignore-pot-creation-date -i $(VENV)/messages.pot -o wording/locale/vi.po -l vi --no-fuzzy-matching --ignore-obsolete -w 120

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
