from __future__ import annotations

import re

from report_samples import (
    FAILED,
    FULL,
    GATEWAY_SKU,
    MAIN,
    MISSING_MODULE,
    PASSED,
    SYNTAX_ERROR,
    UNDECIDED,
    report_of,
    span_of,
)

from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.core.spans import SourceFile, Span
from fastpath_checks.engine.findings import Because, MissingInput, Report
from fastpath_checks.reports.layout import plain
from fastpath_checks.reports.painting import STYLES, painted
from fastpath_checks.reports.text import text_lines


def text(report: Report, **options: object) -> str:
    return plain(text_lines(report, 100, **options))  # type: ignore[arg-type]


def test_a_failed_verdict_tells_its_whole_story() -> None:
    assert text(report_of(FAILED), quiet=True) == (
        """\
HIGH FASTPATH_101 gateway-sku-without-fastpath
  conn-hub asks for FastPath, but its gateway vgw-hub is ErGw1AZ, which cannot carry it
   --> infra/main.tf:3:10
      |
    2 |   name = "vgw-hub"
    3 |   sku  = "ErGw1AZ"
      |          ^^^^^^^^^
    4 |   type = "ExpressRoute"
   --> infra/main.tf:9:34
    9 |   express_route_gateway_bypass = true
      |                                  ---- because the gateway bypass of conn-hub is true
  because the profile says so
  resource: azurerm_virtual_network_gateway_connection.hub 'conn-hub'
            (Microsoft.Network/connections)
  fix: use UltraPerformance, ErGw3AZ or ErGwScale with a minimum of 10 scale units, or switch
       FastPath off
  see: https://example.org/rules/FASTPATH_101.md

"""
    )


def test_a_reason_for_the_deciding_place_stands_behind_its_underline() -> None:
    finding = FAILED._replace(because=(Because("the sku of vgw-hub is ErGw1AZ", FAILED.span),))
    assert "      |          ^^^^^^^^^ the sku of vgw-hub is ErGw1AZ\n" in text(report_of(finding))


def test_scenarios_are_named_where_a_verdict_does_not_hold_in_all() -> None:
    assert "only in" not in text(report_of(FAILED))
    assert "  only in prod and test\n" in text(report_of(FAILED._replace(scenarios=("prod", "test"))))


def test_undecided_verdicts_are_gathered_under_the_input_that_would_decide_them() -> None:
    other = UNDECIDED._replace(rule="FASTPATH_301", name="inspection-skipped-by-fastpath", severity="CRITICAL")
    shown = text(report_of(UNDECIDED, other))
    assert shown.count("var.gateway_sku would decide 2 checks in infra\n") == 1
    assert "   --> infra/variables.tf:1:1\n" in shown
    critical, high = (line for line in shown.splitlines() if line.startswith("  ? "))
    assert critical == "  ? CRITICAL FASTPATH_301 inspection-skipped-by-fastpath  conn-hub  infra/main.tf:9:34"
    assert high == "  ? HIGH     FASTPATH_101 gateway-sku-without-fastpath    conn-hub  infra/main.tf:9:34"


def test_the_input_that_would_decide_most_comes_first() -> None:
    circuit = UNDECIDED._replace(missing=(MissingInput("outside-the-files", "circuit", None),))
    shown = text(report_of(circuit, UNDECIDED, UNDECIDED._replace(rule="FASTPATH_102")))
    assert shown.index("var.gateway_sku would decide 2") < shown.index("circuit would decide 1 check")


def test_an_input_of_the_same_name_in_another_root_is_another_input() -> None:
    shown = text(report_of(UNDECIDED, UNDECIDED._replace(root="other")))
    assert shown.count("would decide 1 check in") == 2


def test_two_missing_inputs_are_named_together() -> None:
    both = UNDECIDED._replace(missing=(GATEWAY_SKU, MissingInput("data-source", "data.circuit", None)))
    assert "var.gateway_sku and data.circuit would decide 1 check" in text(report_of(both))


def test_what_is_shown_of_undecided_and_passed_verdicts_can_be_chosen() -> None:
    least, usual, most = (text(FULL, show=show) for show in ("failed", "undecided", "all"))
    assert "var.gateway_sku would decide 1 check" in least
    assert "  ? HIGH" not in least
    assert "  ? HIGH" in usual
    assert "passed FASTPATH_102" not in usual
    assert "passed FASTPATH_102 bypass-on-non-expressroute-connection  conn-hub  infra/main.tf:7:1\n" in most


def test_errors_come_before_warnings_and_have_their_line() -> None:
    shown = text(report_of(diagnostics=(MISSING_MODULE, SYNTAX_ERROR)))
    assert shown.index("error[syntax-error]: expected a closing brace") < shown.index("warning[module-not-found]")
    assert "   --> infra/variables.tf:2:10\n" in shown
    assert "  hint: add a `}`\n" in shown
    assert "warning[module-not-found]: the module is not on disk  infra/modules/hub\n" in shown


def test_remarks_that_repeat_are_counted() -> None:
    shown = text(report_of(diagnostics=(MISSING_MODULE,) * 9))
    assert shown.count("the module is not on disk") == 5
    assert "warning[module-not-found]: and 4 more like these" in shown


def test_quiet_leaves_out_warnings_and_the_summary_but_no_error() -> None:
    shown = text(FULL, quiet=True, show="all")
    assert "error[syntax-error]" in shown
    assert "warning[" not in shown
    assert "passed" not in shown
    assert text(report_of(PASSED, diagnostics=(MISSING_MODULE,)), quiet=True) == ""


def test_the_summary_counts_and_names_what_it_was_judged_by() -> None:
    sums = report_of(FAILED).summary._replace(files_not_read=1, compiled=2, passed=3)
    assert text(report_of(FAILED, summary=sums)).endswith(
        """\
1 failed, 0 undecided, 3 passed
2 files read, 1 not read, 2 compiled templates judged from its source: 1 root, 1 scenario, 2 resources, \
1 ExpressRoute connection
policy default, facts of 2025-11-05, fails at MEDIUM and above: exit code 1, for 1 finding
"""
    )


def test_the_summary_says_why_the_exit_code_is_what_it_is() -> None:
    low = FAILED._replace(severity="LOW")
    assert text(report_of(low)).endswith("exit code 0\n")
    assert text(report_of(low, diagnostics=(SYNTAX_ERROR,))).endswith("exit code 3, for not everything could be read\n")
    assert "undecided verdicts too: exit code 1" in text(report_of(UNDECIDED, undecided_fails=True))
    nothing = report_of().summary._replace(roots=0)
    assert text(report_of(summary=nothing)).endswith("exit code 3, for there was nothing to scan\n")


def test_nothing_of_a_scanned_file_reaches_the_terminal_as_it_is() -> None:
    evil = "\x1b]0;owned\x07\x9b31m\u202e\x08\r"
    file = SourceFile(f"dir{evil}/main.tf", f'sku = "{evil}"  {evil}\n{evil}\n')
    span = Span(file, 0, len(file.text) - 1)
    finding = FAILED._replace(
        message=evil,
        root=evil,
        scenarios=(evil,),
        subject=FAILED.subject._replace(name=evil, address=evil, type=evil),
        span=span,
        because=(Because(evil, span),),
        fix=evil,
        url=evil,
    )
    undecided = UNDECIDED._replace(
        span=span, root=evil, subject=finding.subject, missing=(MissingInput("no-default", evil, span),)
    )
    remark = Diagnostic("syntax-error", Level.ERROR, evil, evil, span, evil)
    note = remark._replace(level=Level.NOTE, span=None, path=evil)
    report = report_of(finding, undecided, PASSED._replace(span=span), diagnostics=(remark, note), policy=evil)
    shown = text(report, show="all")
    assert shown.replace("\n", "").isprintable()
    in_color = re.sub(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\", "", painted(text_lines(report, 100, show="all")))
    assert in_color.replace("\n", "").isprintable()


def test_the_literal_of_a_sensitive_input_is_shown_nowhere() -> None:
    given = SourceFile("prod.tfvars", 'gateway_sku = "canary"\n')
    span = span_of(given, '"canary"')
    finding = UNDECIDED._replace(span=span, missing=(MissingInput("sensitive", "var.gateway_sku", span),))
    assert "canary" not in text(report_of(finding), show="all")


def test_color_changes_no_character() -> None:
    lines = list(text_lines(FULL, 100, show="all"))
    assert {piece.style for line in lines for piece in line} - {""} <= set(STYLES)
    bare = re.sub(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\", "", painted(lines))
    assert [line.rstrip() for line in bare.splitlines()] == plain(lines).splitlines()


def test_a_long_message_is_wrapped_to_the_width_of_the_terminal() -> None:
    lines = plain(text_lines(report_of(FAILED), 60)).splitlines()
    assert "  conn-hub asks for FastPath, but its gateway vgw-hub is" in lines
    assert all(len(line) <= 60 for line in lines[:8])
    assert MAIN.path in "\n".join(lines)
