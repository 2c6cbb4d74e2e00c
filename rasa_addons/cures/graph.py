"""The model's steps called one after another.

Rasa hands every prediction to dask, which plans and schedules a graph of a dozen small steps anew: some ten
milliseconds a turn. The plan is the same each time, so here it is made once per target, and the steps are
called in its order. Training still goes through dask.
"""

from __future__ import annotations

from typing import Any

import rasa.core.processor
from rasa.engine.exceptions import GraphRunError
from rasa.engine.graph import ExecutionContext, GraphNode, GraphNodeHook, GraphSchema
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.storage.storage import ModelStorage

from rasa_addons.version import require_rasa

Plan = list[tuple[str, GraphNode, tuple[str, ...]]]


def install() -> None:
    require_rasa(__name__)
    rasa.core.processor.DaskGraphRunner = DirectGraphRunner


class DirectGraphRunner(DaskGraphRunner):
    """Runs a loaded model's graph without a scheduler; loads it as Rasa does."""

    def __init__(
        self,
        graph_schema: GraphSchema,
        model_storage: ModelStorage,
        execution_context: ExecutionContext,
        hooks: list[GraphNodeHook] | None = None,
    ) -> None:
        super().__init__(graph_schema, model_storage, execution_context, hooks)
        self._plans: dict[tuple[str, ...], Plan] = {}

    def run(self, inputs: dict[str, Any] | None = None, targets: list[str] | None = None) -> dict[str, Any]:
        """As Rasa's own. Raises GraphRunError for an input that has the name of a step."""
        wanted = tuple(targets or self._graph_schema.target_names)
        plan = self._plans.get(wanted)
        if plan is None:
            plan = self._plans[wanted] = self._planned(wanted)
        given = inputs or {}
        outputs: dict[str, Any] = {name: (name, value) for name, value in given.items()}
        for name, node, needs in plan:
            if name in given:
                raise GraphRunError(f"input '{name}' has the name of a step of the model")
            # A step answers a name that nobody filled with the name itself, as dask does.
            outputs[name] = node(*(outputs.get(need, need) for need in needs))
        return {name: outputs[name][1] for name in wanted}

    def _planned(self, targets: tuple[str, ...]) -> Plan:
        nodes = self._graph_schema.minimal_graph_schema(list(targets)).nodes
        ordered: dict[str, tuple[str, ...]] = {}

        def visit(name: str) -> None:
            if name in ordered or name not in nodes:
                return
            needs = tuple(nodes[name].needs.values())
            for need in needs:
                visit(need)
            ordered[name] = needs

        for name in nodes:
            visit(name)
        return [(name, self._instantiated_nodes[name], needs) for name, needs in ordered.items()]
