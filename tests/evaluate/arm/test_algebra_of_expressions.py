"""Whatever expression is written: what is decided of it without some of its inputs is what is decided with all."""

from __future__ import annotations

import re
from typing import Any

from evaluated_templates import expression, may_be
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from fastpath_checks.core.values import Because, Known, Missing, OneOf, Value, from_plain, plain, unknown

INPUTS: dict[str, list[Any]] = {
    "word": ["a", "b/A", ""],
    "other": ["A", "a/b/c", "ab"],
    "number": [0, 1, 3],
    "flag": [True, False],
    "list": [[], ["a"], ["b", "a", "b"]],
}
"""What a template is given: some values for each of its parameters."""


LEAVES = {
    "T": ["'a'", "'B'", "'a/b'", "''", "parameters('word')", "parameters('other')"],
    "I": ["0", "2", "-1", "parameters('number')"],
    "B": ["true()", "false()", "parameters('flag')"],
    "A": ["createArray()", "createArray('a', 'b')", "parameters('list')"],
}
SHAPES = {
    "T": """
        concat(T, T)
        format('{0}-{1}', T, I)
        toUpper(T)
        toLower(T)
        trim(T)
        replace(T, T, 'c')
        take(T, I)
        skip(T, I)
        join(A, T)
        coalesce(null(), T)
        if(B, T, T)
        string(I)
        uniqueString(T, T)
        guid(T)
        base64(T)
        first(T)
        last(createArray(T, T))
        createObject('a', T, 'b', T).b
        union(createObject('a', T), createObject('b', T)).a
        tryGet(createObject('a', T), 'a')
    """,
    "I": """
        add(I, I)
        sub(I, I)
        mul(I, I)
        length(T)
        length(A)
        indexOf(T, T)
        indexOf(A, T)
        min(I, I)
        max(createArray(I, I))
        if(B, I, I)
        reduce(A, I, lambda('x', 'y', add(lambdaVariables('x'), length(lambdaVariables('y')))))
    """,
    "B": """
        equals(T, T)
        equals(I, I)
        equals(A, A)
        not(B)
        and(B, B)
        or(B, B)
        contains(T, T)
        contains(A, T)
        startsWith(T, T)
        endsWith(T, T)
        like(T, 'a*')
        empty(T)
        empty(A)
        less(I, I)
        greaterOrEquals(I, I)
        if(B, B, B)
    """,
    "A": """
        createArray(T, T)
        concat(A, A)
        union(A, A)
        intersection(A, A)
        distinct(A)
        flatten(createArray(A, A))
        split(T, '/')
        take(A, I)
        skip(A, I)
        if(B, A, A)
        map(A, lambda('x', toUpper(lambdaVariables('x'))))
        filter(A, lambda('x', contains(lambdaVariables('x'), T)))
        sort(A, lambda('x', 'y', less(lambdaVariables('x'), lambdaVariables('y'))))
        objectKeys(toObject(A, lambda('x', concat('k', lambdaVariables('x')))))
    """,
}
"""Calls that give a text (T), a number (I), a truth (B) or an array of texts (A), with the kinds of their arguments."""

DEPTH = 3


@st.composite
def expressions(draw: st.DrawFn, kinds: str = "TIBA", depth: int = DEPTH) -> str:
    kind = draw(st.sampled_from(kinds))
    if not depth or draw(st.integers(0, 3)) == 0:
        return draw(st.sampled_from(LEAVES[kind]))
    shape = draw(st.sampled_from(SHAPES[kind].strip().splitlines())).strip()
    return re.sub(r"(?<![\w'])[TIBA](?![\w'])", lambda match: draw(expressions(match.group(), depth - 1)), shape)


GIVEN = st.fixed_dictionaries({name: st.sampled_from(choices) for name, choices in INPUTS.items()})
HIDDEN = st.sets(st.sampled_from(sorted(INPUTS)), min_size=1)


@settings(max_examples=120, deadline=None)
@given(text=expressions(), inputs=GIVEN, hidden=HIDDEN)
def test_an_unknown_input_never_gives_another_answer(text, inputs, hidden):
    answer = _answer(text, inputs)
    open_inputs = {name: unknown(Because.NO_DEFAULT, name) for name in hidden}
    value, deployment = expression(text, **{**_values(inputs), **open_inputs})
    assert may_be(value, answer)
    assert deployment.diagnostics == []


@settings(max_examples=120, deadline=None)
@given(text=expressions(), inputs=GIVEN, hidden=HIDDEN)
def test_one_of_several_inputs_gives_one_of_the_answers(text, inputs, hidden):
    answer = _answer(text, inputs)
    choices = {name: _all_of(name) for name in hidden}
    value, _ = expression(text, **{**_values(inputs), **choices})
    assert may_be(value, answer)


@settings(max_examples=60, deadline=None)
@given(text=expressions("T"), hidden=HIDDEN, inputs=GIVEN)
def test_an_expression_equals_itself_whatever_is_unknown_in_it(text, hidden, inputs):
    open_inputs = {name: unknown(Because.NO_DEFAULT, name) for name in hidden}
    value, _ = expression(f"equals({text}, {text})", **{**_values(inputs), **open_inputs})
    assert may_be(value, True)


@settings(max_examples=60, deadline=None)
@given(text=expressions(), other=expressions(), inputs=GIVEN)
def test_a_condition_that_is_known_leaves_one_branch_alone(text, other, inputs):
    """The other one is not looked at, unknown or wrong."""
    answer = _answer(text, inputs)
    for shape in (f"if(true(), {text}, int({other}))", f"if(false(), fail('never'), {text})"):
        value, deployment = expression(shape, **_values(inputs))
        assert plain(value) == answer
        assert deployment.diagnostics == []


def _answer(text: str, inputs: dict[str, Any]) -> Any:
    """What the expression gives when everything is given; an expression that Azure refuses is no example."""
    value, deployment = expression(text, **_values(inputs))
    assume(isinstance(value, Known) and not deployment.diagnostics)
    return plain(value)


def _values(inputs: dict[str, Any]) -> dict[str, Value]:
    return {name: from_plain(data) for name, data in inputs.items()}


def _all_of(name: str) -> OneOf:
    choices = tuple(from_plain(data) for data in INPUTS[name])
    return OneOf(choices, (Missing(Because.NO_DEFAULT, name),))
