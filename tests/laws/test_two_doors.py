"""Law 3: what Checkov shows of our rules is what our own scan says, by every way in which Checkov can be started."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import fixture_cases
import pytest
from checkov_runs import CHECKOV, DROPS_FAILURES, FRAMEWORKS, run_checkov
from fixture_cases import Case
from two_doors import FRAMEWORK, Place, by_place, compared

from fastpath_checks.engine.analyze import analyze
from fastpath_checks.engine.findings import Finding, Verdict
from fastpath_checks.engine.request import Request

pytestmark = pytest.mark.skipif(CHECKOV is None, reason="FASTPATH_CHECKOV does not name a checkov to run")

CHECKOV_CANNOT_READ = {
    "topology/fail-symbolic-names/azuredeploy.json": "languageVersion 2.0: `resources` is an object",
}
"""Files whose verdicts only our own scan shows. Each has to stay true."""

CHECKOV_DROPS_FAILURES = (
    {"topology/fail-names-in-parts/azuredeploy.json": "the connection's name, as Checkov renders it, calls toLower()"}
    if DROPS_FAILURES
    else {}
)
"""Files whose failed verdicts Checkov throws away after it asked for them. Each has to stay true."""


@cache
def ours(path: Path) -> tuple[Finding, ...]:
    """What our own scan says of a fixture file."""
    (case,) = (one for one in fixture_cases.ALL if one.file == path)
    return fixture_cases.scan(case).findings


def expected_in(cases: Iterable[Case], copies: Path) -> dict[Place, list[Finding]]:
    """What our own scan says of each fixture file, by where its copy lies."""
    found = by_place(finding for case in cases for finding in ours(case.file))
    return {
        (framework, rule, copies / path.relative_to(fixture_cases.FIXTURES)): findings
        for (framework, rule, path), findings in found.items()
    }


def _is_dropped(path: Path, tree: Path, finding: Finding) -> bool:
    is_listed = path.is_relative_to(tree) and path.relative_to(tree).as_posix() in CHECKOV_DROPS_FAILURES
    return is_listed and finding.verdict is Verdict.FAIL


def copied(folders: Iterable[Path], to: Path) -> Path:
    for folder in folders:
        shutil.copytree(folder, to / folder.relative_to(fixture_cases.FIXTURES))
    return to.resolve()


def folders_with(key: str | None) -> list[Path]:
    """The fixtures that name a policy or a profile of their own, or neither."""
    expectations = {folder: fixture_cases.expectation(folder) for folder in fixture_cases.folders()}
    if key is None:
        return [folder for folder, one in expectations.items() if not one.get("policy") and not one.get("profile")]
    return [folder for folder, one in expectations.items() if one.get(key)]


def cases_of(folders: list[Path], *, but: Iterable[str] = ()) -> list[Case]:
    return [case for case in fixture_cases.ALL if case.folder in folders and case.id not in but]


def test_every_fixture_has_the_same_verdicts_by_both_doors(tmp_path: Path) -> None:
    """One run over several folders: all fixtures without options, and each that has a policy beside it."""
    plain, governed = folders_with(None), folders_with("policy")
    tree = copied(plain, tmp_path / "plain")
    policies = copied(governed, tmp_path / "governed")
    roots = [tree, *(policies / folder.relative_to(fixture_cases.FIXTURES) for folder in governed)]
    run = run_checkov(*(part for root in roots for part in ("-d", root)), cwd=tmp_path)
    expected = expected_in(cases_of(plain, but=CHECKOV_CANNOT_READ), tree) | expected_in(cases_of(governed), policies)
    dropped = [one for place, findings in expected.items() for one in findings if _is_dropped(place[2], tree, one)]
    assert {Path(one.subject.declaration.file.path).resolve() for one in dropped} == {
        fixture_cases.FIXTURES / file for file in CHECKOV_DROPS_FAILURES
    }
    for place, findings in expected.items():
        expected[place] = [one for one in findings if not any(one is other for other in dropped)]
    assert run.records
    assert compared(run.records, expected).disagreements == []
    assert {record.framework for record in run.records} == set(FRAMEWORKS)

    unread = expected_in([case for case in fixture_cases.ALL if case.id in CHECKOV_CANNOT_READ], tree)
    assert {path.relative_to(tree).as_posix() for _, _, path in unread} == set(CHECKOV_CANNOT_READ)
    for file in CHECKOV_CANNOT_READ:
        assert not [record for record in run.records if record.path == tree / file], f"{file} can be read now"
    for file in (*CHECKOV_CANNOT_READ, *CHECKOV_DROPS_FAILURES):
        assert sum(file in line for line in run.our_lines) == 1
    for language, framework in FRAMEWORK.items():
        undecided = sum(
            finding.verdict is Verdict.UNDECIDED and finding.language == language
            for case in cases_of(plain)
            for finding in ours(case.file)
        )
        said = [line for line in run.our_lines if f"{tree} ({framework})" in line]
        assert len(said) == 1
        assert f"{undecided} undecided verdicts" in said[0]


def test_the_profile_counts_in_threads_and_from_the_scanned_folder(tmp_path: Path) -> None:
    profile = "2021-08-10"
    folders = [folder for folder in folders_with("profile") if fixture_cases.expectation(folder)["profile"] == profile]
    assert folders
    tree = copied(folders, tmp_path)
    run = run_checkov("-d", ".", cwd=tree, mode="thread", FASTPATH_PROFILE=profile)
    assert run.records
    (line,) = run.our_lines
    assert "undecided verdict" in line
    assert compared(run.records, expected_in(cases_of(folders), tree)).disagreements == []


def test_single_files_are_judged_with_the_policy_and_the_variables_of_the_environment(tmp_path: Path) -> None:
    """A SKU that is given turns undecided verdicts into failed ones, of the severity that the policy says."""
    folder = fixture_cases.FIXTURES / "gateway-sku-without-fastpath" / "undecided-sku-variable"
    tree = copied([folder], tmp_path)
    below = tree / folder.relative_to(fixture_cases.FIXTURES)
    (tmp_path / "policy.yaml").write_text("version: 1\nrules:\n  FASTPATH_101: {severity: LOW, reason: a test}\n")
    (tmp_path / "given.tfvars").write_text('gateway_sku = "Standard"\n')
    (tmp_path / "given.json").write_text('{"parameters": {"gatewaySku": {"value": "Standard"}}}')
    variables = os.pathsep.join(("given.tfvars", str(tmp_path / "given.json")))
    files = [below / name for name in ("main.tf", "main.bicep", "azuredeploy.json")]
    run = run_checkov(
        *(part for file in files for part in ("-f", os.path.relpath(file, tmp_path))),
        cwd=tmp_path,
        mode="none",
        FASTPATH_POLICY="policy.yaml",
        FASTPATH_VAR_FILE=variables,
    )
    request = Request(tuple(map(str, files)), policy=str(tmp_path / "policy.yaml"))
    request = request._replace(var_files=(str(tmp_path / "given.tfvars"), str(tmp_path / "given.json")))
    expected = by_place(analyze(request).findings)
    assert compared(run.records, expected).disagreements == []
    about_size = [record for record in run.records if record.rule == "FASTPATH_101"]
    assert {(record.framework, record.result, record.severity) for record in about_size} == {
        (framework, "FAILED", "LOW") for framework in ("terraform", "bicep", "arm")
    }


@pytest.mark.parametrize(
    ("framework", "mode", "checks"),
    [
        ("terraform", "fork", "FASTPATH_*"),
        ("terraform_plan", "thread", "HIGH"),
        ("arm", "none", "FASTPATH_*"),
        ("bicep", "fork", "HIGH"),
    ],
)
def test_a_language_alone_is_judged_alike(tmp_path: Path, framework: str, mode: str, checks: str) -> None:
    """Also where checks are chosen by severity, which Checkov asks before they run. Records tell what decides them."""
    folders = [fixture_cases.FIXTURES / "topology" / "pass-count-pair"]
    folders.append(fixture_cases.FIXTURES / "topology" / "fail-modules-in-depth")
    tree = copied(folders, tmp_path)
    run = run_checkov("-d", tree, cwd=tmp_path, frameworks=[framework], mode=mode, checks=checks)
    expected = {
        place: [finding for finding in findings if checks != "HIGH" or finding.severity in ("HIGH", "CRITICAL")]
        for place, findings in expected_in(cases_of(folders), tree).items()
        if place[0] == framework
    }
    assert compared(run.records, expected).disagreements == []
    failed = [record for record in run.records if record.result == "FAILED"]
    assert run.exit_code == bool(failed) == 1
    told = {
        (path, f"{one.name}: {one.message}", one.url) for (_, _, path), findings in expected.items() for one in findings
    }
    assert {(record.path, record.name, record.guideline) for record in failed} <= told
    assert all(any("bypass" in key.lower() for key in record.keys) for record in failed)


def test_what_checkov_leaves_out_of_several_folders_is_said(tmp_path: Path) -> None:
    """With one framework Checkov scans only the first of several folders, again and again."""
    folder = fixture_cases.FIXTURES / "gateway-sku-without-fastpath" / "fail-ergw1az"
    first, second = copied([folder], tmp_path / "first"), copied([folder], tmp_path / "second")
    run = run_checkov("-d", first, "-d", second, cwd=tmp_path, frameworks=["terraform"])
    assert {record.path.is_relative_to(first) for record in run.records} == {True}
    (line,) = (one for one in run.our_lines if str(second) in one)
    verdicts = analyze(Request((str(folder / "main.tf"),))).summary
    told = f"{verdicts.failed + verdicts.passed} verdicts ({verdicts.failed} failed) on what it did not read"
    assert told in line
    assert f"second/{folder.relative_to(fixture_cases.FIXTURES).as_posix()}/main.tf;" in line


def test_wrong_options_are_said_once_and_leave_nothing_that_looks_clean(tmp_path: Path) -> None:
    tree = copied([fixture_cases.FIXTURES / "gateway-sku-without-fastpath" / "pass-ergw3az"], tmp_path)
    (tmp_path / "wrong.yaml").write_text("version: 1\nrules:\n  FASTPATH_1O1: {severity: LOW}\n")
    run = run_checkov("-d", tree, cwd=tmp_path, FASTPATH_POLICY="wrong.yaml")
    assert run.exit_code == 1
    assert {record.framework for record in run.records} == set(FRAMEWORKS)
    assert {(record.result, record.severity) for record in run.records} == {("FAILED", "CRITICAL")}
    assert all("judged nothing" in record.name and "FASTPATH_101" in record.name for record in run.records)
    assert run.said.count("wrong.yaml:3:3") == 1
    assert len(run.our_lines) == 1
