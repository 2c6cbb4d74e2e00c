"""Order numbers, promo codes, ratings; what to draw and how to change a picture."""

from __future__ import annotations

import pytest

from tests.rasa_addons.nlu.reading_room import of, values


@pytest.mark.parametrize(
    ("text", "intent", "number"),
    [
        ("заказ 1042 где", "order_status", 1042), ("№ 1042", "inform", 1042),
        ("track order #77", "order_status", 77), ("1180", "order_status", 1180),
        ("курьер забрал 219-й, отметь", "update_order_status", 219),
        ("слушай закрой заказ триста пять", "update_order_status", 305),
        ("where's order seven oh three", "order_status", 703), ("order twelve fifteen is late", "complain", 1215),
        ("заказ восемь четыре один", "order_status", 841),
        ("что с заказом тысяча сорок", "order_status", 1040), ("отмени заказ десять двадцать", "cancel_order", 1020),
        ("переведи 733 заказ в оплаченные", "update_order_status", 733), ("cancel my 733 order", "cancel_order", 733),
    ],
)  # fmt: skip
def test_an_order_is_known_by_its_number(text: str, intent: str, number: int) -> None:
    assert of("order_number", text, intent) == [number]


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("order 25 tulips", "build_bouquet"),
        ("последние 10 заказов", "view_orders"),
        ("payment went through two times, return one", "request_refund"),
    ],
)
def test_other_numbers_are_no_orders(text: str, intent: str) -> None:
    assert of("order_number", text, intent) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("промокод VESNA10", "VESNA10"), ("промик есть lucky7", "LUCKY7"),
        ("введи код AUTUMN12 к корзине", "AUTUMN12"), ("FIRST promo", "FIRST"),
        ("кодовое слово лето, дайте скидку", "ЛЕТО"), ("8MARTA", "8MARTA"),
        ("is code vesna still valid?", "VESNA"),
    ],
)  # fmt: skip
def test_a_promo_code_is_upper_case(text: str, code: str) -> None:
    assert of("promo_code", text, "apply_promo") == [code]


@pytest.mark.parametrize(
    "text", ["можно два промокода сразу?", "the promo code didn't work", "can I use two promo codes"]
)
def test_talk_about_codes_is_no_code(text: str) -> None:
    assert of("promo_code", text, "apply_promo") == []


@pytest.mark.parametrize(
    ("text", "rating"),
    [
        ("пять звёзд", 5),
        ("на четвёрку", 4),
        ("⭐⭐⭐⭐", 4),
        ("5/5", 5),
        ("1 из 5", 1),
        ("a solid five", 5),
        ("ставлю кол", 1),
        ("оценка 4", 4),
    ],
)
def test_a_rating_is_one_to_five(text: str, rating: int) -> None:
    assert values(text, "leave_feedback") == [("rating", rating)]


@pytest.mark.parametrize("text", ["nice one, respect", "10 из 10", "отзыв к заказу 2040: всё отлично"])
def test_what_is_no_grade_is_no_rating(text: str) -> None:
    assert of("rating", text, "leave_feedback") == []


@pytest.mark.parametrize(
    ("text", "prompt"),
    [
        ("нарисуй закат над лавандовым полем", "закат над лавандовым полем"),
        ("сделай мне картинку с розовым садом на рассвете", "розовым садом на рассвете"),
        ("Нарисуйте, пожалуйста, котёнка с букетом ромашек 🎨", "котёнка с букетом ромашек"),
        ("сгенерируй открытку с тюльпанами и птичкой", "открытку с тюльпанами и птичкой"),
        ("create a picture: mountains and edelweiss", "mountains and edelweiss"),
        ("generate a picture of a misty forest", "a misty forest"),
        ("draw me a unicorn please", "a unicorn"),
        ("drw two swans on a lake", "two swans on a lake"),
        ("narisui more i chaiki", "more i chaiki"),
        ("um draw uh a foggy pier", "a foggy pier"),
    ],
)
def test_a_prompt_is_what_to_draw_without_the_verb(text: str, prompt: str) -> None:
    assert values(text, "generate_image") == [("prompt", prompt)]


@pytest.mark.parametrize(
    "text",
    [
        "нарисуй картинку",
        "а ты умеешь рисовать?",
        "мне нужна картинка для открытки",
        "image generation",
        "make an img",
        "сгенерируй картинку нейросетью",
    ],
)
def test_a_wish_to_draw_alone_has_no_prompt(text: str) -> None:
    assert values(text, "generate_image") == []


@pytest.mark.parametrize(
    ("text", "instruction"),
    [
        ("сделай фон белым, пожалуйста", "сделай фон белым"),
        ("Хочу отредактировать снимок: осветли лица и убери тени", "осветли лица и убери тени"),
        ("возьми прошлую картинку и добавь снег", "добавь снег"),
        ("could you please make the background white 🙏", "make the background white"),
        ("dye the hair red", "dye the hair red"),
        ("пусть будет зима", "пусть будет зима"),
        ("remov bg", "remov bg"),
        ("небо сделай розовым пжлст", "небо сделай розовым"),
        ("фото сделай ярче", "сделай ярче"),
    ],
)
def test_an_instruction_keeps_its_verb(text: str, instruction: str) -> None:
    assert values(text, "edit_image") == [("instruction", instruction)]


@pytest.mark.parametrize(
    "text",
    [
        "отредактируй фото",
        "хочу изменить картинку",
        "can you change my photo?",
        "this photo needs editing",
        "отредачь фотку",
    ],
)
def test_a_wish_to_edit_alone_has_no_instruction(text: str) -> None:
    assert values(text, "edit_image") == []
