"""Composing a bouquet: at once and step by step, with corrections, a step back, refusals, customs and nature's limits."""

from typing import Any

import pytest

from actions.bouquet_questions import wrap_in
from florist.bootstrap import Shop
from florist.bouquets.recipe import Recipe, Stem
from florist.cart import service as cart
from tests.actions.talking import Talk

RED_ROSES: dict[str, Any] = {"color": "red", "quantity": 15, "flower": "rose"}


async def build(talk: Talk, text: str = "собери букет", **entities: Any) -> Talk:
    return await talk.says("build_bouquet", text, **entities)


async def cart_of(shop: Shop, talk: Talk) -> cart.Cart:
    async with shop.reading() as session:
        return await cart.view(session, talk.user)


class TestAllInOneSentence:
    async def test_leads_to_the_picture_and_the_price(self, anna: Talk) -> None:
        await build(anna, "15 красных роз с лентой в крафте", **RED_ROSES, addon="ribbon", wrap="kraft")

        ready = anna.answer("utter_question_bouquet_ready")
        assert ready.letter["kind"] == "photo"
        assert ready.values["total"]["money"] == (15 * 170 + 150 + 150) * 100
        assert anna.asked == "bouquet_ready"

    async def test_the_wrap_is_read_from_the_words(self, anna: Talk) -> None:
        await build(anna, "15 красных роз с лентой без упаковки", **RED_ROSES, addon="ribbon")

        assert anna.slots["bouquet_wrap"] == "none"

    async def test_only_what_is_missing_is_asked(self, anna: Talk) -> None:
        await build(anna, "15 красных роз", **RED_ROSES)

        assert anna.heard == ["utter_question_bouquet_addons"]
        assert "15 стеблей" in anna.text()


class TestStepByStep:
    async def test_by_buttons_from_colour_to_cart(self, anna: Talk, shop: Shop) -> None:
        await build(anna)
        for title in (
            "color-pink",
            "7",
            "flower-peony",
            "button-done",
            "addon-ribbon",
            "button-done",
            "wrap-matte",
        ):
            await anna.taps(title)
        await anna.taps("button-to-cart")

        [line] = (await cart_of(shop, anna)).lines
        assert [(s.flower, s.color, s.count) for s in line.recipe.stems] == [("peony", "pink", 7)]
        assert line.recipe.addons == {"ribbon"}
        assert line.recipe.wrap == "matte"
        assert anna.heard == ["utter_bouquet_added"]
        assert anna.form is None

    async def test_skipping_everything_leaves_it_to_the_florist(self, anna: Talk, shop: Shop) -> None:
        await build(anna)
        for _ in range(5):
            await anna.says("skip", "неважно")
        await anna.says("affirm", "да")

        [line] = (await cart_of(shop, anna)).lines
        assert line.recipe.count == 15
        assert line.recipe.wrap == "kraft"

    async def test_only_flowers_of_the_colour_are_offered(self, anna: Talk) -> None:
        await build(anna, color="blue", quantity=7)

        assert anna.offers("flower-hydrangea")
        assert not anna.offers("flower-peony")

    async def test_only_colours_that_grow_are_offered(self, anna: Talk) -> None:
        await build(anna)

        assert anna.offers("color-red")
        assert not anna.offers("color-burgundy")

    async def test_a_ticked_flower_can_be_unticked(self, anna: Talk) -> None:
        await build(anna, color="pink", quantity=7)
        await anna.taps("flower-peony")
        await anna.taps("flower-rose")
        await anna.taps("flower-peony")
        await anna.taps("button-done")

        assert anna.slots["bouquet_flowers"] == ["rose"]

    async def test_the_price_so_far_is_told_when_asked(self, anna: Talk) -> None:
        await build(anna, **RED_ROSES)
        await anna.says("ask_price", "сколько выходит?")

        assert anna.answer("utter_price_so_far").values["price"]["money"] == (15 * 170 + 150) * 100
        assert anna.asked == "bouquet_addons"

    async def test_before_there_is_a_price_it_is_promised(self, anna: Talk) -> None:
        await build(anna)
        await anna.says("ask_price", "сколько выходит?")

        assert anna.heard == ["utter_price_later", "utter_question_bouquet_colors"]

    async def test_paying_straight_from_the_picture(self, anna: Talk, shop: Shop) -> None:
        await build(anna, **RED_ROSES, addon="ribbon", wrap="kraft")
        await anna.says("checkout", "оформляем")

        assert anna.form == "checkout_form"
        assert (await cart_of(shop, anna)).count == 1


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


class TestTheBudget:
    async def test_named_while_composing_is_shown_and_compared(self, anna: Talk) -> None:
        await build(anna, "букет до 2000", budget=2000, budget_bound="max")
        assert "до 2\u00a0000" in anna.text("ru")

        await anna.says("inform", "15 красных роз", **RED_ROSES)
        assert "на 700\u00a0₽ больше, чем вы хотели" in anna.text("ru")
        assert "₽700 more than you wanted" in anna.text("en")


class TestTheEvenNumber:
    async def test_is_explained_and_may_be_kept(self, anna: Talk) -> None:
        await build(anna, color="red", quantity=12, flower="rose")
        assert anna.heard == ["utter_even_stems"]

        await anna.taps("button-keep-stems")
        assert anna.slots["bouquet_stems"] == 12

    async def test_or_made_odd(self, anna: Talk) -> None:
        await build(anna, color="red", quantity=12, flower="rose")
        await anna.says("deny", "нет, сделайте нечётное")

        assert anna.slots["bouquet_stems"] == 13

    async def test_is_explained_once(self, anna: Talk) -> None:
        await build(anna, color="red", quantity=12, flower="rose")
        await anna.taps("button-make-stems")
        await anna.says("inform", "давайте 10", quantity=10)

        assert "utter_even_stems" not in anna.heard
        assert anna.slots["bouquet_stems"] == 10

    async def test_is_right_for_a_funeral(self, anna: Talk) -> None:
        await build(
            anna, "10 белых роз на похороны", color="white", quantity=10, flower="rose", occasion="funeral"
        )

        assert anna.slots["bouquet_stems"] == 10

    async def test_survives_a_change_of_colour(self, anna: Talk) -> None:
        await build(anna, color="red", quantity=12, flower="rose")
        await anna.says("inform", "лучше белые", color="white")
        assert anna.heard == ["utter_even_stems"]

        await anna.says("affirm", "да, оставить")
        assert anna.slots["bouquet_stems"] == 12

    async def test_kept_parts_stay_parts(self, anna: Talk) -> None:
        await build(anna, color=["red", "white"], quantity=[15, 9], flower="rose")
        await anna.taps("button-keep-stems")

        assert anna.slots["bouquet_stems"] == [15, 9]

    async def test_parts_made_odd_stay_parts(self, anna: Talk) -> None:
        await build(anna, color=["red", "white"], quantity=[15, 9], flower="rose")
        await anna.taps("button-make-stems")

        assert anna.slots["bouquet_stems"] == [16, 9]


class TestParts:
    async def test_each_colour_has_its_number(self, anna: Talk) -> None:
        await build(
            anna, "15 красных и 10 белых роз", color=["red", "white"], quantity=[15, 10], flower="rose",
            addon="ribbon", wrap="kraft",
        )  # fmt: skip

        ready = anna.answer("utter_question_bouquet_ready").text("ru")
        assert "15 красных роз" in ready
        assert "10 белых роз" in ready


class TestLimits:
    async def test_there_is_no_blue_peony(self, anna: Talk) -> None:
        await build(anna, "7 синих пионов", color="blue", quantity=7, flower="peony")

        assert anna.heard == ["utter_error_color_not_grown", "utter_question_bouquet_colors"]
        assert anna.offers("color-pink")
        assert not anna.offers("color-blue")

    @pytest.mark.parametrize("count", [0, 102, 10**9])
    async def test_a_hundred_and_one_at_most(self, anna: Talk, count: int) -> None:
        await build(anna, color="red", quantity=count, flower="rose")

        assert anna.heard == ["utter_error_recipe_invalid", "utter_question_bouquet_stems"]

    async def test_a_hundred_and_one_is_possible(self, anna: Talk) -> None:
        await build(anna, color="red", quantity=101, flower="rose")

        assert anna.slots["bouquet_stems"] == 101

    async def test_a_full_cart_keeps_the_bouquet_for_later(self, anna: Talk, shop: Shop) -> None:
        await build(anna, **RED_ROSES, addon="ribbon", wrap="kraft")
        async with shop.transaction() as session:
            for count in range(1, 31):
                await cart.add_recipe(session, anna.user, Recipe((Stem("tulip", "red", count),)))
        await anna.says("affirm", "да")

        assert anna.heard == ["utter_error_cart_full"]
        assert anna.slots["interrupted_form"] == "bouquet_form"
        assert anna.slots["bouquet_ready"] is None
        assert anna.slots["bouquet_stems"] == 15


class TestMisses:
    async def test_the_first_gets_an_example_the_third_a_way_out(self, anna: Talk) -> None:
        await build(anna)
        await anna.says("nlu_fallback", "ывапр")
        assert anna.heard == ["utter_example_bouquet_colors", "utter_question_bouquet_colors"]

        await anna.says("nlu_fallback", "ывапр")
        await anna.says("nlu_fallback", "ывапр")
        assert anna.heard == ["utter_form_way_out", "utter_question_bouquet_colors"]


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


class TestThePicture:
    async def test_that_came_takes_the_place_of_its_promise(self, anna: Talk) -> None:
        await build(anna, **RED_ROSES, addon="ribbon", wrap="kraft")
        await anna.shares("preview_painted", recipe_key="x")

        assert anna.heard == ["utter_question_bouquet_ready"]

    async def test_that_came_too_late_is_let_go(self, anna: Talk) -> None:
        await anna.shares("preview_painted", recipe_key="x")

        assert anna.heard == []
