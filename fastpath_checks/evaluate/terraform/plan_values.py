"""The values of a plan: what is planned, and what is known after apply."""

from __future__ import annotations

from typing import Any, NamedTuple

from fastpath_checks.core.spans import Origin, OriginKind, SourceFile, Span
from fastpath_checks.core.values import Because, Known, Missing, Unknown, Value, unknown
from fastpath_checks.evaluate.terraform.fastpath_switches import FLAGS
from fastpath_checks.evaluate.terraform.instances import Instance
from fastpath_checks.evaluate.terraform.plan_configuration import ConfiguredModule, Place, place_of
from fastpath_checks.evaluate.terraform.plan_links import Links, Path
from fastpath_checks.evaluate.terraform.plan_nodes import is_true, items, member, planned, text
from fastpath_checks.evaluate.terraform.plan_providers import PlannedProvider
from fastpath_checks.evaluate.terraform.plan_references import sources_of, whole_references
from fastpath_checks.evaluate.terraform.plan_resources import PlannedResource, Shown
from fastpath_checks.evaluate.terraform.plan_written import Written
from fastpath_checks.evaluate.terraform.shapes import LazyObject
from fastpath_checks.syntax.jsonc import JsonArray, JsonObject, JsonValue


class PlanValues:
    """Makes instances of what a plan shows. Their attributes are read from the JSON when they are asked for."""

    def __init__(
        self,
        file: SourceFile,
        shown: Shown,
        root: ConfiguredModule,
        providers: dict[str, PlannedProvider],
        locks: dict[str, str],
    ) -> None:
        self._file = file
        self._shown = shown
        self._root = root
        self._providers = providers
        self._locks = locks
        self._instances: dict[str, Instance] = {}
        self._places: dict[str, Place] = {}
        self._links = Links(self.instance)

    def instance(self, resource: PlannedResource) -> Instance:
        """The instance; its attributes are made once."""
        found = self._instances.get(resource.address)
        if found is None:
            found = self._instances[resource.address] = self._made(resource)
        return found

    def _made(self, resource: PlannedResource) -> Instance:
        place = self._places.get(resource.module)
        if place is None:
            place = self._places[resource.module] = place_of(self._root, resource.module)
        declaration = place.module.resource(resource.is_data, resource.type, resource.name)
        siblings = self._shown.instances[(resource.module, resource.is_data, resource.type, resource.name)]
        reader = _Reader(self, resource, place.within(resource.key, declaration, len(siblings)), declaration)
        provider = self._providers.get(text(member(declaration, "provider_config_key")), PlannedProvider())
        return Instance(
            resource.type,
            resource.name,
            reader.object(()),
            resource.header,
            resource.span,
            module=resource.module,
            key=resource.key,
            is_data=resource.is_data,
            provider_constraint=provider.constraint,
            provider_version=self._locks.get(resource.provider.casefold(), ""),
            subscription=provider.subscription,
            kept=_kept(resource, declaration),
        )

    def planned(self, node: JsonValue, name: str) -> Value:
        return planned(self._file, node, name)

    def span(self, node: JsonValue) -> Span:
        return Span(self._file, node.start, node.end)

    def linked(
        self, resource: PlannedResource, place: Place, path: Path, expression: JsonValue, origin: Origin
    ) -> Value:
        """The value that only the apply will know, as far as its expression's references tell it."""
        sources = sources_of(self._shown, expression, place)
        found = self._links.value(resource, path, sources, origin)
        if found is not None:
            return found
        prefix = f"{place.address}." if place.address else ""
        names = [prefix + one for one in whole_references(expression) if not one.startswith(("each.", "count."))]
        name = _joined(resource.address, path)
        missing = [
            Missing(Because.DATA_SOURCE if one.startswith("data.") else Because.RUNTIME_ATTRIBUTE, prefix + one, origin)
            for one in (reference.removeprefix(prefix) for reference in names)
        ]
        return Unknown(tuple(missing[:6]) or (Missing(Because.RUNTIME_ATTRIBUTE, name, origin),), name, origin)


def _kept(resource: PlannedResource, declaration: JsonObject | None) -> tuple[str, ...]:
    """The flags that stay on without a word of the configuration, in what exists already."""
    if resource.creating or resource.is_data or declaration is None or declaration.broken:
        return ()
    written = member(declaration, "expressions")
    on = (name for name in FLAGS if is_true(member(resource.values, name)))
    return tuple(name for name in on if member(written, name) is None)


class _Torn(LazyObject):
    """An object of which a part could not be read: what it does not show is not known, instead of absent."""

    __slots__ = ()

    def get(self, name: str, default: Any = None) -> Any:
        return self.attribute(name)


class _Part(NamedTuple):
    """One value of an instance: what is known, what marks it as unknown or sensitive, and what is written for it."""

    node: JsonValue | None
    marks: JsonValue | None
    sensitive: JsonValue | None
    written: Written

    def inside(self, step: str, name: str) -> _Part:
        """A member, or the item at a position, of the value, which is called ``name``."""
        if not isinstance(self.node, JsonArray):
            marks, sensitive = member(self.marks, step), member(self.sensitive, step)
            return _Part(member(self.node, step), marks, sensitive, self.written.inside(step))
        at = int(step)
        marked, hidden = items(self.marks), items(self.sensitive)
        item = self.node.items[at]
        return _Part(
            item,
            marked[at] if at < len(marked) else None,
            hidden[at] if at < len(hidden) else None,
            self.written.item(at, item, len(self.node.items), name),
        )


class _Reader:
    """Reads the values of one instance. It keeps paths, not the tree, which the plan gives anew when it is asked."""

    def __init__(
        self, plan: PlanValues, resource: PlannedResource, place: Place, declaration: JsonObject | None
    ) -> None:
        self._plan = plan
        self._resource = resource
        self._place = place
        self._declaration = declaration
        self._pending: set[Path] = set()

    def _part(self, path: Path) -> _Part:
        resource, declaration = self._resource, self._declaration
        certain = declaration is not None and not declaration.broken
        written = Written(member(declaration, "expressions"), certain, True)
        part = _Part(resource.values, resource.unknown, resource.sensitive, written)
        for at, step in enumerate(path):
            part = part.inside(step, path[at - 1] if at else "")
        return part

    def object(self, path: Path) -> LazyObject:
        """The values at a path, each read when it is asked for."""
        values, marks, _, written = self._part(path)
        names = dict.fromkeys(one.key for one in values.members) if isinstance(values, JsonObject) else {}
        if isinstance(marks, JsonObject):
            names.update(dict.fromkeys(one.key for one in marks.members))
        names.update(dict.fromkeys(written.names()))

        def compute(name: str) -> Value:
            return self.value((*path, name))

        if isinstance(values, JsonObject) and values.broken:
            span = self._plan.span(values)
            return _Torn(names, compute, lambda name: self._unread(span, (*path, name)))
        return LazyObject(names, compute)

    def _unread(self, near: Span, path: Path) -> Value:
        return unknown(Because.UNPARSED, _joined(self._resource.address, path), Origin(near, OriginKind.PLANNED))

    def value(self, path: Path) -> Value:
        """The value at a path."""
        node, marks, sensitive, written = self._part(path)
        name = _joined(self._resource.address, path)
        if is_true(sensitive):
            origin = Origin(self._plan.span(node) if node is not None else self._resource.header, OriginKind.PLANNED)
            return unknown(Because.SENSITIVE, name, origin)
        if is_true(marks) or (
            node is None and written.expression is not None and not isinstance(marks, (JsonObject, JsonArray))
        ):
            return self._after_apply(marks, written, path, name)
        if isinstance(node, JsonObject) or (node is None and isinstance(marks, JsonObject)):
            data: Any = self.object(path)
        elif isinstance(node, JsonArray):
            data = [self.value((*path, str(at))) for at in range(len(node.items))]
        elif node is not None:
            found = self._plan.planned(node, name)
            if isinstance(found, Known) and self._filled_in(written):
                return Known(found.data, Origin(self._resource.header, OriginKind.PROVIDER_DEFAULT))
            return found
        else:
            return Known(None, Origin(self._resource.header, OriginKind.PLANNED))
        where = node if node is not None else marks
        return Known(data, Origin(self._plan.span(where) if where is not None else None, OriginKind.PLANNED))

    def _filled_in(self, written: Written) -> bool:
        """Whether a value of what is created was written by nobody: then it is the provider's default."""
        resource = self._resource
        return resource.creating and not resource.is_data and written.certain and written.expression is None

    def _after_apply(self, marks: JsonValue | None, written: Written, path: Path, name: str) -> Value:
        """What is known after apply. What nobody wrote is, on a create, for the provider's default to say: absent."""
        resource = self._resource
        expression = written.expression
        if expression is None:
            if self._filled_in(written):
                return Known(None, Origin(resource.header, OriginKind.PROVIDER_DEFAULT))
            because = Because.DATA_SOURCE if resource.is_data else Because.RUNTIME_ATTRIBUTE
            return unknown(
                because,
                name,
                Origin(self._plan.span(marks) if marks is not None else resource.header, OriginKind.PLANNED),
            )
        if path in self._pending:
            return unknown(Because.CYCLE, name, Origin(resource.header, OriginKind.PLANNED))
        self._pending.add(path)
        try:
            reference = next(iter(items(member(expression, "references"))), expression)
            origin = Origin(self._plan.span(reference), OriginKind.PLANNED)
            return self._plan.linked(resource, self._place, path, expression, origin)
        finally:
            self._pending.discard(path)


def _joined(address: str, path: Path) -> str:
    parts = [f"[{one}]" if one.isdigit() else f".{one}" for one in path]
    return address + "".join(parts)
