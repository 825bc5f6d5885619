# Everything that one does with this project. Needs Python 3.11 or newer, make and a package index; the rest goes into .venv.

.DEFAULT_GOAL := help
.PHONY: help setup demo test check types shape contracts packages compiled faults bench format migration hooks clean

ifeq ($(wildcard pyproject.toml),)
$(error Run make in the project's own directory, or say where it is: make -C DIRECTORY)
endif

# Another project's environment that happens to be active is not ours.
unexport VIRTUAL_ENV CONDA_PREFIX PYTHONHOME PYTHONPATH
# Where nothing compiled is kept, each process of the tests compiles everything anew: half a minute in all.
unexport PYTHONDONTWRITEBYTECODE

# Tools run as modules: a script's first line breaks when the checkout is moved, a module does not.
PY := .venv/bin/python
PYTEST = $(PY) -m pytest --dist worksteal -n
ALEMBIC := $(PY) -m alembic -c store/alembic.ini
CORES := $(shell getconf _NPROCESSORS_ONLN)
# Tests wait more than they compute: two more of them than cores keep the cores busy.
TEST_WORKERS ?= $(shell echo $$(($(CORES) + 2)))
TEST_ARGS ?=
SEEDS ?= 100

help: ## this list
	@echo "make TARGET, where TARGET is"
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  %-10s %s\n", $$1, $$2 }' Makefile

# The distribution's Python comes first, where it is whole: it was compiled with a profile of how Python is used, what a
# version manager compiles at home mostly was not, and takes an eighth more of the processor.
setup: ## make .venv and install what uv.lock names (the others do this by themselves)
	@use() { "$$1" -c "import $$2; sys.exit(sys.version_info < (3, 11))" >/dev/null 2>&1 && exec "$$1" scripts/setup.py; }; \
	use "$(PYTHON)" sys; use /usr/bin/python3 sys,ensurepip; \
	for python in python3.13 python3.12 python3.11 python3.14 python3 python; do use "$$python" sys; done; \
	echo "No Python 3.11 or newer was found. Install one (Debian, Ubuntu: apt-get install python3 python3-venv; macOS: brew install python@3.13), or name it: make PYTHON=/path/to/python3" >&2; \
	exit 1

demo: setup ## start the bot in a Slack of its own and print the page's address; Ctrl-C ends it
	@exec $(PY) scripts/foreground.py .venv/bin/adoption demo

test: setup ## run all tests, on SQLite and PostgreSQL (TEST_ARGS="-k triage" for some)
	$(PYTEST) $(TEST_WORKERS) $(TEST_ARGS)

check: setup ## format, lint, types, imports, locked packages, migrations, tests, coverage: what must pass before a change lands
	@$(MAKE) --no-print-directory -j $(CORES) types shape contracts packages compiled
	$(PYTEST) $(TEST_WORKERS) -p tests.plugins.branches
	$(PY) scripts/branch_coverage.py .coverage.json domain flows

types: setup
	$(PY) -m mypy

shape: setup
	$(PY) -m ruff format --check --output-format concise .
	$(PY) -m ruff check --output-format concise .

contracts: setup
	.venv/bin/lint-imports

packages: setup
	$(PY) scripts/audit.py

# Every worker would compile the tests anew, when all of them begin at once.
compiled: setup
	@$(PY) -m pytest --collect-only >/dev/null 2>&1 || true

faults: setup ## kill, cut off, double and delay a hundred times, and count what is lost or doubled (SEEDS=10 for fewer)
	$(PY) -m tests.faults --seeds $(SEEDS)

bench: setup ## run the benchmarks, each a table of ratios measured side by side
	@set -e; for file in $$(grep -l '^if __name__ == "__main__"' bench/*.py | grep -Ev '/(fit|grow|distil)_'); do $(PY) -m "bench.$$(basename $$file .py)"; done

format: setup ## put the code into shape
	$(PY) -m ruff format .
	$(PY) -m ruff check --fix .

migration: setup ## write a revision from what changed in the tables (ID=0002_serves_0001 NAME="add a due date")
	@test -n "$(NAME)" -a -n "$(ID)" || { echo 'Say which it is and what for: make migration ID=0002_serves_0001 NAME="add a due date"' >&2; exit 1; }
	@set -e; folder=$$(mktemp -d); trap 'rm -rf "$$folder"' EXIT; export DATABASE_URL="sqlite:///$$folder/store.db"; \
	$(ALEMBIC) upgrade head; \
	if $(ALEMBIC) check >/dev/null 2>&1; then echo "Tables and revisions agree already: there is nothing to write."; \
	else $(ALEMBIC) revision --autogenerate --rev-id "$(ID)" -m "$(NAME)"; fi

hooks: setup ## let git run the quick checks before each commit
	$(PY) -m pre_commit install

clean: ## remove .venv and everything that the tools leave behind; stores are kept
	rm -rf .venv dist htmlcov .coverage .coverage.* .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
