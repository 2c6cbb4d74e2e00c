"""What happens beside composing: another bouquet, a question in between, a wish from before."""

import pytest

from tests.actions.composing import RED_ROSES, build
from tests.actions.talking import Talk


class TestASecondBouquet:
    @pytest.fixture
    async def half(self, anna: Talk) -> Talk:
        return await build(anna, **RED_ROSES)

    async def peonies(self, talk: Talk, text: str = "собери букет из 7 белых пионов") -> Talk:
        return await build(talk, text, color="white", quantity=7, flower="peony")

    async def test_is_asked_about_and_the_first_is_not_lost(self, half: Talk) -> None:
        await self.peonies(half)
        assert half.heard == ["utter_form_which_one"]
        assert "15 стеблей, красный, розы" in half.text("ru")

        await half.taps("button-go-on")
        assert half.heard == ["utter_question_bouquet_addons"]
        assert half.slots["bouquet_flowers"] == ["rose"]

    async def test_begins_when_it_is_chosen(self, half: Talk) -> None:
        await self.peonies(half)
        await half.taps("button-anew")

        assert half.slots["bouquet_flowers"] == ["peony"]
        assert half.slots["bouquet_stems"] == 7
        assert half.asked == "bouquet_addons"

    @pytest.mark.parametrize(
        ("words", "flower"),
        [("новый", "peony"), ("a new one", "peony"), ("продолжаем", "rose"), ("the first", "rose")],
    )
    async def test_is_answered_in_words_too(self, half: Talk, words: str, flower: str) -> None:
        await self.peonies(half)
        await half.says("out_of_scope", words)

        assert half.slots["bouquet_flowers"] == [flower]
        assert half.asked == "bouquet_addons"

    async def test_is_asked_about_when_the_first_was_set_aside(self, half: Talk) -> None:
        await half.says("cancel", "отмена")
        await self.peonies(half)

        assert half.heard == ["utter_form_which_one"]
        assert half.slots["bouquet_flowers"] == ["rose"]

    async def test_a_correction_is_none(self, half: Talk) -> None:
        await self.peonies(half, "нет, лучше собери из 7 белых пионов")

        assert half.heard == ["utter_question_bouquet_addons"]
        assert half.slots["bouquet_flowers"] == ["peony"]


class TestAnotherBouquet:
    @pytest.mark.parametrize("intent", ["cancel", "request_recommendation"])
    async def test_sets_this_one_aside_and_lies_open_at_once(self, anna: Talk, intent: str) -> None:
        await build(anna, **RED_ROSES)
        await anna.says(intent, "я передумала, хочу другой букет")

        assert anna.heard == ["utter_another_way_aside"]
        assert anna.form is None
        assert anna.slots["interrupted_form"] == "bouquet_form"
        assert all(anna.offers(way) for way in ("menu-recommend", "button-build-anew", "menu-catalogue"))

        await anna.taps("button-build-anew")
        assert anna.asked == "bouquet_colors"
        assert anna.slots["bouquet_flowers"] is None

    async def test_the_old_one_is_one_tap_away(self, anna: Talk) -> None:
        await build(anna, **RED_ROSES)
        await anna.says("cancel", "I changed my mind, another bouquet please")
        await anna.taps("button-resume")

        assert anna.slots["bouquet_stems"] == 15
        assert anna.asked == "bouquet_addons"

    async def test_with_nothing_begun_the_ways_are_offered(self, anna: Talk) -> None:
        await anna.says("cancel", "передумал, хочу другой букет")

        assert anna.heard == ["utter_another_way"]

    @pytest.mark.parametrize(
        ("words", "slot"), [("другой цвет", "bouquet_colors"), ("other flowers", "bouquet_flowers")]
    )
    async def test_another_colour_asks_just_that(self, anna: Talk, words: str, slot: str) -> None:
        await build(anna, **RED_ROSES)
        await anna.says("faq", words)

        assert anna.asked == slot


class TestInterruptions:
    async def test_a_question_is_answered_and_the_form_asks_on(self, anna: Talk) -> None:
        await build(anna, **RED_ROSES)
        await anna.says("faq", "сколько стоит доставка?", selected="faq/delivery_cost")

        assert anna.heard == ["utter_faq/delivery_cost", "utter_question_bouquet_addons"]
        assert anna.slots["bouquet_stems"] == 15

    async def test_another_form_sets_it_aside_and_it_can_be_taken_up(self, anna: Talk) -> None:
        await build(anna, **RED_ROSES)
        await anna.says("request_recommendation", "лучше посоветуйте")
        assert anna.heard[0] == "utter_form_set_aside"
        assert anna.slots["interrupted_form"] == "bouquet_form"

        await anna.taps("button-resume")
        assert anna.form == "bouquet_form"
        assert anna.asked == "bouquet_addons"
        assert anna.slots["bouquet_stems"] == 15

    async def test_cancelling_keeps_it_and_beginning_again_goes_on(self, anna: Talk) -> None:
        await build(anna, **RED_ROSES)
        await anna.says("cancel", "отмена")
        assert anna.heard == ["utter_cancelled"]
        assert anna.form is None

        await build(anna)
        assert anna.heard == ["utter_form_resumed", "utter_question_bouquet_addons"]

        await anna.taps("button-start-over")
        assert anna.asked == "bouquet_colors"
        assert anna.slots["bouquet_stems"] is None


class TestWishesFromBefore:
    async def test_the_colour_of_an_advice_goes_on(self, anna: Talk) -> None:
        anna.slots["wish_colors"] = ["white"]
        await build(anna)

        assert anna.slots["bouquet_colors"] == ["white"]
        assert anna.asked == "bouquet_stems"

    async def test_a_colour_that_did_not_matter_is_asked(self, anna: Talk) -> None:
        anna.slots["wish_colors"] = ["any"]
        await build(anna)

        assert anna.heard == ["utter_question_bouquet_colors"]

    async def test_a_colour_the_new_flower_does_not_have_is_let_go(self, anna: Talk) -> None:
        anna.slots["wish_colors"] = ["red"]
        await build(anna, "букет лаванды", flower="lavender")

        assert anna.heard == ["utter_question_bouquet_colors"]
        assert anna.slots["bouquet_flowers"] == ["lavender"]

    async def test_flowers_that_do_not_have_the_new_colour_are_let_go(self, anna: Talk) -> None:
        anna.slots["wish_flowers"] = ["peony"]
        await build(anna, "синий букет", color="blue")

        assert anna.asked == "bouquet_stems"
        assert anna.slots["bouquet_flowers"] is None
