import json
import os
from pathlib import Path

import pytest

from rasa_addons.words import UnknownWords, Words

CONTRACT = json.loads((Path(__file__).resolve().parents[1] / "contracts" / "words_values.json").read_text())


@pytest.fixture(scope="module")
def words(tmp_path_factory):
    folder = tmp_path_factory.mktemp("locales")
    for language, messages in CONTRACT["ftl"].items():
        (folder / language).mkdir()
        (folder / language / "petals.ftl").write_text(messages, encoding="utf-8")
    return Words(folder, zone=CONTRACT["zone"], recheck=0)


class TestContractWithTheShop:
    @pytest.mark.parametrize(
        "case", CONTRACT["cases"], ids=lambda case: f"{case['language']}: {case['html']}"
    )
    def test_values_read_as_the_shop_writes_them(self, words, case):
        if "id" in case:
            said = words.say(case["language"], case["id"], case["values"])
        else:
            said = words.render(case["language"], case["value"])

        assert said == case["html"]

    @pytest.mark.parametrize("case", [case for case in CONTRACT["cases"] if "title" in case])
    def test_titles_are_not_escaped(self, words, case):
        assert words.render(case["language"], case["value"], escape=False) == case["title"]


class TestWords:
    def test_an_id_nobody_wrote_is_an_error(self, words):
        with pytest.raises(UnknownWords):
            words.say("ru", "peony-in-winter")

    def test_words_missing_in_one_language_are_said_in_the_other(self, tmp_path):
        (tmp_path / "ru").mkdir()
        (tmp_path / "ru" / "petals.ftl").write_text("peony = пион", encoding="utf-8")

        assert Words(tmp_path).say("en", "peony") == "пион"

    @pytest.mark.parametrize(("language", "said"), [("en-GB", "roses"), ("de", "розы"), (None, "розы")])
    def test_regions_are_dropped_and_strangers_are_spoken_to_in_russian(self, words, language, said):
        assert words.say(language, "flower-rose") == said

    def test_a_changed_file_is_read_again(self, tmp_path):
        (tmp_path / "ru").mkdir()
        file = tmp_path / "ru" / "petals.ftl"
        file.write_text("hello = Привет", encoding="utf-8")
        words = Words(tmp_path, recheck=0)
        assert words.say("ru", "hello") == "Привет"

        file.write_text("hello = Здравствуйте", encoding="utf-8")
        os.utime(file, ns=(1, 1))

        assert words.say("ru", "hello") == "Здравствуйте"

    def test_a_forgotten_argument_does_not_silence_the_rest(self, words):
        assert "1042" in words.say("ru", "order-placed", {"number": 1042})
