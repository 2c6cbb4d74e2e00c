"""What prompts and instructions share: free text after a command takes along no greetings, "please" or emoji."""

from __future__ import annotations

from collections.abc import Sequence

from rasa_addons.nlu.found import Found
from rasa_addons.nlu.words import Word

# What turns from the picture to the talk about it.
ASIDES: tuple[tuple[str, ...], ...] = tuple(
    tuple(cue.split())
    for cue in (
        "хочу посмотреть",
        "want to see",
        "i want to see",
        "would be nice",
        "чтобы посмотреть",
        "would look like",
        "look like",
        "looks like",
        "нарисуй",
        "draw it",
        "нарисуете",
        "can you",
        "можешь",
        "сможешь",
        "i'd like to see",
        "хочется посмотреть",
        "будь добр",
        "будь добра",
        "будьте добры",
        "если не сложно",
        "если можно",
        "if possible",
        "if you can",
        "would you",
        "could you",
        "ok",
        "okay",
        "интересно посмотреть",
    )
)
POLITE_ASIDES = tuple(
    cue for cue in ASIDES if cue[0] in ("будь", "будьте", "если", "if", "would", "could", "ok", "okay", "can")
)
POLITE = frozenset(
    "пожалуйста плиз пж пжл плз пожалуй please pls plz thanks thank thx спасибо спс будьте добры добр добра"
    " ладно ок окей если можно можете"
    " пожалста пожалуйсто плииз kindly пжлст пжлста пжта пжалста пожалста пожалуста пожал пажалуста"
    " пажалста пожалусто плс плизз pleaz".split()
)
TRAILING = POLITE | frozenset(", . ! ? ; ) ( - — » ” \" ' … : пожалуйста для меня for me".split())


def aside(words: Sequence[Word], start: int, cues: tuple[tuple[str, ...], ...] = ASIDES) -> int:
    """The last word before the talk turns from the wish to the talker."""
    normals = [word.normal for word in words]
    for at in range(start + 1, len(words)):
        if any(tuple(normals[at : at + len(cue)]) == cue for cue in cues):
            return at - 1
    return len(words) - 1


def free(entity: str, text: str, words: Sequence[Word], first: int, last: int) -> Found:
    """The words from `first` to `last` as they are written, as one entity."""
    start, end = words[first].start, words[last].end
    return Found(entity, text[start:end], start, end, first, last, "wishes")


def trimmed(words: Sequence[Word], first: int, last: int) -> tuple[int, int]:
    """First and last word without politeness and marks around; first > last when nothing is left."""

    def outer(word: Word, ends: frozenset[str]) -> bool:
        return word.normal in ends or (word.kind == "mark" and word.text not in "%)»")

    while first <= last and (words[first].normal in POLITE or words[first].kind == "mark"):
        first += 1
    while last >= first and outer(words[last], TRAILING):
        if words[last].normal in ("меня", "me", "for", "для") and not _for_me(words, first, last):
            break
        last -= 1
    return first, last


def _for_me(words: Sequence[Word], first: int, last: int) -> bool:
    tail = tuple(word.normal for word in words[max(first, last - 1) : last + 1])
    return tail in (("для", "меня"), ("for", "me")) or words[last].normal in ("для", "for")
