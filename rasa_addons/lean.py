"""Rasa without TensorFlow.

`import rasa.core.agent` loads TensorFlow (hundreds of megabytes, seconds of CPU) for five components that a
light model does not use. Rasa imports them by name in `rasa.engine.recipes.default_components`, so there is
no switch.

`install()` puts a finder in front of Python's own: the modules of those components, and the three training
helpers that pull TensorFlow in, are answered by light stand-ins of the same names. Everything else of Rasa is
the real thing. A configuration that truly needs one of the components is refused with a sentence naming it,
at the moment the component would be created or loaded. `import tensorflow` itself is answered with
ImportError, so that libraries that merely ask whether it is there (thinc does) go on without it.

Call it before the first `import rasa`.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

from rasa_addons.version import require_rasa

COMPONENTS: dict[str, dict[str, str]] = {
    "rasa.nlu.classifiers.diet_classifier": {"DIETClassifier": "INTENT_CLASSIFIER ENTITY_EXTRACTOR"},
    "rasa.nlu.selectors.response_selector": {"ResponseSelector": "INTENT_CLASSIFIER"},
    "rasa.nlu.featurizers.dense_featurizer.convert_featurizer": {"ConveRTFeaturizer": "MESSAGE_FEATURIZER"},
    "rasa.nlu.featurizers.dense_featurizer.lm_featurizer": {"LanguageModelFeaturizer": "MESSAGE_FEATURIZER"},
    "rasa.core.policies.ted_policy": {"TEDPolicy": "POLICY_WITH_END_TO_END_SUPPORT"},
    "rasa.core.policies.unexpected_intent_policy": {
        "UnexpecTEDIntentPolicy": "POLICY_WITH_END_TO_END_SUPPORT"
    },
}
"""Module → its components and how Rasa's recipe registers them."""

HELPERS: dict[str, tuple[str, ...]] = {
    "rasa.utils.tensorflow.callback": ("RasaTrainingLogger", "RasaModelCheckpoint"),
    "rasa.utils.tensorflow.data_generator": ("RasaBatchDataGenerator",),
}
"""Module → names that `rasa.utils.train_utils` imports from it and uses only while training a TensorFlow
model."""

ABSENT = frozenset({"tensorflow", "keras", "tensorflow_hub", "tensorflow_text", "tensorflow_addons"})


class NeedsTensorFlow(RuntimeError):
    """A component of the model cannot run in a process that was started without TensorFlow."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} needs TensorFlow, and this process runs without it (rasa_addons.lean). Take {name} out of "
            f"config.yml and train again, or start plain Rasa with `python -m rasa`."
        )


def install() -> None:
    """Answers Rasa's TensorFlow modules with stand-ins from here on; calling it twice changes nothing.

    Raises RuntimeError when TensorFlow is loaded already or when this is another Rasa than the one this was
    written for.
    """
    if any(isinstance(finder, LeanFinder) for finder in sys.meta_path):
        return
    require_rasa(__name__)
    late = sorted(name for name in ("tensorflow", *COMPONENTS, *HELPERS) if name in sys.modules)
    if late:
        raise RuntimeError(f"rasa_addons.lean.install() must come before {', '.join(late)} is imported")
    sys.meta_path.insert(0, LeanFinder())


def is_installed() -> bool:
    return any(isinstance(finder, LeanFinder) for finder in sys.meta_path)


class LeanFinder(MetaPathFinder):
    """Answers for the listed modules, and for no others."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname in COMPONENTS or fullname in HELPERS:
            return ModuleSpec(fullname, StandInLoader(), origin="rasa_addons.lean")
        if fullname.partition(".")[0] in ABSENT:
            raise ModuleNotFoundError(f"{fullname} is left out on purpose (rasa_addons.lean)", name=fullname)
        return None


class StandInLoader(Loader):
    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return None

    def exec_module(self, module: ModuleType) -> None:
        for name in HELPERS.get(module.__name__, ()):
            setattr(module, name, _refusing_class(name, module.__name__))
        for name, kinds in COMPONENTS.get(module.__name__, {}).items():
            setattr(module, name, _refusing_component(name, module.__name__, kinds.split()))


def _refusing_class(name: str, module: str) -> type:
    def refuse(self: Any, *args: Any, **kwargs: Any) -> None:
        raise NeedsTensorFlow(name)

    return type(name, (), {"__init__": refuse, "__module__": module})


def _refusing_component(name: str, module: str, kinds: list[str]) -> type:
    """A component that Rasa's recipe knows by name and that refuses to be created, loaded or trained."""
    from rasa.engine.graph import GraphComponent
    from rasa.engine.recipes.default_recipe import DefaultV1Recipe
    from rasa.shared.exceptions import InvalidConfigException

    class Refusal(NeedsTensorFlow, InvalidConfigException):
        """Rasa passes an InvalidConfigException through as it is, without wrapping it."""

    def refuse(*args: Any, **kwargs: Any) -> Any:
        raise Refusal(name)

    component = type(
        name,
        (GraphComponent,),
        {
            "__module__": module,
            "__doc__": f"Stands where {name} would be; refuses to work.",
            # Asked first when a configuration is checked, when a model is trained and when one is loaded.
            **{verb: staticmethod(refuse) for verb in ("supported_languages", "create", "load")},
        },
    )
    types = [DefaultV1Recipe.ComponentType[kind] for kind in kinds]
    registered: type = DefaultV1Recipe.register(types, is_trainable=True)(component)
    return registered
