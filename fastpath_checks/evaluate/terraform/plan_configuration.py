"""The configuration that a plan carries: which expressions stand where, as lists of what they refer to."""

from __future__ import annotations

from typing import NamedTuple

from fastpath_checks.evaluate.terraform.plan_nodes import member, objects
from fastpath_checks.evaluate.terraform.plan_resources import Key, module_address, module_steps, outline_of
from fastpath_checks.syntax.jsonc import JsonObject, JsonValue


class ConfiguredModule:
    """One module of the configuration, whatever number of instances it has."""

    __slots__ = ("_children", "_node", "_resources")

    def __init__(self, node: JsonObject | None) -> None:
        self._node = node
        self._resources: dict[tuple[bool, str, str], JsonObject] | None = None
        self._children: dict[str, ConfiguredModule] = {}

    def resource(self, is_data: bool, type: str, name: str) -> JsonObject | None:
        """The declaration of a resource."""
        if self._resources is None:
            self._resources = {}
            for one in objects(member(self._node, "resources")):
                outline = outline_of(one)
                self._resources[(outline.is_data, outline.type, outline.name)] = one
        return self._resources.get((is_data, type, name))

    def call(self, name: str) -> JsonObject | None:
        """The call of a module."""
        found = member(self._node, "module_calls", name)
        return found if isinstance(found, JsonObject) else None

    def called(self, name: str) -> ConfiguredModule:
        """The module that a call leads to; an empty one where there is none."""
        found = self._children.get(name)
        if found is None:
            node = member(self.call(name), "module")
            found = self._children[name] = ConfiguredModule(node if isinstance(node, JsonObject) else None)
        return found

    def outputs(self) -> dict[str, JsonValue | None]:
        """The expression of each output."""
        node = member(self._node, "outputs")
        if not isinstance(node, JsonObject):
            return {}
        return {one.key: member(one.value, "expression") for one in node.members}


class Place(NamedTuple):
    """Where an expression stands: in which instance of a module, and for which key of ``count`` or ``for_each``.

    ``address`` is the module instance's. ``caller`` is the place of the module's call, None in the root; ``call`` is
    the name there. ``repetition`` is the ``for_each`` or ``count`` expression, ``siblings`` the number of instances
    (0 where it is not known).
    """

    address: str
    module: ConfiguredModule
    key: Key = None
    repetition: JsonValue | None = None
    caller: Place | None = None
    call: str = ""
    siblings: int = 0

    def within(self, key: Key, declaration: JsonObject | None, siblings: int = 0) -> Place:
        """The place of the expressions of one instance of what is declared here."""
        each = member(declaration, "for_each_expression") or member(declaration, "count_expression")
        return self._replace(key=key, repetition=each, siblings=siblings)

    def inside(self, name: str, key: Key, address: str) -> Place:
        """The place inside an instance of a module that is called here."""
        caller = self.within(key, self.module.call(name))
        return Place(address, self.module.called(name), caller=caller, call=name)


def place_of(root: ConfiguredModule, address: str) -> Place:
    """The place inside the module instance that has this address."""
    place = Place("", root)
    for name, key in module_steps(address):
        place = place.inside(name, key, module_address(place.address, name, key))
    return place._replace(address=address)
