"""Functions between values and structured text: JSON, YAML, CSV."""

from __future__ import annotations

from typing import Any

from fastpath_checks.core.values import Because, Known, OneOf, Unknown, Value, join, unknown
from fastpath_checks.evaluate.terraform.functions.json_text import json_of, parsed_json
from fastpath_checks.evaluate.terraform.functions.signatures import Function, declare, refuse
from fastpath_checks.evaluate.terraform.functions.yaml_text import parsed_yaml, yaml_of
from fastpath_checks.evaluate.terraform.shapes import (
    JsonText,
    LazyObject,
    ListData,
    combined_residual,
    decoded_json,
    missing_within,
    settled,
)
from fastpath_checks.evaluate.terraform.special_unknowns import UnknownJson
from fastpath_checks.evaluate.terraform.type_constraints import STRING, Type
from fastpath_checks.graph.resource_ids import ResourceId

ROWS_LIMIT = 100_000


def _holds_an_id(value: Value) -> bool:
    if not isinstance(value, Known):
        return False
    data = value.data
    if isinstance(data, list):
        return any(_holds_an_id(item) for item in data)
    if isinstance(data, LazyObject):
        return False
    if isinstance(data, dict):
        return any(_holds_an_id(item) for item in data.values())
    return isinstance(data, ResourceId)


def _jsonencode(value: Value) -> Value:
    """The text; where a part of the value is not known, an unknown that remembers the value."""
    if isinstance(value, OneOf):
        return join([_jsonencode(choice) for choice in value.choices], value.missing, "", value.origin)
    if settled(value) and not _holds_an_id(value):
        return Known(JsonText(json_of(value), value), value.origin)
    missing = missing_within([value])
    if not missing:
        missing = unknown(Because.RUNTIME_ATTRIBUTE, "text of a resource id", value.origin).missing
    return UnknownJson(missing, combined_residual("jsonencode", [value]), value.origin, value)


def _jsondecode(value: Value) -> Any:
    """The data; what ``jsonencode`` made keeps where its parts were written."""
    decoded = decoded_json(value)
    if decoded is not None:
        return _as_decoded(decoded)
    if isinstance(value, Unknown):
        return Unknown(value.missing, combined_residual("jsondecode", [value]), value.origin)
    if isinstance(value, OneOf) or not isinstance(value.data, str):
        raise refuse("a string is required")
    return parsed_json(value.data)


def _as_decoded(value: Value) -> Value:
    """A value as it comes back from JSON, which knows tuples and objects only."""
    if not isinstance(value, Known):
        return value
    data = value.data
    if isinstance(data, LazyObject) and data.beyond is not None:
        return value
    if isinstance(data, dict):
        return Known({key: _as_decoded(item) for key, item in data.items()}, value.origin)
    if isinstance(data, list):
        return Known([_as_decoded(item) for item in data], value.origin)
    return value


def _csvdecode(text: str) -> Any:
    import csv

    try:
        rows = list(csv.reader(text.splitlines(keepends=True), strict=True))
    except csv.Error as error:
        raise refuse(f"this is not CSV: {error}") from error
    rows = [row for row in rows if row]
    if not rows:
        raise refuse("a CSV text needs a line of column names")
    header = rows[0]
    if len(set(header)) != len(header):
        raise refuse("two columns have the same name")
    if any(len(row) != len(header) for row in rows):
        raise refuse("a line has another number of columns than the first")
    if len(rows) > ROWS_LIMIT:
        raise refuse("this CSV text is too long")
    kind = Type("object", attributes=dict.fromkeys(header, STRING))
    made: list[Value] = [Known({name: Known(cell) for name, cell in zip(header, row, strict=True)}) for row in rows[1:]]
    return ListData(made, kind)


FUNCTIONS: dict[str, Function] = {
    "csvdecode": declare("text", _csvdecode),
    "jsondecode": declare("open", _jsondecode),
    "jsonencode": declare("raw|null", _jsonencode),
    "yamldecode": declare("text", parsed_yaml),
    "yamlencode": declare("settled|null", yaml_of),
}
