"""Buttons carry opaque tokens; what they mean stays here, bound to a chat, a person and a time."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, or_, update
from sqlalchemy.ext.asyncio import AsyncSession

from gateway.models import ButtonRow

LIFE = timedelta(hours=24)
TOKEN_BYTES = 18  # 24 characters; Telegram carries 64 bytes


@dataclass(frozen=True)
class Tap:
    """What a tapped button means: intent, entities as ``[{"entity", "value"}]``, and the title that was
    seen."""

    intent: str
    entities: list[dict[str, Any]]
    title: str


def make(
    session: AsyncSession,
    *,
    chat_id: int,
    outbox_id: int,
    button: dict[str, Any],
    now: datetime,
) -> str:
    """Keep what ``button`` means and return the token to put on it. In a private chat, chat and user are
    one."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    session.add(
        ButtonRow(
            token=token,
            chat_id=chat_id,
            user_id=chat_id,
            outbox_id=outbox_id,
            intent=str(button["intent"]),
            entities=dict(button.get("entities") or {}),
            title=str(button.get("title", ""))[:256],
            once=bool(button.get("once", False)),
            expires_at=now + LIFE,
        )
    )
    return token


async def tap(
    session: AsyncSession, *, token: str, chat_id: int | None, user_id: int, now: datetime
) -> Tap | str:
    """What the button means, or the word for why it does nothing: ``expired`` or ``used``. A forged or
    foreign token is told the same as an expired one: a stranger learns nothing."""
    row = await session.get(ButtonRow, token) if len(token) <= 32 else None
    if row is None or row.user_id != user_id or row.chat_id != (chat_id or user_id):
        return "expired"
    if row.expires_at <= now or row.retired:
        return "expired"
    if row.once and not await _use(session, token, now):
        return "used"
    entities = [
        {"entity": name, "value": part}
        for name, value in row.entities.items()
        for part in (value if isinstance(value, list) else [value])
    ]
    return Tap(row.intent, entities, row.title)


async def retire(session: AsyncSession, outbox_id: int) -> None:
    """The buttons of this message act no longer."""
    await session.execute(
        update(ButtonRow)
        .where(ButtonRow.outbox_id == outbox_id)
        .values(retired=True)
        .execution_options(synchronize_session=False)
    )


async def forget_old(session: AsyncSession, now: datetime) -> int:
    """Delete tokens that ended more than a week ago (until then they are recognised and told apart)."""
    gone = await session.execute(
        delete(ButtonRow)
        .where(or_(ButtonRow.expires_at < now - timedelta(days=7)))
        .execution_options(synchronize_session=False)
    )
    return int(gone.rowcount)  # type: ignore[attr-defined]  # a DELETE's result counts its rows


async def _use(session: AsyncSession, token: str, now: datetime) -> bool:
    """Two taps at once: the database lets one of them use the token."""
    used = await session.execute(
        update(ButtonRow)
        .where(ButtonRow.token == token, ButtonRow.used_at.is_(None))
        .values(used_at=now)
        .execution_options(synchronize_session=False)
    )
    return bool(used.rowcount)  # type: ignore[attr-defined]  # an UPDATE's result counts its rows
