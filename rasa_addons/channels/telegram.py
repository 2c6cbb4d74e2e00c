"""The Rasa side of the Telegram channel: signed updates in, letters out, all in one request.

The gateway posts an update with a signed context; the turn is run to its end and everything Rasa says is
collected and answered at once. The gateway then stores the letters in the same transaction that marks the
update done: nothing is ever sent from here, so nothing here can fail to be sent
(docs/decisions/answer-carries-the-letters.md).

An update that the tracker already holds is not run again: its letters are read back out of the history.
"""

from __future__ import annotations

import json
import logging
import os
import time
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import InputChannel, OutputChannel, UserMessage
from rasa.core.lock_store import LockError
from rasa.shared.exceptions import RasaException
from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from rasa_addons.channels.letters import letter_of
from rasa_addons.channels.messages import Refused, user_message
from rasa_addons.channels.replay import letters_said
from rasa_addons.channels.several import apart
from rasa_addons.channels.signing import is_genuine
from rasa_addons.tracker_store import HistoryUnavailable

logger = logging.getLogger(__name__)

APOLOGY = {"kind": "text", "text": "…"}  # only for a Rasa that runs without our words


class LetterChannel(OutputChannel):
    """Collects what Rasa says in one turn. Never raises: a raise here would lose the whole turn."""

    def __init__(self) -> None:
        self.letters: list[dict[str, Any]] = []
        self.failures: list[str] = []
        """Names of what broke during the turn (cures.action_reply writes the actions here)."""

    @classmethod
    def name(cls) -> str:
        return "telegram"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        try:
            letter = letter_of(message)
        except (AttributeError, KeyError, TypeError, ValueError):
            logger.exception("letter.unreadable")
            self.failures.append("unreadable letter")
            return
        if letter is not None:
            self.letters.append(letter)


class ShopTelegramInput(InputChannel):
    """Named in credentials.yml, with the secret that gateway, Rasa and action server share."""

    @classmethod
    def name(cls) -> str:
        return "telegram"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> ShopTelegramInput:
        return cls((credentials or {}).get("secret") or os.environ.get("CHANNEL_SECRET", ""))

    def __init__(self, secret: str) -> None:
        if not secret:
            raise RasaException(
                "the telegram channel needs CHANNEL_SECRET, or anybody could speak for anybody"
            )
        self._secret = secret

    def get_output_channel(self) -> OutputChannel:
        """For reminders and triggered intents: collects into nowhere, since only the gateway sends."""
        return LetterChannel()

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        webhook = Blueprint("shop_telegram", __name__)

        @webhook.get("/health")
        async def health(request: Request) -> HTTPResponse:
            ready = is_ready(request.app)
            return response.json({"ready": ready}, status=200 if ready else 503)

        @webhook.post("/webhook")
        async def receive(request: Request) -> HTTPResponse:
            if not is_genuine(self._secret, request.headers, request.body, now=time.time()):
                return response.json({"error": "the signature does not hold"}, status=403)
            if not is_ready(request.app):
                return response.json({"error": "the model is loading", "retry": True}, status=503)
            return await answer(request.app.ctx.agent, request.body)

        return webhook


def is_ready(app: Sanic) -> bool:
    agent = getattr(app.ctx, "agent", None)
    return agent is not None and agent.is_ready()


async def answer(agent: Any, body: bytes) -> HTTPResponse:
    """Runs the turn, or reads it back if it was run before; always 200 unless the history cannot be
    reached."""
    try:
        context = json.loads(body)["context"]
        channel = LetterChannel()
        message = user_message(context, agent.domain, channel)
    except (KeyError, TypeError, ValueError, Refused) as refusal:
        # The gateway is trusted, yet an old menu may name an intent that this model does not know.
        logger.error("letter.refused %s: %s", type(refusal).__name__, refusal)
        return turn([apology(agent, None)], handled=False)
    try:
        async with agent.lock_store.lock(message.sender_id):
            said = await letters_said(agent.tracker_store, message.sender_id, message.message_id)
            if said is not None:
                return turn(said, handled=True, replayed=True)
            for wish in await apart(agent, message):
                await agent.processor.handle_message(wish)
    except (HistoryUnavailable, LockError) as fault:
        logger.error("turn.postponed correlation_id=%s %s", context.get("correlation_id"), fault)
        return response.json({"error": str(fault), "retry": True}, status=503)
    except Exception:
        # The one place that catches everything: past it there is only Telegram, and the customer must not
        # meet silence.
        logger.exception("turn.failed correlation_id=%s", context.get("correlation_id"))
        return turn([apology(agent, context.get("language"))], handled=False)
    if channel.failures:
        channel.letters.append(apology(agent, context.get("language")))
    return turn(channel.letters, handled=not channel.failures)


def turn(letters: list[dict[str, Any]], *, handled: bool, replayed: bool = False) -> HTTPResponse:
    return response.json(
        {"messages": letters, "handled": handled, "replayed": replayed}, dumps=json.dumps, ensure_ascii=False
    )


def apology(agent: Any, language: str | None) -> dict[str, Any]:
    apologise = getattr(agent.nlg, "apology", None)
    return apologise(language) if apologise else dict(APOLOGY)
