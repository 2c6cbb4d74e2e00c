"""Nobody ever gets silence or a raw key: what is said in Python, rules and forms exists, in both languages alike."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent

import actions.server  # noqa: F401  # with it every subject and so every refusal is imported
from florist.errors import FloristError
from florist.settings import ROOT

LANGUAGES = ("ru", "en")
RESPONSES: dict[str, list[dict[str, Any]]] = {}
for path in sorted((ROOT / "data/responses").glob("*.yml")):
    RESPONSES |= yaml.safe_load(path.read_text(encoding="utf-8"))["responses"]
DOMAIN = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))


def messages(language: str) -> dict[str, fluent.Message]:
    found: dict[str, fluent.Message] = {}
    for path in sorted((ROOT / "locales" / language).glob("*.ftl")):
        for entry in FluentParser().parse(path.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, fluent.Junk), f"{path}: {entry.content}"
            if isinstance(entry, fluent.Message):
                assert entry.id.name not in found, f"{path}: {entry.id.name} stands twice"
                found[entry.id.name] = entry
    return found


WORDS = {language: messages(language) for language in LANGUAGES}


def variables(message: fluent.Message) -> set[str]:
    return set(re.findall(r"\$(\w+)", repr_of(message)))


def repr_of(node: fluent.BaseNode) -> str:
    from fluent.syntax import FluentSerializer

    return FluentSerializer().serialize_entry(node)  # type: ignore[arg-type]  # messages are entries


def refusals(kind: type[FloristError] = FloristError) -> Iterator[type[FloristError]]:
    yield kind
    for child in kind.__subclasses__():
        yield from refusals(child)


CODES = sorted({kind.code for kind in refusals()})


def strings(folder: str) -> Iterator[tuple[Path, ast.Call]]:
    for path in sorted((ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield path, node


def named(node: ast.Call, *functions: str) -> str | None:
    """The literal first argument of a call of one of these functions."""
    name = getattr(node.func, "attr", None) or getattr(node.func, "id", None)
    if name not in functions or not node.args:
        return None
    first = node.args[0]
    return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else None


SAID = sorted({name for _, node in strings("actions") if (name := named(node, "say"))})
IDS_IN_CODE = sorted({name for _, node in strings("actions") if (name := named(node, "word", "button"))})
IDS_IN_RESPONSES = sorted(
    {variant["text"] for variants in RESPONSES.values() for variant in variants}
    | {
        button["title"]
        for variants in RESPONSES.values()
        for variant in variants
        for row in (variant.get("custom") or {}).get("buttons", [])
        for button in row
    }
)
BUTTON_INTENTS = sorted(
    {
        button["intent"]
        for variants in RESPONSES.values()
        for variant in variants
        for row in (variant.get("custom") or {}).get("buttons", [])
        for button in row
    }
)


@pytest.mark.parametrize("name", SAID)
def test_what_an_action_says_is_a_response(name: str) -> None:
    assert name in RESPONSES


@pytest.mark.parametrize("code", CODES)
def test_every_refusal_has_words(code: str) -> None:
    assert f"utter_error_{code}" in RESPONSES


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("ident", sorted({*IDS_IN_CODE, *IDS_IN_RESPONSES}))
def test_every_word_is_there_in_each_language(ident: str, language: str) -> None:
    assert ident in WORDS[language]


def test_both_languages_have_the_same_messages() -> None:
    assert set(WORDS["ru"]) == set(WORDS["en"])


@pytest.mark.parametrize("ident", sorted(WORDS["ru"]))
def test_both_languages_speak_of_the_same_things(ident: str) -> None:
    assert variables(WORDS["ru"][ident]) == variables(WORDS["en"][ident])


@pytest.mark.parametrize("intent", BUTTON_INTENTS)
def test_a_button_means_an_intent_of_the_domain(intent: str) -> None:
    assert intent in DOMAIN["intents"]


@pytest.mark.parametrize("form", sorted(DOMAIN["forms"]))
def test_every_question_of_a_form_has_an_example_of_an_answer(form: str) -> None:
    missing = [
        slot for slot in DOMAIN["forms"][form]["required_slots"] if f"utter_example_{slot}" not in RESPONSES
    ]

    assert missing == []


def test_every_action_of_the_domain_exists() -> None:
    from rasa_sdk.executor import ActionExecutor

    executor = ActionExecutor()
    executor.register_package("actions")

    assert set(DOMAIN["actions"]) == set(executor.actions)
