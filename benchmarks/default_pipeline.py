"""Rasa's own pipeline, as `rasa init` writes it in 3.6.21, to compare ours with; and data for both as files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import yaml

Annotated = tuple[str, str, Sequence[tuple[int, int, str]]]
"""text, intent, (start, end, entity)"""


def default_config(epochs: int) -> dict[str, Any]:
    """config.yml of `rasa init`, with so many epochs."""
    return {
        "recipe": "default.v1",
        "assistant_id": "rasa-default",
        "language": "en",
        "pipeline": [
            {"name": "WhitespaceTokenizer"},
            {"name": "RegexFeaturizer"},
            {"name": "LexicalSyntacticFeaturizer"},
            {"name": "CountVectorsFeaturizer"},
            {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
            {"name": "DIETClassifier", "epochs": epochs, "constrain_similarities": True, "random_seed": 1},
            {"name": "EntitySynonymMapper"},
            {"name": "ResponseSelector", "epochs": epochs, "constrain_similarities": True, "random_seed": 1},
            {"name": "FallbackClassifier", "threshold": 0.3, "ambiguity_threshold": 0.1},
        ],
    }


def general_config() -> dict[str, Any]:
    """Ours without anything of a flower shop: no lexicon, no topics, no grammar of amounts and dates."""
    return {
        "recipe": "default.v1",
        "assistant_id": "general",
        "language": "en",
        "pipeline": [
            {"name": "rasa_addons.nlu.tokens.LemmaTokenizer"},
            {
                "name": "rasa_addons.nlu.classifier.LinearIntentClassifier",
                "knows_shop": False,
                "noisy_copies": 0,
            },
            {"name": "rasa_addons.nlu.tagger.SpanTagger"},
        ],
    }


def annotated(text: str, spans: Iterable[tuple[int, int, str]]) -> str:
    """Rasa's training sentence: [fifty](number)."""
    out, at = "", 0
    for start, end, kind in sorted(spans):
        out += f"{text[at:start]}[{text[start:end]}]({kind})"
        at = end
    return out + text[at:]


def write_project(folder: Path, config: dict[str, Any], rows: Sequence[Annotated]) -> tuple[str, str, str]:
    """(config, domain, data) files for NLU training, with an answer for every retrieval intent."""
    folder.mkdir(parents=True, exist_ok=True)
    blocks: dict[str, list[str]] = {}
    for text, intent, spans in rows:
        blocks.setdefault(intent, []).append(annotated(text, spans))
    nlu = [
        {"intent": intent, "examples": "".join(f"- {line}\n" for line in lines)}
        for intent, lines in blocks.items()
    ]
    answers = {f"utter_{intent}": [{"text": intent}] for intent in blocks if "/" in intent}
    domain = {
        "version": "3.1",
        "intents": sorted({intent.partition("/")[0] for intent in blocks}),
        "entities": sorted({kind for _, _, spans in rows for _, _, kind in spans}),
        "responses": answers,
    }
    paths = []
    for name, content in (("config", config), ("domain", domain), ("nlu", {"version": "3.1", "nlu": nlu})):
        path = folder / f"{name}.yml"
        path.write_text(yaml.safe_dump(content, allow_unicode=True, width=10_000), encoding="utf-8")
        paths.append(str(path))
    return paths[0], paths[1], paths[2]
