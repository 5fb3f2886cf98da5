"""One policy as it is written, before it is laid over others."""

from __future__ import annotations

from typing import Any, NamedTuple

from fastpath_checks.core.spans import Span
from fastpath_checks.policy.assertions import Assertion
from fastpath_checks.policy.exceptions import Override, Waiver
from fastpath_checks.policy.shipped import shipped


class Layer(NamedTuple):
    """``data`` is valid against the schema; ``name`` is a path, or the name of a shipped policy.

    ``parameters_at`` holds, by rule and name, where a parameter is set; ``extends_at`` is where a file names its base;
    ``is_shipped`` tells a policy of the package from a file of that name.
    """

    name: str
    data: dict[str, Any]
    assertions: tuple[Assertion, ...] = ()
    extends_at: Span | None = None
    is_shipped: bool = False
    overrides: tuple[Override, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    parameters_at: dict[tuple[str, str], Span] = {}


def shipped_layer(name: str) -> Layer:
    """A policy that comes with the package; LookupError where there is none of that name."""
    return Layer(name, shipped("policies.json")[name], is_shipped=True)
