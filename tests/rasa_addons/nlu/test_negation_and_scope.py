"""What is refused, and what an intent leaves of the words in a message."""

from __future__ import annotations

import pytest

from tests.rasa_addons.nlu.reading_room import of, values


@pytest.mark.parametrize(
    "text",
    ["только не лилии", "anything but lilies", "без лент", "кроме роз и лилий", "розы не надо",
    "терпеть не может хризантемы", "no ribbon please",
     "никаких хризантем", "roses are not needed", "everything but the roses", "ненавидит каллы"],
)  # fmt: skip
def test_what_is_refused_is_not_labelled(text: str) -> None:
    assert values(text, "inform") == []


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("не красные, а белые", [("color", "white")]),
        ("у неё аллергия на лилии, давайте розы", [("flower", "rose")]),
        ("розы не надо, лучше пионы", [("flower", "peony")]),
        ("не для мамы, а для жены", [("recipient", "wife")]),
        ("peonies instead of roses", [("flower", "peony")]),
        ("розы, но не красные", [("flower", "rose")]),
        ("красное? нет, фиолетовое", [("color", "purple")]),
        ("what about peonies without a ribbon", [("flower", "peony")]),
        ("белое, только без лилий", [("color", "white")]),
        ("лилии и ирисы, но ничего розового", [("flower", "lily"), ("flower", "iris")]),
        ("peonies, nothing with a ribbon", [("flower", "peony")]),
        ("ленту и мишку, без вазы", [("addon", "ribbon"), ("addon", "teddy")]),
    ],
)
def test_a_refusal_ends_where_the_wish_begins(text: str, left: list[tuple[str, str]]) -> None:
    assert values(text, "inform") == left


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("не дороже 3000", [("budget_bound", "max"), ("budget", 3000)]),
        ("не только розы", [("flower", "rose")]),
        ("не забудьте открытку", [("addon", "card")]),
        ("нет ли у вас пионов", [("flower", "peony")]),
        ("not later than 6pm", [("time", "18:00")]),
        ("ничего кроме пионов", [("flower", "peony")]),
        ("nothing but tulips", [("flower", "tulip")]),
        ("не дай забыть юбилей", [("occasion", "anniversary")]),
    ],
)
def test_a_bound_or_a_question_is_no_refusal(text: str, found: list[tuple[str, object]]) -> None:
    assert values(text, "inform") == found


@pytest.mark.parametrize(
    ("text", "addon"),
    [("убери ленту", "ribbon"), ("без ленты, убери её", "ribbon"), ("remove the teddy", "teddy")],
)
def test_what_is_taken_out_of_the_cart_is_labelled(text: str, addon: str) -> None:
    assert values(text, "remove_from_cart") == [("addon", addon)]


@pytest.mark.parametrize(
    ("text", "intent", "found"),
    [
        ("какие букеты есть", "browse_catalogue", [("category", "bouquet")]),
        ("букет из 7 роз", "build_bouquet", [("quantity", 7), ("flower", "rose")]),
        ("покажи корзину", "view_cart", []),
        ("берём корзину с лилиями", "add_to_cart", [("flower", "lily")]),
        ("открой витрину с корзинами", "browse_catalogue", [("category", "basket")]),
        ("покажи мои видео", "open_gallery", [("media_type", "video")]),
        ("пришлите фото букетов", "browse_catalogue", [("category", "bouquet")]),
        ("говори по-английски", "change_language", [("language", "en")]),
        ("не понимаю английский, давай на русском", "change_language", [("language", "ru")]),
        ("заказ 18 возвращён", "update_order_status", [("order_number", 18), ("order_status", "refunded")]),
        ("заказ 88 доставлен?", "order_status", [("order_number", 88)]),
        ("какая погода завтра", "out_of_scope", []),
        ("оплата картой или карточкой", "faq/payment_methods", []),
        ("lower the roses by 6", "change_quantity", [("flower", "rose"), ("quantity", 6)]),
        (
            "запись на консультацию в 15:00",
            "book_appointment",
            [("service", "consultation"), ("time", "15:00")],
        ),
    ],
)
def test_an_intent_keeps_only_what_it_speaks_of(
    text: str, intent: str, found: list[tuple[str, object]]
) -> None:
    assert values(text, intent) == found


def test_nothing_inside_a_prompt_is_labelled() -> None:
    assert of("flower", "нарисуй 5 красных роз на завтра", "generate_image") == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("веечром", "вечером"),
        ("псле шести", "после шести"),
        ("до 4 тсыяч", "до 4 тысяч"),
        ("не дооже 2500", "не дороже 2500"),
        ("15 вметсо 25 роз", "15 вместо 25 роз"),
        ("on thursday eveinng", "on thursday evening"),
        ("fifteen whtie lilies", "fifteen white lilies"),
        ("букт пиоов", "букет пионов"),
        ("ten tlips", "ten tulips"),
        ("how many roess", "how many roses"),
    ],
)
def test_a_slip_in_a_little_word_changes_nothing(typed: str, meant: str) -> None:
    assert values(typed, "inform") == values(meant, "inform")


def test_of_a_corrected_count_only_the_number_is_refused() -> None:
    assert values("not 9 tulips, make it 11", "change_quantity") == [("flower", "tulip"), ("quantity", 11)]


def test_joined_pictures_are_not_pictures_as_well() -> None:
    assert values("где совмещеные фотографии", "open_gallery") == [("media_type", "combined")]


def test_a_day_that_does_not_suit_is_not_the_day() -> None:
    assert values("не смогу в пятницу, давайте в среду", "reschedule_appointment") == [("date", "2026-11-25")]
    assert values("can't do 4 pm, 6 pm then", "reschedule_appointment") == [("time", "18:00")]
