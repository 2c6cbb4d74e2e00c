"""Colours that are asked for and do not grow: said honestly, with the nearest that do."""

import re
from typing import Any

from actions.recipes import Palette, hues_of, palette
from actions.turn import Turn, word
from florist.kit.canon import COLORS, PALETTES
from florist.kit.terms import term

_OF_A_THING = (
    r"(?!\w*\s+(?:лент|бумаг|короб|упаков|свадьб|юбиле|пятниц|чай|чая|кофе|шоколад|wedding|jubilee|anniversary"
    r"|ribbon|paper|box|wrap|card|friday|tea|coffee|chocolate))"
)
_NOT_REFUSED = r"(?<!не )(?<!без )(?<!not )(?<!no )(?<!rose )"
#: Colours that no flower has, as people say them. Dyed flowers are not sold.
_STRANGE = {
    "black": r"ч[её]рн(?:ый|ая|ое|ые|ых|ого|ой|ую|ыми|енькие|ую)|black",
    "grey": r"сер(?:ый|ая|ое|ые|ых|ого|ую)|серебр(?:истые|истых|истый|яные|яный|яных)|gr[ea]y|silver",
    "gold": r"золот(?:ой|ая|ое|ые|ых|ую)|gold(?:en)?(?! yellow)",
    "brown": r"коричнев(?:ый|ая|ые|ых|ого|ую)|brown",
    "turquoise": r"бирюзов(?:ый|ая|ые|ых|ого|ую)|мятн(?:ый|ая|ые|ых)|turquoise|teal|mint(?: green)?",
}
_PATTERNS = {
    name: re.compile(rf"{_NOT_REFUSED}\b(?:{words})\b{_OF_A_THING}", re.IGNORECASE)
    for name, words in _STRANGE.items()
}
#: What stands nearest, the best first.
NEAR = {
    "black": ("burgundy", "purple"),
    "grey": ("white", "cream", "blue"),
    "gold": ("yellow", "orange", "cream"),
    "brown": ("burgundy", "orange"),
    "turquoise": ("blue", "green", "white"),
    "red": ("burgundy", "pink", "orange"),
    "white": ("cream", "pink"),
    "pink": ("red", "white", "purple", "cream"),
    "yellow": ("orange", "cream", "white"),
    "orange": ("yellow", "red", "pink"),
    "purple": ("pink", "blue", "burgundy"),
    "blue": ("purple", "white"),
    "cream": ("white", "yellow", "pink"),
    "green": ("white", "cream", "yellow"),
    "burgundy": ("red", "purple", "orange"),
}
#: So many neighbours are offered.
_FEW = 2


def strange_color(turn: Turn) -> str | None:
    """The colour in the words that no flower has (``black``), or None."""
    if not turn.is_typed:
        return None
    return next((name for name, pattern in _PATTERNS.items() if pattern.search(turn.text)), None)


def nearest(color: str, flowers: list[str], grown: Palette) -> list[str]:
    """The nearest colours that these flowers (or any, when none are named) are grown in."""
    wanted = flowers or list(grown)
    there = {hue for flower in wanted for hue in grown.get(flower, ())}
    return [hue for hue in NEAR.get(color, ()) if hue in there][:_FEW]


async def real_colors(
    turn: Turn, colors: list[str], flowers: list[str], *, strange: str | None = None
) -> list[str]:
    """``colors`` as far as these flowers have them, else the nearest ones; says what does not exist."""
    grown = await palette()
    known = [flower for flower in flowers if flower in grown]
    missing = [
        color
        for color in colors
        if known and color in COLORS and not any(color in hues_of(flower, grown) for flower in known)
    ]
    kept = [color for color in colors if color not in missing]
    for color in [*missing, *([strange] if strange else [])]:
        near = nearest(color, known, grown)
        _say_missing(turn, color, known if color not in PALETTES else [], near)
        kept += near
    return list(dict.fromkeys(kept))


def _say_missing(turn: Turn, color: str, flowers: list[str], near: list[str]) -> None:
    name = term("color", color) if color in COLORS else word(f"strange-color-{color}")
    close: Any = word("nearest-colors", colors=[term("color", hue) for hue in near]) if near else ""
    if flowers:
        what = [term("flower", flower) for flower in flowers]
        turn.say("utter_no_such_color_of", what=what, color=name, near=close)
    else:
        turn.say("utter_no_such_color", color=name, near=close)
