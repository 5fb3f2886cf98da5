"""Sets of values: each element once, in Terraform's own order."""

from __future__ import annotations

from collections.abc import Iterable

from fastpath_checks.core.values import Known, Value, identical
from fastpath_checks.evaluate.terraform.shapes import ListData, MapData, SetData
from fastpath_checks.evaluate.terraform.type_constraints import Type

DEPTH_LIMIT = 100


def make_set(items: Iterable[Value], element: Type | None) -> SetData:
    """A set of values of one type: each once, in Terraform's order."""
    distinct: list[Value] = []
    seen: set[object] = set()
    for item in items:
        if isinstance(item, Known) and isinstance(item.data, (str, int, float)):
            mark = (isinstance(item.data, bool), str(item.data) if isinstance(item.data, str) else item.data)
            if mark in seen:
                continue
            seen.add(mark)
        elif any(identical(item, other) for other in distinct):
            continue
        distinct.append(item)
    return SetData(sorted(distinct, key=_set_order), element)


def _set_order(value: Value) -> tuple[int, object, str]:
    """Known before null before unknown; strings and numbers by value; the rest by the text that Terraform hashes."""
    if not isinstance(value, Known):
        return (5, 0, "")
    data = value.data
    if data is None:
        return (4, 0, "")
    if isinstance(data, bool):
        return (0, int(data), "")
    if isinstance(data, (int, float)):
        return (1, data, "")
    if isinstance(data, str):
        return (2, 0, data)
    return (3, 0, hashed(value, 0))


def hashed(value: Value, depth: int = 0) -> str:
    """The text by which Terraform sorts and tells apart the elements of a set that are not primitive."""
    if not isinstance(value, Known) or depth > DEPTH_LIMIT:
        return "?"
    data = value.data
    if data is None:
        return "~"
    if isinstance(data, bool):
        return "T" if data else "F"
    if isinstance(data, (int, float)):
        return format(data, ".10g")
    if isinstance(data, str):
        return '"' + data.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(data, MapData):
        return "{" + "".join(f'"{key}":{hashed(data[key], depth + 1)};' for key in sorted(data)) + "}"
    if isinstance(data, dict):
        return "<" + "".join(f"{hashed(data[key], depth + 1)};" for key in sorted(data)) + ">"
    if isinstance(data, (ListData, SetData)):
        return "[" + "".join(f"{hashed(item, depth + 1)};" for item in data) + "]"
    if isinstance(data, list):
        return "<" + "".join(f"{hashed(item, depth + 1)};" for item in data) + ">"
    return str(data)
