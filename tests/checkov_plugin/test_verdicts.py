from __future__ import annotations

from pathlib import Path

from findings_by_hand import finding, line_of, report

from fastpath_checks.checkov_plugin.showing import Declaration
from fastpath_checks.checkov_plugin.verdicts import Verdicts
from fastpath_checks.core.spans import SourceFile
from fastpath_checks.engine.findings import Verdict

FILE = SourceFile("main.tf", "\n" * 20)
HERE = str(Path("main.tf").resolve())


def test_the_worst_of_all_instances_callers_and_scenarios_counts() -> None:
    each = [finding(line_of(FILE, 3), one) for one in (Verdict.PASS, Verdict.FAIL, Verdict.UNDECIDED)]
    worst = Verdicts(report(each)).worst("FASTPATH_101", "terraform", Declaration(HERE, 3, 9))
    assert worst is each[1]


def test_what_is_undecided_in_one_instance_is_no_pass() -> None:
    each = [finding(line_of(FILE, 3), one) for one in (Verdict.PASS, Verdict.UNDECIDED)]
    worst = Verdicts(report(each)).worst("FASTPATH_101", "terraform", Declaration(HERE, 3, 9))
    assert worst is each[1]


def test_a_declaration_is_known_by_its_file_and_lines() -> None:
    first, second = finding(line_of(FILE, 3)), finding(line_of(FILE, 12))
    verdicts = Verdicts(report([first, second]))
    assert verdicts.worst("FASTPATH_101", "terraform", Declaration(HERE, 10, 14)) is second
    assert verdicts.worst("FASTPATH_101", "terraform", Declaration(HERE, 4, 9)) is None
    assert verdicts.worst("FASTPATH_101", "terraform", Declaration("/other/main.tf", 10, 14)) is None
    assert verdicts.worst("FASTPATH_102", "terraform", Declaration(HERE, 10, 14)) is None


def test_in_a_plan_a_declaration_is_known_by_its_address() -> None:
    plan = SourceFile("tfplan.json", "")
    here = str(Path("tfplan.json").resolve())
    frontend = "module.hub[0].azurerm_lb.app/frontendIPConfigurations[0]"
    instances = [
        finding(line_of(plan, 1), language="terraform-plan", address=address)
        for address in (frontend, "module.hub[1].azurerm_lb.app", "module.hub[0].azurerm_lb.app2")
    ]
    verdicts = Verdicts(report(instances))
    for number, address in enumerate(["module.hub[0].azurerm_lb.app", "module.hub[1].azurerm_lb.app"]):
        shown = Declaration(here, 0, 0, address)
        assert verdicts.worst("FASTPATH_101", "terraform_plan", shown) is instances[number]


def test_a_file_is_answered_for_in_the_language_in_which_checkov_reads_it() -> None:
    verdicts = Verdicts(report([finding(line_of(FILE, 3), language="terraform-plan")]))
    assert verdicts.worst("FASTPATH_101", "terraform", Declaration(HERE, 1, 9)) is None


def test_two_resources_on_one_long_line_are_told_apart_by_name() -> None:
    template = SourceFile("azuredeploy.json", "{}")
    line = line_of(template, 1)
    bad = finding(line, language="arm", name="conn-bad")
    good = finding(line, Verdict.PASS, language="arm", name="conn-good")
    verdicts = Verdicts(report([bad, good]))
    here = str(Path("azuredeploy.json").resolve())
    assert verdicts.worst("FASTPATH_101", "arm", Declaration(here, 1, 1, name="Conn-Good")) is good
    assert verdicts.worst("FASTPATH_101", "arm", Declaration(here, 1, 1, name="[parameters('name')]")) is bad


def test_failed_verdicts_that_checkov_drops_for_the_name_of_the_resource_are_not_shown() -> None:
    template = SourceFile("azuredeploy.json", "{}")
    failed, passed = (finding(line_of(template, 1), one, language="arm") for one in (Verdict.FAIL, Verdict.PASS))
    verdicts = Verdicts(report([failed, passed]))
    here = str(Path("azuredeploy.json").resolve())
    verdicts.worst("FASTPATH_101", "arm", Declaration(here, 1, 1, name="[toLower(parameters('name'))]"))
    assert list(verdicts.unanswered()) == [failed]


def test_what_nobody_asked_for_is_remembered() -> None:
    asked, left = finding(line_of(FILE, 3)), finding(line_of(FILE, 12))
    verdicts = Verdicts(report([asked, left]))
    verdicts.worst("FASTPATH_101", "terraform", Declaration(HERE, 3, 9))
    assert [id(one) for one in verdicts.unanswered()] == [id(left)]
