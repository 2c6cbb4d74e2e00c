"""What goes into the cart: a product, stems, a card of the screen, and the ribbon around it."""

import re
from typing import Any

from actions import phrases
from actions.browse import browse_page, shown, size_shown
from actions.cart import (
    LIKELY_STEMS,
    ask_which,
    cart_at_hand,
    is_cart_at_hand,
    meant_lines,
    newest,
    say_added,
    show_cart,
)
from actions.shop_action import ShopAction, shop
from actions.turn import Events, Turn, button, rows, word
from actions.wishes import as_wish, ordinal, ordinals, read_wish, with_real_colors
from florist.bouquets import service as bouquets
from florist.bouquets.recipe import from_wish
from florist.cart import service as cart
from florist.catalogue import service as catalogue
from florist.catalogue.service import Card
from florist.kit.terms import term

_BOUQUET = re.compile(r"букет|bouquet|bunch", re.IGNORECASE)
_SIZES = [
    ("l", re.compile(r"\bL\b|побольше|больш\w+|\blarger?\b|\bbig(?:ger)?\b", re.IGNORECASE)),
    ("m", re.compile(r"\bM\b|средн\w+|\bmedium\b", re.IGNORECASE)),
    ("s", re.compile(r"\bS\b|поменьше|маленьк\w+|небольш\w+|\bsmall(?:er)?\b", re.IGNORECASE)),
]


class ActionAddToCart(ShopAction):
    action_name = "action_add_to_cart"

    async def answer(self, turn: Turn) -> Events:
        product, count = turn.number("product"), turn.number("quantity")
        if product is not None:
            return await self._add(turn, product, turn.entity("size"), 1 if count is None else count)
        if turn.entity("line") is not None or turn.entity("choice") == "addons":
            return await self._adorn(turn)
        flowers, addons = turn.entities("flower"), turn.entities("addon")
        few_bouquets = (
            turn.is_typed and count is not None and _things(turn) == count and _BOUQUET.search(turn.text)
        )
        if flowers and count is not None and not few_bouquets:
            return await self._add_stems(turn)
        of_the_screen = bool(turn.slot("shown_cards") and turn.is_typed and ordinal(turn.text) is not None)
        if addons and (phrases.BESIDE.search(turn.text) or not (flowers or of_the_screen)):
            return await self._add_addons(turn)
        return await self._add_from_screen(turn)

    async def _add(self, turn: Turn, product: int, size: str | None = None, count: int = 1) -> Events:
        async with shop().transaction() as session:
            line = await cart.add_product(
                session, turn.user_id, product, size, count, addons=turn.entities("addon")
            )
            basket = await cart.view(session, turn.user_id)
        return say_added(turn, line, basket)

    async def _add_all(self, turn: Turn, cards: list[Card]) -> Events:
        """«Беру первый и третий», "all three": each in the size that was shown."""
        addons = turn.entities("addon")
        async with shop().transaction() as session:
            for card in cards:
                size = size_shown(turn, card).code
                await cart.add_product(session, turn.user_id, card.id, size, addons=addons)
            basket = await cart.view(session, turn.user_id)
        return show_cart(turn, basket)

    async def _add_stems(self, turn: Turn) -> Events:
        """«добавь 15 красных роз»: a bouquet of just that."""
        counts = turn.numbers("quantity")
        async with shop().transaction() as session:
            grown = await catalogue.palette(session)
            colors = turn.entities("color") or ["mixed"]
            many: int | list[int] = counts if len(counts) > 1 else counts[0]
            recipe = from_wish(colors, many, turn.entities("flower"), turn.entities("addon"), palette=grown)
            line = await cart.add_recipe(session, turn.user_id, recipe)
            basket = await cart.view(session, turn.user_id)
        await bouquets.preview(shop(), recipe)
        return say_added(turn, line, basket)

    async def _add_addons(self, turn: Turn) -> Events:
        """A ribbon goes to the bouquet that is being bought: the one that is named, else the newest."""
        addons = turn.entities("addon")
        async with shop().reading() as session:
            basket = await cart.view(session, turn.user_id)
            cards = await catalogue.cards(session, turn.slot("shown_cards") or [])
        if cards and (not basket.lines or not is_cart_at_hand(turn)) and turn.intent != "add_to_cart":
            return _which_card(turn, cards)
        if not basket.lines:
            if cards:
                return _which_card(turn, cards)
            turn.say("utter_addon_needs_bouquet", what=[term("addon", addon) for addon in addons])
            return []
        named = turn.entities("flower") or (turn.is_typed and ordinal(turn.text) is not None)
        found = meant_lines(turn, basket) if named else [newest(basket)]
        if len(found) > 1:
            ask_which(turn, basket, found, "add_to_cart", addon=addons)
            return []
        if set(addons) <= found[0].addons:
            turn.say(
                "utter_addon_already", what=[term("addon", addon) for addon in addons], name=found[0].name
            )
            return [cart_at_hand(turn)]
        async with shop().transaction() as session:
            basket = await cart.add_addons(session, turn.user_id, found[0].id, addons)
        return show_cart(turn, basket)

    async def _adorn(self, turn: Turn) -> Events:
        """By buttons: which line, then which add-ons, with what each of them costs."""
        addons = turn.entities("addon")
        async with shop().transaction() as session:
            basket = await cart.view(session, turn.user_id)
            if not basket.lines:
                return show_cart(turn, basket)
            found = meant_lines(turn, basket)
            if len(found) > 1:
                ask_which(turn, basket, found, "add_to_cart")
                return []
            [line] = found
            if addons:
                return show_cart(turn, await cart.add_addons(session, turn.user_id, line.id, addons))
            prices = await catalogue.extras(session, "addon")
        choices = [
            button(
                word("button-line", name=term("addon", addon), price=price.value),
                "add_to_cart",
                line=line.id,
                addon=addon,
            )
            for addon, price in prices.items()
            if addon not in line.addons
        ]
        letter = {"menu": "cart", "buttons": [*rows(choices, 2), [button("menu-cart", "view_cart")]]}
        turn.say("utter_add_which_addon", letter=letter, name=line.name)
        return []

    async def _add_from_screen(self, turn: Turn) -> Events:
        """«беру второй», «добавь пионы»: one of the cards on the screen, else a look into the catalogue."""
        async with shop().reading() as session:
            cards = await catalogue.cards(session, turn.slot("shown_cards") or [])
        several = _several(turn, cards)
        if len(several) > 1:
            return await self._add_all(turn, several)
        fitting = _fitting(turn, cards)
        if len(fitting) == 1 and _is_there(turn, cards):
            size = _size_said(turn, fitting[0]) or size_shown(turn, fitting[0]).code
            return await self._add(turn, fitting[0].id, size, _things(turn))
        if fitting and not turn.entities("flower"):
            return _which_card(turn, fitting)
        wish = await with_real_colors(turn, read_wish(turn))
        if not wish and not turn.slot("shown_cards"):
            turn.say("utter_add_what")
        elif wish:
            async with shop().reading() as session:
                found = await catalogue.browse(session, as_wish(wish), per_page=1)
            if found.total == 1 and not found.relaxed:
                return await self._add(turn, found.cards[0].id, count=_things(turn))
            turn.say("utter_add_choose")
        return await browse_page(turn, wish, 0)


def _which_card(turn: Turn, cards: list[Card]) -> Events:
    """One of several cards is meant; the add-ons that were named go with the one that is tapped."""
    addons: dict[str, Any] = {"addon": turn.entities("addon")} if turn.entities("addon") else {}
    choices = [
        [
            button(
                word("button-line", name=card.name, price=size_shown(turn, card).price.value),
                "add_to_cart",
                product=card.id,
                size=size_shown(turn, card).code,
                entities=addons,
            )
        ]
        for card in cards
    ]
    turn.say("utter_add_which", letter={"buttons": choices})
    return shown(cards, turn.slot("shown_by") or {"by": "browse", "wish": {}, "page": 0})


def size_in(text: str) -> str | None:
    """The size that the words name: s, m or l."""
    return next((code for code, pattern in _SIZES if pattern.search(text)), None)


def _size_said(turn: Turn, card: Card) -> str | None:
    """The size that the words name, if this product comes in it."""
    said = size_in(turn.text) if turn.is_typed else None
    return said if said in {size.code for size in card.sizes} else None


def _things(turn: Turn) -> int:
    number = turn.number("quantity")
    return number if number is not None and 1 <= number < LIKELY_STEMS else 1


def _several(turn: Turn, cards: list[Card]) -> list[Card]:
    """The cards when more than one of them is named; instead of one another is no second one."""
    if not turn.is_typed or phrases.INSTEAD.search(turn.text):
        return []
    if phrases.ALL.search(turn.text):
        return cards
    return [cards[number - 1] for number in ordinals(turn.text) if 0 < number <= len(cards)]


def _is_there(turn: Turn, cards: list[Card]) -> bool:
    """There is no second of one: then it is asked, not guessed."""
    position = ordinal(turn.text) if turn.is_typed else None
    return position is None or position <= len(cards)


def _fitting(turn: Turn, cards: list[Card]) -> list[Card]:
    position = ordinal(turn.text) if turn.is_typed else None
    if position is not None and cards:
        there = position == -1 or 0 < position <= len(cards)
        return [cards[position - 1 if position > 0 else -1]] if there else cards
    flowers, colors = set(turn.entities("flower")), set(turn.entities("color"))
    return [card for card in cards if flowers <= set(card.flowers) and colors <= set(card.colors)]
