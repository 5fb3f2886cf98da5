"""``terraform_remote_state``: the outputs of another root, where that root is among the scanned ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastpath_checks.core.spans import Origin, OriginKind
from fastpath_checks.core.values import Because, Known, Missing, OneOf, Unknown, Value, unknown
from fastpath_checks.evaluate.terraform.backends import DEFAULT_WORKSPACE, Backend, State
from fastpath_checks.evaluate.terraform.instances import Instance
from fastpath_checks.evaluate.terraform.shapes import LazyObject, ListData, MapData, SetData
from fastpath_checks.graph.resource_ids import ResourceId

if TYPE_CHECKING:
    from fastpath_checks.evaluate.terraform.backends import StateFinder

REMOTE_STATE = "terraform_remote_state"


def with_outputs(data_source: LazyObject, instance: Instance, root: str, find: StateFinder | None) -> LazyObject:
    """The data source as references see it, with the outputs of the state that it reads."""

    def compute(name: str) -> Value:
        return _state_outputs(instance, root, find) if name == "outputs" else data_source[name]

    return LazyObject([*data_source, "outputs"], compute, data_source.beyond)


def _state_outputs(instance: Instance, root: str, find: StateFinder | None) -> Value:
    """The ``outputs`` of a ``terraform_remote_state``: an object, or the unknown that names the state."""
    origin = Origin(instance.header, OriginKind.DERIVED)
    backend = _backend(instance, root)
    workspace = instance.attributes.get("workspace")
    name = DEFAULT_WORKSPACE if workspace is None or (isinstance(workspace, Known) and workspace.data is None) else None
    if isinstance(workspace, Known) and isinstance(workspace.data, str):
        name = workspace.data
    state = find(backend, name) if find is not None and backend is not None and name is not None else None
    if state is None:
        told = f" ({backend})" if backend is not None else ""
        return unknown(Because.OUTSIDE_THE_FILES, f"the state {instance.address}{told}", origin, never_null=True)
    return Known(_outputs(state, instance), origin)


def _backend(instance: Instance, root: str) -> Backend | None:
    type = instance.attributes.get("backend")
    config = instance.attributes.get("config", Known({}))
    if not (isinstance(type, Known) and isinstance(type.data, str)):
        return None
    if not (isinstance(config, Known) and isinstance(config.data, dict)):
        return Backend(type.data, {}, root) if isinstance(config, Known) and config.data is None else None
    return Backend(type.data, dict(config.data.items()), root)


def _outputs(state: State, instance: Instance) -> LazyObject:
    defaults = instance.attributes.get("defaults")
    others: dict[str, Value] = {}
    if isinstance(defaults, Known) and isinstance(defaults.data, dict):
        others = {name: value for name, value in defaults.data.items() if name not in state.outputs}

    def compute(name: str) -> Value:
        return others[name] if name in others else _from_elsewhere(state.outputs[name], state.root)

    return LazyObject([*state.outputs, *others], compute)


def _from_elsewhere(value: Value, root: str) -> Value:
    """A value of another root: what only has a meaning there - addresses, names of inputs - is told apart from ours."""
    match value:
        case Known():
            return Known(_data_from_elsewhere(value.data, root), value.origin)
        case OneOf():
            choices = tuple(Known(_data_from_elsewhere(one.data, root), one.origin) for one in value.choices)
            return OneOf(choices, _named(value.missing, root), value.origin)
        case Unknown():
            residual = f"{root}: {value.residual}" if value.residual else ""
            return Unknown(_named(value.missing, root), residual, value.origin, value.never_null)


def _named(missing: tuple[Missing, ...], root: str) -> tuple[Missing, ...]:
    """What is missing, with the root in which it is; what a third root lacks is named already."""
    return tuple(
        one if " of " in one.name else Missing(one.because, f"{one.name} of {root}", one.origin) for one in missing
    )


def _data_from_elsewhere(data: Any, root: str) -> Any:
    if isinstance(data, ResourceId):
        subscription, group = data.subscription, data.resource_group
        return ResourceId(
            data.type,
            tuple(_from_elsewhere(name, root) for name in data.names),
            None if subscription is None else _from_elsewhere(subscription, root),
            None if group is None else _from_elsewhere(group, root),
        )
    if isinstance(data, LazyObject):
        inner = data
        beyond = inner.beyond
        return LazyObject(
            list(inner),
            lambda name: _from_elsewhere(inner[name], root),
            None if beyond is None else lambda name: _from_elsewhere(beyond(name), root),
        )
    if isinstance(data, MapData):
        return MapData({name: _from_elsewhere(item, root) for name, item in data.items()}, data.element)
    if isinstance(data, dict):
        return {name: _from_elsewhere(item, root) for name, item in data.items()}
    if isinstance(data, (ListData, SetData)):
        return type(data)([_from_elsewhere(item, root) for item in data], data.element)
    return [_from_elsewhere(item, root) for item in data] if isinstance(data, list) else data
