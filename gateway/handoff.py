"""A person of the shop speaks instead of the bot: what the customer writes goes to the admins as copies,
and an admin's reply to such a copy goes to the customer."""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from florist.inbox import service as inbox
from florist.inbox.service import Item
from florist.kit.words import say
from florist.outbox import service as outbox
from florist.people import service as people
from florist.people.service import Person
from gateway.updates import Incoming

ADMIN_INTENTS = frozenset({"handoff_take", "handoff_finish"})
ENDED = "handoff_ended"


async def pass_on(
    session: AsyncSession, item: Item, customer: Person, incoming: Incoming, photo: str | None
) -> None:
    """Copies of the customer's message for every admin, with a link to the customer."""
    for admin in await people.with_role(session, "admin"):
        await outbox.post(
            session,
            chat_id=admin.telegram_id,
            letters=[_copy(admin, customer, incoming, photo)],
            key=f"handoff-copy:{item.id}:{admin.telegram_id}",
            correlation_id=item.correlation_id,
            about=customer.telegram_id,
            fresh=True,
        )


async def keep_still(session: AsyncSession, item: Item, customer: Person) -> None:
    """A button was pressed while a person is answering: say who speaks, and how to get the bot back."""
    await _tell(
        session,
        customer,
        item,
        {
            "kind": "text",
            "text": say(customer.language, "gateway-handoff-still"),
            "buttons": [end_button(customer.language)],
        },
    )


def end_button(language: str) -> list[dict[str, Any]]:
    """The button with which a customer gets the bot back."""
    title = say(language, "gateway-button-handoff-end", plain=True)
    return [{"title": title, "intent": "end_handoff", "entities": {}}]


async def end_by_customer(session: AsyncSession, customer: Person) -> bool:
    """The customer wants the bot back; the admins hear of it. False when no person was answering."""
    over = await people.handoff_close(session, customer.telegram_id, by=customer.telegram_id)
    if over is None:
        return False
    for admin_id in over.admins:
        admin = await people.person(session, admin_id)
        text = say(admin.language, "gateway-handoff-over", name=customer.name, user=str(customer.telegram_id))
        await outbox.post(
            session,
            chat_id=admin_id,
            letters=[{"kind": "text", "text": text}],
            key=f"handoff-over:{over.id}:{admin_id}",
        )
    return True


async def admin_pressed(session: AsyncSession, item: Item, admin: Person, tap: dict[str, Any]) -> None:
    """Take or finish. Whoever pressed must hold the role now, whatever the button's age."""
    if "admin" not in await people.roles(session, admin.telegram_id):
        return
    customer_id = next(int(e["value"]) for e in tap["entities"] if e["entity"] == "customer")
    customer = await people.person(session, customer_id)
    names: dict[str, Any] = {"name": customer.name, "user": str(customer_id)}
    if tap["intent"] == "handoff_take":
        taken = await people.handoff_take(session, customer_id, by=admin.telegram_id)
        words = "gateway-handoff-taken" if taken else "gateway-handoff-not-yours"
        await _tell(session, admin, item, _text(say(admin.language, words, **names)), about=customer_id)
        return
    over = await people.handoff_close(session, customer_id, by=admin.telegram_id)
    if over is not None:
        await inbox.raise_event(session, chat_id=customer_id, intent=ENDED, key=f"handoff-ended:{over.id}")
    await _tell(session, admin, item, _text(say(admin.language, "gateway-handoff-over", **names)))


async def admin_replied(
    session: AsyncSession, item: Item, admin: Person, incoming: Incoming, photo: str | None
) -> bool:
    """Whether this message was an admin's reply to a copy (then it has been dealt with)."""
    replied_to = incoming.raw.get("message", {}).get("reply_to_message")
    if not isinstance(replied_to, dict) or "admin" not in admin.roles:
        return False
    about = await outbox.whom_about(session, admin.telegram_id, int(replied_to.get("message_id") or 0))
    if about is None:
        return False
    customer = await people.person(session, about)
    if not customer.in_handoff:
        text = say(admin.language, "gateway-handoff-closed", name=customer.name, user=str(about))
        await _tell(session, admin, item, _text(text))
        return True
    await people.handoff_take(session, about, by=admin.telegram_id)
    words = say(customer.language, "gateway-handoff-reply", text=_said(customer.language, incoming))
    letter: dict[str, Any] = {"kind": "photo", "photo": photo, "text": words} if photo else _text(words)
    letter["buttons"] = [end_button(customer.language)]
    await outbox.post(
        session,
        chat_id=about,
        letters=[letter],
        key=f"handoff-reply:{item.id}",
        correlation_id=item.correlation_id,
        fresh=True,
    )
    return True


def _copy(admin: Person, customer: Person, incoming: Incoming, photo: str | None) -> dict[str, Any]:
    text = say(
        admin.language,
        "gateway-handoff-copy",
        name=customer.name,
        user=str(customer.telegram_id),
        text=_said(admin.language, incoming),
    )
    return {"kind": "photo", "photo": photo, "text": text} if photo else _text(text)


def _said(language: str, incoming: Incoming) -> str:
    """The customer's message in words."""
    content, message = incoming.content, incoming.raw.get("message", {})
    if incoming.kind == "text":
        return str(content["text"])
    if incoming.kind == "location":
        return f"📍 {content.get('latitude')}, {content.get('longitude')}"
    if incoming.kind == "contact":
        return f"📞 {content.get('phone_number', '')} {content.get('first_name', '')}".strip()
    if incoming.kind == "photo":
        return str(message.get("caption") or "📷")
    return say(language, "gateway-handoff-unreadable", plain=True)


async def _tell(
    session: AsyncSession, person: Person, item: Item, letter: dict[str, Any], about: int | None = None
) -> None:
    await outbox.post(
        session,
        chat_id=person.telegram_id,
        letters=[letter],
        key=f"handoff-word:{item.id}",
        correlation_id=item.correlation_id,
        about=about,
        fresh=True,
    )


def _text(text: str) -> dict[str, Any]:
    return {"kind": "text", "text": text}
