"""The structure that Jenkins' JUnit schema, GitLab and Azure DevOps document, asserted element by element."""

from __future__ import annotations

from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from report_samples import FAILED, FULL, PASSED, SYNTAX_ERROR, UNDECIDED, report_of

from fastpath_checks.engine.findings import Report, Suppression
from fastpath_checks.reports.junit import junit_text

WAIVED = FAILED._replace(suppressed=Suppression("waiver", "known to the net team", "net team"))


def document(report: Report, *, passes: bool = False) -> Element:
    return ElementTree.fromstring(junit_text(report, passes=passes))


def case_of(report: Report) -> Element:
    (case,) = document(report, passes=True).iter("testcase")
    return case


@pytest.mark.parametrize(
    "report", [FULL, report_of(), report_of(WAIVED, FAILED), report_of(diagnostics=(SYNTAX_ERROR,))]
)
def test_elements_and_attributes_are_those_of_the_schema(report: Report) -> None:
    suites = document(report, passes=True)
    assert suites.tag == "testsuites"
    for suite in suites:
        assert suite.tag == "testsuite"
        assert set(suite.attrib) == {"name", "tests", "failures", "errors", "skipped", "time"}
        for case in suite:
            assert case.tag == "testcase"
            assert set(case.attrib) == {"name", "classname", "file", "line", "time"}
            assert int(case.attrib["line"]) >= 1
            assert len(case) <= 1
            for outcome in case:
                assert outcome.tag in ("failure", "error", "skipped")
                assert outcome.attrib["message"]
                assert ("type" in outcome.attrib) == (outcome.tag != "skipped")


@pytest.mark.parametrize("report", [FULL, report_of(WAIVED, FAILED, UNDECIDED, undecided_fails=True)])
def test_the_sums_are_those_of_the_cases(report: Report) -> None:
    suites = document(report, passes=True)
    for element in (suites, *suites):
        kinds = [outcome.tag for case in element.iter("testcase") for outcome in case]
        assert int(element.attrib["tests"]) == len(list(element.iter("testcase")))
        for tag, attribute in (("failure", "failures"), ("error", "errors"), ("skipped", "skipped")):
            assert int(element.attrib[attribute]) == kinds.count(tag)


def test_a_suite_is_a_root_and_a_case_a_verdict_about_a_resource() -> None:
    elsewhere = FAILED._replace(root="other")
    names = [suite.attrib["name"] for suite in document(report_of(FAILED, elsewhere))]
    assert names == ["infra", "other"]
    case = case_of(report_of(FAILED))
    assert case.attrib["name"] == "FASTPATH_101 gateway-sku-without-fastpath"
    assert case.attrib["classname"] == "infra: azurerm_virtual_network_gateway_connection.hub"


def test_a_failure_tells_its_whole_story() -> None:
    (failure,) = case_of(report_of(FAILED))
    assert failure.attrib == {"message": FAILED.message, "type": "HIGH"}
    assert (failure.text or "").splitlines() == [
        FAILED.message,
        "at infra/main.tf:3:10",
        "because the gateway bypass of conn-hub is true (infra/main.tf:9:34)",
        "because the profile says so",
        "resource: azurerm_virtual_network_gateway_connection.hub 'conn-hub' (Microsoft.Network/connections)",
        f"fix: {FAILED.fix}",
        f"see: {FAILED.url}",
    ]


def test_what_does_not_count_is_skipped_and_says_why() -> None:
    (skipped,) = case_of(report_of(WAIVED))
    assert (skipped.tag, skipped.attrib["message"]) == ("skipped", "waived: known to the net team; net team")


def test_an_undecided_verdict_is_an_error_only_where_the_policy_lets_it_fail() -> None:
    assert [one.tag for one in case_of(report_of(UNDECIDED))] == ["skipped"]
    assert [one.tag for one in case_of(report_of(UNDECIDED, undecided_fails=True))] == ["error"]


def test_a_passed_verdict_has_no_outcome() -> None:
    assert list(case_of(report_of(PASSED))) == []


def test_what_could_not_be_read_is_an_error_in_a_suite_of_its_own() -> None:
    (suite,) = document(report_of(diagnostics=(SYNTAX_ERROR,)))
    assert suite.attrib["name"] == "what could not be read"
    (case,) = suite
    assert (case.attrib["file"], case.attrib["line"]) == ("infra/variables.tf", "2")
    assert case[0].text == "The block began on line 1.\nhint: add a `}`"


def test_there_is_no_time_of_day_in_it() -> None:
    assert "timestamp" not in junit_text(FULL)
