"""People's names as written: "Ольге", "для Анны Петровны", "Anna Smith", "меня зовут Эльмира".

Known given names count anywhere, words that are names and something else ("Вера", "Rose") only with a capital
and a reason, unknown ones only after a cue ("получатель", "my name is"). Patronymics and surnames join them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from rasa_addons.nlu.addresswords import STREET_AFTER
from rasa_addons.nlu.found import Found
from rasa_addons.nlu.vocabulary import (
    CYRILLIC,
    LATIN,
    english_names,
    is_english,
    is_russian,
    latin_names,
    parses,
    russian_names,
)
from rasa_addons.nlu.words import Word

# After these whatever looks like a name is one.
STRONG: tuple[tuple[str, ...], ...] = tuple(
    sorted(
        (
            tuple(cue.split())
            for cue in (
                "меня зовут", "зовут", "мое имя", "имя", "имя получателя", "получатель", "получательница",
                "получателя", "получателем",
                "my name is", "name is", "name's", "names", "my name's", "recipient is", "recipient",
                "recipient:", "call me", "name",
                "на имя", "фамилия", "recipient's name is", "recipient's name", "имя отправителя",
                "отправитель", "her name is",
                "his name is", "ее зовут", "его зовут", "recipient to", "addressed to", "spelled", "named",
                "called",
                "receiver is", "receiver", "получит", "ask for", "спросить", "спросите", "позвонить", "позвоните", "кому", "i'm",
                "i am", "im", "this is",
                "it's", "it is", "under", "на фамилию", "under the name", "signed", "signed your",
                "sincerely", "подпись", "love",
            )
        ),
        key=len,
        reverse=True,
    )
)  # fmt: skip
STRONG_BY_LAST = {cue[-1]: tuple(c for c in STRONG if c[-1] == cue[-1]) for cue in STRONG}
# After these a capital or a known name is enough.
WEAK = frozenset(
    "для к ко у с со от вместо это я зовусь спросите маме подруге сестре to for from with by i'm im it's"
    " this is and и или or"
    " hi ask see meet the recipient of клиент клиента клиентку карточка карточку client customer user"
    " назначь назначьте сделай сделайте"
    " повысь поставь верни переведи make promote appoint florist флорист флориста флористу флористке мастеру"
    " мастер specialist специалист"
    " специалисту дай give gave grant remove strip mrs mr ms miss dear госпожа господин уважаемая it's i am"
    " that's does could can is when".split()
)
# Frequent words that pass for given names when nobody looks closely.
TWO_FACED = frozenset(
    "вера надежда любовь слава лев роман мила поля света тома роза лилия маргарита рая дана злата ника макс"
    " марк лада артур жанна"
    " лола клара пол мира карина снежана аврора роман леда ева уля лия стас виолетта лев ирис мили том дэн"
    " ян тася сева сеня варя гена"
    " вид рита аида римма влада ася рома".split()
)
NEVER = frozenset(
    "любой любою тем ник ником юр чё че хай алё але плиз мая май марта март мила мало дай дам дама пока света рад рада"
    " рады поля роз розы розе розу розой лилии лилию лилий миле"
    " вари милая пары дана дано тома томе роман может моя мой это все надо вот ну да нет ок hi hello thanks"
    " please marry merry".split()
)
# Of the names that are words, those that even with a capital are rather the word.
HARDLY_NAMES = frozenset(
    "rose lily daisy iris violet jasmine holly ivy olive poppy grace hope faith joy bill dean grant pat ray"
    " will art dawn april may june"
    " carol angel amber ruby crystal penny rich sandy skip summer autumn chase hunter stone gene rod drew"
    " bella don mark jean rob".split()
)
TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr"})
NOT_A_NAME = frozenset(
    "и или а но не на в с к у от для до по за из я ты он она мы вы они мне мой моя меня это то так как что"
    " кто где когда"
    " the a an is are was i you he she we they me my your her his for to at on in of and or not no yes"
    " please bouquet flowers order"
    " address phone номер телефон адрес заказ букет получателя получатель отправителя recipient name имя"
    " телефона number tomorrow today"
    " завтра сегодня сам сама будет будут другой другая тот та same it hi me myself someone somebody here"
    " there not спасибо привет"
    " прежний прежняя ошиблась ошибся неправильно неверно указано другое другого изменить меняем поменять"
    " change changed wrong".split()
)


# Before these a name in small letters is no other word, even one that could be.
SEEN = frozenset({"with", "to", "see", "by", "like", "want", "is"})
ASKING = frozenset(
    "позвонить позвоните звонить звоните спросить спросите зовут получатель набрать наберите".split()
)
POLITE = frozenset(
    "please pls plz thanks thank thx instead again too asap cheers ok okay now also maybe".split()
)
IRISH = re.compile("[OD]['’][A-Z][a-z]+")


def read_names(words: Sequence[Word], taken: set[int], lax: bool = False) -> list[Found]:
    """Names of people; `taken` are words that mean something else; `lax` when somebody to see is expected."""
    found: list[Found] = []
    at = 0
    # A telephone number beside the name says no less than silence.
    brief = sum(i not in taken for i in range(len(words))) <= 4
    while at < len(words):
        last = -1 if at in taken else _name(words, at, taken, lax, brief)
        if last >= at:
            found.append(Found("name", "", words[at].start, words[last].end, at, last, "people"))
            at = last + 1
        else:
            at += 1
    return found


def is_self_introduced(words: Sequence[Word], found: Found) -> bool:
    """Whether the customer names themselves (or the recipient) rather than somebody to see."""
    return _strong_before(words, found.first) or (
        (found.first > 0 and words[found.first - 1].normal in ("я", "i'm", "im", "this")) or _before(words, found.first, 2) in (
            ("this", "is"), ("i", "am"), ("it's",), ("это",),
        )
    )  # fmt: skip


def _before(words: Sequence[Word], at: int, count: int) -> tuple[str, ...]:
    return tuple(word.normal for word in words[max(0, at - count) : at])


def _strong_before(words: Sequence[Word], at: int) -> bool:
    end = at
    while end and words[end - 1].text in ":-—–":
        end -= 1
    cues = STRONG_BY_LAST.get(words[end - 1].normal, ()) if end else ()
    return any(_before(words, end, len(cue)) == cue for cue in cues)


def _name(words: Sequence[Word], at: int, taken: set[int], lax: bool, brief: bool) -> int:
    """The last word of the name that begins here, or -1."""
    word = words[at]
    if word.kind != "word" or len(word.text) < 2:
        return -1
    strong = _strong_before(words, at)
    if not (_begins(words, at, strong, lax, brief) or (strong and _may_be_called(word))):
        return -1
    last = at
    while (
        last + 1 < len(words)
        and last - at < 2
        and last + 1 not in taken
        and (_goes_on(words, at, last + 1, strong) or _is_heard_surname(words, at, last + 1, taken))
    ):
        last += 1
    if last == at and _is_only_surname(word) and not strong:
        return -1
    return last


def _begins(words: Sequence[Word], at: int, strong: bool, lax: bool, brief: bool) -> bool:
    word = words[at]
    if word.normal in TITLES or "'" in word.normal:
        return False
    shouted = len(words) > 1 and all(w.text.isupper() for w in words if w.kind == "word")
    capital = word.is_capital and not shouted
    latin = word.text[0].lower() in LATIN
    if latin:
        return _begins_english(words, at, strong, capital, lax, brief)
    return _begins_russian(words, at, strong, capital)


def _begins_english(
    words: Sequence[Word], at: int, strong: bool, capital: bool, lax: bool, brief: bool
) -> bool:
    word = words[at]
    before = words[at - 1].normal if at else ""
    if before == "." and at > 1 and words[at - 2].normal in TITLES:
        before = words[at - 2].normal
    surface = word.text.lower()
    sure, also_words = english_names()
    if surface in sure:
        return (
            capital or (lax and before in SEEN) or (len(surface) > 3 and (strong or before in WEAK or brief))
        )
    cued = before in WEAK or strong
    if surface in also_words:
        if not capital:  # "photo session w max"
            return lax and before in SEEN and surface not in HARDLY_NAMES
        surname = (
            at + 1 < len(words) and words[at + 1].is_capital and not is_english(words[at + 1].normal, 3_000)
        )
        owner = at + 1 < len(words) and words[at + 1].normal == "'s"
        return (
            strong
            or len(words) == 1
            or (at > 0 and (surname or cued or owner or surface not in HARDLY_NAMES))
        )
    if before in TITLES:
        return not is_english(surface, 500)
    if not capital:
        if word.normal in russian_names():
            return not _is_two_faced(word.normal)
        seen = cued or (lax and before in SEEN)
        return seen and len(surface) > 3 and surface in latin_names() and not is_english(surface, 8_000)
    if surface in latin_names():
        return at > 0 or not is_english(surface, 8_000)
    # "access to Gail": an unknown word with a capital after a word that people follow.
    if cued and word.normal in russian_names():
        return True  # "k Marine"
    following = words[at + 1] if at + 1 < len(words) else None
    if cued and following is not None and following.is_capital and not is_english(surface, 4_000):
        return following.kind == "word" and following.normal not in STREET_AFTER  # "for Rosie Turner"
    follower = before in (
        "visit",
        "hand",
        "with",
        "к",
        "у",
        "for",
        "to",
        "from",
        "of",
        "make",
        "promote",
        "appoint",
        "i'm",
        "by",
        "dear",
    )
    return at > 0 and (follower or lax) and not is_english(surface, 6_000 if lax else 25_000)


def _begins_russian(words: Sequence[Word], at: int, strong: bool, capital: bool) -> bool:
    word = words[at]
    before = words[at - 1].normal if at else ""
    if word.normal[0] not in CYRILLIC or (word.normal in NEVER and not (strong and capital)):
        return False
    if word.normal in russian_names():
        if not _is_two_faced(word.normal):
            return True
        spoken = [w for w in words if w.kind == "word"]
        follows = at + 1 < len(words) and (
            _has(words[at + 1].normal, "Surn", 0.3) or _has(words[at + 1].normal, "Patr", 0.3)
        )
        called = at + 2 < len(words) and words[at + 2].normal in ("зовут", "имя")
        if not capital and _asked_for(words, at):
            return True
        return capital and (
            strong
            or follows
            or called
            or len(spoken) <= 2
            or before in WEAK
            or (at > 0 and words[at - 1].kind == "word")
        )
    if capital and _has(word.normal, "Name", 0.45):
        return strong or (at > 0 and words[at - 1].kind == "word") or before == ","
    # "Сидорову Веру": a surname counts when a given name follows.
    follows = at + 1 < len(words) and words[at + 1].normal in russian_names() and words[at + 1].is_capital
    return capital and follows and _has(word.normal, "Surn", 0.05)


def _asked_for(words: Sequence[Word], at: int) -> bool:
    """ "позвонить свете", "зовут вера": after these even a word in small letters is the name that it may be."""
    return at > 0 and words[at - 1].normal in ASKING and words[at].normal not in NEVER - {"света"}


def _is_heard_surname(words: Sequence[Word], first: int, at: int, taken: set[int]) -> bool:
    """ "sofia reyes +34…", "to maria bell": a surname in small letters, where the whole message has no capitals."""
    word = words[at]
    ends = at + 1 >= len(words) or at + 1 in taken or words[at + 1].kind != "word"
    if not ends or word.kind != "word" or len(word.text) < 3 or any(w.is_capital for w in words):
        return False
    if word.normal in NOT_A_NAME or word.normal in POLITE or word.normal[0] not in LATIN:
        return False
    given = words[first].text.lower()
    known = given in english_names()[0] or given in latin_names() or given in english_names()[1]
    cued = first > 0 and words[first - 1].normal in ("to", "for", "from", "with", "is", "name", "by")
    return (
        known
        and word.normal not in english_names()[0]
        and not is_english(word.normal, 1_500 if cued else 8_000)
    )


def _may_be_called(word: Word) -> bool:
    if word.normal in NOT_A_NAME or word.kind != "word":
        return False
    if (word.text.isupper() and len(word.text) < 3) or "'" in word.normal or word.normal in NEVER | TITLES:
        return False
    if word.normal[0] in CYRILLIC:
        return (
            (word.is_capital and not _is_common(word.normal))
            or _has(word.normal, "Name", 0.4)
            or _has(word.normal, "Surn", 0.5)
        )
    return word.is_capital and not is_english(word.normal, 4_000) and word.normal not in TITLES


def _goes_on(words: Sequence[Word], first: int, at: int, strong: bool) -> bool:
    """Whether this word belongs to the name begun before: patronymic, surname, second given name."""
    word = words[at]
    if word.kind != "word" or word.normal in NOT_A_NAME or words[at - 1].end + 1 < word.start:
        return False
    if "'" in word.normal:
        return bool(IRISH.fullmatch(word.text))
    if word.normal[0] in CYRILLIC:
        if _has(word.normal, "Patr", 0.2):
            return True
        if word.normal in russian_names():
            return (words[first].normal not in russian_names() and not _is_two_faced(word.normal)) or (
                word.is_capital and words[first].normal not in russian_names()
            )
        foreign = word.normal.endswith(("ко", "ль", "дзе", "швили", "ян", "ан", "он", "ук", "юк", "чи", "ли"))
        surname = _has(word.normal, "Surn", 0.05) or not is_russian(word.normal)
        own = words[first].normal in russian_names() and foreign and words[first].is_capital
        return (word.is_capital and (surname or own)) or (
            _has(word.normal, "Surn", 0.6) and not _is_common(word.normal)
        )
    return word.is_capital and words[first].is_capital and word.normal not in english_names()[0] and (
        not is_english(word.normal, 600)
    )  # fmt: skip


@lru_cache(maxsize=20_000)
def _has(word: str, gramme: str, score: float) -> bool:
    if not word or word[0] not in CYRILLIC or not is_russian(word):
        return False
    return sum(p.score for p in parses(word) if gramme in p.tag) >= score


@lru_cache(maxsize=20_000)
def _is_common(word: str) -> bool:
    return sum(p.score for p in parses(word) if not {"Name", "Surn", "Patr"} & set(p.tag.grammemes)) > 0.4


@lru_cache(maxsize=20_000)
def _is_two_faced(word: str) -> bool:
    return any(p.normal_form.replace("ё", "е") in TWO_FACED for p in parses(word))


def _is_only_surname(word: Word) -> bool:
    normal = word.normal
    return normal[0] in CYRILLIC and normal not in russian_names() and not _has(normal, "Name", 0.3)
