"""Closed lists: every form of a word, small typos, nothing else; and files that change under a running bot."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml

from rasa_addons.nlu import lexicon as lists
from rasa_addons.nlu.lexicon import LOOKUPS, LexiconFolder, LookupFileError, read_lookup
from rasa_addons.nlu.words import read_words
from tests.rasa_addons.nlu.reading_room import lexicon, of, values

CANONICAL = {
    "occasion": "birthday wedding anniversary date love valentines_day womens_day mothers_day teachers_day graduation"
    " new_year newborn get_well apology thank_you congratulation farewell funeral housewarming corporate just_because",
    "recipient": "mother wife girlfriend daughter grandmother sister friend colleague boss teacher doctor bride"
    " husband boyfriend father man child client",
    "color": "red white pink yellow orange purple blue cream green burgundy pastel mixed",
    "flower": "rose tulip peony lily chrysanthemum gerbera orchid hydrangea carnation sunflower eustoma iris alstroemeria freesia"
    " ranunculus daisy gypsophila lavender anemone hyacinth narcissus mimosa calla",
    "addon": "ribbon luxury_wrap teddy chocolate card vase balloon",
    "category": "bouquet basket box single plant gift wedding_bouquet",
    "order_status": "pending paid preparing delivering delivered cancelled refunded",
    "language": "ru en",
    "service": "consultation workshop wedding_design photo_session decoration",
    "media_type": "image video avatar combined",
}


@pytest.mark.parametrize("entity", CANONICAL)
def test_a_list_has_exactly_the_values_that_everybody_agreed_on(entity: str) -> None:
    content = yaml.safe_load((LOOKUPS / f"{entity}.yml").read_text(encoding="utf-8"))
    assert set(content["values"]) == set(CANONICAL[entity].split())


@pytest.mark.parametrize("path", sorted(LOOKUPS.glob("*.yml")), ids=lambda path: path.stem)
def test_every_value_has_words_in_both_languages(path: Path) -> None:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    few = [v for v, names in content["values"].items() if not (names.get("ru") and names.get("en"))]
    assert few == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("розовые розы", [("color", "pink"), ("flower", "rose")]),
        ("розовый", [("color", "pink")]),
        ("тюльпанчиков и пиончиков", [("flower", "tulip"), ("flower", "peony")]),
        ("букет невесты", [("category", "wedding_bouquet")]),
        ("свадебное оформление", [("service", "wedding_design")]),
        ("на днюху мамуле", [("occasion", "birthday"), ("recipient", "mother")]),
        ("в сине-белой гамме", [("color", "blue"), ("color", "white")]),
        ("кроваво-красные", [("color", "red")]),
        ("baby's breath and calla lilies", [("flower", "gypsophila"), ("flower", "calla")]),
        ("Women's Day", [("occasion", "womens_day")]),
        ("peony roses", [("flower", "rose")]),
        ("коробка конфет", [("addon", "chocolate")]),
        ("мастер класс", [("service", "workshop")]),
        ("без повода", [("occasion", "just_because")]),
        ("с премиальной упаковкой", [("addon", "luxury_wrap")]),
        ("моей любимой девушке", [("recipient", "girlfriend")]),
        ("чтобы выздоравливал", [("occasion", "get_well")]),
        ("a wedding bouqet", [("category", "wedding_bouquet")]),
        ("for my kid sister", [("recipient", "sister")]),
    ],
)
def test_words_of_the_shop_are_known_by_any_form(text: str, found: list[tuple[str, str]]) -> None:
    assert values(text, "inform") == found


@pytest.mark.parametrize(
    ("typed", "flower"),
    [("тюьпаны", "tulip"), ("хризонтемы", "chrysanthemum"), ("гартензии", "hydrangea"), ("лиллии", "lily"), ("tulpis", "tulip"),
     ("carnatoins", "carnation"), ("hydrangas", "hydrangea")],
)  # fmt: skip
def test_one_slip_of_the_finger_is_forgiven(typed: str, flower: str) -> None:
    assert of("flower", typed, "inform") == [flower]


@pytest.mark.parametrize(
    "text",
    ["для Лидии", "лидия", "розалия", "в другом цвете", "друг друга", "ирония", "каналы", "pay by card"],
)
def test_an_ordinary_word_or_a_name_is_no_typo(text: str) -> None:
    assert [f for f in lexicon().read(read_words(text)) if f.entity in ("flower", "recipient", "addon")] == []


def folder(tmp_path: Path, words: str) -> LexiconFolder:
    (tmp_path / "flower.yml").write_text(
        f"entity: flower\nvalues:\n  protea:\n    ru: [{words}]\n    en: [protea]\n", encoding="utf-8"
    )
    return LexiconFolder(tmp_path, tmp_path / "catalogue.yml")


def test_a_changed_file_is_read_again_without_a_restart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "SECONDS_BETWEEN_LOOKS", 0.0)
    shop = folder(tmp_path, "протея")
    assert not shop.current().read(read_words("сахарник"))
    folder(tmp_path, "протея, сахарник")
    os.utime(tmp_path / "flower.yml", ns=(1, 1))
    assert [f.value for f in shop.current().read(read_words("два сахарника"))] == ["protea"]


def test_live_names_of_the_catalogue_are_products(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "SECONDS_BETWEEN_LOOKS", 0.0)
    shop = folder(tmp_path, "протея")
    shop.current()
    (tmp_path / "catalogue.yml").write_text(
        "product:\n- value: 17\n  names: [Утренний туман, Morning mist]\n", encoding="utf-8"
    )
    assert [(f.entity, f.value) for f in shop.current().read(read_words("хочу утренний туман"))] == [
        ("product", 17)
    ]


def test_a_file_broken_in_the_middle_of_saving_leaves_the_old_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "SECONDS_BETWEEN_LOOKS", 0.0)
    shop = folder(tmp_path, "протея")
    shop.current()
    (tmp_path / "flower.yml").write_text("entity: [", encoding="utf-8")
    assert [f.value for f in shop.current().read(read_words("протеи"))] == ["protea"]


def test_a_file_of_another_shape_is_refused_with_its_name(tmp_path: Path) -> None:
    path = tmp_path / "odd.yml"
    path.write_text("entity: flower\n", encoding="utf-8")
    with pytest.raises(LookupFileError, match=r"odd\.yml"):
        read_lookup(path)
