"""JSON as ARM templates and parameter files write it: text -> tree with positions."""

from fastpath_checks.syntax.jsonc.comments import JsonComment, list_comments
from fastpath_checks.syntax.jsonc.nodes import (
    JsonArray,
    JsonLiteral,
    JsonMember,
    JsonNumber,
    JsonObject,
    JsonString,
    JsonUnread,
    JsonValue,
)
from fastpath_checks.syntax.jsonc.reading import parse_json, parse_object_at

__all__ = [
    "JsonArray",
    "JsonComment",
    "JsonLiteral",
    "JsonMember",
    "JsonNumber",
    "JsonObject",
    "JsonString",
    "JsonUnread",
    "JsonValue",
    "list_comments",
    "parse_json",
    "parse_object_at",
]
