"""Data paths as every writer shows them: tables by connection, their words, and the stories told once below them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from fastpath_checks.engine.findings import Because, MissingInput
from fastpath_checks.engine.path_report import PathReport, PathSummary, Route, ToldPath
from fastpath_checks.policy.citations import Citation
from fastpath_checks.reports.cells import cell_width
from fastpath_checks.reports.layout import counted

ANSWERS = ("FASTPATH", "GATEWAY", "BLOCKED", "UNDECIDED")

MEANINGS = {
    "FASTPATH": "straight to the destination, past the gateway",
    "GATEWAY": "through the gateway",
    "BLOCKED": "it does not arrive",
    "UNDECIDED": "an input is missing",
}

KINDS = {
    "prefix": "network",
    "subnet": "subnet",
    "load-balancer-frontend": "load balancer",
    "private-endpoint": "endpoint",
    "dns-resolver-endpoint": "DNS resolver",
    "netapp-volume": "volume",
    "firewall": "firewall",
    "virtual-wan": "Virtual WAN",
}

INSPECTIONS = {"none": "-", "passed": "passed", "skipped": "SKIPPED", "undecided": "?"}
"""In a table; ``-`` where no route leads to an appliance."""

UNKNOWN = "unknown"

NAME = 48
"""Cells of a name in a line of prose."""

INSPECTION_SENTENCES = {
    "passed": "routes lead it to an appliance, and it passes there",
    "skipped": "routes lead it to an appliance, and FastPath passes by",
    "undecided": "whether routes lead it to an appliance that FastPath passes by is not known",
}

_ONCE_CARRIED = "routes lead it to an appliance, and FastPath passes by as soon as it carries this"


class Story(NamedTuple):
    """What is told once for all rows that share it. ``head`` is its subject: an answer and reason, or an inspection."""

    head: str
    answer: str
    message: str
    because: tuple[Because, ...]
    missing: tuple[MissingInput, ...]
    fact: Citation | None
    rule: str


class Row(NamedTuple):
    """A path with the numbers of its stories; ``inspection_story`` is 0 where there is nothing to tell."""

    path: ToldPath
    story: int
    inspection_story: int


class Table(NamedTuple):
    """The paths of one connection in one root, alike in some scenarios or all, with their stories by number from 1."""

    root: str
    scenarios: tuple[str, ...]
    route: Route
    rows: tuple[Row, ...]
    stories: tuple[Story, ...]


def tables(report: PathReport) -> Iterator[Table]:
    groups: dict[tuple[str, str, tuple[str, ...], Route], list[ToldPath]] = {}
    for path in report.paths:
        groups.setdefault((path.root, path.language, path.scenarios, path.route), []).append(path)
    for (root, _, scenarios, route), paths in groups.items():
        numbers: dict[Story, int] = {}
        rows = []
        for path in paths:
            story = numbers.setdefault(_story(path), len(numbers) + 1)
            inspection = _inspection_story(path)
            number = numbers.setdefault(inspection, len(numbers) + 1) if inspection is not None else 0
            rows.append(Row(path, story, number))
        yield Table(root, scenarios, route, tuple(rows), tuple(numbers))


def name_of(path: ToldPath) -> str:
    """A destination's name without the prefix, which has a column of its own."""
    end = path.end
    suffix = f" {end.prefix}"
    return end.name[: -len(suffix)] if end.prefix and end.name.endswith(suffix) else end.name


def kind_of(path: ToldPath) -> str:
    return KINDS[path.end.kind]


def reason_of(path: ToldPath) -> str:
    """The reason's code; with a question mark where it is what is open."""
    return f"{path.reason}?" if path.answer == "UNDECIDED" else path.reason


def way_of(route: Route) -> str:
    """From the circuit to the gateway, in one line; of long names the middle is left out."""
    circuit, gateway, network = (shortened(one, NAME) for one in (route.circuit, route.gateway, route.network))
    if route.circuit_kind != UNKNOWN:
        circuit = f"{circuit} ({route.circuit_kind})"
    if not gateway:
        return f"circuit {circuit}, Virtual WAN, FastPath {route.fastpath}"
    if route.gateway_sku != UNKNOWN:
        gateway = f"{gateway} ({route.gateway_sku})"
    place = f" in {network}" if route.network != UNKNOWN else ""
    return f"circuit {circuit}, gateway {gateway}{place}, FastPath {route.fastpath}"


def sums_of(sums: PathSummary) -> str:
    """``3 data paths: 2 FASTPATH, 1 GATEWAY; inspection skipped on 1``."""
    counts = (sums.fastpath, sums.gateway, sums.blocked, sums.undecided)
    total = counted(sum(counts), "data path")
    if not sum(counts):
        return "no data path: no ExpressRoute connection was found"
    told = ", ".join(f"{number} {answer}" for number, answer in zip(counts, ANSWERS, strict=True) if number)
    skipped = f"; inspection skipped on {sums.inspection_skipped}" if sums.inspection_skipped else ""
    return f"{total}: {told}{skipped}"


def fact_of(fact: Citation) -> str:
    """What the documentation says, with its status and the date of each page."""
    pages = "; ".join(f"{source.title}, {source.date}" for source in fact.sources)
    return f"{fact.summary} ({fact.status}; {pages})"


def shortened(text: str, width: int) -> str:
    """Text in at most ``width`` cells: its middle is left out, for names differ at their ends."""
    if cell_width(text) <= width:
        return text
    room = max(width - 3, 2)
    head = _cut(text, room - room // 2)
    tail = _cut(text[::-1], room // 2)[::-1]
    return f"{head}...{tail}"


def _cut(text: str, width: int) -> str:
    taken = ""
    for char in text:
        if cell_width(taken + char) > width:
            break
        taken += char
    return taken


def _story(path: ToldPath) -> Story:
    told = tuple(one for one in path.because if one.span is not None or one.message != str(path.fact))
    head = f"{path.answer} {reason_of(path)}"
    return Story(head, path.answer, path.message, told, path.missing, path.fact, path.rule)


def _inspection_story(path: ToldPath) -> Story | None:
    if path.inspection == "none":
        return None
    message = INSPECTION_SENTENCES[path.inspection]
    if path.inspection == "skipped" and path.answer != "FASTPATH":
        message = _ONCE_CARRIED
    if path.inspected and path.inspected != (path.end.prefix,):
        message = f"{', '.join(path.inspected)}: {message}"
    return Story(
        f"inspection {path.inspection}", "", message, path.inspection_because, path.inspection_missing, None, ""
    )


def missing_names(missing: Iterable[MissingInput]) -> str:
    return ", ".join(dict.fromkeys(one.name for one in missing))
