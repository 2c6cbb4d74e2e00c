"""The shop's facts: answers that come from the owner's file and the settings."""

from datetime import date
from pathlib import Path

import pytest

from florist.bootstrap import Shop
from florist.kit.words import tell
from florist.shopinfo import service as shopinfo


def test_days_of_equal_hours_are_told_together() -> None:
    assert tell("ru", shopinfo.facts().hours_value) == "пн–сб: 09:00–21:00\nвс: 10:00–20:00"
    assert tell("en", shopinfo.facts().hours_value) == "Mon–Sat: 09:00–21:00\nSun: 10:00–20:00"


@pytest.mark.parametrize(("day", "closed"), [("2027-01-02", True), ("2027-01-03", False)])
def test_the_shop_rests_on_the_first_days_of_the_year(day: str, closed: bool) -> None:
    assert shopinfo.facts().is_closed(date.fromisoformat(day)) is closed


@pytest.mark.parametrize(
    ("amount", "currency", "kopecks"),
    [(3000, "RUB", 300_000), (40, "USD", 328_000), (100, "XTR", 18_000), (5, "DOGE", None)],
)
def test_a_budget_in_any_money_is_counted_in_the_shops(
    sqlite_shop: Shop, amount: int, currency: str, kopecks: int | None
) -> None:
    money = shopinfo.facts().in_shop_money(amount, currency, sqlite_shop.settings)

    assert (money.amount if money else None) == kopecks


def test_an_address_in_the_settings_takes_the_place_of_the_files(sqlite_shop: Shop) -> None:
    moved = sqlite_shop.settings.model_copy(update={"shop_address": "Арбат, 1"})

    assert shopinfo.facts(moved).address == "Арбат, 1"


def test_a_file_without_hours_is_named(tmp_path: Path) -> None:
    (tmp_path / "shop.yml").write_text("name: {ru: Лавка, en: Shop}\n")

    with pytest.raises(ValueError, match=r"shop\.yml: 'hours'"):
        shopinfo.read(tmp_path / "shop.yml")
