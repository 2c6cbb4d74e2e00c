"""From the cart to the invoice, in words and by buttons, with every refusal on the way."""

import pytest

from tests.support.conversation import Talk


@pytest.fixture
def buyer(anna: Talk) -> Talk:
    return anna.says("добавь в корзину 15 белых роз")


def to_summary(talk: Talk) -> Talk:
    talk.says("оформляем").says("доставка").says("Тверская 12").taps("центр").says("подъезд 2, кв 45")
    talk.says("завтра к шести вечера").says("Ольге").says("+7 903 123-45-67").says("С днём рождения, мама!")
    return talk.taps("Как обычно").taps("Позвонить мне")


class TestByWords:
    def test_reaches_the_summary(self, buyer: Talk) -> None:
        to_summary(buyer)

        for said in (
            "Тверская 12",
            "кв 45",
            "21 ноября",
            "18:00–20:00",
            "Ольге",
            "+79031234567",
            "С днём рождения, мама!",
        ):
            assert said in buyer.said

    def test_a_yes_places_the_order_and_sends_the_invoice(self, buyer: Talk) -> None:
        to_summary(buyer).says("да, всё верно")

        assert buyer.letters[-1]["kind"] == "invoice"
        assert "№" in buyer.said

    def test_in_english(self, ben: Talk) -> None:
        ben.says("add 15 white roses to the cart").says("check out").says("delivery").says(
            "Tverskaya 12, flat 4"
        )
        ben.taps("central Moscow").says("tomorrow at 6pm").says("Olga").says("+79031234567").says("no card")
        ben.taps("As usual").taps("Call me")

        assert "Please check the order" in ben.said


class TestPickup:
    def test_asks_no_address(self, buyer: Talk) -> None:
        buyer.says("оформить").says("самовывоз")

        assert "На какой день" in buyer.said


class TestLocation:
    def test_inside_is_asked_for_the_street(self, buyer: Talk) -> None:
        buyer.says("оформить").taps("Доставка").shares("location_shared", latitude=55.7558, longitude=37.6173)

        assert "Напишите улицу и дом" in buyer.said

    def test_outside_offers_pickup(self, buyer: Talk) -> None:
        buyer.says("оформить").taps("Доставка").shares("location_shared", latitude=59.93, longitude=30.33)
        buyer.taps("Самовывоз")

        assert "На какой день" in buyer.said


class TestWhen:
    @pytest.fixture
    def asked_when(self, buyer: Talk) -> Talk:
        return buyer.says("оформить").says("самовывоз")

    def test_the_weekend_asks_which_day(self, asked_when: Talk) -> None:
        asked_when.says("на выходных")

        assert "21 ноября" in str(asked_when.buttons)
        assert "22 ноября" in str(asked_when.buttons)

    def test_a_past_hour_offers_the_nearest_free(self, asked_when: Talk) -> None:
        asked_when.says("сегодня в 9 утра")

        assert asked_when.buttons

    def test_day_and_hour_at_once(self, asked_when: Talk) -> None:
        asked_when.says("завтра утром")

        assert "На чьё имя" in asked_when.said


class TestCardText:
    def test_may_say_thank_you(self, buyer: Talk) -> None:
        buyer.says("оформить").says("самовывоз").says("завтра утром").says("Анна").says("+79031234567")
        buyer.says("спасибо за всё!")

        assert "Если какого-то цветка" in buyer.said


class TestChangeAtTheSummary:
    def test_returns_to_just_that_question(self, buyer: Talk) -> None:
        to_summary(buyer).taps("✏️ Телефон").says("+7 916 000-11-22")

        assert "Проверьте заказ" in buyer.said
        assert "+79160001122" in buyer.said

    def test_by_words(self, buyer: Talk) -> None:
        to_summary(buyer).says("поменяйте адрес")

        assert "Куда доставить" in buyer.said

    def test_the_same_address_again_asks_nothing_more(self, buyer: Talk) -> None:
        to_summary(buyer).taps("✏️ Адрес").says("Тверская 12")

        assert "Проверьте заказ" in buyer.said
        assert "кв 45" in buyer.said

    def test_an_impossible_day_can_be_thought_better_of(self, buyer: Talk) -> None:
        to_summary(buyer).says("вчера").says("оставь как было")

        assert "21 ноября, сб, 18:00–20:00" in buyer.said

    def test_a_yes_with_a_but_is_no_yes(self, buyer: Talk) -> None:
        to_summary(buyer).says("да, но телефон другой")

        assert "Телефон получателя" in buyer.said

    def test_no_asks_what_to_change(self, buyer: Talk) -> None:
        to_summary(buyer).says("нет")

        assert "Что изменить" in buyer.said


class TestSaidBefore:
    def test_in_the_first_message(self, anna: Talk) -> None:
        anna.says("букет маме на юбилей до 3 тысяч, доставка завтра к шести на Ленина 5, кв 12")
        assert "Ленина 5, кв 12" in anna.said

        anna.says("неважно").says("первый").says("оформить")
        for said in ("Ленина 5, кв 12", "21 ноября", "18:00–20:00", "Где это?"):
            assert said in anna.said

    def test_in_english_with_an_empty_cart(self, ben: Talk) -> None:
        ben.says("deliver tomorrow at six to 5 Lenin street")
        assert "5 Lenin street" in ben.said

        ben.says("add 15 white roses to the cart").says("check out")
        for said in ("5 Lenin street", "18:00–20:00", "Where is that?"):
            assert said in ben.said

    def test_where_to_with_a_full_cart_checks_out(self, buyer: Talk) -> None:
        buyer.says("привезите завтра на Тверскую 12")

        assert "Где это?" in buyer.said


class TestCorrectionsOnTheWay:
    def test_an_hour_at_the_card(self, buyer: Talk) -> None:
        buyer.says("оформить").says("самовывоз").says("завтра утром").says("Анна").says("+79031234567")
        buyer.says("нет, лучше к семи")

        assert "19:00–21:00" in buyer.said
        assert "Что написать на открытке" in buyer.said

    def test_a_phone_at_the_last_question(self, ben: Talk) -> None:
        ben.says("add 15 white roses to the cart").says("check out").says("pickup").says("tomorrow morning")
        ben.says("Anna").says("+79031234567").says("no card")
        ben.says("another phone: +7 916 000 11 22").taps("Call me")

        assert "+79160001122" in ben.said
        assert "Please check the order" in ben.said

    def test_a_place_while_collecting_is_asked_about(self, buyer: Talk) -> None:
        buyer.says("оформить").says("самовывоз").shares(
            "location_shared", latitude=55.758463, longitude=37.611347
        )
        buyer.taps("привезти")

        assert "Напишите улицу и дом" in buyer.said


class TestAfterwards:
    def test_the_order_is_listed_and_can_be_cancelled(self, buyer: Talk) -> None:
        to_summary(buyer).says("да").says("мои заказы")

        assert "ждёт оплаты" in buyer.said.lower() or "№" in buyer.said

        buyer.says("отмени заказ").taps("Да, отменить")

        assert "отменён" in buyer.said
