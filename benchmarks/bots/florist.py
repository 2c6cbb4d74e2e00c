"""A fixed bot to measure with: 36 intents, 28 slots, two forms, 32 rules, 12 stories, the same for every Rasa.

It is written into a folder, once as `rasa init` would set it up (Rasa's default pipeline and policies) and once as
this shop sets Rasa up (`config.yml` at the root). What it says is the same in both.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
TOPICS = {
    "delivery_cost": "сколько стоит доставка",
    "delivery_area": "куда вы возите",
    "delivery_time": "как быстро привезёте",
    "payment_methods": "как можно заплатить",
    "opening_hours": "когда вы открыты",
    "shop_address": "где ваш магазин",
    "freshness": "цветы свежие",
    "flower_care": "как ухаживать за букетом",
    "returns": "можно вернуть",
    "substitution": "чем замените",
    "corporate": "работаете с компаниями",
    "privacy": "что вы знаете обо мне",
    "greet": "привет",
    "goodbye": "до свидания",
    "thank": "спасибо большое",
    "bot_challenge": "ты человек или бот",
    "help": "что ты умеешь",
    "show_menu": "покажи меню",
    "view_cart": "что в корзине",
    "clear_cart": "очисти корзину",
    "list_orders": "мои заказы",
    "order_status": "где мой заказ",
    "repeat_order": "повтори заказ",
    "request_human": "позови человека",
    "complain": "цветы завяли",
    "leave_feedback": "оценка пять звёзд",
    "change_language": "давай по английски",
    "ask_price": "сколько стоят розы",
    "ask_stock": "есть ли пионы",
    "out_of_scope": "какая завтра погода",
}
FLOWERS = ("rose", "peony", "tulip", "lily", "iris", "orchid", "daisy", "aster")
BEGINNINGS = ("", "а ", "скажите ", "подскажите пожалуйста ", "добрый день ", "хочу узнать ", "эй ")
ENDINGS = ("", " пожалуйста", " а", " сейчас", " у вас")
FORMS = {
    "bouquet_form": ["color", "flower", "count", "wrap", "addon", "size", "occasion", "budget"],
    "checkout_form": ["delivery", "address", "day", "window", "recipient", "phone", "card", "substitute"],
}
# Learning time differs with epochs, the cost of a prediction does not.
EPOCHS = 5
STOCK_CONFIG = f"""
recipe: default.v1
assistant_id: stock
language: ru
pipeline:
- name: WhitespaceTokenizer
- name: RegexFeaturizer
- name: LexicalSyntacticFeaturizer
- name: CountVectorsFeaturizer
- name: CountVectorsFeaturizer
  analyzer: char_wb
  min_ngram: 1
  max_ngram: 4
- name: DIETClassifier
  epochs: {EPOCHS}
  constrain_similarities: true
- name: EntitySynonymMapper
- name: ResponseSelector
  epochs: {EPOCHS}
  constrain_similarities: true
- name: FallbackClassifier
  threshold: 0.05
  ambiguity_threshold: 0.0
policies:
- name: MemoizationPolicy
- name: RulePolicy
- name: UnexpecTEDIntentPolicy
  max_history: 5
  epochs: {EPOCHS}
- name: TEDPolicy
  max_history: 5
  epochs: {EPOCHS}
  constrain_similarities: true
"""


def write(folder: Path) -> None:
    """Puts domain.yml, data.yml, stock.yml, ours.yml and locales/ into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    files: dict[str, Any] = {"domain.yml": domain(), "data.yml": data()}
    for name, content in files.items():
        (folder / name).write_text(
            yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8"
        )
    (folder / "stock.yml").write_text(STOCK_CONFIG, encoding="utf-8")
    (folder / "ours.yml").write_text((ROOT / "config.yml").read_text(encoding="utf-8"), encoding="utf-8")
    for language in ("ru", "en"):
        (folder / "locales" / language).mkdir(parents=True, exist_ok=True)
        (folder / "locales" / language / "bench.ftl").write_text(words(), encoding="utf-8")


def fingerprint(folder: Path, config: str) -> str:
    """Changes when a model trained from this folder would."""
    parts = [(folder / name).read_bytes() for name in ("domain.yml", "data.yml", config)]
    if config == "ours.yml":
        parts += [path.read_bytes() for path in sorted((ROOT / "rasa_addons" / "nlu").rglob("*.py"))]
    return hashlib.blake2s(b"\0".join(parts), digest_size=8).hexdigest()


def domain() -> dict[str, Any]:
    asks = [f"utter_ask_{form}_{slot}" for form, slots in FORMS.items() for slot in slots]
    says = [*asks, *(f"utter_{topic}" for topic in TOPICS), "utter_cancelled"]
    return {
        "version": "3.1",
        "intents": [*TOPICS, "build_bouquet", "checkout", "inform", "cancel", "affirm", "add_to_cart"],
        "entities": ["flower", "count", "product", *(slot for slot in FORMS["checkout_form"])],
        "slots": slots(),
        "forms": {
            name: {"ignored_intents": [*TOPICS, "cancel"], "required_slots": required}
            for name, required in FORMS.items()
        },
        "actions": [
            *("action_add_to_cart", "action_say_bouquet", "action_checkout"),
            *(f"validate_{form}" for form in FORMS),
        ],
        "responses": {name: [{"text": name.replace("_", "-")}] for name in says},
        "session_config": {"session_expiration_time": 60, "carry_over_slots_to_new_session": True},
    }


def slots() -> dict[str, Any]:
    made: dict[str, Any] = {}
    for form, names in FORMS.items():
        for name in names:
            made[name] = {
                "type": "any",
                "influence_conversation": False,
                "mappings": [
                    {
                        "type": "from_text",
                        "intent": "inform",
                        "conditions": [{"active_loop": form, "requested_slot": name}],
                    }
                ],
            }
    made["flower"]["mappings"].insert(0, {"type": "from_entity", "entity": "flower"})
    for number in range(12):
        made[f"memory_{number}"] = {
            "type": "any",
            "influence_conversation": False,
            "mappings": [{"type": "custom"}],
        }
    return made


def data() -> dict[str, Any]:
    return {"version": "3.1", "nlu": nlu(), "rules": rules(), "stories": stories()}


def nlu() -> list[dict[str, Any]]:
    said = {**TOPICS, "build_bouquet": "собери букет", "checkout": "оформить заказ", "cancel": "отмена"}
    said |= {"affirm": "да давай", "add_to_cart": "добавь в корзину"}
    intents = [
        {
            "intent": intent,
            "examples": "".join(f"- {first}{words}{last}\n" for first in BEGINNINGS for last in ENDINGS[:2]),
        }
        for intent, words in said.items()
    ]
    flowers = "".join(f"- [{flower}](flower)\n- хочу [{flower}](flower)\n" for flower in FLOWERS)
    return [
        *intents,
        {"intent": "inform", "examples": flowers + "- пятнадцать штук\n- красный цвет\n- в крафт\n"},
    ]


def rules() -> list[dict[str, Any]]:
    answers = [
        {"rule": f"{topic} is answered", "steps": [{"intent": topic}, {"action": f"utter_{topic}"}]}
        for topic in TOPICS
        if topic not in STORY_TOPICS
    ]
    opened = [
        {
            "rule": f"{intent} opens {form}",
            "steps": [{"intent": intent}, {"action": form}, {"active_loop": form}],
        }
        for intent, form in (("build_bouquet", "bouquet_form"), ("checkout", "checkout_form"))
    ]
    closed = [
        {
            "rule": f"a full {form} is acted upon",
            "condition": [{"active_loop": form}],
            "steps": [
                {"action": form},
                {"active_loop": None},
                {"slot_was_set": [{"requested_slot": None}]},
                {"action": action},
            ],
        }
        for form, action in (("bouquet_form", "action_say_bouquet"), ("checkout_form", "action_checkout"))
    ]
    added = {
        "rule": "a card goes into the cart",
        "steps": [{"intent": "add_to_cart"}, {"action": "action_add_to_cart"}],
    }
    return [*answers, *opened, *closed, added]


STORY_TOPICS = ("complain", "leave_feedback", "request_human")


def stories() -> list[dict[str, Any]]:
    """Twelve ways in which one thing leads to another."""
    told = []
    for number, topic in enumerate(list(TOPICS)[:4]):
        for way in STORY_TOPICS:
            steps = [
                {"intent": topic},
                {"action": f"utter_{topic}"},
                {"intent": way},
                {"action": f"utter_{way}"},
                {"intent": "affirm"},
                {"action": "utter_request_human"},
            ]
            told.append({"story": f"{way} {number}", "steps": steps})
    return told


def words() -> str:
    """Each response says its own name, with stock Rasa as it stands and with ours through Fluent."""
    ids = [name.replace("_", "-") for name in domain()["responses"]]
    return "".join(f"{message} = {message}\n" for message in [*ids, "error-general", "added"])
