"""What to draw (`prompt`): the free text after the drawing verb and words like "картинку с"."""

from __future__ import annotations

from collections.abc import Sequence

from rasa_addons.nlu.found import Found
from rasa_addons.nlu.slips import one_slip
from rasa_addons.nlu.vocabulary import is_ordinary, parses
from rasa_addons.nlu.wishes import POLITE, aside, free, trimmed
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
# Whatever follows these is to be drawn, however strange it is to a flower shop.
ONLY_DRAW = frozenset("draw paint sketch illustrate depict doodle".split())
ONLY_DRAW_STEMS = ("нарису", "рисуй", "порисуй", "изобраз", "сгенер", "визуализир", "намалюй")
MISTYPED = ("нарисуй", "нарисуйте", "сгенерируй", "изобрази", "generate", "create", "draw", "paint")
# What carries a picture but is not what it shows.
CARRIERS = frozenset(
    "картинка изображение рисунок фото фотография арт картина иллюстрация эскиз набросок портрет пейзаж"
    " картиночка пикча img pik скетч фотка"
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
LEADING = frozenset(
    "мне нам для меня ка - : , — – ; . ! ну типа это как-нибудь что-нибудь что-то какой-нибудь какую-нибудь"
    " какое-нибудь пожалуйста плиз пж"
    " красивую красивое красивый поздравительную новую новое свою мою a an the me us for some something up"
    " please um uh erm hmm well эм ммм э ээ out to with"
    " красками here этакое такое такую следующее так вот « \" “ „ ' и then pls plz quick quickly beautiful"
    " nice new like you can could let's i"
    " также просто быстренько короче можно сейчас тогда теперь чтоб чтобы там были был была было"
    " будут".split()
)  # fmt: skip
NOTHING = frozenset(
    "картинка картинку изображение рисунок что-нибудь что-то чего-нибудь something anything image picture"
    " фото арт drawing pic по описанию"
    " ai ии нейросеть нейросетью нейросети нейронка нейронкой img pic generation generator генерация"
    " поздравление рождение описание еще красивое красивую нарисовать"
    " рисовать открытку открытка card".split()
)


def read_prompt(text: str, words: Sequence[Word]) -> list[Found]:
    """What to draw, at most one."""
    start = _after_command(words)
    if start is None:
        return []
    first, last = trimmed(words, start, aside(words, start))
    if first > last or all(
        w.kind == "mark" or w.normal in NOTHING or w.lemma in NOTHING for w in words[first : last + 1]
    ):
        return []
    return [free("prompt", text, words, first, last)]


def drawn(text: str, words: Sequence[Word]) -> Found | None:
    """The prompt of a message that begins with an unmistakable verb of drawing and speaks of no photo to be changed."""
    spoken = [word for word in words if word.kind == "word"]
    begun = any(word.normal in ONLY_DRAW or _is_drawing(word) for word in spoken[:4])
    if not begun or any(_is_carrier(word) for word in spoken):
        return None
    return next(iter(read_prompt(text, words)), None)


def _is_drawing(word: Word) -> bool:
    """ "нарисуй", "нарисовать", not "нарисованный"."""
    drawn_already = any(
        {"PRTF", "PRTS", "ADJF"} & set(parse.tag.grammemes) for parse in parses(word.normal)[:1]
    )
    return word.normal.startswith(ONLY_DRAW_STEMS) and not drawn_already and "нн" not in word.normal


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
