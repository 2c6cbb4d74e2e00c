"""``bouquet_form``: colour, stems, flowers, add-ons, wrap, then the picture and a yes."""

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any

from rasa_sdk.events import FollowupAction, SlotSet

from actions.forms import UNREAD, Field, FormAction, State, affirms, declines
from actions.shop_action import ShopAction, say_refusal, shop
from actions.turn import Events, Turn, button, rows, word
from actions.wishes import ANY
from florist.bouquets import service as bouquets
from florist.bouquets.errors import ColorNotGrown, RecipeInvalid
from florist.bouquets.recipe import MAX_STEMS, Recipe, from_wish
from florist.cart import service as cart
from florist.catalogue import service as catalogue
from florist.errands import service as errands
from florist.kit.canon import ADDONS, COLORS, FLOWERS, PALETTES
from florist.kit.terms import term

COUNTS = (5, 7, 11, 15, 21, 25)
#: So many when the customer leaves it to us.
USUAL = 15
WRAPS = ("kraft", "matte", "tulle", "clear", "box", "basket", "none")
#: What the florist takes when the customer leaves the flowers to her, in the order of her liking.
FLORISTS_CHOICE = ("rose", "eustoma", "alstroemeria", "chrysanthemum", "tulip", "hydrangea")
TASTE = 3
#: «Нет, не 12, давай 15»: the second number is meant.
_CORRECTED = re.compile(r"\b(?:не|not)\s+\d{1,3}\b\D{1,20}?\b(\d{1,3})\b", re.IGNORECASE)
_KEEP = re.compile(r"^(?:пусть\s+)?(?:остав\w+|keep|leave)\b", re.IGNORECASE)

Palette = Mapping[str, Sequence[str]]


async def palette() -> Palette:
    """Which colours each flower is really grown in."""
    async with shop().reading() as session:
        return await catalogue.palette(session)


def hues_of(flower: str, grown: Palette) -> set[str]:
    """The colour words one can say of a flower: its own colours, and the palettes they make up."""
    own = set(grown.get(flower, ()))
    return own | {name for name, parts in PALETTES.items() if own & set(parts)}


def as_menu(turn: Turn, name: str, buttons: list[list[dict[str, Any]]], **more: Any) -> dict[str, Any]:
    """A letter that replaces its predecessor when a button led here, and comes anew after words."""
    return {"menu": name, "buttons": buttons, **more}


def steps(*extra: dict[str, Any]) -> list[dict[str, Any]]:
    """The last row under every question."""
    return [*extra, button("button-back", "go_back"), button("button-cancel", "cancel")]


class Colors(Field):
    slot = "bouquet_colors"

    def recognises(self, turn: Turn) -> bool:
        return bool(turn.entities("color"))

    async def ask(self, turn: Turn, state: State) -> None:
        grown = await palette()
        flowers = state["bouquet_flowers"] or []
        possible = [c for c in COLORS if any(c in hues_of(f, grown) for f in flowers or grown)]
        choices = [button(term("color", c), "choose", color=c) for c in possible]
        last = [button("button-any-color", "skip"), button("button-cancel", "cancel")]
        turn.say(
            "utter_question_bouquet_colors",
            letter=as_menu(turn, "bouquet", [*rows(choices, 3), last]),
            **so_far(state),
        )

    async def read(self, turn: Turn, state: State, *, asked: bool) -> Any:
        named = turn.entities("color")
        if named:
            added = turn.intent == "add_to_cart" and state[self.slot]
            return list(dict.fromkeys([*(state[self.slot] if added else []), *named]))
        return ["mixed"] if asked and declines(turn) else UNREAD


class Stems(Field):
    slot = "bouquet_stems"

    def recognises(self, turn: Turn) -> bool:
        return bool(turn.entities("quantity"))

    async def ask(self, turn: Turn, state: State) -> None:
        even = state.notes.get("even")
        if even:
            choices = [
                button(word("button-keep-stems", count=even), "choose", quantity=even),
                button(word("button-make-stems", count=even + 1), "choose", quantity=even + 1),
            ]
            turn.say("utter_even_stems", letter={"buttons": [choices, steps()]}, count=even)
            return
        choices = [button({"ru": str(n), "en": str(n)}, "choose", quantity=n) for n in COUNTS]
        turn.say(
            "utter_question_bouquet_stems",
            letter=as_menu(turn, "bouquet", [*rows(choices, 3), steps()]),
            **so_far(state),
        )

    async def read(self, turn: Turn, state: State, *, asked: bool) -> Any:
        counts = _counts(turn)
        even = state.notes.get("even")
        if even and asked:
            # "Shall we keep twelve?": a yes keeps it, a no makes it odd; either way each colour keeps its part.
            parts: list[int] = state.notes["parts"]
            kept = affirms(turn) or turn.intent == "skip" or _keeps(turn)
            if counts == [even] or (counts is None and kept):
                return self._settled(state, parts)
            if counts == [even + 1] or (counts is None and turn.intent == "deny"):
                return self._settled(state, [parts[0] + 1, *parts[1:]])
        if counts is None:
            return USUAL if asked and not even and declines(turn) else UNREAD
        total = sum(counts)
        if min(counts) < 1 or total > MAX_STEMS:
            raise RecipeInvalid(f"{counts} stems")
        mourns = turn.slot("wish_occasion") == "funeral" or "funeral" in turn.entities("occasion")
        if total % 2 == 0 and not mourns and not state.notes.get("even_explained"):
            state.notes |= {"even": total, "parts": counts, "even_explained": True}
            return None
        return self._settled(state, counts)

    def _settled(self, state: State, counts: list[int]) -> int | list[int]:
        state.notes.pop("even", None)
        return counts if len(counts) > 1 else counts[0]


def _counts(turn: Turn) -> list[int] | None:
    """The numbers of stems in the message, each for its colour or flower; None when there are none."""
    # From the spans, not the entities: «15 роз и 15 лилий» are two numbers.
    spoken = [span["value"] for span in turn.spans if span.get("entity") == "quantity"]
    numbers = [
        n for n in (spoken if all(map(_is_count, spoken)) else turn.entities("quantity")) if _is_count(n)
    ]
    if not numbers:
        corrected = _CORRECTED.search(turn.text) if turn.is_typed else None
        return [int(corrected[1])] if corrected else None
    shared = len(numbers) in {len(turn.entities("color")), len(turn.entities("flower"))}
    return numbers if len(numbers) > 1 and shared else numbers[-1:]


def _keeps(turn: Turn) -> bool:
    """«Оставить», "keep it": the button's words typed."""
    return turn.is_typed and bool(_KEEP.search(turn.text))


def _is_count(value: Any) -> bool:
    return isinstance(value, int)


class Several(Field, ABC):
    """A question with several answers: in words all at once, by buttons one after another until "done"."""

    entity: str
    optional = False

    def recognises(self, turn: Turn) -> bool:
        return bool(turn.entities(self.entity) or turn.refused(self.entity))

    @abstractmethod
    async def offers(self, state: State) -> list[str]:
        """What can be chosen, given the answers so far."""

    async def ask(self, turn: Turn, state: State) -> None:
        ticked = state.notes.get(self.slot, [])
        choices = [
            button(
                word("button-ticked" if value in ticked else "button-plain", what=term(self.entity, value)),
                "choose",
                entities={self.entity: value},
            )
            for value in await self.offers(state)
        ]
        done = button("button-done", "choose", choice="done")
        first = [done] if ticked else [button(f"button-no-{self.entity}", "skip")]
        letter = as_menu(turn, "bouquet", [*rows(choices, 2), steps(*first)])
        turn.say(f"utter_question_{self.slot}", letter=letter, **so_far(state))

    async def read(self, turn: Turn, state: State, *, asked: bool) -> Any:
        refused = turn.refused(self.entity)
        if refused and state[self.slot]:
            kept = [value for value in state[self.slot] if value not in refused]
            return list(dict.fromkeys([*kept, *turn.entities(self.entity)])) or (
                None if not self.optional else []
            )
        if refused and asked and not turn.entities(self.entity):
            return await self.default(state, refused=refused)
        named = turn.entities(self.entity)
        ticked: list[str] = state.notes.get(self.slot, [])
        if turn.intent == "remove_from_cart":
            if not named or (state[self.slot] is None and not ticked):
                return UNREAD
            state.notes[self.slot] = [value for value in ticked if value not in named]
            kept = [value for value in state[self.slot] or [] if value not in named]
            return (kept or None) if not self.optional else kept
        if named and asked and turn.intent == "choose":
            state.notes[self.slot] = [v for v in ticked if v not in named] + [
                v for v in named if v not in ticked
            ]
            return None
        if named:
            keeps = turn.intent in {"add_to_cart"} or self.optional
            before = [*ticked, *((state[self.slot] or []) if keeps else [])]
            state.notes.pop(self.slot, None)
            return list(dict.fromkeys([*before, *named]))
        if asked and declines(turn) and not _CORRECTED.search(turn.text):
            state.notes.pop(self.slot, None)
            return ticked or await self.default(state)
        return UNREAD

    async def default(self, state: State, *, refused: Sequence[str] = ()) -> list[str] | None:
        """What is taken when the customer leaves it to us; None when there is nothing to take."""
        return []


class Flowers(Several):
    slot = "bouquet_flowers"
    entity = "flower"

    async def offers(self, state: State) -> list[str]:
        grown = await palette()
        colors = set(state["bouquet_colors"] or ["mixed"])
        return [flower for flower in FLOWERS if colors & hues_of(flower, grown)]

    async def default(self, state: State, *, refused: Sequence[str] = ()) -> list[str] | None:
        offered = [flower for flower in await self.offers(state) if flower not in refused]
        liked = [flower for flower in FLORISTS_CHOICE if flower in offered] or offered
        return liked[:TASTE] or None


class Addons(Several):
    slot = "bouquet_addons"
    entity = "addon"
    optional = True

    async def offers(self, state: State) -> list[str]:
        return list(ADDONS)

    async def read(self, turn: Turn, state: State, *, asked: bool) -> Any:
        value = await super().read(turn, state, asked=asked)
        if value is UNREAD and turn.intent == "skip" and not asked and not turn.entities("addon"):
            return UNREAD
        return value


class Wrap(Field):
    slot = "bouquet_wrap"

    def recognises(self, turn: Turn) -> bool:
        return wrap_in(turn.text) is not None or turn.entity("category") in {"box", "basket"}

    async def ask(self, turn: Turn, state: State) -> None:
        choices = [button(term("wrap", wrap), "choose", wrap=wrap) for wrap in WRAPS]
        last = steps(button("button-florists-choice", "skip"))
        turn.say(
            "utter_question_bouquet_wrap",
            letter=as_menu(turn, "bouquet", [*rows(choices, 2), last]),
            **so_far(state),
        )

    async def read(self, turn: Turn, state: State, *, asked: bool) -> Any:
        named = turn.entity("wrap") or (wrap_in(turn.text) if turn.is_typed else None)
        if named in WRAPS:
            return named
        category = turn.entity("category")
        if category in {"box", "basket"}:
            return category
        refuses_other = bool(turn.refused("addon") or turn.refused("flower") or turn.refused("color"))
        return "kraft" if asked and declines(turn) and not refuses_other else UNREAD


_WRAP_WORDS = {
    "kraft": r"крафт|\bkraft\b|brown paper",
    "matte": r"матов|\bmatte\b",
    "tulle": r"тюл|сетк|вуал|\btulle\b|\bmesh\b",
    "clear": r"прозрачн|целлофан|\bclear\b|\bcellophane\b|transparent",
    "none": r"без (?:всякой )?упаковк|не (?:надо )?(?:упаковыва|заворачива)|no wrap|without (?:any )?wrap|unwrapped",
}


def wrap_in(text: str) -> str | None:
    """The wrap that the words name, if any."""
    return next((wrap for wrap, words in _WRAP_WORDS.items() if re.search(words, text, re.IGNORECASE)), None)


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
        if isinstance(asked, Stems) and (turn.slot(self.notes_slot) or {}).get("even") and _keeps(turn):
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
        corrects = corrects or bool(_CORRECTED.search(turn.text))
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
                    state["bouquet_colors"], _stems(state), state["bouquet_flowers"], palette=await palette()
                )
            except ColorNotGrown as refusal:
                say_refusal(turn, refusal)
                state["bouquet_colors"] = None
        state.notes["price"] = None
        price = await price_so_far(state)
        if price is not None:
            state.notes["price"] = price.value
        return await super()._ask_on(turn, state)


def _stems(state: State) -> int | list[int]:
    stems: int | list[int] = state["bouquet_stems"] or USUAL
    if isinstance(stems, list) and len(stems) not in {
        len(state["bouquet_colors"] or []),
        len(state["bouquet_flowers"] or []),
    }:
        return sum(stems)
    return stems


async def recipe_of(state: State) -> Recipe:
    """The recipe as far as it is said; what is not is the florist's usual. Raises what ``from_wish`` raises."""
    return from_wish(
        state["bouquet_colors"] or ["mixed"],
        _stems(state),
        state["bouquet_flowers"] or ["rose"],
        state["bouquet_addons"] or state.notes.get("bouquet_addons") or [],
        state["bouquet_wrap"] or "kraft",
        palette=await palette(),
    )


async def price_so_far(state: State) -> Any:
    """What the bouquet costs as it stands (``Money``), or None before stems and flowers are known."""
    if not state["bouquet_stems"] or not state["bouquet_flowers"] or not state["bouquet_colors"]:
        return None
    async with shop().reading() as session:
        return (await bouquets.price(session, await recipe_of(state))).total


def so_far(state: State) -> dict[str, Any]:
    """The line above each question: what is chosen and what it costs so far."""
    parts: list[Any] = []
    stems = state["bouquet_stems"]
    if stems:
        parts.append(word("stems", count=sum(stems) if isinstance(stems, list) else stems))
    parts += [term("color", c) for c in state["bouquet_colors"] or []]
    parts += [term("flower", f) for f in state["bouquet_flowers"] or []]
    parts += [term("addon", a) for a in state["bouquet_addons"] or []]
    if state["bouquet_wrap"]:
        parts.append(term("wrap", state["bouquet_wrap"]))
    price = state.notes.get("price")
    if not parts:
        return {"sofar": ""}
    return {"sofar": word("so-far-priced" if price else "so-far", chosen=parts, price=price or "")}


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
