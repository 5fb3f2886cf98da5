"""All formats tell the same findings, and none lets what a scanned file says do anything to its reader."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from report_samples import FAILED, MAIN, PASSED, SUBJECT, UNDECIDED, report_of, span_of

from fastpath_checks.cli.arguments import parse
from fastpath_checks.cli.words import FORMATS
from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.core.spans import SourceFile, Span
from fastpath_checks.engine.findings import Because, MissingInput, Report, Subject, Suppression
from fastpath_checks.reports.formats import rendered
from fastpath_checks.reports.painting import painted
from fastpath_checks.reports.text import text_lines

Told = set[tuple[str, str, int]]
"""Rule, path and line of each finding."""

ONLY_WHAT_COUNTS = {"gitlab", "github", "azure"}


def line_span(line: int) -> Span:
    return MAIN.line_span(line)


STORY = {
    "failed": [
        FAILED._replace(rule="FASTPATH_101", span=line_span(2)),
        FAILED._replace(rule="FASTPATH_102", severity="LOW", span=line_span(3)),
    ],
    "undecided": [
        UNDECIDED._replace(rule="FASTPATH_103", span=line_span(4)),
        UNDECIDED._replace(rule="FASTPATH_104", span=line_span(7)),
    ],
    "waived": [FAILED._replace(rule="FASTPATH_105", span=line_span(8), suppressed=Suppression("waiver", "known"))],
    "passed": [PASSED._replace(rule="FASTPATH_106", span=line_span(9))],
}
STORY = {
    status: [one._replace(url=f"https://example.org/{one.rule}.md") for one in members]
    for status, members in STORY.items()
}
EVERYTHING = report_of(*(one for members in STORY.values() for one in members))


def expected(format: str) -> Told:
    statuses = ("failed", "undecided") if format in ONLY_WHAT_COUNTS else tuple(STORY)
    return {
        (one.rule, "infra/main.tf", one.location.line)
        for status in statuses
        for one in STORY[status]
        if one.location is not None
    }


def from_text(text: str) -> Told:
    failed = re.findall(r"^[A-Z]+ (FASTPATH_\d+) .*\n.*\n +--> ([^:]+):(\d+)", text, re.MULTILINE)
    others = re.findall(r"^(?:  \?|passed|waived) .*?(FASTPATH_\d+) .* ([^: ]+):(\d+):\d+$", text, re.MULTILINE)
    return {(rule, path, int(line)) for rule, path, line in (*failed, *others)}


def from_json(text: str) -> Told:
    return {(one["rule"], one["location"]["path"], one["location"]["line"]) for one in json.loads(text)["findings"]}


def from_sarif(text: str) -> Told:
    def told(result: dict[str, Any]) -> tuple[str, str, int]:
        place = result["locations"][0]["physicalLocation"]
        return (result["ruleId"], place["artifactLocation"]["uri"], place["region"]["startLine"])

    return {told(one) for one in json.loads(text)["runs"][0]["results"]}


def from_junit(text: str) -> Told:
    cases = ElementTree.fromstring(text).iter("testcase")
    return {(one.attrib["name"].split()[0], one.attrib["file"], int(one.attrib["line"])) for one in cases}


def from_gitlab(text: str) -> Told:
    return {(one["check_name"], one["location"]["path"], one["location"]["lines"]["begin"]) for one in json.loads(text)}


def from_github(text: str) -> Told:
    found = re.findall(r"^::\w+ file=([^,]+),line=(\d+),.*title=.*?(FASTPATH_\d+)", text, re.MULTILINE)
    return {(rule, path, int(line)) for path, line, rule in found}


def from_azure(text: str) -> Told:
    found = re.findall(r"^##vso.*;sourcepath=([^;]+);linenumber=(\d+);.*code=(FASTPATH_\d+)\]", text, re.MULTILINE)
    return {(rule, path, int(line)) for path, line, rule in found}


def from_markdown(text: str) -> Told:
    """Undecided ones stand under their input, without a place of their own."""
    placed = re.findall(r"\[(FASTPATH_\d+)\]\(.*<code>([^:]+):(\d+)</code>", text)
    undecided = re.findall(r"FASTPATH_\d+", "".join(re.findall(r"^\| .*gateway.*_sku .*$", text, re.MULTILINE)))
    lines = {one.rule: one.location.line for one in STORY["undecided"] if one.location is not None}
    return {(rule, path, int(line)) for rule, path, line in placed} | {
        (rule, "infra/main.tf", lines[rule]) for rule in undecided
    }


def from_html(text: str) -> Told:
    found = re.findall(r'<span class="rule">(FASTPATH_\d+) .*\n.*<span class="place">([^:<]+):(\d+):', text)
    return {(rule, path, int(line)) for rule, path, line in found}


def from_csv(text: str) -> Told:
    return {(row["rule"], row["path"], int(row["line"])) for row in csv.DictReader(io.StringIO(text))}


READERS: dict[str, Callable[[str], Told]] = {
    "text": from_text, "json": from_json, "sarif": from_sarif, "junit": from_junit, "gitlab": from_gitlab,
    "github": from_github, "azure": from_azure, "markdown": from_markdown, "html": from_html, "csv": from_csv,
}  # fmt: skip


def test_each_format_of_the_command_line_is_read_here() -> None:
    assert list(READERS) == list(FORMATS)


@pytest.mark.parametrize("format", FORMATS)
def test_all_formats_tell_the_same_findings(format: str) -> None:
    assert READERS[format](rendered(format, EVERYTHING, show="all")) == expected(format)


@pytest.mark.parametrize("format", FORMATS)
def test_passed_verdicts_are_told_only_where_they_are_asked_for(format: str) -> None:
    told = READERS[format](rendered(format, EVERYTHING))
    assert told == {one for one in expected(format) if one[0] != "FASTPATH_106"}


@pytest.mark.parametrize("format", FORMATS)
def test_a_report_without_findings_can_be_written(format: str) -> None:
    assert READERS[format](rendered(format, report_of(), show="all")) == set()


def test_each_format_has_its_section_in_the_documentation() -> None:
    page = (Path(__file__).parents[2] / "docs" / "reports.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (.*)", page, re.MULTILINE) == list(FORMATS)
    commands = re.findall(r"fastpath-checks (scan [^`\n]*)", page)
    assert len(commands) >= 5
    for command in commands:
        parse(shlex.split(command.replace("PATH", ".")))


def test_two_runs_give_the_same_bytes_in_every_format(tmp_path: Path) -> None:
    fixtures = Path(__file__).parents[2] / "fixtures"
    estate = (
        "inspection-skipped-by-fastpath/fail-route-equals-hub-prefix",
        "gateway-sku-without-fastpath/undecided-one-branch",
    )

    def written(seed: str) -> dict[str, bytes]:
        words = [word for format in FORMATS for word in ("--format", f"{format}={tmp_path / format}")]
        command = [sys.executable, "-m", "fastpath_checks", "scan", *estate, "--show", "all", *words]
        done = subprocess.run(
            command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=False, cwd=fixtures
        )
        assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"")
        return {format: (tmp_path / format).read_bytes() for format in FORMATS}

    first = written("1")
    assert all(b"FASTPATH_301" in text for text in first.values())
    assert written("2") == first


def test_a_format_that_nobody_knows_is_a_bug() -> None:
    with pytest.raises(ValueError, match="there is no format 'pdf'"):
        rendered("pdf", report_of())


NAMES = (
    "\x1b[31mred\x1b]8;;http://evil.example\x07",
    "a\n::error file=x::taken over",
    "::set-output name=x::y",
    "a\r\n  ::add-mask::x",
    "##vso[task.setvariable variable=x]y",
    "##VSO[task.complete result=Failed;]",
    "##[error]x",
    "<script>document.title='x'</script><img src=x onerror=alert(1)>",
    "\" onmouseover='alert(1)' x=\"&amp;lt;",
    "=cmd|' /C calc'!A0",
    "@SUM(1,2)",
    "a | b || c \\| d",
    "```\n# title\n```",
    "[a](javascript:alert(1)) ![b](https://evil.example/x.png)",
    "@octocat #1 https://evil.example www.evil.example",
    "]]>--><!-- </details></summary>",
    "\u202e\u2066\u200b\ufeff\x00\x9b\ufffe\ud800",
    "%0A::error::x;]%5D",
)


def hostile(name: str) -> Report:
    """A report in which every text that comes from a scanned file or a policy is the name."""
    file = SourceFile(f"infra/{name}/main.tf", f'sku = "{name}"\n{name}\nlast = 1\n')
    span = span_of(file, "sku")
    failed = FAILED._replace(
        message=name,
        root=name,
        scenarios=(name,),
        subject=Subject(SUBJECT.type, name, name, span, name),
        span=span,
        because=(Because(name, span), Because(name, span_of(file, "last")), Because(name, None)),
    )
    undecided = failed._replace(
        verdict=UNDECIDED.verdict, missing=(MissingInput("no-default", name, span),), because=()
    )
    waived = failed._replace(suppressed=Suppression("waiver", name, name, "2026-01-01", name, span))
    remarks = (
        Diagnostic("code", Level.ERROR, name, name, span, name),
        Diagnostic("code", Level.WARNING, name, name, hint=name, path=name),
    )
    return report_of(failed, undecided, waived, diagnostics=remarks, policy=name, sensitive_inputs=frozenset([name]))


every_name = pytest.mark.parametrize("name", NAMES)


@pytest.mark.parametrize("format", FORMATS)
@every_name
def test_nothing_steers_a_terminal_or_a_build_agent(format: str, name: str) -> None:
    text = rendered(format, hostile(name), show="all")
    assert [char for char in text.replace("\n", "") if not char.isprintable()] == []
    rows = text.splitlines()
    ours = {"github": "::", "azure": "##vso["}.get(format, "")
    for row in rows:
        told = row.removeprefix(ours)
        assert not told.lstrip().startswith("::"), row
        assert not re.search(r"##(vso)?\[", told, re.IGNORECASE), row
    assert not ours or all(row.startswith(ours) for row in rows)


@every_name
def test_nothing_steers_a_terminal_in_color(name: str) -> None:
    text = painted(text_lines(hostile(name), 100, show="all"))
    without_ours = re.sub(r"\x1b\[[\d;]*m|\x1b\]8;[^\x1b]*\x1b\\", "", text)
    assert [char for char in without_ours.replace("\n", "") if not char.isprintable()] == []
    assert not [row for row in text.splitlines() if row.lstrip().startswith("::")]


@every_name
def test_json_says_what_it_was_told(name: str) -> None:
    assert json.loads(rendered("json", hostile(name)))["findings"][0]["message"] == name
    assert json.loads(rendered("sarif", hostile(name)))["runs"][0]["results"][0]["properties"]["root"] == name


@every_name
def test_a_name_makes_no_element_of_a_page(name: str) -> None:
    def shape(report: Report) -> list[tuple[str, tuple[str, ...]]]:
        found: list[tuple[str, tuple[str, ...]]] = []

        class Shape(HTMLParser):
            def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
                found.append((tag, tuple(key for key, _ in attrs)))

        Shape().feed(rendered("html", report, show="all"))
        return [one for one in found if one[0] not in ("span", "mark")]

    assert shape(hostile(name)) == shape(hostile("harmless\n\n" if "\n" in name else "harmless"))


@every_name
def test_a_name_makes_no_element_of_xml(name: str) -> None:
    def shape(report: Report) -> list[tuple[str, list[str]]]:
        return [(one.tag, list(one.attrib)) for one in ElementTree.fromstring(rendered("junit", report)).iter()]

    assert shape(hostile(name)) == shape(hostile("harmless"))


@every_name
def test_no_cell_is_a_formula(name: str) -> None:
    rows = list(csv.reader(io.StringIO(rendered("csv", hostile(name)))))
    assert len({len(row) for row in rows}) == 1
    assert not [cell for row in rows for cell in row if re.match(r"[\s'\"]*[=+\-@\uff1d\uff0b\uff0d\uff20]", cell[:1])]


@every_name
def test_a_name_draws_nothing_in_markdown(name: str) -> None:
    text = rendered("markdown", hostile(name), show="all")
    assert not re.search(r"[@#](?=\w)(?!\d+;)|:(?=//)(?!//example\.org)|www\.", outside_fences(text))
    assert drawn(text) == drawn(rendered("markdown", hostile("harmless"), show="all"))


def drawn(text: str) -> list[tuple[str, tuple[tuple[str, str | None], ...]]]:
    """The elements, with their attributes, that a renderer of Markdown makes of a text."""
    markdown_it = pytest.importorskip("markdown_it")
    found: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []

    class Elements(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.append((tag, tuple(attrs)))

    Elements().feed(markdown_it.MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text))
    return found


def outside_fences(text: str) -> str:
    return re.sub(r"^(`{3,})text\n.*?^\1$", "", text, flags=re.MULTILINE | re.DOTALL)
