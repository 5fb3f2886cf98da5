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
        own_type, own_nullable, own_allowed = step.find("type"), step.find("nullable"), step.find("allowedValues")
        if isinstance(own_type, JsonString) and not type:
            type = own_type.value
        if isinstance(own_nullable, JsonLiteral) and own_nullable.value:
            nullable = True
        if isinstance(own_allowed, JsonArray) and allowed is None:
            allowed = own_allowed
        reference = step.find("$ref")
        step = _referred(reference.value, template) if isinstance(reference, JsonString) else None
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
