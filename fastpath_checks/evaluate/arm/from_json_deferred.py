"""Expressions that a template leaves to the deployment of the template it nests: ``"[[parameters('x')]"``.

Where a nested template is evaluated in the scope of its parent, the parent's deployment makes
``"[parameters('x')]"`` of that text, and the nested one's evaluates it. Neither scope alone gives its value: it is not
known.
"""

from __future__ import annotations

from fastpath_checks.core.spans import SourceFile
from fastpath_checks.syntax.jsonc import JsonArray, JsonObject, JsonString, JsonUnread, JsonValue

_MARK = "[["


def set_deferred_aside(file: SourceFile, template: JsonObject) -> None:
    """Take what a nested template defers for a value that could not be read, in place."""
    if file.text.find(f'"{_MARK}', template.start, template.end) < 0:
        return
    pending: list[JsonValue] = [template]
    while pending:
        value = pending.pop()
        if isinstance(value, JsonObject):
            value.members[:] = [one._replace(value=_kept(one.value)) for one in value.members]
            pending.extend(one.value for one in value.members)
        elif isinstance(value, JsonArray):
            value.items[:] = [_kept(one) for one in value.items]
            pending.extend(value.items)


def _kept(value: JsonValue) -> JsonValue:
    is_deferred = isinstance(value, JsonString) and value.value.startswith(_MARK) and value.value.endswith("]")
    return JsonUnread(value.start, value.end) if is_deferred else value
