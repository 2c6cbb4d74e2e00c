"""Letters on their way, on every database."""

from datetime import timedelta
from typing import Any

from florist.bootstrap import Shop
from florist.outbox import service as outbox
from florist.outbox.service import Outgoing


def text(words: str, **more: Any) -> dict[str, Any]:
    return {"kind": "text", "text": words, **more}


async def send(shop: Shop, chat_id: int, message_id: int) -> Outgoing:
    """As the sender does it, with Telegram always content."""
    async with shop.transaction() as session:
        letter = await outbox.next_letter(session, chat_id)
        assert letter is not None
        await outbox.mark_sending(session, letter.id)
        await outbox.mark_sent(session, letter.id, message_id, shop.clock.now())
        return letter


class TestPost:
    async def test_is_part_of_the_transaction_that_decided_it(self, shop: Shop) -> None:
        try:
            async with shop.transaction() as session:
                await outbox.post(session, chat_id=1, letters=[text("розы")], key="a")
                raise InterruptedError
        except InterruptedError:
            pass

        async with shop.reading() as session:
            assert await outbox.next_letter(session, 1) is None

    async def test_happens_once_for_a_key_and_keeps_the_order(self, shop: Shop) -> None:
        async with shop.transaction() as session:
            assert await outbox.post(session, chat_id=1, letters=[text("1"), text("2")], key="a") == 2
            assert await outbox.post(session, chat_id=1, letters=[text("1"), text("2")], key="a") == 0
            await outbox.post(session, chat_id=1, letters=[text("3")], key="b")

        said = [(await send(shop, 1, number)).letter["text"] for number in (1, 2, 3)]

        assert said == ["1", "2", "3"]


class TestRecovery:
    async def test_knows_a_letter_whose_fate_is_in_doubt(self, shop: Shop) -> None:
        async with shop.transaction() as session:
            await outbox.post(session, chat_id=1, letters=[text("розы")], key="a")
            letter = await outbox.next_letter(session, 1)
            assert letter is not None
            assert not letter.resumed
            await outbox.mark_sending(session, letter.id)

        async with shop.transaction() as session:
            again = await outbox.next_letter(session, 1)
            assert again is not None
            assert again.resumed
            await outbox.put_off(session, again.id, shop.clock.now(), "429", surely_unsent=True)
            certain = await outbox.next_letter(session, 1)
            assert certain is not None
            assert not certain.resumed


class TestAMenu:
    async def test_is_edited_while_it_is_among_the_last_five(self, shop: Shop) -> None:
        async with shop.transaction() as session:
            letters = [text("корзина", menu="cart"), *(text(str(n)) for n in range(5))]
            await outbox.post(session, chat_id=1, letters=letters, key="a")
        await send(shop, 1, 100)

        for number in range(4):
            await send(shop, 1, 101 + number)
        async with shop.reading() as session:
            near = await outbox.menu_to_edit(session, 1, "cart")
        await send(shop, 1, 105)
        async with shop.reading() as session:
            far = await outbox.menu_to_edit(session, 1, "cart")

        assert near is not None
        assert near.message_id == 100
        assert far is None


class TestAboutWhom:
    async def test_a_note_to_the_shops_people_speaks_is_found_by_its_message(self, shop: Shop) -> None:
        async with shop.transaction() as session:
            await outbox.post(session, chat_id=2, letters=[text("просит человека")], key="a", about=1)
        await send(shop, 2, 55)

        async with shop.reading() as session:
            assert await outbox.whom_about(session, 2, 55) == 1
            assert await outbox.whom_about(session, 3, 55) is None


class TestForgetting:
    async def test_keeps_what_still_waits(self, shop: Shop) -> None:
        async with shop.transaction() as session:
            await outbox.post(session, chat_id=1, letters=[text("1"), text("2")], key="a")
        first = await send(shop, 1, 1)
        later = first.created_at + timedelta(days=31)

        async with shop.transaction() as session:
            assert await outbox.forget_old(session, later, keep=timedelta(days=30)) == 1
            assert await outbox.size(session) == 1
            assert await outbox.drop_chat(session, 1, "blocked") == 1
            assert await outbox.size(session) == 0
