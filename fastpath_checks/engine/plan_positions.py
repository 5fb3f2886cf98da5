"""A plan says what the values are, the configuration that it was made from says where they are written.

Which of several resources an id is that only the apply will know, the configuration says, too: a plan loses the keys of
its references. It is asked only where nothing shows that it was changed since.
"""

from __future__ import annotations

from collections.abc import Iterable

from fastpath_checks.core.spans import Origin, OriginKind
from fastpath_checks.core.values import Because, Known, OneOf, Unknown, Value, from_plain
from fastpath_checks.evaluate.terraform.azurerm import identify
from fastpath_checks.evaluate.terraform.instances import Instance
from fastpath_checks.graph.resource_ids import ResourceId
from fastpath_checks.syntax.jsonc import JsonArray, JsonLiteral, JsonNumber, JsonObject, JsonString, JsonValue

_Declared = tuple[str, str, str, bool]


def given_in_plan(tree: JsonObject) -> dict[str, Value | str]:
    """The variables that the plan was made with, but for those that have their default: it is written in the files."""
    declared = _member(_member(_member(tree, "configuration"), "root_module"), "variables")
    found: dict[str, Value | str] = {}
    variables = tree.get("variables")
    for member in variables.members if isinstance(variables, JsonObject) else ():
        value, default = _member(member.value, "value"), _member(_member(declared, member.key), "default")
        if value is not None and (default is None or _plain(default) != _plain(value)):
            found[member.key] = from_plain(_plain(value), Origin(None, OriginKind.VARIABLE_GIVEN))
    return found


def _member(node: JsonValue | None, key: str) -> JsonValue | None:
    return node.get(key) if isinstance(node, JsonObject) else None


def configured(planned: Iterable[Instance], written: Iterable[Instance]) -> list[Instance]:
    """The planned instances with the positions of the written ones; a planned one that is not written keeps its own."""
    by_address: dict[str, Instance] = {}
    by_declaration: dict[_Declared, Instance] = {}
    for instance in written:
        by_address[instance.address] = instance
        by_declaration.setdefault(_declared(instance), instance)
    shown = list(planned)
    is_current = not any(
        _differs(value, by_address[one.address].attributes.get(name))
        for one in shown
        if one.address in by_address
        for name, value in one.attributes.items()
    )
    placing = _Placing({one.address: one for one in shown} if is_current else {})
    found = []
    for instance in shown:
        source = by_address.get(instance.address) or by_declaration.get(_declared(instance))
        found.append(placing.instance(instance, source) if source is not None else instance)
    return found


def _differs(planned: Value, written: Value | None) -> bool:
    """Whether the configuration now writes another value than the plan was made with."""
    if not isinstance(planned, Known) or not isinstance(written, Known):
        return False
    match planned.data, written.data:
        case dict() as ours, dict() as theirs:
            return any(_differs(one, theirs.get(key)) for key, one in ours.items())
        case list() as ours, list() as theirs:
            # a set has another order in a plan
            return len(ours) != len(theirs)
        case (str() | bool() | int() | float()) as ours, (str() | bool() | int() | float()) as theirs:
            return bool(ours != theirs)
    return False


def _declared(instance: Instance) -> _Declared:
    return instance.module, instance.type, instance.name, instance.is_data


class _Placing:
    """Gives planned values the positions of written ones; ``targets`` are the instances that ids may be taken of."""

    def __init__(self, targets: dict[str, Instance]) -> None:
        self._targets = targets

    def instance(self, planned: Instance, written: Instance) -> Instance:
        header = Origin(written.header, OriginKind.PLANNED)
        is_same = planned.address == written.address
        attributes = {
            name: self._at(value, written.attributes.get(name), header, is_same)
            for name, value in planned.attributes.items()
        }
        return Instance(
            planned.type,
            planned.name,
            attributes,
            written.header,
            written.span,
            module=planned.module,
            key=planned.key,
            is_data=planned.is_data,
            exists=planned.exists,
            provider_constraint=planned.provider_constraint or written.provider_constraint,
            provider_version=planned.provider_version or written.provider_version,
            calls=written.calls,
            kept=planned.kept,
        )

    def _at(self, planned: Value, written: Value | None, absent: Origin, is_same: bool) -> Value:
        """The planned value where the configuration writes it; what it does not write stands at ``absent``."""
        origin = written.origin if written is not None and written.origin.span is not None else absent
        linked = self._linked(planned, written) if is_same else None
        if linked is not None:
            return Known(linked, origin)
        match planned:
            case OneOf(choices):
                return OneOf(choices, planned.missing, origin)
            case Unknown(missing):
                return Unknown(missing, planned.residual, origin, planned.never_null)
            case Known(data) if isinstance(data, list):
                others = written.data if isinstance(written, Known) and isinstance(written.data, list) else []
                paired = [*others, *([None] * len(data))]
                return Known(
                    [self._at(one, other, origin, is_same) for one, other in zip(data, paired, strict=False)], origin
                )
            case Known(data) if isinstance(data, dict):
                table = written.data if isinstance(written, Known) and isinstance(written.data, dict) else {}
                return Known({key: self._at(one, table.get(key), origin, is_same) for key, one in data.items()}, origin)
            case Known(data):
                return Known(data, origin)

    def _linked(self, planned: Value, written: Value | None) -> ResourceId | None:
        """The planned resource whose id is written where the plan knows several, or none."""
        if not isinstance(written, Known) or not isinstance(written.data, ResourceId):
            return None
        address = written.data.address
        target = self._targets.get(address)
        match planned:
            case OneOf(choices):
                is_open = any(isinstance(one.data, ResourceId) and one.data.address == address for one in choices)
            case Unknown(missing):
                is_open = all(one.because is Because.RUNTIME_ATTRIBUTE for one in missing)
            case _:
                is_open = False
        identifier = identify(target) if target is not None and is_open else None
        return identifier if identifier is not None and identifier.type == written.data.type else None


def _plain(node: JsonValue) -> object:
    match node:
        case JsonObject():
            return {member.key: _plain(member.value) for member in node.members}
        case JsonArray():
            return [_plain(item) for item in node.items]
        case JsonString() | JsonNumber() | JsonLiteral():
            return node.value
        case _:
            return None
