"""Answers to what Telegram asks on behalf of a person: taps and checkouts."""

from typing import Any

from sandbox.core import Sandbox
from sandbox.errors import bad_request
from sandbox.limits import CALLBACK_ANSWER, units
from sandbox.parameters import Parameters
from sandbox.people import Json


async def answer_callback_query(sandbox: Sandbox, parameters: Parameters) -> bool:
    text = parameters.text("text")
    if units(text) > CALLBACK_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    query = sandbox.queries.find("callback_query", parameters.text("callback_query_id"))
    answer: Json = {"text": text, "show_alert": parameters.flag("show_alert")}
    if parameters.has("url"):
        answer["url"] = parameters.text("url")
    sandbox.queries.answer(query, answer)
    sandbox.world.feed.publish(query.user_id, {"type": "callback_answer", "query_id": query.id, **answer})
    return True


async def answer_pre_checkout_query(sandbox: Sandbox, parameters: Parameters) -> bool:
    answer = read_verdict(parameters)
    query = sandbox.queries.find("pre_checkout_query", parameters.text("pre_checkout_query_id"))
    sandbox.queries.answer(query, answer)
    return True


async def answer_shipping_query(sandbox: Sandbox, parameters: Parameters) -> bool:
    answer = read_verdict(parameters)
    if answer["ok"]:
        options = parameters.json("shipping_options", list, "shipping options")
        if not options:
            raise bad_request("there are no shipping options in the request")
        for option in options:
            if not isinstance(option, dict) or not {"id", "title", "prices"} <= option.keys():
                raise bad_request("can't parse shipping option")
        answer["shipping_options"] = options
    query = sandbox.queries.find("shipping_query", parameters.text("shipping_query_id"))
    sandbox.queries.answer(query, answer)
    return True


def read_verdict(parameters: Parameters) -> Json:
    if parameters.flag("ok"):
        return {"ok": True}
    if not parameters.text("error_message"):
        raise bad_request("error message must be non-empty" if parameters.has("ok") else "ok is empty")
    return {"ok": False, "error_message": parameters.text("error_message")}


METHODS: dict[str, Any] = {
    "answerCallbackQuery": answer_callback_query,
    "answerPreCheckoutQuery": answer_pre_checkout_query,
    "answerShippingQuery": answer_shipping_query,
}
