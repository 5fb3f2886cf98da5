"""What the declaration of a parameter or output says of its type, through the ``definitions`` of the template."""

from __future__ import annotations

from typing import NamedTuple

from fastpath_checks.syntax.jsonc import JsonArray, JsonLiteral, JsonObject, JsonString, JsonValue

REFERENCE_LIMIT = 50
_SECURE = frozenset(("securestring", "secureobject"))


class Declaration(NamedTuple):
    """``type`` as written, ``any`` where it is not known; ``allowed`` is the list of literals, where there is one."""

    type: str
    nullable: bool
    secure: bool
    allowed: JsonArray | None


def declared_type(value: JsonValue, template: JsonObject) -> Declaration:
    """The type of a declaration; the nearer of a declaration and the definitions that it refers to says more."""
    type, nullable, allowed = "", False, None
    step: JsonValue | None = value
    for _ in range(REFERENCE_LIMIT):
        if not isinstance(step, JsonObject):
            break
        reference = ""
        for member in step.members:
            match member.key.casefold(), member.value:
                case "type", JsonString(value=text) if not type:
                    type = text
                case "nullable", JsonLiteral(value=True):
                    nullable = True
                case "allowedvalues", JsonArray() as literals if allowed is None:
                    allowed = literals
                case "$ref", JsonString(value=text):
                    reference = text
        step = _referred(reference, template) if reference else None
    return Declaration(type or "any", nullable, type.casefold() in _SECURE, allowed)


def _referred(reference: str, template: JsonObject) -> JsonValue | None:
    """The value that a JSON pointer such as ``#/definitions/subnetType`` means; None where there is none."""
    if not reference.startswith("#/"):
        return None
    step: JsonValue | None = template
    for part in reference[2:].split("/"):
        if not isinstance(step, JsonObject):
            return None
        step = step.find(part.replace("~1", "/").replace("~0", "~"))
    return step
