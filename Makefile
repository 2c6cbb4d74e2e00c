# Two environments, because Rasa 3.6 lives on Python 3.10 and everything else on 3.11 or later (docs/decisions).
.PHONY: run test train bench lint setup clean

run: setup
	@exec .venv/bin/python -m launcher

test: setup
	@exec .venv/bin/python -m tests

train: setup
	@exec .venv-rasa/bin/python -m rasa_addons.train

bench: setup
	@exec .venv/bin/python -m benchmarks

lint: setup
	@.venv/bin/ruff format --check .
	@.venv/bin/ruff check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports

setup:
	@sh scripts/setup.sh

clean:
	rm -rf .venv .venv-rasa models .rasa
