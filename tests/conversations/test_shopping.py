"""Looking around, asking advice, and the cart by words."""

from tests.support.conversation import Talk


class TestBrowsing:
    def test_by_flower_and_price(self, anna: Talk) -> None:
        anna.says("покажи розы до 5000")

        assert any(letter["kind"] == "photo" or "₽" in letter["text"] for letter in anna.letters)

    def test_says_what_was_relaxed(self, anna: Talk) -> None:
        anna.says("покажи синие подсолнухи до 300 рублей")

        assert "Точно такого нет" in anna.said

    def test_more_of_it(self, anna: Talk) -> None:
        anna.says("какие букеты есть").taps("Ещё")

        assert "4–6" in anna.said

    def test_in_english(self, ben: Talk) -> None:
        ben.says("show me the tulips")

        assert "tulip" in ben.said.lower()


class TestAdvice:
    def test_asks_only_for_what_is_missing(self, anna: Talk) -> None:
        anna.says("что посоветуете маме на день рождения до 3000?")

        assert "В каком цвете" in anna.said

    def test_lets_it_does_not_matter_through(self, anna: Talk) -> None:
        anna.says("посоветуйте букет").says("неважно").says("неважно").says("неважно")

        assert "Вот что я бы предложила" in anna.said

    def test_three_options_then_cheaper_ones(self, anna: Talk) -> None:
        anna.says("посоветуй букет жене на годовщину до 7000").says("в красном")

        assert (
            len([letter for letter in anna.letters if "В корзину" in str(letter) or "🛒" in str(letter)]) >= 3
        )

        anna.taps("Подешевле")

        assert "Тогда вот такие" in anna.said

    def test_takes_the_second_by_words(self, anna: Talk) -> None:
        anna.says("посоветуй букет жене на годовщину до 7000").says("в красном").says("беру второй")

        assert "В корзине" in anna.said

    def test_values_alone_begin_advice(self, anna: Talk) -> None:
        anna.says("на день рождения маме")

        assert "На какую сумму" in anna.said


class TestPrices:
    def test_of_a_number_of_stems(self, anna: Talk) -> None:
        anna.says("сколько стоят 25 тюльпанов")

        assert "25" in anna.said
        assert "Итого" in anna.said

    def test_what_is_in_stock(self, ben: Talk) -> None:
        ben.says("do you have blue hydrangeas today")

        assert "hydrangea" in ben.said.lower()


class TestCart:
    def test_stems_by_words(self, anna: Talk) -> None:
        anna.says("добавь в корзину 15 белых роз")

        assert "В корзине" in anna.said

    def test_two_of_it(self, anna: Talk) -> None:
        anna.says("добавь в корзину 15 белых роз").says("сделай две")

        assert "× 2" in anna.said

    def test_a_ribbon_goes_on_and_off(self, anna: Talk) -> None:
        anna.says("добавь в корзину 15 белых роз").says("добавь ленту")

        assert "лент" in anna.said.lower()

        anna.says("убери ленту")

        assert "лент" not in anna.said.lower()

    def test_clear_it(self, anna: Talk) -> None:
        anna.says("добавь в корзину 15 белых роз").says("очисти корзину").says("что в корзине")

        assert "Корзина пуста" in anna.said

    def test_removing_what_is_not_there(self, anna: Talk) -> None:
        anna.says("добавь в корзину 15 белых роз").says("убери тюльпаны из корзины")

        assert "15" not in anna.said
        assert anna.said

    def test_nothing_in_it_cannot_be_checked_out(self, anna: Talk) -> None:
        anna.says("оформить заказ")

        assert "пуст" in anna.said.lower()
