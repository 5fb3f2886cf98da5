"""The recipe: paths -> roots -> scenarios -> resources -> graph -> topology -> verdicts -> report."""

from __future__ import annotations

from collections.abc import Iterable

from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.engine.evaluation import evaluate
from fastpath_checks.engine.findings import Finding, Report, Summary, Verdict
from fastpath_checks.engine.judging import judge
from fastpath_checks.engine.merging import merge_scenarios
from fastpath_checks.engine.request import Request
from fastpath_checks.engine.roots import Root, discover
from fastpath_checks.engine.scenarios import Scenario, scenarios_of
from fastpath_checks.graph.resource_graph import ResourceGraph
from fastpath_checks.policy.facts import load_facts
from fastpath_checks.rules.rulebook import RULES
from fastpath_checks.rules.ruletype import World
from fastpath_checks.topology.building import build_topology
from fastpath_checks.topology.model import Topology
