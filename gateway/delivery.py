"""One letter, one call of the Bot API: which one, and what to do when Telegram takes it only in another
form."""

import re
from collections.abc import Awaitable, Callable
from html import unescape
from typing import Any

import structlog
from sqlalchemy import delete
from telegram import (
    Bot,
    InlineKeyboardMarkup,
    InputFile,
    InputMediaPhoto,
    LabeledPrice,
    LinkPreviewOptions,
    Message,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest

from florist.db import Sessions
from florist.errors import FloristError
from florist.outbox.service import Sent
from florist.storage.service import Store
from gateway import keyboards
from gateway.keyboards import Markup
from gateway.models import SentFileRow

log = structlog.get_logger(__name__)
HTML = ParseMode.HTML
Invoice = Callable[[int], Awaitable[dict[str, Any]]]
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class Delivery:
    """Knows Telegram's verbs. Every method may raise ``telegram.error.TelegramError``; ``BadRequest`` only
    when no form of the letter was taken."""

    def __init__(self, bot: Bot, bot_id: int, *, sessions: Sessions, store: Store, invoice: Invoice) -> None:
        self.bot = bot
        self._bot_id = bot_id
        self._sessions = sessions
        self._store = store
        self._invoice = invoice

    async def send(
        self, chat_id: int, letter: dict[str, Any], markup: InlineKeyboardMarkup | None
    ) -> int | None:
        """Send it as a new message; gives Telegram's id of it (the last one of an album)."""
        keyboard: Markup | None = markup or keyboards.reply(letter)
        kind, silent = letter.get("kind", "text"), bool(letter.get("silent"))
        if kind == "invoice":
            return await self._send_invoice(chat_id, letter, markup)
        if kind == "album":
            return await self._send_album(chat_id, letter, silent)
        if kind == "photo":
            sent = await self._send_photo(chat_id, letter, keyboard, silent)
            if sent is not None:
                return sent
        return await self._send_text(chat_id, str(letter.get("text") or "…"), keyboard, silent)

    async def edit(
        self, chat_id: int, old: Sent, letter: dict[str, Any], markup: InlineKeyboardMarkup | None
    ) -> bool:
        """Turn message ``old`` into this letter; false when Telegram does not allow that."""
        was, becomes = old.letter.get("kind", "text"), letter.get("kind", "text")
        try:
            if becomes == "text" and was == "text" and not letter.get("reply_keyboard"):
                await self.bot.edit_message_text(
                    str(letter.get("text") or "…"),
                    chat_id=chat_id,
                    message_id=old.message_id,
                    parse_mode=HTML,
                    reply_markup=markup,
                    link_preview_options=_NO_PREVIEW,
                )
            elif becomes == "photo" and was in ("text", "photo"):
                return await self._edit_photo(chat_id, old, letter, markup)
            else:
                return False
        except BadRequest as refusal:
            return _is_unchanged(refusal)
        return True

    async def take_buttons(self, chat_id: int, message_id: int) -> None:
        """Leave the message without its keyboard; if it is gone, all the better."""
        try:
            await self.bot.edit_message_reply_markup(
                chat_id=chat_id, message_id=message_id, reply_markup=None
            )
        except BadRequest as refusal:
            log.debug("keyboard_stays", reason=refusal.message)

    async def _send_text(self, chat_id: int, text: str, keyboard: Markup | None, silent: bool) -> int:
        async def attempt(words: str, mode: str | None) -> int:
            sent = await self.bot.send_message(
                chat_id,
                words,
                parse_mode=mode,
                reply_markup=keyboard,
                disable_notification=silent,
                link_preview_options=_NO_PREVIEW,
            )
            return sent.message_id

        try:
            return await attempt(text, HTML)
        except BadRequest as refusal:
            if "parse entities" not in refusal.message.lower():
                raise
            log.error("letter_markup_broken", reason=refusal.message)
            return await attempt(bare(text), None)

    async def _send_photo(
        self, chat_id: int, letter: dict[str, Any], keyboard: Markup | None, silent: bool
    ) -> int | None:
        """``None`` when the picture cannot be had: the words go without it."""
        key = str(letter["photo"])

        async def attempt(photo: str | InputFile) -> Message:
            return await self.bot.send_photo(
                chat_id,
                photo,
                caption=letter.get("text") or None,
                parse_mode=HTML,
                reply_markup=keyboard,
                disable_notification=silent,
            )

        sent: Message | None = await self._with_picture(key, attempt)
        if sent is None:
            return None
        await self._remember(key, sent)
        return sent.message_id

    async def _edit_photo(
        self, chat_id: int, old: Sent, letter: dict[str, Any], markup: InlineKeyboardMarkup | None
    ) -> bool:
        key = str(letter["photo"])

        async def attempt(photo: str | InputFile) -> Message | bool:
            media = InputMediaPhoto(photo, caption=letter.get("text") or None, parse_mode=HTML)
            return await self.bot.edit_message_media(
                media, chat_id=chat_id, message_id=old.message_id, reply_markup=markup
            )

        try:
            done = await self._with_picture(key, attempt)
        except BadRequest as refusal:
            return _is_unchanged(refusal)
        if isinstance(done, Message):
            await self._remember(key, done)
        return done is not None

    async def _send_album(self, chat_id: int, letter: dict[str, Any], silent: bool) -> int | None:
        media = []
        for photo in letter["photos"]:
            picture = await self._picture(str(photo["photo"]))
            if picture is not None:
                media.append(InputMediaPhoto(picture, caption=photo.get("text") or None, parse_mode=HTML))
        if len(media) < 2:
            words = "\n\n".join(str(photo["text"]) for photo in letter["photos"] if photo.get("text"))
            return await self._send_text(chat_id, words, None, silent) if words else None
        messages = await self.bot.send_media_group(chat_id, media, disable_notification=silent)
        return messages[-1].message_id if messages else None

    async def _send_invoice(
        self, chat_id: int, letter: dict[str, Any], markup: InlineKeyboardMarkup | None
    ) -> int:
        facts = await self._invoice(int(letter["invoice"]["order"]))
        prices = [LabeledPrice(str(label), int(amount)) for label, amount in facts.pop("prices")]
        sent = await self.bot.send_invoice(chat_id, prices=prices, reply_markup=markup, **facts)
        return sent.message_id

    async def _with_picture(
        self, key: str, attempt: Callable[[str | InputFile], Awaitable[Any]]
    ) -> Any | None:
        """Try with Telegram's own id of the picture, then with the picture itself."""
        picture = await self._picture(key)
        if picture is None:
            return None
        try:
            return await attempt(picture)
        except BadRequest as refusal:
            if _is_unchanged(refusal) or not _is_about_file(refusal):
                raise
            log.warning("picture_refused", reason=refusal.message)
        await self._forget(key)
        again = await self._picture(key)
        if again is None or not isinstance(again, InputFile) or isinstance(picture, InputFile):
            return None
        try:
            return await attempt(again)
        except BadRequest as refusal:
            if not _is_about_file(refusal):
                raise
            return None

    async def _picture(self, key: str) -> str | InputFile | None:
        if key.startswith(("http://", "https://")):
            return key
        async with self._sessions.reading() as session:
            known = await session.get(SentFileRow, (self._bot_id, key))
        if known is not None:
            return known.file_id
        try:
            data = await self._store.get(key)
        except FloristError as refusal:
            log.error("picture_missing", key=key, code=refusal.code)
            return None
        return InputFile(data, filename=key.rsplit("/", 1)[-1], attach=True)

    async def _remember(self, key: str, sent: Message) -> None:
        if key.startswith(("http://", "https://")) or not sent.photo:
            return
        async with self._sessions.transaction() as session:
            known = await session.get(SentFileRow, (self._bot_id, key))
            if known is None:
                await session.merge(SentFileRow(bot_id=self._bot_id, key=key, file_id=sent.photo[-1].file_id))

    async def _forget(self, key: str) -> None:
        async with self._sessions.transaction() as session:
            await session.execute(
                delete(SentFileRow).where(SentFileRow.bot_id == self._bot_id, SentFileRow.key == key)
            )


def bare(markup: str) -> str:
    """The words of a piece of HTML."""
    return unescape(re.sub(r"<[^<>]*>", "", markup))


def _is_unchanged(refusal: BadRequest) -> bool:
    """Telegram calls it an error; for us the message is as it should be."""
    return "message is not modified" in refusal.message.lower()


def _is_about_file(refusal: BadRequest) -> bool:
    said = refusal.message.lower()
    return any(word in said for word in ("file", "photo", "url", "image", "media", "web page"))
