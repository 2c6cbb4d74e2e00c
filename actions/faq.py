"""Questions about the shop, answered from its own facts."""

from typing import Any

from actions.menu import menu_buttons
from actions.screen import Attentive
from actions.shop_action import shop
from actions.smalltalk import retrieval_key
from actions.turn import Events, Turn, word
from florist.delivery import service as delivery
from florist.kit.money import Money
from florist.shopinfo.service import facts


def shop_facts() -> dict[str, Any]:
    """Every fact an answer may need, as letter values."""
    settings = shop().settings
    known = facts(settings)
    fees = []
    for zone in delivery.zones():
        fee = Money.major(zone.fee, settings.shop_currency).value
        if zone.free_from is None:
            fees.append(word("zone-fee", name=zone.name, fee=fee))
        else:
            free = Money.major(zone.free_from, settings.shop_currency).value
            fees.append(word("zone-fee-free", name=zone.name, fee=fee, free=free))
    return {
        "name": known.name,
        "address": known.address,
        "way": known.way,
        "phone": known.phone,
        "hours": known.hours_value,
        "cutoff": f"{known.same_day_until:%H:%M}",
        "lead": known.delivery_lead_minutes // 60,
        "ahead": known.book_ahead_days,
        "fees": {"lines": fees},
        "zones": {"lines": [zone.name for zone in delivery.zones()]},
        "fresh": known.fresh_days,
        "back": known.return_hours,
        "corporate": known.corporate_from,
    }


class ActionAnswerQuestion(Attentive):
    action_name = "action_answer_question"

    async def reply(self, turn: Turn) -> Events:
        key = retrieval_key(turn, "faq")
        if key is None:
            turn.say("utter_clarify_examples")
            return []
        letter = None if turn.form else {"buttons": menu_buttons()[:1]}
        turn.say(f"utter_{key}", letter=letter, **shop_facts())
        return []
