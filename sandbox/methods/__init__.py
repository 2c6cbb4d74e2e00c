"""The Bot API's methods by topic; names are matched without regard to case, as Telegram does."""

from collections.abc import Awaitable, Callable
from typing import Any

from sandbox.core import Sandbox
from sandbox.methods import (
    albums,
    answers,
    commands,
    deleting,
    editing,
    files,
    incoming,
    invoices,
    media,
    messages,
    profile,
    stars,
)
from sandbox.parameters import Parameters

Method = Callable[[Sandbox, Parameters], Awaitable[Any]]

TOPICS: tuple[dict[str, Method], ...] = (
    albums.METHODS, answers.METHODS, commands.METHODS, deleting.METHODS, editing.METHODS, files.METHODS,
    incoming.METHODS, invoices.METHODS, media.METHODS, messages.METHODS, profile.METHODS, stars.METHODS,
)  # fmt: skip
METHODS: dict[str, Method] = {name.casefold(): method for topic in TOPICS for name, method in topic.items()}
