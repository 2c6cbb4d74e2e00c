"""The words of addresses: streets, houses, towns, places, and what an address is asked with."""

from __future__ import annotations

from rasa_addons.nlu.vocabulary import english_names, parses, russian_names

STREET = frozenset(
    "ул улица улицу улице улицы ул. проспект пр-т пр просп пр-кт переулок пер переулке бульвар б-р бул"
    " бульваре набережная наб шоссе площадь пл"
    " проезд пр-д аллея тупик микрорайон мкр мкрн квартал снт кп поселок поселке пос деревня деревню"
    " деревне дер село селе линия"
    " проспекте проспекту тракт"
    " ulitsa prospekt proezd pereulok embankment naberezhnaya shosse prospect bulvar".split()
)
STREET_AFTER = frozenset(
    "street st avenue ave road rd lane ln boulevard blvd drive dr court ct square sq place pl close way hill"
    " terrace crescent row park"
    " gardens garden highway hwy quay proezd prospekt street. parade walk mews grove alley wharf bridge"
    " green rise view heights village estate".split()
)
TOWN = frozenset("г город гор city town область обл район р-н республика край".split())
# Street types that are ordinary words unless they have a capital.
ORDINARY = frozenset(
    "close way park green view rise court place square hill drive garden gardens row bridge walk village"
    " heights".split()
)
# House words that say nothing by themselves.
WEAK_HOUSE = frozenset(
    "номер № number no code код fl ap desk gate unit block литер литера под эт вход стр door д стойка".split()
)
HOUSE = frozenset(
    "коттедж коттеджа участок дача дом д корпус корп строение стр квартира кв квартиру парадная подъезд"
    " под этаж эт офис оф домофон код"
    " палата кабинет каб помещение пом секция"
    " комната комн номер № вход блок литер литера house building bldg flat apt apartment entrance floor"
    " office room ward suite unit"
    " door intercom code block no number fl ap desk gate стойка".split()
)
PLACE = frozenset(
    "тц трц бц школа школу школе больница больницу больнице роддом отель гостиница ресторан университет"
    " театр загс детсад клиника поликлиника"
    " вокзал аэропорт метро институт лицей гимназия hotel hospital school mall office hostel centre center"
    " church university clinic"
    " station airport library museum cafe restaurant kindergarten сад жк ж/к салон музей библиотека м"
    " mill".split()
)
CUES = frozenset(
    "адрес адресу адреса адресом доставьте доставка доставить доставку везите привезите привези привезти"
    " отвезите отвезти перенаправьте"
    " живет живу живем address deliver delivery delivered bring redirect send live lives located ship"
    " отправьте отправить курьера courier"
    " доставляйте доставь отвези dostavka to: куда направьте перенаправить адресс редирект drop".split()
)
JOINING = frozenset({".", "-", "/", "–", "№", "#", "'s", "«", "»", '"', "“", "”", "&"})
STOPS = frozenset(
    "на в во по к ко с со до от для за и а но не это или через после между около to at from for the by on in"
    " and but not is are tomorrow today"
    " завтра сегодня please пожалуйста получатель получателю спросить позвонить тел телефон звонить звоните"
    " ask call phone заказ order мой my"
    " this time another other новый старый другой адрес address букет bouquet доставка доставьте курьер same"
    " тот же me мне её ее"
    " теперь теперь надо нужно it should be was will there take flowers now instead вместо ошиблась ошибся"
    " адресс".split()
)
MONTH_STEMS = (
    "январ",
    "феврал",
    "март",
    "апрел",
    "мая",
    "июн",
    "июл",
    "август",
    "сентябр",
    "октябр",
    "ноябр",
    "декабр",
)
STREET_ENDINGS = ("sky", "skaya", "skiy", "skoy", "naya", "vaya", "skogo", "ova", "ina")
LARGEST_HOUSE = 1500


def is_street_name(normal: str) -> bool:
    """Whether a lower-case word may be a street without "улица": "ленина", "лесная", "тверскую"."""
    if normal[0] not in "абвгдежзийклмнопрстуфхцчшщэюя" or len(normal) < 4 or normal.startswith(MONTH_STEMS):
        return False
    if normal.endswith(
        ("ская", "скую", "ской", "ная", "ную", "ной", "вая", "вую", "вой", "цкая", "цкую", "ский", "ный")
    ):
        return True
    return any({"Surn", "Geox"} & set(p.tag.grammemes) and p.score > 0.1 for p in parses(normal)[:4]) or (
        normal
        in (
            "мира",
            "победы",
            "ленина",
            "пушкина",
            "гагарина",
            "труда",
            "свободы",
            "кирова",
            "жукова",
            "калинина",
            "баумана",
        )
    )


def is_given_name(normal: str) -> bool:
    """Whether a lower-case word is the name of a person rather than of a street."""
    return normal in russian_names() or normal in english_names()[0]
