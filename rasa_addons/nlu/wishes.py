"""Free text after a command: what to draw (`prompt`) and how to change a picture (`instruction`).

A prompt is what comes after the drawing verb and words like "картинку с"; an instruction keeps its verb. Neither
takes along greetings, "please" or emoji.
"""

from __future__ import annotations

from collections.abc import Sequence

from rasa_addons.nlu.found import Found
from rasa_addons.nlu.slips import one_slip
from rasa_addons.nlu.vocabulary import is_ordinary, parses
from rasa_addons.nlu.words import Word

DRAW = frozenset(
    "нарисовать рисовать порисовать сгенерировать генерировать изобразить создать создавать намалевать"
    " сгенерить сотворить придумать"
    " набросать визуализировать сделать забабахать замутить показать накидать сочинить смастерить написать"
    " представить изображать"
    " отобразить сварганить нагенерить запилить делать чиркнуть набросок сообразить оформить состряпать"
    " получить видеть увидеть"
    " draw paint generate create make sketch illustrate design imagine produce render gen visualize"
    " visualise depict whip"
    " compose doodle craft conjure generating".split()
)  # fmt: skip
DRAW_FORMS = frozenset(
    "нарисуй нарисуйте нарисуешь нарисуете рисуй рисуйте нарисовать сгенерируй сгенерируйте сгенери сгенерь"
    " сгенерить создай создайте изобрази"
    " изобразите сделай сделайте придумай придумайте набросай набросайте визуализируй визуализируйте намалюй"
    " сотвори сотворите замути"
    " запили нарисовал нарисовала нарисовали сгенерировать сгенерировал сгенерил дрaw draw drawn paint"
    " generate create sketch".split()
)
MISTYPED = ("нарисуй", "нарисуйте", "сгенерируй", "изобрази", "generate", "create", "draw", "paint")
# What carries a picture but is not what it shows.
CARRIERS = frozenset(
    "картинка изображение рисунок фото фотография арт картина иллюстрация эскиз набросок портрет пейзаж"
    " картиночка пикча скетч фотка"
    " рисуночек обложка фон принт постер изо визуал открытка image picture pic drawing painting photo"
    " illustration sketch art artwork"
    " portrait postcard cover card poster print".split()
)
# Of these, the thing itself may be wanted: they carry only before a colon or a relative clause.
CARRIERS_OR_THINGS = frozenset(
    {
        "открытка",
        "портрет",
        "пейзаж",
        "postcard",
        "card",
        "portrait",
        "cover",
        "poster",
        "обложка",
        "постер",
        "фон",
        "принт",
        "print",
    }
)
AFTER_CARRIER = frozenset("с со где of with where showing that depicting which featuring чтоб чтобы".split())
# "картинку для открытки", "an image from text" say what it is for, not what it shows.
PURPOSE = frozenset("для к по from for to по-русски ко из".split())
ARTICLES = frozenset(
    "одну один одно еще a an the some my your our мою свою one еще another more little новую новое красивую"
    " красивое маленькую small".split()
)
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
HOW_IT_LOOKS: tuple[tuple[str, ...], ...] = tuple(
    tuple(cue.split())
    for cue in (
        "как выглядел бы",
        "как выглядела бы",
        "как будет выглядеть",
        "как бы выглядел",
        "как бы выглядела",
        "как выглядит",
        "как выглядят",
        "как будут выглядеть",
        "what would",
        "what",
        "how",
        "на картинке",
        "на фото",
        "как бы выглядело",
        "как выглядело бы",
    )
)
POLITE = frozenset(
    "пожалуйста плиз пж пжл плз пожалуй please pls plz thanks thank thx спасибо спс будьте добры добр добра"
    " ладно ок окей если можно можете"
    " пожалста пожалуйсто плииз kindly".split()
)
LEADING = frozenset(
    "мне нам для меня ка - : , — – ; . ! ну типа это как-нибудь что-нибудь что-то какой-нибудь какую-нибудь"
    " какое-нибудь пожалуйста плиз пж"
    " красивую красивое красивый поздравительную новую новое свою мою a an the me us for some something up"
    " please out to with"
    " красками here этакое такое такую следующее так вот « \" “ „ ' и then pls plz quick quickly beautiful"
    " nice new like you can could let's i"
    " также просто быстренько короче можно сейчас тогда теперь чтоб чтобы там были был была было"
    " будут".split()
)  # fmt: skip
NOTHING = frozenset(
    "картинка картинку изображение рисунок что-нибудь что-то чего-нибудь something anything image picture"
    " фото арт drawing pic по описанию"
    " generation generator генерация поздравление рождение описание еще красивое красивую нарисовать"
    " рисовать открытку открытка card".split()
)
TRAILING = POLITE | frozenset(", . ! ? ; ) ( - — » ” \" ' … : пожалуйста для меня for me".split())


def read_prompt(text: str, words: Sequence[Word]) -> list[Found]:
    """What to draw, at most one."""
    start = _after_command(words)
    if start is None:
        return []
    first, last = _trimmed(words, start, _aside(words, start))
    if first > last or all(
        w.kind == "mark" or w.normal in NOTHING or w.lemma in NOTHING for w in words[first : last + 1]
    ):
        return []
    return [_free("prompt", text, words, first, last)]


def _aside(words: Sequence[Word], start: int, cues: tuple[tuple[str, ...], ...] = ASIDES) -> int:
    """The last word before the talk turns from the wish to the talker."""
    normals = [word.normal for word in words]
    for at in range(start + 1, len(words)):
        if any(tuple(normals[at : at + len(cue)]) == cue for cue in cues):
            return at - 1
    return len(words) - 1


def _free(entity: str, text: str, words: Sequence[Word], first: int, last: int) -> Found:
    start, end = words[first].start, words[last].end
    return Found(entity, text[start:end], start, end, first, last, "wishes")


def _is_carrier(word: Word) -> bool:
    return word.lemma in CARRIERS or word.normal in CARRIERS


def _draws(word: Word) -> bool:
    if word.kind != "word":
        return False
    if word.normal.endswith("-ка") and word.normal[:-3] in DRAW_FORMS:
        return True
    if word.lemma in DRAW or word.normal in DRAW_FORMS:
        return True
    return (
        len(word.normal) > 2
        and not is_ordinary(word.normal)
        and any(one_slip(word.normal, form) for form in MISTYPED)
    )


def _after_command(words: Sequence[Word]) -> int | None:
    colon = _colon_after_carrier(words)
    if colon is not None:
        return colon + 1
    verbs = [at for at, word in enumerate(words) if _draws(word) and not _is_noun_use(words, at)]
    carriers = [at for at, word in enumerate(words) if _is_carrier(word)]
    if not verbs and not carriers:
        return None
    if verbs:
        at = verbs[0]
        # "придумай и нарисуй", "хочу, чтобы ты нарисовал"
        while (
            at + 2 < len(words)
            and words[at + 1].normal in ("и", "and", "мне", "me", "a", ",")
            and _draws(words[at + 2])
        ):
            at += 2
        if carriers and carriers[0] < at:  # "открытку нарисовать с …"
            return _past_link(words, at + 1)
        at += 1
    else:
        at = carriers[0]
    return _past_carrier(words, at)


def _is_noun_use(words: Sequence[Word], at: int) -> bool:
    return (
        words[at].normal in ("drawing", "painting", "picture")
        and at > 0
        and words[at - 1].normal in ("a", "the", "of", "this")
    )


def _colon_after_carrier(words: Sequence[Word]) -> int | None:
    for at, word in enumerate(words):
        if word.text == ":" and at and at + 1 < len(words):
            before = words[:at]
            told = [w for w in before if _is_carrier(w) or _draws(w)]
            # "нарисовать мою мечту: дом у озера" is all one wish.
            extra = [
                w
                for w in before
                if w.kind == "word" and w not in told and w.normal not in LEADING | POLITE | ARTICLES
            ]
            if (
                told
                and (len(extra) < 2 or _is_carrier(told[-1]) or _ends_with_carrier(before))
                and words[at + 1].kind != "number"
            ):
                return at
    return None


def _ends_with_carrier(before: Sequence[Word]) -> bool:
    return any(_is_carrier(word) for word in before)


def _past_carrier(words: Sequence[Word], at: int) -> int:
    """Past "мне", "красивую картинку с", "an image of"; a postcard stays when nothing else is wanted."""
    step = at
    while step < len(words) and words[step].normal in LEADING | POLITE and words[step].normal not in ARTICLES:
        step += 1
    for cue in HOW_IT_LOOKS:
        if tuple(w.normal for w in words[step : step + len(cue)]) == cue:
            return step + len(cue)
    probe = step
    while probe < len(words) and probe - step < 4 and not _is_carrier(words[probe]):
        if not (
            words[probe].normal in ARTICLES or words[probe].normal in LEADING or _describes(words[probe])
        ):
            return step
        probe += 1
    if probe >= len(words) or not _is_carrier(words[probe]):
        return step
    after = probe + 1
    while after < len(words) and (words[after].normal in POLITE or words[after].text in ',:-—«"'):
        after += 1
    following = words[after].normal if after < len(words) else ""
    named = words[after - 1].text in ":," or following in ("где", "where")
    if (
        words[probe].lemma in CARRIERS_OR_THINGS
        and not named
        and following not in PURPOSE
        and after < len(words)
    ):
        return step
    if following in PURPOSE:
        return len(words)
    return _past_link(words, after) if following in AFTER_CARRIER else after


def _describes(word: Word) -> bool:
    return word.kind == "word" and (
        word.lemma.endswith(("ый", "ий", "ой"))
        or word.normal in ("nice", "beautiful", "cute", "greeting", "new", "funny", "birthday")
    )


def _past_link(words: Sequence[Word], at: int) -> int:
    while (
        at < len(words) and words[at].normal in AFTER_CARRIER | LEADING and words[at].normal not in ARTICLES
    ):
        at += 1
    return at


def _trimmed(words: Sequence[Word], first: int, last: int) -> tuple[int, int]:
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
    first, last = _trimmed(words, start, min(_aside(words, start, POLITE_ASIDES), _end(words, start)))
    if first > last or _says_nothing(words[first : last + 1]):
        return []
    return [_free("instruction", text, words, first, last)]


def _wish_start(words: Sequence[Word]) -> int | None:
    colon = next((at for at, word in enumerate(words) if word.text == ":" and 0 < at < len(words) - 1), None)
    if colon is not None:
        return colon + 1
    verbs = [at for at, word in enumerate(words) if _edits(words, at)]
    for place, at in enumerate(verbs):
        following = verbs[place + 1] if place + 1 < len(verbs) else len(words)
        if following < len(words) and _says_nothing(words[at:following]):
            continue  # "измени картинку и добавь снег"
        if at and words[at - 1].normal == "пусть":
            at -= 1
        return at
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


def _is_order(word: Word) -> bool:
    return any("impr" in p.tag or "INFN" in p.tag for p in parses(word.normal)[:3]) or not is_ordinary(
        word.normal
    )


def _says_nothing(words: Sequence[Word]) -> bool:
    """ "отредактируй мое фото": a wish to edit that does not say how."""
    return all(
        w.kind == "mark" or w.lemma in GENERAL | OBJECTS or w.normal in GENERAL | OBJECTS | PREFIX | POLITE
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
