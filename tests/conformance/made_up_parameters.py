"""Values for the parameters of a compiled template, made up from what it says of their types.

They need not make sense to Azure: they are there so that whoever compares two writings of one template compares loops
with turns, conditions that hold and names that are known.
"""

from __future__ import annotations

from typing import Any

DEPTH_LIMIT = 8
"""How deep types are followed that contain themselves."""

_NETWORK = "10.0.0.0/16"
_ID = "/subscriptions/0000/resourceGroups/group/providers/Microsoft.Network/virtualNetworks/{name}"


class Inventor:
    """``everything`` gives what may be left out as well: nullable parameters and nullable members of objects."""

    def __init__(self, template: dict[str, Any], *, everything: bool) -> None:
        self.template = template
        self.everything = everything

    def parameters(self) -> dict[str, Any]:
        """A value for each parameter without a default."""
        declared = self.template.get("parameters", {})
        return {name: self.value(name, one, 0) for name, one in declared.items() if self._is_given(one)}

    def _is_given(self, schema: Any) -> bool:
        schema = self._resolved(schema)
        return "defaultValue" not in schema and (self.everything or not schema.get("nullable"))

    def _resolved(self, schema: Any) -> dict[str, Any]:
        """What a type says, with all that it refers to; the nearer of two says more."""
        found: dict[str, Any] = {}
        for _ in range(DEPTH_LIMIT):
            if not isinstance(schema, dict):
                break
            found = {**schema, **found}
            reference = schema.get("$ref", "")
            step: Any = self.template
            for part in reference.removeprefix("#/").split("/"):
                step = step.get(part.replace("~1", "/").replace("~0", "~")) if isinstance(step, dict) else None
            schema = step
        return found

    def value(self, name: str, schema: Any, depth: int) -> Any:
        schema = self._resolved(schema)
        if schema.get("allowedValues"):
            first = schema["allowedValues"][0]
            return [first] if str(schema.get("type", "")).lower() == "array" and not isinstance(first, list) else first
        match str(schema.get("type", "")).lower():
            case "string" | "securestring":
                return self._text(name, schema)
            case "int":
                return schema.get("minValue", min(1, schema.get("maxValue", 1)))
            case "bool":
                return True
            case "array":
                return self._array(name, schema, depth)
            case _:
                return self._object(schema, depth)

    def _text(self, name: str, schema: dict[str, Any]) -> str:
        lowered = name.lower()
        if lowered.endswith("id"):
            return _ID.format(name=name)
        if ("prefix" in lowered and "address" in lowered) or "cidr" in lowered:
            return _NETWORK
        return name.ljust(schema.get("minLength", 0), "x")[: schema.get("maxLength", len(name) + 100)]

    def _array(self, name: str, schema: dict[str, Any], depth: int) -> list[Any]:
        if "prefixItems" in schema:
            return [self.value(name, one, depth + 1) for one in schema["prefixItems"]]
        if depth >= DEPTH_LIMIT:
            return []
        items = schema.get("items") or {"type": "string"}
        return [self.value(f"{name}{turn}", items, depth + 1) for turn in range(max(schema.get("minLength", 0), 2))]

    def _object(self, schema: dict[str, Any], depth: int) -> dict[str, Any]:
        if depth >= DEPTH_LIMIT:
            return {}
        found: dict[str, Any] = {}
        discriminator = schema.get("discriminator")
        if isinstance(discriminator, dict) and discriminator.get("mapping"):
            kind, chosen = next(iter(discriminator["mapping"].items()))
            found = {**self._object(self._resolved(chosen), depth + 1), discriminator["propertyName"]: kind}
        for name, member in schema.get("properties", {}).items():
            if self._is_given(member):
                found[name] = self.value(name, member, depth + 1)
        return found
