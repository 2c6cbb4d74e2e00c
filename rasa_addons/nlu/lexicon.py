"""Closed lists: words of `data/lookups/*.yml` and live catalogue names, by every form of theirs, typos forgiven.

A file that changed is read again within a second of the next message; nothing is trained.
"""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from rasa_addons.nlu.found import Found, Value
from rasa_addons.nlu.slips import one_slip, sound, without_a_letter
from rasa_addons.nlu.vocabulary import CYRILLIC, LATIN, is_ordinary, parses
from rasa_addons.nlu.words import Word, read_words

ROOT = Path(__file__).resolve().parents[2]
LOOKUPS = ROOT / "data" / "lookups"
CATALOGUE = ROOT / "var" / "lookups" / "catalogue.yml"
# A shorter word is one typo away from too many others.
SHORTEST_TYPO = 5
SHORTEST_SOUND = 6
MASK = ""
SECONDS_BETWEEN_LOOKS = 1.0

Meaning = tuple[str, Value]


@dataclass(frozen=True)
class Phrase:
    """One way to say something: the forms each of its words may take."""

    words: tuple[frozenset[str], ...]
    meaning: Meaning


class Lexicon:
    """All closed lists at one moment. Never changes; a new one is built when a file does."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._starts: dict[str, list[Phrase]] = defaultdict(list)
        self._owners: dict[str, set[tuple[Meaning, int]]] = defaultdict(set)
        for phrase in phrases:
            for form in phrase.words[0]:
                self._starts[form].append(phrase)
            for place, forms in enumerate(phrase.words):
                for form in forms:
                    self._owners[form].add((phrase.meaning, place if len(phrase.words) > 1 else 0))
        for starting in self._starts.values():
            starting.sort(key=lambda phrase: -len(phrase.words))
        self._slips: dict[str, set[str]] = defaultdict(set)
        for form in self._owners:
            if len(form) >= SHORTEST_TYPO:
                for slip in without_a_letter(form):
                    self._slips[slip].add(form)
        self._sounds: dict[str, set[str]] = defaultdict(set)
        for form in self._owners:
            if len(form) >= SHORTEST_SOUND:
                for heard in without_a_letter(sound(form)):
                    self._sounds[heard].add(form)
        self._corrections: dict[str, str] = {}

    def knows(self, form: str) -> bool:
        """Whether this lower-case form is part of any list."""
        return form in self._owners

    def read(self, words: Sequence[Word]) -> list[Found]:
        """Every listed thing in the message; where phrases nest, the longest; one place may mean several things."""
        forms = [self._form(words, at) for at in range(len(words))]
        found: list[Found] = []
        at = 0
        while at < len(words):
            best, length = self._longest(forms, at)
            for entity, value in best:
                if entity != MASK:
                    last = at + length - 1
                    found.append(Found(entity, value, words[at].start, words[last].end, at, last, "lexicon"))
            if best and length == 1 and "-" in words[at].normal:
                first = self._first_of_pair(words[at], at)
                if first:  # each half has its own place
                    found = [
                        replace(f, start=first[0].end + 1) if f.first == at else f for f in found
                    ] + first
            at += max(length, 1)
        return found

    def _first_of_pair(self, word: Word, at: int) -> list[Found]:
        """ "сине-белый" is two colours, "кроваво-красный" one."""
        if word.normal in self._owners:
            return []
        head = word.normal.partition("-")[0]
        whole = next(
            (head[:-1] + tail for tail in ("ий", "ый", "ой") if head[:-1] + tail in self._owners), None
        )
        end = word.start + word.text.index("-")
        meanings = [
            p.meaning for p in self._starts.get(whole or "", ()) if len(p.words) == 1 and head[-1:] in "ое"
        ]
        return [Found(entity, value, word.start, end, at, at, "lexicon") for entity, value in meanings[:1]]

    def _longest(self, forms: Sequence[str], at: int) -> tuple[list[Meaning], int]:
        best: list[Meaning] = []
        length = 0
        for phrase in self._starts.get(forms[at], ()):
            size = len(phrase.words)
            if size < length:
                break
            if at + size <= len(forms) and all(forms[at + i] in phrase.words[i] for i in range(1, size)):
                length = size
                if phrase.meaning not in best:
                    best.append(phrase.meaning)
        return ([] if any(entity == MASK for entity, _ in best) else best), length

    def _form(self, words: Sequence[Word], at: int) -> str:
        word = words[at]
        form = word.normal
        if form in self._owners or word.kind != "word":
            return form
        head, hyphen, tail = form.rpartition("-")
        if hyphen and tail in self._owners and head not in self._owners:  # "кроваво-красный"
            return tail
        # Inside a sentence an unknown word with a capital is somebody's name.
        if len(form) < SHORTEST_TYPO - 1 or (word.is_capital and at and not words[0].text.isupper()):
            return form
        if form not in self._corrections:
            if len(self._corrections) > 20_000:
                self._corrections.clear()
            self._corrections[form] = self.correct(form) or form
        return self._corrections[form]

    def correct(self, form: str) -> str | None:
        """The one listed form a single slip away from this unknown word, or one that sounds like it, or None."""
        if is_ordinary(form):
            return None
        # Four letters are only a five-letter word that lost one.
        near = {f for slip in (form, *without_a_letter(form)) for f in self._slips.get(slip, ())}
        if len(form) < SHORTEST_TYPO:
            near = {f for f in near if len(f) > len(form)}
        near |= {
            slip for slip in without_a_letter(form) if slip in self._owners and len(slip) >= SHORTEST_TYPO - 1
        }
        near = {f for f in near if one_slip(form, f)}
        swapped = {f for f in near if sorted(f) == sorted(form)}
        lost_a_letter = {f for f in near if len(f) > len(form)}
        alike = {f for f in near if sound(f) == sound(form)}
        for likeliest in (near, swapped, alike, lost_a_letter, *self._heard(form)):
            shared = [self._owners[f] for f in likeliest]
            if shared and set.intersection(*shared):
                return min(likeliest, key=lambda f: (-len(self._owners[f]), f))
        return None

    def _heard(self, form: str) -> Iterator[set[str]]:
        """Listed forms that sound the same ("нарцысы"), then those a slip away by their sound ("арихдеи")."""
        if len(form) < SHORTEST_SOUND:
            return
        heard = sound(form)
        near = {f for short in without_a_letter(heard) for f in self._sounds.get(short, ())}
        yield {f for f in near if sound(f) == heard}
        if len(form) > SHORTEST_SOUND:
            yield {f for f in near if sound(f)[0] == heard[0] and one_slip(sound(f), heard)}


class LexiconFolder:
    """The lexicon of a folder of lookups and the catalogue's live names, kept fresh."""

    def __init__(self, lookups: Path = LOOKUPS, catalogue: Path | None = CATALOGUE) -> None:
        self._lookups = lookups
        self._catalogue = catalogue
        self._lock = threading.Lock()
        self._stamp: tuple[tuple[str, int, int], ...] | None = None
        self._looked = 0.0
        self._lexicon = Lexicon(())

    def current(self) -> Lexicon:
        """The lexicon of the files as they are now; a file that cannot be read leaves the former one in force."""
        if time.monotonic() - self._looked < SECONDS_BETWEEN_LOOKS and self._stamp is not None:
            return self._lexicon
        with self._lock:
            self._looked = time.monotonic()
            stamp = tuple((str(p), p.stat().st_mtime_ns, p.stat().st_size) for p in self.files())
            if stamp != self._stamp:
                self._reload(stamp)
        return self._lexicon

    def _reload(self, stamp: tuple[tuple[str, int, int], ...]) -> None:
        try:
            lexicon = Lexicon(phrase for path in self.files() for phrase in read_lookup(path))
        except (yaml.YAMLError, LookupFileError):
            # Somebody is in the middle of saving it. At the start there is nothing to fall back on.
            if self._stamp is None:
                raise
        else:
            self._lexicon = lexicon
        self._stamp = stamp

    def files(self) -> list[Path]:
        """Lookup files, and the live catalogue if the shop has written one."""
        extra = [self._catalogue] if self._catalogue and self._catalogue.exists() else []
        return sorted(self._lookups.glob("*.yml")) + extra


class LookupFileError(ValueError):
    """A lookup file is not of the shape that the package docstring describes."""


def read_lookup(path: Path) -> list[Phrase]:
    """Phrases of one file: `entity` with `values`, or the catalogue's `product` list. Raises LookupFileError."""
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(content, dict):
        raise LookupFileError(f"{path.name} is not a mapping")
    if isinstance(content.get("product"), list):
        rows = [
            (("product", row["value"]), name) for row in content["product"] for name in row.get("names", [])
        ]
    else:
        rows = list(_rows(path, content))
    return [phrase for meaning, key in rows for phrase in phrases_of(str(key), meaning)]


def _rows(path: Path, content: dict[str, Any]) -> Iterator[tuple[Meaning, str]]:
    entity, values = content.get("entity"), content.get("values")
    if not isinstance(entity, str) or not isinstance(values, dict):
        raise LookupFileError(f"{path.name} needs `entity` and `values`")
    for value, names in values.items():
        if not isinstance(names, dict):
            raise LookupFileError(f"{path.name}: {value} needs lists of words by language")
        for listed in names.values():
            for key in listed or ():
                yield (entity, value), str(key)
    for key in content.get("never") or ():
        yield (MASK, ""), str(key)


def phrases_of(key: str, meaning: Meaning) -> list[Phrase]:
    """Phrases for one listed name; a hyphen may also be typed as a space."""
    spellings = {key, key.replace("-", " ")} if "-" in key.strip("-") else {key}
    found = []
    for spelling in sorted(spellings):
        words = read_words(spelling)
        if words:
            literal = meaning[0] == MASK and len(words) == 1
            found.append(
                Phrase(
                    tuple(
                        frozenset([w.normal]) if literal else forms_of(w.normal, agrees=len(words) > 1)
                        for w in words
                    ),
                    meaning,
                )
            )
    return found


def forms_of(word: str, agrees: bool = False) -> frozenset[str]:
    """Every form of a base form; of anything else, just itself; `agrees` where an adjective keeps its gender."""
    if word[0] in CYRILLIC:
        # "мой любимый" is not "моя любимая".
        own = _agreeing_forms(word) if agrees and not _participle_forms(word) else set()
        return frozenset({word} | (own or _russian_forms(word)))
    if word[0] in LATIN and word.isalpha() and len(word) > 2:
        return frozenset({word, *_plurals(word)})
    return frozenset({word})


def _russian_forms(word: str) -> set[str]:
    head, hyphen, tail = word.rpartition("-")
    base = [p for p in parses(tail) if p.normal_form.replace("ё", "е") == tail]
    # Short adjectives and comparatives ("бел", "краснее") are met less than the words they are mistaken for.
    forms = {
        f.word.replace("ё", "е")
        for p in base
        for f in p.lexeme
        if not {"ADJS", "COMP"} & set(f.tag.grammemes)
    }
    if not base:
        forms |= _participle_forms(tail) or _agreeing_forms(tail) or _as_feminine(tail)
    return {head + hyphen + form for form in forms if len(form) > 1}


def _agreeing_forms(word: str) -> set[str]:
    """ "премиальная" of "премиальная упаковка": it goes through the cases together with its noun."""
    for parse in parses(word):
        gender = {"masc", "femn", "neut", "plur"} & set(parse.tag.grammemes)
        if parse.tag.POS in ("ADJF", "PRTF") and "nomn" in parse.tag and gender:
            same = {parse.tag.POS, parse.tag.voice, parse.tag.tense} - {None}
            alike = [f for f in parse.lexeme if {*gender, "plur"} & set(f.tag.grammemes)]
            return {f.word.replace("ё", "е") for f in alike if same <= set(f.tag.grammemes)}
    return set()


def _as_feminine(word: str) -> set[str]:
    """ "протея", which the dictionary takes for a case of Протей, goes like "орхидея"."""
    if len(word) < 5 or word[-1] not in "ая" or "NOUN" not in parses(word)[0].tag:
        return set()
    endings = "я и е ю ей й ям ями ях" if word[-1] == "я" else "а ы е у ой ам ами ах"
    return {word[:-1] + ending for ending in endings.split()}


def _participle_forms(word: str) -> set[str]:
    """ "оплаченный": the dictionary derives participles from their verb, a trainer thinks of them as adjectives."""
    for parse in parses(word):
        if parse.tag.POS == "PRTF" and {"sing", "masc", "nomn"} <= set(parse.tag.grammemes):
            alike = [
                f
                for f in parse.lexeme
                if f.tag.POS in ("PRTF", "PRTS")
                and f.tag.voice == parse.tag.voice
                and f.tag.tense == parse.tag.tense
            ]
            return {f.word.replace("ё", "е") for f in alike}
    return set()


def _plurals(word: str) -> set[str]:
    if word.endswith(("s", "x", "ch", "sh")):
        return {word + "es"} if not word.endswith("s") or word.endswith(("ss", "us")) else set()
    if word.endswith("y") and word[-2] not in "aeiou":
        return {word[:-1] + "ies"}
    return {word + "s"}
