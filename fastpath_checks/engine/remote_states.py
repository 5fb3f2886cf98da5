"""Which scanned root keeps its state at a backend, so that others may read its outputs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from fastpath_checks.engine.root import Root
from fastpath_checks.engine.scenarios import Scenario

if TYPE_CHECKING:
    from fastpath_checks.evaluate.terraform import Evaluation
    from fastpath_checks.evaluate.terraform.backends import Backend, State

Evaluate = Callable[[Scenario, str], "Evaluation"]
"""Evaluates a Terraform root in a workspace, without its resources."""


class RemoteStates:
    """Finds the roots of one scan by their backends. Each is evaluated once a workspace, when somebody reads it."""

    def __init__(self, roots: Sequence[Root], scenarios: Callable[[Root], list[Scenario]]) -> None:
        self._roots = roots
        self._scenarios = scenarios
        self._by_identity: dict[tuple[str, ...], list[Scenario]] | None = None
        self._evaluated: dict[tuple[str, str], Evaluation] = {}

    def find(self, backend: Backend, workspace: str, asking: str, evaluate: Evaluate) -> State | None:
        """The state that another root than ``asking`` keeps there; None where there is none, or more than one."""
        from fastpath_checks.evaluate.terraform.backends import State

        identity = backend.identity()
        if identity is None:
            return None
        others = [one for one in self._kept(evaluate).get(identity, ()) if one.root.path != asking]
        if len(others) != 1:
            return None
        return State(others[0].root.path, self._evaluation(others[0], workspace, evaluate).outputs)

    def _kept(self, evaluate: Evaluate) -> dict[tuple[str, ...], list[Scenario]]:
        from fastpath_checks.evaluate.terraform.backends import DEFAULT_WORKSPACE, Backend

        if self._by_identity is None:
            found: dict[tuple[str, ...], list[Scenario]] = {}
            for scenario in self._terraform_scenarios():
                path = scenario.root.path
                backend = self._evaluation(scenario, DEFAULT_WORKSPACE, evaluate).backend or Backend("local", {}, path)
                identity = backend.identity()
                if identity is not None:
                    found.setdefault(identity, []).append(scenario)
            self._by_identity = found
        return self._by_identity

    def _terraform_scenarios(self) -> list[Scenario]:
        """The Terraform roots with their inputs; a plan stands for the configuration that it was made from."""
        found = []
        for root in self._roots:
            if root.kind == "terraform":
                found.extend(self._scenarios(root)[:1])
            elif root.configuration is not None:
                found.append(Scenario(Root("terraform", root.configuration)))
        return found

    def _evaluation(self, scenario: Scenario, workspace: str, evaluate: Evaluate) -> Evaluation:
        mark = (scenario.root.path, workspace)
        if mark not in self._evaluated:
            self._evaluated[mark] = evaluate(scenario, workspace)
        return self._evaluated[mark]
