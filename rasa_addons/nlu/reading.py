"""From a message to what the classifier reads: its words, with found entities put as their types."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rasa_addons.nlu.concepts import shop_concepts
from rasa_addons.nlu.features import LONGEST_TEXT, Reading
from rasa_addons.nlu.words import Word, read_words

Span = tuple[int, int, str]
MEANINGFUL_MARKS = frozenset("?!%₽$€⭐")


def reading_of(text: str, spans: Iterable[Span] = (), *, with_topics: bool = True) -> Reading:
    """The reading of a text of any length; `spans` are (start, end, entity type) in it."""
    text = text[:LONGEST_TEXT]
    words = read_words(text)
    spoken = [word for word in words if word.kind != "mark"] or list(words)
    return Reading(
        topics=shop_concepts().of(words) if with_topics else (),
        words=tuple(with_types(spoken, sorted(spans))),
        plain=tuple(word.lemma for word in spoken),
        text=" ".join(word.normal for word in words if word.kind != "mark" or word.text in MEANINGFUL_MARKS),
    )


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
