"""Words about what is at hand, the cards on the screen or the cart: «второй», «подешевле», «другой цвет», «такой же с лентой»."""

from abc import ABC, abstractmethod

from rasa_sdk.events import FollowupAction, SlotSet

from actions import phrases
from actions.adding import ActionAddToCart, size_in
from actions.browse import ActionSimilar, browse_page
from actions.cart import ActionRemoveFromCart, add_same, is_cart_at_hand, newest, replace, show_cart
from actions.menu import menu_buttons
from actions.recipes import hues_of, palette
from actions.recommend import ActionRecommend, wants_another
from actions.shop_action import ShopAction, shop
from actions.turn import Events, Turn, button, rows
from actions.wishes import SLOTS, ordinal
from florist.bouquets.recipe import from_wish
from florist.cart import service as cart
from florist.cart.service import Cart, Line
from florist.kit.canon import COLORS
from florist.kit.terms import term

_FEW_WORDS = 4
_TYPED_TITLES = {
    "action_resume_form": "button-resume",
    "action_drop_form": "button-drop",
    "action_show_terms": "word-terms",
}


class Attentive(ShopAction, ABC):
    """What the model at times takes short words about the screen for: they are heard first."""

    async def answer(self, turn: Turn) -> Events:
        events = await about_the_screen(turn)
        return await self.reply(turn) if events is None else events

    @abstractmethod
    async def reply(self, turn: Turn) -> Events:
        """The answer when nothing at hand is meant."""


async def about_the_screen(turn: Turn) -> Events | None:
    """The answer to short words about what is at hand, or to a button's words typed; None when the message is neither."""
    if not turn.is_typed:
        return None
    if not turn.form:
        named = turn.typed_title(_TYPED_TITLES)
        if named == "action_show_terms":
            turn.say("utter_terms")
            return []
        if named:
            return await _take_up(turn, named)
        events = await _about_one_thing(turn)
        if events is not None:
            return events
    if not turn.slot("shown_cards"):
        return None
    if phrases.NEXT.search(turn.text) and not turn.form:
        return await _next_page(turn) or await ActionRecommend().offer(turn, "another")
    if phrases.CHEAPER.search(turn.text):
        return await ActionRecommend().offer(turn, "cheaper")
    if phrases.ANOTHER.search(turn.text) or (not turn.form and wants_another(turn)):
        return await _next_page(turn) or await ActionRecommend().offer(turn, "another")
    if not turn.form and ordinal(turn.text) and len(turn.text.split()) <= _FEW_WORDS:
        return await ActionAddToCart().answer(turn)
    return None


async def _next_page(turn: Turn) -> Events | None:
    """The catalogue's next page when there is one on the screen with more behind it."""
    by = turn.slot("shown_by") or {}
    return await browse_page(turn, by["wish"], int(by["page"]) + 1) if by.get("more") else None


async def _take_up(turn: Turn, named: str) -> Events:
    form = turn.slot("interrupted_form")
    if not form:
        turn.say("utter_nothing_to_resume", letter={"buttons": menu_buttons()})
        return []
    if named == "action_resume_form":
        return [FollowupAction(form)]
    turn.say("utter_dropped", letter={"buttons": menu_buttons()})
    return [SlotSet("interrupted_form", None)]


async def _about_one_thing(turn: Turn) -> Events | None:
    """The same again, another colour, a ribbon for it."""
    async with shop().reading() as session:
        basket = await cart.view(session, turn.user_id)
    resized = await _resize(turn, basket)
    if resized is not None:
        return resized
    refused = [addon for addon in turn.refused("addon") if any(addon in line.addons for line in basket.lines)]
    if refused and not turn.entities("addon"):
        return await _take_off(turn, refused)
    in_cart = basket.lines and turn.intent not in {"cancel", "deny"}
    on_screen = turn.slot("shown_cards") and turn.intent == "edit_image" and turn.entities("color")
    if phrases.REMOVE.search(turn.text) and (in_cart or on_screen):
        return await ActionRemoveFromCart().answer(turn)
    if phrases.SIMILAR.search(turn.text) and turn.slot("shown_cards"):
        return await ActionSimilar().answer(turn)
    if phrases.SAME.search(turn.text):
        if basket.lines and is_cart_at_hand(turn):
            return await add_same(turn, basket)
        return await ActionAddToCart().answer(turn) if turn.entities("addon") else None
    if phrases.OTHER_COLOR.search(turn.text) and not turn.entities("color"):
        return await _other_color(turn, basket)
    if turn.intent == "edit_image" and turn.entities("color"):
        return await _make_it(turn, basket)
    if turn.entities("addon") and turn.intent == "inform" and (basket.lines or turn.slot("shown_cards")):
        return await ActionAddToCart().answer(turn)
    return None


async def _take_off(turn: Turn, addons: list[str]) -> Events:
    async with shop().transaction() as session:
        for addon in addons:
            basket = await cart.remove_addon(session, turn.user_id, addon)
    return show_cart(turn, basket)


async def _resize(turn: Turn, basket: Cart) -> Events | None:
    """«Нет, лучше M»: the newest ready-made bouquet in another size. Raises what ``add_product`` raises."""
    size = size_in(turn.text)
    if size is None or not basket.lines or not is_cart_at_hand(turn) or len(turn.text.split()) > _FEW_WORDS:
        return None
    line = newest(basket)
    if line.product_id is None or line.size == size or turn.entities("flower"):
        return None
    async with shop().transaction() as session:
        await cart.remove(session, turn.user_id, line.id)
        await cart.add_product(session, turn.user_id, line.product_id, size, line.count, addons=line.addons)
        basket = await cart.view(session, turn.user_id)
    return show_cart(turn, basket)


async def _make_it(turn: Turn, basket: Cart) -> Events | None:
    """«Сделай белым», "make it red": the composed bouquet in the cart, else what is on the screen."""
    custom = [line for line in basket.lines if line.kind == "custom"]
    if custom and is_cart_at_hand(turn):
        return await _dye(turn, max(custom, key=lambda line: line.id))
    return [FollowupAction("recommendation_form")] if turn.slot("shown_cards") else None


async def _other_color(turn: Turn, basket: Cart) -> Events | None:
    """Asks for the colour: of the bouquet in the cart when that is at hand, else of the cards on the screen."""
    if turn.slot("shown_cards") and not is_cart_at_hand(turn):
        return [FollowupAction("recommendation_form")]
    if not basket.lines:
        return None
    line = newest(basket)
    if line.product_id is not None:
        # A ready-made bouquet has its colours: others of the same flowers are looked for.
        wish = dict.fromkeys(SLOTS) | {
            "wish_flowers": list(line.recipe.flowers),
            "wish_budget": {"about": line.unit_price.amount},
        }
        remembered = {"by": "recommend", "wish": wish, "page": 0}
        return [
            SlotSet("shown_cards", [line.product_id]),
            SlotSet("shown_by", remembered),
            FollowupAction("recommendation_form"),
        ]
    return await _ask_color(turn, line)


async def _ask_color(turn: Turn, line: Line) -> Events:
    grown = await palette()
    hues = [color for color in COLORS if any(color in hues_of(f, grown) for f in line.recipe.flowers)]
    choices = [button(term("color", hue), "choose", line=line.id, color=hue) for hue in hues]
    turn.say("utter_recolor_which", letter={"buttons": rows(choices, 3)}, details=line.details)
    return [SlotSet("shown_by", {**(turn.slot("shown_by") or {}), "cart": True, "recolor": line.id})]


async def recolor(turn: Turn) -> Events | None:
    """The answer to "which colour then?"; None when that was not asked, or the answer holds no colour."""
    asked = (turn.slot("shown_by") or {}).get("recolor")
    colors, wanted = turn.entities("color"), turn.number("line") or asked
    if not colors or wanted is None:
        return None
    async with shop().reading() as session:
        basket = await cart.view(session, turn.user_id)
    line = next((one for one in basket.lines if one.id == wanted and one.kind == "custom"), None)
    return await _dye(turn, line) if line is not None else None


async def _dye(turn: Turn, line: Line) -> Events:
    """The same bouquet in the colours that the message names. Raises ``ColorNotGrown``."""
    old, grown = line.recipe, await palette()
    recipe = from_wish(turn.entities("color"), old.count, old.flowers, old.addons, old.wrap, palette=grown)
    async with shop().transaction() as session:
        await replace(session, turn, line, recipe)
        basket = await cart.view(session, turn.user_id)
    show_cart(turn, basket)
    kept = {name: value for name, value in (turn.slot("shown_by") or {}).items() if name != "recolor"}
    return [SlotSet("shown_by", {**kept, "cart": True})]
