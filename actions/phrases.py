"""Short words that no intent stands for; what they mean depends on what is at hand."""

import re

CHEAPER = re.compile(r"дешевле|недорог|cheaper|less expensive", re.IGNORECASE)
ANOTHER = re.compile(
    r"^(?:а\s+|нет,?\s+|no,?\s+|покажи\w*\s+|show\s+(?:me\s+)?|any\s+|есть\s+)?"
    r"(?:ещ[её]|друг(?:ие|ой|ое|ую|их)|что-?\s?(?:нибудь|то)\s+друго\w+|иные|more|others?|another|something\s+else|different)"
    r"(?:\s+(?:вариант\w*|букет\w*|один|одну|ones?|options?|bouquets?|please))?[\s.!?]*$",
    re.IGNORECASE,
)
OTHER_COLOR = re.compile(
    r"\bдруг(?:ой|ом|ого|ие|их)\s+(?:цвет(?:е|а|ами?)?|оттен\w+)\b(?!\w)"
    r"|\b(?:по|с)?меня(?:й|ть|йте|ем)\s+цвет\b|\bперекрас\w+"
    r"|\b(?:another|different|other)\s+colou?rs?\b|\bchange\s+the\s+colou?r\b|\bin\s+(?:another|a\s+different)\s+colou?r\b",
    re.IGNORECASE,
)
#: «Другие цвета» are colours, «другие цветы» flowers.
OTHER_FLOWERS = re.compile(
    r"\bдруги(?:е|х|ми)\s+цвет(?:ы|ов|ами)\b|\b(?:other|different)\s+flowers\b", re.IGNORECASE
)
OTHER_BOUQUET = re.compile(
    r"\bдруг(?:ой|ое|ого|ие)\b(?:\s+(?:совсем\s+)?букет\w*)?[\s.!?]*$|\bдругой\s+букет"
    r"|\b(?:another|different|other)\s+bouquet|\bsomething\s+(?:else|different)\b",
    re.IGNORECASE,
)
SIMILAR = re.compile(
    r"\bпохож\w+|\bвроде\s+(?:этого|перв|втор|треть)|\bsimilar\b|\blike\s+(?:this|that)\s+one\b",
    re.IGNORECASE,
)
REMOVE = re.compile(
    r"^(?:пожалуйста,?\s+)?(?:убери|убрать|удали|выкини|выброси|remove|delete|take\s+out)\b", re.IGNORECASE
)
SAME = re.compile(
    r"\bещ[её]\s+(?:один|одну)\b(?!\s+(?:вариант|букет))|\bone\s+more\b(?!\s+bouquet)|\b(?:так(?:ой|ую|ого|ое)|т(?:от|у|о))\s+же\b|\bто\s+же\s+самое\b|\bthe\s+same\b|^same\b|\banother\s+one\s+like\b",
    re.IGNORECASE,
)
#: The words of a correction: what is named instead changes the thing at hand and begins no second one.
INSTEAD = re.compile(
    r"\b(?:не|нет|лучше|вместо|замени\w*|помен\w+|смени\w*|исправ\w+|переделай\w*|а\s+давай\w*|всё-таки|все-таки"
    r"|no|not|instead|rather|change|replace|actually|make\s+it)\b",
    re.IGNORECASE,
)
#: «Добавь ленту к пионам»: the flowers say which bouquet gets it.
BESIDE = re.compile(
    r"\bко?\s+\w+|\bна\s+(?:не|букет)\w*|\b(?:to|on)\s+(?:it|them|that|(?:the|my)\s+(?!cart|basket))",
    re.IGNORECASE,
)
#: «Собери такой»: what was just priced.
THIS = re.compile(r"\b(?:так\w{2,3}|эт\w{1,2}|его|её)\b|\b(?:this|that|it)\b", re.IGNORECASE)
YOURS = re.compile(
    r"^(?:а\s+|ну\s+|пусть\s+)?(?:на\s+(?:ваш|тво)\w?\s+(?:вкус|усмотрение|выбор)|на\s+вкус\s+флориста|(?:выбер|реш)\w+\s+сам\w*|сам\w*\s+(?:выбер|реш)\w+|удивите(?:\s+меня)?"
    r"|you\s+(?:choose|decide|pick)|up\s+to\s+you|surprise\s+me|(?:your|florist['’]?s)\s+choice)[\s.!]*$",
    re.IGNORECASE,
)
NO_EXTRAS = re.compile(
    r"\bno\s+(?:extras|add-?ons)\b|\bwithout\s+(?:extras|add-?ons)\b|\bбез\s+(?:всяких\s+)?(?:дополнений|допов|добавок)\b",
    re.IGNORECASE,
)
NEXT = re.compile(
    r"^(?:дальше|далее|листай(?:\s+дальше)?|следующ\w+(?:\s+страниц\w+)?|next(?:\s+page)?)[\s.!]*$",
    re.IGNORECASE,
)
HOW_MUCH = re.compile(
    r"^(?:а|и|ну)?\s*сколько(?:\s+(?:уже|всего|выходит|получается|вышло|это|сейчас))*[\s?]*$"
    r"|^(?:and\s+)?how\s+much(?:\s+(?:is\s+it|so\s+far|now))*[\s?]*$",
    re.IGNORECASE,
)
#: Where the model takes a change of colour for a change of a picture, the colour stays inside the instruction.
_COLOR_WORDS = {
    "red": r"красн\w+|алы\w+|red|scarlet",
    "white": r"бел\w+|white",
    "pink": r"розов\w+|pink",
    "yellow": r"ж[её]лт\w+|yellow",
    "orange": r"оранжев\w+|orange",
    "purple": r"фиолетов\w+|сирен\w+|лилов\w+|purple|violet|lilac",
    "blue": r"син\w+|голуб\w+|blue",
    "cream": r"кремов\w+|бежев\w+|cream|beige|ivory",
    "green": r"зел[её]н\w+|green",
    "burgundy": r"бордов\w+|burgundy",
    "pastel": r"пастел\w+|нежн\w+|pastel",
    "mixed": r"разноцветн\w+|multicolou?red|mixed|colou?rful",
}


def colors_in(text: str) -> list[str]:
    """The colours that the words name, canonical, in the canon's order."""
    return [
        color for color, words in _COLOR_WORDS.items() if re.search(rf"\b(?:{words})\b", text, re.IGNORECASE)
    ]


ALL = re.compile(
    r"\bвсе\s+(?:два|две|три|трое|эти)\b|\bоб[ае]\b|\bboth\b|\ball\s+(?:of\s+them|three|two)\b", re.IGNORECASE
)
REMOVING = re.compile(
    r"\b(?:убер\w+|убра\w+|удал\w+|выкин\w+|выброс\w+|исключ\w+|без|не|remov\w+|delet\w+|drop|without|no|not|take\s+out)\b",
    re.IGNORECASE,
)
OTHER_WRAP = re.compile(
    r"\bдруг\w+\s+упаковк\w+|\bупаковк\w+\s+друг\w+|\b(?:по|с)мен\w+\s+упаковк\w+"
    r"|\b(?:another|different|other)\s+wrap\w*|\bchange\s+the\s+wrap\w*",
    re.IGNORECASE,
)
OTHER_COUNT = re.compile(
    r"\bдруг\w+\s+количеств\w+|\b(?:another|different|other)\s+number\b|\bchange\s+the\s+number\b",
    re.IGNORECASE,
)
_ADDON_WORDS = {
    "ribbon": r"лент\w+|ribbon",
    "teddy": r"мишк\w+|teddy(?: bear)?",
    "chocolate": r"конфет\w*|шоколад\w*|chocolates?",
    "card": r"открытк\w+|card",
    "vase": r"ваз[уыае]|vase",
    "balloon": r"шар(?:ик)?\w*|balloons?",
}


def addons_in(text: str) -> list[str]:
    """The add-ons that the words name, canonical."""
    return [
        addon for addon, words in _ADDON_WORDS.items() if re.search(rf"\b(?:{words})\b", text, re.IGNORECASE)
    ]


TAKE = re.compile(
    r"^(?:да,?\s+|ок(?:ей)?,?\s+|yes,?\s+|ok(?:ay)?,?\s+)?(?:бер[её]м|беру|возьм[её]м|возьму|годится|подходит"
    r"|(?:i|we)(?:'|’)?ll\s+take\s+it|take\s+it|let(?:'|’)?s\s+take\s+it|deal)[\s.!)]*$",
    re.IGNORECASE,
)
