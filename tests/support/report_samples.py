"""Reports made by hand, so that the writers are tested without the rest of the road."""

from __future__ import annotations

from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.core.spans import SourceFile, Span
from fastpath_checks.engine.findings import Because, Finding, MissingInput, Report, Subject, Summary, Verdict

CONNECTION = "Microsoft.Network/connections"

MAIN = SourceFile(
    "infra/main.tf",
    """\
resource "azurerm_virtual_network_gateway" "hub" {
  name = "vgw-hub"
  sku  = "ErGw1AZ"
  type = "ExpressRoute"
}

resource "azurerm_virtual_network_gateway_connection" "hub" {
  name                         = "conn-hub"
  express_route_gateway_bypass = true
  authorization_key            = "hunter2"
}
""",
)
VARIABLES = SourceFile("infra/variables.tf", 'variable "gateway_sku" {\n  type = string\n}\n')


def span_of(file: SourceFile, text: str) -> Span:
    """The first place of a text in a file."""
    start = file.text.index(text)
    return Span(file, start, start + len(text))


HEADER = span_of(MAIN, 'resource "azurerm_virtual_network_gateway_connection" "hub"')
SUBJECT = Subject(CONNECTION, "conn-hub", "azurerm_virtual_network_gateway_connection.hub", HEADER)

FAILED = Finding(
    rule="FASTPATH_101",
    name="gateway-sku-without-fastpath",
    verdict=Verdict.FAIL,
    severity="HIGH",
    message="conn-hub asks for FastPath, but its gateway vgw-hub is ErGw1AZ, which cannot carry it",
    root="infra",
    language="terraform",
    scenarios=(),
    subject=SUBJECT,
    span=span_of(MAIN, '"ErGw1AZ"'),
    because=(
        Because("the gateway bypass of conn-hub is true", span_of(MAIN, "true")),
        Because("the profile says so", None),
    ),
    missing=(),
    fix="use UltraPerformance, ErGw3AZ or ErGwScale with a minimum of 10 scale units, or switch FastPath off",
    url="https://example.org/rules/FASTPATH_101.md",
)
GATEWAY_SKU = MissingInput("no-default", "var.gateway_sku", span_of(VARIABLES, 'variable "gateway_sku"'))
UNDECIDED = FAILED._replace(
    verdict=Verdict.UNDECIDED,
    message="conn-hub is undecided: var.gateway_sku is not known",
    span=span_of(MAIN, "true"),
    because=(),
    missing=(GATEWAY_SKU,),
)
PASSED = FAILED._replace(
    rule="FASTPATH_102",
    name="bypass-on-non-expressroute-connection",
    verdict=Verdict.PASS,
    severity="MEDIUM",
    message="conn-hub passes",
    span=HEADER,
    because=(),
)
SYNTAX_ERROR = Diagnostic(
    "syntax-error",
    Level.ERROR,
    "expected a closing brace",
    "The block began on line 1.",
    span_of(VARIABLES, "string"),
    "add a `}`",
)
MISSING_MODULE = Diagnostic("module-not-found", Level.WARNING, "the module is not on disk", path="infra/modules/hub")


def report_of(*findings: Finding, diagnostics: tuple[Diagnostic, ...] = (), **changes: object) -> Report:
    """A report of these findings, whose sums fit them."""
    verdicts = [finding.verdict for finding in findings]
    sums = Summary(
        files_read=2,
        files_not_read=0,
        compiled=0,
        roots=1,
        scenarios=1,
        resources=2,
        connections=1,
        failed=verdicts.count(Verdict.FAIL),
        undecided=verdicts.count(Verdict.UNDECIDED),
        passed=verdicts.count(Verdict.PASS),
    )
    report = Report(findings, diagnostics, sums, "default", "2025-11-05", "MEDIUM")
    return report._replace(**changes)


FULL = report_of(FAILED, UNDECIDED, PASSED, diagnostics=(MISSING_MODULE, SYNTAX_ERROR))
