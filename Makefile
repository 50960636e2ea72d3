# Two commands do all: `make demo` and `make test`. Each target makes what it needs.
VENV ?= .venv
BIN := $(VENV)/bin
# the first interpreter that really runs and is new enough
PYTHON ?= $(shell for p in python3.12 python3.13 python3.11 python3; do \
	$$p -c 'import sys; sys.version_info >= (3, 11) and print(sys.executable)' 2>/dev/null | grep . && break; done)
UV := $(shell command -v uv 2>/dev/null)
SERVE ?= 1
PORT ?= 8001
PYTEST_ARGS ?=

.PHONY: setup demo test check format serve bench screenshots lock clean

setup: $(VENV)/.ready

$(VENV)/.ready: pyproject.toml requirements.lock
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed: install it, or say make PYTHON=/path/to/python3"; exit 1; }
ifdef UV
	test -x $(BIN)/python || uv venv --quiet --python $(PYTHON) $(VENV)
	uv pip install --quiet --python $(BIN)/python -r requirements.lock
	uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
else
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
endif
	@touch $@

demo: setup
	$(BIN)/fundtrace --data data/demo demo --port $(PORT) $(if $(filter 0,$(SERVE)),--no-serve)

serve: setup
	$(BIN)/fundtrace serve --port $(PORT)

test: setup
	$(BIN)/python -m pytest -n auto $(PYTEST_ARGS)

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -n auto $(PYTEST_ARGS)

format: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: setup
	$(BIN)/python -m benchmarks

screenshots: setup
	$(BIN)/python -m docs.screenshots

lock:
	uv pip compile pyproject.toml --extra dev --extra workers --extra s3 --universal --python-version 3.11 --no-header --no-emit-index-url --no-annotate --quiet -o requirements.lock

clean:
	rm -rf $(VENV) data .mypy_cache .pytest_cache .ruff_cache
