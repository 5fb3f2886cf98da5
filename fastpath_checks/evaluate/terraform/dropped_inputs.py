"""Inputs that switch FastPath on and that the called module never uses.

Two ways lead to this: the module's sources are there and nothing in them can switch FastPath on, or they are not there
and the module is known to drop the input (``verified_modules.DROPPED``).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastpath_checks.core.claims import YES, Claim, Evidence, Truth, maybe
from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.core.spans import NOWHERE, Origin, OriginKind
from fastpath_checks.core.values import Because, Known, Missing, OneOf, Unknown, Value
from fastpath_checks.evaluate.terraform.configuration import Section
from fastpath_checks.evaluate.terraform.expansion import Member
from fastpath_checks.evaluate.terraform.fastpath_switches import FLAGS, SwitchFinder
from fastpath_checks.evaluate.terraform.instances import key_suffix
from fastpath_checks.evaluate.terraform.scope import Scope
from fastpath_checks.evaluate.terraform.shapes import MapData
from fastpath_checks.evaluate.terraform.verified_modules import ELEMENTS, Dropping, called

if TYPE_CHECKING:
    from fastpath_checks.evaluate.terraform.estate import Estate
    from fastpath_checks.evaluate.terraform.module_instance import ModuleInstance

CODE = "input-not-used"

Found = tuple[str, str, Value]
"""An input below a call's argument: the path as it is written, its own name, and its value."""


def say_dropped_inputs(estate: Estate, module: ModuleInstance) -> None:
    """Remark the dropped inputs of all calls of a module, and of the modules that it calls."""
    _calls(estate, module, SwitchFinder(estate))


def _calls(estate: Estate, module: ModuleInstance, switches: SwitchFinder) -> None:
    for name, section in module.configuration.calls.items():
        expansion, children = estate.children(module, name, section)
        for member, child in zip(expansion.members, children, strict=True):
            address = module.qualified(f"module.{name}{key_suffix(member.key)}")
            if child is not None and child.outlined_at is None:
                found = list(_seen(child, address, section, switches))
                if not found:
                    _calls(estate, child, switches)
            else:
                found = []
            for one in found or _known(estate, module, address, section, member):
                estate.ev.remark(one)


def _seen(child: ModuleInstance, address: str, section: Section, switches: SwitchFinder) -> Iterator[Diagnostic]:
    """The inputs of a module that is there, whose variables spell a flag which nothing in it can set."""
    for name, variable in child.configuration.variables.items():
        kind = variable.attributes.get("type")
        text = kind[1].text[kind[0].start : kind[0].end] if kind is not None else ""
        if name not in section.attributes or not any(flag in text or flag == name for flag in FLAGS):
            continue
        value = child.variable(name)
        assert value is not None
        for path, flag, inner in _flags_in(value, name, name):
            if not switches.can_set(child, FLAGS[flag]):
                claim = child.exists & _is_on(inner, flag)
                told = f"nothing in {child.configuration.directory} sets it"
                yield from _remark(section, address, path, flag, claim, told, section.text("version") or "")


def _flags_in(value: Value, path: str, name: str) -> Iterator[Found]:
    """The flags at and below a value; what is not known as a whole is none."""
    if name in FLAGS:
        yield path, name, value
    elif isinstance(value, Known) and isinstance(value.data, dict):
        for key, item in value.data.items():
            inner = path + key_suffix(key) if isinstance(value.data, MapData) else f"{path}.{key}"
            yield from _flags_in(item, inner, key)
    elif isinstance(value, Known) and isinstance(value.data, list):
        for at, item in enumerate(value.data):
            yield from _flags_in(item, f"{path}[{at}]", "")


def _known(
    estate: Estate, module: ModuleInstance, address: str, section: Section, member: Member
) -> Iterator[Diagnostic]:
    """The inputs of a module that is known to drop them, in the versions that the call accepts."""
    module_called = called(section.text("source") or "", section.text("version"), frozenset(section.attributes))
    for one in module_called.dropping() if module_called is not None else ():
        first = one.way[0]
        if first not in section.attributes:
            continue
        attribute, file = section.attributes[first]
        scope = Scope(module, section.file, each=member.each, count=member.count, place=address)
        value = estate.ev.settle(attribute.value, scope.within(file), first)
        for path, flag, inner in _at(value, one.way[1:], first, first):
            claim = module.exists & member.exists & _version(one, section) & _is_on(inner, flag)
            yield from _remark(section, address, path, flag, claim, one.reason, one.versions)


def _at(value: Value, way: tuple[str, ...], path: str, name: str) -> Iterator[Found]:
    """The values at the end of a way, in which ``ELEMENTS`` is each element; nothing where there is nothing."""
    if not way or not isinstance(value, Known):
        yield path, way[-1] if way else name, value
        return
    data = value.data
    if way[0] == ELEMENTS and isinstance(data, (dict, list)):
        for key, item in data.items() if isinstance(data, dict) else enumerate(data):
            yield from _at(item, way[1:], path + key_suffix(key), "")
    elif isinstance(data, dict) and way[0] in data:
        yield from _at(data[way[0]], way[1:], f"{path}.{way[0]}", way[0])


def _is_on(value: Value, flag: str) -> Claim:
    evidence = (Evidence(f"{flag} is set here", value.origin),)
    match value:
        case Known(data):
            return Claim(Truth.YES if data is True or data == "true" else Truth.NO, evidence)
        case OneOf(choices):
            on = [choice.data is True or choice.data == "true" for choice in choices]
            return Claim(Truth.MAYBE if any(on) else Truth.NO, evidence, value.missing)
        case Unknown(missing):
            return Claim(Truth.MAYBE, evidence, missing)


def _version(one: Dropping, section: Section) -> Claim:
    if one.certain:
        return YES
    attribute = section.attribute("version")
    written = Origin(section.header, OriginKind.DERIVED)
    if attribute is not None:
        written = Origin(section.header._replace(start=attribute.start, end=attribute.end), OriginKind.WRITTEN)
    name = f"the version of {section.text('source')}"
    note = f"some of the versions that may be taken drop it: {one.versions}"
    return maybe(note, written, (Missing(Because.OUTSIDE_THE_FILES, name, written),))


def _remark(
    section: Section, address: str, path: str, flag: str, problem: Claim, why: str, versions: str
) -> Iterator[Diagnostic]:
    if problem.truth is Truth.NO:
        return
    claim = (~problem).because(why, NOWHERE)
    module = f"{section.text('source')} {versions}".rstrip()
    summary = f"{module} drops its input {flag}: FastPath stays off"
    yield Diagnostic(CODE, Level.WARNING, summary, "", section.header, subject=f"{address}.{path}", claim=claim)
