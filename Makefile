# quizgen from a bare checkout: needs make and Python 3.11 or newer. Everything else comes into $(VENV).
# On Windows, run it in Git Bash.

VENV ?= .venv
PYTHON ?= python3 python3.13 python3.12 python3.11 python py

BIN := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
PIP := PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt \
	"$(BIN)/python" -m pip --disable-pip-version-check --no-input -qq
CODE := quizgen decks tui tests bench

.NOTPARALLEL:
.PHONY: help demo test check bench pictures gallery anki-pictures clean

help:
	@echo "make demo    print the questions of a sheet, write an Anki package and a worksheet"
	@echo "make test    run the tests"
	@echo "make check   run the linter, the formatter and the type checker"
	@echo "make bench   run the benchmarks"
	@echo "make pictures draw the pictures of the README anew"
	@echo "make gallery draw the pages of docs/gallery.md anew"
	@echo "make anki-pictures photograph the cards of docs/anki-gallery.md in Anki's desktop anew"
	@echo "make clean   remove what make made, $(VENV) included"

demo: $(VENV)/.demo
	@mkdir -p build
	@"$(BIN)/quizgen" questions seeds/october-1917.md
	@"$(BIN)/quizgen" anki -o build/quizgen.apkg
	@"$(BIN)/quizgen" worksheet -o build/worksheet.pdf
	@echo
	@echo "The table shows the questions of seeds/october-1917.md; the package and the worksheet"
	@echo "hold those of all sheets in seeds/. What to type next:"
	@echo
	@echo "  $(BIN)/quizgen study seeds/october-1917.md   learn them here"
	@echo "  $(BIN)/quizgen check seeds/october-1917.md   see what the sheet could do better"
	@echo "  $(BIN)/quizgen --help                        see all the rest"

test: $(VENV)/.test
	@"$(BIN)/python" -m pytest -n auto --maxprocesses 8 --dist worksteal

check: $(VENV)/.check
	@"$(BIN)/python" -m ruff check $(CODE)
	@"$(BIN)/python" -m ruff format --check $(CODE)
	@"$(BIN)/python" -m mypy

bench: $(VENV)/.bench
	@"$(BIN)/python" -m bench

pictures: $(VENV)/.test
	@"$(BIN)/python" -m docs.make_pictures

gallery: $(VENV)/.demo
	@"$(BIN)/python" -m docs.make_gallery

anki-pictures: $(VENV)/.anki-pictures
	@"$(BIN)/python" -m docs.make_anki_pictures

clean:
	@rm -rf build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	@find $(CODE) -name __pycache__ -type d -prune -exec rm -rf {} +
	@if test -e "$(VENV)/pyvenv.cfg"; then rm -rf "$(VENV)"; fi

# The stamps below lie in the environment and are written last, so that one that was left half made, or is
# thrown away, is made again. The first holds the folder: the commands of an environment that was moved or
# copied still point to where it came from.

ifneq ($(shell "$(BIN)/python" -c "" 2>/dev/null && cat "$(VENV)/.made" 2>/dev/null),$(CURDIR))
.PHONY: $(VENV)/.made
endif

$(VENV)/.made:
	@if test -e "$(VENV)" && ! test -e "$(VENV)/pyvenv.cfg"; then \
		echo "$(VENV) is something else than a virtual environment; name another folder: make VENV=..." >&2; exit 1; \
	fi
	@if ! test -e $@ && "$(BIN)/python" -m pip --version >/dev/null 2>&1; then exit; fi; \
	for python in $(PYTHON); do \
		if "$$python" -c "import sys; sys.exit(sys.version_info < (3, 11))" >/dev/null 2>&1; then \
			echo "Making a virtual environment in $(VENV) ..."; \
			"$$python" -m venv --clear "$(VENV)"; exit; \
		fi; \
	done; \
	echo "quizgen needs Python 3.11 or newer, and none of these is: $(PYTHON); say where one is:" \
		"make PYTHON=/path/to/python3" >&2; exit 1
	@echo "$(CURDIR)" >$@

$(VENV)/.demo: $(VENV)/.made pyproject.toml constraints.txt
	@echo "Installing quizgen and what it needs (once; a minute at most) ..."
	@$(PIP) install --editable .
	@touch $@

$(VENV)/.test: $(VENV)/.demo
	@echo "Installing what the tests need ..."
	@$(PIP) install --editable ".[test]"
	@touch $@

$(VENV)/.bench: $(VENV)/.demo
	@echo "Installing what the benchmarks need ..."
	@$(PIP) install --editable ".[bench]"
	@touch $@

$(VENV)/.check: $(VENV)/.demo
	@echo "Installing what the checks need ..."
	@$(PIP) install --editable ".[check]"
	@touch $@

$(VENV)/.anki-pictures: $(VENV)/.demo
	@echo "Installing Anki's desktop (once; it is large) ..."
	@$(PIP) install --editable ".[anki-pictures]"
	@touch $@
