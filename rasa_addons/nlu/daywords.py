"""The words of days: weekdays, months, "послезавтра", "на выходных", "двадцать пятое"."""

from __future__ import annotations

from functools import lru_cache

from rasa_addons.nlu.slips import one_slip
from rasa_addons.nlu.vocabulary import is_ordinary

RELATIVE: dict[tuple[str, ...], int] = {
    tuple(phrase.split()): days
    for days, phrases in {
        -2: ("позавчера", "day before yesterday", "the day before yesterday"),
        -1: ("вчера", "yesterday", "вчерашний день"),
        0: ("сегодня", "today", "сёдня", "седня", "сегодняшний день", "2day", "tonight", "this evening", "this afternoon",
            "this morning", "tonite", "сегодня же", "сення", "севодня", "сегодны", "сегодняшнее число"),
        1: ("завтра", "tomorrow", "tmrw", "tmr", "tomorow", "tommorow", "tommorrow", "завтрашний день", "завтро",
        "2morrow", "tomoz",
            "завтрашнее число"),
        2: ("послезавтра", "после завтра", "day after tomorrow", "the day after tomorrow", "после завтрашний"),
        3: ("послепослезавтра",),
    }.items()
    for phrase in phrases
}  # fmt: skip
UNCLEAR: dict[tuple[str, ...], str] = {
    tuple(phrase.split()): value
    for value, phrases in {
        "weekend": ("на выходных", "в выходные", "на выходные", "на этих выходных", "в эти выходные",
        "на следующих выходных", "выходные",
                    "this weekend", "next weekend", "at the weekend", "on the weekend", "over the weekend",
                    "weekend", "за выходные",
                    "в следующие выходные", "к выходным", "for the weekend", "на ближайших выходных",
                    "выходных"),
        "next_week": ("на следующей неделе", "next week", "на той неделе", "на будущей неделе", "following week"),
    }.items()
    for phrase in phrases
}  # fmt: skip
# The longest phrase that begins with a word.
RELATIVE_FROM = {p[0]: max(len(q) for q in RELATIVE if q[0] == p[0]) for p in RELATIVE}
UNCLEAR_FROM = {p[0]: max(len(q) for q in UNCLEAR if q[0] == p[0]) for p in UNCLEAR}
WEEKDAYS = {
    "понедельник": 0, "пн": 0, "вторник": 1, "вт": 1, "среда": 2, "среду": 2, "ср": 2, "четверг": 3, "чт": 3,
    "пятница": 4, "пт": 4,
    "суббота": 5, "сб": 5, "воскресенье": 6, "воскресение": 6, "вс": 6, "вск": 6, "воскресный": 6, "понед": 0,
    "пятн": 4, "субботний": 5,
    "monday": 0, "mon": 0, "tuesday": 1, "tue": 1, "tues": 1, "wednesday": 2, "wed": 2, "thursday": 3,
    "thu": 3, "thurs": 3, "thur": 3,
    "friday": 4, "fri": 4, "saturday": 5, "sat": 5, "sunday": 6, "sun": 6, "пятничный": 4,
}  # fmt: skip
SHORT_WEEKDAYS = frozenset("пн вт ср чт пт сб вс вск mon tue wed thu fri sat sun".split())
MONTHS = {
    "январь": 1, "янв": 1, "февраль": 2, "фев": 2, "февр": 2, "март": 3, "мар": 3, "апрель": 4, "апр": 4,
    "май": 5, "июнь": 6, "июн": 6,
    "июль": 7, "июл": 7, "август": 8, "авг": 8, "сентябрь": 9, "сен": 9, "сент": 9, "октябрь": 10, "окт": 10,
    "ноябрь": 11, "ноя": 11,
    "нояб": 11, "декабрь": 12, "дек": 12, "january": 1, "jan": 1, "february": 2, "feb": 2, "march": 3,
    "mar": 3, "april": 4, "apr": 4,
    "may": 5, "june": 6, "jun": 6, "july": 7, "jul": 7, "august": 8, "aug": 8, "september": 9, "sep": 9,
    "sept": 9, "october": 10,
    "oct": 10, "november": 11, "nov": 11, "december": 12, "dec": 12, "марта": 3, "марту": 3, "мая": 5,
    "маю": 5, "febuary": 2,
}  # fmt: skip
DAY_ORDINALS = {
    "первый": 1, "второй": 2, "третий": 3, "четвертый": 4, "пятый": 5, "шестой": 6, "седьмой": 7,
    "восьмой": 8, "девятый": 9,
    "десятый": 10, "одиннадцатый": 11, "двенадцатый": 12, "тринадцатый": 13, "четырнадцатый": 14,
    "пятнадцатый": 15,
    "шестнадцатый": 16, "семнадцатый": 17, "восемнадцатый": 18, "девятнадцатый": 19, "двадцатый": 20,
    "тридцатый": 30,
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10,
    "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17,
    "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30, "twenty-first": 21,
    "twenty-second": 22, "twenty-third": 23,
    "twenty-fourth": 24, "twenty-fifth": 25, "twenty-sixth": 26, "twenty-seventh": 27, "twenty-eighth": 28,
    "twenty-ninth": 29,
    "thirty-first": 31,
}  # fmt: skip
SUFFIXES = frozenset("го е му ое ого st nd rd th ому".split())
THIS = frozenset(
    "этот эта это этой этого этом эту этому this ближайший ближайшую ближайшая ближайшее ближайшей coming"
    " nearest".split()
)
NEXT = frozenset(
    "следующий следующую следующая следующее следующей следующем следующему будущий будущую будущее"
    " next".split()
)
LAST = frozenset("прошлый прошлую прошлая прошлое прошлой прошлом last".split())
EVERY = frozenset("каждый каждую каждая каждое каждой every each".split())
DAY_UNITS = {
    "день": 1,
    "сутки": 1,
    "неделя": 7,
    "day": 1,
    "week": 7,
    "недельку": 7,
    "неделька": 7,
    "денек": 1,
    "дня": 1,
}
MONTH_UNITS = {"месяц": 1, "month": 1, "год": 12, "year": 12, "полгода": 6, "месяцок": 1}
HOUR_UNITS = {
    "час": 60,
    "hour": 60,
    "минута": 1,
    "minute": 1,
    "мин": 1,
    "min": 1,
    "часик": 60,
    "минутка": 1,
    "hr": 60,
    "ч": 60,
}
BEFORE_DAY = frozenset("на к до с по к ко после the on by for until from в".split())
NAMES_OF_DAYS = frozenset(
    "понедельник вторник среда среду четверг пятница пятницу субботу суббота воскресенье сегодня завтра"
    " послезавтра января февраля"
    " марта апреля июня июля августа сентября октября ноября декабря monday tuesday wednesday thursday"
    " friday saturday sunday"
    " tomorrow january february march april august september october november december today".split()
)


@lru_cache(maxsize=20_000)
def correct(word: str) -> str:
    """A day's or month's name with one slip of the finger, put right; any other word as it is."""
    if len(word) < 5 or word in NAMES_OF_DAYS or is_ordinary(word):
        return word
    near = {name for name in NAMES_OF_DAYS if abs(len(name) - len(word)) < 2 and one_slip(word, name)}
    return near.pop() if len(near) == 1 else word
