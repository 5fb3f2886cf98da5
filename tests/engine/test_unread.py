"""What is absent from a root that could not be read whole may stand in the part that is missing."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from fastpath_checks.engine.analyze import analyze
from fastpath_checks.engine.request import Request

FIXTURES = Path(__file__).parents[2] / "fixtures" / "inspection-skipped-by-fastpath"


def verdict(folder: Path, name: str) -> tuple[str, list[str]]:
    """Of FASTPATH_301, with what it misses."""
    report = analyze(Request((str(folder / name),)))
    [finding] = [one for one in report.findings if one.rule == "FASTPATH_301"]
    return finding.verdict.value, [one.because for one in finding.missing]


def damaged(tmp_path: Path, case: str, name: str, lost: str | None) -> Path:
    """A fixture's file whose last declaration cannot be read, or beside which a file cannot."""
    shutil.copy(FIXTURES / case / name, tmp_path / name)
    if lost is None:
        (tmp_path / "routes.tf").write_bytes(b"\x00" * 100)
    elif name.endswith(".json"):
        template = json.loads((tmp_path / name).read_text())
        template["resources"].append("@")
        (tmp_path / name).write_text(json.dumps(template, indent=2).replace('"@"', lost))
    else:
        with (tmp_path / name).open("a") as file:
            file.write(lost)
    return tmp_path


@pytest.mark.parametrize(
    ("name", "lost"),
    [
        ("main.tf", '\nresource "azurerm_subnet_route_table_association" = {\n'),
        ("main.tf", None),
        ("main.bicep", "\nresource routes 'Microsoft.Network/routeTables@2024-05-01' = {\n  name: = 'rt'\n}\n"),
        ("azuredeploy.json", '{"type": , }'),
    ],
    ids=["block", "file", "bicep", "arm"],
)
def test_a_route_table_that_may_be_lost_leaves_the_inspection_open(tmp_path: Path, name: str, lost: str | None) -> None:
    assert verdict(FIXTURES / "pass-no-route-table", name) == ("pass", [])
    assert verdict(damaged(tmp_path, "pass-no-route-table", name, lost), name) == ("undecided", ["unparsed"])


def test_routes_that_may_be_lost_leave_the_inspection_open(tmp_path: Path) -> None:
    lost = '\nresource "azurerm_route" = {\n'
    assert verdict(FIXTURES / "pass-route-to-spoke-only", "main.tf")[0] == "pass"
    assert verdict(damaged(tmp_path, "pass-route-to-spoke-only", "main.tf", lost), "main.tf")[0] == "undecided"


def test_what_is_there_fails_whatever_is_lost(tmp_path: Path) -> None:
    case = "fail-route-equals-hub-prefix"
    assert verdict(damaged(tmp_path, case, "main.tf", "\nresource {\n"), "main.tf")[0] == "fail"
