import subprocess
import sys

import pytest

from rasa_addons import lean
from tests.rasa_addons.servers import BOT, ROOT

WITHOUT_ANYTHING = "import sys; sys.path.insert(0, '.'); "


def run(program: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-c", WITHOUT_ANYTHING + program],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


class TestRasaWithoutTensorFlow:
    def test_loads_neither_tensorflow_nor_what_comes_with_it(self):
        outcome = run(
            "from rasa_addons import lean; lean.install(); import rasa.core.agent, rasa.model_training; "
            "print([name for name in ('tensorflow', 'keras', 'transformers', 'tensorflow_hub') if name in sys.modules])"
        )

        assert outcome.stdout.strip() == "[]", outcome.stderr

    def test_trains_and_loads_a_model_that_does_not_need_it(self, model):
        assert model.exists()

    def test_says_no_to_a_library_that_asks_whether_it_is_there(self):
        with pytest.raises(ImportError, match="left out on purpose"):
            import tensorflow  # noqa: F401

    @pytest.mark.parametrize("component", ["DIETClassifier", "ResponseSelector", "TEDPolicy"])
    def test_refuses_a_component_that_needs_it_by_name(self, tmp_path, component):
        from rasa.model_training import train

        config = (BOT / "config.yml").read_text()
        place = "policies:\n" if component.endswith("Policy") else "pipeline:\n"
        (tmp_path / "config.yml").write_text(config.replace(place, f"{place}- name: {component}\n"))

        with pytest.raises(lean.NeedsTensorFlow, match=f"{component} needs TensorFlow"):
            train(
                domain=str(BOT / "domain.yml"),
                config=str(tmp_path / "config.yml"),
                training_files=[str(BOT / "data.yml")],
                output=str(tmp_path),
            )

    def test_installing_twice_is_installing_once(self):
        before = list(sys.meta_path)

        lean.install()

        assert sys.meta_path == before

    def test_comes_too_late_after_rasa_itself(self):
        outcome = run(
            "import types; sys.modules['tensorflow'] = types.ModuleType('tensorflow'); "
            "from rasa_addons import lean; lean.install()"
        )

        assert "must come before tensorflow is imported" in outcome.stderr

    def test_the_list_of_stand_ins_is_complete(self):
        """A module of Rasa that imports TensorFlow and is not listed would bring it back, or break the
        start.
        """
        outcome = run(
            "from rasa_addons import lean; lean.install(); import rasa, pathlib, re; "
            "root = pathlib.Path(rasa.__file__).parent; "
            "heavy = {str(p.relative_to(root.parent)).replace('/', '.')[:-3] for p in root.rglob('*.py') "
            "if re.search(r'^(import|from) (tensorflow|keras)', p.read_text(), re.M)}; "
            "import rasa.core.agent, rasa.model_training, rasa.core.run; "
            "listed = set(lean.COMPONENTS) | set(lean.HELPERS); "
            "print(sorted(name for name in heavy if name in sys.modules and name not in listed))"
        )

        assert outcome.stdout.strip() == "[]", outcome.stderr
