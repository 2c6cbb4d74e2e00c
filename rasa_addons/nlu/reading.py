"""All readers over one message, overlaps and refusals settled: `read` without Rasa, for tests and tools.

Reading happens in two steps. `survey` finds everything there is, before the intent is known. `settle` keeps
what the intent allows: a bare number may be a quantity, an order or a rating, a name a specialist's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from rasa_addons.nlu import addresses, amounts, dates, orders, people, phones, wishes
from rasa_addons.nlu.found import Found
from rasa_addons.nlu.lexicon import Lexicon
from rasa_addons.nlu.mending import mend
from rasa_addons.nlu.negation import mark_refused
from rasa_addons.nlu.numerals import Number, read_numbers
from rasa_addons.nlu.words import Word, read_words

BOOKING = frozenset(
    {"book_appointment", "ask_slots", "reschedule_appointment", "cancel_appointment", "list_appointments", "view_schedule",
     "set_working_hours"}
)  # fmt: skip
# Intents that say all they say by themselves: whatever looks like a value inside is chance.
WORDLESS = frozenset(
    {"out_of_scope", "chitchat", "goodbye", "thank", "affirm", "bot_challenge", "help", "cancel", "go_back", "request_human",
     "clear_cart", "view_cart", "skip", "ask_balance", "make_video", "combine_photos", "create_avatar",
     "admin_panel", "deny"}
)  # fmt: skip
ORDERS = frozenset(
    {"order_status", "cancel_order", "repeat_order", "request_refund", "change_delivery", "update_order_status", "view_orders",
     "leave_feedback", "complain", "list_orders"}
)  # fmt: skip
LOOKING = frozenset(
    {"browse_catalogue", "request_recommendation", "ask_price", "ask_availability", "inform", "nlu_fallback"}
)
COUNTING = frozenset(
    {"inform", "build_bouquet", "add_to_cart", "remove_from_cart", "change_quantity", "ask_price", "ask_availability",
    "browse_catalogue",
     "request_recommendation", "buy_credits", "add_flower", "edit_flower", "remove_flower", "checkout",
     "nlu_fallback", "repeat_order",
     "list_flowers"}
)  # fmt: skip
# A word by the way in these is not what the message is about.
BACK_OFFICE = frozenset(
    {"view_orders", "update_order_status", "view_users", "grant_role", "view_stats", "broadcast", "view_schedule",
    "set_working_hours",
     "admin_panel"}
)  # fmt: skip
KEPT_REFUSALS = frozenset({"flower", "color", "addon", "category"})
OFFICE_ENTITIES = frozenset(
    {"date", "time", "order_number", "order_status", "name", "specialist", "phone", "flower", "service", "occasion",
    "budget", "budget_bound",
     "currency"}
)  # fmt: skip
ABOUT_PLACED = frozenset(
    {"leave_feedback", "complain", "request_refund", "broadcast", "faq", "order_status", "grant_role"}
)
POLITE_OCCASIONS = frozenset({"thank_you", "apology", "congratulation"})
TIMED = frozenset(
    {"change_delivery", "reschedule_appointment", "book_appointment", "ask_slots", "set_working_hours", "cancel_appointment",
     "list_appointments", "set_reminder"}
)  # fmt: skip
WITH_UNCLEAR_DAY = frozenset(
    {"inform", "checkout", "book_appointment", "reschedule_appointment", "change_delivery", "ask_slots", "request_recommendation",
     "set_reminder", "build_bouquet", "nlu_fallback"}
)  # fmt: skip
STORED = frozenset({"open_gallery", "favourite_image", "delete_image"})
WITH_STATUS = frozenset({"update_order_status", "view_orders"})
TAKING_OUT = frozenset({"remove_from_cart", "remove_flower", "clear_cart"})
ADDRESSED = frozenset({"change_delivery", "checkout", "inform", "repeat_order", "nlu_fallback"})
PRICING = frozenset({"add_flower", "edit_flower"})
COUNT_ONLY = frozenset({"change_quantity", "remove_from_cart", "buy_credits"})
PAYING_WORDS = frozenset({"faq/payment_methods"})
CART_WORDS = frozenset(
    {
        "add_to_cart",
        "remove_from_cart",
        "change_quantity",
        "checkout",
        "apply_promo",
        "view_cart",
        "clear_cart",
    }
)
# When two finds cover the same words, the earlier in this list wins; then the longer.
RANK = {
    entity: rank
    for rank, entity in enumerate(
        ("phone", "promo_code", "address", "order_number", "currency", "budget_bound", "budget", "date", "time", "date_unclear",
         "rating", "service", "name", "product", "category", "addon", "occasion", "flower", "color",
         "recipient", "quantity",
         "language", "order_status", "media_type")
    )
}  # fmt: skip


@dataclass(frozen=True)
class Survey:
    """One message with everything found in it, before the intent is known."""

    text: str
    words: tuple[Word, ...]
    numbers: tuple[Number, ...]
    listed: tuple[Found, ...]
    phones: tuple[Found, ...]
    sums: tuple[Found, ...]
    now: datetime
    # What has been settled for an intent, so that asking twice costs once.
    settled: dict[str, list[Found]] = field(default_factory=dict, compare=False, repr=False)


def survey(text: str, now: datetime, lexicon: Lexicon) -> Survey:
    """Reads what does not depend on the intent; `now` is when the message came, in the shop's zone."""
    words = mend(read_words(text), lexicon)
    listed = tuple(lexicon.read(words))
    numbers = tuple(read_numbers(words)) if words else ()
    calls = tuple(phones.read_phones(text, words)) if numbers else ()
    called = _places(calls) | (phones.look_like_phones(text, words) if numbers else set())
    numbers = tuple(n for n in numbers if n.first not in called)
    sums = tuple(amounts.read_sums(words, numbers, listed)) if numbers else ()
    return Survey(text, words, numbers, listed, calls, sums, now)


def read(text: str, now: datetime, lexicon: Lexicon, intent: str | None = None) -> list[Found]:
    """Entities of a message, in order of place; `intent` by its full name ("faq/returns") when known."""
    return settle(survey(text, now, lexicon), intent)


def settle(seen: Survey, intent: str | None = None) -> list[Found]:
    """Entities that hold for this intent; with no intent, those that hold mostly."""
    intent = intent or "nlu_fallback"
    if intent not in seen.settled:
        seen.settled[intent] = _settle(seen, intent)
    return list(seen.settled[intent])


def refusals(seen: Survey) -> list[Found]:
    """What the customer does not want («без ленты», "anything but lilies"); no entity, but worth knowing."""
    if not any(f.entity in KEPT_REFUSALS for f in seen.listed):
        return []
    marked = mark_refused(seen.words, _without_overlaps(list(seen.listed)))
    return [f for f in marked if f.refused and f.entity in KEPT_REFUSALS]


def _settle(seen: Survey, intent: str) -> list[Found]:
    family = intent.partition("/")[0]
    if family in WORDLESS:
        return []
    if family == "generate_image":
        return wishes.read_prompt(seen.text, seen.words)
    if family == "edit_image":
        return wishes.read_instruction(seen.text, seen.words)
    found = _without_overlaps(_everything(seen, intent, family))
    taking_out = family in TAKING_OUT or (family == "nlu_fallback" and _takes_out(seen.words))
    marked = found if taking_out else mark_refused(seen.words, found)
    kept = [f for f in marked if not f.refused and _fits(f, seen, intent, family)]
    if family == "change_language":
        kept = kept[-1:]  # "не понимаю английский, давай на русском"
    return sorted(_without_doubles(kept), key=lambda f: (f.start, f.end, f.entity))


def _everything(seen: Survey, intent: str, family: str) -> list[Found]:
    words, numbers = seen.words, seen.numbers
    listed = [f for f in seen.listed if f.entity != "currency"]
    goods = _places(f for f in listed if f.entity in amounts.COUNTED_ENTITIES)
    sums = [f for f in seen.sums if not (family in ("leave_feedback", "complain") and f.value == "XTR")]
    promos = (
        orders.read_promo_codes(seen.text, words, lax=family == "apply_promo")
        if family
        in ("apply_promo", "nlu_fallback", "checkout", "inform", "view_cart", "build_bouquet", "add_to_cart")
        else []
    )
    taken = _places([*seen.phones, *sums, *promos])
    places = addresses.read_addresses(
        seen.text, words, [n for n in numbers if n.first not in taken], taken - goods,
        _places(listed) | _weekdays(words),
        lax=family in ADDRESSED and family != "nlu_fallback",
    )  # fmt: skip
    taken |= _places(places)
    free = [n for n in numbers if not taken & set(range(n.first, n.last + 1))]
    # "lower by 6" has no hour in it.
    when = (
        []
        if family in COUNT_ONLY
        else dates.read_when(words, free, seen.now, taken, goods, lax=family in TIMED)
    )
    dated = _places(f for f in when if f.entity != "occasion")
    free = [n for n in free if not dated & set(range(n.first, n.last + 1))]
    ratings = orders.read_ratings(words, free, lax=family == "leave_feedback")
    free = [n for n in free if not any(f.first <= n.first <= f.last for f in ratings)]
    ordered = orders.read_order_numbers(
        words,
        free,
        goods,
        taken,
        lax=family in ORDERS and family not in ("leave_feedback", "complain", "list_orders"),
    )
    taken |= dated | _places(ratings) | _places(ordered)
    counts = amounts.read_counts(words, free, listed, taken)
    named = list(
        people.read_names(words, taken | _places(f for f in listed if f.length > 3 and f.entity != "flower"))
    )
    if family in PRICING:
        counts = [price for f in counts for price in (_as_price(f) if _is_priced(words, f) else [f])]
    named = [_with_value(f, seen.text, _name_entity(f, words, family)) for f in named]
    return [*listed, *seen.phones, *sums, *promos, *places, *when, *ratings, *ordered, *counts, *named]


def _is_priced(words: Sequence[Word], found: Found) -> bool:
    """ "тюльпаны по 99" in the shop's own books."""
    return (
        found.entity == "quantity"
        and found.reader != "goods"
        and found.first > 0
        and words[found.first - 1].normal
        in (
            "по",
            "at",
            "цена",
            "price",
            "цену",
            "for",
            "цене",
        )
    )


def _as_price(found: Found) -> list[Found]:
    place = (found.start, found.end, found.first, found.last, "amounts")
    return [Found("budget", found.value, *place), Found("budget_bound", "about", *place)]


def _name_entity(found: Found, words: Sequence[Word], family: str) -> str:
    return "specialist" if family in BOOKING and not people.is_self_introduced(words, found) else "name"


def _with_value(found: Found, text: str, entity: str) -> Found:
    return Found(
        entity, text[found.start : found.end], found.start, found.end, found.first, found.last, found.reader
    )


def _places(found) -> set[int]:  # type: ignore[no-untyped-def]  # any iterable of Found
    return {at for f in found for at in range(f.first, f.last + 1)}


def _weekdays(words: Sequence[Word]) -> set[int]:
    return {
        at
        for at, w in enumerate(words)
        if w.lemma in dates.WEEKDAYS
        or w.normal in dates.MONTHS
        or w.normal in dates.NAMES_OF_DAYS
        or w.normal in dates.WEEKDAYS
    }


def _takes_out(words: Sequence[Word]) -> bool:
    return any(
        word.normal.startswith(("убер", "убра", "удали", "выкин", "remove", "delete", "take"))
        for word in words[:3]
    )


MONEY = frozenset({"budget", "budget_bound", "currency"})
WHEN = frozenset({"date", "time", "occasion"})
# A longer phrase of these takes the words of a shorter find, unless that is written down like a number.
NAMED_BY_PHRASE = frozenset({"service", "category", "addon", "product", "occasion", "name"})
WRITTEN_DOWN = frozenset({"address", "phone", "promo_code", "date"})
SETTLED_BY_INTENT = frozenset({"order_status", "media_type", "language"})


def _without_overlaps(found: list[Found]) -> list[Found]:
    """Of finds on the same words one stays; budget and its bound, a holiday and its date share theirs."""
    kept: list[Found] = []
    for f in sorted(found, key=lambda f: (RANK.get(f.entity, 99), -f.length)):
        clash = [k for k in kept if f.overlaps(k) and not _share(f, k)]
        yields = [k for k in clash if f.length > k.length and k.entity not in WRITTEN_DOWN]
        if not clash or f.entity in SETTLED_BY_INTENT:
            kept.append(f)
        elif len(yields) == len(clash) and f.entity in NAMED_BY_PHRASE:
            kept = [k for k in kept if k not in yields] + [f]
    return kept


def _share(a: Found, b: Found) -> bool:
    pair = {a.entity, b.entity}
    return pair <= MONEY or (pair <= WHEN and a.reader == b.reader == "dates")


def _without_doubles(found: list[Found]) -> list[Found]:
    """The same value of the same kind twice says nothing more ("розы, красные розы"), except numbers."""
    seen: set[tuple[str, object]] = set()
    kept = []
    for f in sorted(found, key=lambda f: f.start):
        key = (f.entity, f.value)
        if key in seen and f.entity not in ("quantity", "budget", "budget_bound", "currency"):
            continue
        seen.add(key)
        kept.append(f)
    return kept


def _fits(found: Found, seen: Survey, intent: str, family: str) -> bool:
    """Whether this entity is spoken of in this intent at all."""
    entity = found.entity
    if family == "greet":
        return entity == "name"
    if family == "change_language" or entity == "language":
        return entity == "language" and (
            family in ("change_language", "inform") or (family == "nlu_fallback" and len(seen.words) <= 3)
        )
    if entity == "media_type":
        return family in STORED
    if family in STORED:
        return entity in ("date", "flower")
    if entity == "order_status":
        return family in WITH_STATUS or (family == "inform" and len(seen.words) <= 3)
    if family in BACK_OFFICE:
        return entity in OFFICE_ENTITIES and not (entity == "occasion" and found.value in POLITE_OCCASIONS)
    if entity == "category":
        return _names_product(found, seen, family)
    if entity == "occasion":
        return _is_reason(found, seen, intent, family)
    if entity == "quantity":
        return family in COUNTING or (found.reader == "goods" and family not in BOOKING)
    if entity == "rating":
        return family in ("leave_feedback", "inform", "complain", "nlu_fallback")
    if entity == "service":
        return family in BOOKING | LOOKING | {"faq", "set_reminder", "leave_feedback"}
    if entity == "addon":
        bank_card = found.value == "card" and family in (
            "request_refund",
            "add_flower",
            "edit_flower",
            "remove_flower",
            "view_cart",
        )
        return intent not in PAYING_WORDS and not bank_card
    if entity == "date_unclear":
        return family in WITH_UNCLEAR_DAY
    if entity == "recipient" and found.value == "client":
        return family in LOOKING | {"build_bouquet", "set_reminder", "checkout"}
    return not (
        entity in ("budget", "budget_bound", "currency") and family in ("order_status", "list_orders")
    )


def _is_reason(found: Found, seen: Survey, intent: str, family: str) -> bool:
    """Whether the occasion is why flowers are wanted, not a way of speaking."""
    if found.value in POLITE_OCCASIONS and family in ABOUT_PLACED:
        return False
    if intent == "faq/corporate":
        return found.value != "corporate"
    # "add a date" is no rendezvous.
    bare = seen.text[found.start : found.end].lower() == "a date"
    return not bare or family in LOOKING | {"build_bouquet"}


def _names_product(found: Found, seen: Survey, family: str) -> bool:
    """Whether "букет", "корзина", "коробка" name what is looked for, not the cart and not what is put together."""
    words = seen.words
    following = [w.normal for w in words[found.last + 1 : found.last + 2]]
    before = words[found.first - 1].normal if found.first else ""
    if found.value == "bouquet":
        made_of = following[:1] in (["из"], ["of"]) and found.first == found.last
        return family in LOOKING and not made_of
    if found.value == "basket":
        if found.first == found.last and family in CART_WORDS:
            return False
        if before in ("в", "my", "мою", "моя", "моей", "из", "the", "to") and found.first == found.last:
            return (
                family in LOOKING
                and before in ("в", "the")
                and words[found.first].normal in ("корзине", "корзинке", "basket")
            )
    if found.value == "gift":
        return (family in LOOKING and before not in ("в", "as", "a")) or family in ("browse_catalogue",)
    return family in LOOKING | {
        "build_bouquet",
        "add_to_cart",
        "remove_from_cart",
        "checkout",
        "add_flower",
        "edit_flower",
        "list_flowers",
        "remove_flower",
        "repeat_order",
        "faq",
    }
