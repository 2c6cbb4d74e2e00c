"""Each bench on a tiny input: it asks what it says it asks, and its table tells it."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import baseline, catalogue, processes, town
from benchmarks.figures import Latency
from florist.bootstrap import Shop
from tests.support.databases import clock, migrated_sqlite, sqlite_shop
from tests.support.sandbox import running_sandbox

__all__ = ["clock", "migrated_sqlite", "sqlite_shop"]
EMPTY_CALL = Latency(p50=1.0, p95=2.0, count=5)


class TestBaseline:
    def test_counts_every_call_to_the_empty_application(self) -> None:
        with baseline.served() as url:
            assert baseline.measure(url, 3).count == 3


class TestCatalogue:
    async def test_asks_for_every_wish_in_every_round(self, sqlite_shop: Shop) -> None:
        measured = await catalogue.measure(sqlite_shop, rounds=2)

        assert {name: latency.count for name, latency in measured.items()} == dict.fromkeys(
            catalogue.WISHES, 2
        )

    def test_its_table_names_every_wish_and_the_catalogues_size(self) -> None:
        told = catalogue.report(83, dict.fromkeys(catalogue.WISHES, Latency(3.0, 4.0, 9)), EMPTY_CALL)

        assert "83 products" in told
        assert all(name in told for name in catalogue.WISHES)


class TestTown:
    def test_its_table_holds_the_eight_chats_against_the_target_and_nobody_else(self) -> None:
        crowds = {
            "1 chat": {"browse": [900.0]},
            "8 chats at once": {"browse": [100.0], "cart": [310.0]},
            "8 in the same instant": {"browse": [900.0]},
        }

        told = town.report(crowds, EMPTY_CALL, "costs")

        assert [line.split("  ")[1] for line in told.splitlines() if "MISSED" in line] == ["8 chats at once"]

    def test_its_table_tells_every_kind_of_message(self) -> None:
        kinds = {kind for kind, _ in town.TALK}

        told = town.report({"1 chat": {kind: [5.0] for kind in kinds}}, EMPTY_CALL, "costs")

        assert all(f"    {kind} " in told for kind in kinds)

    def test_a_talk_stays_below_what_one_person_may_write_in_a_minute(self) -> None:
        assert len(town.TALK) + 1 < 30

    async def test_hears_the_answer_and_not_what_it_wrote_itself(self, tmp_path: Path) -> None:
        async with running_sandbox(tmp_path) as sandbox, sandbox.client() as client:
            guest = town.Guest(client)
            async with sandbox.bot() as bot:
                await client.post(f"/user/{guest.id}/text", json={"text": "/start"})
                first = await bot.get_updates(timeout=5)

                async def answers() -> None:
                    asked = await bot.get_updates(offset=first[-1].update_id + 1, timeout=5)
                    await bot.send_message(asked[0].effective_chat.id, "15 роз")  # type: ignore[union-attr]

                took, _ = await asyncio.gather(guest.asks("покажи розы"), answers())

                assert took > 0
                assert not await guest.news(0)

    def test_a_new_run_keeps_only_the_pictures_of_the_last(self, tmp_path: Path) -> None:
        (tmp_path / "files").mkdir()
        (tmp_path / "files" / "peony.jpg").write_bytes(b"petals")
        (tmp_path / "shop.db").write_bytes(b"old orders")

        town.emptied(tmp_path)

        assert [path.name for path in tmp_path.rglob("*")] == ["files", "peony.jpg"]


class TestProcesses:
    def test_knows_a_started_module_by_its_name(self) -> None:
        child = subprocess.Popen(
            [sys.executable, "-m", "code", "-q"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        try:
            assert processes.parts_of(os.getpid()).get("code") == child.pid
        finally:
            child.communicate()

    def test_shares_the_work_among_the_turns(self) -> None:
        told = processes.each({"rasa": 100.0, "gateway": 50.0}, {"rasa": 300.0, "gateway": 90.0}, 20)

        assert told == "Processor time of a turn: 12.0 ms (gateway 2.0, rasa 10.0)"

    def test_refuses_to_divide_by_no_turns(self) -> None:
        with pytest.raises(ValueError, match="no turn"):
            processes.each({}, {}, 0)
