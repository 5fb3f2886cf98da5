"""JSON as Terraform writes it: compact, keys in order, and the characters escaped that Go escapes for HTML."""

from __future__ import annotations

import json
import re
from typing import Any

from fastpath_checks.core.values import Known, Value
from fastpath_checks.evaluate.terraform.failures import Unmodelled
from fastpath_checks.evaluate.terraform.functions.signatures import refuse
from fastpath_checks.evaluate.terraform.numbers_text import number_text, parse_number
from fastpath_checks.graph.resource_ids import ResourceId

DEPTH_LIMIT = 200
_ESCAPED = re.compile("[<>&\u2028\u2029]")


def json_string(text: str) -> str:
    """The text as a JSON string."""
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))


def json_of(value: Value, depth: int = 0) -> str:
    """The JSON text of a value that is known throughout. Raises Unmodelled for ids, whose text is not known."""
    if depth > DEPTH_LIMIT or not isinstance(value, Known):
        raise Unmodelled("deeply nested value")
    data = value.data
    if data is None:
        return "null"
    if isinstance(data, bool):
        return "true" if data else "false"
    if isinstance(data, (int, float)):
        return number_text(data)
    if isinstance(data, str):
        return json_string(data)
    if isinstance(data, ResourceId):
        raise Unmodelled("text of a resource id")
    if isinstance(data, dict):
        return "{" + ",".join(f"{json_string(key)}:{json_of(data[key], depth + 1)}" for key in sorted(data)) + "}"
    return "[" + ",".join(json_of(item, depth + 1) for item in data) + "]"


def parsed_json(text: str) -> Any:
    """Plain data of a JSON text: a later key wins over an earlier one, numbers are exact. Refuses what is no JSON."""

    def no_constant(word: str) -> Any:
        raise ValueError(word)

    try:
        return json.loads(text, parse_float=parse_number, parse_int=parse_number, parse_constant=no_constant)
    except RecursionError as error:
        raise Unmodelled("deeply nested value") from error
    except ValueError as error:
        raise refuse(f"this is not JSON: {error}") from error
