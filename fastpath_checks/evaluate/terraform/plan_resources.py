"""Which resources and data sources a plan shows, and what it says about each: nothing of their values is read here."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import NamedTuple, Union

from fastpath_checks.core.spans import SourceFile, Span
from fastpath_checks.evaluate.terraform.plan_nodes import key_of, member, objects, text, texts
from fastpath_checks.evaluate.terraform.plan_parsing import LaidOutResource
from fastpath_checks.syntax.jsonc import JsonObject, JsonString, JsonValue

Key = Union[str, int, None]  # noqa: UP007 - an alias is evaluated when it is read
Step = tuple[str, Key]
"""One module call on the way to a module's instance: its name and the instance's key."""


class Outline(NamedTuple):
    """What a resource is, wherever the plan names it: planned, in the configuration, or changed by ``actions``."""

    address: str
    is_data: bool
    type: str
    name: str
    key: Key
    provider: str
    actions: tuple[str, ...]


class PlannedResource(NamedTuple):
    """One instance as the plan shows it: ``node`` among the planned values, ``change`` among the changes.

    ``module`` is its module's address; ``creating`` says that the instance does not exist yet (or is replaced).
    """

    address: str
    module: str
    type: str
    name: str
    key: Key
    is_data: bool
    provider: str
    node: JsonObject
    change: JsonObject | None
    creating: bool
    file: SourceFile

    @property
    def values(self) -> JsonObject | None:
        """What is known."""
        found = self.node.get("values")
        return found if isinstance(found, JsonObject) else None

    @property
    def unknown(self) -> JsonValue | None:
        """Marks the parts with ``true`` that are known after apply."""
        return member(self.change, "change", "after_unknown")

    @property
    def sensitive(self) -> JsonValue | None:
        """Marks the parts with ``true`` that are not to be shown."""
        return self.node.get("sensitive_values")

    @property
    def header(self) -> Span:
        """The place of the instance's name or, without one, of its address."""
        name = member(self.values, "name")
        place = name if isinstance(name, JsonString) else self.node.get("address") or self.node
        return Span(self.file, place.start, place.end)

    @property
    def span(self) -> Span:
        return Span(self.file, self.node.start, self.node.end)


class Shown:
    """Everything of the asked types in one plan.

    ``instances`` has, for each module address, mode, type and name, the instances by their keys; ``modules``, for each
    module address and call name, the addresses of the call's instances by their keys.
    """

    def __init__(self) -> None:
        self.resources: list[PlannedResource] = []
        self.instances: dict[tuple[str, bool, str, str], dict[Key, PlannedResource]] = {}
        self.modules: dict[tuple[str, str], dict[Key, str]] = {}

    def add(self, resource: PlannedResource) -> None:
        mark = (resource.module, resource.is_data, resource.type, resource.name)
        known = self.instances.setdefault(mark, {})
        if resource.key not in known:
            known[resource.key] = resource
            self.resources.append(resource)


def shown_resources(file: SourceFile, tree: JsonObject, asked: Callable[[str], bool]) -> Shown:
    """The instances of the types that are asked for: those that the plan leaves behind, and data that was read."""
    shown = Shown()
    changes: dict[str, tuple[JsonObject, tuple[str, ...]]] = {}
    for change in objects(tree.get("resource_changes")):
        outline = outline_of(change)
        if asked(outline.type):
            changes[outline.address] = (change, outline.actions)
    _walk(file, member(tree, "planned_values", "root_module"), changes, asked, shown, False)
    _walk(file, member(tree, "prior_state", "values", "root_module"), {}, asked, shown, True)
    return shown


def _walk(
    file: SourceFile,
    root: JsonValue | None,
    changes: dict[str, tuple[JsonObject, tuple[str, ...]]],
    asked: Callable[[str], bool],
    shown: Shown,
    only_data: bool,
) -> None:
    pending = [(root, "")]
    while pending:
        module, address = pending.pop()
        for resource in objects(member(module, "resources")):
            outline = outline_of(resource)
            if asked(outline.type) and (outline.is_data or not only_data):
                change, actions = changes.get(outline.address, (None, ()))
                one = PlannedResource(
                    outline.address, address, outline.type, outline.name, outline.key, outline.is_data,
                    outline.provider, resource, change, "create" in actions, file,
                )  # fmt: skip
                shown.add(one)
        children = []
        for child in objects(member(module, "child_modules")):
            own = text(child.get("address"))
            steps = module_steps(own)
            if steps:
                name, key = steps[-1]
                shown.modules.setdefault((address, name), {})[key] = own
            children.append((child, own))
        pending.extend(reversed(children))


def outline_of(node: JsonObject) -> Outline:
    """What the resource is that stands here."""
    if isinstance(node, LaidOutResource):
        plain = node.plain()
        key = plain.get("index")
        return Outline(
            _text(plain, "address"),
            plain.get("mode") == "data",
            sys.intern(_text(plain, "type")),
            _text(plain, "name"),
            key if isinstance(key, (str, int)) and not isinstance(key, bool) else None,
            sys.intern(_text(plain, "provider_name")),
            _actions(plain.get("change")),
        )
    return Outline(
        text(node.get("address")),
        text(node.get("mode")) == "data",
        text(node.get("type")),
        text(node.get("name")),
        key_of(node.get("index")),
        text(node.get("provider_name")),
        tuple(texts(member(node, "change", "actions"))),
    )


def _text(plain: dict[str, object], key: str) -> str:
    found = plain.get(key)
    return found if isinstance(found, str) else ""


def _actions(change: object) -> tuple[str, ...]:
    actions = change.get("actions") if isinstance(change, dict) else None
    return tuple(one for one in actions if isinstance(one, str)) if isinstance(actions, list) else ()


def module_steps(address: str) -> list[Step]:
    """``module.a["x"].module.b`` -> ``[("a", "x"), ("b", None)]``; what cannot be read ends the list."""
    words = reference_words(address)
    steps: list[Step] = []
    at = 0
    while at + 1 < len(words) and words[at] == "module" and isinstance(words[at + 1], str):
        name = str(words[at + 1])
        at += 2
        key: Key = None
        if at < len(words):
            following = words[at]
            if isinstance(following, Index):
                key = following.key
                at += 1
        steps.append((name, key))
    return steps


def module_address(caller: str, name: str, key: Key) -> str:
    """The address of a module's instance, as far as it is not shown anywhere."""
    suffix = "" if key is None else f"[{key}]" if isinstance(key, int) else f'["{key}"]'
    return (f"{caller}." if caller else "") + f"module.{name}{suffix}"


class Index(NamedTuple):
    """``[0]`` or ``["weu"]``."""

    key: str | int


def reference_words(reference: str) -> list[str | Index]:
    """``azurerm_subnet.s["a.b"].id`` -> ``["azurerm_subnet", "s", Index("a.b"), "id"]``."""
    words: list[str | Index] = []
    at = 0
    while at < len(reference):
        if reference[at] == ".":
            at += 1
        elif reference[at] == "[":
            end, index = _index(reference, at)
            if index is None:
                return words
            words.append(index)
            at = end
        else:
            end = at
            while end < len(reference) and reference[end] not in ".[":
                end += 1
            words.append(reference[at:end])
            at = end
    return words


def _index(reference: str, at: int) -> tuple[int, Index | None]:
    if reference[at + 1 : at + 2] != '"':
        end = reference.find("]", at)
        inside = reference[at + 1 : end] if end > 0 else ""
        return end + 1, Index(int(inside)) if inside.isdigit() and len(inside) < 10 else None
    letters: list[str] = []
    here = at + 2
    while here < len(reference) and reference[here] != '"':
        if reference[here] == "\\":
            here += 1
            letters.append(
                {"n": "\n", "t": "\t", "r": "\r"}.get(reference[here : here + 1], reference[here : here + 1])
            )
        else:
            letters.append(reference[here])
        here += 1
    return here + 2, Index("".join(letters))
