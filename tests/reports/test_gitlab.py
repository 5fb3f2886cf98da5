from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator
from report_samples import FAILED, FULL, PASSED, UNDECIDED, report_of

from fastpath_checks.engine.findings import Report, Suppression
from fastpath_checks.reports.gitlab import gitlab_data, gitlab_text

SCHEMA = {
    "$comment": "What GitLab documents of a code quality report, under «Implement a custom tool».",
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "additionalProperties": False,
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^(?!\\./)."},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {
                            "begin": {"type": "integer", "minimum": 1},
                            "end": {"type": "integer", "minimum": 1},
                        },
                    },
                },
            },
        },
    },
}
WAIVED = FAILED._replace(suppressed=Suppression("waiver", "known"))


@pytest.mark.parametrize("report", [FULL, report_of(), report_of(FAILED._replace(span=None))])
def test_a_report_is_what_gitlab_documents(report: Report) -> None:
    assert [error.message for error in Draft202012Validator(SCHEMA).iter_errors(gitlab_data(report))] == []


def test_it_is_ascii_without_a_byte_order_mark() -> None:
    text = gitlab_text(report_of(FAILED._replace(message="日本")))
    assert text.startswith("[")
    assert text.isascii()
    assert json.loads(text)[0]["description"].startswith("日本")


def test_only_what_counts_is_an_issue() -> None:
    assert len(gitlab_data(report_of(FAILED, UNDECIDED, WAIVED, PASSED))) == 2


@pytest.mark.parametrize(
    ("severity", "word"),
    [("CRITICAL", "blocker"), ("HIGH", "critical"), ("MEDIUM", "major"), ("LOW", "minor"), ("INFO", "info")],
)
def test_severities_are_said_in_gitlabs_words(severity: str, word: str) -> None:
    (issue,) = gitlab_data(report_of(FAILED._replace(severity=severity)))
    assert issue["severity"] == word


def test_an_undecided_verdict_is_only_told_unless_it_fails_the_run() -> None:
    assert gitlab_data(report_of(UNDECIDED))[0]["severity"] == "info"
    assert gitlab_data(report_of(UNDECIDED, undecided_fails=True))[0]["severity"] == "critical"


def test_fingerprints_are_unique_and_stay_when_lines_move() -> None:
    per_scenario = [FAILED._replace(scenarios=(name,)) for name in ("a", "b", "b")]
    marks = [issue["fingerprint"] for issue in gitlab_data(report_of(*per_scenario, UNDECIDED))]
    assert len(set(marks)) == 4
    (moved,) = gitlab_data(report_of(FAILED._replace(span=UNDECIDED.span)))
    assert moved["fingerprint"] == marks[0] == FAILED.fingerprint
