"""Plain messages: text, places, contacts, the sign that the bot is busy, copies and forwards."""

import copy
from typing import Any

from sandbox.core import Sandbox
from sandbox.errors import bad_request
from sandbox.keyboards import read_markup
from sandbox.limits import check_text
from sandbox.methods.sending import addressee, caption_of, find_chat, read_formatted, send
from sandbox.parameters import Parameters
from sandbox.people import Json

ACTIONS = {
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
    "upload_document", "choose_sticker", "find_location", "record_video_note", "upload_video_note",
}  # fmt: skip
# What a copy takes along; everything else belongs to the original.
CONTENT = {
    "text", "entities", "caption", "caption_entities", "photo", "video", "document", "audio", "voice",
    "animation", "video_note", "sticker", "location", "venue", "contact", "link_preview_options",
}  # fmt: skip


async def send_message(sandbox: Sandbox, parameters: Parameters) -> Json:
    person = addressee(sandbox, parameters)
    text = read_formatted(parameters, "text", "parse_mode", "entities")
    check_text(text.text)
    markup = read_markup(parameters)
    content: Json = {"text": text.text}
    if text.entities:
        content["entities"] = text.entities
    if preview := parameters.json("link_preview_options", dict, "link preview options"):
        content["link_preview_options"] = preview
    return send(sandbox, person, parameters, content, markup).body


async def send_location(sandbox: Sandbox, parameters: Parameters) -> Json:
    person = addressee(sandbox, parameters)
    place = read_place(parameters)
    return send(sandbox, person, parameters, {"location": place}, read_markup(parameters)).body


async def send_venue(sandbox: Sandbox, parameters: Parameters) -> Json:
    person = addressee(sandbox, parameters)
    place = read_place(parameters)
    venue = {"location": place, "title": parameters.text("title"), "address": parameters.text("address")}
    if not venue["title"] or not venue["address"]:
        raise bad_request("venue title and address must be non-empty")
    content = {"location": place, "venue": venue}
    return send(sandbox, person, parameters, content, read_markup(parameters)).body


def read_place(parameters: Parameters) -> Json:
    if not parameters.has("latitude") or not parameters.has("longitude"):
        raise bad_request("latitude and longitude must be specified")
    latitude, longitude = parameters.number("latitude"), parameters.number("longitude")
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise bad_request("wrong location specified")
    place: Json = {"latitude": latitude, "longitude": longitude}
    if parameters.has("horizontal_accuracy"):
        place["horizontal_accuracy"] = parameters.number("horizontal_accuracy")
    return place


async def send_contact(sandbox: Sandbox, parameters: Parameters) -> Json:
    person = addressee(sandbox, parameters)
    contact = {"phone_number": parameters.text("phone_number"), "first_name": parameters.text("first_name")}
    if not contact["phone_number"]:
        raise bad_request("phone number is empty")
    if not contact["first_name"]:
        raise bad_request("first name is empty")
    for name in ("last_name", "vcard"):
        if parameters.has(name):
            contact[name] = parameters.text(name)
    return send(sandbox, person, parameters, {"contact": contact}, read_markup(parameters)).body


async def send_chat_action(sandbox: Sandbox, parameters: Parameters) -> bool:
    person = addressee(sandbox, parameters, messages=0)
    action = parameters.text("action")
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    sandbox.world.feed.publish(person.id, {"type": "action", "action": action})
    return True


async def copy_message(sandbox: Sandbox, parameters: Parameters) -> Json:
    person = addressee(sandbox, parameters)
    source = find_chat(sandbox, parameters, "from_chat_id")
    original = sandbox.world.message(source.id, parameters.integer("message_id"))
    if original is None:
        raise bad_request("message to copy not found")
    content = {name: copy.deepcopy(value) for name, value in original.body.items() if name in CONTENT}
    if not content:
        raise bad_request("message can't be copied")
    if parameters.values.get("caption") is not None and "text" not in content:
        content.pop("caption", None)
        content.pop("caption_entities", None)
        content |= caption_of(parameters)
    sent = send(sandbox, person, parameters, content, read_markup(parameters))
    return {"message_id": sent.id}


async def forward_message(sandbox: Sandbox, parameters: Parameters) -> Json:
    person = addressee(sandbox, parameters)
    source = find_chat(sandbox, parameters, "from_chat_id")
    original = sandbox.world.message(source.id, parameters.integer("message_id"))
    if original is None:
        raise bad_request("message to forward not found")
    content = {name: copy.deepcopy(value) for name, value in original.body.items() if name in CONTENT}
    content["forward_origin"] = {
        "type": "user", "sender_user": original.body["from"], "date": original.body["date"],
    }  # fmt: skip
    content["forward_date"] = original.body["date"]
    return send(sandbox, person, parameters, content, read_markup(parameters)).body


METHODS: dict[str, Any] = {
    "sendMessage": send_message,
    "sendLocation": send_location,
    "sendVenue": send_venue,
    "sendContact": send_contact,
    "sendChatAction": send_chat_action,
    "copyMessage": copy_message,
    "forwardMessage": forward_message,
}
