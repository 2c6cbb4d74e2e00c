"""The words of hours: "утром", "полтретьего", "at noon", "часам", "pm"."""

from __future__ import annotations

MORNING, DAY, EVENING, LUNCH = "09:00-12:00", "12:00-17:00", "17:00-21:00", "12:00-14:00"
FIRST_MORNING_HOUR = 8

# Phrases that are a time by themselves, longest first; an empty value hides a phrase that only looks like one.
PHRASES: dict[tuple[str, ...], str] = {
    tuple(phrase.split()): value
    for value, phrases in {
        "": (
            "доброе утро", "добрый день", "добрый вечер", "доброго дня", "доброго утра", "доброго вечера",
            "вечер добрый",
            "день добрый", "утро доброе", "утра доброго", "good morning", "good afternoon", "good evening",
            "good night", "доброй ночи",
            "хорошего дня", "хорошего вечера", "приятного вечера", "приятного дня", "nice evening",
            "nice day", "lovely evening",
            "great evening", "на день позже", "на день раньше", "на день рождения", "day earlier",
            "вечера доброго", "романтический вечер", "романтического вечера", "выпускной вечер", "gm",
            "доброе утречко",
            "добрый вечерок", "добрейший вечерочек", "lovely morning", "morning all", "добрейшего вечера",
            "night out", "date night",
        ),
        MORNING: (
            "утром", "с утра", "с утречка", "на утро", "к утру", "утречком", "до обеда",
            "в первой половине дня", "первой половине дня",
            "in the morning", "this morning", "morning", "mornings", "before noon", "before lunch",
            "с утра пораньше", "рано утром",
            "в первую половину дня", "первую половину дня", "утро", "early morning", "first half of the day",
            "поутру",
        ),
        DAY: (
            "днем", "после обеда", "во второй половине дня", "второй половине дня", "в течение дня",
            "in the afternoon", "afternoon",
            "this afternoon", "after lunch", "средь бела дня", "на день", "вторую половину дня",
            "во вторую половину дня", "среди дня",
            "during the day", "second half of the day", "в дневное время",
        ),
        EVENING: (
            "вечером", "на вечер", "к вечеру", "вечерком", "под вечер", "in the evening", "this evening",
            "evening", "evenings", "tonight",
            "by evening", "ближе к вечеру", "поздно вечером", "по вечеру", "2nite", "tonite", "вечерочком",
            "в вечернее время", "2night",
            "towards evening", "after work",
        ),
        LUNCH: ("в обед", "к обеду", "в обеденное время", "at lunch", "at lunchtime", "around lunchtime", "lunchtime",
        "by lunch", "на обед", "by lunchtime",
                "around lunch", "at lunch time", "обед", "в обеденный перерыв", "ближе к обеду"),
        "12:00": ("в полдень", "к полудню", "полдень", "at noon", "noon", "midday", "by noon", "at midday"),
        "00:00": ("в полночь", "к полуночи", "полночь", "at midnight", "midnight", "by midnight"),
    }.items()
    for phrase in phrases
}  # fmt: skip
PHRASES_FROM = {p[0]: max(len(q) for q in PHRASES if q[0] == p[0]) for p in PHRASES} | {"night": 1}

PARTS = {
    "утра": "am", "утром": "am", "дня": "day", "днем": "day", "вечера": "pm", "вечером": "pm",
    "ночи": "night", "am": "am", "pm": "pm",
    "утречка": "am", "вечерa": "pm", "вечерка": "pm",
}  # fmt: skip
ENGLISH_PARTS = {"morning": "am", "afternoon": "day", "evening": "pm", "night": "pm"}
OF_WINDOW = {MORNING: "am", DAY: "day", EVENING: "pm"}
HOURS = frozenset(
    "час часа часов часам часик часику часикам часиков ч чесов чсов o'clock oclock hours h hrs часу"
    " чс".split()
)
MINUTES = frozenset("минут минута минуты мин minutes minute min".split())
SURE = frozenset("в к ко at by во".split())
LIKELY = frozenset(
    "до после с около на around about before after until till from часов часам часиков часу ровно c"
    " примерно".split()
)
APPROXIMATE = frozenset(
    "около примерно где-то around about ровно exactly часов часам часиков районе часикам sharp"
    " approximately".split()
)
ORDINALS = {
    "первый": 1, "второй": 2, "третий": 3, "четвертый": 4, "пятый": 5, "шестой": 6, "седьмой": 7,
    "восьмой": 8, "девятый": 9,
    "десятый": 10, "одиннадцатый": 11, "двенадцатый": 12,
}  # fmt: skip
HALF_WORDS = {
    "полпервого": 1, "полвторого": 2, "полтретьего": 3, "полчетвертого": 4, "полпятого": 5, "полшестого": 6,
    "полседьмого": 7,
    "полвосьмого": 8, "полдевятого": 9, "полдесятого": 10, "пол-одиннадцатого": 11, "пол-двенадцатого": 12,
    "полодиннадцатого": 11,
    "полдвенадцатого": 12,
}  # fmt: skip
HALF_OPENERS = frozenset(HALF_WORDS) | {"половина", "пол", "четверть", "без", "half", "quarter"}
