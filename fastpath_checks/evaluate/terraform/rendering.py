"""Templates that stand in files and in texts: ``templatefile`` and ``templatestring``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastpath_checks.core.spans import SourceFile
from fastpath_checks.core.values import Value
from fastpath_checks.evaluate.terraform.failures import EvaluationError
from fastpath_checks.evaluate.terraform.scope import Scope
from fastpath_checks.syntax.hcl import parse_template

if TYPE_CHECKING:
    from fastpath_checks.evaluate.terraform.evaluating import Evaluator


def rendered(ev: Evaluator, file: SourceFile, variables: dict[str, Value]) -> Value:
    """The text that a template gives with ``variables``, the only names that it may use.

    Raises EvaluationError where it is no template, or uses another name.
    """
    template, problems = parse_template(file)
    if template is None:
        raise EvaluationError("invalid-argument", problems[0].summary if problems else "it is not a template")
    whole = template
    try:
        return ev.nested(lambda: ev.evaluate(whole, Scope(None, file, names=variables)))
    except EvaluationError as error:
        raise EvaluationError(error.code, error.summary) from error
