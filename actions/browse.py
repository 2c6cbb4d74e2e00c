"""Looking around: cards with pictures, more of them, similar ones, prices and what is in stock."""

import re
from typing import Any

from rasa_sdk.events import FollowupAction, SlotSet

from actions.hues import strange_color
from actions.shop_action import ShopAction, shop
from actions.turn import Events, Turn, button, rows, word
from actions.wishes import as_wish, ordinal, read_wish, refining, remember, with_real_colors, words_of
from florist.catalogue import service as catalogue
from florist.catalogue.service import Browse, Card, Size
from florist.kit.canon import CATEGORIES
from florist.kit.terms import stems, term

PER_PAGE = 3
_MORE = re.compile(r"\b(ещ[её]|дальше|следующ\w+|more|next)\b", re.IGNORECASE)


def show_card(turn: Turn, card: Card, size: Size | None = None, reason: Any = None) -> None:
    """One product: picture, name, price, what is in it, and its buttons."""
    chosen = size or card.middle
    adds = [
        button(
            word("button-add-size", size=term("size", s.code), price=s.price.value),
            "add_to_cart",
            product=card.id,
            size=s.code,
        )
        for s in card.sizes
    ]
    if len(card.sizes) == 1:
        adds = [button("button-to-cart", "add_to_cart", product=card.id)]
    letter: dict[str, Any] = {
        "buttons": [adds, [button("button-similar", "more_like_this", product=card.id)]]
    }
    if card.picture:
        letter |= {"kind": "photo", "photo": card.picture}
    turn.say(
        "utter_card_reasoned" if reason else "utter_card",
        letter=letter,
        name=card.name,
        description=card.description,
        price=chosen.price.value,
        composition=chosen.composition,
        reason=reason or "",
    )


def shown(cards: list[Card], how: dict[str, Any]) -> Events:
    """What the conversation remembers of the cards on the screen."""
    return [SlotSet("shown_cards", [card.id for card in cards]), SlotSet("shown_by", how)]


def size_shown(turn: Turn, card: Card) -> Size:
    """The size whose price the customer saw: what is taken from the screen costs what the screen said."""
    by = turn.slot("shown_by") or {}
    code = (by.get("sizes") or {}).get(str(card.id))
    named = next((size for size in card.sizes if size.code == code), None)
    return named or card.fitting(as_wish(by.get("wish") or {}))


def say_relaxed(turn: Turn, names: list[str], refused: list[str]) -> None:
    """What had to be given up to find anything, and what was kept away all the same."""
    kept = word("kept-away", what=[words_of(value) for value in refused]) if refused else ""
    turn.say("utter_browse_relaxed", relaxed=[word(f"relaxed-{name}") for name in names], kept=kept)


class ActionBrowse(ShopAction):
    action_name = "action_browse"

    async def answer(self, turn: Turn) -> Events:
        before = turn.slot("shown_by") or {}
        wish = read_wish(turn)
        if not wish and before.get("by") == "browse" and _MORE.search(turn.text):
            return await browse_page(turn, before["wish"], int(before["page"]) + 1)
        if not wish and before.get("by") == "recommend" and not turn.form and _MORE.search(turn.text):
            return [FollowupAction("action_recommend")]
        if not wish:
            choices = [
                button(term("category", category), "browse_catalogue", category=category)
                for category in CATEGORIES
            ]
            last = [button("menu-recommend", "request_recommendation"), button("menu-build", "build_bouquet")]
            turn.say("utter_browse_what", letter={"buttons": [*rows(choices, 2), last]})
        wish = await with_real_colors(turn, refining(turn))
        return [*await browse_page(turn, wish, 0), *remember(turn, wish)]


class ActionShowMore(ShopAction):
    action_name = "action_show_more"

    async def answer(self, turn: Turn) -> Events:
        before = turn.slot("shown_by") or {}
        return await browse_page(turn, before.get("wish") or {}, turn.number("page") or 0)


async def browse_page(turn: Turn, wish: dict[str, Any], page: int) -> Events:
    """A page of the catalogue, with what had to be relaxed and the way to the next one."""
    async with shop().reading() as session:
        found: Browse = await catalogue.browse(session, as_wish(wish), page=page, per_page=PER_PAGE)
    if not found.cards:
        turn.say("utter_browse_empty")
        return []
    refused = wish.get("wish_refused") or []
    if found.relaxed and page == 0:
        say_relaxed(turn, found.relaxed, refused)
    elif refused and page == 0:
        turn.say("utter_browse_without", what=[words_of(value) for value in refused])
    for card in found.cards:
        show_card(turn, card, card.fitting(as_wish(wish)))
    more = [button("button-more", "show_more", page=found.page + 1)] if found.page + 1 < found.pages else []
    first = found.page * PER_PAGE + 1
    letter = {"buttons": [[*more, button("menu-cart", "view_cart")]]}
    turn.say(
        "utter_browse_page", letter=letter, first=first, last=first + len(found.cards) - 1, count=found.total
    )
    return shown(found.cards, {"by": "browse", "wish": wish, "page": found.page, "more": bool(more)})


class ActionSimilar(ShopAction):
    action_name = "action_similar"

    async def answer(self, turn: Turn) -> Events:
        product = turn.number("product")
        on_screen = turn.slot("shown_cards") or []
        if product is None and on_screen:
            which = ordinal(turn.text) or 1
            product = on_screen[which - 1 if 0 < which <= len(on_screen) else -1]
        if product is None:
            return await ActionBrowse().answer(turn)
        async with shop().reading() as session:
            one = await catalogue.card(session, product)
            refused = frozenset((turn.slot("shown_by") or {}).get("wish", {}).get("wish_refused") or ())
            cards = await catalogue.similar(session, one.id, PER_PAGE, exclude=refused)
        if not cards:
            turn.say("utter_browse_empty")
            return []
        turn.say("utter_similar", name=one.name)
        for card in cards:
            show_card(turn, card)
        return shown(cards, {"by": "similar", "wish": {}, "page": 0})


class ActionTellAvailability(ShopAction):
    action_name = "action_tell_availability"

    async def answer(self, turn: Turn) -> Events:
        flowers = turn.entities("flower")
        if not flowers:
            return await browse_page(turn, await with_real_colors(turn, refining(turn)), 0)
        color, strange = turn.entity("color"), strange_color(turn)
        wish = await with_real_colors(turn, read_wish(turn)) if strange else read_wish(turn)
        async with shop().reading() as session:
            for flower in flowers:
                stock = await catalogue.stock_of(session, flower, color)
                if not strange:
                    self._tell(turn, stock, color)
            found = await catalogue.browse(session, as_wish(wish), per_page=PER_PAGE)
        if found.cards and not found.relaxed:
            for card in found.cards:
                show_card(turn, card)
            return [
                *shown(found.cards, {"by": "browse", "wish": wish, "page": 0}),
                *remember(turn, wish),
            ]
        return remember(turn, wish)

    def _tell(self, turn: Turn, stock: catalogue.Stock, color: str | None) -> None:
        there = [term("color", hue) for hue, count in stock.colors.items() if count]
        what = term("flower", stock.flower)
        compose = button(
            "button-compose-this",
            "build_bouquet",
            flower=stock.flower,
            entities={"color": color} if color and stock.count else {},
        )
        if not there:
            turn.say("utter_stock_none", what=what)
        elif not stock.count:
            turn.say(
                "utter_stock_other_colors",
                letter={"buttons": [[compose]]},
                what=what,
                colors=there,
                color=term("color", str(color)),
            )
        else:
            counted = stems(stock.flower, None, stock.count)
            turn.say("utter_stock", letter={"buttons": [[compose]]}, what=what, counted=counted, colors=there)
