"""What would decide the undecided verdicts, as text."""

from __future__ import annotations

from findings_by_hand import finding, line_of

from fastpath_checks.core.spans import SourceFile
from fastpath_checks.engine.doubts import doubts
from fastpath_checks.engine.findings import Finding, MissingInput, Verdict
from fastpath_checks.reports.doubts import doubts_lines
from fastpath_checks.reports.layout import plain

FILE = SourceFile("main.tf", "one\ntwo\n")


def undecided(*missing: tuple[str, str]) -> Finding:
    inputs = tuple(MissingInput(because, name, line_of(FILE, 2)) for because, name in missing)
    return finding(line_of(FILE, 1), Verdict.UNDECIDED)._replace(missing=inputs)


def test_what_stays_open_names_only_what_nobody_can_give() -> None:
    found = doubts([undecided(("no-default", "var.a"), ("contradictory", "what pages say"))])
    assert plain(doubts_lines(found, 120)) == (
        "1 undecided verdict stays open, whatever is given:\n"
        "  FASTPATH_101: 1 verdict; what pages say: the pages of Azure's documentation contradict each other\n"
        "\n"
        "1 undecided verdict, 0 of which 0 inputs would decide\n"
    )


def test_inputs_that_are_needed_together_are_told_one_by_one() -> None:
    found = doubts([undecided(("no-default", "var.a"), ("data-source", "data.\x1bb"))])
    said = plain(doubts_lines(found, 120))
    assert said.startswith("1. data.\\x1bb and var.a would decide 1 check (1 of 1)\n  data.\\x1bb\n")
    assert said.count("   --> main.tf:2:1\n") == 2
    assert "give it with --var-file or --var" in said


def test_nothing_undecided_is_said() -> None:
    assert plain(doubts_lines(doubts([]), 120)) == "nothing is undecided\n"
