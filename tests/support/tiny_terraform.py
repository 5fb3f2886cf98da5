"""Configurations that a test writes down, evaluated whole."""

from __future__ import annotations

import textwrap

from files_in_memory import FilesInMemory

from fastpath_checks.core.spans import OriginKind, SourceFile
from fastpath_checks.core.values import Value
from fastpath_checks.evaluate.terraform import Evaluation, TerraformInputs, evaluate_configuration
from fastpath_checks.evaluate.terraform.instances import Instance


def evaluation(files: dict[str, str] | str, **inputs: object) -> Evaluation:
    """The root ``.`` of these files; a single text is ``main.tf``. Keyword arguments are variables that are given."""
    texts = {"main.tf": files} if isinstance(files, str) else files
    in_memory = FilesInMemory({path: textwrap.dedent(text) for path, text in texts.items()})
    workspace = inputs.pop("workspace", None)
    environment = inputs.pop("environment", {})
    assert isinstance(environment, dict)
    var_files = tuple(SourceFile(f"given{at}.tfvars", str(text)) for at, text in enumerate(_listed(inputs)))
    given: dict[str, Value | str] = {name: str(value) for name, value in inputs.items()}
    wanted = TerraformInputs(
        var_files, given, str(workspace) if workspace is not None else None, environment=environment
    )
    return evaluate_configuration(".", in_memory, wanted, lambda instance: None, lambda type: True)


def _listed(inputs: dict[str, object]) -> list[object]:
    found = inputs.pop("var_files", [])
    return found if isinstance(found, list) else []


def instances(found: Evaluation) -> dict[str, Instance]:
    """The instances by address."""
    return {instance.address: instance for instance in found.instances}


def codes(found: Evaluation) -> list[str]:
    """The codes of what was said, in order."""
    return [diagnostic.code for diagnostic in found.diagnostics]


def story(value: Value) -> list[tuple[OriginKind, str]]:
    """The steps of a value's origin: what each is, and the text that stands there."""
    return [(step.kind, step.span.text if step.span is not None else "") for step in value.origin.steps()]
