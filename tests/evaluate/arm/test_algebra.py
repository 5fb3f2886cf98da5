"""The laws of values that are not known, held against every documented answer with one literal of it hidden."""

from __future__ import annotations

import re
from typing import Any

import pytest
from documented_answers import KNOWN
from evaluated_templates import expression

from fastpath_checks.core.values import (
    Because,
    Known,
    Missing,
    OneOf,
    Unknown,
    Value,
    from_plain,
    identical,
    plain,
    unknown,
)

_LITERAL = re.compile(r"'(?:[^']|'')*'|(?<![\w'.])-?\d+(?![\w'.])")
MISSING = (Missing(Because.NO_DEFAULT, "p"),)


def hidden() -> list[tuple[str, Any, Any]]:
    """Each expression with one literal made ``parameters('p')``, that literal, and the answer."""
    found = []
    for text, answer in KNOWN:
        for match in _LITERAL.finditer(text):
            if text[: match.start()].endswith(("lambda(", "lambdaVariables(")):
                continue  # a name, not a value
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


def may_be(value: Value, answer: Any) -> bool:
    """Whether nothing that is known of a value speaks against the answer."""
    match value:
        case Unknown():
            return True
        case OneOf(choices):
            return any(may_be(choice, answer) for choice in choices)
        case Known(data) if isinstance(data, dict):
            return isinstance(answer, dict) and all(may_be(data[key], answer.get(key)) for key in data)
        case Known(data) if isinstance(data, list):
            return (
                isinstance(answer, list)
                and len(data) == len(answer)
                and all(may_be(one, two) for one, two in zip(data, answer, strict=True))
            )
        case Known(data):
            return data == answer
