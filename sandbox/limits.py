"""Telegram's numbers, and the one way lengths are counted."""

from sandbox.errors import bad_request

TEXT = 4096
CAPTION = 1024
CALLBACK_DATA_BYTES = 64
CALLBACK_ANSWER = 200
COPY_TEXT = 256
UPLOAD_BYTES = 50 << 20
PHOTO_BYTES = 10 << 20
URL_PHOTO_BYTES = 5 << 20
URL_FILE_BYTES = 20 << 20
DOWNLOAD_BYTES = 20 << 20
PHOTO_SIDES = 10_000
PHOTO_RATIO = 20
ALBUM = (2, 10)
COMMANDS = 100
INVOICE_TITLE = 32
INVOICE_DESCRIPTION = 255
INVOICE_PAYLOAD_BYTES = 128
TIPS = 4
WEB_APP_DATA_BYTES = 4096
BUTTONS = 100

LONG_POLL_SECONDS = 50
WEBHOOK_ANSWER_SECONDS = 60.0
CALLBACK_SECONDS = 150.0
CHECKOUT_SECONDS = 10.0
DELETE_SECONDS = 48 * 3600
TYPING_SECONDS = 5


def units(text: str) -> int:
    """Length as Telegram counts it: in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def check_text(text: str) -> None:
    if not text:
        raise bad_request("message text is empty")
    if units(text) > TEXT:
        raise bad_request("message is too long")


def check_caption(text: str) -> None:
    if units(text) > CAPTION:
        raise bad_request("message caption is too long")
