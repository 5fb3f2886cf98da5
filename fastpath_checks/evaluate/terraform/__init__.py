"""Terraform configurations, evaluated as Terraform itself evaluates them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.core.files import Files
from fastpath_checks.core.values import Value
from fastpath_checks.evaluate.terraform.backends import Backend
from fastpath_checks.evaluate.terraform.dropped_inputs import say_dropped_inputs
from fastpath_checks.evaluate.terraform.estate import Estate
from fastpath_checks.evaluate.terraform.inputs import TerraformInputs
from fastpath_checks.evaluate.terraform.instances import Instance
from fastpath_checks.evaluate.terraform.later_instances import LaterInstances, deep_calls
from fastpath_checks.evaluate.terraform.module_instance import ModuleInstance
from fastpath_checks.evaluate.terraform.module_shelf import ModuleShelf
from fastpath_checks.evaluate.terraform.module_sources import called_modules
from fastpath_checks.evaluate.terraform.resource_bodies import BodyReader
from fastpath_checks.evaluate.terraform.scope import Scope
from fastpath_checks.graph.resource_ids import ResourceId
from fastpath_checks.syntax.hcl import nodes

__all__ = ["Evaluation", "ModuleShelf", "TerraformInputs", "called_modules", "evaluate_configuration"]


class Outputs(Mapping[str, Value]):
    """The root's outputs, each computed when it is asked for."""

    def __init__(self, root: ModuleInstance | None) -> None:
        self._root = root
        self._names = list(root.configuration.outputs) if root is not None else []

    def __getitem__(self, name: str) -> Value:
        value = self._root.output(name) if self._root is not None else None
        if value is None:
            raise KeyError(name)
        return value

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


class Evaluation:
    """What one root creates, and what was said on the way.

    ``instances`` holds the resources and data sources of the wanted types, ``later`` those that were to wait;
    ``bodies`` the tree of every file that was read, the root's and its modules'; ``variables`` the names that the root
    declares.
    """

    __slots__ = ("backend", "bodies", "diagnostics", "instances", "later", "outputs", "variables")

    def __init__(
        self,
        instances: list[Instance],
        outputs: Mapping[str, Value],
        diagnostics: list[Diagnostic],
        backend: Backend | None = None,
        bodies: tuple[nodes.Body, ...] = (),
        variables: tuple[str, ...] = (),
        later: LaterInstances | None = None,
    ) -> None:
        self.instances = instances
        self.outputs = outputs
        self.diagnostics = diagnostics
        self.backend = backend
        self.bodies = bodies
        self.variables = variables
        self.later = later


def evaluate_configuration(
    root: str,
    files: Files,
    inputs: TerraformInputs,
    identify: Callable[[Instance], ResourceId | None],
    wanted: Callable[[str], bool],
    shelf: ModuleShelf | None = None,
    may_wait: Callable[[str], bool] = lambda type: False,
) -> Evaluation:
    """Evaluate the directory ``root`` with what it loads by itself and what ``inputs`` adds.

    ``identify`` tells the Azure id of an instance, where it has one; ``wanted`` says which resource types are asked
    for: no others are evaluated, unless a wanted one needs them. ``shelf``, made of the same files, saves roots that
    call the same modules from reading them each for itself. ``may_wait`` says which of the wanted types are evaluated
    only at a later request.
    """
    estate = Estate(root, files, inputs, identify, shelf or ModuleShelf(files))
    configuration = estate.configuration(root)
    if configuration is None:
        diagnostic = Diagnostic("no-configuration", Level.ERROR, "there is no Terraform configuration here", path=root)
        return Evaluation([], Outputs(None), [*estate.ev.diagnostics, diagnostic])
    module = ModuleInstance(estate, configuration)
    instances: list[Instance] = []
    later = LaterInstances(estate)
    with deep_calls():
        estate.take_inputs()
        _gather(estate, module, wanted, may_wait, instances, later)
        say_dropped_inputs(estate, module)
        backend = _backend(estate, module)
    bodies = tuple(body for one in estate.configurations() for body in one.bodies)
    variables = tuple(configuration.variables)
    return Evaluation(instances, Outputs(module), estate.ev.diagnostics, backend, bodies, variables, later)


def _gather(
    estate: Estate,
    module: ModuleInstance,
    wanted: Callable[[str], bool],
    may_wait: Callable[[str], bool],
    found: list[Instance],
    later: LaterInstances,
) -> None:
    configuration = module.configuration
    for is_data, table in ((False, configuration.resources), (True, configuration.data)):
        for type, name in table:
            if not wanted(type):
                continue
            if not is_data and may_wait(type):
                later.add(module, type, name)
            else:
                found.extend(module.instances(type, name, is_data))
    for name, section in configuration.calls.items():
        _, children = estate.children(module, name, section)
        for child in children:
            if child is not None:
                _gather(estate, child, wanted, may_wait, found, later)


def _backend(estate: Estate, module: ModuleInstance) -> Backend | None:
    section = module.configuration.backend
    if section is None:
        return None
    scope = Scope(None, section.file)
    reader = BodyReader(estate.ev, section.attributes, section.blocks, scope, "backend", section.header)
    arguments = reader.resource_attributes().filled()
    return Backend(section.labels[0] if section.labels else section.type, arguments, estate.root)
