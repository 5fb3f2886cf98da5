"""The functions of ARM templates, as Azure computes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastpath_checks.core.values import Value
from fastpath_checks.evaluate.arm import template as arm
from fastpath_checks.evaluate.arm.bindings import Bindings
from fastpath_checks.evaluate.arm.functions import (  # noqa: F401 - each declares its functions
    arrays,
    context,
    dates,
    encoded_texts,
    formatting,
    identifiers,
    integers,
    lambdas,
    logic,
    names,
    networks,
    objects,
    references,
    strings,
    uniqueness,
)
from fastpath_checks.evaluate.arm.functions.calling import TABLE, Use, apply
from fastpath_checks.evaluate.arm.functions.references import list_function
from fastpath_checks.evaluate.arm.functions.user_functions import call_user_function

if TYPE_CHECKING:
    from fastpath_checks.evaluate.arm.evaluating import Evaluator


def call_function(evaluator: Evaluator, node: arm.Call, bindings: Bindings) -> Value:
    """The value of a call; a function that is not modelled here leaves Unknown(UNMODELLED) with its name."""
    name = node.name.casefold()
    if "." in name:
        return call_user_function(Use(evaluator, node, bindings, node.name))
    function = TABLE.get(name)
    if function is not None:
        return apply(function, Use(evaluator, node, bindings, function.name))
    use = Use(evaluator, node, bindings, node.name)
    return list_function(use) if name.startswith("list") else use.unmodelled()
