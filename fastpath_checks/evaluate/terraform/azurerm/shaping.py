"""An instance's attributes in ARM shape, by the table of its type. Every leaf keeps its origin."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Union

from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.core.spans import Origin, OriginKind
from fastpath_checks.core.values import Because, Known, OneOf, Unknown, Value, missing_of, over_choices, unknown
from fastpath_checks.evaluate.terraform.azurerm.defaulting import default_value, sent
from fastpath_checks.evaluate.terraform.azurerm.tables import Block, Entry, Field
from fastpath_checks.evaluate.terraform.conversion import convert
from fastpath_checks.evaluate.terraform.failures import EvaluationError
from fastpath_checks.evaluate.terraform.instances import Instance
from fastpath_checks.evaluate.terraform.special_unknowns import elements_of
from fastpath_checks.evaluate.terraform.type_constraints import BOOL, NUMBER

_KINDS = {"bool": BOOL, "not": BOOL, "number": NUMBER}
_Tree = dict[str, Union["_Tree", Value]]


def shaped(instance: Instance, fields: tuple[Entry, ...], diagnostics: list[Diagnostic]) -> dict[str, Value]:
    """The request body; what is absent or null and has no default is not in it."""
    origin = Origin(instance.header, OriginKind.DERIVED)
    return _Shaper(instance, diagnostics).object(instance.attributes, fields, origin)


class _Shaper:
    def __init__(self, instance: Instance, diagnostics: list[Diagnostic]) -> None:
        self.instance = instance
        self.diagnostics = diagnostics

    def object(self, attributes: Mapping[str, Value], fields: tuple[Entry, ...], origin: Origin) -> dict[str, Value]:
        tree: _Tree = {}
        for field in fields:
            value = attributes.get(field.attribute)
            if isinstance(value, Known) and value.data == "":  # the provider's SDK cannot tell it from an absent one
                value = Known(None, value.origin)
                found = None
            elif value is not None and not (isinstance(value, Known) and value.data is None):
                found = self.block(value, field) if isinstance(field, Block) else self.value(value, field)
            elif isinstance(field, Field) and field.default is not None and not self.instance.is_data:
                found = default_value(field.default, self.instance)
            else:
                found = None
            if self.instance.is_data and isinstance(value, Known) and value.data is None:
                found = value  # it was looked up, and there is none
            if found is not None:
                _place(tree, field.path.split("."), found)
        return {key: _wrapped(item, origin) for key, item in tree.items()}

    def value(self, value: Value, field: Field) -> Value | None:
        if field.kind in _KINDS:
            try:
                value = convert(value, _KINDS[field.kind])
            except EvaluationError as error:
                name = f"{self.instance.address}.{field.attribute}"
                summary = f"{name}: {error.summary}"
                self.diagnostics.append(Diagnostic(error.code, Level.ERROR, summary, span=value.origin.span))
                value = unknown(Because.ERROR, name, value.origin)
        if field.kind in _CHANGES:
            value = over_choices(value, _CHANGES[field.kind], "", value.origin)
        if not field.until:
            return value
        found = sent(value, field.until, self.instance)
        if found is None and isinstance(value, Known) and value.data:
            summary = f"the provider does not send {field.attribute} of {self.instance.address}"
            said = Diagnostic("argument-not-sent", Level.WARNING, summary, field.until_source, value.origin.span)
            self.diagnostics.append(said)
        return found

    def block(self, value: Value, block: Block) -> Value | None:
        if isinstance(value, Known) and not value.data and (block.single or not self.instance.is_data):
            return None  # a plan has an empty list where the configuration has no block
        if elements_of(value) and block.partly:
            rest = Unknown(missing_of([value]), "", value.origin)
            return self.blocks(Known([*elements_of(value), rest], value.origin), block)
        found = over_choices(value, lambda known: self.blocks(known, block), "", value.origin)
        return None if isinstance(found, Known) and found.data is None else found

    def blocks(self, known: Known, block: Block) -> Value:
        data: Any = known.data
        items = data if isinstance(data, list) else [known] if isinstance(data, dict) else []
        if block.where is not None:
            told = [_told(item, *block.where) for item in items]
            undecided = [switch for switch in told if not isinstance(switch, bool)]
            if undecided:
                return Unknown(missing_of(undecided), "", known.origin)
            items = [item for item, is_wanted in zip(items, told, strict=True) if is_wanted]
            if not items:
                return Known(None, known.origin)
        made = [self.item(item, block) for item in items]
        if block.single:
            return made[0] if made else Known(None, known.origin)
        return Known(made, known.origin)

    def item(self, item: Value, block: Block) -> Value:
        match item:
            case Known(data) if isinstance(data, dict):
                return Known(self.object(data, block.fields, item.origin), item.origin)
            case Unknown():
                return item
        return Unknown(() if isinstance(item, Known) else item.missing, "", item.origin)


def _told(item: Value, attribute: str, wanted: bool) -> bool | Value:
    """Whether a switch of a block is as wanted, absent being off; the switch itself where that is not known."""
    switch = item.data.get(attribute) if isinstance(item, Known) and isinstance(item.data, dict) else item
    if switch is None or (isinstance(switch, Known) and switch.data is None):
        return not wanted
    if isinstance(switch, Known):
        return (switch.data is True or switch.data == "true") is wanted
    return switch


def _ids(known: Known) -> Value:
    if not isinstance(known.data, list):
        return Unknown((), "", known.origin)
    return Known([Known({"id": one}, one.origin) for one in known.data], known.origin)


def _opposite(known: Known) -> Value:
    return Known(not known.data, known.origin)


def _listed(known: Known) -> Value:
    return Known([known], known.origin)


_CHANGES = {"ids": _ids, "listed": _listed, "not": _opposite}


def _place(tree: _Tree, path: list[str], value: Value) -> None:
    """Put a value in its place; what a block holds joins what fields have put there before it."""
    for step in path[:-1]:
        inner = tree.get(step)
        if not isinstance(inner, dict):
            inner = tree[step] = {}
        tree = inner
    there = tree.get(path[-1])
    if isinstance(there, dict) and isinstance(value, (Known, OneOf)):
        value = over_choices(value, lambda known: _joined(there, known), "", value.origin)
    tree[path[-1]] = value


def _joined(tree: _Tree, known: Known) -> Value:
    if not isinstance(known.data, dict):
        return known
    return Known({**{key: _wrapped(one, known.origin) for key, one in tree.items()}, **known.data}, known.origin)


def _wrapped(item: _Tree | Value, origin: Origin) -> Value:
    if isinstance(item, dict):
        return Known({key: _wrapped(one, origin) for key, one in item.items()}, origin)
    return item
