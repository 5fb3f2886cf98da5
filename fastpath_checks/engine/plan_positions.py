"""A plan says what the values are, the configuration that it was made from says where they are written."""

from __future__ import annotations

from collections.abc import Iterable

from fastpath_checks.core.spans import Origin, OriginKind
from fastpath_checks.core.values import Known, OneOf, Unknown, Value, from_plain
from fastpath_checks.evaluate.terraform.instances import Instance
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
    found = []
    for instance in planned:
        source = by_address.get(instance.address) or by_declaration.get(_declared(instance))
        found.append(_placed(instance, source) if source is not None else instance)
    return found


def _declared(instance: Instance) -> _Declared:
    return instance.module, instance.type, instance.name, instance.is_data


def _placed(planned: Instance, written: Instance) -> Instance:
    header = Origin(written.header, OriginKind.PLANNED)
    attributes = {name: _at(value, written.attributes.get(name), header) for name, value in planned.attributes.items()}
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


def _at(planned: Value, written: Value | None, absent: Origin) -> Value:
    """The planned value where the configuration writes it; what it does not write stands at ``absent``."""
    origin = written.origin if written is not None and written.origin.span is not None else absent
    match planned:
        case OneOf(choices):
            return OneOf(choices, planned.missing, origin)
        case Unknown(missing):
            return Unknown(missing, planned.residual, origin, planned.never_null)
        case Known(data) if isinstance(data, list):
            others = written.data if isinstance(written, Known) and isinstance(written.data, list) else []
            paired = [*others, *([None] * len(data))]
            return Known([_at(one, other, origin) for one, other in zip(data, paired, strict=False)], origin)
        case Known(data) if isinstance(data, dict):
            table = written.data if isinstance(written, Known) and isinstance(written.data, dict) else {}
            return Known({key: _at(one, table.get(key), origin) for key, one in data.items()}, origin)
        case Known(data):
            return Known(data, origin)


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
