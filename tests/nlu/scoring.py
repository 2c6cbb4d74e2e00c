"""Scores of the model on `heldout*.yml`: intents and entity values by language and group.

A held-out message: `{text, lang: ru|en, group: clean|noisy|oos, intent, entities: [{entity, value}], roles?: [...]}`.
Dates are ISO, seen from the base moment below. For `oos` both `out_of_scope` and `nlu_fallback` are right.

Short things that everybody says ("отмена", "add to cart") stand in the training data, too, word for word. They stay
there, because customers say them, and do not count here.
"""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
BASE = "2026-11-20T12:00:00+03:00"
NOT_FOR_US = frozenset({"out_of_scope", "nlu_fallback"})
LANGUAGES = ("ru", "en")


@dataclass(frozen=True)
class Message:
    """One held-out message and what it means."""

    text: str
    lang: str
    group: str
    intent: str
    entities: tuple[tuple[str, Any], ...] = ()
    roles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Verdict:
    """What the model made of it."""

    message: Message
    intent: str
    entities: tuple[tuple[str, Any], ...] = field(default=())

    @property
    def intent_is_right(self) -> bool:
        """A retrieval intent must be right to its answer, small talk only in being small talk."""
        wanted = self.message.intent
        if self.message.group == "oos" or wanted in NOT_FOR_US:
            return self.intent in NOT_FOR_US
        if wanted.startswith("chitchat"):
            return self.intent.partition("/")[0] == "chitchat"
        return self.intent == wanted or (wanted == "faq" and self.intent.startswith("faq/"))

    @property
    def is_refused(self) -> bool:
        """A good message that we said we did not understand."""
        return self.message.intent not in NOT_FOR_US and self.intent in NOT_FOR_US

    def counts(self) -> tuple[int, int, int]:
        """(right, superfluous, missing) entity values."""
        wanted, got = Counter(map(comparable, self.message.entities)), Counter(map(comparable, self.entities))
        right = sum((wanted & got).values())
        return right, sum(got.values()) - right, sum(wanted.values()) - right

    @property
    def misses(self) -> tuple[str, ...]:
        """Of "intent" and "entities", what is wrong; entities of a stranger's message do not matter."""
        wrong = [] if self.intent_is_right else ["intent"]
        if self.message.group != "oos" and any(self.counts()[1:]):
            wrong.append("entities")
        return tuple(wrong)


def comparable(pair: tuple[str, Any]) -> tuple[str, str]:
    """2000, 2000.0 and "2000" are the same value; names are compared without case."""
    entity, value = pair
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return entity, str(value).strip().lower()


def read_heldout(folder: Path = HERE) -> list[Message]:
    """All held-out messages. Raises KeyError or ValueError on a malformed one, naming it."""
    messages = []
    for path in sorted(folder.glob("heldout*.yml")):
        for raw in yaml.safe_load(path.read_text(encoding="utf-8")):
            if raw["lang"] not in LANGUAGES or raw["group"] not in ("clean", "noisy", "oos"):
                raise ValueError(f"{path.name}: {raw['text']!r} has an unknown language or group")
            entities = tuple((e["entity"], e["value"]) for e in raw.get("entities") or ())
            messages.append(
                Message(
                    str(raw["text"]),
                    raw["lang"],
                    raw["group"],
                    raw["intent"],
                    entities,
                    tuple(raw.get("roles") or ()),
                )
            )
    return messages


def plain(text: str) -> str:
    """A sentence without annotations, capitals and marks, to see whether two are the same."""
    return re.sub(r"[^\w]+", " ", re.sub(r"\[([^\]]*)\](?:\([^)]*\)|\{[^}]*\})", r"\1", text).lower()).strip()


def training_sentences(folder: Path = ROOT / "data" / "nlu") -> frozenset[str]:
    """Everything the model is trained on, plain."""
    found: set[str] = set()
    for path in folder.glob("*.yml"):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            found.update(plain(line.strip()[2:]) for line in (block.get("examples") or "").splitlines())
    return frozenset(found)


def unseen(messages: Iterable[Message]) -> list[Message]:
    """Only those that no training sentence equals; messages of nothing but marks and emoji all count as unseen."""
    known = training_sentences() - {""}
    return [message for message in messages if plain(message.text) not in known]


def current_model(scratch: Path) -> Path:
    """The model of the present sources; trained into `scratch`, understanding only, when there is none."""
    from rasa_addons.train import model_path, train

    for kept in (
        model_path(ROOT, ROOT / "models", nlu_only=False),
        model_path(ROOT, ROOT / "models", nlu_only=True),
    ):
        if kept.exists():
            return kept
    return train(ROOT, model_path(ROOT, scratch, nlu_only=True), nlu_only=True, validate=False)


def judge(model: Path, messages: Iterable[Message]) -> list[Verdict]:
    """Parse each message as the running server would."""
    import logging

    import structlog
    from rasa.core.agent import Agent
    from rasa.core.channels.channel import UserMessage

    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    agent = Agent.load(str(model))
    assert agent.processor is not None

    async def parse(message: Message) -> Verdict:
        said = UserMessage(message.text, metadata={"sent_at": BASE, "roles": list(message.roles)})
        parsed = await agent.processor.parse_message(said)
        intent = parsed["intent"].get("full_retrieval_intent_name") or parsed["intent"]["name"]
        return Verdict(message, intent, tuple((e["entity"], e["value"]) for e in parsed["entities"]))

    async def parse_all() -> list[Verdict]:
        return [await parse(message) for message in messages]

    return asyncio.run(parse_all())


def scores(verdicts: Sequence[Verdict]) -> dict[str, float]:
    """Percentages, higher is better; a part without messages is left out."""
    out: dict[str, float] = {}
    for lang in LANGUAGES:
        for group in ("clean", "noisy"):
            part = [v for v in verdicts if v.message.lang == lang and v.message.group == group]
            if part:
                out[f"{lang} {group} intents"] = share(v.intent_is_right for v in part)
                out[f"{lang} {group} entities"] = f1(part)
        strangers = [v for v in verdicts if v.message.lang == lang and v.message.group == "oos"]
        if strangers:
            out[f"{lang} strangers caught"] = share(v.intent_is_right for v in strangers)
    good = [v for v in verdicts if v.message.intent not in NOT_FOR_US]
    if good:
        out["good messages kept"] = share(not v.is_refused for v in good)
    return out


def share(truths: Iterable[bool]) -> float:
    """Per cent, to a tenth."""
    known = list(truths)
    return round(100 * sum(known) / len(known), 1)


def f1(verdicts: Sequence[Verdict]) -> float:
    """Pooled F1 of entity values in per cent; 100 when there is nothing to find and nothing was found."""
    right, superfluous, missing = (
        sum(column) for column in zip(*(v.counts() for v in verdicts), strict=True)
    )
    total = 2 * right + superfluous + missing
    return round(200 * right / total, 1) if total else 100.0


def confusions(verdicts: Sequence[Verdict]) -> list[tuple[str, str, int]]:
    """(meant, understood, how often), the commonest first."""
    wrong = Counter((v.message.intent, v.intent) for v in verdicts if not v.intent_is_right)
    return [(meant, understood, times) for (meant, understood), times in wrong.most_common()]
