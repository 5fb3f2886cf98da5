"""One estate, four languages, one graph - to the byte."""

from __future__ import annotations

from pathlib import Path

import pytest
from fixture_cases import FILES, Case, expectation, folders

from fastpath_checks.engine.analyze import topologies
from fastpath_checks.topology.canonical import canonical_text


def graph_text(case: Case) -> str:
    return "".join(canonical_text(topology) for topology in topologies(case.request()))


@pytest.mark.parametrize("folder", folders(), ids=lambda folder: f"{folder.parent.name}/{folder.name}")
def test_all_languages_of_a_fixture_give_the_same_graph(folder: Path) -> None:
    expect = expectation(folder)
    expected = (folder / "graph.txt").read_text(encoding="utf-8")
    for name in FILES:
        if (folder / name).exists():
            assert graph_text(Case(folder, folder / name, expect)) == expected, name
