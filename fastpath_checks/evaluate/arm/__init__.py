"""ARM templates, and Bicep lowered into them -> resources. The parts are imported only when a template is evaluated."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastpath_checks.core.files import Files
    from fastpath_checks.evaluate.arm.scope import Placement
    from fastpath_checks.evaluate.arm.template import Inputs, Template
    from fastpath_checks.graph.resources import Deployment


def evaluate_template(
    template: Template,
    inputs: Inputs,
    files: Files,
    is_relevant: Callable[[str], bool],
    placement: Placement | None = None,
) -> Deployment:
    """What deploying a template with one set of inputs asks Azure for.

    ``placement`` says where it is deployed, and below which address, where it is not a root of its own. Resources of
    types that are not relevant are evaluated only as far as others refer to them. Never raises on bad input: what goes
    wrong is a diagnostic of the deployment.
    """
    from fastpath_checks.evaluate.arm.deploying import deploy

    return deploy(template, inputs, files, is_relevant, placement)
