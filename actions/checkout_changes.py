"""What a message changes: values for questions other than the one at hand, and wishes to answer one of them anew."""

import re

from actions.checkout_questions import is_pickup
from actions.checkout_words import CARD, FLAT
from actions.fields import STEERING, Field, State, declines
from actions.turn import Turn

#: Said in passing ("the concierge will collect it") it is no change of mind: here the customer speaks of themselves.
_PICKUP_AFTER_ALL = re.compile(
    r"самовывоз|забер(?:у|[её]м)\b|\bсам[аи]?\s+(?:прие|зай|подой|заб[ер])|\bзабрать\s+сам"
    r"|\b(?:хочу|могу|можно|буду|лучше|давай(?:те)?)\s+забрать|\b(?:i|we)(?:['’]ll|\s+will)?\s+(?:pick|collect|come)"
    r"|\bpick-?up\b|\bpick\s+it\s+up\b|\bcollect\s+(?:it|them)\b",
    re.IGNORECASE,
)
_DELIVERY_AFTER_ALL = re.compile(
    r"доставк[аиуой]|\bдостав(?:ьте|ить)\b|\bпривез(?:ите|ти)\b|\bвезите\b|\bdeliver", re.IGNORECASE
)
#: "Another", "wrong", "change": something said before does not hold any more.
_CHANGE = re.compile(
    r"\bдруг(?:ой|ая|ое|ую|ого|ому)\b|\bпоменя|\bсмени|\bизмени|\bисправ|\bошиб|\bперепут|\bперенес|\bне\s+т(?:от|а|о)\b"
    r"|\bнеправильн|\bневерн|\bраньше\b|\bпораньше\b|\bпозже\b|\bпопозже\b|\bearlier\b|\blater\b|\bincorrect\b"
    r"|\bchange|\banother\b|\bdifferent\b|\bwrong\b|\bother\b|\bedit\b|\bfix\b",
    re.IGNORECASE,
)
#: How a correction begins or goes on; a card seldom does.
_CORRECTING = re.compile(
    r"^(?:ой|ох|нет|не|no|oh|oops|sorry|wait|стоп|погоди|подожди|actually|простите|извините)\b"
    r"|\bлучше\b|\bточнее\b|\bвернее\b|\bа\s+не\b|\bвсё-?таки\b|\bвсе-таки\b|\bдавай(?:те)?\b"
    r"|\bbetter\b|\brather\b|\binstead\b|\bmake it\b|\bi mean",
    re.IGNORECASE,
)
_SOONER = re.compile(r"раньше\b|позже\b|\bearlier\b|\blater\b", re.IGNORECASE)
_BUT = re.compile(r"\b(?:но|только|кроме|but|only|except)\b", re.IGNORECASE)
_KEEP = re.compile(
    r"\bостав\w*\s*(?:вс[её]\s+)?(?:как|прежн|стар|так)|^(?:пусть\s+)?остав\w+$|\bкак\s+(?:было|есть)\b|\bне\s+(?:надо\s+)?меня"
    r"|\bkeep\b|\bleave\s+(?:it|as)\b|\bas\s+it\s+(?:was|is)\b",
    re.IGNORECASE,
)
#: Which question a typed wish for a change means.
_SUBJECTS = [
    ("checkout_address", re.compile(r"адрес|куда|улиц|address|where|street", re.IGNORECASE)),
    ("checkout_window", re.compile(r"врем|\bчас|раньше|позже|time|hour|earlier|later", re.IGNORECASE)),
    ("checkout_date", re.compile(r"\bдат|день|дня|\bdate|\bday", re.IGNORECASE)),
    ("checkout_phone", re.compile(r"телефон|номер|phone|number", re.IGNORECASE)),
    ("checkout_recipient", re.compile(r"получател|кому|имя|recipient|name", re.IGNORECASE)),
    ("checkout_card", re.compile(r"открытк|текст|подпис|card|text", re.IGNORECASE)),
    ("checkout_flat", re.compile(r"квартир|подъезд|этаж|домофон|\bflat|apartment|entrance", re.IGNORECASE)),
    ("checkout_kind", re.compile(r"самовывоз|способ|доставк|pickup|delivery", re.IGNORECASE)),
    ("checkout_substitution", re.compile(r"замен|substitut", re.IGNORECASE)),
    ("checkout_surprise", re.compile(r"сюрприз|аноним|вруч|surprise|anonym", re.IGNORECASE)),
]
_VALUES = {
    "address": "checkout_address",
    "date": "checkout_date",
    "date_unclear": "checkout_date",
    "time": "checkout_window",
    "phone": "checkout_phone",
    "name": "checkout_recipient",
}
#: Words that stand around values and are none themselves.
_AROUND = re.compile(
    r"\b(?:на|к|ко|в|во|по|и|а|для|это|тел|телефон|номер|имя|зовут|получатель|to|for|at|on|by|and|is|the|it|phone|number|name)\b"
    r"|[^\w\s]",
    re.IGNORECASE,
)
_FEW = 8
_UNSURE = 0.5
_SURE_OF_QUESTION = 0.7
#: Intents that ask something rather than answer.
QUESTIONS = frozenset(
    {
        *("faq", "ask_price", "ask_availability", "order_status", "list_orders", "browse_catalogue"),
        *("chitchat", "bot_challenge"),
    }
)
#: What is about something else than this order, whatever days and names it holds.
_ABOUT_ELSE = frozenset(
    {
        *("add_to_cart", "remove_from_cart", "request_recommendation", "build_bouquet", "repeat_order"),
        *("cancel_order", "request_refund", "complain", "leave_feedback", "apply_promo", "set_reminder"),
        *("list_reminders", "clear_cart", "view_cart"),
    }
)


def is_question(turn: Turn) -> bool:
    """Whether a typed message asks something rather than answers: it says so, or the model is sure of it."""
    return turn.intent in QUESTIONS and (turn.text.endswith("?") or turn.confidence >= _SURE_OF_QUESTION)


def other_kind(turn: Turn, state: State) -> str | None:
    """``pickup`` or ``delivery`` when a typed message now wants the other one than was chosen."""
    if not turn.is_typed or state["checkout_kind"] is None or turn.text.endswith("?"):
        return None
    if len(turn.text.split()) > _FEW and not carried(turn):
        return None
    pickup, home = bool(_PICKUP_AFTER_ALL.search(turn.text)), bool(_DELIVERY_AFTER_ALL.search(turn.text))
    if pickup == home:
        return None
    wanted = "pickup" if pickup else "delivery"
    return wanted if is_pickup(state) != (wanted == "pickup") else None


def carried(turn: Turn) -> set[str]:
    """The questions that the message brings values for."""
    return {slot for entity, slot in _VALUES.items() if turn.entities(entity)}


def rest_of(turn: Turn) -> str:
    """The typed words without the values that were read in them and the small words around those."""
    rest = turn.text
    for span in reversed(turn.spans):
        if span["entity"] in _VALUES and span.get("start") is not None:
            rest = f"{rest[: span['start']]} {rest[span['end'] :]}"
    return " ".join(_AROUND.sub(" ", rest).split())


def wants_anew(turn: Turn) -> str | None:
    """The question that a typed wish («телефон другой», "change the address") would answer anew, without the new answer."""
    if (
        not turn.is_typed
        or turn.intent in STEERING
        or (turn.text.endswith("?") and not _SOONER.search(turn.text))
    ):
        return None
    if turn.intent != "change_delivery" and not (
        _CHANGE.search(turn.text) and len(turn.text.split()) <= _FEW
    ):
        return None
    named = next((slot for slot, words in _SUBJECTS if words.search(turn.text)), None)
    if named == "checkout_kind" and not _CHANGE.search(turn.text):
        return None  # the one that is wanted was named, or is chosen already
    return None if named in carried(turn) else named


def keeps(turn: Turn) -> bool:
    """«Оставь как было», "keep it": the answer that was to be changed stands."""
    return turn.entity("choice") == "keep" or (
        turn.is_typed and len(turn.text.split()) <= _FEW and bool(_KEEP.search(turn.text))
    )


def has_a_but(turn: Turn) -> bool:
    """Whether a yes is not the whole of it: «да, но…», "yes, only…"."""
    return turn.is_typed and bool(carried(turn) or _BUT.search(turn.text) or _CHANGE.search(turn.text))


def refuses_card(turn: Turn) -> bool:
    """«Без открытки», "no card please", whatever the question."""
    if not turn.is_typed or len(turn.text.split()) > _FEW:
        return False
    taken_out = turn.entities("addon") if turn.intent == "remove_from_cart" else turn.refused("addon")
    return "card" in taken_out or (declines(turn) and bool(CARD.search(turn.text)))


def speaks_of_others(turn: Turn, state: State, asked: Field | None) -> bool:
    """Whether a typed message answers other questions than the one at hand, and that one not at all."""
    if asked is None or not turn.is_typed:
        return False
    others = carried(turn) | ({"checkout_kind"} if other_kind(turn, state) else set())
    others |= {"checkout_card"} if refuses_card(turn) else set()
    if not others - {asked.slot}:
        return False
    if asked.slot == "checkout_card":
        # Any words may stand on a card: only what plainly corrects does not.
        corrects = bool(_CORRECTING.search(turn.text) or _CHANGE.search(turn.text))
        return (corrects or turn.intent == "change_delivery") and len(turn.text.split()) <= _FEW
    if asked.slot in others:
        return False
    if asked.slot == "checkout_flat":
        return not FLAT.search(turn.text) and not re.search(r"\d", rest_of(turn))
    if asked.slot == "checkout_address":
        return not re.search(r"\d", rest_of(turn))
    if asked.slot == "checkout_recipient":
        corrects = bool(_CORRECTING.search(turn.text) or _CHANGE.search(turn.text))
        return corrects or not rest_of(turn) or "checkout_kind" in others
    return not asked.recognises(turn)


def is_noise(turn: Turn) -> bool:
    """Whether a typed word or two make no sense to anybody: the question at hand is then explained by an example."""
    if not turn.is_typed or turn.text.endswith("?") or len(turn.text.split()) > 2:
        return False
    return turn.intent == "out_of_scope" or (turn.intent == "chitchat" and turn.confidence < _UNSURE)


def corrects(turn: Turn, state: State) -> bool:
    """Whether the message is the checkout's although the model thought of something else: it brings or changes an answer."""
    if wants_anew(turn) or other_kind(turn, state) or (state["checkout_card"] and refuses_card(turn)):
        return True
    elsewhere = turn.intent in STEERING | _ABOUT_ELSE or is_question(turn) or turn.text.endswith("?")
    return turn.is_typed and bool(carried(turn)) and not elsewhere
