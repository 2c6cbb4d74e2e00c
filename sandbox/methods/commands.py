"""The commands menu and the button beside the input field."""

import re
from typing import Any

from sandbox.core import Sandbox
from sandbox.errors import bad_request
from sandbox.keyboards import check_link
from sandbox.limits import COMMANDS
from sandbox.methods.sending import find_chat
from sandbox.parameters import Parameters
from sandbox.people import Json, Person
from sandbox.world import World

SCOPES = {
    "default", "all_private_chats", "all_group_chats", "all_chat_administrators", "chat",
    "chat_administrators", "chat_member",
}  # fmt: skip


def read_scope(sandbox: Sandbox, parameters: Parameters) -> str:
    """The scope as one key; raises ApiError 400 for a scope that does not exist."""
    scope = parameters.json("scope", dict, "BotCommandScope") or {"type": "default"}
    kind = scope.get("type")
    if kind not in SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    if not kind.startswith("chat"):
        return str(kind)
    person = find_chat(sandbox, Parameters(scope))
    return f"{kind}:{person.id}"


def read_language(parameters: Parameters) -> str:
    language = parameters.text("language_code")
    if language and not re.fullmatch(r"[a-z]{2}", language):
        raise bad_request("invalid language code specified")
    return language


def same_list(listed: Json, scope: str, language: str) -> bool:
    return bool(listed["scope"] == scope and listed["language"] == language)


async def set_my_commands(sandbox: Sandbox, parameters: Parameters) -> bool:
    given = parameters.json("commands", list, "list of bot commands")
    if given is None:
        raise bad_request("can't parse commands: there are no commands in the request")
    if len(given) > COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    commands = [read_command(command) for command in given]
    scope, language = read_scope(sandbox, parameters), read_language(parameters)
    forget(sandbox.world, scope, language)
    if commands:
        sandbox.world.bot_settings["commands"].append(
            {"scope": scope, "language": language, "commands": commands}
        )
    changed(sandbox)
    return True


def read_command(given: Any) -> Json:
    if not isinstance(given, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    command = str(given.get("command", "")).removeprefix("/")
    description = str(given.get("description", ""))
    if not re.fullmatch(r"[a-z0-9_]{1,32}", command):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= 256:
        raise bad_request(
            "BOT_COMMAND_DESCRIPTION_INVALID" if description else "command description must be non-empty"
        )
    return {"command": command, "description": description}


def forget(world: World, scope: str, language: str) -> None:
    lists = world.bot_settings["commands"]
    world.bot_settings["commands"] = [one for one in lists if not same_list(one, scope, language)]


def changed(sandbox: Sandbox) -> None:
    sandbox.world.save()
    sandbox.world.feed.publish_to_all({"type": "commands"})


async def get_my_commands(sandbox: Sandbox, parameters: Parameters) -> list[Json]:
    scope, language = read_scope(sandbox, parameters), read_language(parameters)
    for one in sandbox.world.bot_settings["commands"]:
        if same_list(one, scope, language):
            return list(one["commands"])
    return []


async def delete_my_commands(sandbox: Sandbox, parameters: Parameters) -> bool:
    forget(sandbox.world, read_scope(sandbox, parameters), read_language(parameters))
    changed(sandbox)
    return True


def commands_for(world: World, person: Person) -> list[Json]:
    """What this person's menu shows: the narrowest scope first, the own language before any."""
    language = (person.language_code or "")[:2]
    for scope in (f"chat:{person.id}", "all_private_chats", "default"):
        for spoken in (language, ""):
            for one in world.bot_settings["commands"]:
                if same_list(one, scope, spoken):
                    return list(one["commands"])
    return []


async def set_chat_menu_button(sandbox: Sandbox, parameters: Parameters) -> bool:
    button = parameters.json("menu_button", dict, "MenuButton") or {"type": "default"}
    if button.get("type") not in ("commands", "web_app", "default"):
        raise bad_request("can't parse menu button: Unsupported type specified")
    if button["type"] == "web_app":
        if not button.get("text"):
            raise bad_request('can\'t parse menu button: Field "text" must be non-empty')
        app = button.get("web_app")
        url = str(app.get("url", "")) if isinstance(app, dict) else ""
        check_link(url, f"menu button Web App URL '{url}' is invalid", web_app=True)
    if parameters.has("chat_id"):
        person = find_chat(sandbox, parameters)
        person.menu_button = None if button["type"] == "default" else button
    else:
        sandbox.world.bot_settings["menu_button"] = (
            {"type": "commands"} if button["type"] == "default" else button
        )
    changed(sandbox)
    return True


async def get_chat_menu_button(sandbox: Sandbox, parameters: Parameters) -> Json:
    if parameters.has("chat_id"):
        return find_chat(sandbox, parameters).menu_button or {"type": "default"}
    return dict(sandbox.world.bot_settings["menu_button"])


METHODS: dict[str, Any] = {
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setChatMenuButton": set_chat_menu_button,
    "getChatMenuButton": get_chat_menu_button,
}
