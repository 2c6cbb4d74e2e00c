"""Refusals, colours that do not grow, the same with a ribbon, another colour, another bouquet: as people say it."""

import pytest

from tests.support.conversation import Talk


class TestRefusals:
    def test_roses_but_not_white_ones(self, anna: Talk) -> None:
        anna.says("покажи розы, но не белые")

        assert "белый" in anna.letters[0]["text"]
        assert "белых роз" not in anna.said

    def test_everything_but_baskets_is_no_cart(self, ben: Talk) -> None:
        ben.says("add 15 white roses to the cart").says("everything except baskets")

        assert len([letter for letter in ben.letters if letter["kind"] == "photo"]) == 3 or "1–3" in ben.said
        assert "1" in ben.says("what's in my cart").said
        assert "15 white roses" in ben.said

    def test_advice_without_white(self, anna: Talk) -> None:
        anna.says("хочу букет но не белые").says("неважно").says("неважно")

        assert "Вот что я бы предложила" in anna.said
        assert "белых роз" not in anna.said


class TestColoursThatDoNotGrow:
    def test_black_roses(self, anna: Talk) -> None:
        anna.says("покажи букет чёрных роз")

        assert "Розы: чёрный цвет в природе не встречается. Ближе всего бордовый" in anna.said
        assert "бордов" in anna.letters[1]["text"]

    def test_blue_roses(self, ben: Talk) -> None:
        ben.says("show me blue roses")

        assert "no blue roses in nature" in ben.said


class TestARibbonForAReadyMadeOne:
    def test_in_russian(self, anna: Talk) -> None:
        anna.says("покажи розы до 5000").says("беру первый").says("добавь к нему ленту")

        assert "25 красных роз, лента" in anna.said

        anna.says("такой же, но с открыткой").says("что в корзине")
        assert "25 красных роз, лента, открытка" in anna.said

        anna.says("убери ленту")
        assert "лента" not in anna.said

    def test_in_english(self, ben: Talk) -> None:
        ben.says("show me roses").says("the first one with a card")

        assert "+ greeting card" in ben.said

    def test_by_buttons(self, anna: Talk) -> None:
        anna.commands("browse_catalogue").taps("🛒 S").taps("Ленту, открытку").taps("Ваза")

        assert ", ваза" in anna.said


class TestAnotherColour:
    @pytest.mark.parametrize("words", ["другой цвет", "а в другом цвете?", "поменяй цвет"])
    def test_of_what_is_on_the_screen(self, anna: Talk, words: str) -> None:
        anna.says("покажи розы").says(words)
        assert "В каком цвете?" in anna.said

        anna.says("белый")
        assert "белых роз" in anna.said

    def test_of_the_bouquet_in_the_cart(self, ben: Talk) -> None:
        ben.says("add 15 white roses to the cart").says("a different color").taps("Red")

        assert "15 red roses" in ben.said

    def test_of_the_bouquet_being_composed(self, anna: Talk) -> None:
        anna.says("собери букет из 15 красных роз").says("другой цвет").says("белый")

        assert "15 стеблей, белый, розы" in anna.said


class TestAnotherBouquet:
    def test_lies_open_at_once(self, anna: Talk) -> None:
        anna.says("собери букет из 15 красных роз").says("я передумал, хочу другой букет")
        assert {"💡 Посоветуйте", "💐 Собрать другой", "🌹 Каталог", "▶️ Продолжить"} <= set(anna.buttons)

        anna.taps("Продолжить")
        assert "15 стеблей, красный, розы" in anna.said

    def test_a_second_one_does_not_push_the_first_out(self, anna: Talk) -> None:
        anna.says("собери букет из 15 красных роз").says("собери букет из 7 белых пионов")
        assert "У вас уже собирается букет: 15 стеблей, красный, розы" in anna.said

        anna.says("новый")
        assert "7 стеблей, белый, пионы" in anna.said


class TestWhatWasNoted:
    def test_is_echoed_in_a_line(self, anna: Talk) -> None:
        anna.says("посоветуй букет").says("до 3000 розовый")

        assert "Записала: до 3\u00a0000\u00a0₽, розовый." in anna.said

    def test_goes_from_advice_to_composing_and_back(self, anna: Talk) -> None:
        anna.says("посоветуй розы маме до 3000 в белом").commands("build_bouquet")
        assert "Пока: белый, розы, до 3\u00a0000\u00a0₽" in anna.said

        anna.says("лучше посоветуй")
        assert "Вот что я бы предложила" in anna.said


class TestOneAnswerIsEnough:
    @pytest.mark.parametrize("words", ["условия", "да", "похожие на первый"])
    def test_nothing_is_said_after_it(self, anna: Talk, words: str) -> None:
        anna.says("добавь в корзину 15 белых роз").says("покажи розы").says(words)

        assert "Не уверена" not in anna.said
        assert "Скажите, пожалуйста, иначе" not in anna.said
        assert anna.says("что в корзине").said.count("Корзина") == 1
