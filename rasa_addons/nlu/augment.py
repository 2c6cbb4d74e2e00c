"""Noise that people make: seeded copies of training sentences with slips, voice habits and other alphabets.

Pure text in, text out; the classifier calls it while training. Nothing here changes what a sentence means.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator

ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю")
EN_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
RU_KEYS = "йцукенгшщзхъфывапролджэячсмитьбюё"
TO_EN_LAYOUT = str.maketrans(RU_KEYS, EN_KEYS)

LATIN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "zh", "з": "z", "и": "i",
    "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t",
    "у": "u", "ф": "f", "х": "h", "ц": "c", "ч": "ch", "ш": "sh", "щ": "sch", "ъ": "", "ы": "y", "ь": "",
    "э": "e", "ю": "yu", "я": "ya",
}  # fmt: skip
LATIN_HABITS = ({"й": "j", "я": "ja", "ю": "ju", "ы": "i"}, {"х": "kh", "ц": "ts", "щ": "shch", "ь": "'"}, {})

RU_SOUNDS = (
    ("тся", "ться"), ("ться", "тся"), ("что", "чо"), ("что", "шо"), ("сейчас", "щас"), ("здравствуйте", "здраствуйте"),
    ("пожалуйста", "пожалуста"), ("пожалуйста", "плиз"), ("пожалуйста", "пж"), ("спасибо", "спс"), ("сколько", "скока"),
    ("его", "ево"), ("хочу", "хочю"), ("можно", "можн"), ("нибудь", "нить"), ("букет", "букетик"), ("рублей", "руб"),
)  # fmt: skip
EN_SOUNDS = (
    ("you", "u"), ("please", "pls"), ("please", "plz"), ("thanks", "thx"), ("want to", "wanna"), ("going to", "gonna"),
    ("don't", "dont"), ("i'm", "im"), ("what's", "whats"), ("can't", "cant"), ("are", "r"), ("for", "4"),
    ("would like", "wud like"), ("flowers", "flwrs"), ("bouquet", "boquet"), ("bouquet", "bouqet"), ("delivery", "delivry"),
)  # fmt: skip

RU_FILLERS = (
    "ну",
    "эээ",
    "вот",
    "короче",
    "так",
    "слушай",
    "слушайте",
    "смотрите",
    "это",
    "как бы",
    "а",
    "и",
    "значит",
)
EN_FILLERS = ("um", "uh", "so", "well", "like", "okay so", "hey", "listen", "yeah", "you know", "and", "erm")
RU_OPENERS = (
    "здравствуйте",
    "добрый день",
    "привет",
    "подскажите пожалуйста",
    "девушка",
    "добрый вечер",
    "скажите",
)
EN_OPENERS = ("hi", "hello", "hey there", "good morning", "excuse me", "hi there", "good afternoon")
RU_CLOSERS = ("пожалуйста", "спасибо", "если можно", "плиз", "заранее спасибо")
EN_CLOSERS = ("please", "thanks", "thank you", "if possible", "pls")
EMOJI = ("🙏", "😊", "🌹", "💐", "❤️", "😅", "👍", "🌷")

RU_NUMBERS = dict(
    zip(
        (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 15, 17, 19, 20, 21, 25, 30, 35, 51, 101),
        "один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать пятнадцать семнадцать "
        "девятнадцать двадцать двадцать_один двадцать_пять тридцать тридцать_пять пятьдесят_один сто_один".split(),
        strict=True,
    )
)
EN_NUMBERS = dict(
    zip(
        (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 15, 17, 19, 20, 21, 25, 30, 35, 51, 101),
        "one two three four five six seven eight nine ten eleven twelve thirteen fifteen seventeen nineteen twenty "
        "twenty_one twenty_five thirty thirty_five fifty_one a_hundred_and_one".split(),
        strict=True,
    )
)

CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
# Their message is the greeting or the answer itself: an opener would change its meaning or say nothing new.
WITHOUT_OPENERS = frozenset({"greet", "goodbye", "thank", "affirm", "deny", "out_of_scope"})

Noise = Callable[[str, random.Random], str]


def is_russian(text: str) -> bool:
    """Whether the sentence is written mostly in Cyrillic."""
    letters = [c for c in text if c.isalpha()]
    return sum(1 for c in letters if CYRILLIC.match(c)) * 2 > len(letters)


def neighbour(letter: str, chance: random.Random) -> str:
    """A key next to this one, or the letter itself when it has no neighbours."""
    for row in ROWS:
        at = row.find(letter.lower())
        if at >= 0:
            return chance.choice([row[i] for i in (at - 1, at + 1) if 0 <= i < len(row)])
    return letter


def typo(word: str, chance: random.Random) -> str:
    """One slip inside a word of four letters or more; its first letter usually survives."""
    if len(word) < 4 or not word.isalpha():
        return word
    at = chance.randrange(1 if chance.random() < 0.9 else 0, len(word))
    slip = chance.random()
    if slip < 0.35:
        return word[:at] + word[at + 1 :]
    if slip < 0.6 and at + 1 < len(word):
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if slip < 0.85:
        return word[:at] + neighbour(word[at], chance) + word[at + 1 :]
    return word[:at] + word[at] + word[at:]


def with_typos(text: str, chance: random.Random) -> str:
    """One slip for every four words or so, at least one."""
    words = text.split(" ")
    long = [i for i, word in enumerate(words) if len(word) >= 4]
    for i in chance.sample(long, min(len(long), max(1, len(words) // 4))):
        words[i] = typo(words[i], chance)
    return " ".join(words)


def as_heard(text: str, chance: random.Random) -> str:
    """What speech recognition gives: no capitals, no marks, numbers in words, a filler or two."""
    russian = is_russian(text)
    numbers = RU_NUMBERS if russian else EN_NUMBERS
    words = re.sub(r"[^\w\s'%₽$€-]", " ", text.lower()).split()
    words = [numbers.get(int(w), w).replace("_", " ") if w.isdecimal() and len(w) < 4 else w for w in words]
    for _ in range(chance.choice((0, 1, 1, 2))):
        words.insert(chance.randrange(len(words) + 1), chance.choice(RU_FILLERS if russian else EN_FILLERS))
    return " ".join(words)


def as_chatted(text: str, chance: random.Random) -> str:
    """Short forms and spellings of chats."""
    sounds = RU_SOUNDS if is_russian(text) else EN_SOUNDS
    lowered = text.lower()
    for full, short in chance.sample(sounds, len(sounds)):
        if re.search(rf"\b{full}\b" if full[0] != "т" else full, lowered):
            return re.sub(rf"\b{full}\b" if full[0] != "т" else full, short, lowered, count=1)
    return with_typos(lowered, chance)


def in_latin(text: str, chance: random.Random) -> str:
    """Russian in Latin letters, by one of several habits; English stays."""
    if not is_russian(text):
        return with_typos(text, chance)
    table = {**LATIN, **chance.choice(LATIN_HABITS)}
    return "".join(table.get(c, c) for c in text.lower())


def wrong_layout(text: str, chance: random.Random) -> str:
    """Russian typed with the English layout on; English stays."""
    return text.lower().translate(TO_EN_LAYOUT) if is_russian(text) else as_heard(text, chance)


def with_manners(text: str, chance: random.Random) -> str:
    """A greeting before, a please or an emoji after."""
    russian = is_russian(text)
    if chance.random() < 0.6:
        text = chance.choice(RU_OPENERS if russian else EN_OPENERS) + chance.choice((" ", ", ", "! ")) + text
    if chance.random() < 0.4:
        text = text.rstrip(".!? ") + " " + chance.choice(RU_CLOSERS if russian else EN_CLOSERS)
    return text + (" " + chance.choice(EMOJI) if chance.random() < 0.2 else "")


NOISES: tuple[tuple[Noise, float], ...] = (
    (with_typos, 0.36),
    (as_heard, 0.2),
    (with_manners, 0.2),
    (as_chatted, 0.12),
    (in_latin, 0.09),
    (wrong_layout, 0.03),
)


def noisy_copies(text: str, intent: str, copies: int, chance: random.Random) -> Iterator[str]:
    """Up to `copies` different noisy versions of a sentence of this (retrieval or plain) intent."""
    noises, weights = zip(*NOISES, strict=True)
    seen = {text}
    for noise in chance.choices(noises, weights, k=copies):
        if noise is with_manners and intent.split("/")[0] in WITHOUT_OPENERS:
            noise = with_typos
        noisy = noise(text, chance).strip()
        if noisy and noisy not in seen:
            seen.add(noisy)
            yield noisy


def augmented(
    sentences: Iterable[tuple[str, str]], *, copies: float, seed: int
) -> Iterator[tuple[int, str, str]]:
    """(index of the original, noisy text, intent) for (text, intent) pairs; the same for the same seed.

    0.6 copies are one copy of six sentences in ten.
    """
    for number, (text, intent) in enumerate(sentences):
        # A seed of its own for every sentence: adding one sentence does not reshuffle the noise of all others.
        chance = random.Random(f"{seed}:{text}")
        times = int(copies) + (chance.random() < copies % 1)
        for noisy in noisy_copies(text, intent, times, chance):
            yield number, noisy, intent
