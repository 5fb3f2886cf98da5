"""The rules and the data paths never disagree: what a rule says of a subject, the paths of that subject say, too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from fixture_cases import FILES, FIXTURES, Case, expectation, folders

from fastpath_checks.core.claims import Truth
from fastpath_checks.core.values import Because, Known
from fastpath_checks.engine.analyze import topologies
from fastpath_checks.engine.findings import Verdict
from fastpath_checks.engine.judging import subjects, verdict_of
from fastpath_checks.policy.facts import DEFAULT_PROFILE, PROFILES, Facts, load_facts
from fastpath_checks.rules.rulebook import RULES
from fastpath_checks.rules.ruletype import World
from fastpath_checks.topology.data_paths import DataPath, Inspection, data_paths
from fastpath_checks.topology.model import Connection, Topology, VirtualNetwork
from fastpath_checks.topology.path_reasons import INSPECTION_IN_SPOKE, REASONS, Answer

BY_REASON = {reason.code: reason.rule for reason in REASONS}
OF_THE_PATH = ("FASTPATH_201", "FASTPATH_202", "FASTPATH_203", "FASTPATH_204", "FASTPATH_205", "FASTPATH_206",
               "FASTPATH_207", "FASTPATH_208")  # fmt: skip
SKIPPING = ("FASTPATH_301", "FASTPATH_302")
CODES = {rule: {code for code, of in BY_REASON.items() if of == rule} for rule in OF_THE_PATH}
ORDER = [reason.code for reason in REASONS]


class Judged(NamedTuple):
    rule: str
    subject: Any
    verdict: Verdict | None


def first_file(folder: Any) -> Any:
    return next(folder / name for name in ("main.bicep", "main.tf", "azuredeploy.json", "tfplan.json") if
                (folder / name).exists())  # fmt: skip


ESTATES = [Case(folder, first_file(folder), expectation(folder)) for folder in folders()]


@pytest.fixture(scope="module")
def worlds() -> list[tuple[str, World]]:
    """Each fixture's topology under its own profile, and under the oldest one."""
    found = []
    for case in ESTATES:
        own = case.expect.get("profile") or DEFAULT_PROFILE
        for topology in topologies(case.request()):
            for profile in dict.fromkeys((own, PROFILES[0])):
                found.append((f"{case.id} under {profile}", World(topology, load_facts(profile))))
    return found


def judged(world: World, wanted: tuple[str, ...]) -> Iterator[Judged]:
    for rule in RULES:
        if rule.id in wanted:
            for subject in subjects(rule, world.topology):
                applies = subject.resource.exists & rule.applies_to(subject, world)
                yield Judged(rule.id, subject, verdict_of(applies, rule.holds_for(subject, world)))


def paths_of(subject: Any, paths: list[DataPath], topology: Topology) -> list[DataPath]:
    """The paths that a rule's subject is about: a connection's own, those into a network, those to a thing."""
    if isinstance(subject, Connection):
        return [path for path in paths if path.connection is subject]
    if isinstance(subject, VirtualNetwork):
        return [path for path in paths if path.destination.network is subject]
    return [path for path in paths if path.destination.thing is subject]


def named(path: DataPath) -> tuple[str, ...]:
    """The key; of what has no known name only the kind and the version, for languages spell expressions differently."""
    resources = (path.connection.resource, path.destination.resource)
    known = all(isinstance(name, Known) for resource in resources for name in resource.names)
    return tuple(map(str, path.key)) if known else (path.destination.kind.value, str(path.key.ip_version))


def stays_on_gateway(path: DataPath, rule: str) -> bool:
    """GATEWAY for whatever reason, or an obstacle; for the Basic SKU also that pages contradict each other."""
    if path.answer is Answer.UNDECIDED:
        return rule == "FASTPATH_201" and any(one.because is Because.CONTRADICTORY for one in path.claim.missing)
    return path.answer in (Answer.GATEWAY, Answer.BLOCKED)


def test_what_a_rule_fails_stays_on_the_gateway(worlds: list[tuple[str, World]]) -> None:
    failed = 0
    for name, world in worlds:
        paths = list(data_paths(world.topology, world.facts))
        for rule, subject, verdict in judged(world, OF_THE_PATH):
            if verdict is Verdict.FAIL:
                failed += 1
                about = paths_of(subject, paths, world.topology)
                assert any(stays_on_gateway(path, rule) for path in about), f"{name}: {rule} {subject.resource}"
    assert failed > 20


def test_what_a_rule_passes_is_not_kept_on_the_gateway_for_its_reason(worlds: list[tuple[str, World]]) -> None:
    passed = 0
    for name, world in worlds:
        paths = list(data_paths(world.topology, world.facts))
        for rule, subject, verdict in judged(world, OF_THE_PATH):
            if verdict is Verdict.PASS:
                passed += 1
                kept = [
                    path.key
                    for path in paths_of(subject, paths, world.topology)
                    if path.answer is Answer.GATEWAY and path.reason.code in CODES[rule]
                ]
                assert not kept, f"{name}: {rule} passes {subject.resource}, but {kept}"
    assert passed > 20


def test_where_a_path_stays_on_the_gateway_its_rule_does_not_pass(worlds: list[tuple[str, World]]) -> None:
    told = 0
    for name, world in worlds:
        verdicts = list(judged(world, OF_THE_PATH))
        paths = list(data_paths(world.topology, world.facts))
        for path in paths:
            rule = BY_REASON[path.reason.code]
            if path.answer is not Answer.GATEWAY or rule not in OF_THE_PATH:
                continue
            told += 1
            of_rule = [one for one in verdicts if one.rule == rule]
            about = [one.verdict for one in of_rule if path in paths_of(one.subject, paths, world.topology)]
            assert Verdict.PASS not in about, f"{name}: {path.key} {path.reason.code}"
            if path.reason is INSPECTION_IN_SPOKE:
                assert any(one.verdict is Verdict.FAIL for one in of_rule), f"{name}: {path.key}"
    assert told > 20


def test_inspection_is_skipped_on_a_path_exactly_where_a_rule_fails(worlds: list[tuple[str, World]]) -> None:
    skipped = 0
    for name, world in worlds:
        paths = list(data_paths(world.topology, world.facts))
        verdicts: dict[int, list[Verdict | None]] = {}
        for one in judged(world, SKIPPING):
            verdicts.setdefault(id(one.subject), []).append(one.verdict)
        for connection in world.topology.connections:
            said = verdicts[id(connection)]
            skips = [path for path in paths if path.connection is connection and path.skips.truth is Truth.YES]
            opens = [path for path in paths if path.connection is connection and path.skips.truth is Truth.MAYBE]
            skipped += bool(skips)
            assert (Verdict.FAIL in said) is bool(skips), f"{name}: {said}, {[path.key for path in skips]}"
            if not skips:
                is_open = Verdict.UNDECIDED in said
                assert is_open or not opens, f"{name}: {said}, open: {[path.key for path in opens]}"
            assert all(path.inspection is Inspection.SKIPPED for path in skips)
    assert skipped > 10


def test_a_path_rests_on_a_fact_of_its_profile(worlds: list[tuple[str, World]]) -> None:
    def has(facts: Facts, key: str) -> bool:
        return not key or key in facts.keys()  # noqa: SIM118 - facts are no mapping

    for name, world in worlds:
        for path in data_paths(world.topology, world.facts):
            assert path.answer is Answer.UNDECIDED or has(world.facts, path.reason.fact), f"{name}: {path.reason.code}"


def test_each_reason_stands_in_the_documentation_and_each_rule_in_the_rulebook() -> None:
    ids = {rule.id for rule in RULES}
    assert {reason.rule for reason in REASONS if reason.rule} <= ids
    assert len(ORDER) == len(set(ORDER))
    pages = (FIXTURES.parent / "docs" / "paths-report.md").read_text(encoding="utf-8")
    assert [code for code in ORDER if f"`{code}`" not in pages] == []


def test_every_language_tells_the_same_paths() -> None:
    told = 0
    for folder in folders():
        found = {}
        for file in FILES:
            if (folder / file).exists():
                case = Case(folder, folder / file, expectation(folder))
                facts = load_facts(case.expect.get("profile") or DEFAULT_PROFILE)
                found[file] = sorted(
                    (*named(path), path.answer.value, path.reason.code, path.inspection.value, path.inspected)
                    for topology in topologies(case.request())
                    for path in data_paths(topology, facts)
                )
        told += len(found)
        first = next(iter(found.values()))
        assert all(one == first for one in found.values()), folder
    assert told > 400
