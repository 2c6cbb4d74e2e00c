"""Names, telephone numbers, addresses, as people write them."""

from __future__ import annotations

import pytest

from tests.rasa_addons.nlu.reading_room import of, values


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ольге", "Ольге"), ("для Анны Петровны", "Анны Петровны"), ("to Anna Smith", "Anna Smith"),
        ("меня зовут Эльмира", "Эльмира"),
        ("получатель Иванова Светлана Петровна", "Иванова Светлана Петровна"), ("I'm Priya", "Priya"),
        ("оля", "оля"),
        ("recipient: Mrs Helen Carter", "Helen Carter"), ("Вера её зовут", "Вера"),
        ("her name's Abigail", "Abigail"), ("John Peterson", "John Peterson"),
        ("подпись Ваш Дима", "Дима"), ("спросить Риту", "Риту"),
        ("put the order under Kuznetsova", "Kuznetsova"),
        ("позвонить Оксану Шевчук", "Оксану Шевчук"), ("Patrick O'Neil", "Patrick O'Neil"),
        ("it's for laura mendez", "laura mendez"), ("olga smirnova +7 903 123-45-67", "olga smirnova"),
        ("спросить веру", "веру"), ("for Rosie Parker", "Rosie Parker"),
    ],
)  # fmt: skip
def test_a_name_is_taken_as_written(text: str, name: str) -> None:
    assert of("name", text, "inform") == [name]


@pytest.mark.parametrize(
    "text",
    [
        "чё есть",
        "хай",
        "есть гартензия?",
        "розы",
        "на 8 марта",
        "what if the recipient isn't home",
        "нет у меня света",
        "любой",
        "for mum please",
        "розы любой свежести",
    ],
)
def test_other_words_are_nobodys_name(text: str) -> None:
    assert of("name", text, "inform") == []


def test_in_bookings_a_name_is_the_specialists() -> None:
    assert of("specialist", "запишите меня к Анне вместо Ольги", "reschedule_appointment") == [
        "Анне",
        "Ольги",
    ]
    assert of("name", "запишите меня к Марине, меня зовут Олег", "book_appointment") == ["Олег"]


@pytest.mark.parametrize(
    ("text", "intent", "specialist"),
    [
        ("book a workshop w kate", "book_appointment", "kate"),
        ("is Enzo free on friday", "ask_slots", "Enzo"),
        ("zapishite k Poline", "book_appointment", "Poline"),
        ("консультация у Анны Беловой", "inform", "Анны Беловой"),
    ],
)
def test_a_specialist_is_known_in_any_spelling(text: str, intent: str, specialist: str) -> None:
    assert of("specialist", text, intent) == [specialist]


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("8 903 123 45 67", "+79031234567"), ("+7 (916) 123-45-67", "+79161234567"),
        ("89261234567", "+79261234567"),
        ("Sophie, +44 20 7946 0958", "+442079460958"), ("+1 202 555 0147", "+12025550147"),
        ("0049 151 5555 6789", "+4915155556789"),
    ],
)  # fmt: skip
def test_a_telephone_number_is_e164(text: str, phone: str) -> None:
    assert of("phone", text, "inform") == [phone]


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("восемь девятьсот шестнадцать сто двадцать три сорок пять шестьдесят семь", "+79161234567"),
        ("получит Анна, восемь, девятьсот три, двести, ноль пять, тридцать один", "+79032000531"),
        ("my number is plus seven nine one six one two three four five six seven", "+79161234567"),
    ],
)
def test_a_dictated_telephone_number_is_put_together(text: str, phone: str) -> None:
    assert of("phone", text, "inform") == [phone]
    assert of("quantity", text, "inform") == []
    assert of("budget", text, "inform") == []


def test_many_numbers_are_no_telephone_number() -> None:
    assert of("phone", "пять роз семь пионов девять лилий и сто один тюльпан", "inform") == []


def test_a_wrong_telephone_number_is_no_price_either() -> None:
    assert values("it's 0 7911 123456", "inform") == []


@pytest.mark.parametrize(
    "address",
    [
        "Тверскую 12, кв 45", "ул. Ленина д. 5", "ленина 5 кв 3", "улица пушкина дом десять квартира пять",
        "12 Baker Street, flat 4",
        "г. Химки, Юбилейный проспект, 60, кв. 12", "Flat 3, 17 Garden Road", "221B Baker Street",
        "5 Park Lane, 2nd floor",
        "Казань, Баумана 51", "бц Омега, Ленинская слобода 19, оф 612", "мкр Солнечный, 14-88",
        "5 lenin st apt 3", "Мира 32к1, кв 77",
        "Большую Ордынку, 17", "Столешников Переулок, 6/3, офис 12", "Flat 2, 9 King's Road, third floor",
        "The Old Forge, Mill Lane, Selby village", "деревню Лужки, дом 14", "Hill Cottage, 3 Church Lane",
    ],
)  # fmt: skip
def test_an_address_is_taken_whole(address: str) -> None:
    assert values(address, "inform") == [("address", address)]


def test_an_hour_before_an_address_is_no_part_of_it() -> None:
    found = values("на завтра к пяти вечера улица Гагарина дом семь", "checkout")
    assert ("address", "улица Гагарина дом семь") in found
    assert ("time", "17:00") in found


def test_what_surrounds_an_address_stays_outside() -> None:
    found = values("Елена, Гагарина 5-17, завтра с 12 до 15, 89151112244", "inform")
    assert found == [
        ("name", "Елена"),
        ("address", "Гагарина 5-17"),
        ("date", "2026-11-21"),
        ("time", "12:00-15:00"),
        ("phone", "+79151112244"),
    ]


@pytest.mark.parametrize(
    "text", ["красные розы 15", "номер заказа 512", "June 3", "120 roses in place of 100", "бюджет 4000"]
)
def test_other_numbers_are_no_address(text: str) -> None:
    assert of("address", text, "inform") == []


def test_after_an_address_somebody_begins() -> None:
    found = values("Самара, Садовая улица, 8, кв. 31. Жанна Орлова", "inform")
    assert found == [("address", "Самара, Садовая улица, 8, кв. 31"), ("name", "Жанна Орлова")]
