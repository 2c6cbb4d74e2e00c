"""What things cost: stems, a bouquet of them, an add-on, a product, what lies in the cart or on the screen."""

from rasa_sdk.events import SlotSet

from actions import phrases
from actions.browse import browse_page, show_card, size_shown
from actions.cart import is_cart_at_hand, show_cart
from actions.hues import real_colors, strange_color
from actions.recommend import ActionRecommend
from actions.shop_action import ShopAction, shop
from actions.turn import Events, Turn, button, word
from actions.wishes import read_wish, remember, with_real_colors
from florist.bouquets import service as bouquets
from florist.bouquets.recipe import from_wish
from florist.cart import service as cart
from florist.catalogue import service as catalogue
from florist.kit.terms import term


class ActionQuote(ShopAction):
    """«Сколько стоят 25 тюльпанов», or the price of a product by its name."""

    action_name = "action_quote"

    async def answer(self, turn: Turn) -> Events:
        product, flowers = turn.number("product"), turn.entities("flower")
        if turn.is_typed and phrases.CHEAPER.search(turn.text) and turn.slot("shown_cards"):
            return await ActionRecommend().offer(turn, "cheaper")
        if product is not None:
            async with shop().reading() as session:
                show_card(turn, await catalogue.card(session, product))
            return [SlotSet("shown_cards", [product])]
        if not flowers:
            return await self._quote_other(turn)
        strange = strange_color(turn)
        if strange:
            await real_colors(turn, [], flowers, strange=strange)
        counts = turn.numbers("quantity")
        async with shop().reading() as session:
            # One stem first, also when many are meant: it tells whether we have that flower at all.
            quote = await catalogue.price_stems(session, flowers[0], turn.entity("color"), 1)
            if not counts:
                turn.say("utter_price_stem", what=term("flower", flowers[0]), price=quote.unit.value)
                return remember(turn, read_wish(turn))
            grown = await catalogue.palette(session)
            # One kind is told in the colour it has most often; several have each their own.
            colors = turn.entities("color") or (grown[flowers[0]][:1] if len(flowers) == 1 else ["mixed"])
            recipe = from_wish(colors, counts if len(counts) > 1 else counts[0], flowers, palette=grown)
            price = await bouquets.price(session, recipe)
        lines = [word("price-line", what=line.name, price=line.total.value) for line in price.lines]
        compose = button(
            "button-compose-this", "build_bouquet", flower=flowers, color=colors, quantity=counts
        )
        turn.say(
            "utter_price_bouquet",
            letter={"buttons": [[compose]]},
            lines={"lines": lines},
            total=price.total.value,
        )
        quoted = {
            "bouquet_flowers": flowers,
            "bouquet_colors": colors,
            "bouquet_stems": counts if len(counts) > 1 else counts[0],
        }
        screen = SlotSet("shown_by", {**(turn.slot("shown_by") or {}), "quoted": quoted})
        return [*remember(turn, read_wish(turn)), screen]

    async def _quote_other(self, turn: Turn) -> Events:
        addons, on_screen = turn.entities("addon"), turn.slot("shown_cards") or []
        if addons:
            async with shop().reading() as session:
                prices = await catalogue.extras(session, "addon")
            lines = [
                word("price-line", what=term("addon", a), price=prices[a].value)
                for a in addons
                if a in prices
            ]
            turn.say("utter_price_list", lines={"lines": lines})
            return []
        if is_cart_at_hand(turn) and set(read_wish(turn)) <= {"wish_refused"}:
            async with shop().reading() as session:
                basket = await cart.view(session, turn.user_id)
            if basket.lines:
                return show_cart(turn, basket)
        if on_screen and not read_wish(turn):
            async with shop().reading() as session:
                cards = await catalogue.cards(session, on_screen)
            lines = [
                word("price-line", what=card.name, price=size_shown(turn, card).price.value) for card in cards
            ]
            turn.say("utter_price_list", lines={"lines": lines})
            return []
        return await browse_page(turn, await with_real_colors(turn, read_wish(turn)), 0)
