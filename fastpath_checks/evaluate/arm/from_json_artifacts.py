"""Links by the convention of Azure's sample templates: files that lie beside the template, staged with it.

``[uri(parameters('_artifactsLocation'), concat('nested/net.json', parameters('_artifactsLocationSasToken')))]`` and
``[uri(deployment().properties.templateLink.uri, 'net.json')]`` mean ``nested/net.json`` and ``net.json`` beside the
template, for what deploys it (``Deploy-AzTemplate``, the deploy button) sets the location to where all of them are.
"""

from __future__ import annotations

from fastpath_checks.syntax import arm_expressions as written_as
from fastpath_checks.syntax.jsonc import JsonObject, JsonString

_LOCATION = "_artifactslocation"
_TOKEN = "_artifactslocationsastoken"
_BESIDE = "\0"
"""Stands for the place that the template itself lies at."""
_STEP_LIMIT = 60


def path_beside(text: str, template: JsonObject) -> str | None:
    """The path, relative to the template, that the expression of a ``uri`` means by the convention; else None."""
    found = _Reading(template).text(text)
    if found is None or not found.startswith(_BESIDE):
        return None
    path = found[1:].lstrip("/")
    return path if path and _BESIDE not in path and "?" not in path else None


class _Reading:
    __slots__ = ("steps", "template")

    def __init__(self, template: JsonObject) -> None:
        self.template = template
        self.steps = 0

    def text(self, text: str) -> str | None:
        """The text that a JSON string of the template is; None where that depends on anything else."""
        if not written_as.is_expression(text):
            return written_as.literal_text(text)
        parsed = written_as.parse_expression(text, 1, len(text) - 1)
        return None if isinstance(parsed, written_as.Malformed) else self._value(parsed)

    def _value(self, node: written_as.Expression) -> str | None:
        self.steps += 1
        if self.steps > _STEP_LIMIT:
            return None
        match node:
            case written_as.Text():
                return node.value
            case written_as.Access(name=name) if name.casefold() == "uri":
                return _BESIDE if _is_own_link(node) else None
            case written_as.Call():
                return self._call(node)
        return None

    def _call(self, node: written_as.Call) -> str | None:
        name, arguments = node.name.casefold(), node.arguments
        if name in ("parameters", "variables") and len(arguments) == 1 and isinstance(arguments[0], written_as.Text):
            return self._named(name, arguments[0].value)
        values = [self._value(argument) for argument in arguments] if name in ("concat", "uri") else [None]
        parts = [value for value in values if value is not None]
        if len(parts) < len(values):
            return None
        if name == "concat":
            return "".join(parts)
        return "/".join(parts) if len(parts) == 2 and parts[0] == _BESIDE and _BESIDE not in parts[1] else None

    def _named(self, section: str, name: str) -> str | None:
        if section == "parameters":
            return {_LOCATION: _BESIDE, _TOKEN: ""}.get(name.casefold())
        named = self.template.find("variables")
        value = named.find(name) if isinstance(named, JsonObject) else None
        return self.text(value.value) if isinstance(value, JsonString) else None


def _is_own_link(node: written_as.Access) -> bool:
    """Whether this is ``deployment().properties.templateLink.uri``."""
    names: list[str] = []
    step: written_as.Expression = node
    while isinstance(step, written_as.Access):
        names.append(step.name.casefold())
        step = step.source
    is_deployment = isinstance(step, written_as.Call) and step.name.casefold() == "deployment" and not step.arguments
    return is_deployment and names == ["uri", "templatelink", "properties"]
