from __future__ import annotations

import csv
import io

import pytest
from report_samples import FAILED, FULL, report_of

from fastpath_checks.engine.findings import Suppression
from fastpath_checks.reports.csv_report import COLUMNS, cell, csv_text


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_there_is_a_line_of_headings_and_one_for_each_finding() -> None:
    lines = csv_text(FULL, passes=True).splitlines()
    assert lines[0] == ",".join(COLUMNS)
    assert len(lines) == 4


def test_a_finding_is_told_in_its_columns() -> None:
    (row,) = rows(csv_text(report_of(FAILED._replace(scenarios=("prod", "test")))))
    assert row["rule"] == "FASTPATH_101"
    assert (row["path"], row["line"], row["column"], row["end_line"], row["end_column"]) == (
        "infra/main.tf", "3", "10", "3", "19",
    )  # fmt: skip
    assert row["scenarios"] == "prod, test"
    assert row["because"] == "the gateway bypass of conn-hub is true (infra/main.tf:9:34); the profile says so"
    assert row["fingerprint"] == FAILED.fingerprint


def test_a_waived_verdict_says_why() -> None:
    (row,) = rows(csv_text(report_of(FAILED._replace(suppressed=Suppression("waiver", "known")))))
    assert (row["status"], row["waived"]) == ("waived", "known")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A1", "  =1", "\t=1", "\uff1d1", "'=1"])
def test_a_cell_that_would_be_computed_is_text(text: str) -> None:
    assert cell(text).startswith("'")


@pytest.mark.parametrize(("text", "shown"), [("a=b", "a=b"), ("a\nb", "a b"), (3, "3"), ("", "")])
def test_other_cells_stay_as_they_are(text: str | int, shown: str) -> None:
    assert cell(text) == shown
