"""Composing by words: corrections, refusals, what one says in the middle."""

import pytest

from actions.bouquet_questions import wrap_in
from florist.bootstrap import Shop
from tests.actions.composing import RED_ROSES, build
from tests.actions.talking import Talk


class TestCorrections:
    @pytest.fixture
    async def almost(self, anna: Talk) -> Talk:
        return await build(anna, **RED_ROSES, addon="ribbon", wrap="kraft")

    async def test_another_number(self, almost: Talk) -> None:
        await almost.says("inform", "не 15, а 21", quantity=21)

        assert almost.slots["bouquet_stems"] == 21
        assert almost.asked == "bouquet_ready"

    async def test_another_colour(self, almost: Talk) -> None:
        await almost.says("inform", "лучше белые", color="white")

        assert almost.slots["bouquet_colors"] == ["white"]

    async def test_without_the_ribbon(self, almost: Talk) -> None:
        await almost.says("inform", "без ленты", refused={"addon": "ribbon"})

        assert almost.slots["bouquet_addons"] == []
        assert almost.slots["bouquet_wrap"] == "kraft"

    async def test_take_the_ribbon_away(self, almost: Talk) -> None:
        await almost.says("remove_from_cart", "убери ленту", addon="ribbon")

        assert almost.slots["bouquet_addons"] == []

    async def test_and_a_card_too(self, almost: Talk) -> None:
        await almost.says("add_to_cart", "добавь открытку", addon="card")

        assert almost.slots["bouquet_addons"] == ["ribbon", "card"]

    async def test_a_no_at_the_picture_asks_what_to_change(self, almost: Talk) -> None:
        await almost.says("deny", "нет")

        assert almost.heard == ["utter_bouquet_what_to_change", "utter_question_bouquet_ready"]

    async def test_a_change_button_asks_just_that(self, almost: Talk) -> None:
        await almost.taps("button-edit-bouquet-wrap")
        assert almost.asked == "bouquet_wrap"

        await almost.taps("wrap-matte")
        assert almost.asked == "bouquet_ready"
        assert almost.slots["bouquet_wrap"] == "matte"

    async def test_back_asks_the_question_before(self, anna: Talk) -> None:
        await build(anna, color="pink", quantity=7)
        await anna.taps("button-back")

        assert anna.asked == "bouquet_stems"

    async def test_back_from_the_first_question_is_owned_up_to(self, anna: Talk) -> None:
        await build(anna)
        await anna.says("go_back", "назад")

        assert anna.heard == ["utter_form_first_question", "utter_question_bouquet_colors"]


class TestRefusals:
    async def test_no_extras_when_asked_for_extras(self, anna: Talk) -> None:
        await build(anna, **RED_ROSES)
        await anna.says("inform", "без ленты", refused={"addon": "ribbon"})

        assert anna.slots["bouquet_addons"] == []
        assert anna.asked == "bouquet_wrap"

    async def test_anything_but_roses(self, anna: Talk) -> None:
        await build(anna, color="pink", quantity=7)
        await anna.says("inform", "только не розы", refused={"flower": "rose"})

        assert anna.slots["bouquet_flowers"] == ["peony"]

    async def test_refusing_the_only_flower_of_the_colour_asks_again(self, anna: Talk) -> None:
        await build(anna, color="blue", quantity=7)
        await anna.says("inform", "только не гортензии", refused={"flower": "hydrangea"})

        assert anna.asked == "bouquet_flowers"

    async def test_any_colour_but_one(self, anna: Talk) -> None:
        await build(anna, "букет, только не розовый", refused={"color": "pink"})

        assert anna.asked == "bouquet_stems"
        assert anna.slots["bouquet_colors"]
        assert "pink" not in anna.slots["bouquet_colors"]

    async def test_a_colour_that_no_flower_has(self, anna: Talk) -> None:
        await build(anna, "15 чёрных роз", quantity=15, flower="rose")

        assert anna.heard == ["utter_no_such_color_of", "utter_question_bouquet_colors"]


class TestWordsOfItsOwn:
    @pytest.mark.parametrize("words", ["you choose", "на ваш вкус", "surprise me", "Up to you!"])
    async def test_leaving_it_to_the_florist_is_an_answer(self, anna: Talk, words: str) -> None:
        await build(anna, color="red", quantity=15)
        await anna.says("request_recommendation", words)

        assert anna.form == "bouquet_form"
        assert anna.slots["bouquet_flowers"]

    @pytest.mark.parametrize("words", ["no extras", "без дополнений"])
    async def test_no_extras_answers_that_question_only(self, anna: Talk, words: str) -> None:
        await build(anna, color="red")
        await anna.says("skip", words)

        assert anna.slots["bouquet_addons"] == []
        assert anna.asked == "bouquet_stems"

    async def test_tulips_are_no_tulle(self, anna: Talk) -> None:
        await build(anna, "букет из 25 тюльпанов", quantity=25, flower="tulip")

        assert anna.slots["bouquet_wrap"] is None

    @pytest.mark.parametrize("words", ["в тюль", "тюлем", "tulle"])
    def test_tulle_is(self, words: str) -> None:
        assert wrap_in(words) == "tulle"

    @pytest.mark.parametrize("words", ["make it white", "сделай белым"])
    async def test_a_change_of_colour_is_no_change_of_a_picture(self, anna: Talk, words: str) -> None:
        await build(anna, **RED_ROSES)
        await anna.says("edit_image", words, instruction=words)

        assert anna.slots["bouquet_colors"] == ["white"]

    async def test_taking_a_colour_out_is_no_wish_for_it(self, anna: Talk) -> None:
        await build(anna, color=["red", "white"], quantity=15, flower="rose")
        await anna.says("edit_image", "убери белые", instruction="убери белые")

        assert anna.slots["bouquet_colors"] == ["red"]

    @pytest.mark.parametrize("words", ["сколько уже?", "how much so far?"])
    async def test_a_bare_how_much_gets_the_price(self, anna: Talk, words: str) -> None:
        await build(anna, **RED_ROSES)
        await anna.says("nlu_fallback", words)

        assert anna.heard == ["utter_price_so_far", "utter_question_bouquet_addons"]

    @pytest.mark.parametrize("words", ["берём", "Беру!", "ok, I'll take it"])
    async def test_taking_it_is_a_yes(self, anna: Talk, shop: Shop, words: str) -> None:
        await build(anna, **RED_ROSES, addon="ribbon", wrap="kraft")
        await anna.says("nlu_fallback", words)

        assert anna.heard == ["utter_bouquet_added"]

    @pytest.mark.parametrize("intent", ["add_to_cart", "checkout", "nlu_fallback"])
    async def test_taking_it_early_skips_what_is_left(self, anna: Talk, intent: str) -> None:
        await build(anna, **RED_ROSES)
        await anna.says(intent, "берём")

        assert anna.heard == ["utter_question_bouquet_ready"]

    async def test_a_wrap_alone_changes_it_at_the_picture(self, anna: Talk) -> None:
        await build(anna, **RED_ROSES, addon="ribbon", wrap="kraft")
        await anna.says("out_of_scope", "матовую", confidence=0.4)

        assert anna.slots["bouquet_wrap"] == "matte"

    @pytest.mark.parametrize(
        ("words", "slot"),
        [
            ("упаковку другую", "bouquet_wrap"),
            ("change the wrapping", "bouquet_wrap"),
            ("другое количество", "bouquet_stems"),
        ],
    )
    async def test_another_one_of_these_asks_just_that(self, anna: Talk, words: str, slot: str) -> None:
        await build(anna, **RED_ROSES, addon="ribbon", wrap="kraft")
        await anna.says("nlu_fallback", words)

        assert anna.asked == slot

    @pytest.mark.parametrize(
        ("intent", "words"), [("generate_image", "открытку с текстом"), ("affirm", "yes, a card")]
    )
    async def test_a_card_is_no_picture_and_no_mere_yes(self, anna: Talk, intent: str, words: str) -> None:
        await build(anna, **RED_ROSES)
        await anna.says(intent, words)

        assert anna.slots["bouquet_addons"] == ["card"]

    async def test_how_much_without_it_takes_nothing_away(self, anna: Talk) -> None:
        await build(anna, **RED_ROSES, addon=["ribbon", "teddy"], wrap="kraft")
        await anna.says("ask_price", "сколько без мишки?", refused={"addon": "teddy"})

        assert anna.answer("utter_price_without").values["price"]["money"] == (15 * 170 + 150 + 150) * 100
        assert anna.slots["bouquet_addons"] == ["ribbon", "teddy"]

    async def test_no_ribbon_is_no_answer_to_another_question(self, anna: Talk) -> None:
        await build(anna, color="red")
        await anna.says("skip", "без ленты", refused={"addon": "ribbon"})

        assert anna.heard == ["utter_question_bouquet_stems"]
        assert anna.slots["bouquet_stems"] is None

    async def test_one_more_begins_with_a_clean_sheet(self, anna: Talk) -> None:
        anna.slots["wish_colors"] = ["red"]
        await build(anna, **RED_ROSES, addon="ribbon", wrap="kraft")
        await anna.taps("button-to-cart")
        await anna.taps("button-one-more")

        assert anna.asked == "bouquet_colors"

    async def test_another_colour_is_no_step_back(self, anna: Talk) -> None:
        await build(anna, **RED_ROSES)
        await anna.says("go_back", "another colour", confidence=0.23)

        assert anna.asked == "bouquet_colors"


class TestMisses:
    async def test_the_first_gets_an_example_the_third_a_way_out(self, anna: Talk) -> None:
        await build(anna)
        await anna.says("nlu_fallback", "ывапр")
        assert anna.heard == ["utter_example_bouquet_colors", "utter_question_bouquet_colors"]

        await anna.says("nlu_fallback", "ывапр")
        await anna.says("nlu_fallback", "ывапр")
        assert anna.heard == ["utter_form_way_out", "utter_question_bouquet_colors"]
