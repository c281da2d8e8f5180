# The commands of the README. Each makes what it needs first; a second call does only what has changed.

PORT ?= 8501
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run seed test check bench fuzz browser screenshots clean

run: $(VENV)/app
	PORT=$(PORT) $(BIN)/python manage.py serve

seed: $(VENV)/app
	$(BIN)/python manage.py load seed_data

test: $(VENV)/dev browser
	$(BIN)/python -m pytest

check: $(VENV)/dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy .
	$(BIN)/python -m pytest tests/test_layout.py

bench: $(VENV)/dev
	$(BIN)/python -m benchmarks

screenshots: $(VENV)/dev browser
	$(BIN)/python -m docs.screenshots

# An installed Chromium, else Debian's package, else Playwright's own.
browser: $(VENV)/dev
	@command -v chromium >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -q && apt-get install -y -q chromium; } || $(BIN)/playwright install chromium

$(VENV)/app: requirements.txt
	@$(PYTHON) -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' || { echo 'Python 3.11 or newer with venv is needed. On Debian: apt install python3-venv'; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/dev: requirements-dev.txt $(VENV)/app
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

clean:
	rm -rf $(VENV) data .pytest_cache .mypy_cache .ruff_cache .hypothesis
