"""``--var`` texts as values of the parameters' types."""

from __future__ import annotations

from typing import Any

import pytest

from fastpath_checks.core.spans import SourceFile, Span
from fastpath_checks.core.values import Because, Known, Unknown, plain
from fastpath_checks.engine.given import given_values
from fastpath_checks.evaluate.arm.template import Parameter, Template

FILE = SourceFile("main.bicep", "")


def template(type: str) -> Template:
    parameters = {"sku": Parameter("sku", type, Span(FILE, 0, 0))}
    return Template(FILE, "bicep", parameters=parameters, variables={}, resources=[], outputs={}, functions={})


@pytest.mark.parametrize(
    ("type", "text", "expected"),
    [
        ("string", "10", "10"),
        ("string", "true", "true"),
        ("secureString", "x", "x"),
        ("int", "10", 10),
        ("bool", "true", True),
        ("bool", "True", True),
        ("array", '["a", 1]', ["a", 1]),
        ("object", '{"a": {"b": null}}', {"a": {"b": None}}),
        ("skuType", "ErGw3AZ", "ErGw3AZ"),
    ],
)
def test_a_text_becomes_a_value_of_the_declared_type(type: str, text: str, expected: Any) -> None:
    value = given_values(template(type), {"SKU": text})["SKU"]
    assert isinstance(value, Known)
    assert plain(value) == expected


@pytest.mark.parametrize(
    ("type", "text", "because"),
    [
        ("int", "ten", Because.ERROR),
        ("int", "true", Because.ERROR),
        ("bool", "1", Because.ERROR),
        ("array", "{}", Because.ERROR),
        ("skuType", "10", Because.UNMODELLED),
    ],
)
def test_a_text_that_does_not_fit_is_unknown(type: str, text: str, because: Because) -> None:
    value = given_values(template(type), {"sku": text})["sku"]
    assert isinstance(value, Unknown)
    assert value.because is because
