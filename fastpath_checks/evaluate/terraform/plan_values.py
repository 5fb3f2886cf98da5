"""The values of a plan: what is planned, and what is known after apply."""

from __future__ import annotations

from typing import Any

from fastpath_checks.core.spans import Origin, OriginKind, SourceFile, Span
from fastpath_checks.core.values import Because, Known, Missing, Unknown, Value, unknown
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
        reader = _Reader(self, resource, place.within(resource.key, declaration, len(siblings)))
        expressions = member(declaration, "expressions")
        written = Written(expressions, declaration is not None and not declaration.broken, True)
        provider = self._providers.get(text(member(declaration, "provider_config_key")), PlannedProvider())
        return Instance(
            resource.type,
            resource.name,
            reader.object(resource.values, resource.unknown, resource.sensitive, written, ()),
            resource.header,
            resource.span,
            module=resource.module,
            key=resource.key,
            is_data=resource.is_data,
            provider_constraint=provider.constraint,
            provider_version=self._locks.get(resource.provider.casefold(), ""),
            subscription=provider.subscription,
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


class _Torn(LazyObject):
    """An object of which a part could not be read: what it does not show is not known, instead of absent."""

    __slots__ = ()

    def get(self, name: str, default: Any = None) -> Any:
        return self.attribute(name)


class _Reader:
    """Reads the values of one instance."""

    def __init__(self, plan: PlanValues, resource: PlannedResource, place: Place) -> None:
        self._plan = plan
        self._resource = resource
        self._place = place
        self._pending: set[Path] = set()

    def object(
        self,
        values: JsonObject | None,
        marks: JsonValue | None,
        sensitive: JsonValue | None,
        written: Written,
        path: Path,
    ) -> LazyObject:
        names = dict.fromkeys(one.key for one in values.members) if values is not None else {}
        if isinstance(marks, JsonObject):
            names.update(dict.fromkeys(one.key for one in marks.members))
        names.update(dict.fromkeys(written.names()))

        def compute(name: str) -> Value:
            value = values.get(name) if values is not None else None
            return self.value(value, member(marks, name), member(sensitive, name), written.inside(name), (*path, name))

        if values is not None and values.broken:
            return _Torn(names, compute, lambda name: self._unread(values, (*path, name)))
        return LazyObject(names, compute)

    def _unread(self, near: JsonObject, path: Path) -> Value:
        origin = Origin(self._plan.span(near), OriginKind.PLANNED)
        return unknown(Because.UNPARSED, _joined(self._resource.address, path), origin)

    def value(
        self,
        node: JsonValue | None,
        marks: JsonValue | None,
        sensitive: JsonValue | None,
        written: Written,
        path: Path,
    ) -> Value:
        name = _joined(self._resource.address, path)
        if is_true(sensitive):
            origin = Origin(self._plan.span(node) if node is not None else self._resource.header, OriginKind.PLANNED)
            return unknown(Because.SENSITIVE, name, origin)
        if is_true(marks) or (
            node is None and written.expression is not None and not isinstance(marks, (JsonObject, JsonArray))
        ):
            return self._after_apply(marks, written, path, name)
        if isinstance(node, JsonObject) or (node is None and isinstance(marks, JsonObject)):
            data: Any = self.object(node if isinstance(node, JsonObject) else None, marks, sensitive, written, path)
        elif isinstance(node, JsonArray):
            marked, hidden = items(marks), items(sensitive)
            count = len(node.items)
            data = [
                self.value(
                    item,
                    marked[at] if at < len(marked) else None,
                    hidden[at] if at < len(hidden) else None,
                    written.item(at, item, count, path[-1]),
                    (*path, str(at)),
                )
                for at, item in enumerate(node.items)
            ]
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
