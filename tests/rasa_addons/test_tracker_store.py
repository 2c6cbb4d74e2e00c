import json

import pytest
import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActiveLoop,
    BotUttered,
    ConversationPaused,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUtteranceReverted,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from rasa_addons.tail import AT_MOST, CUT_AT, KEEP, state_of, story_turns
from rasa_addons.tracker_store import HistoryUnavailable, ShopTrackerStore
from rasa_addons.urls import tracker_url
from tests.rasa_addons.servers import BOT
from tests.rasa_addons.test_cures import random_conversation


@pytest.fixture(scope="module")
def domain():
    return Domain.load(str(BOT / "domain.yml"))


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    if request.param == "postgresql":
        return request.getfixturevalue("postgresql_url")
    return f"sqlite:///{tmp_path / 'tracker.db'}"


@pytest.fixture
def store(url, domain):
    store = ShopTrackerStore(domain, host=url)
    yield store
    store.engine.dispose()


def turn(number, *middle, intent="inform"):
    parsed = {
        "text": f"пион {number}",
        "intent": {"name": intent, "confidence": 0.9},
        "entities": [{"entity": "flower", "value": "peony", "start": 0, "end": 4}],
        "intent_ranking": [{"name": f"intent_{place}", "confidence": 0.1} for place in range(60)],
        "text_tokens": [[0, 4], [5, 6]],
    }
    said = UserUttered(parsed["text"], parsed["intent"], parsed["entities"], parsed, message_id=str(number))
    return [said, *middle, ActionExecuted("utter_greet", hide_rule_turn=True), BotUttered("Пионы"), listen()]


def listen(hidden=True):
    return ActionExecuted("action_listen", hide_rule_turn=hidden)


async def take_turns(store, first, last, *middle, chat="7"):
    """Turns as the processor makes them: fetched, added to, saved."""
    for number in range(first, last):
        tracker = await store.get_or_create_tracker(chat, append_action_listen=False)
        if not tracker.events:
            for event in (ActionExecuted("action_session_start"), SessionStarted(), listen(hidden=False)):
                tracker.update(event)
        for event in turn(number, SlotSet("count", number), *middle):
            tracker.update(event)
        await store.save(tracker)
    return await store.retrieve(chat)


class TestAConversation:
    async def test_of_a_stranger_is_nothing(self, store):
        assert await store.retrieve("7") is None

    async def test_is_kept_whole_and_read_short(self, store):
        tail = await take_turns(store, 0, 300)
        full = await store.retrieve_full_tracker("7")

        assert len(full.events) == 300 * 5 + 3
        assert KEEP <= len(tail.events) <= CUT_AT + 20

    async def test_is_the_same_for_a_server_that_just_started(self, store, url, domain):
        before = await take_turns(store, 0, 100)

        after = await ShopTrackerStore(domain, host=url).retrieve("7")

        assert list(after.events) == list(before.events)
        assert state_of(after) == state_of(before)
        assert after.get_slot("count") == 99

    async def test_goes_on_where_another_process_left_it(self, store, url, domain, monkeypatch):
        monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:1/0")
        one, other = ShopTrackerStore(domain, host=url), ShopTrackerStore(domain, host=url)
        await take_turns(one, 0, 40)
        await take_turns(other, 40, 80)

        tracker = await one.retrieve("7")

        assert tracker.get_slot("count") == 79
        assert len((await one.retrieve_full_tracker("7")).events) == 80 * 5 + 3

    async def test_is_not_mixed_with_another(self, store):
        await take_turns(store, 0, 60, chat="7")
        await take_turns(store, 100, 160, chat="8")

        assert (await store.retrieve("7")).get_slot("count") == 59
        assert (await store.retrieve("8")).get_slot("count") == 159
        assert set(await store.keys()) == {"7", "8"}

    async def test_forgets_a_turn_that_broke_before_it_was_saved(self, store):
        tracker = await take_turns(store, 0, 3)
        tracker.update(SlotSet("flower", "tulip"))

        again = await store.retrieve("7")

        assert again.get_slot("flower") is None
        assert len(again.events) == 3 * 5 + 3

    async def test_written_by_stock_rasa_is_read_on(self, tmp_path, domain):
        path = tmp_path / "rasa.db"
        stock = SQLTrackerStore(domain, db=str(path))
        await take_turns(stock, 0, 50)

        store = ShopTrackerStore(domain, host=f"sqlite:///{path}")

        assert (await store.retrieve("7")).get_slot("count") == 49
        assert (await take_turns(store, 50, 52)).get_slot("count") == 51
        assert len((await store.retrieve_full_tracker("7")).events) == 52 * 5 + 3

    async def test_keeps_of_a_ranking_what_a_trainer_looks_at(self, store, url):
        await take_turns(store, 0, 1)

        with sa.create_engine(url).connect() as db:
            schema = "rasa." if url.startswith("postgresql") else ""
            stored = db.execute(sa.text(f"SELECT data FROM {schema}events WHERE type_name = 'user'")).scalar()
        parsed = json.loads(stored)["parse_data"]
        assert len(parsed["intent_ranking"]) == 5
        assert "text_tokens" not in parsed


class TestACut:
    async def test_inside_an_open_form_leaves_the_form_open(self, store, url, domain):
        tracker = await take_turns(store, 0, 1)
        for event in (
            ActionExecuted("bouquet_form"),
            ActiveLoop("bouquet_form"),
            SlotSet("requested_slot", "count"),
        ):
            tracker.update(event)
        tracker.update(listen())
        await store.save(tracker)
        await take_turns(store, 1, 80, ActionExecuted("action_break"))

        after = await ShopTrackerStore(domain, host=url).retrieve("7")

        assert after.active_loop_name == "bouquet_form"
        assert after.get_slot("requested_slot") == "count"
        assert len(after.events) <= CUT_AT + 20

    async def test_keeps_a_paused_conversation_paused(self, store, url, domain):
        tracker = await take_turns(store, 0, 1)
        tracker.update(ConversationPaused())
        await store.save(tracker)
        await take_turns(store, 1, 80)

        assert (await ShopTrackerStore(domain, host=url).retrieve("7")).is_paused()

    async def test_forgets_what_a_new_session_forgot(self, store, url, domain):
        await take_turns(store, 0, 30)
        tracker = await store.retrieve("7")
        for event in (ActionExecuted("action_session_start"), SessionStarted(), listen(hidden=False)):
            tracker.update(event)
        await store.save(tracker)
        assert (await store.retrieve("7")).get_slot("count") is None
        await take_turns(store, 30, 35)

        assert (await ShopTrackerStore(domain, host=url).retrieve("7")).get_slot("count") == 34

    @pytest.mark.parametrize("undone", [UserUtteranceReverted, Restarted], ids=["undo", "restart"])
    async def test_does_not_bring_back_what_was_undone(self, domain, tmp_path, undone):
        store = ShopTrackerStore(domain, host=f"sqlite:///{tmp_path / 'tracker.db'}")
        for number in range(80):
            await take_turns(store, number, number + 1)
            if number % 7 == 3:
                tracker = await store.retrieve("7")
                tracker.update(undone())
                tracker.update(listen())
                await store.save(tracker)
            short, full = await store.retrieve("7"), await store.retrieve_full_tracker("7")
            assert state_of(short) == state_of(full)

        assert len(short.events) < len(full.events)

    @pytest.mark.parametrize("seed", range(12))
    async def test_changes_neither_the_state_nor_what_stories_see(self, domain, tmp_path, seed):
        store = ShopTrackerStore(domain, host=f"sqlite:///{tmp_path / 'tracker.db'}")
        fresh = ShopTrackerStore(domain, host=f"sqlite:///{tmp_path / 'tracker.db'}")
        whole = DialogueStateTracker("7", domain.slots)
        tracker = await store.get_or_create_tracker("7", append_action_listen=False)
        for number, event in enumerate(random_conversation(seed, length=500)):
            event.timestamp = float(number)
            whole.update(event)
            tracker.update(event)
            if isinstance(event, ActionExecuted) and event.action_name == "action_listen":
                await store.save(tracker)
                tracker = await store.retrieve("7")
        read = await fresh.retrieve("7")

        assert state_of(tracker) == state_of(read) == state_of(whole)
        if len(read.events) <= AT_MOST:
            assert story_turns(read, domain) == story_turns(whole, domain)
        assert len((await fresh.retrieve_full_tracker("7")).events) == len(whole.events)


class TestTheDatabase:
    async def test_that_does_not_answer_is_said_to(self, store):
        await take_turns(store, 0, 1)
        store._kept.clear()
        store.engine = sa.create_engine("postgresql+psycopg2://nobody@127.0.0.1:1/none")

        with pytest.raises(HistoryUnavailable):
            await store.retrieve("7")

    def test_that_is_away_at_the_start_is_said_to(self, domain):
        with pytest.raises(HistoryUnavailable):
            ShopTrackerStore(domain, host="postgresql+psycopg2://nobody@127.0.0.1:1/none")

    @pytest.mark.parametrize(
        ("shop", "ours"),
        [
            ("", "sqlite:///var/tracker.db"),
            ("sqlite+aiosqlite:///elsewhere/shop.db", "sqlite:///var/tracker.db"),
            ("postgresql+asyncpg://a:b@db:5432/shop", "postgresql+psycopg2://a:b@db:5432/shop"),
            ("postgresql://db/shop", "postgresql+psycopg2://db/shop"),
        ],
    )
    def test_is_named_by_the_shops_own_setting(self, shop, ours):
        assert tracker_url(shop, "var") == ours
