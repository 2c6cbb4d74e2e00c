"""``bouquet_form``: colour, stems, flowers, add-ons, wrap, then the picture and a yes."""

from typing import Any

from rasa_sdk.events import FollowupAction, SlotSet

from actions.bouquet_questions import CORRECTED, Addons, Colors, Flowers, Stems, Wrap, keeps_count, wrap_in
from actions.forms import UNREAD, Field, FormAction, State, affirms
from actions.recipes import hues_of, palette, price_so_far, recipe_of, stems_of
from actions.shop_action import ShopAction, say_refusal, shop
from actions.turn import Events, Turn, button, rows, word
from actions.wishes import ANY
from florist.bouquets import service as bouquets
from florist.bouquets.errors import ColorNotGrown
from florist.bouquets.recipe import Recipe, from_wish
from florist.cart import service as cart
from florist.errands import service as errands


class Ready(Field):
    """The picture with the price, and a yes."""

    slot = "bouquet_ready"

    async def ask(self, turn: Turn, state: State) -> None:
        recipe = await recipe_of(state)
        async with shop().reading() as session:
            price = await bouquets.price(session, recipe)
        preview = await bouquets.preview(shop(), recipe)
        changes = [
            button(f"button-edit-{field.slot.replace('_', '-')}", "edit_field", field=field.slot)
            for field in ValidateBouquetForm.fields[:-1]
        ]
        if not preview.ready:
            await _ask_for_picture(turn, recipe)
        letter = {
            **({"kind": "photo", "photo": preview.key} if preview.ready else {}),
            "menu": "bouquet",
            "buttons": [
                [button("button-to-cart", "add_to_cart")],
                *rows(changes, 2),
                [button("button-cancel", "cancel")],
            ],
        }
        lines = [word("price-line", what=line.name, price=line.total.value) for line in price.lines]
        painting = "" if preview.ready else word("painting")
        turn.say(
            "utter_question_bouquet_ready",
            letter=letter,
            lines={"lines": lines},
            total=price.total.value,
            painting=painting,
        )

    async def read(self, turn: Turn, state: State, *, asked: bool) -> Any:
        if not asked:
            return UNREAD
        plain = not any(turn.entities(name) for name in ("color", "flower", "addon", "quantity"))
        if affirms(turn) or (turn.intent == "add_to_cart" and plain):
            return True
        if turn.intent == "checkout":
            state.notes["then"] = "checkout_form"
            return True
        return UNREAD


async def _ask_for_picture(turn: Turn, recipe: Recipe) -> None:
    """Has a slow picture painted by the jobs; it then takes the place of the message that promised it."""
    payload = {"recipe": recipe.as_json(), "chat_id": turn.chat_id, "menu": "bouquet"}
    async with shop().transaction() as session:
        await errands.enqueue(
            session,
            "paint_preview",
            key=f"preview:{turn.chat_id}:{turn.metadata.get('update_id')}",
            payload=payload,
            correlation_id=turn.metadata.get("correlation_id"),
        )


class ValidateBouquetForm(FormAction):
    form = "bouquet_form"
    notes_slot = "bouquet_notes"
    fields = (Colors(), Stems(), Flowers(), Addons(), Wrap(), Ready())
    own = frozenset(
        {
            "preview_painted",
            "build_bouquet",
            "add_to_cart",
            "remove_from_cart",
            "change_quantity",
            "ask_price",
            "edit_field",
        }
    )

    async def prepare(self, turn: Turn, state: State) -> None:
        """What was looked for before goes on, as far as it grows together with what is said now."""
        grown = await palette()
        wished = [color for color in turn.slot("wish_colors") or [] if color != ANY]
        colors = state["bouquet_colors"] or turn.entities("color") or wished
        flowers = state["bouquet_flowers"] or turn.entities("flower") or turn.slot("wish_flowers") or []
        if not flowers or all(any(c in hues_of(f, grown) for f in flowers) for c in colors):
            state["bouquet_colors"], state["bouquet_flowers"] = colors or None, flowers or None

    def claims(self, turn: Turn, asked: Field | None) -> bool:
        if turn.intent == "checkout":
            return isinstance(asked, Ready)
        if isinstance(asked, Stems) and (turn.slot(self.notes_slot) or {}).get("even") and keeps_count(turn):
            return True
        if turn.intent == "ask_price":
            return not turn.entities("flower") and not turn.entities("product")
        if turn.intent == "remove_from_cart":
            return any(turn.entities(name) for name in ("addon", "flower", "color"))
        return super().claims(turn, asked)

    async def understand(self, turn: Turn, state: State, asked: Field | None) -> Events | None:
        if turn.intent == "preview_painted":
            if isinstance(asked, Ready):
                await asked.ask(turn, state)  # the picture takes the place of the promise
            return self._events(state, requested=turn.slot("requested_slot"))
        if turn.intent == "ask_price":
            await self._tell_price(turn, state)
            return await self._ask_on(turn, state)
        corrects = any(turn.entities(n) or turn.refused(n) for n in ("color", "flower", "addon", "quantity"))
        corrects = corrects or bool(CORRECTED.search(turn.text))
        if isinstance(asked, Ready) and turn.intent == "deny" and not corrects and wrap_in(turn.text) is None:
            turn.say("utter_bouquet_what_to_change")
            return await self._ask_on(turn, state)
        if turn.intent == "remove_from_cart" and turn.entities("color") and not turn.entities("addon"):
            kept = [c for c in state["bouquet_colors"] or [] if c not in turn.entities("color")]
            state["bouquet_colors"] = kept or None
            return await self._ask_on(turn, state)
        return None

    async def _tell_price(self, turn: Turn, state: State) -> None:
        guess = await price_so_far(state)
        if guess is None:
            turn.say("utter_price_later")
        else:
            turn.say("utter_price_so_far", price=guess.value)

    async def reopened(self, state: State, field: Field) -> None:
        if isinstance(field, Stems):
            state.notes.pop("even", None)

    async def _ask_on(self, turn: Turn, state: State) -> Events:
        """Before asking on: a flower that is not grown in the wanted colour is told, and the colour asked again."""
        if state["bouquet_colors"] and state["bouquet_flowers"]:
            try:
                from_wish(
                    state["bouquet_colors"],
                    stems_of(state),
                    state["bouquet_flowers"],
                    palette=await palette(),
                )
            except ColorNotGrown as refusal:
                say_refusal(turn, refusal)
                state["bouquet_colors"] = None
        state.notes["price"] = None
        price = await price_so_far(state)
        if price is not None:
            state.notes["price"] = price.value
        return await super()._ask_on(turn, state)


class ActionPicturePainted(ShopAction):
    """The bouquet it shows is not being composed any more: nothing to say."""

    action_name = "action_picture_painted"

    async def answer(self, turn: Turn) -> Events:
        return []


class ActionFinishBouquet(ShopAction):
    action_name = "action_finish_bouquet"

    async def answer(self, turn: Turn) -> Events:
        if not turn.slot("bouquet_ready"):
            return []
        slots = [field.slot for field in ValidateBouquetForm.fields]
        notes = turn.slot("bouquet_notes") or {}
        recipe = await recipe_of(State({slot: turn.slot(slot) for slot in slots}, notes))
        async with shop().transaction() as session:
            await cart.add_recipe(session, turn.user_id, recipe)
            basket = await cart.view(session, turn.user_id)
        cleared = [SlotSet(slot, None) for slot in [*slots, "bouquet_notes"]]
        if notes.get("then"):
            turn.say("utter_bouquet_added_short")
            return [*cleared, FollowupAction(notes["then"])]
        turn.say("utter_bouquet_added", total=basket.total.value)
        return cleared

    def after_refusal(self, turn: Turn) -> Events:
        return [SlotSet("bouquet_ready", None), SlotSet("interrupted_form", "bouquet_form")]
