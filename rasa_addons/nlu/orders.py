"""What belongs to placed orders: their numbers, promo codes, ratings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rasa_addons.nlu.found import Found
from rasa_addons.nlu.numerals import Number
from rasa_addons.nlu.vocabulary import CYRILLIC, is_english, is_russian, parses
from rasa_addons.nlu.words import Word

ORDER_WORDS = frozenset({"заказ", "order", "заказик", "ордер", "zakaz"})
ONE_ORDER = frozenset("заказ заказа заказу заказе заказом order zakaz ордер".split())
NUMBER_WORDS = frozenset({"номер", "№", "#", "number", "no", "num", "nr", "n", "номером", "ном", "id"})
LONGEST_ORDER_NUMBER = 9

PROMO_CUES = frozenset(
    "промокод промо-код промо промик код купон ваучер promo promocode promo-code code coupon voucher"
    " promokod промокодик"
    " codes coupons vouchers промокода промокоду промокодом pormo промакод сертификат".split()
)
PROMO_FILLERS = frozenset(
    "код code на скидку скидка скидки is : - — – = « \" “ ” » ' a the my мой такой вот этот called named"
    " number номер № it's"
    " is: тоже here вот: слово word для промо promo скидочный discount of у меня есть по".split()
)
NO_CODE = frozenset(
    "не нет есть где как какой какие работает работают применить примени применяется примените ввести введи"
    " введите подойдет действует"
    " активировать активируй активируйте можно куда и или а но для из от в с к до please in for to at does"
    " doesn't works work how where"
    " can i it and or but not have has apply applied use using want got get add enter at that this isn't"
    " won't expired valid when what"
    " any still if on with from сейчас теперь please пожалуйста пж плиз через который которые который"
    " прислали дали подарили второй другой"
    " скидку корзине заказу меня мне нам просим прошу кнопка поле истек просрочен забыл забыла хочу"
    " first bot you your me we our they he she be before after now so too сюда туда там тут здесь был была"
    " будет".split()
)
CODE = re.compile(r"(?<![\w/@#])(?=[\w-]*[^\W_])[^\W_][\w-]{1,19}(?!\w)")
ORDINARY_MIX = re.compile(
    r"^\d+[-]?(?:к|k|шт|р|руб|го|е|й|я|ый|ая|ое|th|st|nd|rd|pm|am|см|cm|мм|ч|г|гр|a|а|б|b|в|м|m|min|мин|d|x|х)$",
    re.IGNORECASE,
)

STAR_SIGNS = frozenset("⭐★🌟✨☆")
STAR_WORDS = frozenset({"звезда", "звездочка", "star", "балл", "point", "бал"})
GRADES = {
    "пятерка": 5, "пятерочка": 5, "четверка": 4, "четверочка": 4, "тройка": 3, "троечка": 3, "двойка": 2,
    "двоечка": 2, "единица": 1,
    "кол": 1, "твердая": 0,
}  # fmt: skip
RATING_CUES = frozenset(
    "оценка оценить оцениваю ставлю поставлю ставить поставить rate rating rated grade score give".split()
)


def read_order_numbers(
    words: Sequence[Word], numbers: Sequence[Number], goods: set[int], money: set[int], lax: bool = False
) -> list[Found]:
    """ "заказ 1042", "№ 1042", "order #1042"; when `lax`, a bare number that counts nothing is one, too."""
    found: list[Found] = []
    for number in numbers:
        if (
            not number.is_whole
            or number.first in money
            or number.value < 1
            or number.value >= 10**LONGEST_ORDER_NUMBER
        ):
            continue
        if number.heap or (not lax and number.spoken and not _order_before(words, number)):
            continue
        if number.last + 1 in goods or (number.last + 2 in goods and not _signed(words, number)):
            continue
        loose = (
            lax
            and not number.spoken
            and not number.thousands
            and number.value >= 10
            and not _counts_orders(words, number)
        )
        if (
            _order_before(words, number)
            or _order_after(words, number)
            or loose
            or (lax and number.value >= 10 and number.spoken and len(words) < 4)
        ):
            first = number.first
            found.append(
                Found(
                    "order_number", int(number.value), number.start, number.end, first, number.last, "orders"
                )
            )
    return found


def read_spelled_numbers(words: Sequence[Word], numbers: Sequence[Number], lax: bool = False) -> list[Found]:
    """ "order nine one two", "заказ десять сорок два": digits and tens said one by one; when `lax`, also without "order"."""
    starts = {n.first: n for n in numbers if _is_digits(n)}
    # "заказ тысяча двести пять" is no sum where orders are spoken of.
    found = [
        Found("order_number", int(n.value), n.start, n.end, n.first, n.last, "orders")
        for n in numbers
        if lax and n.spoken and n.thousands and n.is_whole and _order_before(words, n)
    ]
    at = 0
    while at < len(words):
        parts = _said_one_by_one(words, starts, at)
        last = parts[-1].last if parts else at
        digits = "".join(str(int(part.value)) for part in parts)
        alone = lax and len(parts) > 2 and all(part.value < 10 for part in parts)
        if (
            len(parts) > 1
            and 3 <= len(digits) <= LONGEST_ORDER_NUMBER
            and (alone or _order_before(words, parts[0], lax))
        ):
            place = (parts[0].start, words[last].end, parts[0].first, last)
            found.append(Found("order_number", int(digits), *place, "orders"))
        at = last + 1
    return found


def _is_digits(number: Number) -> bool:
    plain = not (number.heap or number.thousands or number.sum)
    return number.spoken and plain and number.is_whole and 0 <= number.value < 1000


def _said_one_by_one(words: Sequence[Word], starts: dict[int, Number], at: int) -> list[Number]:
    """Spoken numbers right after one another; "oh" between them is a nought."""
    parts: list[Number] = []
    while at in starts or (parts and at + 1 in starts and words[at].normal in ("oh", "o", "о")):
        here = starts.get(at) or Number(at, at, 0, spoken=True, start=words[at].start, end=words[at].end)
        if parts and here.value >= 100:
            break
        parts.append(here)
        at = here.last + 1
    return parts


def _counts_orders(words: Sequence[Word], number: Number) -> bool:
    """ "последние 10 заказов", but "смени статус у 519 заказа"."""
    following = words[number.last + 1] if number.last + 1 < len(words) else None
    before = words[number.first - 1].lemma if number.first else ""
    several = following is not None and following.lemma in ORDER_WORDS and following.normal not in ONE_ORDER
    return several or before in ("последний", "last", "first", "первый", "top", "топ")


def _signed(words: Sequence[Word], number: Number) -> bool:
    return number.first > 0 and words[number.first - 1].normal in ("№", "#")


def _order_before(words: Sequence[Word], number: Number, lax: bool = False) -> bool:
    """Whether "заказ", "order number" or "№" stands before; when `lax`, "order" is no verb."""
    at = number.first - 1
    said_number = False
    while at >= 0 and (
        words[at].normal in NUMBER_WORDS or words[at].text in ".:-" or words[at].normal in ("под", "is", "на")
    ):
        if words[at].normal == "на" and not said_number:
            return False
        said_number = said_number or words[at].normal in NUMBER_WORDS
        at -= 1
    if at >= 0 and (words[at].lemma in ORDER_WORDS or words[at].normal in ORDER_WORDS):
        starts = at == 0 or words[at - 1].normal in (
            "to",
            "i",
            "we",
            "can",
            "could",
            "please",
            "let's",
            "and",
            "wanna",
            "would",
            "you",
        )
        verb = not lax and words[at].normal == "order" and not said_number and number.value < 100 and starts
        return not verb
    sign = number.first > 0 and words[number.first - 1].text in "№#" and number.value >= 10
    return sign or (said_number and number.value >= 100 and not number.spoken)


def _order_after(words: Sequence[Word], number: Number) -> bool:
    """ "1042-й заказ", "1042 order"."""
    at = number.last + 1
    while at < len(words) and words[at].normal in ("-", "й", "ый", "ой", "му", "го", "th", "ого", "ому"):
        at += 1
    return at < len(words) and number.value >= 100 and words[at].lemma in ORDER_WORDS and at > number.last + 1


def read_promo_codes(text: str, words: Sequence[Word], lax: bool = False) -> list[Found]:
    """The code after "промокод", "code" and the like; when `lax`, any word that looks like a code."""
    cues = [at for at, word in enumerate(words) if word.lemma in PROMO_CUES or word.normal in PROMO_CUES]
    alone = CODE.fullmatch(text.strip())
    if alone and _looks_like_code(alone.group(), True):  # the answer to "what is your code?"
        lax = True
    if not cues and not lax:
        return []
    shouting = text.isupper()
    looks = [m for m in CODE.finditer(text) if _looks_like_code(m.group(), shouting)]
    looks = [m for m in looks if m.group().lower() not in PROMO_CUES]
    if not cues and not lax:
        return []
    if not looks:
        hints = cues + [at for at, w in enumerate(words) if lax and w.lemma in ("слово", "word")]
        after = [place for cue in hints for place in [_after_cue(words, cue)] if place is not None]
        looks = [
            m for m in CODE.finditer(text) if any(m.start() <= words[at].start < m.end() for at in after[:1])
        ]
    found = []
    for match in looks[-1:] if len(looks) > 1 and _last_is_wanted(words) else looks[:1]:
        inside = [at for at, word in enumerate(words) if match.start() <= word.start < match.end()]
        found.append(
            Found(
                "promo_code",
                match.group().upper(),
                match.start(),
                match.end(),
                inside[0],
                inside[-1],
                "orders",
            )
        )
    return found


def _last_is_wanted(words: Sequence[Word]) -> bool:
    return any(word.normal in ("вместо", "не", "not", "instead", "лучше") for word in words[:3])


def _looks_like_code(surface: str, shouting: bool) -> bool:
    letters = sum(ch.isalpha() for ch in surface)
    digits = sum(ch.isdigit() for ch in surface)
    if letters and digits:
        return letters + digits >= 3 and "-ish" not in surface.lower() and not ORDINARY_MIX.match(surface)
    return letters >= 3 and surface.isupper() and not shouting


def _after_cue(words: Sequence[Word], cue: int) -> int | None:
    at = cue + 1
    while at < len(words) and words[at].normal in PROMO_FILLERS | PROMO_CUES:
        at += 1
    if at >= len(words) or words[at].kind == "mark" or words[at].normal in NO_CODE or len(words[at].text) < 3:
        return None
    return at if _may_be_code(words[at].normal) else None


def _may_be_code(normal: str) -> bool:
    """A lower-case word after the cue: a noun or nothing known, not a verb of the sentence going on."""
    if normal[0] in CYRILLIC:
        return not is_russian(normal) or "NOUN" in parses(normal)[0].tag
    return normal.isalpha() and not is_english(normal, 700)


def read_ratings(words: Sequence[Word], numbers: Sequence[Number], lax: bool = False) -> list[Found]:
    """ "пять звёзд", "4/5", "5 out of 5", ⭐⭐⭐⭐, "на четвёрку"; when `lax`, a bare number from 1 to 5, too."""
    stars = [at for at, word in enumerate(words) if word.text in STAR_SIGNS]
    if stars and not any(n.last + 1 == stars[0] for n in numbers):
        if len(stars) <= 5 and stars[-1] - stars[0] == len(stars) - 1:
            return [_rating(words, len(stars), stars[0], stars[-1])]
        return []
    for number in numbers:
        if number.is_whole and 1 <= number.value <= 5 and _rates(words, number):
            return [_rating(words, int(number.value), number.first, number.last)]
    for at, word in enumerate(words):
        grade = GRADES.get(word.lemma) or GRADES.get(word.normal)
        if grade and (lax or _near(words, at, RATING_CUES)):
            return [_rating(words, grade, at, at)]
    if lax:
        for number in numbers:
            following = words[number.last + 1].lemma if number.last + 1 < len(words) else ""
            if number.is_whole and 1 <= number.value <= 5 and not number.thousands:
                if following in (
                    "раз",
                    "час",
                    "день",
                    "минута",
                    "time",
                    "hour",
                    "day",
                    "роза",
                    "rose",
                    "год",
                    "year",
                    "неделя",
                    "week",
                ):
                    continue
                if number.spoken and number.value == 1 and len(words) > 2:
                    continue
                if number.first and words[number.first - 1].text in ":/":
                    continue
                return [_rating(words, int(number.value), number.first, number.last)]
    return []


def _rating(words: Sequence[Word], value: int, first: int, last: int) -> Found:
    return Found("rating", value, words[first].start, words[last].end, first, last, "orders")


def _rates(words: Sequence[Word], number: Number) -> bool:
    after = list(words[number.last + 1 : number.last + 4])
    normals = [word.normal for word in after]
    if after and (after[0].lemma in STAR_WORDS or after[0].text in STAR_SIGNS):
        return True
    if normals[:2] in (["/", "5"], ["из", "5"], ["из", "пяти"], ["of", "5"], ["of", "five"]) or normals[
        :3
    ] in (
        ["out", "of", "5"],
        ["out", "of", "five"],
    ):
        return True
    if normals[:1] == ["-"] and len(after) > 1 and after[1].lemma in STAR_WORDS | {"star"}:
        return True
    return _near(
        words, number.first, frozenset({"оценка", "оценку", "rating", "rate", "оценкой", "rated", "оцениваю"})
    )


def _near(words: Sequence[Word], at: int, cues: frozenset[str]) -> bool:
    return any(word.lemma in cues or word.normal in cues for word in words[max(0, at - 4) : at])
