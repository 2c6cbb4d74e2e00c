"""Money and counts: budgets with their bound and currency, and quantities of stems or things.

Two passes, because dates stand between them: `read_sums` takes what is surely money (a currency, thousands),
`read_counts` what is left when dates, phones, orders and addresses have taken their numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rasa_addons.nlu.bounds import ABOUT, MAX, MIN, bound_of
from rasa_addons.nlu.daywords import MONTHS
from rasa_addons.nlu.found import Found
from rasa_addons.nlu.numerals import Count, Number, whole
from rasa_addons.nlu.words import Word

# A bare number above is money, up to it a count of stems: bouquets end at 101, prices begin at some hundreds.
MOST_STEMS = 101
MOST_COUNTED = 1001
LEAST_CLEAR_PRICE = 300

# Of these, a small number may follow and still be a price.
PRICE_WORDS = frozenset(
    "бюджет сумма цена стоимость ценник budget price cost spend потратить заплатить дороже дешевле стоит"
    " costs cheaper"
    " стоимостью ценой бюджета бюджетом стоить обойдется cost worth under".split()
)
PRICE_PREPOSITIONS = frozenset({"за", "на", "for"})
# "бюджет пятёрка" is five thousand.
HEAPS_OF_THOUSANDS = frozenset(
    "двойка тройка трешка четверка пятерка шестерка семерка восьмерка девятка десятка десятку".split()
)
RANGE_LINKS = frozenset({"до", "-", "–", "—", "to", "and", "или", "or", "и"})
RANGE_STARTS = frozenset({"от", "from", "between", "с", "между"})

# "баксов тридцать", "usd 50": currencies that may come first.
INVERTED = frozenset("rub usd eur руб рублей баксов долларов гривен тенге евро фунтов юаней".split())

COUNTERS = frozenset(
    "штука шт штучка стебель цветок цветочек бутон ветка веточка цвет stem piece pcs pc flower bloom item"
    " упаковка"
    " набор пачка кредит credit токен token генерация generation экземпляр единица позиция stalk head"
    " букетик штукa".split()
)
NO_COUNTERS = frozenset({"цвет", "цвета", "цвету"})  # a colour, not stems: "до 2000 любой цвет"
COUNTED_ENTITIES = frozenset({"flower", "addon", "category", "product"})
BETWEEN = frozenset(
    {
        "of",
        "the",
        "extra",
        "fresh",
        "более",
        "еще",
        "more",
        "long",
        "small",
        "big",
        "свежий",
        "большой",
        "маленький",
    }
)
# What a number before these counts is no goods.
OTHER_UNITS = frozenset(
    "лет год годик годовщина летие см сантиметр метр м мин минута час ч день дня неделя месяц процент %"
    " человек гость гостей персона раз км"
    " этаж кв г кг секунда сек фото фотография фотка картинка изображение вариант скидка бал балл слово"
    " сутки звезда мм"
    " year month week day hour minute min second sec cm meter metre inch people person guest percent photo"
    " picture image"
    " time option am pm th st nd rd o'clock oclock floor km yo day's утро вечер ночь числа число star pic"
    " столов стол"
    " человека ребенка гостя участник место участников хозяйка изображения ссылка снимок кадр часа часов"
    " дней недели минут".split()
)
LABELS_BEFORE = frozenset(
    "№ # номер вариант option number заказ order дом кв квартира подъезд этаж flat apt apartment код домофон"
    " корпус строение"
    " house building entrance floor code variant no размер том room офис скидка page слот".split()
)
# "she's 60": an age.
AGES = frozenset("she's he's who's turning turns исполняется исполнится ей ему aged стукнуло".split())
POINTING = frozenset("the this that which each any every another no red white pink blue big small".split())


def read_sums(words: Sequence[Word], numbers: Sequence[Number], listed: Sequence[Found]) -> list[Found]:
    """What is surely money: with a currency, or counted in thousands."""
    currencies = {f.first: f for f in listed if f.entity == "currency"}
    goods, colours = _goods(listed), _describing(listed)
    numbered = frozenset(n.last for n in numbers)
    found: list[Found] = []
    for place, number in enumerate(numbers):
        currency = _currency(words, number, currencies, numbered)
        if currency is None and _is_code(words, number):
            continue
        counted = currency is None and not number.sum and number.value <= MOST_COUNTED
        counted = counted and _counts_goods(words, number, goods, colours)
        if (currency is None and not number.thousands and not number.sum) or counted or number.value == 0:
            continue
        if _is_rating(number, currency):
            continue
        low = _low_end(words, numbers, place)
        if low is not None:
            found = [f for f in found if f.first < low.first - 1 or f.last > number.first]
            factor = 1000 if number.thousands and low.value < 1000 and low.value * 1000 <= number.value else 1
            found += _budget(words, low, low.value * factor, None, MIN)
            found += _budget(words, number, number.value, currency, MAX)
        else:
            found += _budget(words, number, number.value, currency, None)
    return found


def read_counts(
    words: Sequence[Word], numbers: Sequence[Number], listed: Sequence[Found], taken: Iterable[int]
) -> list[Found]:
    """Quantities, and bare numbers that are prices; `taken` are the words that mean something else already."""
    taken = set(taken)
    goods, colours = _goods(listed), _describing(listed)
    people = {f.last for f in listed if f.entity == "recipient"}
    found: list[Found] = []
    for place, number in enumerate(numbers):
        if taken & set(range(number.first, number.last + 1)) or number.sum:
            continue
        if number.thousands and not _counts_goods(words, number, goods, colours):
            continue
        if _is_label(words, number):
            continue
        if _counts_goods(words, number, goods, colours) and not _is_bounded_price(words, number):
            found += _quantity(words, number, "goods")
        elif _is_heap_of_thousands(words, number):
            found += _budget(words, number, number.value * 1000, None, None)
        elif number.first - 1 in people and 14 < number.value < MOST_STEMS:
            continue  # "жене 35": an age
        elif _counts_other(words, number):
            continue
        elif _is_price(words, number):
            low = _low_end(words, numbers, place)
            if low is not None and low.first not in taken:
                found = [f for f in found if f.first != low.first]
                found += _budget(words, low, low.value, None, MIN) + _budget(
                    words, number, number.value, None, MAX
                )
            else:
                found += _budget(words, number, number.value, None, None)
        elif number.is_whole and number.value <= MOST_STEMS and not _is_idle(words, number):
            found += _quantity(words, number)
    return found


def _describing(listed: Sequence[Found]) -> set[int]:
    return {place for f in listed if f.entity == "color" for place in range(f.first, f.last + 1)}


def _goods(listed: Sequence[Found]) -> set[int]:
    return {place for f in listed if f.entity in COUNTED_ENTITIES for place in range(f.first, f.last + 1)}


def _quantity(words: Sequence[Word], number: Number, reader: str = "amounts") -> list[Found]:
    """A count; `reader` is "goods" where the goods counted are named, so that the count is sure."""
    if not number.is_whole or not 0 < number.value <= MOST_COUNTED:
        return []
    return [Found("quantity", int(number.value), number.start, number.end, number.first, number.last, reader)]


def _budget(
    words: Sequence[Word], number: Number, value: Count, currency: Found | None, bound: str | None
) -> list[Found]:
    end, last = number.end, number.last
    found = [Found("budget", whole(value), number.start, end, number.first, last, "amounts")]
    cue = bound_of(words, number, currency)
    bound = bound or (cue[0] if cue else ABOUT)
    start, stop, first, final = cue[1] if cue else (number.start, end, number.first, last)
    found.append(Found("budget_bound", bound, start, stop, first, final, "amounts"))
    if currency is not None:
        place = (currency.start, currency.end, currency.first, currency.last)
        found.append(Found("currency", currency.value, *place, "amounts"))
    return found


def _currency(
    words: Sequence[Word],
    number: Number,
    currencies: dict[int, Found],
    numbered: frozenset[int] = frozenset(),
) -> Found | None:
    for place in (number.last + 1, number.first - 1):
        currency = currencies.get(place)
        if currency is None:
            continue
        before = place < number.first and words[place].kind == "word"
        # "200 rub 50 pcs": the currency belongs to the number before it.
        if before and (
            words[place].normal not in INVERTED
            or (place and words[place - 1].kind == "number")
            or place - 1 in numbered
        ):
            continue
        return currency
    if number.thousands and words[number.last].normal in ("тр", "тыр"):
        return Found("currency", "RUB", number.start, number.end, number.last, number.last, "amounts")
    following = [word.normal for word in words[number.last + 1 : number.last + 2]]
    if number.thousands and following == ["."]:  # "3 т.р.", "5 тыс. руб."
        return currencies.get(number.last + 2)
    if following == ["-"] or (
        number.first >= 2 and words[number.first - 1].text in "-–"
    ):  # "$30-50", "30-50$"
        return _currency_of_pair(words, number, currencies)
    return None


def _currency_of_pair(words: Sequence[Word], number: Number, currencies: dict[int, Found]) -> Found | None:
    """The sign before the lower end counts for the upper, too."""
    before = currencies.get(number.first - 3)
    paired = (
        before is not None and words[number.first - 2].kind == "number" and words[before.first].kind == "mark"
    )
    return before if paired else None


def _is_code(words: Sequence[Word], number: Number) -> bool:
    """ "домофон 45К" opens a door."""
    near = {word.normal for word in words[max(0, number.first - 6) : number.first]}
    return (
        bool(near & {"домофон", "домофона", "код", "code", "intercom"})
        and words[number.first].kind == "number"
    )


def _is_rating(number: Number, currency: Found | None) -> bool:
    return currency is not None and currency.value == "XTR" and number.value <= 5


def _low_end(words: Sequence[Word], numbers: Sequence[Number], place: int) -> Number | None:
    """The lower end of "от 2 до 4 тысяч", "2-3 тысячи", "between 20 and 30 dollars"."""
    if place == 0:
        return None
    low, high = numbers[place - 1], numbers[place]
    between = [word.normal for word in words[low.last + 1 : high.first]]
    if low.last == high.first and low.end < high.start:
        return low if low.value < high.value else None
    between = [b for b in between if b not in ("руб", "рублей", "$", "₽", "р", ".", "тысяч", "тыс", "€", "£")]
    if len(between) != 1 or between[0] not in RANGE_LINKS or low.heap:
        return None
    before = words[low.first - 1].normal if low.first else ""
    if before in ("$", "€", "£"):
        before = words[low.first - 2].normal if low.first > 1 else ""
    sure = between[0] == "to" and (
        high.thousands or high.value >= LEAST_CLEAR_PRICE
    )  # "three to five thousand"
    if between[0] in ("до", "to", "and", "и") and before not in RANGE_STARTS and not sure:
        return None
    scaled = low.value * 1000 if high.thousands and low.value < 1000 else low.value
    return low if scaled < high.value else None


def _counts_goods(words: Sequence[Word], number: Number, goods: set[int], colours: set[int]) -> bool:
    """Whether a flower, a thing or "штук" follows, at most some describing words away."""
    before = words[number.first - 1].normal if number.first else ""
    if number.spoken and number.value == 1 and before in ("в", "in", "for", "for", "by"):
        return False  # "в одном букете"
    lone = number.spoken and number.value == 1
    if lone and (before in POINTING or number.first - 1 in goods):
        return False  # "this one", "the peony one and the rose"
    at = number.last + 1
    steps = 0
    while at < len(words) and steps < 4:
        word = words[at]
        if at in goods or (word.lemma in COUNTERS and word.normal not in NO_COUNTERS):
            return True
        describes = word.normal in BETWEEN or word.lemma in BETWEEN or _is_adjective(word) or at in colours
        if word.kind == "number" or not (
            describes or (word.normal in ("и", "and", "-", "or", "или", ",") and not lone)
        ):
            return False
        if word.kind == "mark" and word.text not in "-,":
            return False
        at, steps = at + 1, steps + 1
    return False


def _is_adjective(word: Word) -> bool:
    lemma = word.lemma
    return lemma.endswith(("ый", "ий", "ой")) or lemma in (
        "red", "white", "pink", "yellow", "orange", "purple", "blue", "cream", "green", "burgundy", "pastel",
        "mixed", "long-stem",
        "fresh", "beautiful", "single", "small", "large", "light", "dark", "peach", "coral", "long-stemmed",
        "spray", "garden", "nice",
    )  # fmt: skip


def _counts_other(words: Sequence[Word], number: Number) -> bool:
    if number.last + 1 >= len(words):
        return False
    following = words[number.last + 1]
    if following.normal in MONTHS or (following.lemma in MONTHS and not following.normal.isascii()):
        return True  # a day that no month has: "на 30 февраля"
    if (
        following.text == "-"
        and number.last + 2 < len(words)
        and following.end == words[number.last + 2].start
    ):
        tail = words[number.last + 2]
        return tail.kind == "word"  # "5-го", "25-летие"
    return following.lemma in OTHER_UNITS or following.normal in OTHER_UNITS


def _is_label(words: Sequence[Word], number: Number) -> bool:
    before = words[number.first - 1] if number.first else None
    if before is not None and before.normal in AGES:
        return True
    if (
        number.first > 1
        and before is not None
        and before.normal == "'s"
        and words[number.first - 2].normal in ("she", "he", "who")
    ):
        return True
    if before is not None and before.normal == "лет":  # "женщина лет 50"
        return True
    if before is not None and before.normal in MONTHS and before.normal.isascii() and before.normal != "may":
        return True  # "february 30"
    return before is not None and (before.lemma in LABELS_BEFORE or before.normal in LABELS_BEFORE)


def _is_price(words: Sequence[Word], number: Number) -> bool:
    near = {w.normal for w in words[max(0, number.first - 3) : number.first]}
    near |= {w.lemma for w in words[max(0, number.first - 3) : number.first]}
    near |= {w.normal for w in words[number.last + 1 : number.last + 3]} & {"потолок", "максимум", "max"}
    if number.value >= LEAST_CLEAR_PRICE:
        return True
    if near & PRICE_WORDS and number.value >= 10 and not number.heap:
        return True
    return not (number.value <= MOST_STEMS and not (number.value >= 20 and near & {"under", "budget"}))


def _is_bounded_price(words: Sequence[Word], number: Number) -> bool:
    """ "до 900 розы": more than anybody carries, with a bound before it."""
    bound = bound_of(words, number, None)
    return number.value > MOST_COUNTED or (
        number.value >= LEAST_CLEAR_PRICE and bound is not None and bound[0] == MAX
    )


def _is_heap_of_thousands(words: Sequence[Word], number: Number) -> bool:
    word = words[number.first]
    if not number.heap or number.first != number.last or not {word.lemma, word.normal} & HEAPS_OF_THOUSANDS:
        return False
    near = words[max(0, number.first - 3) : number.first]
    return any({w.normal, w.lemma} & PRICE_WORDS for w in near) or bound_of(words, number, None) is not None


def _is_idle(words: Sequence[Word], number: Number) -> bool:
    """ "one", "пара" and their like say nothing of a quantity unless they stand (nearly) alone."""
    spoken = [w for w in words if w.kind != "mark"]
    if number.value == 1 and number.spoken:
        return len(spoken) > 2
    if number.heap and words[number.last].lemma in (
        "пара",
        "парочка",
        "couple",
        "pair",
        "оба",
        "score",
        "двое",
        "of",
    ):
        return len(spoken) > 4
    return number.value == 0
