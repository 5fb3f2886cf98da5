"""The doors of the native syntax."""

from __future__ import annotations

from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.core.spans import SourceFile, Span
from fastpath_checks.syntax.hcl.bodies import BodyReader
from fastpath_checks.syntax.hcl.expressions import ExpressionReader
from fastpath_checks.syntax.hcl.lexing import END, SyntaxFailure, too_deep
from fastpath_checks.syntax.hcl.nodes import Body, Expression


def parse_configuration(file: SourceFile) -> tuple[Body, list[Diagnostic]]:
    """The body of a ``.tf``, ``.tofu``, ``.tfvars`` or ``.hcl`` file and what is wrong with it. Never raises."""
    reader = BodyReader(file)
    body = reader.read()
    if reader.unclosed:
        reader = BodyReader(file, wary=True)
        body = reader.read()
    reader.diagnostics.sort(key=_place)
    return body, reader.diagnostics


def parse_expression(file: SourceFile) -> tuple[Expression | None, list[Diagnostic]]:
    """A text that is one expression, as in ``--var``; None where it is not. Line ends are blanks. Never raises."""
    reader = ExpressionReader(file)
    reader.brackets = 1
    try:
        reader.go_to(1 if file.text.startswith("\ufeff") else 0)
        node = reader.expression()
        if reader.kind != END:
            raise reader.expected("the end of the text")
        return node, []
    except SyntaxFailure as failure:
        return None, [as_diagnostic(failure, file)]
    except RecursionError:
        return None, [as_diagnostic(too_deep(reader.start), file)]


def parse_template(file: SourceFile) -> tuple[Expression | None, list[Diagnostic]]:
    """A text that is one template without quotes, as ``templatefile`` reads it; None where it is broken."""
    reader = ExpressionReader(file)
    try:
        return reader.bare(0, len(file.text)), []
    except SyntaxFailure as failure:
        return None, [as_diagnostic(failure, file)]
    except RecursionError:
        return None, [as_diagnostic(too_deep(reader.start), file)]


def as_diagnostic(failure: SyntaxFailure, file: SourceFile) -> Diagnostic:
    span = Span(file, failure.start, failure.end)
    return Diagnostic(failure.code, Level.ERROR, failure.summary, span=span, hint=failure.hint)


def _place(diagnostic: Diagnostic) -> int:
    return diagnostic.span.start if diagnostic.span is not None else 0
