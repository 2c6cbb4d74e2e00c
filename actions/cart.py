"""The cart by words («убери ленту», «сделай две») and by buttons: whose line is meant, and what then."""

import re
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from actions.browse import browse_page, shown, size_shown
from actions.shop_action import ShopAction, shop
from actions.turn import Events, Turn, button, word
from actions.wishes import as_wish, ordinal, read_wish
from florist.bouquets import service as bouquets
from florist.bouquets.recipe import Recipe, from_wish
from florist.cart import service as cart
from florist.cart.errors import LineNotFound
from florist.cart.service import Cart, Line
from florist.catalogue import service as catalogue
from florist.catalogue.service import Card

#: From so many on, a number said of one composed bouquet means its stems, not how many bouquets.
LIKELY_STEMS = 5
_BOUQUET = re.compile(r"букет|bouquet|bunch", re.IGNORECASE)
_SIZES = [
    ("l", re.compile(r"\bL\b|побольше|больш\w+|\blarger?\b|\bbig(?:ger)?\b", re.IGNORECASE)),
    ("m", re.compile(r"\bM\b|средн\w+|\bmedium\b", re.IGNORECASE)),
    ("s", re.compile(r"\bS\b|поменьше|маленьк\w+|небольш\w+|\bsmall(?:er)?\b", re.IGNORECASE)),
]


def show_cart(turn: Turn, basket: Cart) -> None:
    """The cart as one message that is edited in place, with its buttons."""
    if not basket.lines:
        turn.say("utter_cart_empty", letter={"menu": "cart"})
        return
    lines = [
        word(
            "cart-line" if line.available else "cart-line-unavailable",
            number=index,
            name=line.name,
            details=line.details,
            count=line.count,
            price=line.total.value,
        )
        for index, line in enumerate(basket.lines, 1)
    ]
    controls = [
        [
            button(
                word("button-line-less", number=index),
                "change_quantity",
                line=line.id,
                quantity=line.count - 1,
            ),
            button(
                word("button-line-more", number=index),
                "change_quantity",
                line=line.id,
                quantity=line.count + 1,
            ),
            button(word("button-line-remove", number=index), "remove_from_cart", line=line.id),
        ]
        for index, line in enumerate(basket.lines, 1)
    ]
    last = [[button("button-checkout", "checkout")]] if basket.sold else []
    last.append([button("button-clear-cart", "clear_cart"), button("menu-catalogue", "browse_catalogue")])
    letter = {"menu": "cart", "buttons": [*controls, *last]}
    turn.say(
        "utter_cart", letter=letter, lines={"lines": lines}, total=basket.total.value, count=basket.count
    )


def meant_lines(turn: Turn, basket: Cart) -> list[Line]:
    """The lines that the message speaks of; all of them when it names none. Raises ``LineNotFound`` when what it names is
    not there."""
    if turn.entity("line") is not None:
        found = [line for line in basket.lines if line.id == turn.number("line")]
    else:
        found = cart.find_lines(
            basket,
            flowers=turn.entities("flower"),
            colors=turn.entities("color"),
            category=turn.entity("category"),
            product_id=turn.number("product"),
            position=ordinal(turn.text) if turn.is_typed else None,
        )
    if basket.lines and not found:
        raise LineNotFound(turn.text)
    return found


def ask_which(turn: Turn, lines: list[Line], intent: str, **more: Any) -> None:
    """Several lines fit: the person picks one."""
    choices = [
        [button(word("button-line", name=line.name, price=line.total.value), intent, line=line.id, **more)]
        for line in lines
    ]
    turn.say("utter_cart_which", letter={"buttons": choices})


class ActionViewCart(ShopAction):
    action_name = "action_view_cart"

    async def answer(self, turn: Turn) -> Events:
        async with shop().reading() as session:
            show_cart(turn, await cart.view(session, turn.user_id))
        return []


class ActionClearCart(ShopAction):
    action_name = "action_clear_cart"

    async def answer(self, turn: Turn) -> Events:
        async with shop().transaction() as session:
            await cart.clear(session, turn.user_id)
        turn.say("utter_cart_cleared", letter={"menu": "cart"})
        return []


class ActionAddToCart(ShopAction):
    action_name = "action_add_to_cart"

    async def answer(self, turn: Turn) -> Events:
        product, count = turn.number("product"), turn.number("quantity")
        if product is not None:
            return await self._add(turn, product, turn.entity("size"), 1 if count is None else count)
        flowers, addons = turn.entities("flower"), turn.entities("addon")
        few_bouquets = (
            turn.is_typed and count is not None and _things(turn) == count and _BOUQUET.search(turn.text)
        )
        if flowers and count is not None and not few_bouquets:
            return await self._add_stems(turn)
        if addons and not flowers:
            return await self._add_addons(turn, addons)
        return await self._add_from_screen(turn)

    async def _add(self, turn: Turn, product: int, size: str | None = None, count: int = 1) -> Events:
        async with shop().transaction() as session:
            line = await cart.add_product(session, turn.user_id, product, size, count)
            basket = await cart.view(session, turn.user_id)
        _say_added(turn, line, basket)
        return []

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
        _say_added(turn, line, basket)
        return []

    async def _add_addons(self, turn: Turn, addons: list[str]) -> Events:
        """A ribbon goes to the bouquet that is being bought; with none in the cart, gifts are shown."""
        async with shop().transaction() as session:
            basket = await cart.view(session, turn.user_id)
            custom = [line for line in basket.lines if line.kind == "custom"]
            if not custom:
                wish = {"wish_category": "gift"}
            else:
                old = custom[-1].recipe
                await _replace(
                    session, turn, custom[-1], Recipe(old.stems, old.addons | set(addons), old.wrap)
                )
                basket = await cart.view(session, turn.user_id)
        if not custom:
            turn.say("utter_addon_needs_bouquet")
            return await browse_page(turn, wish, 0)
        show_cart(turn, basket)
        return []

    async def _add_from_screen(self, turn: Turn) -> Events:
        """«беру второй», «добавь пионы»: one of the cards on the screen, else a look into the catalogue."""
        async with shop().reading() as session:
            cards = await catalogue.cards(session, turn.slot("shown_cards") or [])
        fitting = _fitting(turn, cards)
        if len(fitting) == 1:
            size = _size_said(turn, fitting[0]) or size_shown(turn, fitting[0]).code
            return await self._add(turn, fitting[0].id, size, _things(turn))
        if fitting and not turn.entities("flower"):
            choices = [
                [
                    button(
                        word("button-line", name=c.name, price=size_shown(turn, c).price.value),
                        "add_to_cart",
                        product=c.id,
                        size=size_shown(turn, c).code,
                    )
                ]
                for c in fitting
            ]
            turn.say("utter_add_which", letter={"buttons": choices})
            return shown(fitting, turn.slot("shown_by") or {"by": "browse", "wish": {}, "page": 0})
        wish = read_wish(turn)
        if not wish and not turn.slot("shown_cards"):
            turn.say("utter_add_what")
        elif wish:
            async with shop().reading() as session:
                found = await catalogue.browse(session, as_wish(wish), per_page=1)
            if found.total == 1 and not found.relaxed:
                return await self._add(turn, found.cards[0].id, count=_things(turn))
            turn.say("utter_add_choose")
        return await browse_page(turn, wish, 0)


def _size_said(turn: Turn, card: Card) -> str | None:
    """The size that the words name, if this product comes in it."""
    if not turn.is_typed:
        return None
    said = next((code for code, pattern in _SIZES if pattern.search(turn.text)), None)
    return said if said in {size.code for size in card.sizes} else None


def _things(turn: Turn) -> int:
    number = turn.number("quantity")
    return number if number is not None and 1 <= number < LIKELY_STEMS else 1


def _fitting(turn: Turn, cards: list[Card]) -> list[Card]:
    position = ordinal(turn.text) if turn.is_typed else None
    if position is not None and cards:
        return [cards[position - 1 if 0 < position <= len(cards) else -1]]
    flowers, colors = set(turn.entities("flower")), set(turn.entities("color"))
    return [card for card in cards if flowers <= set(card.flowers) and colors <= set(card.colors)]


def _say_added(turn: Turn, line: Line, basket: Cart) -> None:
    turn.say(
        "utter_added",
        name=line.name,
        price=line.unit_price.value,
        total=basket.total.value,
        count=basket.count,
    )


async def _replace(session: AsyncSession, turn: Turn, line: Line, recipe: Recipe) -> None:
    await cart.remove(session, turn.user_id, line.id)
    await cart.add_recipe(session, turn.user_id, recipe, line.count)


class ActionRemoveFromCart(ShopAction):
    action_name = "action_remove_from_cart"

    async def answer(self, turn: Turn) -> Events:
        addons = turn.entities("addon")
        async with shop().transaction() as session:
            basket = await cart.view(session, turn.user_id)
            if not basket.lines:
                show_cart(turn, basket)
                return []
            if addons and turn.entity("line") is None and not turn.entities("flower"):
                for addon in addons:
                    basket = await cart.remove_addon(session, turn.user_id, addon)
            else:
                found = meant_lines(turn, basket)
                if len(found) > 1:
                    ask_which(turn, found, "remove_from_cart")
                    return []
                basket = await cart.remove(session, turn.user_id, found[0].id)
        show_cart(turn, basket)
        return []


class ActionChangeQuantity(ShopAction):
    action_name = "action_change_quantity"

    async def answer(self, turn: Turn) -> Events:
        number = turn.number("quantity")
        async with shop().transaction() as session:
            basket = await cart.view(session, turn.user_id)
            if not basket.lines:
                show_cart(turn, basket)
                return []
            found = meant_lines(turn, basket)
            if number is None:
                turn.say("utter_change_to_how_many")
                return []
            if len(found) > 1:
                ask_which(turn, found, "change_quantity", quantity=number)
                return []
            line = found[0]
            if turn.is_typed and line.kind == "custom" and number >= LIKELY_STEMS:
                await _replace(session, turn, line, await _restemmed(session, line.recipe, number))
                basket = await cart.view(session, turn.user_id)
            else:
                basket = await cart.change(session, turn.user_id, line.id, number)
        show_cart(turn, basket)
        return []


async def _restemmed(session: AsyncSession, old: Recipe, count: int) -> Recipe:
    grown = await catalogue.palette(session)
    return from_wish(old.colors, count, old.flowers, old.addons, old.wrap, palette=grown)


class ActionApplyPromo(ShopAction):
    """No promo codes are out at present; saying so honestly beats a field that never works."""

    action_name = "action_apply_promo"

    async def answer(self, turn: Turn) -> Events:
        code = turn.entity("promo_code")
        turn.say("utter_promo_unknown" if code else "utter_promo_none", code=code or "")
        return []
