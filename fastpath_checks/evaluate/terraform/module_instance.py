"""One instance of a module: its variables, locals, resources, calls and outputs, each computed once, when asked for."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from fastpath_checks.core.claims import YES, Claim
from fastpath_checks.core.diagnostics import Level
from fastpath_checks.core.spans import Origin, OriginKind, Span
from fastpath_checks.core.values import Because, Known, Value, unknown
from fastpath_checks.evaluate.terraform.configuration import Configuration, Section
from fastpath_checks.evaluate.terraform.expansion import Member, expand
from fastpath_checks.evaluate.terraform.instances import Instance, instance_address, key_suffix
from fastpath_checks.evaluate.terraform.outline_paths import is_outline
from fastpath_checks.evaluate.terraform.outlined_modules import at_call
from fastpath_checks.evaluate.terraform.provider_configurations import (
    ProviderKey,
    configured_subscription,
    subscription_of,
)
from fastpath_checks.evaluate.terraform.remote_states import REMOTE_STATE, with_outputs
from fastpath_checks.evaluate.terraform.resource_bodies import BodyReader, referable
from fastpath_checks.evaluate.terraform.scope import Scope
from fastpath_checks.evaluate.terraform.shapes import LazyObject
from fastpath_checks.evaluate.terraform.special_unknowns import hidden
from fastpath_checks.evaluate.terraform.variables import is_sensitive, variable_value
from fastpath_checks.graph.resource_ids import ResourceId

if TYPE_CHECKING:
    from fastpath_checks.evaluate.terraform.estate import Estate

_SHOWN_ANYHOW = (ResourceId, LazyObject)
"""An output's ``sensitive`` does not hide the resource that it hands out: its arguments are hidden where they are."""

CALL_DEPTH_LIMIT = 30
"""How deep modules may call modules."""


class ModuleInstance:
    """A configuration with the arguments that one call gives it; the root has values from files and flags instead.

    ``address`` is ``module.hub["weu"]``, empty for the root; ``call_path`` the call names without keys.
    """

    __slots__ = (
        "_instances", "_memo", "_pending", "address", "arguments", "call_path", "calls", "configuration", "exists",
        "outlined_at", "parent", "path_from_root", "shared",
    )  # fmt: skip

    def __init__(
        self,
        shared: Estate,
        configuration: Configuration,
        address: str = "",
        *,
        parent: ModuleInstance | None = None,
        arguments: tuple[Section, Scope] | None = None,
        call_path: tuple[str, ...] = (),
        exists: Claim = YES,
    ) -> None:
        self.shared = shared
        self.configuration = configuration
        self.address = address
        self.parent = parent
        self.arguments = arguments
        self.call_path = call_path
        self.exists = exists
        relative = posixpath.relpath(configuration.directory or ".", shared.root or ".")
        self.path_from_root = relative
        is_outlined = arguments is not None and is_outline(configuration.directory)
        self.outlined_at = arguments[0].header if arguments is not None and is_outlined else None
        above = parent.calls if parent is not None else ()
        self.calls: tuple[Span, ...] = above if arguments is None else (*above, arguments[0].header)
        self._memo: dict[tuple[str, str], Value] = {}
        self._pending: set[tuple[str, str]] = set()
        self._instances: dict[tuple[bool, str, str], tuple[Value, list[tuple[Instance, LazyObject]]]] = {}

    def qualified(self, name: str) -> str:
        """A name as it is known in the whole scenario."""
        return f"{self.address}.{name}" if self.address else name

    def scope(self, section: Section) -> Scope:
        return Scope(self, section.file)

    def _once(self, kind: str, name: str, compute: Callable[[], Value], span: Span) -> Value:
        mark = (kind, name)
        found = self._memo.get(mark)
        if found is not None:
            return found
        if mark in self._pending:
            return self._cycle(f"{kind}.{name}", span)
        self._pending.add(mark)
        try:
            value = compute()
        finally:
            self._pending.discard(mark)
        self._memo[mark] = value
        return value

    def _cycle(self, name: str, span: Span) -> Value:
        self.shared.ev.report("cycle", Level.ERROR, f"{name} refers to itself", span)
        return unknown(Because.CYCLE, self.qualified(name), Origin(span, OriginKind.DERIVED))

    def variable(self, name: str) -> Value | None:
        """The value of ``var.name``; None where it is not declared."""
        section = self.configuration.variables.get(name)
        if section is None:
            return None
        return self._once("var", name, lambda: variable_value(self, name, section), section.header)

    def local(self, name: str) -> Value | None:
        """The value of ``local.name``; None where it is not declared."""
        found = self.configuration.locals.get(name)
        if found is None:
            return None
        attribute, file = found
        span = Span(file, attribute.start, attribute.end)
        full = self.qualified(f"local.{name}")
        return self._once("local", name, lambda: self.shared.ev.settle(attribute.value, Scope(self, file), full), span)

    def output(self, name: str) -> Value | None:
        """The value of the module's output; None where it is not declared."""
        section = self.configuration.outputs.get(name)
        if section is None:
            return None
        found = section.attributes.get("value")
        full = self.qualified(name) if self.address else f"output.{name}"
        if found is None:
            return unknown(Because.ERROR, full, Origin(section.header, OriginKind.DERIVED))
        attribute, file = found

        def compute() -> Value:
            value = self.shared.ev.settle(attribute.value, Scope(self, file), full)
            if not is_sensitive(section) or (isinstance(value, Known) and isinstance(value.data, _SHOWN_ANYHOW)):
                return value
            return hidden(value, full, section.header)

        return self._once("output", name, compute, section.header)

    def provider_subscription(self, key: ProviderKey) -> Value:
        """The subscription that a provider's configuration names, under the module's name for it; null where none."""
        section = self.configuration.providers.get(str(key))
        span = section.header if section is not None else Span(self.configuration.bodies[0].file, 0, 0)
        return self._once("provider", str(key), lambda: configured_subscription(self, key), span)

    def resource(self, type: str, name: str, is_data: bool) -> Value | None:
        """The value of a reference to all instances of a resource; None where it is not declared."""
        table = self.configuration.data if is_data else self.configuration.resources
        section = table.get((type, name))
        if section is None:
            return None
        address = instance_address("", type, name, None, is_data)
        mark = ("resource", address)
        if mark in self._pending:
            return self._cycle(address, section.header)
        return self._expanded(section, type, name, is_data)[0]

    def instances(self, type: str, name: str, is_data: bool) -> list[Instance]:
        """The instances of a declared resource, every attribute computed."""
        table = self.configuration.data if is_data else self.configuration.resources
        made = []
        for instance, body in self._expanded(table[(type, name)], type, name, is_data)[1]:
            filled = body.filled()
            instance.attributes = filled if body.unread is None else body
            if self.outlined_at is not None:
                call = self.outlined_at
                instance.attributes = {name_: at_call(value, call) for name_, value in filled.items()}
            made.append(instance)
        return made

    def _expanded(
        self, section: Section, type: str, name: str, is_data: bool
    ) -> tuple[Value, list[tuple[Instance, LazyObject]]]:
        found = self._instances.get((is_data, type, name))
        if found is not None:
            return found
        address = instance_address("", type, name, None, is_data)
        mark = ("resource", address)
        self._pending.add(mark)
        try:
            expansion = expand(self.shared.ev, section, self.scope(section), self.qualified(address))
        finally:
            self._pending.discard(mark)
        instances: list[tuple[Instance, LazyObject]] = []
        objects: list[Value] = []
        for member in expansion.members:
            instance, body, object_ = self._made(section, type, name, is_data, member)
            instances.append((instance, body))
            objects.append(Known(object_, Origin(section.header, OriginKind.DERIVED)))
        whole = expansion.whole(objects, self.qualified(address))
        self._instances[(is_data, type, name)] = (whole, instances)
        return whole, instances

    def _made(
        self, section: Section, type: str, name: str, is_data: bool, member: Member
    ) -> tuple[Instance, LazyObject, LazyObject]:
        address = instance_address(self.address, type, name, member.key, is_data)
        scope = Scope(self, section.file, each=member.each, count=member.count, place=address)
        because = Because.DATA_SOURCE if is_data else Because.RUNTIME_ATTRIBUTE
        reader = BodyReader(
            self.shared.ev, section.attributes, section.blocks, scope, address, section.header, because, section.broken
        )
        body = reader.resource_attributes()
        constraint, version = self.shared.provider_versions(self, type, section)
        header = self.outlined_at or section.header
        instance = Instance(
            type, name, body, header, self.outlined_at or section.span, module=self.address, key=member.key,
            is_data=is_data, exists=self.exists & member.exists, provider_constraint=constraint,
            provider_version=version, calls=self.calls, subscription=subscription_of(self, type, section),
        )  # fmt: skip
        object_ = referable(self.shared.ev, instance, reader, address)
        if is_data and type == REMOTE_STATE:
            object_ = with_outputs(object_, instance, self.shared.root, self.shared.find_state)
        return instance, body, object_

    def call(self, name: str) -> Value | None:
        """The value of a reference to a module call; None where there is no such call."""
        section = self.configuration.calls.get(name)
        if section is None:
            return None
        return self._once("module", name, lambda: self._called(name, section), section.header)

    def _called(self, name: str, section: Section) -> Value:
        expansion, children = self.shared.children(self, name, section)
        origin = Origin(section.header, OriginKind.DERIVED)
        full = self.qualified(f"module.{name}")
        objects: list[Value] = []
        for member, child in zip(expansion.members, children, strict=True):
            if child is None:
                because = self.shared.why_missing(self, name)
                objects.append(unknown(because, full + key_suffix(member.key), origin, never_null=True))
            else:
                objects.append(Known(child.referable(), origin))
        return expansion.whole(objects, full)

    def referable(self) -> LazyObject:
        """The module as references see it: its outputs."""

        def compute(name: str) -> Value:
            value = self.output(name)
            if value is None:
                return unknown(Because.ERROR, self.qualified(name))
            return value if self.outlined_at is None else at_call(value, self.outlined_at)

        if self.outlined_at is None:
            return LazyObject(self.configuration.outputs, compute)
        origin = Origin(self.outlined_at, OriginKind.DERIVED)
        return LazyObject(
            self.configuration.outputs,
            compute,
            lambda name: unknown(Because.OUTSIDE_THE_FILES, self.qualified(name), origin),
        )

    def ancestors(self) -> Iterator[ModuleInstance]:
        """This module and those that call it, the root last."""
        here: ModuleInstance | None = self
        while here is not None:
            yield here
            here = here.parent
