"""Texts that are built from parts, some of which are not known.

The residual of such a text is written as Bicep writes it: ``'${param prefix}-vnet'``. It is the same for
``concat(parameters('prefix'), '-vnet')`` wherever it stands, so that names which are equal stay equal.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Union

from fastpath_checks.core.spans import Origin
from fastpath_checks.core.values import Because, Known, Missing, OneOf, Unknown, Value, missing_of, unknown
from fastpath_checks.graph.resource_ids import ResourceId

SUBSCRIPTION = "subscription().subscriptionId"
RESOURCE_GROUP = "resourceGroup().name"
RESIDUAL_LIMIT = 600
"""Characters of a residual; a longer one keeps its beginning and a digest, so that equal ones stay equal."""

_MEANS = {
    "subscription().id": f"/subscriptions/${{{SUBSCRIPTION}}}",
    "resourceGroup().id": f"/subscriptions/${{{SUBSCRIPTION}}}/resourceGroups/${{{RESOURCE_GROUP}}}",
}
"""Properties of the deployment's scope that are texts of a known shape."""

Piece = Union[str, Value]  # noqa: UP007 - an alias is evaluated when it is read
"""A part of a text: literal, or a value that is not known."""


def shortened(residual: str) -> str:
    if len(residual) <= RESIDUAL_LIMIT:
        return residual
    import hashlib  # few residuals are so long

    digest = hashlib.sha256(residual.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return f"{residual[: RESIDUAL_LIMIT // 2]}...{digest}"


def residual_of(value: Value) -> str:
    """A value as it stands in the residual of a call; empty where two that look alike need not be equal."""
    match value:
        case Unknown():
            return value.residual
        case OneOf():
            return ""
        case Known(data):
            if isinstance(data, ResourceId):
                return residual_of(spelled(data, value.origin))
            if isinstance(data, bool) or data is None:
                return {True: "true", False: "false", None: "null"}[data]
            if isinstance(data, str):
                return f"'{data}'"
            if isinstance(data, list):
                return _enclosed("[", [residual_of(item) for item in data], "]")
            if isinstance(data, dict):
                return _enclosed("{", [_member(key, item) for key, item in data.items()], "}")
            return str(data)


def _member(key: str, value: Value) -> str:
    shown = residual_of(value)
    return f"{key}: {shown}" if shown else ""


def _enclosed(start: str, items: list[str], end: str) -> str:
    return shortened(f"{start}{', '.join(items)}{end}") if all(items) else ""


def call_residual(name: str, values: Iterable[Value]) -> str:
    """``name(arguments)``; empty where an argument has no residual."""
    shown = [residual_of(value) for value in values]
    return shortened(f"{name}({', '.join(shown)})") if all(shown) else ""


def pieces_of(value: Value) -> list[Piece]:
    """The parts of a text: literal ones, and values that are not known."""
    match value:
        case Known(data) if isinstance(data, ResourceId):
            return id_pieces(data)
        case Known(data) if isinstance(data, str):
            return [data] if data else []
        case Unknown():
            shape = _MEANS.get(value.residual)
            if shape is None and _is_composed(value.residual):
                shape = value.residual[1:-1]
            if shape is not None:
                return _parsed(shape, value.missing, value.origin)
    return [value]


def _is_composed(residual: str) -> bool:
    return len(residual) > 2 and residual[0] == "'" == residual[-1] and len(residual) <= RESIDUAL_LIMIT


def _parsed(shape: str, missing: tuple[Missing, ...], origin: Origin) -> list[Piece]:
    pieces: list[Piece] = []
    at = 0
    while (start := shape.find("${", at)) >= 0:
        if start > at:
            pieces.append(shape[at:start])
        depth, end = 1, start + 2
        while end < len(shape) and depth:
            depth += {"{": 1, "}": -1}.get(shape[end], 0)
            end += 1
        pieces.append(Unknown(missing, shape[start + 2 : end - 1], origin))
        at = end
    if at < len(shape):
        pieces.append(shape[at:])
    return pieces


def id_pieces(id: ResourceId) -> list[Piece]:
    """The text of an id; its own scope is the deployment's where it names none."""
    namespace, *types = id.type.split("/")
    if id.before is not None:
        pieces = pieces_of(id.before)
    else:
        subscription = id.subscription or unknown(Because.DEPLOYMENT_CONTEXT, SUBSCRIPTION)
        group = id.resource_group or unknown(Because.DEPLOYMENT_CONTEXT, RESOURCE_GROUP)
        pieces = ["/subscriptions/", *pieces_of(subscription), "/resourceGroups/", *pieces_of(group)]
    pieces.append(f"/providers/{namespace}")
    for segment, name in zip(types, id.names, strict=False):
        pieces += [f"/{segment}/", *pieces_of(name)]
    return _merged(pieces)


def _merged(pieces: Iterable[Piece]) -> list[Piece]:
    merged: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, str) and merged and isinstance(merged[-1], str):
            merged[-1] += piece
        elif piece != "":
            merged.append(piece)
    return merged


def _holed(pieces: Sequence[Piece], origin: Origin) -> Value:
    """The text that the pieces are: known where all are literal, else with a residual that shows the holes."""
    pieces = _merged(pieces)
    holes = [piece for piece in pieces if not isinstance(piece, str)]
    if not holes:
        return Known("".join(piece for piece in pieces if isinstance(piece, str)), origin)
    shown = [piece if isinstance(piece, str) else _hole(piece) for piece in pieces]
    return Unknown(missing_of(holes), shortened("'" + "".join(shown) + "'") if all(shown) else "", origin, True)


def _hole(value: Value) -> str:
    residual = residual_of(value)
    return f"${{{residual}}}" if residual else ""


def spelled(id: ResourceId, origin: Origin) -> Value:
    """The text of an id, with holes where parts of it are not known."""
    return _holed(id_pieces(id), origin)


def composed(parts: Sequence[Value], origin: Origin) -> Value:
    """The text that several values make, one after the other.

    What is built around an id is an id where it has the shape of one, and so is an id that is spelled out with parts
    that are not known. A text with an unknown part is unknown, and never null.
    """
    parts = [part for part in parts if not (isinstance(part, Known) and part.data == "")]
    if len(parts) == 1 and isinstance(parts[0], Known) and isinstance(parts[0].data, ResourceId):
        return Known(parts[0].data, origin)
    pieces: list[Piece] = [piece for part in parts for piece in pieces_of(part)]
    if any(not isinstance(piece, str) for piece in pieces):
        id = id_from(pieces, origin)
        if id is not None:
            return Known(id, origin)
    return _holed(pieces, origin)


def split_text(pieces: Sequence[Piece], separator: str, origin: Origin) -> list[Value]:
    """The values between the separators that are literal; a part that is not known is taken to hold none."""
    found: list[list[Piece]] = [[]]
    for piece in pieces:
        if isinstance(piece, str):
            first, *others = piece.split(separator)
            found[-1].append(first)
            found.extend([other] for other in others)
        else:
            found[-1].append(piece)
    return [_segment(_merged(segment), origin) for segment in found]


def _segment(pieces: list[Piece], origin: Origin) -> Value:
    if len(pieces) == 1 and not isinstance(pieces[0], str):
        return pieces[0]
    return _holed(pieces, origin)


def id_from(pieces: Sequence[Piece], origin: Origin) -> ResourceId | None:
    """The id that pieces of text spell, with values where parts of it are not known; None where it is none."""
    segments = split_text(pieces, "/", origin)
    words = [str(segment.data).casefold() if isinstance(segment, Known) else "" for segment in segments]
    if len(segments) < 5 or words[0] != "" or not isinstance(segments[0], Known) or "providers" not in words:
        return None
    at = len(words) - 1 - words[::-1].index("providers")
    tail = segments[at + 1 :]
    types = [segment.data for segment in (tail[:1] + tail[1::2]) if isinstance(segment, Known)]
    names = tail[2::2]
    if len(tail) < 3 or len(tail) % 2 == 0 or len(types) != len(names) + 1 or not all(types):
        return None
    if any(isinstance(name, Known) and not name.data for name in names):
        return None
    before: Value | None = None
    if at != 5 or words[1] != "subscriptions" or words[3] != "resourcegroups":
        before = _holed([piece for segment in segments[1:at] for piece in ("/", *pieces_of(segment))], origin)
    return ResourceId(
        "/".join(types),
        tuple(names),
        _scope_part(segments, words, "subscriptions"),
        _scope_part(segments, words, "resourcegroups"),
        before=before,
    )


def _scope_part(segments: list[Value], words: list[str], word: str) -> Value | None:
    if word in words and words.index(word) + 1 < len(segments):
        return own_scope(segments[words.index(word) + 1])
    return None


def own_scope(value: Value | None) -> Value | None:
    """A subscription or a resource group; None where it is the deployment's own."""
    if isinstance(value, Unknown) and value.residual in (SUBSCRIPTION, RESOURCE_GROUP):
        return None
    return value


def name_segments(name: Value, count: int) -> tuple[Value, ...] | None:
    """The names of a resource whose type has ``count`` segments; None where the name has another number of them."""
    match name:
        case OneOf(choices):
            split = [name_segments(choice, count) for choice in choices]
            if any(one is None for one in split):
                return None
            columns = zip(*(one for one in split if one is not None), strict=True)
            return tuple(_alternatives(column, name) for column in columns)
        case Known(data) if not isinstance(data, (str, ResourceId)):
            return (Known(str(data), name.origin),) if count == 1 and isinstance(data, (int, float)) else None
    pieces = pieces_of(name)
    segments = split_text(pieces, "/", name.origin)
    if len(segments) == count:
        return tuple(segments)
    if isinstance(name, Unknown) and len(segments) < count:
        residual = name.residual
        return tuple(
            Unknown(name.missing, f"{residual}[{index}]" if residual else "", name.origin) for index in range(count)
        )
    return None


def _alternatives(column: Sequence[Value], name: OneOf) -> Value:
    known = [value for value in column if isinstance(value, Known)]
    distinct = list({str(value.data).casefold(): value for value in reversed(known)}.values())[::-1]
    return distinct[0] if len(distinct) == 1 else OneOf(tuple(distinct), name.missing, name.origin)


def scope_of(value: Value) -> tuple[Value | None, Value | None]:
    """The subscription and the resource group that an id, or a part of one, spells; None for what it does not."""
    segments = split_text(pieces_of(value), "/", value.origin)
    words = [str(segment.data).casefold() if isinstance(segment, Known) else "" for segment in segments]
    return _scope_part(segments, words, "subscriptions"), _scope_part(segments, words, "resourcegroups")
