"""Keyboards under messages, checked as Telegram checks them."""

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from sandbox.errors import ApiError, bad_request
from sandbox.limits import BUTTONS, CALLBACK_DATA_BYTES, COPY_TEXT, units
from sandbox.parameters import Parameters
from sandbox.people import Json
from sandbox.settings import is_loopback

INLINE_KINDS = {
    "callback_data": "callback",
    "url": "url",
    "web_app": "web_app",
    "pay": "pay",
    "copy_text": "copy_text",
    "login_url": "login_url",
    "switch_inline_query": "switch_inline_query",
    "switch_inline_query_current_chat": "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat": "switch_inline_query_chosen_chat",
    "callback_game": "callback_game",
}
STYLES = {"danger", "success", "primary"}


@dataclass(frozen=True)
class Markup:
    inline: Json | None = None
    reply: Json | None = None

    @property
    def given(self) -> bool:
        return self.inline is not None or self.reply is not None


def read_markup(parameters: Parameters, *, invoice: bool = False) -> Markup:
    """Raises ApiError 400 for a keyboard that Telegram would not take."""
    given = parameters.json("reply_markup", dict, "reply keyboard markup")
    return check_markup(given, invoice=invoice) if given else Markup()


def check_markup(given: Json, *, invoice: bool = False) -> Markup:
    if "inline_keyboard" in given:
        keyboard = check_inline(given["inline_keyboard"], invoice=invoice)
        return Markup(inline={"inline_keyboard": keyboard})
    if "keyboard" in given:
        rows = check_rows(given["keyboard"], "keyboard")
        checked = [[check_reply_button(button) for button in row] for row in rows]
        return Markup(reply={**given, "keyboard": checked})
    if given.get("remove_keyboard") or given.get("force_reply"):
        return Markup(reply=given)
    return Markup()


def check_rows(rows: Any, what: str) -> list[list[Any]]:
    if not isinstance(rows, list):
        raise bad_request(f'field "{what}" must be of type Array')
    for row in rows:
        if not isinstance(row, list):
            raise bad_request(f'field "{what}" must be an Array of Arrays')
    return [row for row in rows if row]


def check_inline(given: Any, *, invoice: bool) -> list[list[Json]]:
    rows = [[check_inline_button(button) for button in row] for row in check_rows(given, "inline_keyboard")]
    if sum(map(len, rows)) > BUTTONS:
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    places = [(r, b) for r, row in enumerate(rows) for b, button in enumerate(row) if button.get("pay")]
    if invoice and rows and places != [(0, 0)]:
        raise bad_request("REPLY_MARKUP_BUY_EMPTY" if not places else "BUTTON_POS_INVALID")
    if places and not invoice:
        raise bad_request("BUTTON_TYPE_INVALID")
    return rows


def wrong_button(why: str) -> ApiError:
    return bad_request(f"can't parse inline keyboard button: {why}")


def check_inline_button(button: Any) -> Json:
    if not isinstance(button, dict):
        raise wrong_button("expected an Object")
    title = button.get("text")
    if not isinstance(title, str):
        raise wrong_button('Field "text" must be of type String' if title else 'Can\'t find field "text"')
    if not title.strip():
        raise bad_request("BUTTON_TEXT_INVALID")
    kind = next((name for name in INLINE_KINDS if button.get(name) not in (None, False)), None)
    if kind is None:
        raise wrong_button("Text buttons are unallowed in the inline keyboard")
    check_action(kind, button)
    kept = {name: button[name] for name in ("text", kind, "icon_custom_emoji_id") if name in button}
    if "style" in button:
        if button["style"] not in STYLES:
            raise wrong_button("Invalid button style specified")
        kept["style"] = button["style"]
    return kept


def check_action(kind: str, button: Json) -> None:
    value = button[kind]
    if kind == "callback_data":
        data = value if isinstance(value, str) else json.dumps(value)
        if not 1 <= len(data.encode()) <= CALLBACK_DATA_BYTES:
            raise bad_request("BUTTON_DATA_INVALID")
    elif kind == "url":
        check_link(str(value), f"inline keyboard button URL '{value}' is invalid", web_app=False)
    elif kind == "web_app":
        url = str(value.get("url", "")) if isinstance(value, dict) else ""
        check_link(url, f"inline keyboard button Web App URL '{url}' is invalid", web_app=True)
    elif kind == "copy_text":
        text = str(value.get("text", "")) if isinstance(value, dict) else ""
        if not 1 <= units(text) <= COPY_TEXT:
            raise bad_request("BUTTON_COPY_TEXT_INVALID")


def check_link(url: str, refusal: str, *, web_app: bool) -> None:
    """Mini Apps need HTTPS; on this machine plain HTTP will do, as in Telegram's test environment."""
    try:
        parts = urlsplit(url if "//" in url or ":" in url.partition("/")[0] else f"http://{url}")
    except ValueError:
        raise bad_request(f"{refusal}: Wrong HTTP URL") from None
    host = parts.hostname or ""
    if parts.scheme == "tg" and not web_app:
        return
    if parts.scheme not in ("http", "https") or not ("." in host or is_loopback(host)):
        raise bad_request(f"{refusal}: Wrong HTTP URL")
    if web_app and parts.scheme != "https" and not is_loopback(host):
        raise bad_request(f"{refusal}: Only HTTPS links are allowed")


def check_reply_button(button: Any) -> Json:
    if isinstance(button, str):
        button = {"text": button}
    if not isinstance(button, dict) or not isinstance(button.get("text"), str):
        raise bad_request("can't parse keyboard button: expected an Object or a String")
    if not button["text"]:
        raise bad_request("keyboard button text must be non-empty")
    if isinstance(button.get("web_app"), dict):
        url = str(button["web_app"].get("url", ""))
        check_link(url, f"keyboard button Web App URL '{url}' is invalid", web_app=True)
    return dict(button)


def inline_required(markup: Markup) -> Json | None:
    """The inline keyboard of an edit; any other kind is refused."""
    if markup.reply is not None:
        raise bad_request("inline keyboard expected")
    return markup.inline
