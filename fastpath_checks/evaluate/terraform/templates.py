"""String templates: interpolation and directives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastpath_checks.core.spans import Origin, OriginKind
from fastpath_checks.core.values import CHOICES_LIMIT, Because, Known, Missing, OneOf, Unknown, Value, one_of
from fastpath_checks.evaluate.terraform.conversion import convert
from fastpath_checks.evaluate.terraform.failures import EvaluationError, LimitReached
from fastpath_checks.evaluate.terraform.looping import LOOP_LIMIT, iterated
from fastpath_checks.evaluate.terraform.shapes import RESIDUAL_LIMIT, missing_within
from fastpath_checks.evaluate.terraform.type_constraints import BOOL, STRING
from fastpath_checks.graph.resource_ids import ResourceId
from fastpath_checks.syntax.hcl import nodes

if TYPE_CHECKING:
    from fastpath_checks.evaluate.terraform.evaluating import Evaluator
    from fastpath_checks.evaluate.terraform.scope import Scope

TEXT_LIMIT = 4_000_000


def template_string(ev: Evaluator, node: nodes.TemplateString | nodes.Heredoc, scope: Scope) -> Value:
    """The text of a template; a template that is one interpolation and nothing else is that value itself."""
    parts = node.parts
    origin = scope.written(node.start, node.end)
    if not parts:
        return Known("", origin)
    if len(parts) == 1:
        only = parts[0]
        if isinstance(only, nodes.TemplateText):
            return Known(only.value, origin)
        if isinstance(only, nodes.Interpolation) and isinstance(node, nodes.TemplateString):
            return ev.evaluate(only.expression, scope)
    pieces: list[Value] = []
    _collect(ev, parts, scope, pieces)
    value = _joined(pieces, origin) if pieces else Known("", origin)
    if isinstance(value, Unknown):
        ev.doubts += 1
    return value


def _collect(ev: Evaluator, parts: Any, scope: Scope, pieces: list[Value]) -> None:
    for part in parts:
        if isinstance(part, nodes.TemplateText):
            pieces.append(Known(part.value))
        elif isinstance(part, nodes.Interpolation):
            pieces.append(_interpolated(ev, part, scope))
        elif isinstance(part, nodes.IfDirective):
            _if(ev, part, scope, pieces)
        else:
            _for(ev, part, scope, pieces)
        if len(pieces) > LOOP_LIMIT:
            raise LimitReached("this template is too long", part.start, part.end)


def _interpolated(ev: Evaluator, part: nodes.Interpolation, scope: Scope) -> Value:
    value = ev.evaluate(part.expression, scope)
    try:
        value = convert(value, STRING)
    except EvaluationError as error:
        raise EvaluationError(error.code, f"in a template, {error.summary}", part.start, part.end) from error
    if isinstance(value, Known) and value.data is None:
        raise EvaluationError("null-value", "a null value cannot stand in a template", part.start, part.end)
    return value


def _if(ev: Evaluator, part: nodes.IfDirective, scope: Scope, pieces: list[Value]) -> None:
    condition = convert(ev.evaluate(part.condition, scope), BOOL)
    if not isinstance(condition, Known):
        pieces.append(Unknown(condition.missing, "", condition.origin, True))
        return
    if condition.data is None:
        raise EvaluationError("null-condition", "the condition must not be null", part.start, part.end)
    chosen = part.then_parts if condition.data else part.else_parts
    if chosen:
        _collect(ev, chosen, scope, pieces)


def _for(ev: Evaluator, part: nodes.ForDirective, scope: Scope, pieces: list[Value]) -> None:
    collection = ev.evaluate(part.collection, scope)
    pairs = iterated(collection, part.start, part.end)
    if not isinstance(pairs, list):
        pieces.append(Unknown(pairs.missing, "", pairs.origin, True))
        return
    for key, value in pairs:
        names = {part.value_name: value}
        if part.key_name:
            names[part.key_name] = key
        _collect(ev, part.parts, scope.binding(names), pieces)


def _joined(pieces: list[Value], origin: Origin) -> Value:
    story = next((piece.origin for piece in pieces if piece.origin.span is not None), None)
    if story is not None:
        origin = Origin(origin.span, OriginKind.DERIVED, story)
    first = pieces[0] if pieces else None
    if isinstance(first, Known) and isinstance(first.data, ResourceId):
        extended = _extended(first.data, pieces[1:], origin)
        if extended is not None:
            return Known(extended, origin)
    texts: list[str] = [""]
    alternatives: list[Missing] = []
    known = True
    for piece in pieces:
        if isinstance(piece, Known) and not isinstance(piece.data, ResourceId):
            texts = [text + piece.data for text in texts]
        elif isinstance(piece, OneOf) and len(texts) * len(piece.choices) <= CHOICES_LIMIT and _plain(piece):
            alternatives.extend(piece.missing)
            texts = [text + choice.data for text in texts for choice in piece.choices]
        else:
            known = False
            break
        if len(texts[0]) > TEXT_LIMIT:
            raise LimitReached("this text is too long")
    if known:
        return one_of([Known(text, origin) for text in texts], tuple(alternatives), origin)
    spelled = _spelled(pieces, origin)
    if spelled is not None:
        return Known(spelled, origin)
    missing = missing_within(pieces)
    if not missing:
        missing = (Missing(Because.RUNTIME_ATTRIBUTE, "text of a resource id", origin),)
    return Unknown(missing, _residual(pieces), origin, True)


def _plain(piece: OneOf) -> bool:
    return all(isinstance(choice.data, str) for choice in piece.choices)


def _residual(pieces: list[Value]) -> str:
    parts = []
    for piece in pieces:
        if isinstance(piece, Known) and isinstance(piece.data, str):
            parts.append(piece.data)
        elif isinstance(piece, Known) and isinstance(piece.data, ResourceId) and piece.data.address:
            parts.append("${" + piece.data.address + ".id}")
        elif isinstance(piece, Unknown) and piece.residual:
            parts.append("${" + piece.residual + "}")
        else:
            return ""
    text = '"' + "".join(parts) + '"'
    return text if len(text) <= RESIDUAL_LIMIT else ""


def _extended(identifier: ResourceId, pieces: list[Value], origin: Origin) -> ResourceId | None:
    """``"${x.id}/subnets/${name}"``: the id of a child whose name may itself be unknown."""
    text, holes = _marked(pieces)
    if not text:
        return None
    segments = text[1:].split("/")
    if not text.startswith("/") or len(segments) % 2 or not all(segments):
        return None
    types, names = segments[::2], [_segment(one, holes, origin) for one in segments[1::2]]
    if any("\0" in one for one in types):
        return None
    if types[0].casefold() == "providers":
        namespace = segments[1]
        if identifier.type.casefold() != RESOURCE_GROUP or "\0" in namespace or len(types) < 2:
            return None
        result = ResourceId(f"{namespace}/{segments[2]}", (_segment(segments[3], holes, origin),), *_scope(identifier))
        types, names = types[2:], names[2:]
    else:
        result = identifier
    if any(one.casefold() == "providers" for one in types):
        return None
    for kind, name in zip(types, names, strict=True):
        result = result.child(kind, name)
    return result


def _marked(pieces: list[Value]) -> tuple[str, dict[str, Value]]:
    """The text with a mark in place of each part that is not known; empty where ids stand in it."""
    texts: list[str] = []
    holes: dict[str, Value] = {}
    for piece in pieces:
        if isinstance(piece, Known) and isinstance(piece.data, str):
            texts.append(piece.data)
        elif isinstance(piece, Known):
            return "", {}
        else:
            mark = f"\0{len(holes)}\0"
            holes[mark] = piece
            texts.append(mark)
    return "".join(texts), holes


def _spelled(pieces: list[Value], origin: Origin) -> ResourceId | None:
    """``"/subscriptions/${var.s}/resourceGroups/rg/providers/..."``: an id that is spelled out but for some names."""
    start = pieces[0] if pieces else None
    if not (isinstance(start, Known) and isinstance(start.data, str) and start.data.startswith("/subscriptions/")):
        return None
    text, holes = _marked(pieces)
    segments = text.split("/")[1:]
    if not holes or len(segments) % 2 or len(segments) in (0, 2, 6) or not all(segments):
        return None
    words, names = segments[::2], [_segment(one, holes, origin) for one in segments[1::2]]
    if [one.casefold() for one in words[:3]] != ["subscriptions", "resourcegroups", "providers"][: len(words)]:
        return None
    if len(words) == 2:
        return ResourceId("Microsoft.Resources/resourceGroups", (names[1],), names[0], names[1])
    namespace = segments[5]
    if any("\0" in one or one.casefold() == "providers" for one in (namespace, *words[3:])):
        return None
    return ResourceId("/".join((namespace, *words[3:])), tuple(names[3:]), names[0], names[1])


RESOURCE_GROUP = "microsoft.resources/resourcegroups"


def _scope(group: ResourceId) -> tuple[Value | None, Value]:
    """The subscription and the resource group of what lies in a group."""
    return group.subscription, group.names[-1]


def _segment(text: str, holes: dict[str, Value], origin: Origin) -> Value:
    """The name that one segment of an id gives; the marks in it stand for values that are not known."""
    if text in holes:
        return holes[text]
    if "\0" in text:
        return Unknown(missing_within([holes[mark] for mark in holes if mark in text]), "", origin, True)
    return Known(text, origin)
