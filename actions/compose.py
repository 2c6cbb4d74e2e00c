"""``bouquet_form``: colour, stems, flowers, add-ons, wrap, then the picture and a yes."""

from typing import Any

from rasa_sdk.events import FollowupAction, SlotSet

from actions import phrases
from actions.bouquet_questions import (
    CORRECTED,
    Addons,
    Colors,
    Flowers,
    Stems,
    Wrap,
    counts_of,
    keeps_count,
    wrap_in,
)
from actions.budgets import budget_of, roof_of
from actions.cart import cart_at_hand, is_cart_at_hand
from actions.changes import differs, is_of_the_bouquet, reopened_by, wants_another_bouquet, wished_flowers
from actions.fields import UNREAD, Field, State, affirms, removes
from actions.form_turns import form_left
from actions.forms import FormAction
from actions.menu import other_ways, resume_button
from actions.recipes import chosen, hues_of, palette, price_so_far, recipe_of, stems_of, total_of
from actions.shop_action import ShopAction, say_refusal, shop
from actions.turn import ANEW, Events, Turn, button, rows, word
from actions.wishes import ANY
from florist.bouquets import service as bouquets
from florist.bouquets.errors import ColorNotGrown
from florist.bouquets.recipe import Recipe, from_wish
from florist.cart import service as cart
from florist.errands import service as errands
from florist.kit.money import Money
from florist.kit.terms import term

#: What of a wish is kept while composing, so that advice asked for later need not ask again.
_KEPT = ("wish_occasion", "wish_recipient", "wish_budget")


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
            over=word("over-budget", more=state.notes["over"]) if state.notes.get("over") else "",
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
    anew = "build_bouquet"

    async def prepare(self, turn: Turn, state: State) -> None:
        """What was looked for before goes on, as far as it grows together with what is said now."""
        advised = "recommendation_form" in {turn.slot("interrupted_form"), form_left(turn, self.form)}
        if advised or not is_cart_at_hand(turn):
            state.notes.setdefault("wish", {slot: turn.slot(slot) for slot in _KEPT if turn.slot(slot)})
        if turn.entity("choice") == ANEW:
            return
        quoted = (turn.slot("shown_by") or {}).get("quoted")
        named = any(turn.entities(name) for name in ("flower", "color", "quantity"))
        if quoted and turn.is_typed and phrases.THIS.search(turn.text) and not named:
            for slot, value in quoted.items():
                state[slot] = value
        grown = await palette()
        wished = [color for color in turn.slot("wish_colors") or [] if color != ANY]
        colors = state["bouquet_colors"] or turn.entities("color") or wished
        flowers = state["bouquet_flowers"] or turn.entities("flower") or wished_flowers(turn)
        if not flowers or all(any(c in hues_of(f, grown) for f in flowers) for c in colors):
            state["bouquet_colors"], state["bouquet_flowers"] = colors or None, flowers or None

    def begins_another(self, turn: Turn, state: State) -> bool:
        """Other flowers, or two other things at once, and no word of a correction."""
        if turn.intent != "build_bouquet" or (turn.is_typed and phrases.INSTEAD.search(turn.text)):
            return False
        said = {"bouquet_flowers": "flower", "bouquet_colors": "color"}
        other = {slot for slot, name in said.items() if differs(state[slot], turn.entities(name))}
        counts = counts_of(turn)
        if counts and state["bouquet_stems"] and sum(counts) != total_of(state["bouquet_stems"]):
            other.add("bouquet_stems")
        return "bouquet_flowers" in other or len(other) > 1

    def insists(self, turn: Turn) -> bool:
        return turn.is_typed and is_of_the_bouquet(turn)

    def summary(self, state: State) -> list[Any]:
        return chosen(state)

    def claims(self, turn: Turn, asked: Field | None) -> bool:
        if turn.intent == "checkout":
            return isinstance(asked, Ready | Addons | Wrap)
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
        if turn.intent == "ask_price" or (turn.is_typed and phrases.HOW_MUCH.search(turn.text)):
            await self._tell_price(turn, state)
            return await self._ask_on(turn, state)
        if turn.is_typed and wants_another_bouquet(turn):
            turn.say("utter_another_way_aside", letter={"buttons": [*other_ways(), [resume_button()]]})
            aside = SlotSet("interrupted_form", self.form)
            return [SlotSet(self.notes_slot, state.notes), aside, SlotSet("requested_slot", None)]
        if turn.is_typed and phrases.NO_EXTRAS.search(turn.text) and not turn.entities("addon"):
            state["bouquet_addons"] = []
            return await self._ask_on(turn, state)
        takes = turn.intent in {"add_to_cart", "checkout"} or (
            turn.is_typed and phrases.TAKE.search(turn.text)
        )
        if takes and isinstance(asked, Addons | Wrap) and not turn.spans:
            # "I'll take it" before the last questions: nothing more is wanted, and the picture is shown.
            if state["bouquet_addons"] is None:
                state["bouquet_addons"] = state.notes.pop("bouquet_addons", [])
            state["bouquet_wrap"] = state["bouquet_wrap"] or "kraft"
            return await self._ask_on(turn, state)
        slot = reopened_by(turn) if turn.is_typed else None
        if slot is not None:
            return await self._reopen(turn, state, slot)
        corrects = any(turn.entities(n) or turn.refused(n) for n in ("color", "flower", "addon", "quantity"))
        corrects = corrects or bool(CORRECTED.search(turn.text))
        if isinstance(asked, Ready) and turn.intent == "deny" and not corrects and wrap_in(turn.text) is None:
            turn.say("utter_bouquet_what_to_change")
            return await self._ask_on(turn, state)
        if removes(turn) and turn.entities("color") and not turn.entities("addon"):
            kept = [c for c in state["bouquet_colors"] or [] if c not in turn.entities("color")]
            state["bouquet_colors"] = kept or None
            return await self._ask_on(turn, state)
        return None

    async def _read(self, turn: Turn, state: State, *, asked: Field | None) -> bool:
        understood = await super()._read(turn, state, asked=asked)
        budget = budget_of(turn)
        if budget is None or (asked is not None and asked.slot == "bouquet_stems" and understood):
            return understood
        state.notes["wish"] = {**(state.notes.get("wish") or {}), "wish_budget": budget}
        return True

    async def _tell_price(self, turn: Turn, state: State) -> None:
        guess = await price_so_far(state)
        refused = [addon for addon in turn.refused("addon") if addon in (state["bouquet_addons"] or [])]
        if guess is not None and refused:
            # "How much without the teddy?" takes nothing away yet.
            state["bouquet_addons"] = [addon for addon in state["bouquet_addons"] if addon not in refused]
            less = await price_so_far(state)
            state["bouquet_addons"] += refused
            turn.say(
                "utter_price_without", what=[term("addon", addon) for addon in refused], price=less.value
            )
        elif guess is None:
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
        state.notes["price"] = state.notes["over"] = None
        price = await price_so_far(state)
        if price is not None:
            state.notes["price"] = price.value
            roof = roof_of((state.notes.get("wish") or {}).get("wish_budget"))
            if roof is not None and price.amount > roof:
                state.notes["over"] = Money(price.amount - roof, price.currency).value
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
        cleared = [*(SlotSet(slot, None) for slot in [*slots, "bouquet_notes"]), cart_at_hand(turn)]
        if notes.get("then"):
            turn.say("utter_bouquet_added_short")
            return [*cleared, FollowupAction(notes["then"])]
        turn.say("utter_bouquet_added", total=basket.total.value)
        return cleared

    def after_refusal(self, turn: Turn) -> Events:
        return [SlotSet("bouquet_ready", None), SlotSet("interrupted_form", "bouquet_form")]
