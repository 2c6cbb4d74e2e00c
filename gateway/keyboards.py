"""A letter's buttons as Telegram's keyboards."""

from collections.abc import Callable
from typing import Any

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    WebAppInfo,
)

Token = Callable[[dict[str, Any]], str]
Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove


def inline(letter: dict[str, Any], token: Token, public_base: str | None) -> InlineKeyboardMarkup | None:
    """The inline keyboard; ``token`` keeps a button's meaning and gives its opaque token."""
    rows = [
        [made for button in row if (made := _button(button, token, public_base)) is not None]
        for row in letter.get("buttons") or []
    ]
    kept = [row for row in rows if row]
    return InlineKeyboardMarkup(kept) if kept else None


def reply(letter: dict[str, Any]) -> ReplyKeyboardMarkup | ReplyKeyboardRemove | None:
    """The keyboard in place of the person's own, which goes away once it was used."""
    wanted = letter.get("reply_keyboard")
    if wanted == "remove":
        return ReplyKeyboardRemove()
    if not wanted:
        return None
    rows = [
        [
            KeyboardButton(
                str(key["title"]),
                request_location=True if key.get("request") == "location" else None,
                request_contact=True if key.get("request") == "contact" else None,
            )
            for key in row
        ]
        for row in wanted
    ]
    return ReplyKeyboardMarkup(rows, resize_keyboard=True, one_time_keyboard=True)


def _button(button: dict[str, Any], token: Token, public_base: str | None) -> InlineKeyboardButton | None:
    title = str(button.get("title") or "…")
    if button.get("intent"):
        return InlineKeyboardButton(title, callback_data=token(button))
    if button.get("url"):
        return InlineKeyboardButton(title, url=str(button["url"]))
    if button.get("pay"):
        return InlineKeyboardButton(title, pay=True)
    if button.get("web_app") and public_base:  # without an https address Telegram would refuse the message
        return InlineKeyboardButton(title, web_app=WebAppInfo(public_base + str(button["web_app"])))
    return None
