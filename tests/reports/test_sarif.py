"""What SARIF 2.1.0 and GitHub's code scanning ask for, asserted structurally: the sections are the specification's."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from jsonschema import Draft4Validator, Draft202012Validator
from report_samples import FAILED, FULL, HEADER, MAIN, PASSED, SYNTAX_ERROR, UNDECIDED, VARIABLES, report_of, span_of

from fastpath_checks.core.spans import SourceFile
from fastpath_checks.engine.findings import Because, Report, Suppression
from fastpath_checks.reports import sarif
from fastpath_checks.reports.line_hashes import LineHashes
from fastpath_checks.reports.sarif import artifact, sarif_data, sarif_text
from fastpath_checks.reports.sarif_rules import descriptors
from fastpath_checks.rules.rulebook import DOCUMENTED


def run_of(report: Report, *, passes: bool = False) -> dict[str, Any]:
    (run,) = sarif_data(report, passes=passes)["runs"]
    return run  # type: ignore[no-any-return]


def artifacts(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if "artifactLocation" in node:
            yield node["artifactLocation"]
        for value in node.values():
            yield from artifacts(value)
    elif isinstance(node, list):
        for value in node:
            yield from artifacts(value)


OURS = json.loads((Path(__file__).parent / "sarif_parts.schema.json").read_text(encoding="utf-8"))
THEIRS = os.environ.get("FASTPATH_SARIF_SCHEMA", "")
SAMPLES = [
    FULL,
    report_of(),
    report_of(FAILED._replace(span=None, because=(), scenarios=("prod",)), diagnostics=(SYNTAX_ERROR,)),
    report_of(FAILED._replace(suppressed=Suppression("waiver", "known", span=HEADER))),
    report_of(FAILED._replace(rule="FASTPATH_904", name="unreadable-file", severity="INFO")),
]


@pytest.mark.parametrize("report", SAMPLES)
def test_a_log_holds_only_what_the_specification_has_words_for(report: Report) -> None:
    """Against a schema of our own, of the parts that we write: OASIS's is not ours to ship."""
    Draft202012Validator.check_schema(OURS)
    assert [error.message for error in Draft202012Validator(OURS).iter_errors(sarif_data(report, passes=True))] == []


@pytest.mark.parametrize(
    ("part", "wrong"),
    [
        ("level", "fatal"),
        ("kind", "undecided"),
        ("ruleIdx", 1),
        ("message", {}),
        ("suppressions", [{"kind": "waiver"}]),
    ],
)
def test_our_schema_refuses_what_the_specification_has_no_word_for(part: str, wrong: object) -> None:
    data = sarif_data(FULL)
    data["runs"][0]["results"][0][part] = wrong
    assert list(Draft202012Validator(OURS).iter_errors(data))


@pytest.mark.skipif(not THEIRS, reason="FASTPATH_SARIF_SCHEMA does not name OASIS's sarif-schema-2.1.0.json")
@pytest.mark.parametrize("report", SAMPLES)
def test_a_log_follows_the_schema_of_oasis(report: Report) -> None:
    schema = json.loads(Path(THEIRS).read_text(encoding="utf-8"))
    assert [error.message for error in Draft4Validator(schema).iter_errors(sarif_data(report, passes=True))] == []


def test_the_log_is_one_run_of_version_2_1_0() -> None:
    data = sarif_data(FULL)
    assert data["version"] == "2.1.0"
    assert data["$schema"].endswith("sarif-schema-2.1.0.json")
    assert len(data["runs"]) == 1
    assert json.loads(sarif_text(FULL)) == data


def test_columns_are_declared_to_count_code_points() -> None:
    # 3.14.17: without columnKind a consumer may count UTF-16 code units.
    run = run_of(report_of(FAILED._replace(span=span_of(SourceFile("a.tf", "x = '\U0001f600' b"), "b"))))
    assert run["columnKind"] == "unicodeCodePoints"
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 1, "startColumn": 9, "endLine": 1, "endColumn": 10}


def test_every_rule_is_described_with_help_in_markdown() -> None:
    rules = run_of(report_of())["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted(rule.id for rule in DOCUMENTED)
    for rule in rules:
        for key in ("shortDescription", "fullDescription", "help"):
            assert 0 < len(rule[key]["text"]) <= 1024 or key == "help"
        assert rule["help"]["markdown"].startswith(f"# {rule['id']} {rule['name']}\n")
        assert "\n## How to fix\n" in rule["help"]["markdown"]
        assert rule["helpUri"].endswith(f"/{rule['id']}.md")
        assert len(rule["properties"]["tags"]) == len(set(rule["properties"]["tags"])) <= 10


def test_only_rules_of_security_are_scored_as_security() -> None:
    bypass = FAILED._replace(rule="FASTPATH_301", name="inspection-skipped-by-fastpath", severity="CRITICAL")
    rules = {rule["id"]: rule for rule in run_of(report_of(FAILED, bypass))["tool"]["driver"]["rules"]}
    assert float(rules["FASTPATH_301"]["properties"]["security-severity"]) > 9.0
    assert "security" in rules["FASTPATH_301"]["properties"]["tags"]
    assert "security-severity" not in rules["FASTPATH_101"]["properties"]
    assert rules["FASTPATH_101"]["properties"]["problem.severity"] == "error"


def test_each_result_refers_to_its_rule_by_id_and_index() -> None:
    run = run_of(FULL, passes=True)
    assert len(run["results"]) == 3
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


def test_a_check_of_the_policy_or_of_the_files_is_described_too() -> None:
    run = run_of(report_of(FAILED._replace(rule="FASTPATH_904", name="unreadable-file", severity="LOW")))
    described = run["tool"]["driver"]["rules"][run["results"][0]["ruleIndex"]]
    assert (described["id"], described["defaultConfiguration"]) == ("FASTPATH_904", {"level": "note"})
    assert "housekeeping" in described["properties"]["tags"]


@pytest.mark.parametrize(
    ("severity", "level"),
    [("CRITICAL", "error"), ("HIGH", "error"), ("MEDIUM", "warning"), ("LOW", "note"), ("INFO", "note")],
)
def test_the_level_follows_the_severity(severity: str, level: str) -> None:
    (result,) = run_of(report_of(FAILED._replace(severity=severity)))["results"]
    assert (result["kind"], result["level"]) == ("fail", level)


def test_what_did_not_fail_has_level_none() -> None:
    # 3.27.10: if kind has any value other than "fail", level shall be "none".
    results = run_of(report_of(UNDECIDED, PASSED), passes=True)["results"]
    assert sorted((one["kind"], one["level"]) for one in results) == [("open", "none"), ("pass", "none")]


def test_passes_are_results_only_when_asked_for() -> None:
    assert [one["kind"] for one in run_of(FULL)["results"]] == ["fail", "open"]


def test_a_result_has_one_location_and_its_reasons_as_related_ones() -> None:
    (result,) = run_of(report_of(FAILED))["results"]
    (location,) = result["locations"]
    assert location["physicalLocation"]["region"] == {"startLine": 3, "startColumn": 10, "endLine": 3, "endColumn": 19}
    (related,) = result["relatedLocations"]
    assert related["message"]["text"] == "the gateway bypass of conn-hub is true"
    assert related["physicalLocation"]["region"]["startLine"] == 9
    assert result["partialFingerprints"] == {
        "fastpathChecks/v1": FAILED.fingerprint,
        "primaryLocationLineHash": LineHashes(MAIN).of(3),
    }


def test_related_locations_are_numbered_as_the_message_links_them() -> None:
    result = run_of(report_of(UNDECIDED._replace(span=HEADER, because=FAILED.because)))["results"][0]
    assert [one["id"] for one in result["relatedLocations"]] == [1, 2]
    assert result["relatedLocations"][1]["message"]["text"] == "var.gateway_sku is not known (no-default)"
    assert result["message"]["text"] == (
        "conn-hub is undecided: var.gateway_sku is not known. Because [the gateway bypass of conn-hub is true](1); "
        "[var.gateway_sku is not known (no-default)](2)."
    )


def test_what_the_deciding_range_says_is_the_message_of_its_location() -> None:
    finding = FAILED._replace(because=(Because("the sku is ErGw1AZ", FAILED.span), *FAILED.because))
    (result,) = run_of(report_of(finding))["results"]
    assert result["locations"][0]["message"] == {"text": "the sku is ErGw1AZ"}
    assert len(result["relatedLocations"]) == 1


def test_the_story_is_a_code_flow_that_ends_at_the_deciding_range() -> None:
    (result,) = run_of(report_of(FAILED))["results"]
    ((flow,),) = [one["threadFlows"] for one in result["codeFlows"]]
    lines = [one["location"]["physicalLocation"]["region"]["startLine"] for one in flow["locations"]]
    assert lines == [9, 3]
    assert [one["importance"] for one in flow["locations"]] == ["important", "essential"]
    assert "codeFlows" not in run_of(report_of(FAILED._replace(because=())))["results"][0]


def test_scenarios_are_part_of_the_message() -> None:
    (result,) = run_of(report_of(FAILED._replace(scenarios=("prod", "test"))))["results"]
    assert "which cannot carry it (only in prod, test). Because" in result["message"]["text"]


def test_no_text_of_others_becomes_a_link() -> None:
    # 3.11.6: [text](destination) is a link, [ and ] inside its text are escaped.
    finding = FAILED._replace(message="[a](b) asks", because=(Because("x[0] is [c](d)", span_of(MAIN, "true")),))
    (result,) = run_of(report_of(finding))["results"]
    assert result["message"]["text"] == r"[a\](b) asks. Because [x\[0\] is \[c\](d)](1)."
    assert result["relatedLocations"][0]["message"]["text"] == r"x[0] is [c\](d)"


@pytest.mark.parametrize(
    ("kind", "written"), [("waiver", "external"), ("comment", "inSource"), ("baseline", "external")]
)
def test_a_suppression_says_where_it_stands(kind: str, written: str) -> None:
    waived = FAILED._replace(suppressed=Suppression(kind, "known", span=span_of(VARIABLES, "type")))
    (suppression,) = run_of(report_of(waived))["results"][0]["suppressions"]
    assert (suppression["kind"], suppression["status"]) == (written, "accepted")
    assert suppression["justification"] == "known"
    assert suppression["location"]["physicalLocation"]["artifactLocation"]["uri"] == "infra/variables.tf"


@pytest.mark.parametrize("path", ["infra/main.tf", "a b/%41#?/ü:x.tf", "日本.bicep"])
def test_a_path_below_the_working_directory_is_a_relative_reference(path: str) -> None:
    found = artifact(path)
    assert found["uriBaseId"] == "%SRCROOT%"
    assert found["uri"].isascii()
    assert not set(found["uri"]) & set(' #?:\\"<>')
    assert unquote(found["uri"]) == path


def test_other_paths_need_no_base() -> None:
    assert artifact("/srv/a b.tf") == {"uri": "file:///srv/a%20b.tf"}
    assert artifact("../x.tf") == {"uri": "../x.tf"}


def test_each_base_that_is_used_is_declared() -> None:
    run = run_of(FULL)
    used = {one["uriBaseId"] for one in artifacts(run) if "uriBaseId" in one}
    assert used == set(run["originalUriBaseIds"])


def test_diagnostics_are_notifications_of_the_invocation() -> None:
    (invocation,) = run_of(report_of(diagnostics=(SYNTAX_ERROR,)))["invocations"]
    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (True, 3)
    (notification,) = invocation["toolExecutionNotifications"]
    assert notification["descriptor"] == {"id": "syntax-error"}
    assert notification["level"] == "error"
    assert notification["message"]["text"].startswith("expected a closing brace\n")
    assert notification["locations"][0]["physicalLocation"]["region"]["startLine"] == 2


def test_no_text_is_empty() -> None:
    def texts(node: Any) -> Iterator[str]:
        if isinstance(node, dict):
            if isinstance(node.get("text"), str):
                yield node["text"]
            for value in node.values():
                yield from texts(value)
        elif isinstance(node, list):
            for value in node:
                yield from texts(value)

    assert all(texts(sarif_data(FULL, passes=True)))


def test_the_least_severe_results_are_left_out_beyond_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "RESULTS_LIMIT", 1)
    run = run_of(report_of(FAILED._replace(severity="LOW"), FAILED))
    assert [one["level"] for one in run["results"]] == ["error"]
    assert run["invocations"][0]["toolExecutionNotifications"][0]["descriptor"]["id"] == "results-left-out"


def test_a_rule_says_what_other_tools_say_about_the_same_thing() -> None:
    found = {one["id"]: one["properties"].get("otherTools", []) for one in descriptors(())}
    assert ("PSRule for Azure", "agrees") in [(one["tool"], one["relation"]) for one in found["FASTPATH_201"]]
    assert found["FASTPATH_105"] == []
