# Thin targets; the work is in scripts/. `make serve` reads the book, `make test` checks everything.
PORT ?= 8000
PYTHON ?= python3
PY = .venv/bin/python
# Texts are UTF-8 whatever the language of the machine; and Python keeps what it has compiled, or every one of the many
# processes of a build or a test would compile pandas and matplotlib for itself.
export PYTHONUTF8 = 1
unexport PYTHONDONTWRITEBYTECODE
# A Python that is named replaces the one that .venv was made with.
OWN = $(if $(filter file,$(origin PYTHON)),,own)
.DEFAULT_GOAL := help
.PHONY: help serve book exercises grade chapter section test quick lab-local look compare bench clean install install-dev

help:
	@echo "make serve      install, build the book, serve it on http://localhost:$(PORT)"
	@echo "make lab-local  open the notebooks in JupyterLab, with the same versions"
	@echo "make look       see an explorer or a chart again at every save: make look NAME=ricardo"
	@echo "make compare    compare an explorer with what its theory expects, at some settings: make compare NAME=ricardo"
	@echo "make exercises  build the exercise sets from their sources"
	@echo "make grade      grade a class: make grade SET=exercises/set-1.md SUBMISSIONS=submissions.zip"
	@echo "make section    lay out a new section: make section NAME=customs-union SECTION=2.2 CARD=M9"
	@echo "make chapter    lay out a new chapter: make chapter CHAPTER=2"
	@echo "make test       check everything; make quick: what takes under a minute"
	@echo "make book       build only; make bench: measure; make clean: remove what was built"

serve: book
	@$(PY) scripts/serve.py --port $(PORT)

book: install
	@$(PY) scripts/build.py

exercises: install
	@$(PY) -m autograder build exercises/set-*.md

# Further options of python -m autograder grade go into OPTIONS, as in OPTIONS="--seed spring --workers 4".
SET ?= exercises/set-1.md
OUT ?= grades/$(basename $(notdir $(SET)))
grade: install
	@test -n "$(SUBMISSIONS)" || { echo "Say where the submissions are: make grade SUBMISSIONS=submissions.zip"; exit 1; }
	@$(PY) -m autograder grade "$(SET)" "$(SUBMISSIONS)" --out "$(OUT)" $(OPTIONS)

# make chapter CHAPTER=2; make section NAME=customs-union SECTION=2.2 CARD=M9
chapter: install
	@$(PY) scripts/lay_out.py chapter "$(CHAPTER)"

section: install
	@$(PY) scripts/lay_out.py section "$(NAME)" --section "$(SECTION)" --card "$(CARD)"

test: install-dev
	@$(PY) -m ruff format --check . && $(PY) -m ruff check .
	@$(PY) -m pytest -q -n auto --dist loadgroup

quick: install-dev
	@$(PY) -m ruff format --check . && $(PY) -m ruff check .
	@$(PY) -m pytest -q -n auto --dist loadgroup -m "not browser and not slow"

lab-local: install
	@.venv/bin/jupyter lab --LabApp.default_url=/lab/tree/notebooks

look: install
	@$(PY) -m livefigure look "$(NAME)" --package integration_ladder.explorers --package integration_ladder.charts \
		--style book/assets/course.css $(if $(filter command,$(origin PORT)),--port $(PORT))

compare: install-dev
	@$(PY) -m tests.explorers.compare "$(NAME)"

bench: install-dev
	@for file in bench/*.py; do $(PY) $$file || exit 1; done

clean:
	@rm -rf _build

install:
	@$(PYTHON) scripts/install.py requirements.txt $(OWN)

install-dev:
	@$(PYTHON) scripts/install.py requirements-dev.txt $(OWN)
