"""Days, hours and windows, seen from Friday 2026-11-20, 12:00 in Moscow."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.rasa_addons.nlu.reading_room import values

WHEN = [
    ("завтра", "2026-11-21", None), ("завтра к 18", "2026-11-21", "18:00"),
    ("послезавтра утром", "2026-11-22", "09:00-12:00"),
    ("в пятницу", "2026-11-27", None), ("в следующую пятницу", "2026-11-27", None),
    ("через 2 часа", "2026-11-20", "14:00"),
    ("через неделю", "2026-11-27", None), ("14 февраля с 10 до 12", "2027-02-14", "10:00-12:00"),
    ("8 марта к 9 утра", "2027-03-08", "09:00"),
    ("8-го марта", "2027-03-08", None), ("на 25 декабря", "2026-12-25", None),
    ("25.12 в 14:30", "2026-12-25", "14:30"),
    ("в субботу вечером", "2026-11-21", "17:00-21:00"), ("сегодня до 20:00", "2026-11-20", "20:00"),
    ("в половине третьего", None, "14:30"),
    ("завтра в обед", "2026-11-21", "12:00-14:00"), ("tomorrow at 3pm", "2026-11-21", "15:00"),
    ("next friday", "2026-11-27", None),
    ("day after tomorrow", "2026-11-22", None), ("Feb 14 between 10 and 12", "2027-02-14", "10:00-12:00"),
    ("in 2 hours", "2026-11-20", "14:00"),
    ("tonight", "2026-11-20", "17:00-21:00"), ("7 in the evening on the 8th of March", "2027-03-08", "19:00"),
    ("завтра к шести", "2026-11-21", "18:00"), ("завтра вечером в 8", "2026-11-21", "20:00"),
    ("с 10 до 2", None, "10:00-14:00"),
    ("к часу", None, "13:00"), ("в восемнадцать ноль ноль", None, "18:00"), ("half past six", None, "18:30"),
    ("quarter to seven", None, "18:45"),
    ("без пятнадцати семь", None, "18:45"), ("полтретьего", None, "14:30"), ("часам к семи", None, "19:00"),
    ("днём", None, "12:00-17:00"),
    ("с 5 до 7 вечера", None, "17:00-19:00"), ("Monday 2-4pm", "2026-11-23", "14:00-16:00"),
    ("12/31", "2026-12-31", None),
    ("2026-12-25", "2026-12-25", None), ("25.12.2026", "2026-12-25", None),
    ("на двадцать пятое", "2026-11-25", None),
    ("в декабре 25 числа", "2026-12-25", None), ("the 25th", "2026-11-25", None),
    ("пятого мая", "2027-05-05", None),
    ("через полчаса", "2026-11-20", "12:30"), ("через пару дней", "2026-11-22", None),
    ("next week on tuesday", "2026-11-24", None),
    ("завтар утром", "2026-11-21", "09:00-12:00"), ("29 февраля", "2028-02-29", None),
    ("friday night", "2026-11-27", "17:00-21:00"),
    ("к 19 00", None, "19:00"), ("не завтра, а в субботу", "2026-11-21", None),
    ("zavtra v 6", "2026-11-21", "18:00"),
    ("tommorow 5", "2026-11-21", "17:00"), ("в 14.30", None, "14:30"), ("31.12", "2026-12-31", None),
    ("в эту субботу", "2026-11-21", None),
    ("28-го, утром", "2026-11-28", "09:00-12:00"), ("a week from sunday", "2026-11-29", None),
    ("two days from tomorrow", "2026-11-23", None), ("на час дня", None, "13:00"),
    ("between 10 and 12 in the morning", None, "10:00-12:00"),
    ("between 9 and noon", None, "09:00-12:00"), ("с полудня до четырёх", None, "12:00-16:00"),
    ("tuesday 10 45", "2026-11-24", "10:45"), ("сення к восми вечера", "2026-11-20", "20:00"),
    ("к трём, в суботту", "2026-11-21", "15:00"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "day", "time"), WHEN, ids=[row[0] for row in WHEN])
def test_the_day_and_the_hour_are_read_as_people_mean_them(
    text: str, day: str | None, time: str | None
) -> None:
    found = [v for v in values(text, "inform") if v[0] != "occasion"]
    assert sorted(found) == sorted(([("date", day)] if day else []) + ([("time", time)] if time else []))


@pytest.mark.parametrize("text", ["на выходных", "this weekend"])
def test_a_weekend_leaves_the_day_to_be_asked(text: str) -> None:
    assert values(text, "inform") == [("date_unclear", "weekend")]


@pytest.mark.parametrize(
    "text",
    [
        "добрый день",
        "good morning",
        "в 2 раза",
        "доставка за 2 часа",
        "5.5",
        "15 минут",
        "по одному",
        "one by one",
        "31 февраля",
        "опоздали на 3 часа",
        "wedding",
    ],
)
def test_what_is_no_time_is_not_guessed(text: str) -> None:
    assert [v for v in values(text, "inform") if v[0] in ("date", "time", "date_unclear")] == []


@pytest.mark.parametrize(
    ("text", "occasion"),
    [("8 марта", "womens_day"), ("14 февраля", "valentines_day"), ("first of September", "teachers_day")],
)
def test_a_holiday_named_by_its_day_is_an_occasion_and_a_date(text: str, occasion: str) -> None:
    found = dict(values(text, "inform"))
    assert found["occasion"] == occasion
    assert "date" in found


def test_a_holiday_named_by_its_name_is_only_an_occasion() -> None:
    assert values("Новый год", "inform") == [("occasion", "new_year")]


def test_a_day_is_counted_in_the_shops_zone() -> None:
    late_in_moscow = datetime(2026, 11, 20, 23, 30, tzinfo=ZoneInfo("Europe/Moscow"))
    assert values("завтра", "inform", late_in_moscow) == [("date", "2026-11-21")]


def test_eighth_of_march_today_is_today() -> None:
    today = datetime(2027, 3, 8, 9, 0, tzinfo=ZoneInfo("Europe/Moscow"))
    assert ("date", "2027-03-08") in values("8 марта", "inform", today)


def test_working_hours_need_no_preposition() -> None:
    assert values("12 to 20 on Saturday", "set_working_hours") == [
        ("time", "12:00-20:00"),
        ("date", "2026-11-21"),
    ]


def test_what_has_happened_is_no_day_to_come() -> None:
    assert values("завяли через два дня", "complain") == []
