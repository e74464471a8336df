# make demo   set everything up, then check, draw and ask about the four coded cases
# make test   set everything up, then format, lint, types, datasets, tests: the one check command
#
# Needs Python 3.11 or newer, git and make; whatever else it installs is locked in requirements.txt.
# Another Python: make clean, then make test PYTHON=/path/to/python3.12.
# Written for GNU make 3.81 (macOS) and newer and a POSIX shell.

SHELL = /bin/sh
VENV = .venv
BIN = $(VENV)/bin
STAMP = $(VENV)/.installed
OUT = build
CASES = vasterbotten varmland ostergotland malarstader
WORKERS = auto

export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: bench clean demo format install lock test wheel

demo: $(STAMP)
	@mkdir -p $(OUT)
	@echo "==> checking the datasets"
	@$(BIN)/govgraph check > $(OUT)/check.txt || { cat $(OUT)/check.txt; exit 1; }
	@set -e; for case in $(CASES); do \
	  echo "==> drawing $$case"; f=$(OUT)/$$case; \
	  $(BIN)/govgraph draw $$case -o $$f.svg -o $$f.pdf -o $$f.png -o $$f.html > /dev/null; \
	done
	@echo
	@cat $(OUT)/check.txt
	@set -e; for question in "who informs PKD" "who prepares_for DU" "whom Ordföranderådet refers_to"; do \
	  printf '\n$$ govgraph %s\n' "$$question"; \
	  $(BIN)/govgraph $$question; \
	done
	@printf '\nWritten:\n'
	@for case in $(CASES); do for kind in svg pdf png html; do echo "  $(OUT)/$$case.$$kind"; done; done

test: $(STAMP)
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/govgraph check
	$(BIN)/pytest -n $(WORKERS) --dist loadgroup

bench: $(STAMP)
	$(BIN)/python benchmarks/cold_start.py
	$(BIN)/python benchmarks/check_load.py
	$(BIN)/python benchmarks/questions.py
	$(BIN)/python benchmarks/layouts.py

format: $(STAMP)
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

wheel: $(STAMP)
	$(BIN)/python -m build --no-isolation --wheel --outdir dist

# The only target that needs uv: it alone resolves for all systems and Python versions at once.
lock:
	@command -v uv > /dev/null || { echo "make lock needs uv on the PATH (pip install uv)" >&2; exit 1; }
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --fork-strategy fewest \
	  --generate-hashes --no-emit-index-url --no-emit-find-links --upgrade --quiet \
	  --custom-compile-command "make lock" --output-file requirements.txt

clean:
	rm -rf $(VENV) $(OUT) dist

install: $(STAMP)

# A new environment only where there is none that works. The Python is $(PYTHON) if given, else the first of the
# usual names that is new enough and can make environments: some systems ship Python without ensurepip.
# --no-compile halves the time: most of what plotly brings is never imported, and the rest is compiled at first use.
$(STAMP): requirements.txt pyproject.toml
	@new_enough='import sys; sys.exit(sys.version_info < (3, 11))'; \
	if $(BIN)/python -c "import pip; $$new_enough" > /dev/null 2>&1; then exit 0; fi; \
	new=''; able=''; \
	for name in $${PYTHON:-python3.13 python3.12 python3.11 python3}; do \
	  "$$name" -c "$$new_enough" > /dev/null 2>&1 || continue; \
	  new="$${new:-$$name}"; \
	  "$$name" -c 'import ensurepip, venv' > /dev/null 2>&1 || continue; \
	  able="$$name"; break; \
	done; \
	if [ -z "$$new" ]; then \
	  found="$${PYTHON:-python3}"; \
	  echo "govgraph needs Python 3.11 or newer; $$found is: $$("$$found" --version 2>&1 | head -n 1)" >&2; \
	  echo "install one, or name it: make PYTHON=/path/to/python3.12 demo" >&2; \
	  exit 1; \
	fi; \
	if [ -z "$$able" ]; then \
	  package=$$("$$new" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'); \
	  echo "$$new cannot make virtual environments: its module ensurepip is missing" >&2; \
	  echo "on Debian or Ubuntu: sudo apt-get install $$package; then the same make command again" >&2; \
	  exit 1; \
	fi; \
	echo "==> making $(VENV) with $$("$$able" --version)"; \
	"$$able" -m venv --clear $(VENV)
	@echo "==> installing the locked packages (the first time a minute or so)"
	@$(BIN)/python -m pip install --quiet --no-compile --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install --quiet --no-build-isolation --no-deps -e .
	@touch $@
