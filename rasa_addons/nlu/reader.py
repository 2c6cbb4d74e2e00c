"""From a message to what the classifier reads: its words, with the shop's things put as their types, and its topics."""

from __future__ import annotations

import multiprocessing
from collections.abc import Sequence
from datetime import datetime, timezone
from functools import lru_cache

from rasa_addons.nlu.concepts import shop_concepts
from rasa_addons.nlu.features import LONGEST_TEXT, Reading
from rasa_addons.nlu.lexicon import LexiconFolder
from rasa_addons.nlu.orders import STAR_SIGNS
from rasa_addons.nlu.prompts import drawn
from rasa_addons.nlu.reading import Survey, refusals, settle, survey
from rasa_addons.nlu.speller import Speller
from rasa_addons.nlu.words import Word, read_words

Span = tuple[int, int, str]
MEANINGFUL_MARKS = frozenset("?!%₽$€⭐★")
NUMBER = "number"
PROMPT = "prompt"
# Inside these any word may stand, and says nothing of what is wanted.
ANYTHING = frozenset({PROMPT, "name", "address", "phone"})
# Fewer are read sooner than a second process is there.
WORTH_SHARING = 2_000
PROCESSES = 2
ANY_DAY = datetime(2026, 11, 20, 12, tzinfo=timezone.utc)


class Reader:
    """Reads messages the same way in training and in life.

    With `knows_shop`, listed things (a flower, a colour) and numbers are read as their types, and words have topics;
    without, words are just words.
    """

    def __init__(self, speller: Speller | None, *, knows_shop: bool) -> None:
        self.speller = speller
        self.knows_shop = knows_shop

    def read(self, text: str, spans: Sequence[Span] | None = None) -> Reading:
        """The reading of a text of any length; `spans`, when they are known already, save looking for them again."""
        text = text[:LONGEST_TEXT]
        words = read_words(text)
        if self.speller is not None:
            words = self.speller.mend(words)
        spoken = [word for word in words if word.kind != "mark" or word.text in STAR_SIGNS] or list(words)
        types = (spans_in(text) if spans is None else spans) if self.knows_shop else ()
        wished = [(start, end) for start, end, kind in types if kind in ANYTHING]

        def is_of_shop(word: Word) -> bool:
            return not any(start <= word.start < end for start, end in wished)

        told = [word for word in words if is_of_shop(word)]
        return Reading(
            words=tuple(with_types(spoken, types)),
            plain=tuple(word.lemma for word in spoken if is_of_shop(word)),
            text=" ".join(w.normal for w in told if w.kind != "mark" or w.text in MEANINGFUL_MARKS),
            topics=shop_concepts().of(told) if self.knows_shop else (),
        )


@lru_cache(maxsize=1)
def shop_words() -> LexiconFolder:
    """The lists of `data/lookups`."""
    return LexiconFolder()


def spans_in(text: str) -> list[Span]:
    """Types of a text; the day does not matter for what it is about."""
    seen = survey(text, ANY_DAY, shop_words().current())
    return type_spans(seen, [(f.start, f.end, f.entity) for f in settle(seen)])


def type_spans(seen: Survey, found: Sequence[Span]) -> list[Span]:
    """Where listed things, found values of any kind and other numbers stand; refused things are types of their own."""
    unwanted = {(f.start, f.end, f.entity) for f in refusals(seen)}
    spans = {*found, *((f.start, f.end, f.entity) for f in seen.listed)} - unwanted
    spans |= {(start, end, f"no {kind}") for start, end, kind in unwanted}
    for number in seen.numbers:
        start, end = seen.words[number.first].start, seen.words[number.last].end
        if not any(s < end and start < e for s, e, _ in spans):
            spans.add((start, end, NUMBER))
    # What is to be drawn may be anything: a pirate is no stranger in a prompt.
    stored = any(f.entity == "media_type" for f in seen.listed)  # "нарисуй аватарку" is another wish
    wish = None if stored else drawn(seen.text, seen.words)
    if wish is not None:
        spans = {span for span in spans if span[1] <= wish.start or wish.end <= span[0]}
        spans.add((wish.start, wish.end, PROMPT))
    return sorted(spans)


def with_types(words: Sequence[Word], spans: Sequence[Span]) -> list[str]:
    """Lemmas in order; the words of a span become one `<type>`, several spans on one word several of them."""
    out: list[str] = []
    told: set[Span] = set()
    for word in words:
        covering = [span for span in spans if span[0] < word.end and word.start < span[1]]
        if not covering:
            out.append(word.lemma)
        for span in covering:
            if span not in told:
                told.add(span)
                out.append(f"<{span[2]}>")
    return out


def read_all(reader: Reader, texts: Sequence[str]) -> list[Reading]:
    """Readings of many texts, by two processes where the system can fork."""
    if len(texts) < WORTH_SHARING or "fork" not in multiprocessing.get_all_start_methods():
        return [reader.read(text) for text in texts]
    # A forked process has the reader already; sending it would cost more than reading.
    _forked.append(reader)
    try:
        with multiprocessing.get_context("fork").Pool(PROCESSES) as pool:
            return pool.map(_read_forked, texts, chunksize=250)
    finally:
        _forked.clear()


_forked: list[Reader] = []


def _read_forked(text: str) -> Reading:
    return _forked[0].read(text)
