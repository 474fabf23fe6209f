# `make quickstart` and `make test` do all their own set-up: a virtual environment in .venv and
# the versions of constraints.txt. The stamps make pip run again only when those files change.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

BIN := .venv/bin
CORE := .venv/.installed-core
DEV := .venv/.installed-dev
RUN ?= runs/quickstart
PACKAGES := lean_env prover curriculum experiments

# The first of these that is Python 3.11 or 3.12 makes the virtual environment.
PYTHON ?= python3 python3.12 python3.11

define FIND_PYTHON
for candidate in $(PYTHON); do \
  if "$$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 13))' \
      2>/dev/null; then echo "$$candidate"; exit 0; fi; \
done; \
echo "make: Python 3.11 or 3.12 is needed and none of '$(PYTHON)' is one;" \
  "install it, or name it: make PYTHON=/path/to/python3.12" >&2; exit 2
endef

.PHONY: help
help: ## list the commands
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /make \1\t/' | \
	  expand -t 20

.PHONY: quickstart
quickstart: $(CORE) ## train a small prover, then print its table and draw its figure
	@if [ -e "$(RUN)" ]; then \
	  echo "$(RUN) exists and is continued; delete it to start afresh" >&2; \
	  $(BIN)/prover train --resume "$(RUN)"; \
	else \
	  $(BIN)/prover train experiments/configs/quickstart.yaml --run "$(RUN)"; \
	fi
	@$(BIN)/prover report "$(RUN)"

.PHONY: comparison
comparison: $(CORE) ## expert iteration against its control, over three seeds (hours)
	@$(BIN)/prover compare experiments/configs/quickstart.yaml

.PHONY: test
test: $(DEV) ## run every check
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest

.PHONY: format
format: $(DEV) ## put the code in the shape `make test` asks for
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Built elsewhere and without constraints, so that a stale pin cannot survive. torch is the
# exception: its newest release is not the one carried by the machines that test the project.
# Packages that only the CUDA build of torch asks for are left to torch, which pins them itself.
.PHONY: constraints
constraints: ## resolve constraints.txt anew
	python="$$($(FIND_PYTHON))"; \
	fresh="$$(mktemp -d)"; trap 'rm -rf "$$fresh"' EXIT; \
	"$$python" -m venv "$$fresh/venv"; \
	echo 'torch==2.13.0' > "$$fresh/torch.txt"; \
	"$$fresh/venv/bin/pip" install --quiet -c "$$fresh/torch.txt" -e '.[dev,lean]'; \
	{ grep '^#' constraints.txt; \
	  "$$fresh/venv/bin/pip" freeze --exclude-editable | sed 's/+[a-z0-9.]*$$//' \
	    | grep -vE '^(nvidia-|cuda-|triton)'; } > "$$fresh/constraints.txt"; \
	cp "$$fresh/constraints.txt" constraints.txt

$(BIN)/python:
	@python="$$($(FIND_PYTHON))"; echo "making .venv with $$python" >&2; \
	"$$python" -m venv .venv || { rm -rf .venv; \
	  echo "make: '$$python -m venv' failed: on Debian and Ubuntu, install python3-venv" >&2; \
	  exit 2; }

$(CORE): pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(DEV): pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@ $(CORE)
