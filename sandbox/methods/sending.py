"""What all sending methods share: whom to, in answer to what, with which keyboard."""

from sandbox.core import Sandbox
from sandbox.errors import bad_request, forbidden
from sandbox.keyboards import Markup
from sandbox.limits import check_caption
from sandbox.markup import Formatted, formatted
from sandbox.parameters import Parameters
from sandbox.people import Json, Person
from sandbox.world import StoredMessage


def find_chat(sandbox: Sandbox, parameters: Parameters, name: str = "chat_id") -> Person:
    """The person whose private chat is meant; raises ApiError 400 for any other chat."""
    given = parameters.text(name).strip()
    if not given:
        raise bad_request(f"{name} is empty")
    person = sandbox.world.person(int(given)) if given.removeprefix("-").isdecimal() else None
    if person is None or not person.started:
        raise bad_request("chat not found")
    return person


def addressee(sandbox: Sandbox, parameters: Parameters, messages: int = 1) -> Person:
    """The person to send to; raises ApiError 400, 403 when blocked, 429 when sending too fast."""
    person = find_chat(sandbox, parameters)
    if person.blocked:
        raise forbidden("bot was blocked by the user")
    sandbox.flood.pass_through(person.id, messages)
    return person


def read_formatted(parameters: Parameters, text: str, mode: str, entities: str) -> Formatted:
    given = parameters.json(entities, list, "entities")
    return formatted(parameters.text(text), parameters.optional_text(mode), given)


def caption_of(parameters: Parameters) -> Json:
    """The caption's part of a message; raises ApiError 400 when it is too long or badly marked up."""
    caption = read_formatted(parameters, "caption", "parse_mode", "caption_entities")
    check_caption(caption.text)
    if not caption.text:
        return {}
    part: Json = {"caption": caption.text}
    if caption.entities:
        part["caption_entities"] = caption.entities
    if parameters.flag("show_caption_above_media"):
        part["show_caption_above_media"] = True
    return part


def reply_of(sandbox: Sandbox, person: Person, parameters: Parameters) -> Json:
    """`reply_to_message` for the new message; raises ApiError 400 when there is nothing to reply to."""
    given = parameters.json("reply_parameters", dict, "reply parameters") or {}
    message_id = Parameters(given).integer("message_id") or parameters.integer("reply_to_message_id")
    if not message_id:
        return {}
    replied = sandbox.world.message(person.id, message_id)
    if replied is None:
        if given.get("allow_sending_without_reply") or parameters.flag("allow_sending_without_reply"):
            return {}
        raise bad_request("message to be replied not found")
    return {"reply_to_message": without_reply(replied.body)}


def without_reply(body: Json) -> Json:
    """A message as it is shown inside another: one level deep only."""
    return {name: value for name, value in body.items() if name != "reply_to_message"}


def send(
    sandbox: Sandbox,
    person: Person,
    parameters: Parameters,
    content: Json,
    markup: Markup,
    invoice: Json | None = None,
) -> StoredMessage:
    """Put the bot's message into the chat."""
    extras: Json = reply_of(sandbox, person, parameters)
    if parameters.flag("protect_content"):
        extras["has_protected_content"] = True
    if markup.inline and markup.inline["inline_keyboard"]:
        extras["reply_markup"] = markup.inline
    return sandbox.world.post(
        person, {**content, **extras}, from_bot=True, keyboard=markup.reply, invoice=invoice
    )
