from __future__ import annotations

from pathlib import Path

from findings_by_hand import finding, line_of, report

from fastpath_checks.checkov_plugin.hiding import hidden
from fastpath_checks.checkov_plugin.showing import Declaration, Scan
from fastpath_checks.checkov_plugin.verdicts import Verdicts
from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.core.spans import SourceFile, Span
from fastpath_checks.engine.findings import Finding, Verdict

FILE = SourceFile("main.tf", "\n" * 20)
SCAN = Scan("infra", ())


def every(finding: Finding) -> bool:
    return True


def test_where_checkov_shows_everything_nothing_is_said() -> None:
    verdicts = Verdicts(report([finding(line_of(FILE, 3))]))
    verdicts.worst("FASTPATH_101", "terraform", Declaration(str(Path("main.tf").resolve()), 1, 9))
    assert hidden(SCAN, ["terraform"], verdicts, every) == []


def test_undecided_verdicts_are_counted_although_checkov_asked_for_them() -> None:
    verdicts = Verdicts(report([finding(line_of(FILE, 3), Verdict.UNDECIDED)]))
    verdicts.worst("FASTPATH_101", "terraform", Declaration(str(Path("main.tf").resolve()), 1, 9))
    assert hidden(SCAN, ["terraform"], verdicts, every) == [
        "infra (terraform): Checkov does not show 1 undecided verdict; to see all: fastpath-checks scan infra"
    ]


def test_verdicts_that_checkov_never_asked_for_are_named_by_file() -> None:
    template = SourceFile("azuredeploy.json", "{}")
    each = [finding(line_of(template, 1), one, language="arm") for one in (Verdict.PASS, Verdict.FAIL)]
    (line,) = hidden(SCAN, ["arm"], Verdicts(report(each)), every)
    assert "2 verdicts (1 failed) on what it did not read or drops in azuredeploy.json" in line


def test_what_is_found_about_the_policy_is_no_verdict_that_checkov_could_show() -> None:
    policy = SourceFile("fastpath.yaml", "version: 1\n")
    verdicts = Verdicts(report([finding(line_of(policy, 1), Verdict.FAIL, language="policy")]))
    assert hidden(SCAN, ["terraform"], verdicts, every) == []


def test_what_the_user_left_out_is_not_missed() -> None:
    verdicts = Verdicts(report([finding(line_of(FILE, 3))]))
    assert hidden(SCAN, ["terraform"], verdicts, lambda finding: False) == []


def test_each_process_speaks_only_of_its_languages() -> None:
    plan = SourceFile("plan.json", '{"format_version": "1.2", "terraform_version": "1.11.0", "planned_values": {}}')
    errors = [
        Diagnostic("syntax-error", Level.ERROR, "wrong", span=Span(plan, 0, 1)),
        *(Diagnostic("not-utf8", Level.ERROR, "wrong", path=one) for one in ("a.bicep", "b.json", "c.tf", "d.tf.json")),
        Diagnostic("module-not-found", Level.WARNING, "not here", path="e.tf"),
    ]
    verdicts = Verdicts(report([finding(line_of(FILE, 3))], errors))
    said = {one: hidden(SCAN, [one], verdicts, lambda finding: False) for one in ("terraform_plan", "arm", "bicep")}
    assert "1 place that could not be read in plan.json;" in said["terraform_plan"][0]
    assert "1 place that could not be read in b.json;" in said["arm"][0]
    assert "1 place that could not be read in a.bicep;" in said["bicep"][0]
    (line,) = hidden(SCAN, ["terraform"], verdicts, lambda finding: False)
    assert "1 place that could not be read in c.tf;" in line
    (line,) = hidden(SCAN, ["terraform"], verdicts, lambda finding: False, ["terraform_json"])
    assert line.startswith("infra (terraform): ")
    assert "2 places that could not be read in c.tf, d.tf.json;" in line


def test_terraform_in_json_is_missed_where_only_terraform_is_asked_for() -> None:
    found = finding(line_of(SourceFile("main.tf.json", "{}"), 1))
    assert hidden(SCAN, ["terraform"], Verdicts(report([found])), every) == []
    (line,) = hidden(SCAN, ["terraform"], Verdicts(report([found])), every, ["terraform_json"])
    assert "1 verdict (1 failed) on what it did not read or drops in main.tf.json" in line


def test_many_files_are_not_all_named() -> None:
    files = [SourceFile(f"{number}.tf", "\n") for number in range(7)]
    (line,) = hidden(SCAN, ["terraform"], Verdicts(report([finding(line_of(one, 1)) for one in files])), every)
    assert "in 0.tf, 1.tf, 2.tf, 3.tf, 4.tf and 2 more" in line
