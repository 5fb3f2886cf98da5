"""The formats of data paths: what they say of one estate, their schema, and text of others inside them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from jsonschema import Draft202012Validator
from told_paths import ESTATE, FOLDER, GOLDEN, ROOT, told

from fastpath_checks.cli.words import PATH_FORMATS
from fastpath_checks.reports.cells import cell_width
from fastpath_checks.reports.layout import plain
from fastpath_checks.reports.path_formats import rendered_paths
from fastpath_checks.reports.path_rows import shortened
from fastpath_checks.reports.paths_json import paths_json_data
from fastpath_checks.reports.paths_text import paths_lines
from fastpath_checks.topology.path_reasons import REASONS

SCHEMA = json.loads((ROOT / "policies/schema/paths.schema.json").read_text(encoding="utf-8"))
PAGE = (ROOT / "docs/paths-report.md").read_text(encoding="utf-8")
REPORT = told(ROOT, ESTATE)
SVG = "{http://www.w3.org/2000/svg}"

HOSTILE = """
resource gateway 'Microsoft.Network/virtualNetworkGateways@2024-05-01' = {
  name: 'vgw'
  properties: {
    gatewayType: 'ExpressRoute'
    sku: { name: 'ErGw3AZ', tier: 'ErGw3AZ' }
    ipConfigurations: [{ name: 'c', properties: { subnet: { id: '${hub.id}/subnets/GatewaySubnet' } } }]
  }
}
resource hub 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'NAME'
  location: 'uksouth'
  properties: {
    addressSpace: { addressPrefixes: ['10.0.0.0/16'] }
    subnets: [{ name: 'GatewaySubnet', properties: { addressPrefix: '10.0.0.0/26' } }]
  }
}
resource connection 'Microsoft.Network/connections@2024-05-01' = {
  name: 'conn'
  properties: {
    connectionType: 'ExpressRoute'
    virtualNetworkGateway1: { id: gateway.id }
    peer: { id: resourceId('Microsoft.Network/expressRouteCircuits', 'erc') }
    expressRouteGatewayBypass: true
  }
}
"""
NASTY = [
    "</text><script>alert(1)</script>",
    "a|b\\u{60}c\\u{60}",
    'x\\"] --> y',
    "\\u{1b}[31mred",
    "##vso[task.complete]",
    "<img src=x onerror=alert(1)>",
    "::error::no",
    "\\u{202e}evil",
    "]]>&amp;",
]


@pytest.mark.parametrize("format", PATH_FORMATS)
def test_a_hub_and_its_spokes_are_told_as_before(format: str) -> None:
    assert rendered_paths(format, REPORT) == (FOLDER / GOLDEN[format]).read_text(encoding="utf-8")


@pytest.mark.parametrize("format", PATH_FORMATS)
def test_a_second_look_tells_the_same(format: str) -> None:
    assert rendered_paths(format, told(ROOT, ESTATE)) == rendered_paths(format, REPORT)


def problems(data: Any) -> list[str]:
    return [error.message for error in Draft202012Validator(SCHEMA).iter_errors(data)]


def test_the_json_follows_its_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert problems(paths_json_data(REPORT)) == []


@pytest.mark.parametrize(("key", "wrong"), [("answer", "MAYBE"), ("key", {}), ("inspection", None), ("location", {})])
def test_the_schema_refuses_what_no_report_says(key: str, wrong: object) -> None:
    data = paths_json_data(REPORT)
    data["paths"][0][key] = wrong
    assert problems(data)


def test_the_example_of_the_documentation_is_such_a_report() -> None:
    example = json.loads(PAGE.split("```json\n")[1].split("```")[0])
    assert problems(example) == []
    assert example["paths"][0] in paths_json_data(REPORT)["paths"]


def test_the_documentation_has_each_reason_with_its_rule_and_fact() -> None:
    rows = {cells[1].strip(" `"): cells for cells in (line.split("|") for line in PAGE.splitlines()) if len(cells) == 7}
    for reason in REASONS:
        cells = [cell.strip(" `") for cell in rows[reason.code]]
        assert cells[4:6] == [reason.rule or "-", reason.fact or "-"], reason.code


def test_the_keys_of_one_report_are_all_different() -> None:
    keys = [(path.root, path.key) for path in REPORT.paths]
    assert len(set(keys)) == len(keys)
    assert len({path.fingerprint for path in REPORT.paths}) == len(keys)


@pytest.mark.parametrize("width", [60, 80, 100, 120])
def test_tables_keep_to_the_width_and_their_columns_stand_below_each_other(width: int) -> None:
    lines = plain(paths_lines(REPORT, width)).splitlines()
    rows = [line for line in lines if re.match(r"  (==>|-->|--x|--\?) ", line)]
    assert len(rows) == len(REPORT.paths)
    assert max(cell_width(line) for line in lines if len(line.split()) > 1) <= width
    for head, first in ((line, lines[at + 1]) for at, line in enumerate(lines) if " IP " in line and "why" in line):
        assert first[head.index("IP") :][:2] in ("v4", "v6")
        assert first[head.index("why")] == "["


@pytest.mark.parametrize("name", NASTY)
@pytest.mark.parametrize("format", PATH_FORMATS)
def test_names_of_others_are_only_text(format: str, name: str, tmp_path: Path) -> None:
    (tmp_path / "main.bicep").write_text(HOSTILE.replace("NAME", name), encoding="utf-8")
    report = told(tmp_path, "main.bicep")
    assert [path.answer for path in report.paths] == ["FASTPATH"]
    said = rendered_paths(format, report)
    assert not any(char in said for char in ("\x1b", "\u202e"))
    assert "##vso[" not in said
    assert not any(line.startswith("::") for line in said.splitlines())
    if format in ("markdown", "mermaid", "svg"):
        assert "<script" not in said
        assert "<img" not in said
    if format == "markdown":
        cells = [re.split(r"(?<!\\)\|", line) for line in said.splitlines() if line.startswith("| 🟢")]
        assert [len(one) for one in cells] == [9]
    if format == "mermaid":
        labels = [line for line in said.splitlines() if "d1_1[" in line]
        assert [line.count('"') for line in labels] == [2]


def test_the_picture_is_well_formed_and_says_everything_without_color() -> None:
    root = ElementTree.fromstring(rendered_paths("svg", REPORT))
    answers = [text.text for text in root.iter(f"{SVG}text") if text.get("class") == "answer"]
    assert answers == [path.answer for path in REPORT.paths]
    lines = [line.get("class") for line in root.iter(f"{SVG}path") if str(line.get("class")).startswith("line ")]
    assert set(lines) == {"line fastpath", "line gateway", "line blocked", "line undecided"}
    style = str(next(iter(root.iter(f"{SVG}style"))).text)
    assert {"stroke-width:4", "stroke-dasharray:2 3", "stroke-dasharray:8 5"} <= set(re.split("[;{}]", style))
    assert not list(root.iter(f"{SVG}script")) + list(root.iter(f"{SVG}image"))


def test_nothing_in_the_picture_leaves_its_frame() -> None:
    root = ElementTree.fromstring(rendered_paths("svg", REPORT))
    width, height = float(root.get("width", 0)), float(root.get("height", 0))
    for text in root.iter(f"{SVG}text"):
        said = "".join(text.itertext()) if text.text else str(next(iter(text)).tail)
        assert float(text.get("x", 0)) + 7.3 * cell_width(said.split("\n")[0]) * (not list(text)) <= width
        assert float(text.get("y", 0)) <= height


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("short", 10, "short"),
        ("a-very-long-name", 9, "a-v...ame"),
        ("日本語の名前です", 9, "日...す"),
        ("abcdef", 5, "a...f"),
    ],
)
def test_a_long_name_loses_its_middle(text: str, width: int, expected: str) -> None:
    found = shortened(text, width)
    assert found == expected
    assert cell_width(found) <= max(width, 5)
