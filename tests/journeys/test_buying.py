"""From a wish to a paid order: by words, by buttons, all at once, with failures and second thoughts."""

import asyncio
from typing import Any

import httpx
from sqlalchemy import select

from florist.bootstrap import open_shop
from florist.catalogue.models import Product
from florist.orders.models import Order
from florist.payments.models import Invoice
from tests.support import databases
from tests.support.town import Person, Town, said_in


def checks_out_by_words(person: Person) -> None:
    """From a filled cart to the summary, as one would tell it."""
    person.writes("оформляем заказ").hears("Доставить или заберёте")
    person.writes("доставка").hears("Куда доставить")
    person.writes("Тверская 12").hears("Где это")
    person.writes("центр").hears("Подъезд")
    person.writes("подъезд 2, кв 45").hears("На какой день")
    person.writes("завтра к шести вечера").hears("Кому вручить")
    person.writes("Ольге").hears("Телефон")
    person.writes("+7 903 123-45-67").hears("на открытке")
    person.writes("С днём рождения!").hears("Как вручить")
    person.writes("как обычно").hears("какого-то цветка")
    person.writes("позвоните мне").hears("Проверьте заказ.*Ольге.*К оплате")


class TestByWordsOnly:
    def test_composes_checks_out_and_pays(self, anna: Person) -> None:
        anna.writes("привет").hears("Здравствуйте|Рада вас")
        anna.writes("собери букет из 15 красных роз с лентой").hears("завернуть")
        anna.writes("в крафт").hears("15 красных роз.*Итого")
        anna.writes("да, беру").hears("Букет в корзине")
        checks_out_by_words(anna)
        anna.writes("да, всё верно").hears(r"\[invoice\]")

        assert anna.pays()["status"] == "paid"

        anna.hears("Спасибо! Заказ .*оплачен")
        anna.writes("где мой заказ").hears("оплачен")
        anna.writes("что в корзине").hears("Корзина пуста")


class TestByButtonsOnly:
    def test_composes_checks_out_and_pays(self, anna: Person) -> None:
        anna.writes("/start").hears("помогу выбрать")
        anna.taps("Собрать букет").hears("Какого цвета")
        anna.taps("розов").hears("Сколько стеблей")
        anna.taps("7").hears("Какие цветы")
        anna.taps("пион").hears("Готово")
        anna.taps("Готово").hears("Добавить что-нибудь")
        anna.taps("Ничего").hears("завернуть")
        anna.taps("рафт").hears("7 розовых пионов")
        anna.taps("В корзину").hears("Букет в корзине")
        anna.taps("Оформить").hears("Доставить или заберёте")
        anna.taps("Самовывоз").hears("На какой день")
        anna.taps("ноября").hears("В какое время") if "ноября" in said_in(anna.last) else anna.taps(
            ","
        ).hears("В какое время")
        anna.taps("–").hears("На чьё имя")
        anna.taps("Мне").hears("Ваш телефон")
        anna.sends_contact("+79031234567").hears("на открытке")
        anna.taps("Без открытки").hears("какого-то цветка")
        anna.taps("похожим").hears("Проверьте заказ")
        anna.taps("Оплатить").hears(r"\[invoice\]")

        assert anna.pays()["status"] == "paid"

        anna.hears("оплачен")


class TestInEnglish:
    def test_from_advice_to_payment(self, ben: Person) -> None:
        ben.writes("suggest a bouquet for my wife under 6000 in pink").hears("what I would suggest")
        ben.hears("Do you like any")
        ben.writes("I'll take the second one").hears("In the cart")
        ben.writes("check out please").hears("deliver, or will you pick")
        ben.writes("pickup").hears("For which day")
        ben.writes("tomorrow at 3pm").hears("In whose name")
        ben.writes("me").hears("Your phone")
        ben.writes("+7 903 765-43-21").hears("on the card")
        ben.writes("no card").hears("missing")
        ben.writes("call me").hears("Please check the order")
        ben.writes("yes").hears(r"\[invoice\]")

        assert ben.pays()["status"] == "paid"

        ben.hears("Thank you! Order")


class TestSecondThoughts:
    def test_corrections_a_question_and_a_step_back(self, anna: Person) -> None:
        anna.writes("собери букет из 15 красных роз").hears("Добавить что-нибудь")
        anna.writes("не 15, а 21").hears("21 стебель")
        anna.writes("сколько стоит доставка?").hears("Доставка по зонам")
        anna.hears("Добавить что-нибудь")
        anna.writes("назад").hears("Какие цветы")
        anna.writes("тюльпаны").hears("Добавить что-нибудь")
        anna.writes("отмена").hears("Остановились")


class TestPayment:
    def test_a_failure_keeps_the_cart_and_is_tried_again(self, anna: Person) -> None:
        anna.writes("добавь в корзину 15 белых роз").hears("В корзине")
        checks_out_by_words(anna)
        anna.writes("да").hears(r"\[invoice\]")
        anna.pays("failed")
        anna.writes("что в корзине").hears("15")
        anna.writes("мои заказы").hears("№")
        anna.writes("где мой заказ").hears("Оплатить")
        anna.taps("Оплатить").hears(r"\[invoice\]")

        assert anna.pays()["status"] == "paid"

    def test_the_same_notice_twice_is_one_payment(self, anna: Person, running: Town) -> None:
        anna.writes("добавь в корзину 15 белых роз").hears("В корзине")
        checks_out_by_words(anna)
        anna.writes("да").hears(r"\[invoice\]")
        told = anna.pays()
        anna.hears("оплачен")

        anna.forges(successful_payment(running, anna, told["telegram_payment_charge_id"]))
        anna.writes("где мой заказ").hears("оплачен")
        mine = order_of(running, anna)

        assert mine["status"] == "paid"
        assert len(mine["payments"]) == 1

    def test_an_update_that_comes_again_is_no_second_wish(self, anna: Person) -> None:
        said = anna.writes("добавь в корзину 15 белых роз").last_act
        anna.hears("В корзине")

        anna.forges({"update_id": said["update_id"], **anna.message("добавь в корзину 15 белых роз")})
        message = anna.writes("что в корзине").hears("Корзина.*Итого")

        assert "× 1" in said_in(message)


class TestTheLastBouquet:
    def test_one_wins_and_the_other_is_told(self, running: Town) -> None:
        anna, boris = running.person("ru", "Анна"), running.person("ru", "Борис")
        product = last_one(running, "one-hydrangea")
        for person in (anna, boris):
            person.writes(f"/start product-{product}").hears("гортензия.*В корзину|гортензия.*₽")
            person.taps("🛒").hears("В корзине")
            checks_out_to_pickup(person)

        anna.writes("да").hears(r"\[invoice\]")
        boris.writes("да").hears("закончил|разобрали|больше нет|осталось|не хват|распродан")

        assert anna.pays()["status"] == "paid"


def checks_out_to_pickup(person: Person) -> None:
    person.writes("оформляем заказ").hears("Доставить или заберёте")
    person.writes("самовывоз").hears("На какой день")
    person.writes("завтра к шести вечера").hears("На чьё имя")
    person.writes("мне").hears("Ваш телефон")
    person.writes("+7 903 123-45-67").hears("на открытке")
    person.writes("без открытки").hears("какого-то цветка")
    person.writes("позвоните мне").hears("Проверьте заказ")


def last_one(running: Town, slug: str) -> int:
    """Leaves one of this product on the shelf; its id."""

    async def leave() -> int:
        shop = open_shop(databases.settings(running.database, running.folder))
        async with shop.transaction() as session:
            row = (await session.scalars(select(Product).where(Product.slug == slug))).one()
            row.stock = 1
            found = row.id
        await shop.close()
        return found

    return asyncio.run(leave())


def successful_payment(running: Town, person: Person, charge_id: str) -> dict[str, object]:
    """The notice of a charge that was told before, as a new update."""

    async def invoice() -> Invoice:
        shop = open_shop(databases.settings(running.database, running.folder))
        async with shop.reading() as session:
            query = select(Invoice).join(Order).where(Order.user_id == person.id).order_by(Invoice.id.desc())
            found = (await session.scalars(query)).first()
        await shop.close()
        assert found is not None
        return found

    paid = asyncio.run(invoice())
    notice = {
        "currency": paid.currency,
        "total_amount": paid.amount,
        "invoice_payload": paid.payload,
        "telegram_payment_charge_id": charge_id,
        "provider_payment_charge_id": "test-again",
    }
    message = {**person.message("")["message"], "successful_payment": notice}
    message.pop("text")
    return {"message": message}


def order_of(running: Town, person: Person) -> dict[str, Any]:
    return next(
        order for order in operators(running, "orders") if order["customer"]["telegram_id"] == person.id
    )


def operators(running: Town, what: str) -> list[dict[str, Any]]:
    answer = httpx.get(
        f"{running.gateway}/api/admin/{what}", headers={"Authorization": "Bearer tulip"}, trust_env=False
    )
    answer.raise_for_status()
    page = answer.json()
    found: list[dict[str, Any]] = page["items"] if isinstance(page, dict) else page
    return found
