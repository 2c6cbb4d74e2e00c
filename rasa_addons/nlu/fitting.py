"""What an intent speaks of: a status belongs to orders, "букет" names a product only where one is looked for."""

from __future__ import annotations

from collections.abc import Sequence

from rasa_addons.nlu.found import Found
from rasa_addons.nlu.words import Word

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


def fits(found: Found, text: str, words: Sequence[Word], intent: str) -> bool:
    """Whether this entity is spoken of in this intent at all."""
    family = intent.partition("/")[0]
    entity = found.entity
    if family == "greet":
        return entity == "name"
    if family == "change_language" or entity == "language":
        return entity == "language" and (
            family in ("change_language", "inform") or (family == "nlu_fallback" and len(words) <= 3)
        )
    if entity == "media_type":
        return family in STORED
    if family in STORED:
        return entity in ("date", "flower")
    if entity == "order_status":
        return family in WITH_STATUS or (family == "inform" and len(words) <= 3)
    if family in BACK_OFFICE:
        return entity in OFFICE_ENTITIES and not (entity == "occasion" and found.value in POLITE_OCCASIONS)
    if entity == "category":
        return _names_product(found, words, family)
    if entity == "occasion":
        return _is_reason(found, text, intent, family)
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
    if entity == "date" and family in ("complain", "leave_feedback"):
        # "завяли через сутки" is no day to come.
        return not text[found.start : found.end].lower().startswith(("через", "спустя", "in ", "after"))
    if entity == "date_unclear":
        return family in WITH_UNCLEAR_DAY
    if entity == "recipient" and found.value == "client":
        return family in LOOKING | {"build_bouquet", "set_reminder", "checkout"}
    return not (
        entity in ("budget", "budget_bound", "currency") and family in ("order_status", "list_orders")
    )


def _is_reason(found: Found, text: str, intent: str, family: str) -> bool:
    """Whether the occasion is why flowers are wanted, not a way of speaking."""
    if found.value in POLITE_OCCASIONS and family in ABOUT_PLACED:
        return False
    if intent == "faq/corporate":
        return found.value != "corporate"
    # "add a date" is no rendezvous.
    bare = text[found.start : found.end].lower() == "a date"
    return not bare or family in LOOKING | {"build_bouquet"}


def _names_product(found: Found, words: Sequence[Word], family: str) -> bool:
    """Whether "букет", "корзина", "коробка" name what is looked for, not the cart and not what is put together."""
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
