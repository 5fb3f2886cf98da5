"""The laws of values that are not known, held against every documented answer with one literal of it hidden."""

from __future__ import annotations

import re
from typing import Any

import pytest
from documented_answers import KNOWN
from evaluated_templates import expression, may_be

from fastpath_checks.core.values import Because, Missing, OneOf, Unknown, from_plain, identical, plain, unknown

_LITERAL = re.compile(r"'(?:[^']|'')*'|(?<![\w'.])-?\d+(?![\w'.])")
_NAMES_A_VARIABLE = re.compile(r"(lambda\(|lambda\('\w+', |lambdaVariables\()$")
MISSING = (Missing(Because.NO_DEFAULT, "p"),)


def hidden() -> list[tuple[str, Any, Any]]:
    """Each expression with one literal made ``parameters('p')``, that literal, and the answer."""
    found = []
    for text, answer in KNOWN:
        for match in _LITERAL.finditer(text):
            if _NAMES_A_VARIABLE.search(text[: match.start()]):
                continue
            spelled = match.group()
            literal = spelled[1:-1].replace("''", "'") if spelled[0] == "'" else int(spelled)
            found.append((f"{text[: match.start()]}parameters('p'){text[match.end() :]}", literal, answer))
    return found


HIDDEN = hidden()


def test_there_are_literals_to_hide():
    assert len(HIDDEN) > 200


@pytest.mark.parametrize(("text", "literal", "answer"), HIDDEN)
def test_a_literal_behind_a_parameter_gives_the_same_answer(text, literal, answer):
    value, _ = expression(text, p=from_plain(literal))
    assert plain(value) == answer


@pytest.mark.parametrize(("text", "literal", "answer"), HIDDEN)
def test_what_is_decided_without_an_input_is_what_is_decided_with_it(text, literal, answer):
    value, deployment = expression(text, p=unknown(Because.NO_DEFAULT, "p"))
    assert deployment.diagnostics == []
    assert may_be(value, answer)


@pytest.mark.parametrize(("text", "literal", "answer"), HIDDEN)
def test_the_answer_is_among_those_of_several_alternatives(text, literal, answer):
    other = "other" if isinstance(literal, str) else 1
    if literal == other:
        other = "another" if isinstance(literal, str) else 2
    choices = OneOf((from_plain(literal), from_plain(other)), MISSING)
    value, _ = expression(text, p=choices)
    assert may_be(value, answer)


@pytest.mark.parametrize("text", sorted({text for text, _, _ in HIDDEN}))
def test_the_same_expression_of_the_same_unknown_is_the_same(text):
    """Where an expression is left, two of them that are spelled alike are equal; the rest stays unknown."""
    one, _ = expression(text, p=unknown(Because.NO_DEFAULT, "p"))
    two, _ = expression(text, p=unknown(Because.NO_DEFAULT, "p"))
    other, _ = expression(text, p=unknown(Because.NO_DEFAULT, "q"))
    if isinstance(one, Unknown) and isinstance(two, Unknown) and one.residual:
        assert identical(one, two)
        assert not identical(one, other)
