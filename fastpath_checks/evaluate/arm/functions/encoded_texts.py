"""JSON, base64, and what else turns texts into other texts."""

from __future__ import annotations

import json as json_format
from typing import Any

from fastpath_checks.core.diagnostics import Level
from fastpath_checks.core.spans import SourceFile
from fastpath_checks.core.values import Known, plain
from fastpath_checks.evaluate.arm.functions.calling import Refused, plain_function
from fastpath_checks.graph.resource_ids import ResourceId
from fastpath_checks.syntax.jsonc import (
    JsonArray,
    JsonLiteral,
    JsonNumber,
    JsonObject,
    JsonString,
    JsonValue,
    parse_json,
)


def json_text(value: Known) -> str | None:
    """The compact JSON of a value that is known throughout; None where it holds an id."""
    data = plain(value)
    if _holds_id(data):
        return None
    return json_format.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _holds_id(data: Any) -> bool:
    if isinstance(data, dict):
        return any(_holds_id(item) for item in data.values())
    if isinstance(data, list):
        return any(_holds_id(item) for item in data)
    return isinstance(data, ResourceId)


@plain_function("json", "text")
def json(text: str) -> Any:
    """Comments, and what else templates may hold, are taken here too."""
    try:
        return json_format.loads(text)
    except (ValueError, RecursionError):
        tree, remarks = parse_json(SourceFile("json()", text))
        if tree is None or any(remark.level is Level.ERROR for remark in remarks):
            raise Refused("the text is no JSON") from None
        return _read(tree)


def _read(tree: JsonValue) -> Any:
    match tree:
        case JsonObject():
            return {member.key: _read(member.value) for member in tree.members}
        case JsonArray():
            return [_read(item) for item in tree.items]
        case JsonString() | JsonNumber() | JsonLiteral():
            return tree.value
    raise Refused("the text is no JSON")


@plain_function("base64", "text")
def base64(text: str) -> str:
    from base64 import b64encode

    return b64encode(text.encode("utf-8", "surrogatepass")).decode("ascii")


@plain_function("base64ToString", "text")
def base64_to_string(text: str) -> str:
    from base64 import b64decode

    try:
        return b64decode(text, validate=True).decode("utf-8")
    except ValueError as error:
        raise Refused("the text is no base64 of a text") from error


@plain_function("base64ToJson", "text")
def base64_to_json(text: str) -> Any:
    return json(base64_to_string(text))


@plain_function("dataUri", "text")
def data_uri(text: str) -> str:
    return f"data:text/plain;charset=utf8;base64,{base64(text)}"


@plain_function("dataUriToString", "text")
def data_uri_to_string(text: str) -> str:
    from urllib.parse import unquote

    head, comma, body = text.partition(",")
    if not head.casefold().startswith("data:") or not comma:
        raise Refused("the text is no data URI")
    return base64_to_string(body) if head.casefold().endswith(";base64") else unquote(body)


@plain_function("uri", "text", "text")
def uri(base: str, relative: str) -> str:
    """As browsers join: the last part of a base without a slash at its end gives way."""
    from urllib.parse import urljoin, urlsplit

    try:
        split = urlsplit(base)
    except ValueError as error:
        raise Refused("the base is no absolute URI") from error
    if not split.scheme or not split.netloc:
        raise Refused("the base is no absolute URI")
    return urljoin(base, relative)


@plain_function("uriComponent", "text")
def uri_component(text: str) -> str:
    from urllib.parse import quote

    return quote(text, safe="-_.~", errors="replace")


@plain_function("uriComponentToString", "text")
def uri_component_to_string(text: str) -> str:
    from urllib.parse import unquote

    return unquote(text)
