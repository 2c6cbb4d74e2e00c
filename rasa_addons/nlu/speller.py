"""Typing slips in the words that matter: an unknown word one slip away from a word of the training sentences.

Only words that no dictionary knows are touched, so an unusual but real word stays what it is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

from rasa_addons.nlu.slips import one_slip, sound, without_a_letter
from rasa_addons.nlu.text import is_known
from rasa_addons.nlu.vocabulary import lemma
from rasa_addons.nlu.words import Word

SHORTEST = 4
SHORTEST_SOUND = 6


class Speller:
    """Built from {form: how often it was written}; forms that are no words themselves should not be among them."""

    def __init__(self, forms: Mapping[str, int]) -> None:
        self.forms = {form: seen for form, seen in forms.items() if len(form) >= SHORTEST and form.isalpha()}
        self._near: dict[str, list[str]] = defaultdict(list)
        for form in self.forms:
            for short in without_a_letter(form):
                self._near[short].append(form)
        self._alike: dict[str, list[str]] = defaultdict(list)
        for form in self.forms:
            self._alike[sound(form)].append(form)
        self.correct = lru_cache(maxsize=20_000)(self._correct)

    @classmethod
    def learn(cls, forms: Iterable[str]) -> Speller:
        """From all words of the training sentences, in their proper spelling."""
        seen = Counter(forms)
        return cls({form: times for form, times in seen.items() if form.isalpha() and is_known(form)})

    def _correct(self, form: str) -> str:
        if len(form) < SHORTEST or form in self.forms or not form.isalpha() or is_known(form):
            return form
        near = {f for short in without_a_letter(form) for f in self._near.get(short, ())}
        near = {f for f in near if one_slip(form, f)}
        if not near and len(form) >= SHORTEST_SOUND:
            near = set(self._alike.get(sound(form), ()))
        # One that sounds the same, else the commonest; of equally common ones the same one every time.
        return min(near, key=lambda f: (sound(f) != sound(form), -self.forms[f], f)) if near else form

    def mend(self, words: Iterable[Word]) -> tuple[Word, ...]:
        """The words with slips put right; their places stay."""
        return tuple(self._mended(word) if word.kind == "word" else word for word in words)

    def _mended(self, word: Word) -> Word:
        proper = self.correct(word.normal)
        return word if proper == word.normal else replace(word, normal=proper, lemma=lemma(proper))
