"""English as people chat it: "4 my gf", "what 2 get", "c u 2day", "photoshoot w max", "wat do u hav".

A digit is a word only where a number makes no sense: "4" before "my", "2" before "get". Russian has only a few spellings
with digits ("4то").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from rasa_addons.nlu.vocabulary import CYRILLIC, LATIN

if TYPE_CHECKING:
    from rasa_addons.nlu.text import Piece

# Letters and digits in one word.
GLUED = {
    "2day": "today", "2night": "tonight", "2nite": "tonight", "2moro": "tomorrow", "2morrow": "tomorrow",
    "2mrw": "tomorrow", "2moz": "tomorrow", "2gether": "together", "b4": "before", "gr8": "great", "l8r": "later",
    "l8": "late", "m8": "mate", "4ever": "forever", "w/o": "without", "4то": "что", "4to": "что", "3автра": "завтра",
}  # fmt: skip
LONGEST_GLUED = max(map(len, GLUED))
SPELLINGS = {
    "wat": "what", "wot": "what", "wut": "what", "wats": "whats", "wots": "whats", "hav": "have", "havin": "having",
    "outta": "of", "halfa": "half", "nothin": "nothing", "somethin": "something", "anythin": "anything",
    "lemme": "let", "gimme": "give", "u": "you", "ur": "your", "thru": "through", "tho": "though", "foto": "photo",
    "pix": "pics", "sumthing": "something", "sumthin": "something", "luv": "love", "rite": "right", "thats": "that",
    "coz": "because", "cuz": "because", "bday": "birthday", "prolly": "probably", "gud": "good",
    "skool": "school", "dat": "that", "dis": "this", "wid": "with", "wiv": "with", "hw": "how",
    "plis": "please",
}  # fmt: skip
# "4" and "2" before these are words.
WHOM = frozenset(
    "my our your ur her his their a an the me him us you u them this that someone somebody mum mom mama mommy dad gf bf"
    " wife hubby husband girlfriend boyfriend sis sister grandma granny daughter son bestie everyone".split()
)
WHEN = frozenset("today tomorrow tonight tmrw tmr delivery free".split())
VERBS = frozenset(
    "get buy send book see know make have hav give cancel change pick do be go ask add pay draw talk speak find choose"
    " return move track check say put take try use edit remove delete order deliver come leave help surprise wish"
    " create generate rate reschedule repeat schedule arrange reserve cheer apologise apologize".split()
)
# After these a digit is a number whatever follows.
COUNTED_BY = frozenset(
    "at by around about order number no nr flat apt house room unit gate from between to till until past plus and or"
    " not than only exactly just under over rate rating it's its".split()
)
CHANGED = frozenset("it them that this change quantity amount number".split())
SEEING = frozenset("let lemme me i wanna to can gonna".split())


def spelled_out(text: str, pieces: list[Piece]) -> list[Piece]:
    """The pieces with chat spellings as the words they stand for; places stay as they are in `text`."""
    words = [p.normal for p in pieces if not p.normal.isdecimal()]
    # A name of Russian origin makes no Russian message.
    if 2 * sum(word[0] in CYRILLIC for word in words) >= len(words):
        return pieces
    return [_spelled(text, pieces, at) for at in range(len(pieces))]


def unglued(text: str, pieces: list[Piece]) -> list[Piece]:
    """The pieces with words of letters and digits ("2day") in one again."""
    out: list[Piece] = []
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        following = pieces[at + 1] if at + 1 < len(pieces) else None
        meant = None
        if following is not None and following.end - piece.start <= LONGEST_GLUED:
            glued = text[piece.start : following.end].lower()
            apart = at > 0 and pieces[at - 1].end == piece.start  # a piece of something longer
            meant = None if apart else GLUED.get(glued)
        if meant is None or following is None:
            out.append(piece)
            at += 1
        else:
            out.append(replace(piece, end=following.end, normal=meant))
            at += 2
    return out


def _spelled(text: str, pieces: Sequence[Piece], at: int) -> Piece:
    piece = pieces[at]
    word = piece.normal
    before = pieces[at - 1].normal if at else ""
    after = pieces[at + 1].normal if at + 1 < len(pieces) else ""
    meant = None
    if word == "4":
        meant = "for" if _stands_for_a_word(text, pieces, at) and after in WHOM | WHEN else None
    elif word == "2":
        changed = before in CHANGED and after.isdecimal()  # "change it 2 15"
        meant = "to" if _stands_for_a_word(text, pieces, at) and (changed or after in WHOM | VERBS) else None
    elif len(word) == 1 and word in LATIN:
        meant = _letter(text, pieces, at, before, after)
    elif word == "an" and after in ("a", "an", "the", "some"):
        meant = "and"
    elif text[piece.start].islower() or at == 0:
        meant = SPELLINGS.get(word)
    return piece if meant is None else replace(piece, normal=meant)


def _stands_for_a_word(text: str, pieces: Sequence[Piece], at: int) -> bool:
    """Whether this digit stands by itself between words, and nothing before it asks for a number."""
    piece = pieces[at]
    alone = text[piece.end : piece.end + 1] in ("", " ") or text[piece.end].isalpha()
    begun = piece.start == 0 or text[piece.start - 1] == " "
    if not alone or not begun or (at and pieces[at - 1].normal.isdecimal()):
        return False
    ordered = pieces[at + 1].normal == "order" if at + 1 < len(pieces) else False
    if ordered and at + 2 < len(pieces) and pieces[at + 2].normal.isdecimal():
        return False
    return at == 0 or pieces[at - 1].normal not in COUNTED_BY


def _letter(text: str, pieces: Sequence[Piece], at: int, before: str, after: str) -> str | None:
    """ "w tom", "peonies n lilies", "how r u", "lemme c"; an initial or the letter of a house stays."""
    piece = pieces[at]
    mark = text[piece.end : piece.end + 1]
    between = mark in ("", " ") or (piece.normal == "w" and mark == "/")
    if not between or text[piece.start].isupper() or before.isdecimal():
        return None
    if piece.normal == "u":
        return "you"
    if not after or after.isdecimal():
        return None
    if piece.normal == "c":
        return "see" if before in SEEING else None
    if piece.normal in ("n", "r") and (not before or not before[0].isalpha()):
        return "are" if piece.normal == "r" and after in ("u", "you", "there", "your") else None
    return {"w": "with", "n": "and", "r": "are"}.get(piece.normal)
