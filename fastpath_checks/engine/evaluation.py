"""One scenario -> the resources it deploys. Each language's rooms are imported only when such a root exists."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from fastpath_checks.core.diagnostics import Diagnostic
from fastpath_checks.core.files import Files
from fastpath_checks.core.spans import SourceFile
from fastpath_checks.engine.remote_states import RemoteStates
from fastpath_checks.engine.scenarios import Scenario
from fastpath_checks.graph.relevant_types import counts_addresses, is_relevant
from fastpath_checks.graph.resources import Deployment
from fastpath_checks.sources.listing import Kind, kind_of

if TYPE_CHECKING:
    from fastpath_checks.core.values import Value
    from fastpath_checks.evaluate.arm.from_bicep_modules import ModuleLoader
    from fastpath_checks.evaluate.arm.template import ParameterFile, Template
    from fastpath_checks.evaluate.terraform import Evaluation, ModuleShelf, TerraformInputs
    from fastpath_checks.evaluate.terraform.backends import StateFinder


class Evaluators:
    """Evaluates the scenarios of one scan; what several of them take in is read once.

    ``states`` knows the roots whose outputs others may read; ``bicep_modules`` is the folder of Bicep's restored
    modules.
    """

    __slots__ = ("_bicep", "_bicep_modules", "_files", "_shelf", "_states")

    def __init__(self, files: Files, states: RemoteStates, bicep_modules: str | None = None) -> None:
        self._states = states
        self._files = files
        self._bicep_modules = bicep_modules
        self._bicep: ModuleLoader | None = None
        self._shelf: ModuleShelf | None = None

    def evaluate(self, scenario: Scenario) -> Deployment:
        """Never raises on bad input: what could not be read is a diagnostic of the deployment."""
        match scenario.root.kind:
            case "terraform":
                return self._terraform(scenario)
            case "terraform-plan":
                return self._plan(scenario)
            case "bicep":
                return self._bicep_file(scenario)
            case "arm":
                return self._template(scenario)

    def _terraform(self, scenario: Scenario) -> Deployment:
        from fastpath_checks.evaluate.terraform import ModuleShelf, evaluate_configuration
        from fastpath_checks.evaluate.terraform.azurerm import deferred, identify, is_deferred, to_deployment, wanted

        self._shelf = self._shelf or ModuleShelf(self._files)
        finder = self._state_finder(scenario.root.path)
        inputs = _terraform_inputs(scenario, scenario.workspace, finder)
        evaluation = evaluate_configuration(
            scenario.root.path, self._files, inputs, identify, wanted, self._shelf, is_deferred
        )
        deployment = self._with_templates(to_deployment(evaluation.instances, evaluation.diagnostics))
        if not evaluation.later or not counts_addresses(deployment.resources):
            return deployment
        return deployment._replace(deferred=deferred(evaluation.later))

    def _plan(self, scenario: Scenario) -> Deployment:
        from fastpath_checks.engine.plan_positions import configured, given_in_plan
        from fastpath_checks.evaluate.terraform import TerraformInputs, evaluate_configuration
        from fastpath_checks.evaluate.terraform.azurerm import identify, to_deployment, wanted
        from fastpath_checks.evaluate.terraform.plan import read_plan
        from fastpath_checks.evaluate.terraform.plan_parsing import parse_plan
        from fastpath_checks.syntax.jsonc import JsonObject

        file, refusal = self._files.read(scenario.root.path)
        if file is None:
            return _refused(refusal)
        tree, diagnostics = parse_plan(file)
        if not isinstance(tree, JsonObject):
            return _refused(*diagnostics)
        instances, more = read_plan(file, tree, self._files)
        if scenario.root.configuration is not None:
            finder = self._state_finder(scenario.root.configuration)
            inputs = TerraformInputs((), given_in_plan(tree), scenario.workspace, finder)
            evaluation = evaluate_configuration(scenario.root.configuration, self._files, inputs, identify, wanted)
            instances = configured(instances, evaluation.instances)
            # inputs that a module drops are in no plan
            diagnostics = [*diagnostics, *(one for one in evaluation.diagnostics if one.claim is not None)]
        return self._with_templates(to_deployment(instances, [*diagnostics, *more]))

    def _state_finder(self, asking: str) -> StateFinder:
        """Finds the states of other roots, whose outputs are evaluated in the workspace that is asked for."""

        def evaluate(scenario: Scenario, workspace: str) -> Evaluation:
            from fastpath_checks.evaluate.terraform import evaluate_configuration
            from fastpath_checks.evaluate.terraform.azurerm import identify

            path = scenario.root.path
            inputs = _terraform_inputs(scenario, workspace, self._state_finder(path))
            return evaluate_configuration(path, self._files, inputs, identify, lambda type: False, self._shelf)

        return lambda backend, workspace: self._states.find(backend, workspace, asking, evaluate)

    def _with_templates(self, deployment: Deployment) -> Deployment:
        if not deployment.pending:
            return deployment
        from fastpath_checks.engine.template_deployments import with_templates

        return with_templates(deployment, self._files, is_relevant)

    def _bicep_file(self, scenario: Scenario) -> Deployment:
        from fastpath_checks.evaluate.arm.from_bicep import read_bicep

        file, refusal = self._files.read(scenario.root.path)
        if file is None:
            return _refused(refusal)
        if kind_of(posixpath.basename(file.path)) is Kind.BICEP_PARAMETERS:
            return self._used_module(scenario, file)
        template, diagnostics = read_bicep(file, self._modules())
        return self._deployed(scenario, template, list(diagnostics))

    def _used_module(self, scenario: Scenario, file: SourceFile) -> Deployment:
        """What a ``.bicepparam`` deploys that uses a module of a registry."""
        from fastpath_checks.evaluate.arm.from_bicep_parameters import used_module

        taken = used_module(file, self._modules())
        if taken.template is None:
            return _refused(*taken.diagnostics)
        return self._deployed(scenario, taken.template, list(taken.diagnostics))

    def _template(self, scenario: Scenario) -> Deployment:
        from fastpath_checks.evaluate.arm.from_json import json_reader

        file, refusal = self._files.read(scenario.root.path)
        if file is None:
            return _refused(refusal)
        template, diagnostics = json_reader(self._files)(file)
        return _refused(*diagnostics) if template is None else self._deployed(scenario, template, list(diagnostics))

    def _deployed(self, scenario: Scenario, template: Template, diagnostics: list[Diagnostic]) -> Deployment:
        from fastpath_checks.engine.given import given_values
        from fastpath_checks.evaluate.arm import evaluate_template
        from fastpath_checks.evaluate.arm.parameter_values import unread_parameters
        from fastpath_checks.evaluate.arm.template import Inputs

        parameter_files = [unread_parameters(SourceFile(path, "")) for path in scenario.unread]
        for file in scenario.files:
            read, remarks = self._parameters(file)
            parameter_files.append(read)
            diagnostics.extend(remarks)
        inputs = Inputs(tuple(parameter_files), given_values(template, scenario.given))
        deployment = evaluate_template(template, inputs, self._files, is_relevant)
        return deployment._replace(diagnostics=[*diagnostics, *deployment.diagnostics])

    def _parameters(self, file: SourceFile) -> tuple[ParameterFile, list[Diagnostic]]:
        if kind_of(posixpath.basename(file.path)) is Kind.BICEP_PARAMETERS:
            from fastpath_checks.evaluate.arm.from_bicep_parameters import read_bicep_parameters

            return read_bicep_parameters(file, self._modules())
        from fastpath_checks.evaluate.arm.from_json import read_parameter_file

        return read_parameter_file(file)

    def _modules(self) -> ModuleLoader:
        """One loader for all Bicep files: a module that several roots use is lowered once."""
        from fastpath_checks.evaluate.arm.from_bicep import bicep_loader

        if self._bicep is None:
            self._bicep = bicep_loader(self._files, self._bicep_modules)
        return self._bicep


def _terraform_inputs(scenario: Scenario, workspace: str | None, find_state: StateFinder) -> TerraformInputs:
    from fastpath_checks.evaluate.terraform import TerraformInputs

    given: dict[str, Value | str] = {**scenario.given}
    return TerraformInputs(scenario.files, given, workspace, find_state, scenario.environment, scenario.unread)


def _refused(*why: Diagnostic | None) -> Deployment:
    return Deployment([], {}, [one for one in why if one is not None])
