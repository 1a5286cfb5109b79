# The four doors of the house. Each makes .venv ready first (no root needed) and needs only make and Python ≥ 3.11.
#   make demo    the main job on the rehearsal campaign, with real sound
#   make test    does it work
#   make check   is it in order: format, lint, types, who may import whom
#   make eval    how well (SPLIT=development|test|held_out SCALE=small|full)
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
BIN := .venv/bin
SPLIT ?= development
SCALE ?= small
CORPUS := build/corpus/$(SPLIT)-$(SCALE)
export PYTHON

.PHONY: demo test check eval coverage

demo:
	@.ci/setup run
	@$(BIN)/dauys demo

test:
	@.ci/setup dev
	@$(BIN)/pytest -n 2 --dist worksteal

coverage:
	@.ci/setup dev
	@$(BIN)/pytest -n 2 --dist worksteal --cov --cov-report term:skip-covered

check:
	@.ci/setup dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/pytest -q -p no:randomly tests/house

eval:
	@.ci/setup dev
	$(BIN)/python eval/corpus/build.py --split $(SPLIT) --scale $(SCALE)
	$(BIN)/dauys scan --spots $(CORPUS)/spots $(CORPUS)/recordings --out $(CORPUS)/airings.csv
	$(BIN)/python -m eval.accuracy --corpus $(CORPUS) --airings $(CORPUS)/airings.csv \
	    --doubtful $(CORPUS)/airings.doubtful.csv
