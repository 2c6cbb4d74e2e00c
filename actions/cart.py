"""The cart by words («убери ленту», «сделай две») and by buttons: whose line is meant, and what then."""

from typing import Any

from rasa_sdk.events import SlotSet
from sqlalchemy.ext.asyncio import AsyncSession

from actions import phrases
from actions.browse import ActionBrowse
from actions.shop_action import ShopAction, shop
from actions.turn import Events, Turn, button, word
from actions.wishes import ordinal, read_wish, refused_in
from florist.bouquets.recipe import Recipe, from_wish
from florist.cart import service as cart
from florist.cart.errors import LineNotFound
from florist.cart.service import Cart, Line
from florist.catalogue import service as catalogue
from florist.kit.terms import term

#: From so many on, a number said of one composed bouquet means its stems, not how many bouquets.
LIKELY_STEMS = 5
#: From here on the model is taken at its word, and below it nothing is thrown away unasked.
SURE = 0.8
#: Below this it only guesses.
UNSURE = 0.4


def cart_at_hand(turn: Turn) -> dict[str, Any]:
    """From now on "it" is what lies in the cart, no longer a card on the screen."""
    return SlotSet("shown_by", {**(turn.slot("shown_by") or {}), "cart": True})


def is_cart_at_hand(turn: Turn) -> bool:
    return bool((turn.slot("shown_by") or {}).get("cart")) or not turn.slot("shown_cards")


def newest(basket: Cart) -> Line:
    """The line that was put in last; the cart is not empty."""
    return max(basket.lines, key=lambda line: line.id)


def show_cart(turn: Turn, basket: Cart) -> Events:
    """The cart as one message that is edited in place, with its buttons; what the conversation remembers of it."""
    if not basket.lines:
        turn.say("utter_cart_empty", letter={"menu": "cart"})
        return []
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
    last.append([button("button-addons", "add_to_cart", choice="addons")])
    last.append([button("button-clear-cart", "clear_cart"), button("menu-catalogue", "browse_catalogue")])
    letter = {"menu": "cart", "buttons": [*controls, *last]}
    turn.say(
        "utter_cart", letter=letter, lines={"lines": lines}, total=basket.total.value, count=basket.count
    )
    return [cart_at_hand(turn)]


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


def ask_which(turn: Turn, basket: Cart, lines: list[Line], intent: str, **more: Any) -> None:
    """Several lines fit: the person picks one, by its number in the cart."""
    numbers = {line.id: index for index, line in enumerate(basket.lines, 1)}
    choices = [
        [
            button(
                word("button-line-numbered", number=numbers[line.id], name=line.name, price=line.total.value),
                intent,
                line=line.id,
                **more,
            )
        ]
        for line in lines
    ]
    turn.say("utter_cart_which", letter={"buttons": choices})


def say_added(turn: Turn, line: Line, basket: Cart) -> Events:
    addons = [term("addon", addon) for addon in sorted(line.addons)] if line.kind == "product" else []
    turn.say(
        "utter_added",
        name=line.name,
        addons=word("with-addons", addons=addons) if addons else "",
        price=line.unit_price.value,
        total=basket.total.value,
        count=basket.count,
    )
    return [cart_at_hand(turn)]


async def add_same(turn: Turn, basket: Cart) -> Events:
    """«Ещё один такой же, но с лентой»: the newest line once more, with what is named put to it."""
    like, addons = newest(basket), turn.entities("addon")
    async with shop().transaction() as session:
        if like.product_id is not None:
            both = like.addons | set(addons)
            line = await cart.add_product(session, turn.user_id, like.product_id, like.size, addons=both)
        else:
            line = await cart.add_recipe(session, turn.user_id, like.recipe.adorned(addons))
        basket = await cart.view(session, turn.user_id)
    return say_added(turn, line, basket)


class ActionViewCart(ShopAction):
    action_name = "action_view_cart"

    async def answer(self, turn: Turn) -> Events:
        if turn.is_typed and refused_in(turn):
            return await ActionBrowse().answer(turn)  # «всё, кроме корзин»: baskets sound like the cart
        async with shop().reading() as session:
            return show_cart(turn, await cart.view(session, turn.user_id))


class ActionClearCart(ShopAction):
    action_name = "action_clear_cart"

    async def answer(self, turn: Turn) -> Events:
        if turn.is_typed and refused_in(turn):
            return await ActionBrowse().answer(turn)  # "everything but baskets" empties no cart
        if turn.is_typed and turn.confidence < SURE:
            async with shop().reading() as session:
                basket = await cart.view(session, turn.user_id)
            if basket.lines:  # throwing away what was chosen is not done on a guess
                letter = {
                    "buttons": [[button("button-clear-sure", "clear_cart"), button("menu-cart", "view_cart")]]
                }
                turn.say("utter_clear_sure", letter=letter, count=basket.count)
                return []
        async with shop().transaction() as session:
            await cart.clear(session, turn.user_id)
        turn.say("utter_cart_cleared", letter={"menu": "cart"})
        return []


async def replace(session: AsyncSession, turn: Turn, line: Line, recipe: Recipe) -> None:
    await cart.remove(session, turn.user_id, line.id)
    await cart.add_recipe(session, turn.user_id, recipe, line.count)


class ActionRemoveFromCart(ShopAction):
    action_name = "action_remove_from_cart"

    async def answer(self, turn: Turn) -> Events:
        addons = turn.entities("addon")
        guessed = turn.is_typed and turn.confidence < UNSURE and not phrases.REMOVING.search(turn.text)
        if guessed and read_wish(turn):
            return await ActionBrowse().answer(turn)  # «хочу тюльпаны» takes none out
        async with shop().transaction() as session:
            basket = await cart.view(session, turn.user_id)
            if not basket.lines:
                return show_cart(turn, basket)
            if addons and turn.entity("line") is None and not turn.entities("flower"):
                for addon in addons:
                    basket = await cart.remove_addon(session, turn.user_id, addon)
            else:
                found = meant_lines(turn, basket)
                if len(found) > 1:
                    ask_which(turn, basket, found, "remove_from_cart")
                    return []
                basket = await cart.remove(session, turn.user_id, found[0].id)
        return show_cart(turn, basket)


class ActionChangeQuantity(ShopAction):
    action_name = "action_change_quantity"

    async def answer(self, turn: Turn) -> Events:
        number = turn.number("quantity")
        if number is None and turn.is_typed and phrases.SAME.search(turn.text):
            async with shop().reading() as session:
                basket = await cart.view(session, turn.user_id)
            return await add_same(turn, basket) if basket.lines else show_cart(turn, basket)
        async with shop().transaction() as session:
            basket = await cart.view(session, turn.user_id)
            if not basket.lines:
                return show_cart(turn, basket)
            found = meant_lines(turn, basket)
            if number is None:
                turn.say("utter_change_to_how_many")
                return []
            if len(found) > 1:
                ask_which(turn, basket, found, "change_quantity", quantity=number)
                return []
            line = found[0]
            if turn.is_typed and line.kind == "custom" and number >= LIKELY_STEMS:
                await replace(session, turn, line, await _restemmed(session, line.recipe, number))
                basket = await cart.view(session, turn.user_id)
            else:
                basket = await cart.change(session, turn.user_id, line.id, number)
        return show_cart(turn, basket)


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
