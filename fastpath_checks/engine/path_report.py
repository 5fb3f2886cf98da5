"""Data paths, told: which way each one takes, and the lines and documents that decide it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from fastpath_checks.core.claims import Attribute, Evidence, Truth
from fastpath_checks.core.diagnostics import Diagnostic
from fastpath_checks.core.spans import Location, Span
from fastpath_checks.core.values import Missing, Unknown
from fastpath_checks.engine.findings import Because, MissingInput
from fastpath_checks.engine.judging import missing_inputs
from fastpath_checks.engine.scenarios import Scenario
from fastpath_checks.engine.telling import tell
from fastpath_checks.graph.resources import Resource
from fastpath_checks.policy.citations import Citation
from fastpath_checks.policy.facts import Facts
from fastpath_checks.topology.data_paths import DataPath, Inspection, PathKey, data_paths
from fastpath_checks.topology.model import Connection, Topology
from fastpath_checks.topology.path_reasons import Answer


class Route(NamedTuple):
    """The way up to the gateway, by name: what all paths of one connection share.

    ``circuit_kind`` is ``provider``, ``direct`` or the expression that is left of it; ``gateway``, ``gateway_sku`` and
    ``network`` are empty in Virtual WAN.
    """

    circuit: str
    circuit_kind: str
    connection: str
    address: str
    gateway: str
    gateway_sku: str
    network: str
    fastpath: str


class End(NamedTuple):
    """A destination: its kind (kebab-case), names, prefix where it is known, and the network that it is in."""

    kind: str
    name: str
    address: str
    prefix: str
    network: str


class ToldPath(NamedTuple):
    """One data path as reports show it.

    ``answer`` is FASTPATH, GATEWAY, BLOCKED or UNDECIDED, ``inspection`` none, passed, skipped or undecided.
    ``because`` are the deciding place and those beside it; ``fact`` is the entry that the answer rests on.
    ``scenarios`` are empty where it is so in all of them. ``inspected`` are the prefixes that routes certainly lead to
    an appliance.
    """

    key: PathKey
    root: str
    language: str
    scenarios: tuple[str, ...]
    route: Route
    end: End
    answer: str
    reason: str
    rule: str
    message: str
    fact: Citation | None
    span: Span | None
    because: tuple[Because, ...]
    missing: tuple[MissingInput, ...]
    inspection: str
    inspected: tuple[str, ...]
    inspection_because: tuple[Because, ...]
    inspection_missing: tuple[MissingInput, ...]

    @property
    def location(self) -> Location | None:
        return self.span.location() if self.span is not None else None

    @property
    def fingerprint(self) -> str:
        """Root and key; neither the answer nor a line, so that two states of an estate can be compared."""
        story = "\0".join((self.root, *map(str, self.key)))
        return hashlib.sha256(story.encode("utf-8", "surrogatepass")).hexdigest()[:32]


class PathSummary(NamedTuple):
    """How many paths have each answer, and of how many inspection is skipped."""

    roots: int
    connections: int
    fastpath: int
    gateway: int
    blocked: int
    undecided: int
    inspection_skipped: int


class PathReport(NamedTuple):
    """All data paths of a scan, by root and connection; within one in the order of the destinations."""

    paths: tuple[ToldPath, ...]
    diagnostics: tuple[Diagnostic, ...]
    summary: PathSummary
    policy: str
    profile: str


def told_paths(by_scenario: Sequence[tuple[Scenario, Topology]], facts: Facts) -> list[ToldPath]:
    """The paths of one root: what is so in every scenario names none, the rest those in which it is so."""
    merged: dict[tuple[object, ...], tuple[ToldPath, list[str]]] = {}
    for scenario, topology in by_scenario:
        for path in _named_apart(_tell(one, scenario, facts) for one in data_paths(topology, facts)):
            same = (path.key, path.answer, path.reason, path.message, path.inspection, path.inspected)
            merged.setdefault(same, (path, []))[1].append(scenario.name)
    return [
        path._replace(scenarios=() if len(names) == len(by_scenario) else tuple(names))
        for path, names in merged.values()
    ]


def summarized(paths: Iterable[ToldPath], roots: int) -> PathSummary:
    known = list(paths)
    answers = [path.answer for path in known]
    return PathSummary(
        roots=roots,
        connections=len({(path.root, path.route.address) for path in known}),
        fastpath=answers.count(Answer.FASTPATH.value),
        gateway=answers.count(Answer.GATEWAY.value),
        blocked=answers.count(Answer.BLOCKED.value),
        undecided=answers.count(Answer.UNDECIDED.value),
        inspection_skipped=sum(path.inspection == Inspection.SKIPPED.value for path in known),
    )


def _named_apart(paths: Iterable[ToldPath]) -> list[ToldPath]:
    """The paths of one scenario; those of one key get their addresses into it."""
    known = list(paths)
    times: dict[PathKey, int] = {}
    for path in known:
        times[path.key] = times.get(path.key, 0) + 1
    return [path if times[path.key] == 1 else path._replace(key=_with_addresses(path)) for path in known]


def _with_addresses(path: ToldPath) -> PathKey:
    connection, destination, version = path.key
    return PathKey(f"{connection} ({path.route.address})", f"{destination} ({path.end.address})", version)


def _tell(path: DataPath, scenario: Scenario, facts: Facts) -> ToldPath:
    resource = _subject(path)
    span, because = tell(path.claim.evidence, resource, scenario)
    is_open = path.answer is Answer.UNDECIDED
    sentence = (path.reason.asks if is_open else path.reason.says).format(path=path)
    skipped: tuple[Evidence, ...] = ()
    if path.inspection is not Inspection.NONE:
        skipped = (path.skips if path.inspection is Inspection.SKIPPED else path.led).evidence
    return ToldPath(
        key=path.key,
        root=scenario.root.path,
        language=scenario.root.kind,
        scenarios=(),
        route=_route(path),
        end=_end(path),
        answer=path.answer.value,
        reason=path.reason.code,
        rule=path.reason.rule,
        message=f"{sentence} is not known" if is_open else sentence,
        fact=facts.cite(path.reason.fact) if path.reason.fact in facts.keys() else None,  # noqa: SIM118 - no mapping
        span=span,
        because=because,
        missing=missing_inputs(path.claim.missing) if is_open else (),
        inspection=path.inspection.value,
        inspected=path.inspected,
        inspection_because=tell(skipped, resource, scenario)[1] if skipped else (),
        inspection_missing=missing_inputs(_missing_of_inspection(path)),
    )


def _subject(path: DataPath) -> Resource:
    """The resource whose header stands for what is set nowhere: the destination, where it is what lacks it."""
    end = path.destination.resource
    first = next((one.origin.first_written() for one in path.claim.evidence if one.origin.span is not None), None)
    return end if first is not None and first.span == end.header else path.connection.resource


def _missing_of_inspection(path: DataPath) -> tuple[Missing, ...]:
    """What would tell where routes lead; what is missing besides is missing of the answer, too."""
    if path.inspection is not Inspection.UNDECIDED:
        return ()
    return path.led.missing or path.skips.missing


def _route(path: DataPath) -> Route:
    connection = path.connection
    circuit = connection.circuit
    gateway = connection.gateway if isinstance(connection, Connection) else None
    return Route(
        circuit=_called(circuit.resource),
        circuit_kind=_plain(circuit.kind),
        connection=connection.resource.full_name,
        address=connection.resource.address,
        gateway=_called(gateway.resource) if gateway is not None else "",
        gateway_sku=_plain(gateway.sku) if gateway is not None else "",
        network=_called(gateway.network.resource) if gateway is not None else "",
        fastpath={Truth.YES: "on", Truth.NO: "off", Truth.MAYBE: "unknown"}[connection.gateway_bypass.is_(True).truth],
    )


def _called(resource: Resource) -> str:
    """A resource's name; its address where the name is an empty text."""
    return resource.name or resource.address


def _plain(attribute: Attribute) -> str:
    return "unknown" if isinstance(attribute.value, Unknown) else str(attribute)


def _end(path: DataPath) -> End:
    end = path.destination
    return End(end.kind.value, end.name, end.resource.address, end.prefix, end.place)
