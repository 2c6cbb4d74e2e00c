"""The shop's own processes speak as Rasa's generator does: the same samples, the same words."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from florist.kit import words
from florist.settings import ROOT

SAMPLES = json.loads((ROOT / "tests" / "contracts" / "words_values.json").read_text(encoding="utf-8"))


@pytest.fixture
def locales(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for language, text in SAMPLES["ftl"].items():
        (tmp_path / language).mkdir()
        (tmp_path / language / "samples.ftl").write_text(text, encoding="utf-8")
    monkeypatch.setattr(words, "LOCALES", tmp_path)
    monkeypatch.setenv("SHOP_TIMEZONE", SAMPLES["zone"])
    words.bundle.cache_clear()
    yield
    words.bundle.cache_clear()


@pytest.mark.parametrize(
    "case", SAMPLES["cases"], ids=lambda case: case.get("id") or str(case.get("value"))[:30]
)
def test_both_environments_say_the_same(case: dict[str, Any], locales: None) -> None:
    language = case["language"]
    for form, plain in (("html", False), ("title", True)):
        if form not in case:
            continue
        if "id" in case:
            said = words.say(language, case["id"], plain=plain, **case.get("values", {}))
        else:
            said = words.tell(language, case["value"], plain=plain)
        assert said == case[form]


def test_words_that_nobody_wrote_are_a_mistake(locales: None) -> None:
    with pytest.raises(words.WordsMissing):
        words.say("ru", "no-such-words")


def test_the_gateway_has_every_word_in_both_languages() -> None:
    texts = {
        language: (ROOT / "locales" / language / "gateway.ftl").read_text(encoding="utf-8")
        for language in words.LANGUAGES
    }
    names = {
        language: {line.split(" = ")[0] for line in text.splitlines() if " = " in line and line[0] != " "}
        for language, text in texts.items()
    }

    assert names["ru"] == names["en"]
