"""Composing a bouquet: all at once, step by step, with corrections, questions, a step back and a change of mind."""

from tests.support.conversation import Talk


class TestAllInOneSentence:
    def test_asks_only_for_the_wrap(self, anna: Talk) -> None:
        anna.says("собери букет из 15 красных роз с лентой")

        assert "завернуть" in anna.said

    def test_shows_the_picture_and_the_price_in_the_end(self, anna: Talk) -> None:
        anna.says("собери букет из 15 красных роз с лентой").taps("Крафт")

        assert anna.letters[-1]["kind"] == "photo"
        assert "15 красных роз" in anna.said
        assert "Итого" in anna.said

    def test_works_in_english(self, ben: Talk) -> None:
        ben.says("make me a bouquet of 15 red roses with a ribbon").says("kraft paper please")

        assert "15 red roses" in ben.said

    def test_keeps_counts_with_their_colours(self, anna: Talk) -> None:
        anna.says("соберите букет из 15 красных и 10 белых роз с лентой").taps("Крафт")

        assert "15 красных роз" in anna.said
        assert "10 белых роз" in anna.said


class TestByButtonsAlone:
    def test_leads_from_colour_to_cart(self, anna: Talk) -> None:
        anna.commands("build_bouquet").taps("розов").taps("7").taps("пион").taps("Готово").taps(
            "Ничего"
        ).taps("Матов")

        assert "7 розовых пионов" in anna.said

        anna.taps("В корзину")

        assert "Букет в корзине" in anna.said


class TestCorrections:
    def test_another_number(self, anna: Talk) -> None:
        anna.says("собери букет из 15 красных роз без всего").says("не 15, а 21")

        assert "21 стебель" in anna.said

    def test_another_colour_at_the_summary(self, anna: Talk) -> None:
        anna.says("собери букет из 15 красных роз с лентой").taps("Крафт").says("лучше белые")

        assert "15 белых роз" in anna.said

    def test_without_the_ribbon_after_all(self, anna: Talk) -> None:
        anna.says("собери букет из 15 красных роз с лентой").taps("Крафт").says("без ленты")

        assert "лент" not in anna.said.lower()
        assert "15 красных роз" in anna.said

    def test_back_asks_the_question_before(self, anna: Talk) -> None:
        anna.commands("build_bouquet").taps("розов").says("назад")

        assert "Какого цвета" in anna.said


class TestTheEvenNumber:
    def test_is_explained_once_and_the_customer_decides(self, anna: Talk) -> None:
        anna.says("собери букет из 12 красных роз с лентой")

        assert "Чётное" in anna.said

        anna.taps("Оставить 12")

        assert "завернуть" in anna.said

    def test_is_not_explained_twice(self, anna: Talk) -> None:
        anna.says("собери букет из 12 красных роз с лентой").taps("Сделать 13").says("давай лучше 10")

        assert "Чётное" not in anna.said


class TestNature:
    def test_there_is_no_blue_peony(self, anna: Talk) -> None:
        anna.says("собери букет из 7 синих пионов")

        assert "пион" in anna.said.lower()
        assert "Какого цвета" in anna.said


class TestInterruptions:
    def test_a_question_is_answered_and_the_form_asks_on(self, anna: Talk) -> None:
        anna.says("собери букет из 15 красных роз с лентой").says("сколько стоит доставка?")

        assert "Доставка по зонам" in anna.said
        assert "завернуть" in anna.said

    def test_small_talk_too(self, anna: Talk) -> None:
        anna.says("собери букет из 15 красных роз с лентой").says("как дела?")

        assert "завернуть" in anna.said

    def test_a_miss_gets_an_example_of_an_answer(self, anna: Talk) -> None:
        anna.commands("build_bouquet").says("ывапролдж")

        assert "Какого цвета" in anna.said

    def test_the_language_changes_in_the_middle(self, anna: Talk) -> None:
        anna.says("собери букет из 15 красных роз с лентой").says("switch to English")

        assert "English it is" in anna.said
        assert "wrap it" in anna.said


class TestChangeOfMind:
    def test_cancel_keeps_what_was_chosen(self, anna: Talk) -> None:
        anna.says("собери букет из 15 красных роз с лентой").says("отмена").taps("Продолжить")

        assert "завернуть" in anna.said
        assert "15 стеблей" in anna.said

    def test_the_colour_survives_from_advice_to_composing(self, anna: Talk) -> None:
        anna.says("посоветуй белый букет маме до 5000").commands("build_bouquet")

        assert "Сколько стеблей" in anna.said
