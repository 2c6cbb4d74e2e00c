"""`make train`: check the words, train the model, only when something it is made of has changed.

`.venv-rasa/bin/python -m rasa_addons.train [--force] [--nlu] [--output models]`

The model is one archive, `models/flower-bot-<fingerprint>.tar.gz`; its name says what it was made of, so a
second run finds it and trains nothing. Exit codes: 0 a current model is there, 1 the data is wrong or the
training failed.
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import logging
import os
import shutil
import sys
import tempfile
import time
import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
SOURCES = (
    "domain.yml",
    "config.yml",
    "data",
    "rasa_addons/nlu",
    "rasa_addons/train.py",
    "requirements/rasa.txt",
)
KINDS = {".yml", ".yaml", ".py", ".txt", ".json"}
# Read at run time, not trained: a trainer's new word goes live without a new model.
NOT_TRAINED = ("data/catalogue", "data/delivery")
KEPT_MODELS = 3
LONGEST_TRAINING = 3600.0  # seconds; an older working folder was left by a killed process

log = logging.getLogger("rasa_addons.train")


class CannotTrain(Exception):
    """The words are not fit for training; the message is one sentence for the person who ran the command."""


def source_files(root: Path) -> list[Path]:
    """Everything a model is made of, in a fixed order."""
    found: list[Path] = []
    for source in SOURCES:
        path = root / source
        files: Iterable[Path] = path.rglob("*") if path.is_dir() else [path]
        found.extend(f for f in files if f.is_file() and f.suffix in KINDS and "__pycache__" not in f.parts)
    return sorted(f for f in found if not str(f.relative_to(root)).startswith(NOT_TRAINED))


def fingerprint(root: Path) -> str:
    """Twelve hex digits that change with any source."""
    digest = hashlib.sha256()
    for path in source_files(root):
        digest.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def model_path(root: Path, output: Path, *, nlu_only: bool) -> Path:
    """Where the model of the present sources is, or will be."""
    return output / f"{'nlu' if nlu_only else 'flower-bot'}-{fingerprint(root)}.tar.gz"


def check(root: Path) -> None:
    """Raises CannotTrain when a file is missing or cannot be read, or a sentence stands under two intents."""
    for name in ("domain.yml", "config.yml"):
        if not (root / name).exists():
            raise CannotTrain(f"{name} is missing: run the command in the project's folder.")
    intent_of: dict[str, str] = {}
    for path in source_files(root):
        if path.suffix in (".yml", ".yaml"):
            content = read_yaml(root, path)
            for block in (content.get("nlu") or ()) if isinstance(content, dict) else ():
                check_sentences(block, intent_of, path.relative_to(root))


def read_yaml(root: Path, path: Path) -> object:
    """The file's content. Raises CannotTrain naming the file and the line."""
    import yaml

    safe_in_c = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=safe_in_c)  # noqa: S506
    except yaml.YAMLError as error:
        where = getattr(error, "problem_mark", None)
        line = f", line {where.line + 1}" if where else ""
        problem = getattr(error, "problem", None) or "cannot be read"
        raise CannotTrain(f"{path.relative_to(root)}{line}: {problem}.") from error


def check_sentences(block: dict[str, str], intent_of: dict[str, str], where: Path) -> None:
    """Raises CannotTrain when a sentence of the block was met under another intent."""
    intent = block.get("intent")
    for line in (block.get("examples") or "").splitlines() if intent else ():
        sentence = line.strip().removeprefix("-").strip()
        if sentence and intent_of.setdefault(sentence, intent) != intent:
            raise CannotTrain(f"{where}: {sentence!r} stands under {intent_of[sentence]} and under {intent}.")


def check_with_rasa(domain: str, config: str, data: list[str]) -> None:
    """Raises CannotTrain when Rasa's validator finds the domain wrong, or stories and rules against each other.

    The sentences are not among what it gets: reading them takes long, and `check` has looked at them.
    """
    from rasa.shared.importers.importer import TrainingDataImporter
    from rasa.shared.nlu.training_data.training_data import TrainingData
    from rasa.validator import Validator

    importer = TrainingDataImporter.load_core_importer_from_config(config, domain, data)
    validator = Validator(
        importer.get_domain(), TrainingData(), importer.get_stories(), importer.get_config()
    )
    if not validator.verify_domain_validity():
        raise CannotTrain("domain.yml does not hold together; the lines above say where.")
    if not validator.verify_story_structure(ignore_warnings=False, max_history=6):
        raise CannotTrain("stories or rules contradict each other; the lines above say which.")


def train(root: Path, path: Path, *, nlu_only: bool, validate: bool) -> Path:
    """The trained archive at `path`. Raises CannotTrain with one sentence when it cannot be done."""
    # Rasa would keep every component's output in .rasa/cache; the archive's name is our cache.
    os.environ.setdefault("RASA_MAX_CACHE_SIZE", "0")
    os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
    os.environ.setdefault("LOG_LEVEL", "ERROR")  # no bars of parts that take no time
    from rasa_addons import lean

    lean.install()
    import rasa.model_training

    read_sentences_once()
    from rasa.shared.exceptions import RasaException

    data = [str(root / "data")]
    config, domain = str(root / "config.yml"), str(root / "domain.yml")
    if validate:
        log.info("checking domain, sentences, rules and stories")
        check_with_rasa(domain, config, data)
    path.parent.mkdir(parents=True, exist_ok=True)
    # Trained aside and moved when whole: a server looking into models/ never meets half an archive.
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".training-") as aside:
        try:
            made = train_archive(
                rasa.model_training, domain, config, data, Path(aside), path.name, nlu_only=nlu_only
            )
        except (RasaException, ValueError) as error:
            raise CannotTrain(f"training failed: {error}") from error
        os.replace(made, path)
    return path


def read_sentences_once() -> None:
    """Rasa reads all sentences three times, because its cache tells "in English" from "in the default language".

    Our sentences are the same in either, and each reading takes several seconds. Nobody changes what it gets: Rasa
    copies sentences where it merges them.
    """
    from rasa.shared.importers.importer import CombinedDataImporter, E2EImporter

    for importer in (CombinedDataImporter, E2EImporter):
        read_once(importer)


def read_once(importer: type) -> None:
    """`get_nlu_data` of this kind of importer gives what it gave first, whatever the language."""
    read = importer.get_nlu_data  # type: ignore[attr-defined]  # every importer has it
    if read.__name__ == "remembered":
        return

    def remembered(self: Any, language: str | None = None) -> object:
        if not hasattr(self, "_sentences"):
            self._sentences = read(self)
        return self._sentences

    importer.get_nlu_data = remembered  # type: ignore[attr-defined]  # see above


def train_archive(
    model_training: object,
    domain: str,
    config: str,
    data: list[str],
    output: Path,
    name: str,
    *,
    nlu_only: bool,
) -> Path:
    """The archive that Rasa wrote into `output`."""
    if nlu_only:
        # The domain gives retrieval intents their answers and intents their places.
        made = model_training.train_nlu(  # type: ignore[attr-defined]  # a module
            config,
            data[0],
            str(output),
            fixed_model_name=name,
            domain=domain if Path(domain).exists() else None,
        )
    else:
        made = model_training.train(  # type: ignore[attr-defined]  # a module
            domain, config, data, str(output), force_training=True, fixed_model_name=name
        ).model
    if not made:
        raise CannotTrain("Rasa made no model; its lines above say why.")
    return Path(made)


def forget_old(output: Path, keep: Path) -> None:
    """Only the newest few models stay, and no folder of a training that was killed."""
    for aside in output.glob(".training-*"):
        if time.time() - aside.stat().st_mtime > LONGEST_TRAINING:
            shutil.rmtree(aside, ignore_errors=True)
    ours = sorted(output.glob(f"{keep.name.split('-')[0]}-*.tar.gz"), key=lambda p: p.stat().st_mtime)
    for old in ours[:-KEPT_MODELS]:
        if old != keep:
            old.unlink()


def show_progress() -> None:
    """One plain line a step, with the seconds since the start."""
    import structlog

    started = time.monotonic()

    class Line(logging.Formatter):
        def format(self, record: logging.LogRecord) -> str:
            return f"  {time.monotonic() - started:5.1f} s  {record.getMessage()}"

    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(Line())
    # Rasa's own lines would drown ours; what it refuses reaches us as exceptions.
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    logging.captureWarnings(True)
    logging.getLogger("py.warnings").setLevel(logging.CRITICAL)
    for name in ("rasa_addons.train", "rasa_addons.nlu"):
        logger = logging.getLogger(name)
        logger.setLevel(logging.INFO)
        logger.addHandler(handler)
        logger.propagate = False


def main(arguments: list[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="rasa_addons.train", description=__doc__.splitlines()[0])
    parser.add_argument("--force", action="store_true", help="train even if nothing has changed")
    parser.add_argument("--nlu", action="store_true", help="understanding only, without rules and stories")
    parser.add_argument("--output", type=Path, default=ROOT / "models")
    parser.add_argument(
        "--no-validation", action="store_true", help="skip Rasa's own checks of rules and stories"
    )
    options = parser.parse_args(arguments)
    path = model_path(ROOT, options.output, nlu_only=options.nlu)
    if path.exists() and not options.force:
        os.utime(path)  # Rasa loads the newest archive of the folder
        print(f"The model is up to date: {path.name}")
        return 0
    show_progress()
    warnings.filterwarnings("ignore")
    gc.disable()  # millions of small objects, all of them needed to the end: looking through them takes a fifth of the time
    started = time.monotonic()
    try:
        check(ROOT)
        train(ROOT, path, nlu_only=options.nlu, validate=not (options.nlu or options.no_validation))
    except CannotTrain as refusal:
        print(f"No model was trained: {refusal}", file=sys.stderr)
        return 1
    forget_old(options.output, path)
    print(f"Trained {path.name} in {time.monotonic() - started:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
