"""Findings and reports that a test writes down."""

from __future__ import annotations

from collections.abc import Iterable

from fastpath_checks.core.diagnostics import Diagnostic
from fastpath_checks.core.spans import SourceFile, Span
from fastpath_checks.engine.findings import Because, Finding, Report, Subject, Summary, Verdict


def line_of(file: SourceFile, line: int) -> Span:
    """The text of a 1-based line."""
    start = sum(len(one) + 1 for one in file.text.split("\n")[: line - 1])
    return Span(file, start, start + len(file.line_text(line)))


def finding(
    declaration: Span,
    verdict: Verdict = Verdict.FAIL,
    *,
    language: str = "terraform",
    address: str = "azurerm_virtual_network_gateway_connection.hub",
    name: str = "conn-hub",
    because: Iterable[Span] = (),
) -> Finding:
    """A finding of FASTPATH_101 about a connection."""
    return Finding(
        rule="FASTPATH_101",
        name="gateway-sku-without-fastpath",
        verdict=verdict,
        severity="HIGH",
        message=f"{name} asks for too much",
        root=".",
        language=language,
        scenarios=(),
        subject=Subject("Microsoft.Network/connections", name, address, declaration),
        span=declaration,
        because=tuple(Because("so it is", span) for span in because),
        missing=(),
        fix="",
        url="",
    )


def report(findings: Iterable[Finding], diagnostics: Iterable[Diagnostic] = ()) -> Report:
    """A report whose sums nobody asks for."""
    sums = Summary(*[0] * len(Summary._fields))
    return Report(tuple(findings), tuple(diagnostics), sums, "default", "2025-11-05", "MEDIUM")
