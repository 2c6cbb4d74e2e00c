"""Money and counts, in digits and in words."""

from __future__ import annotations

import pytest

from tests.rasa_addons.nlu.reading_room import of, values


@pytest.mark.parametrize(
    ("text", "amount", "bound", "currency"),
    [
        ("до 2 тысяч", 2000, "max", None),
        ("3к", 3000, "about", None),
        ("5.5 тыс", 5500, "about", None),
        ("2 500 ₽", 2500, "about", "RUB"),
        ("2,500", 2500, "about", None),
        ("около 40 баксов", 40, "about", "USD"),
        ("around 40 bucks", 40, "about", "USD"),
        ("полторы тысячи", 1500, "about", None),
        ("две с половиной тысячи", 2500, "about", None),
        ("две тысячи пятьсот", 2500, "about", None),
        ("косарь", 1000, "about", None),
        ("пятихатка", 500, "about", None),
        ("до тыщи", 1000, "max", None),
        ("тысячи три", 3000, "about", None),
        ("тысяч за пять", 5000, "about", None),
        ("3 т.р.", 3000, "about", "RUB"),
        ("under $50", 50, "max", "USD"),
        ("3k rubles", 3000, "about", "RUB"),
        ("не дороже 3000", 3000, "max", None),
        ("3000 максимум", 3000, "max", None),
        ("at least 4000 roubles", 4000, "min", "RUB"),
        ("like 6000 and up", 6000, "min", None),
        ("хотя бы 7000", 7000, "min", None),
        ("баксов тридцать", 30, "about", "USD"),
        ("500 звёзд", 500, "about", "XTR"),
        ("бюджет 40", 40, "about", None),
        ("a budget of 60 euros", 60, "about", "EUR"),
        ("nothing over 2500", 2500, "max", None),
        ("nothing under 2k", 2000, "min", None),
        ("тыщ до шести", 6000, "max", None),
        ("тысяч от трёх", 3000, "min", None),
        ("тысячи полторы", 1500, "about", None),
        ("дороже 5 тысяч не надо", 5000, "max", None),
        ("can't go over 6k", 6000, "max", None),
        ("more than 700 is too much", 700, "max", None),
        ("бюджет десятка", 10000, "about", None),
        ("евро восемьдесят", 80, "about", "EUR"),
    ],
)
def test_an_amount_has_its_bound_and_only_a_stated_currency(
    text: str, amount: int, bound: str, currency: str | None
) -> None:
    expected = [("budget", amount), ("budget_bound", bound)] + ([("currency", currency)] if currency else [])
    assert sorted(values(text, "inform")) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("от 2 до 4 тысяч", 2000, 4000), ("2-3 тысячи", 2000, 3000), ("две-три тысячи", 2000, 3000), ("$30-50", 30, 50),
     ("between 20 and 30 dollars", 20, 30), ("three to five thousand", 3000, 5000),
     ("from 2000 to 3000 rubles", 2000, 3000)],
)  # fmt: skip
def test_a_range_gives_both_ends(text: str, low: int, high: int) -> None:
    pairs = [v for v in values(text, "inform") if v[0] != "currency"]
    assert sorted(pairs, key=str) == sorted(
        [("budget", low), ("budget_bound", "min"), ("budget", high), ("budget_bound", "max")], key=str
    )


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("пятнадцать", [15]), ("дюжина", [12]), ("полсотни", [50]), ("пару роз", [2]), ("пятёрку роз", [5]),
        ("a dozen red roses", [12]),
        ("half a dozen", [6]), ("two dozen", [24]), ("a couple", [2]), ("101 роза", [101]),
        ("сто одна роза", [101]), ("1001 роза", [1001]),
        ("15 красных и 10 белых роз", [15, 10]), ("по 7 штук", [7]), ("штук двадцать", [20]),
        ("tulips x40", [40]), ("одну", [1]),
        ("a hundred and one tulips", [101]), ("a thousand and one roses", [1001]),
        ("дваццать пять", [25]), ("twnety five", [25]), ("roses x10, eustoma x5", [10, 5]),
    ],
)  # fmt: skip
def test_counts_are_read_from_digits_words_and_heaps(text: str, counts: list[int]) -> None:
    assert of("quantity", text, "inform") == counts


@pytest.mark.parametrize(
    "text",
    [
        "маме 50 лет",
        "жене 35, любит розы",
        "she's 60",
        "роза 70 см",
        "скидка 15%",
        "this one please",
        "the peony one",
        "на 20 человек",
        "24 часа",
        "на 31 апреля",
        "february 30",
    ],
)
def test_what_counts_no_goods_is_no_quantity(text: str) -> None:
    assert of("quantity", text, "inform") == []


def test_only_the_corrected_number_counts() -> None:
    assert of("quantity", "not 15, make it 21", "change_quantity") == [21]
    assert of("quantity", "не 15, а 21", "inform") == [21]
    assert of("quantity", "ошибка в количестве: 51, не 15", "change_quantity") == [51]


def test_several_things_in_one_sentence() -> None:
    assert values("букет из 15 красных и 10 белых роз до 5 тысяч на завтра", "build_bouquet") == [
        ("quantity", 15), ("color", "red"), ("quantity", 10), ("color", "white"), ("flower", "rose"),
        ("budget_bound", "max"),
        ("budget", 5000), ("date", "2026-11-21"),
    ]  # fmt: skip


def test_a_colour_is_not_what_a_budget_counts() -> None:
    assert values("до 4000 любого цвета", "inform") == [("budget_bound", "max"), ("budget", 4000)]


def test_the_stock_of_the_shop_is_counted_however_large() -> None:
    assert of("quantity", "обнови остаток ирисов до 450", "edit_flower") == [450]
    assert of("budget", "поставь ирисам цену 450", "edit_flower") == [450]


def test_the_bouquet_itself_is_not_counted_among_its_flowers() -> None:
    assert of("quantity", "5 роз и 6 фрезий, один букет", "build_bouquet") == [5, 6]
