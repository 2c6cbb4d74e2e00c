"""Free text after a command: what to draw (`prompt`) and how to change a picture (`instruction`).

A prompt is what comes after the drawing verb and words like "картинку с"; an instruction keeps its verb. Neither
takes along greetings, "please" or emoji.
"""

from __future__ import annotations

from collections.abc import Sequence

from rasa_addons.nlu.found import Found
from rasa_addons.nlu.slips import one_slip
from rasa_addons.nlu.words import Word

DRAW = frozenset(
    "нарисовать рисовать порисовать сгенерировать генерировать изобразить создать создавать намалевать сгенерить сотворить придумать"
    " набросать визуализировать сделать забабахать замутить показать накидать сочинить смастерить написать представить изображать"
    " отобразить сварганить нагенерить запилить делать чиркнуть набросок сообразить оформить состряпать получить видеть увидеть"
    " draw paint generate create make sketch illustrate design imagine produce render gen visualize visualise depict whip picture"
    " compose doodle craft conjure drawing painting generating".split()
)  # fmt: skip
DRAW_FORMS = frozenset(
    "нарисуй нарисуйте нарисуешь нарисуете рисуй рисуйте нарисовать сгенерируй сгенерируйте сгенери сгенерь сгенерить создай создайте изобрази"
    " изобразите сделай сделайте придумай придумайте набросай набросайте визуализируй визуализируйте намалюй сотвори сотворите замути"
    " запили нарисовал нарисовала нарисовали сгенерировать сгенерировал сгенерил дрaw draw drawn paint generate create sketch".split()
)
# What carries a picture but is not what it shows.
CARRIERS = frozenset(
    "картинка изображение рисунок фото фотография арт картина иллюстрация эскиз набросок портрет пейзаж картиночка пикча скетч фотка"
    " рисуночек обложка фон принт постер изо визуал открытка image picture pic drawing painting photo illustration sketch art artwork"
    " portrait postcard cover card poster print one".split()
)
# Of these, the thing itself may be wanted: they carry only before a colon or a relative clause.
CARRIERS_OR_THINGS = frozenset({"открытка", "портрет", "пейзаж", "postcard", "card", "portrait", "cover", "poster", "обложка", "постер", "фон", "принт", "print"})
AFTER_CARRIER = frozenset("с со где на of with where showing that depicting which featuring в чтоб чтобы по".split())
POLITE = frozenset(
    "пожалуйста плиз пж пжл плз пожалуй please pls plz thanks thank thx спасибо спс будьте добры добр добра ладно ок окей если можно можете"
    " пожалста пожалуйсто плииз kindly".split()
)
LEADING = frozenset(
    "мне нам для меня ка - : , — – ; . ! ну типа это как-нибудь что-нибудь что-то какой-нибудь какую-нибудь какое-нибудь пожалуйста плиз пж"
    " красивую красивое красивый поздравительную новую новое свою мою a an the me us for some something up please out to with"
    " here этакое такое такую следующее так вот « \" “ „ ' и then pls plz quick quickly beautiful nice new like you can could let's i"
    " также просто быстренько короче можно сейчас тогда теперь чтоб чтобы там были был была было будут".split()
)  # fmt: skip
NOTHING = frozenset(
    "картинка картинку изображение рисунок что-нибудь что-то чего-нибудь something anything image picture фото арт drawing pic по описанию"
    " описание еще красивое красивую нарисовать рисовать открытку открытка card".split()
)
TRAILING = POLITE | frozenset(", . ! ? ; ) ( - — » ” \" ' … : пожалуйста для меня for me".split())


def read_prompt(text: str, words: Sequence[Word]) -> list[Found]:
    """What to draw, at most one."""
    start = _after_command(words)
    if start is None:
        return []
    first, last = _trimmed(words, start, len(words) - 1)
    if first > last or all(w.kind == "mark" or w.normal in NOTHING or w.lemma in NOTHING for w in words[first : last + 1]):
        return []
    return [_free("prompt", text, words, first, last)]


def _free(entity: str, text: str, words: Sequence[Word], first: int, last: int) -> Found:
    start, end = words[first].start, words[last].end
    return Found(entity, text[start:end], start, end, first, last, "wishes")


def _draws(word: Word) -> bool:
    if word.kind != "word":
        return False
    if word.normal.endswith("-ка") and word.normal[:-3] in DRAW_FORMS:
        return True
    if word.lemma in DRAW or word.normal in DRAW_FORMS:
        return True
    return len(word.normal) > 4 and any(
        one_slip(word.normal, form) for form in ("нарисуй", "нарисуйте", "сгенерируй", "изобрази", "generate", "create", "draw")
    )


def _after_command(words: Sequence[Word]) -> int | None:
    colon = _colon_after_carrier(words)
    if colon is not None:
        return colon + 1
    verbs = [at for at, word in enumerate(words) if _draws(word) and not _is_noun_use(words, at)]
    carriers = [at for at, word in enumerate(words) if word.lemma in CARRIERS]
    if not verbs and not carriers:
        return None
    if verbs:
        at = verbs[0]
        # "придумай и нарисуй", "хочу, чтобы ты нарисовал"
        while at + 2 < len(words) and words[at + 1].normal in ("и", "and", "мне", "me", "a", ",") and _draws(words[at + 2]):
            at += 2
        if carriers and carriers[0] < at:  # "открытку нарисовать с …"
            return _past_link(words, at + 1)
        at += 1
    else:
        at = carriers[0]
    return _past_carrier(words, at)


def _is_noun_use(words: Sequence[Word], at: int) -> bool:
    return words[at].normal in ("drawing", "painting", "picture") and at > 0 and words[at - 1].normal in ("a", "the", "of", "this")


def _colon_after_carrier(words: Sequence[Word]) -> int | None:
    for at, word in enumerate(words):
        if word.text == ":" and at and at + 1 < len(words):
            before = words[:at]
            if any(w.lemma in CARRIERS or _draws(w) for w in before) and words[at + 1].kind != "number":
                return at
    return None


def _past_carrier(words: Sequence[Word], at: int) -> int:
    """Past "мне", "красивую картинку с", "an image of"; a postcard stays when nothing else is wanted."""
    step = at
    while step < len(words) and (words[step].normal in LEADING or words[step].normal in POLITE):
        if words[step].normal in ("a", "an", "the", "some", "новую", "красивую") and not _carrier_soon(words, step):
            break
        step += 1
    probe = step
    while probe < len(words) and words[probe].lemma not in CARRIERS and _describes(words[probe]) and probe - step < 2:
        probe += 1
    if probe < len(words) and words[probe].lemma in CARRIERS:
        after = probe + 1
        while after < len(words) and (words[after].normal in POLITE or words[after].text in ",:-—«\""):
            after += 1
        following = words[after].normal if after < len(words) else ""
        thing = words[probe].lemma in CARRIERS_OR_THINGS
        if thing and not (words[after - 1].text in ":," or following in ("где", "where")):
            return step
        if following in AFTER_CARRIER:
            return _past_link(words, after)
        if after < len(words) and (words[after - 1].text in ":-—,«\"" or words[probe].normal[0] not in "abcdefghijklmnopqrstuvwxyz" or True):
            return after
        return after
    return step


def _carrier_soon(words: Sequence[Word], at: int) -> bool:
    return any(word.lemma in CARRIERS for word in words[at + 1 : at + 4])


def _describes(word: Word) -> bool:
    return word.kind == "word" and (
        word.lemma.endswith(("ый", "ий", "ой")) or word.normal in ("nice", "beautiful", "cute", "greeting", "new", "funny", "birthday")
    )


def _past_link(words: Sequence[Word], at: int) -> int:
    while at < len(words) and (words[at].normal in AFTER_CARRIER or words[at].normal in LEADING):
        if words[at].normal in ("a", "an", "the", "some", "my"):
            break
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
    "сдела", "зделай", "замени", "смени", "поменя", "измени", "убер", "убра", "добав", "удали", "дорису", "подрису", "прирису", "перекрас", "покрас",
    "осветл", "затемн", "размо", "обреж", "отреж", "вырез", "поверн", "отрази", "увелич", "уменьш", "преврат", "постав", "нарису", "стер", "сотри",
    "состар", "омолод", "раскрас", "подправ", "исправ", "улучш", "переверн", "приближ", "отдал", "вставь", "вставит", "напиши", "подпиши", "надпис",
    "кадрир", "сотр", "почист", "очист", "верни", "усил", "ослаб", "перенес", "подвин", "сдвин", "перемест", "разверн", "выровн", "подсвет",
    "растян", "обвед", "наложи", "закрас", "заблюр", "заблюрь", "стилиз", "переделай", "переделать", "перерису", "обработ", "отретуш", "ретуш", "подчерк", "прибав",
    "уваличь", "закрой", "спрячь", "скрой", "оставь", "замаж", "подтян", "примени", "накинь", "надень", "одень", "наклей", "прилеп", "вырови", "отзеркаль", "зеркаль",
    "удлин", "укорот", "округл", "расшир", "сузь", "подкрут", "сгладь", "разгладь", "дострой", "дополн", "украс", "придай", "поправь", "ярч", "обесцвет", "выдел", "скругл",
    "затумань", "разбавь", "пересади", "подним", "опусти", "выкини", "стери", "подкорректир", "скорректир", "отбел", "повыс", "пониз", "снизь",
)  # fmt: skip
EDIT_ENGLISH = frozenset(
    "make mak change chnge replace remove rmove erase add ad put turn crop cut rotate flip mirror blur sharpen brighten lighten darken"
    " recolor recolour paint draw swap switch fix clean convert transform resize enlarge shrink zoom increase decrease raise lower"
    " smooth retouch restore age give get insert write place move delete take tint colour color set apply enhance improve adjust"
    " bring extend straighten fill hide mask soften intensify dim drop reduce boost warm cool tidy wipe trim frame highlight colorize"
    " bump tone square round overlay render redraw stylize stylise turn whiten lengthen shorten stretch tilt keep dress stick let".split()
)
EDIT_OPENERS = ("вместо", "instead", "без", "without", "чуть", "больше", "more", "less", "поярче", "потемнее", "посветлее", "фон", "background", "light", "brighter", "darker")


def read_instruction(text: str, words: Sequence[Word]) -> list[Found]:
    """How to change the picture, from the verb of the wish on; at most one."""
    verbs = [at for at, word in enumerate(words) if _edits(words, at)]
    if not verbs:
        return []
    start = verbs[0]
    colon = next((at for at, word in enumerate(words) if word.text == ":" and at + 1 < len(words)), None)
    if colon is not None and (start > colon or _is_general(words, start)):
        start = colon + 1
    elif _is_general(words, start):
        later = [at for at in verbs[1:] if words[at - 1].normal in ("и", "and", ",", "так", "-", "—", "а", "ты", ";", ".")]
        if later:
            start = later[0]
        else:
            return []
    if words[start].normal == "это":
        start += 1
    first, last = _trimmed(words, start, _end(words, start))
    return [_free("instruction", text, words, first, last)] if first <= last else []


def _edits(words: Sequence[Word], at: int) -> bool:
    word = words[at]
    if word.kind != "word":
        return False
    if word.normal[0] in "abcdefghijklmnopqrstuvwxyz":
        return word.normal in EDIT_ENGLISH
    return word.normal.startswith(EDIT_STEMS)


GENERAL_OBJECTS = frozenset(
    "фото фотку фотографию картинку снимок изображение рисунок photo picture image pic shot фотке фотку фотка это его ее".split()
)


def _is_general(words: Sequence[Word], at: int) -> bool:
    """"измени картинку", "обработай фото": a wish to edit that does not say how."""
    rest = [w for w in words[at + 1 :] if w.kind == "word" and w.normal not in POLITE]
    if not words[at].normal.startswith(("измени", "обработ", "отредактир", "редактир", "поправь", "исправ", "подправ", "change", "edit", "fix", "переделай", "возьми", "take", "улучш", "переделать")):
        return False
    while rest and rest[0].normal in ("мое", "мою", "эту", "это", "этот", "my", "the", "this", "that", "последнюю", "последнее", "прошлую", "last", "мой", "мне", "a"):
        rest = rest[1:]
    if not rest:
        return True
    if rest[0].normal not in GENERAL_OBJECTS:
        return False
    return len(rest) == 1 or rest[1].normal in ("так", "и", "and", "like", "как", "please", "чтобы", "чтоб", "а", "so")


def _end(words: Sequence[Word], start: int) -> int:
    """The wish ends where the sentence turns to something else: "и всё", a new sentence of thanks."""
    normals = [word.normal for word in words]
    for at in range(start + 1, len(words) - 1):
        if normals[at : at + 2] in (["и", "все"], ["and", "that's"]) and at + 3 >= len(words) - 1:
            return at - 1
    return len(words) - 1
