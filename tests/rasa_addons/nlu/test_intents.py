"""The intent side, part by part, on a toy shop: what is learnt, what is refused, what is kept and how."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

from rasa_addons.nlu.augment import augmented, in_latin, noisy_copies, typo, wrong_layout
from rasa_addons.nlu.concepts import Concepts, shop_concepts
from rasa_addons.nlu.features import Counts, Reading, Vectoriser, weigh
from rasa_addons.nlu.learner import Example, IntentModel, Settings, best_temperature, learn
from rasa_addons.nlu.reader import WORTH_SHARING, Reader, read_all
from rasa_addons.nlu.scope import OUT_OF_SCOPE, Scope
from rasa_addons.nlu.speller import Speller
from rasa_addons.nlu.words import read_words

TOY = {
    "ask_price": "сколько стоят розы|почем пионы|какая цена букета|how much are tulips|price of roses|цена лилий",
    "view_cart": "покажи корзину|что в корзине|моя корзина|show my cart|what is in my basket|открой корзину",
    "cancel_order": "отмените заказ|хочу отменить заказ|cancel my order|отмена заказа|please cancel the order|аннулируйте заказ",
    OUT_OF_SCOPE: "какая погода завтра|закажи пиццу|кто президент|weather in london|write python code|включи музыку"
    "|расскажи про футбол|play a song",
}


@pytest.fixture(scope="module")
def reader() -> Reader:
    sentences = [text for lines in TOY.values() for text in lines.split("|")]
    return Reader(Speller.learn(w.normal for text in sentences for w in read_words(text)), knows_shop=True)


@pytest.fixture(scope="module")
def model(reader: Reader) -> IntentModel:
    pairs = [(text, intent) for intent, lines in TOY.items() for text in lines.split("|")]
    examples = [Example(reader.read(text), intent, number) for number, (text, intent) in enumerate(pairs)]
    examples += [
        Example(reader.read(n), i, at, noisy=True) for at, n, i in augmented(pairs, copies=2, seed=1)
    ]
    return learn(examples, Settings(), lambda line: None)


def best(model: IntentModel, reader: Reader, text: str) -> str:
    return model.intents[int(model.guess(reader.read(text)).confidences.argmax())]


class TestIntentModel:
    @pytest.mark.parametrize(
        ("said", "meant"),
        [
            pytest.param("сколько стоят хризантемы", "ask_price", id="another flower is still a flower"),
            pytest.param("каков ценник", "ask_price", id="a word of the topic that no sentence had"),
            pytest.param("покжи корзину", "view_cart", id="a letter lost"),
            pytest.param("jnvtybnt pfrfp", "cancel_order", id="the keyboard in the other language"),
            pytest.param("otmenite zakaz", "cancel_order", id="Russian in Latin letters"),
            pytest.param("какая погода в москве", OUT_OF_SCOPE, id="nothing for a florist"),
        ],
    )
    def test_understands_what_was_not_said_before(
        self, model: IntentModel, reader: Reader, said: str, meant: str
    ) -> None:
        assert best(model, reader, said) == meant

    def test_its_confidences_sum_to_one(self, model: IntentModel, reader: Reader) -> None:
        assert model.guess(reader.read("цена роз")).confidences.sum() == pytest.approx(1, abs=1e-5)

    @pytest.mark.parametrize("text", ["", "   ", "🌹🌹", "?!", "ы" * 5000, "rose " * 3000, "\u0000\ud83d"])
    def test_bears_any_text(self, model: IntentModel, reader: Reader, text: str) -> None:
        assert np.isfinite(model.guess(reader.read(text)).confidences).all()

    def test_is_the_same_after_saving(self, model: IntentModel, reader: Reader, tmp_path: Path) -> None:
        model.save(tmp_path)

        again = IntentModel.load(tmp_path)

        reading = reader.read("сколько стоят 15 пионов")
        assert again.guess(reading).confidences == pytest.approx(model.guess(reading).confidences, abs=1e-6)
        assert again.guess(reading).belongs == pytest.approx(model.guess(reading).belongs)

    def test_keeps_no_pickles(self, model: IntentModel, tmp_path: Path) -> None:
        model.save(tmp_path)

        assert {path.suffix for path in tmp_path.iterdir()} == {".json", ".npz"}
        with np.load(tmp_path / "intents.npz", allow_pickle=False) as arrays:
            assert all(arrays[name].dtype != object for name in arrays)

    def test_refuses_a_model_of_another_format(self, model: IntentModel, tmp_path: Path) -> None:
        model.save(tmp_path)
        meta = tmp_path / "intents.json"
        meta.write_text(
            meta.read_text(encoding="utf-8").replace('"format": 2', '"format": 1'), encoding="utf-8"
        )

        with pytest.raises(ValueError, match="train again"):
            IntentModel.load(tmp_path)

    def test_needs_two_intents(self, reader: Reader) -> None:
        with pytest.raises(ValueError, match="at least two"):
            learn([Example(reader.read("привет"), "greet", 0)], Settings(), lambda line: None)

    def test_is_the_same_every_time(self, reader: Reader) -> None:
        pairs = [(text, intent) for intent, lines in TOY.items() for text in lines.split("|")]
        examples = [Example(reader.read(text), intent, n) for n, (text, intent) in enumerate(pairs)]

        first, second = (learn(examples, Settings(), lambda line: None) for _ in range(2))

        assert np.array_equal(first.weights, second.weights)


class TestReader:
    def test_puts_found_things_as_their_types(self, reader: Reader) -> None:
        assert "<flower>" in reader.read("букет из пионов").words
        assert "<budget>" in reader.read("до 3000 рублей").words

    def test_keeps_what_the_words_were(self, reader: Reader) -> None:
        assert "пион" in reader.read("букет из пионов").plain

    def test_mends_slips_in_known_words(self, reader: Reader) -> None:
        assert "корзина" in reader.read("что в карзине").plain

    def test_leaves_real_words_alone(self, reader: Reader) -> None:
        assert "картина" in reader.read("картину").plain

    def test_without_the_shop_words_are_words(self) -> None:
        reading = Reader(None, knows_shop=False).read("red roses")

        assert reading.topics == ()
        assert not any(word.startswith("<") for word in reading.words)

    def test_two_processes_read_as_one(self, reader: Reader) -> None:
        texts = ["сколько стоят розы", "show my cart", "👍"] * (WORTH_SHARING // 3 + 1)

        assert read_all(reader, texts)[:3] == [reader.read(text) for text in texts[:3]]


class TestConcepts:
    def test_finds_words_beginnings_and_phrases(self) -> None:
        concepts = Concepts({"delivery": ["достав*"], "price": ["how much"], "yes": ["да"]})

        assert concepts.of(read_words("да, доставка")) == ("yes", "delivery")
        assert concepts.of(read_words("how much is it")) == ("price",)
        assert concepts.of(read_words("дача, how are you")) == ()

    def test_the_same_topic_in_both_languages(self) -> None:
        assert "price" in shop_concepts().of(read_words("почём розы"))
        assert "price" in shop_concepts().of(read_words("what is the price"))

    def test_every_list_can_be_read_and_has_both_languages(self) -> None:
        import yaml

        from rasa_addons.nlu.concepts import FOLDER

        for path in sorted(FOLDER.glob("*.yml")):
            for name, lists in yaml.safe_load(path.read_text(encoding="utf-8"))["concepts"].items():
                assert isinstance(name, str), f"{path.name}: {name!r} is no name in YAML"
                assert set(lists) == {"ru", "en"}, f"{path.name}: {name}"


class TestSpeller:
    def test_mends_to_the_commonest_neighbour(self) -> None:
        assert Speller({"букет": 5, "буфет": 1}).correct("бкет") == "букет"

    def test_leaves_short_words_and_numbers(self) -> None:
        speller = Speller({"корзина": 3, "роза": 2})

        assert speller.correct("роз") == "роз"
        assert speller.correct("1042") == "1042"


class TestScope:
    def test_without_strangers_everything_belongs(self) -> None:
        scope = Scope.learn([], np.array([0, 1]), np.array([0, 1]), None, refused_good=0.02)

        assert scope.threshold == 0.0

    def test_survives_being_written_down(self) -> None:
        scope = Scope((1.0, -2.0), 0.5, 0.1, 0.02, 0.9)

        assert Scope.from_dict(scope.as_dict()) == scope

    def test_a_colder_temperature_for_surer_scores(self) -> None:
        sure = np.array([[3.0, 0.0], [0.0, 3.0]], dtype=np.float32)
        torn = np.array([[0.1, 0.0], [0.1, 0.0]], dtype=np.float32)

        assert best_temperature(sure, np.array([0, 1])) > best_temperature(torn, np.array([0, 1]))


class TestFeatures:
    def test_one_message_is_weighed_as_in_training(self) -> None:
        readings = [
            Reading(("a", "b"), ("a", "b"), "a b", ("t",)),
            Reading(("b", "c"), ("b", "c"), "b c", ()),
        ]
        counts = Counts.of(readings)

        matrix, idf, grams, _ = weigh(counts, np.arange(2))

        columns, values, known = Vectoriser({g: c for c, g in enumerate(grams)}, idf).vector(readings[0])
        assert matrix[0].toarray().ravel()[columns] == pytest.approx(values, abs=1e-6)
        assert known == 1.0

    def test_families_of_n_grams_never_meet(self, reader: Reader) -> None:
        counts = Counts.of([reader.read("букет из 15 красных роз @greet #tag ^ $ & 5000")])

        assert len({g for grams in counts.grams for g in grams}) == sum(len(grams) for grams in counts.grams)

    def test_a_word_that_no_other_sentence_has_is_a_stranger(self) -> None:
        reading = Reading(("заказать", "пицца"), ("заказать", "пицца"), "заказать пицца", ("order",))

        assert reading.with_strangers({"заказать"}.__contains__).topics == ("order", "?0")


class TestNoise:
    def test_is_the_same_for_the_same_seed(self) -> None:
        pairs = [
            ("сколько стоит букет из роз", "ask_price"),
            ("show me the catalogue please", "browse_catalogue"),
        ]

        assert list(augmented(pairs, copies=3, seed=5)) == list(augmented(pairs, copies=3, seed=5))
        assert list(augmented(pairs, copies=3, seed=5)) != list(augmented(pairs, copies=3, seed=6))

    def test_of_a_sentence_does_not_depend_on_its_neighbours(self) -> None:
        alone = list(augmented([("букет для мамы на завтра", "inform")], copies=2, seed=5))
        later = list(
            augmented([("другое", "deny"), ("букет для мамы на завтра", "inform")], copies=2, seed=5)
        )

        assert [text for _, text, _ in alone] == [text for at, text, _ in later if at == 1]

    def test_never_repeats_the_sentence_itself(self) -> None:
        assert "отмена" not in set(noisy_copies("отмена", "cancel", 5, random.Random(1)))

    def test_knows_the_keyboard_and_the_latin_letters(self) -> None:
        assert wrong_layout("привет", random.Random(1)) == "ghbdtn"
        assert in_latin("букет", random.Random(1)) == "buket"

    @pytest.mark.parametrize("word", ["роз", "15", "a"])
    def test_leaves_short_words_whole(self, word: str) -> None:
        assert typo(word, random.Random(1)) == word
