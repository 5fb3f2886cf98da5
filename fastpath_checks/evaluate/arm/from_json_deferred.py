"""Expressions that a template leaves to the deployment of the template it nests: ``"[[parameters('x')]"``.

Where a nested template is evaluated in the scope of its parent, the parent's deployment makes
``"[parameters('x')]"`` of that text, and the nested one's evaluates it among what that template declares.
"""

from __future__ import annotations

from fastpath_checks.core.spans import SourceFile
from fastpath_checks.syntax.jsonc import JsonArray, JsonObject, JsonString, JsonUnread, JsonValue

_MARK = "[["
_DEEPER_MARK = "[[["


class DeferredText(JsonString):
    """A text that becomes an expression of the nested template, once the parent's deployment has taken a bracket."""

    __slots__ = ()


def set_deferred_aside(file: SourceFile, template: JsonObject) -> None:
    """Mark what a nested template defers, in place. In templates nested deeper it is taken for not read."""
    if file.text.find(f'"{_MARK}', template.start, template.end) < 0:
        return
    pending: list[tuple[JsonValue, bool]] = [(template, False)]
    while pending:
        value, is_deeper = pending.pop()
        if isinstance(value, JsonObject):
            value.members[:] = [one._replace(value=_kept(one.value, is_deeper)) for one in value.members]
            pending.extend((one.value, is_deeper or one.key.casefold() == "template") for one in value.members)
        elif isinstance(value, JsonArray):
            value.items[:] = [_kept(one, is_deeper) for one in value.items]
            pending.extend((one, is_deeper) for one in value.items)


def _kept(value: JsonValue, is_deeper: bool) -> JsonValue:
    if not isinstance(value, JsonString) or not value.value.startswith(_MARK) or not value.value.endswith("]"):
        return value
    if is_deeper or isinstance(value, DeferredText):
        return JsonUnread(value.start, value.end)
    # What the nested deployment is left with begins with two brackets: then that is a plain text in its turn.
    is_plain = value.value.startswith(_DEEPER_MARK)
    text = value.value[1:] if is_plain else value.value
    kind = JsonString if is_plain else DeferredText
    return kind(text, value.start, value.end, value.escaped or is_plain)
