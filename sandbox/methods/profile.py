"""Who the bot is, what it says of itself, and whom it talks to."""

from typing import Any

from sandbox.core import Sandbox
from sandbox.errors import bad_request
from sandbox.limits import units
from sandbox.methods.commands import read_language
from sandbox.methods.sending import find_chat
from sandbox.parameters import Parameters
from sandbox.people import Json

LENGTHS = {"name": 64, "description": 512, "short_description": 120}


async def get_me(sandbox: Sandbox, parameters: Parameters) -> Json:
    return sandbox.world.bot() | {
        "can_join_groups": False,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


async def get_chat(sandbox: Sandbox, parameters: Parameters) -> Json:
    person = find_chat(sandbox, parameters)
    return person.as_chat() | {
        "accent_color_id": person.id % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": False, "limited_gifts": False, "unique_gifts": False,
            "premium_subscription": False, "gifts_from_channels": False,
        },
    }  # fmt: skip


async def get_chat_member(sandbox: Sandbox, parameters: Parameters) -> Json:
    person = find_chat(sandbox, parameters)
    if parameters.integer("user_id") != person.id:
        raise bad_request("PARTICIPANT_ID_INVALID")
    return {"user": person.as_user(), "status": "member"}


async def get_user_profile_photos(sandbox: Sandbox, parameters: Parameters) -> Json:
    if sandbox.world.person(parameters.integer("user_id")) is None:
        raise bad_request("user not found")
    return {"total_count": 0, "photos": []}


async def done(sandbox: Sandbox, parameters: Parameters) -> bool:
    """For calls that change nothing which can be seen here."""
    return True


async def react(sandbox: Sandbox, parameters: Parameters) -> bool:
    person = find_chat(sandbox, parameters)
    message = sandbox.world.message(person.id, parameters.integer("message_id"))
    if message is None:
        raise bad_request("message to react not found")
    return True


def setter(name: str) -> Any:
    async def set_text(sandbox: Sandbox, parameters: Parameters) -> bool:
        text, language = parameters.text(name), read_language(parameters)
        if units(text) > LENGTHS[name]:
            raise bad_request(f"bot {name.replace('_', ' ')} is too long")
        sandbox.world.bot_settings["texts"][f"{name}:{language}"] = text
        sandbox.world.save()
        return True

    return set_text


def getter(name: str) -> Any:
    async def get_text(sandbox: Sandbox, parameters: Parameters) -> Json:
        texts, language = sandbox.world.bot_settings["texts"], read_language(parameters)
        otherwise = sandbox.settings.bot_name if name == "name" else ""
        return {name: texts.get(f"{name}:{language}") or texts.get(f"{name}:") or otherwise}

    return get_text


METHODS: dict[str, Any] = {
    "getMe": get_me,
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "getUserProfilePhotos": get_user_profile_photos,
    "setMessageReaction": react,
    "logOut": done,
    "close": done,
    "pinChatMessage": done,
    "unpinChatMessage": done,
    "unpinAllChatMessages": done,
    "setMyDefaultAdministratorRights": done,
    "setMyName": setter("name"),
    "getMyName": getter("name"),
    "setMyDescription": setter("description"),
    "getMyDescription": getter("description"),
    "setMyShortDescription": setter("short_description"),
    "getMyShortDescription": getter("short_description"),
}
