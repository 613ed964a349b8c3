# make run: set up and open the program.   make test: set up and run all tests.
PYTHON ?= python3
VENV := .venv
# Of binaries: make binary KIND=inspector builds only that one.
KIND ?= inspector full
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: setup run demo test lint bench screenshots translations binary binary-test

setup: $(READY)

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; set PYTHON=/path/to/python3.11"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --disable-pip-version-check --quiet -r requirements.lock
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --no-deps --no-build-isolation --editable .
	touch $@

run: $(READY)
	$(BIN)/gng-desktop

demo: $(READY)
	$(BIN)/gng-desktop analyse --sample --out demo-out --explain shap --evals 300

test: $(READY)
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest

lint: $(READY)
	$(BIN)/ruff check gng_desktop tests benchmarks docs packaging
	$(BIN)/ruff format --check gng_desktop tests benchmarks docs packaging
	$(BIN)/mypy

bench: $(READY)
	$(BIN)/python -m benchmarks.bench

screenshots: $(READY)
	$(BIN)/python -m docs.screenshots

translations: $(READY)
	$(BIN)/pyside6-lupdate -extensions py gng_desktop/ui -locations none -no-obsolete -ts resources/translations/gng_desktop_it.ts
	$(BIN)/pyside6-lrelease resources/translations/gng_desktop_it.ts

binary: $(READY)
	set -e; for kind in $(KIND); do $(BIN)/python packaging/build.py $$kind; done

binary-test: $(READY)
	set -e; for kind in $(KIND); do $(BIN)/python packaging/smoke_test.py --kind $$kind; done
