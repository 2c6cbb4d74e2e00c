"""Each cure beside the piece of Rasa that it replaces."""

import importlib.metadata
import json
import random

import pytest
from rasa.core.actions.action import RemoteAction
from rasa.core.policies.memoization import AugmentedMemoizationPolicy, MemoizationPolicy
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.resource import Resource
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActionReverted,
    ActiveLoop,
    BotUttered,
    DefinePrevUserUtteredFeaturization,
    Event,
    LoopInterrupted,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUtteranceReverted,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

STOCK = {
    "applied": DialogueStateTracker.applied_events,
    "states": Domain.states_for_tracker_history,
    "copy": DialogueStateTracker.copy,
    "resolve": Event.resolve_by_type,
    "format": RemoteAction._action_call_format,
    "recall": AugmentedMemoizationPolicy._recall_using_truncation,
    "recall_states": MemoizationPolicy._recall_states,
    "validate": RemoteAction._validate_action_result,
}

from rasa_addons import cures, version  # noqa: E402  (Rasa's own pieces have to be taken down first)
from rasa_addons.cures import (  # noqa: E402
    action_reply,
    empty_domain,
    event_types,
    history,
    memories,
    payload,
    rules,
    session,
)
from tests.rasa_addons.servers import BOT  # noqa: E402


@pytest.fixture(scope="module")
def domain():
    return Domain.load(str(BOT / "domain.yml"))


def random_conversation(seed: int, length: int = 60) -> list[Event]:
    """Events as they may come, undone, interrupted and begun anew in places."""
    pick = random.Random(seed)
    evts: list[Event] = [SessionStarted(), ActionExecuted("action_listen")]
    while len(evts) < length:
        intent = pick.choice(["greet", "inform", "build_bouquet"])
        evts.append(UserUttered(intent, {"name": intent}, [{"entity": "flower", "value": "rose"}]))
        if pick.random() < 0.7:
            evts.append(DefinePrevUserUtteredFeaturization(pick.random() < 0.5))
        for _ in range(pick.randint(0, 4)):
            evts.append(
                pick.choice(
                    [
                        SlotSet("flower", pick.choice(["rose", None])),
                        BotUttered("Пионы"),
                        ActionExecuted("bouquet_form", hide_rule_turn=pick.random() < 0.5),
                        ActionExecuted("utter_greet", hide_rule_turn=pick.random() < 0.5),
                        ActiveLoop(pick.choice(["bouquet_form", None])),
                        ActionExecutionRejected("bouquet_form"),
                        LoopInterrupted(True),
                    ]
                )
            )
        if pick.random() < 0.15:
            evts.append(pick.choice([UserUtteranceReverted, ActionReverted, Restarted, SessionStarted])())
        evts.append(ActionExecuted("action_listen", hide_rule_turn=pick.random() < 0.5))
    return evts


def tracker_of(evts, domain) -> DialogueStateTracker:
    return DialogueStateTracker.from_events("1", evts, domain.slots)


class TestHistory:
    @pytest.mark.parametrize("seed", range(40))
    def test_the_same_events_count_at_every_step(self, domain, seed):
        tracker = DialogueStateTracker("1", domain.slots)
        for event in random_conversation(seed):
            tracker.update(event)

            assert history.applied_events(tracker) == STOCK["applied"](tracker)

    @pytest.mark.parametrize("shown_only", [True, False], ids=["for stories", "for rules"])
    @pytest.mark.parametrize("seed", range(40))
    def test_the_same_states_are_written_down_at_every_step(self, domain, seed, shown_only):
        tracker = DialogueStateTracker("1", domain.slots)
        rule_only = {"rule_only_slots": ["flower"], "rule_only_loops": ["bouquet_form"]}
        for event in random_conversation(seed):
            tracker.update(event)
            stock = STOCK["states"](
                domain, tracker, ignore_rule_only_turns=shown_only, rule_only_data=rule_only
            )

            cured = history.states_for_tracker_history(
                domain, tracker, ignore_rule_only_turns=shown_only, rule_only_data=rule_only
            )

            assert cured == stock

    def test_what_was_written_down_is_gone_on_with(self, domain, monkeypatch):
        tracker = DialogueStateTracker("1", domain.slots)
        written = []
        note = history.History.note
        monkeypatch.setattr(history.History, "note", lambda *a: (written.append(1), note(*a)))
        for _ in range(50):
            for event in (UserUttered("привет", {"name": "greet"}), ActionExecuted("utter_greet")):
                tracker.update(event)
            tracker.update(ActionExecuted("action_listen"))
            history.states_for_tracker_history(domain, tracker, rule_only_data={"rule_only_slots": []})

        assert len(written) <= 50 * 6
        assert len(tracker._histories) == 1

    def test_states_given_out_may_be_changed(self, domain):
        tracker = tracker_of(random_conversation(3), domain)
        first = history.states_for_tracker_history(domain, tracker)
        unspoilt = json.dumps(first)
        for state in first:
            state.clear()

        assert json.dumps(history.states_for_tracker_history(domain, tracker)) == unspoilt

    @pytest.mark.parametrize("seed", range(10))
    def test_a_copy_is_in_the_same_state(self, domain, seed):
        tracker = tracker_of(random_conversation(seed), domain)
        stock, cured = STOCK["copy"](tracker), history.copied(tracker)

        assert list(cured.events) == list(stock.events)
        assert cured.current_slot_values() == stock.current_slot_values()
        assert (cured.active_loop_name, cured.latest_action) == (stock.active_loop_name, stock.latest_action)

    def test_a_copy_changes_by_itself(self, domain):
        tracker = tracker_of(random_conversation(1), domain)
        before = (len(tracker.events), tracker.get_slot("count"))

        history.copied(tracker).update(SlotSet("count", 101))

        assert (len(tracker.events), tracker.get_slot("count")) == before


class TestEventTypes:
    @pytest.mark.parametrize("name", ["user", "bot", "slot", "action", "session_started", "form", "undo"])
    def test_a_name_means_the_same_class(self, name):
        assert event_types.resolve_by_type(name) is STOCK["resolve"](name)

    def test_an_unknown_name_is_still_an_error(self):
        with pytest.raises(ValueError, match="wilted"):
            event_types.resolve_by_type("wilted")


class TestActionReply:
    @pytest.fixture(autouse=True)
    def _installed(self):
        cures.install()

    @pytest.mark.parametrize(
        "reply",
        [
            pytest.param({"events": [], "responses": []}, id="nothing"),
            pytest.param({"events": [{"event": "slot", "name": "flower", "value": "rose"}]}, id="a slot"),
            pytest.param({"responses": [{"response": "utter_greet"}]}, id="words"),
            pytest.param(
                {"events": [{"event": "slot", "timestamp": None, "name": "a", "value": 1}]}, id="no time"
            ),
            pytest.param({"events": [{"event": "bot", "text": "Пион", "metadata": {}}]}, id="an utterance"),
        ],
    )
    def test_a_good_reply_passes(self, reply):
        assert action_reply.is_plainly_valid(reply)
        assert STOCK["validate"](RemoteAction("a", None), reply)

    @pytest.mark.parametrize(
        "reply",
        [
            pytest.param({"events": [{"event": "slot", "name": "flower"}]}, id="a slot without a value"),
            pytest.param({"events": [{"event": "session_ended"}]}, id="an event of a newer Rasa"),
            pytest.param({"events": [{"name": "flower"}]}, id="an event without a name"),
            pytest.param(
                {"events": [{"event": "slot", "name": 1, "value": 1}]}, id="a slot named by a number"
            ),
            pytest.param({"events": [{"event": "user", "timestamp": "noon"}]}, id="a time in words"),
            pytest.param({"responses": ["Привет"]}, id="words without a frame"),
        ],
    )
    def test_a_bad_reply_is_refused_as_rasa_refuses_it(self, reply):
        from jsonschema import ValidationError

        with pytest.raises(ValidationError) as ours:
            RemoteAction("a", None)._validate_action_result(reply)
        with pytest.raises(ValidationError) as theirs:
            STOCK["validate"](RemoteAction("a", None), reply)
        assert ours.value.message == theirs.value.message


class TestPayload:
    def talk(self, domain, turns):
        tracker = DialogueStateTracker("1001", domain.slots)
        tracker.update(ActionExecuted("action_listen"))
        metadata = {"update_id": 1, "roles": ["customer"], "language": "ru", "user_id": 1001, "kind": "text"}
        ranking = [{"name": f"intent_{n}", "confidence": 0.01} for n in range(60)]
        for turn in range(turns):
            parsed = {
                "text": "пионы " * 20,
                "intent": {"name": "inform", "confidence": 0.9},
                "entities": [{"entity": "flower", "value": "peony", "start": 0, "end": 5}],
                "intent_ranking": ranking,
                "text_tokens": [[n, n + 5] for n in range(40)],
            }
            tracker.update(
                UserUttered(
                    "пионы " * 20,
                    parsed["intent"],
                    parsed["entities"],
                    parsed,
                    message_id=str(turn),
                    metadata=metadata,
                )
            )
            tracker.update(ActionExecuted("utter_greet"))
            letter = {"kind": "text", "text": "Вот <b>пионы</b> " * 30}
            tracker.update(BotUttered("Вот пионы " * 30, {"custom": letter}))
            tracker.update(ActionExecuted("action_listen"))
        return tracker

    @pytest.mark.parametrize("turns", [1, 20, 500])
    def test_stays_below_twelve_kilobytes_at_any_length(self, domain, turns):
        body = payload.action_call_format(
            RemoteAction("action_say_bouquet", None), self.talk(domain, turns), domain
        )

        assert len(json.dumps(body, ensure_ascii=False).encode()) <= 12_000

    def test_tells_the_action_who_speaks_and_what_was_meant(self, domain):
        body = payload.action_call_format(
            RemoteAction("action_say_bouquet", None), self.talk(domain, 3), domain
        )

        latest = body["tracker"]["latest_message"]
        assert latest["metadata"]["roles"] == ["customer"]
        assert latest["message_id"] == "2"
        assert latest["entities"][0]["value"] == "peony"
        assert len(latest["intent_ranking"]) == payload.GUESSES

    def test_keeps_all_slots_and_what_forms_are_made_of(self, domain):
        body = payload.action_call_format(
            RemoteAction("validate_bouquet_form", None), self.talk(domain, 3), domain
        )

        assert set(body["tracker"]["slots"]) == {
            "language",
            "interrupted_form",
            "flower",
            "count",
            "requested_slot",
        }
        assert body["domain"]["forms"] == {"bouquet_form": {"required_slots": ["flower", "count"]}}
        assert body["domain"]["slots"]["count"]["mappings"][0]["conditions"] == [
            {"active_loop": "bouquet_form"}
        ]

    def test_slots_filled_by_this_message_are_there_to_be_validated(self, domain):
        tracker = self.talk(domain, 40)
        tracker.update(UserUttered("15 пионов", {"name": "inform"}, []))
        for number in range(30):
            tracker.update(SlotSet("count", number))

        body = payload.action_call_format(RemoteAction("validate_bouquet_form", None), tracker, domain)

        sent = [event["value"] for event in body["tracker"]["events"] if event["event"] == "slot"]
        assert sent == list(range(30))


class TestSession:
    def test_carries_the_last_value_of_each_slot_once(self, domain):
        flowers = [SlotSet("flower", name) for name in ("rose", "tulip", "peony")]
        tracker = tracker_of([SessionStarted(), *flowers], domain)

        assert session.carried_over(tracker) == [SlotSet("flower", "peony")]

    def test_remembers_the_form_that_was_left_open(self, domain):
        tracker = tracker_of(
            [ActionExecuted("bouquet_form"), ActiveLoop("bouquet_form"), SlotSet("requested_slot", "count")],
            domain,
        )

        assert session.carried_over(tracker) == [SlotSet("interrupted_form", "bouquet_form")]

    def test_a_slot_that_was_emptied_is_not_carried(self, domain):
        tracker = tracker_of([SlotSet("flower", "rose"), SlotSet("flower", None)], domain)

        assert session.carried_over(tracker) == []


class TestRules:
    def test_a_rule_that_names_no_intent_keeps_the_pass_over_texts(self):
        listened = json.dumps([{}, {"prev_action": {"action_name": "action_listen"}}])

        assert rules.needs_no_intent(listened)

    def test_a_rule_that_names_an_intent_does_not(self):
        asked = json.dumps([{"prev_action": {"action_name": "action_listen"}, "user": {"intent": "greet"}}])

        assert not rules.needs_no_intent(asked)


class TestMemories:
    @pytest.fixture
    def policy(self):
        config = {**AugmentedMemoizationPolicy.get_default_config(), "max_history": 4}
        return AugmentedMemoizationPolicy(config, None, Resource("m"), ExecutionContext(GraphSchema({})))

    def remember(self, policy, domain, seed):
        """Memories of what happened in a few places of a conversation."""
        evts = random_conversation(seed, length=40)
        for end in range(5, len(evts), 9):
            tracker = tracker_of(evts[max(0, end - 6) : end], domain)
            states = policy._prediction_states(tracker, domain, rule_only_data=None)
            policy.lookup[policy._create_feature_key(states)] = f"utter_{end}"

    @pytest.mark.parametrize("seed", range(25))
    def test_the_same_is_recalled_at_every_step(self, policy, domain, seed, monkeypatch):
        self.remember(policy, domain, seed)
        recalled = set()
        tracker = DialogueStateTracker("1", domain.slots)
        for event in random_conversation(seed, length=40):
            tracker.update(event)
            states = policy._prediction_states(tracker, domain, rule_only_data=None)
            cured = memories.recall_using_truncation(policy, states, tracker, domain, None)
            with monkeypatch.context() as stock:
                stock.setattr(MemoizationPolicy, "_recall_states", STOCK["recall_states"])

                assert cured == STOCK["recall"](policy, states, tracker, domain, None)
            assert memories.recall_states(policy, states) == STOCK["recall_states"](policy, states)
            recalled.add(cured)

        assert len(recalled) > 1

    def test_nothing_is_tried_where_no_story_ends_in_what_was_said(self, policy, domain):
        key = '[{"prev_action": {"action_name": "action_listen"}, "user": {"intent": "complain"}}]'
        policy.config["enable_feature_string_compression"] = False
        policy.lookup[key.replace('"', "")] = "utter_sorry"
        known = memories.memories_of(policy)

        recalled = {}
        for intent in ("greet", "complain"):
            evts = [ActionExecuted("action_listen"), UserUttered("завяли", {"name": intent})]
            recalled[intent] = known.may_recall(tracker_of(evts, domain), evts)
        assert recalled == {"greet": False, "complain": True}


class TestEmptyDomain:
    def test_one_with_anything_in_it_is_not_empty(self, domain):
        assert not empty_domain.is_empty(domain)

    def test_one_without_is(self):
        assert empty_domain.is_empty(Domain.empty())


class TestAnotherRasa:
    @pytest.mark.parametrize("cure", cures.ALL, ids=lambda cure: cure.__name__.rpartition(".")[2])
    def test_is_refused_by_every_cure(self, cure, monkeypatch):
        monkeypatch.setattr(importlib.metadata, "version", lambda name: "3.7.0")

        with pytest.raises(version.WrongRasa, match=r"written for rasa 3\.6\.21"):
            cure.install()

    def test_is_refused_by_the_stand_ins_for_tensorflow(self, monkeypatch):
        from rasa_addons import lean

        monkeypatch.setattr(importlib.metadata, "version", lambda name: "3.7.0")
        monkeypatch.setattr("sys.meta_path", [])

        with pytest.raises(version.WrongRasa):
            lean.install()
