"""Changes of mind while a bouquet is composed, in words that no intent stands for."""

from actions import phrases
from actions.bouquet_questions import wrap_in
from actions.fields import SHORT
from actions.form_turns import form_left
from actions.turn import Turn

#: What the model at times takes a word about the bouquet for.
_OF_THE_STUDIO = frozenset({"edit_image", "generate_image"})


def is_of_the_bouquet(turn: Turn) -> bool:
    """Whether the words are plainly about the bouquet in the making, whatever the model took them for."""
    hidden = turn.intent in _OF_THE_STUDIO and (turn.entities("color") or turn.entities("addon"))
    wraps = wrap_in(turn.text) is not None and len(turn.text.split()) <= SHORT
    spoken = any(pattern.search(turn.text) for pattern in (phrases.NO_EXTRAS, phrases.HOW_MUCH, phrases.TAKE))
    return bool(hidden or wraps or spoken or reopened_by(turn) or wants_another_bouquet(turn))


def differs(before: list[str] | None, named: list[str]) -> bool:
    return bool(before and named and not set(before) & set(named))


def wished_flowers(turn: Turn) -> list[str]:
    """Flowers of a finished search, or of an advice that was interrupted by this bouquet."""
    flowers = turn.slot("wish_flowers") or []
    if not flowers and "recommendation_form" in {
        turn.slot("interrupted_form"),
        form_left(turn, "bouquet_form"),
    }:
        flowers = (turn.slot("wish_notes") or {}).get("flowers") or []
    return list(flowers)


def wants_another_bouquet(turn: Turn) -> bool:
    """«Хочу другой букет» with nothing more said of it."""
    named = any(turn.entities(name) for name in ("color", "flower", "quantity", "addon"))
    return bool(phrases.OTHER_BOUQUET.search(turn.text)) and not named


def reopened_by(turn: Turn) -> str | None:
    """The question that «другой цвет», "other flowers" open again."""
    if phrases.OTHER_COLOR.search(turn.text) and not turn.entities("color"):
        return "bouquet_colors"
    if phrases.OTHER_WRAP.search(turn.text) and wrap_in(turn.text) is None:
        return "bouquet_wrap"
    if phrases.OTHER_COUNT.search(turn.text) and not turn.entities("quantity"):
        return "bouquet_stems"
    if phrases.OTHER_FLOWERS.search(turn.text) and not turn.entities("flower"):
        return "bouquet_flowers"
    return None
