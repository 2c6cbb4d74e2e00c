"""People: who they are, what they may do, and who talks to them."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from florist.bootstrap import Shop
from florist.outbox.models import OutboxRow
from florist.people import service as people
from florist.people.models import AuditRow, HandoffRow


class TestLanguage:
    @pytest.mark.parametrize(
        ("choice", "code", "language"),
        [
            (None, "ru", "ru"), (None, "uk", "ru"), (None, "be-BY", "ru"), (None, "kk", "ru"),
            (None, "en-GB", "en"), (None, "de", "en"), (None, None, "ru"),
            ("en", "ru", "en"), ("ru", "en", "ru"),
        ],
    )  # fmt: skip
    def test_is_the_own_choice_else_what_telegram_suggests(
        self, choice: str | None, code: str | None, language: str
    ) -> None:
        assert people.language_of(choice, code) == language

    async def test_once_chosen_stays_whatever_telegram_says(self, shop: Shop) -> None:
        async with shop.transaction() as session:
            await people.meet(session, telegram_id=1, first_name="Anna", language_code="en")
            await people.set_language(session, 1, "ru")
            met = await people.meet(session, telegram_id=1, first_name="Anna", language_code="en")

        assert met.language == "ru"

    async def test_that_we_do_not_speak_is_refused(self, shop: Shop) -> None:
        async with shop.transaction() as session:
            with pytest.raises(people.UnknownLanguage):
                await people.set_language(session, 1, "fr")


class TestMeet:
    async def test_makes_a_customer_on_first_sight_and_follows_their_name(self, shop: Shop) -> None:
        async with shop.transaction() as session:
            first = await people.meet(session, telegram_id=7, first_name="Аня", language_code="ru")
        async with shop.transaction() as session:
            second = await people.meet(session, telegram_id=7, first_name="Анна", last_name="Роз")

        assert (first.name, first.roles) == ("Аня", ("customer",))
        assert second.name == "Анна Роз"

    async def test_makes_the_unreachable_reachable(self, shop: Shop) -> None:
        async with shop.transaction() as session:
            await people.meet(session, telegram_id=7)
            await people.mark_unreachable(session, 7)
        async with shop.transaction() as session:
            assert (await people.meet(session, telegram_id=7)).reachable


class TestRoles:
    async def test_are_granted_and_revoked_once_and_written_down(self, shop: Shop) -> None:
        async with shop.transaction() as session:
            assert await people.grant(session, telegram_id=5, role="admin", by=None)
            assert not await people.grant(session, telegram_id=5, role="admin", by=None)
        async with shop.transaction() as session:
            assert await people.roles(session, 5) == ("admin", "customer")
            assert await people.revoke(session, telegram_id=5, role="admin", by=9)
            assert await people.roles(session, 5) == ("customer",)
            acts = await session.scalars(select(AuditRow.act).order_by(AuditRow.id))
            assert list(acts) == ["role_granted", "role_revoked"]

    async def test_change_their_version_so_that_no_cache_is_believed(self, shop: Shop) -> None:
        async with shop.transaction() as session:
            before = await people.meet(session, telegram_id=5)
        async with shop.transaction() as session:
            await people.grant(session, telegram_id=5, role="trainer", by=None)
        async with shop.transaction() as session:
            after = await people.meet(session, telegram_id=5)

        assert after.roles_version > before.roles_version
        assert after.roles == ("customer", "trainer")

    @pytest.mark.parametrize("role", ["owner", "customer", ""])
    async def test_that_do_not_exist_cannot_be_granted(self, shop: Shop, role: str) -> None:
        async with shop.transaction() as session:
            with pytest.raises(people.UnknownRole):
                await people.grant(session, telegram_id=5, role=role, by=None)


class TestHandoff:
    async def test_is_refused_when_there_is_nobody_to_answer(self, shop: Shop) -> None:
        async with shop.transaction() as session:
            await people.meet(session, telegram_id=1)
            with pytest.raises(people.NobodyThere):
                await people.handoff_open(session, 1)

    async def test_is_open_once_and_told_once(self, shop: Shop) -> None:
        async with shop.transaction() as session:
            await people.meet(session, telegram_id=1, first_name="Анна", language_code="ru")
            await people.grant(session, telegram_id=2, role="admin", by=None)
            first = await people.handoff_open(session, 1)
            again = await people.handoff_open(session, 1)

            assert first.id == again.id
            assert (await people.person(session, 1)).in_handoff
            assert len(list(await session.scalars(select(OutboxRow)))) == 1

    async def test_can_be_opened_anew_after_it_was_closed(self, shop: Shop) -> None:
        async with shop.transaction() as session:
            await people.meet(session, telegram_id=1)
            await people.grant(session, telegram_id=2, role="admin", by=None)
            first = await people.handoff_open(session, 1)
            assert await people.handoff_close(session, 1) is not None
            assert await people.handoff_close(session, 1) is None
            second = await people.handoff_open(session, 1)

            assert second.id != first.id

    async def test_forgotten_for_a_day_is_closed(self, shop: Shop) -> None:
        async with shop.transaction() as session:
            await people.meet(session, telegram_id=1)
            await people.grant(session, telegram_id=2, role="admin", by=None)
            opened = await people.handoff_open(session, 1)
            row = await session.get_one(HandoffRow, opened.id)
            row.opened_at -= timedelta(hours=25)
            await session.flush()
            closed = await people.handoff_close_older(session, row.opened_at + timedelta(hours=1))

        assert [over.telegram_id for over in closed] == [1]
