from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from report_samples import FAILED, FULL, MISSING_MODULE, PASSED, SYNTAX_ERROR, UNDECIDED, report_of

from fastpath_checks.engine.findings import Report
from fastpath_checks.reports.json_report import json_data, json_text

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "policies/schema/report.schema.json").read_text(encoding="utf-8"))


def problems(data: Any) -> list[str]:
    return [error.message for error in Draft202012Validator(SCHEMA).iter_errors(data)]


@pytest.mark.parametrize(
    "report",
    [
        FULL,
        report_of(),
        report_of(FAILED._replace(span=None, scenarios=("prod",))),
        report_of(UNDECIDED, undecided_fails=True),
        report_of(diagnostics=(SYNTAX_ERROR,)),
    ],
)
def test_a_report_follows_its_schema(report: Report) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert problems(json_data(report, passes=True)) == []


@pytest.mark.parametrize(("key", "wrong"), [("verdict", "n/a"), ("location", {"path": "x"}), ("severity", "OFF")])
def test_the_schema_refuses_what_no_report_says(key: str, wrong: object) -> None:
    data = json_data(report_of(FAILED))
    data["findings"][0][key] = wrong
    assert problems(data)


def test_the_example_of_the_documentation_is_a_report() -> None:
    page = (ROOT / "docs/reports.md").read_text(encoding="utf-8")
    example = json.loads(re.findall(r"```json\n(.*?)```", page, re.DOTALL)[0])
    assert problems(example) == []
    real = json_data(report_of(FAILED))
    assert example.keys() == real.keys()
    assert example["findings"][0].keys() == real["findings"][0].keys()
    assert example["findings"][0]["location"] == real["findings"][0]["location"]
    assert example["findings"][0]["fingerprint"] == real["findings"][0]["fingerprint"]
    assert example["summary"] == real["summary"]


def test_a_finding_is_told_with_positions_that_count_from_one() -> None:
    (finding,) = json_data(report_of(FAILED))["findings"]
    assert finding["verdict"] == "fail"
    assert finding["location"] == {"path": "infra/main.tf", "line": 3, "column": 10, "end_line": 3, "end_column": 19}
    assert [one["location"] is None for one in finding["because"]] == [False, True]
    assert finding["subject"] == {
        "type": "Microsoft.Network/connections",
        "name": "conn-hub",
        "address": "azurerm_virtual_network_gateway_connection.hub",
    }


def test_undecided_verdicts_name_what_is_missing() -> None:
    (finding,) = json_data(report_of(UNDECIDED))["findings"]
    (missing,) = finding["missing"]
    assert (missing["because"], missing["name"]) == ("no-default", "var.gateway_sku")
    assert missing["location"]["path"] == "infra/variables.tf"


def test_passes_are_there_only_when_asked_for() -> None:
    report = report_of(FAILED, UNDECIDED, PASSED)
    assert [one["verdict"] for one in json_data(report)["findings"]] == ["fail", "undecided"]
    assert [one["verdict"] for one in json_data(report, passes=True)["findings"]] == ["fail", "undecided", "pass"]


def test_a_diagnostic_without_a_position_still_has_its_path() -> None:
    (remark,) = json_data(report_of(diagnostics=(MISSING_MODULE,)))["diagnostics"]
    assert (remark["path"], remark["location"]) == ("infra/modules/hub", None)


def test_the_text_is_ascii_whatever_a_name_holds() -> None:
    named = FAILED._replace(message="\x1b[31m\x9b\u202e\ud800 é")
    shown = json_text(report_of(named))
    assert shown.isascii()
    assert shown.replace("\n", "").isprintable()
    assert json.loads(shown)["findings"][0]["message"] == named.message


def test_the_sums_come_with_the_exit_code() -> None:
    assert json_data(report_of(FAILED))["summary"]["exit_code"] == 1
    assert json_data(report_of(PASSED))["summary"]["exit_code"] == 0
