"""The start, the menu, the language, cancel and back, and the call for a human."""

import re

from rasa_sdk.events import ActiveLoop, FollowupAction, SlotSet

from actions import phrases
from actions.browse import show_card, shown
from actions.cart import show_cart
from actions.menu import menu_buttons, offer_another, offer_interrupted
from actions.screen import Attentive
from actions.shop_action import ShopAction, shop
from actions.turn import Events, Turn, button
from florist.cart import service as cart
from florist.catalogue import service as catalogue
from florist.delivery import service as delivery
from florist.people import service as people

#: A link to a product, shared from the catalogue: t.me/<bot>?start=product-12
_PRODUCT_LINK = re.compile(r"product-([0-9]{1,9})")


class ActionStart(ShopAction):
    action_name = "action_start"

    async def answer(self, turn: Turn) -> Events:
        payload = str(turn.entity("payload") or "")
        turn.say("utter_start", letter={"buttons": menu_buttons()})
        offer_interrupted(turn)
        linked = _PRODUCT_LINK.fullmatch(payload)
        if linked is None:
            return []
        async with shop().reading() as session:
            card = await catalogue.card(session, int(linked[1]))
        show_card(turn, card)
        return shown([card], {"by": "similar", "wish": {}, "page": 0})


class ActionMenu(ShopAction):
    action_name = "action_menu"

    async def answer(self, turn: Turn) -> Events:
        turn.say("utter_menu", letter={"buttons": menu_buttons(), "menu": "main"})
        return []


class ActionHelp(ShopAction):
    action_name = "action_help"

    async def answer(self, turn: Turn) -> Events:
        turn.say("utter_help", letter=None if turn.form else {"buttons": menu_buttons()})
        return []


class ActionChangeLanguage(ShopAction):
    action_name = "action_change_language"

    async def answer(self, turn: Turn) -> Events:
        chosen = turn.entity("language")
        if chosen not in {"ru", "en"}:
            # Which of two languages is meant is plain: the other one — unless it was only the command.
            if turn.is_typed:
                chosen = "ru" if turn.language == "en" else "en"
            else:
                choices = [
                    button({"ru": "Русский", "en": "Русский"}, "change_language", language="ru"),
                    button({"ru": "English", "en": "English"}, "change_language", language="en"),
                ]
                turn.say("utter_language_which", letter={"buttons": [choices]})
                return []
        async with shop().transaction() as session:
            await people.set_language(session, telegram_id=turn.user_id, language=chosen)
        # The slot is set only after this action, so the words are asked for in the new language by name.
        more = {} if turn.form else {"buttons": menu_buttons()}
        turn.say("utter_language_changed", letter={"language": chosen, **more})
        return [SlotSet("language", chosen)]


class ActionCancel(ShopAction):
    action_name = "action_cancel"

    async def answer(self, turn: Turn) -> Events:
        if turn.is_typed and phrases.OTHER_BOUQUET.search(turn.text):
            return offer_another(turn)
        if not turn.form:
            turn.say("utter_nothing_to_cancel", letter={"buttons": menu_buttons()})
            return []
        # Nothing said is thrown away: the form is set aside, one tap takes it up again.
        turn.say(
            "utter_cancelled",
            letter={
                "buttons": [[button("button-resume", "resume_form"), button("button-menu", "show_menu")]]
            },
        )
        return [ActiveLoop(None), SlotSet("requested_slot", None), SlotSet("interrupted_form", turn.form)]


class ActionGoBack(Attentive):
    action_name = "action_go_back"

    async def reply(self, turn: Turn) -> Events:
        if turn.slot("interrupted_form"):
            return [FollowupAction("action_resume_form")]
        turn.say("utter_menu", letter={"buttons": menu_buttons(), "menu": "main"})
        return []


class ActionResumeForm(ShopAction):
    action_name = "action_resume_form"

    async def answer(self, turn: Turn) -> Events:
        form = turn.slot("interrupted_form")
        if form:
            return [FollowupAction(form)]
        if not turn.form:
            turn.say("utter_nothing_to_resume", letter={"buttons": menu_buttons()})
        return []


class ActionDropForm(ShopAction):
    """Throws away what was set aside; from inside a form ("start over") begins that form anew."""

    action_name = "action_drop_form"

    async def answer(self, turn: Turn) -> Events:
        dropped = [SlotSet("interrupted_form", None)]
        if turn.form:
            return [*dropped, ActiveLoop(None), SlotSet("requested_slot", None), FollowupAction(turn.form)]
        turn.say("utter_dropped", letter={"buttons": menu_buttons()})
        return dropped


class ActionConfirm(ShopAction):
    """A yes with no question open: takes up what stands nearest."""

    action_name = "action_confirm"

    async def answer(self, turn: Turn) -> Events:
        if turn.slot("interrupted_form"):
            return [FollowupAction("action_resume_form")]
        async with shop().reading() as session:
            basket = await cart.view(session, turn.user_id)
        if basket.lines:
            return show_cart(turn, basket)
        turn.say("utter_menu", letter={"buttons": menu_buttons(), "menu": "main"})
        return []


class ActionRequestHuman(ShopAction):
    action_name = "action_request_human"

    async def answer(self, turn: Turn) -> Events:
        async with shop().transaction() as session:
            await people.handoff_open(session, turn.user_id)
        turn.say("utter_human_called")
        return []


class ActionEndHandoff(ShopAction):
    action_name = "action_end_handoff"

    async def answer(self, turn: Turn) -> Events:
        turn.say("utter_handoff_ended", letter={"buttons": menu_buttons()})
        offer_interrupted(turn)
        return []


class ActionThingShared(ShopAction):
    """A location, contact or photo that nothing asked for."""

    action_name = "action_thing_shared"

    async def answer(self, turn: Turn) -> Events:
        if turn.intent != "location_shared":
            turn.say(f"utter_{turn.intent}")
            return []
        zone = delivery.zone_at(float(turn.entity("latitude")), float(turn.entity("longitude")))
        if zone is None:
            turn.say("utter_location_outside")
        else:
            turn.say("utter_location_zone", zone=zone.name, fee=delivery.quote(zone).value)
        return []
