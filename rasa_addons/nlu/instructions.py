"""How to change a picture (`instruction`): the free text of the wish, its verb included."""

from __future__ import annotations

from collections.abc import Sequence

from rasa_addons.nlu.found import Found
from rasa_addons.nlu.slips import one_slip
from rasa_addons.nlu.vocabulary import CYRILLIC, is_ordinary, parses
from rasa_addons.nlu.wishes import POLITE, POLITE_ASIDES, aside, free, trimmed
from rasa_addons.nlu.words import Word

# Verbs that change a picture, as they are said: the wish begins with one of them.
EDIT_STEMS = (
    "сдела", "зделай", "замени", "смени", "поменя", "измени", "убер", "убра", "добав", "удали", "дорису",
    "подрису", "прирису", "перекрас", "покрас",
    "осветл", "затемн", "размо", "обреж", "отреж", "вырез", "поверн", "отрази", "увелич", "уменьш", "преврат",
    "постав", "нарису", "стер", "сотри",
    "состар", "омолод", "раскрас", "подправ", "исправ", "улучш", "переверн", "приближ", "отдал", "вставь",
    "вставит", "напиши", "подпиши", "надпис",
    "кадрир", "сотр", "почист", "очист", "верни", "усил", "ослаб", "перенес", "подвин", "сдвин", "перемест",
    "разверн", "выровн", "подсвет",
    "растян", "обвед", "наложи", "закрас", "заблюр", "заблюрь", "стилиз", "переделай", "переделать",
    "перерису", "обработ", "отретуш", "ретуш", "подчерк", "прибав",
    "уваличь", "закрой", "спрячь", "скрой", "оставь", "замаж", "подтян", "примени", "накинь", "надень",
    "одень", "наклей", "прилеп", "вырови", "отзеркаль", "зеркаль",
    "удлин", "укорот", "округл", "расшир", "сузь", "подкрут", "сгладь", "разгладь", "дострой", "дополн",
    "украс", "придай", "поправь", "ярч", "обесцвет", "выдел", "скругл",
    "затумань", "приблиз", "вырежи", "замен", "сдел", "ubiri", "uberi", "zamen", "zdela", "sdela", "pomen",
    "dobav", "разбавь", "пересади", "подним", "опусти", "выкини", "стери", "подкорректир", "скорректир",
    "отбел", "повыс", "пониз", "снизь",
)  # fmt: skip
EDIT_ENGLISH = frozenset(
    "make mak change chnge replace remove rmove erase add ad put turn crop cut rotate flip mirror blur"
    " sharpen brighten lighten darken"
    " recolor recolour paint draw swap switch fix clean convert transform resize enlarge shrink zoom"
    " increase decrease raise lower"
    " smooth retouch restore age give get insert write place move delete take tint colour color set apply"
    " enhance improve adjust"
    " bring extend straighten fill hide mask soften intensify dim drop reduce boost warm cool tidy wipe trim"
    " frame highlight colorize"
    " bump tone square round overlay render redraw stylize stylise turn whiten lengthen shorten stretch tilt"
    " keep dress stick let".split()
)
OPENERS = frozenset("пусть let вместо instead хочу чтобы also just".split())
PREFIX = frozenset(
    "хочу хотел хотела бы можно можешь можете мог могли сможешь а и ну так вот это пожалуйста плиз пж мне"
    " нам надо нужно попробуй давай ты вы просто"
    " еще здесь тут теперь also can could you please would like to want i i'd need let's let us just now"
    " then and so well hey hi hello привет"
    " здравствуйте добрый день вечер утро чтоб чтобы : , . ! - — – ; пусть-ка ка если ok окей ладно good"
    " afternoon morning evening kindly"
    " try get it photo фото: may might me нельзя ли а-ка загружу".split()
)  # fmt: skip
# An edit wished for without saying which.
GENERAL = frozenset(
    "отредактировать редактировать изменить поправить обработать отретушировать ретушь ретушировать"
    " подправить исправить улучшить edit editing"
    " retouch change fix improve changes make some rework переделать поменять кое-что что-то что-нибудь"
    " something обработка правка редактура"
    " редактирование взять корректировать помочь help enhance process modify alter correct correction tweak"
    " redo touch up needs need editing edited have should be altered work take let внести правка"
    " внеси правки photoshop фотошоп отфотошопить сделать adjust".split()
)
GENERAL_STEMS = ("отредач", "редач", "отредак", "редакт", "фотошоп", "отфотошоп", "photoshop")
OBJECTS = frozenset(
    "фото фотка фотография картинка снимок изображение рисунок photo picture image pic shot snapshot"
    " photograph photos pictures it его ее ее"
    " мой мое моя этот эта это последний прошлый my the this that last previous old a an to on in на с в of"
    " one немного чуть чуть-чуть bit"
    " little мою эту мне 's and и for me upload загрузить прислать send".split()
)


def read_instruction(text: str, words: Sequence[Word]) -> list[Found]:
    """How to change the picture, from the verb of the wish on; at most one."""
    start = _wish_start(words)
    if start is None:
        return []
    first, last = trimmed(words, start, min(aside(words, start, POLITE_ASIDES), _end(words, start)))
    if first > last or _says_nothing(words[first : last + 1]):
        return []
    return [free("instruction", text, words, first, last)]


def _wish_start(words: Sequence[Word]) -> int | None:
    colon = next((at for at, word in enumerate(words) if word.text == ":" and 0 < at < len(words) - 1), None)
    if colon is not None:
        return colon + 1
    verbs = [at for at, word in enumerate(words) if _edits(words, at)]
    for place, at in enumerate(verbs):
        following = verbs[place + 1] if place + 1 < len(verbs) else len(words)
        brighter = following < len(words) and words[following].normal.startswith("ярч")
        if following < len(words) and not brighter and _says_nothing(words[at:following]):
            continue  # "измени картинку и добавь снег"
        if at and words[at - 1].normal == "пусть":
            at -= 1
        return _with_object_before(words, at)
    let = next(
        (at for at, word in enumerate(words) if word.normal in ("пусть", "let") and at + 1 < len(words)), None
    )
    if let is not None and words[let + 1].normal not in ("'s", "us"):
        return let
    start = 0
    while start < len(words) and (words[start].normal in PREFIX or words[start].kind == "mark"):
        start += 1
    said = [word for word in words[start:] if word.kind == "word"]
    # A verb that nobody listed: an order in Russian, anything said at some length in English.
    ordered = said and (said[0].normal[0].isascii() or _is_order(said[0]))
    return (
        start
        if ordered
        and len(said) > 1
        and not any(w.normal in ("как", "how", "what", "умеешь", "можно", "edit", "editor") for w in said)
        else None
    )


def _with_object_before(words: Sequence[Word], verb: int) -> int:
    """Where "фон сделай белым" begins: with what is to be changed, but not with "фото" itself."""
    start = verb
    while (
        start and words[start - 1].kind == "word" and words[start - 1].normal not in PREFIX | POLITE | OBJECTS
    ):
        start -= 1
    said = words[start:verb]
    if not said or len(said) > 2 or any(w.lemma in GENERAL | OBJECTS for w in said):
        return verb
    thing = said[-1].normal
    named = thing[0] in CYRILLIC and any("NOUN" in parse.tag for parse in parses(thing)[:2])
    return start if named else verb


def _is_order(word: Word) -> bool:
    return any("impr" in p.tag or "INFN" in p.tag for p in parses(word.normal)[:3]) or not is_ordinary(
        word.normal
    )


def _says_nothing(words: Sequence[Word]) -> bool:
    """ "отредактируй мое фото": a wish to edit that does not say how."""
    return all(
        w.kind == "mark"
        or w.normal.startswith(GENERAL_STEMS)
        or w.lemma in GENERAL | OBJECTS
        or w.normal in GENERAL | OBJECTS | PREFIX | POLITE
        for w in words
    )


def _edits(words: Sequence[Word], at: int) -> bool:
    word = words[at]
    if word.kind != "word":
        return False
    if word.normal[0] in "abcdefghijklmnopqrstuvwxyz":
        mistyped = len(word.normal) > 4 and not is_ordinary(word.normal)
        return word.normal in EDIT_ENGLISH or (
            mistyped and any(one_slip(word.normal, verb) for verb in EDIT_ENGLISH if len(verb) > 4)
        )
    return word.normal.startswith(EDIT_STEMS)


def _end(words: Sequence[Word], start: int) -> int:
    """The wish ends where the sentence turns to something else: "и всё", a new sentence of thanks."""
    normals = [word.normal for word in words]
    for at in range(start + 1, len(words) - 1):
        if normals[at : at + 2] in (["и", "все"], ["and", "that's"]) and at + 3 >= len(words) - 1:
            return at - 1
    return len(words) - 1
