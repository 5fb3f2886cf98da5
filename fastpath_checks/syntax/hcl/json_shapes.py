"""Which keys of Terraform's JSON syntax are blocks: JSON itself does not tell a block from an argument."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Shape(NamedTuple):
    """One type of block: how many labels it has, which blocks stand in it, and which arguments are references.

    In an ``of_provider`` block everything else belongs to a provider, whose schema is not at hand: an array of objects
    is read as blocks, as it nearly always is one; a single object is read as an argument, for it may be a map.
    """

    labels: int = 0
    blocks: Mapping[str, Shape] = {}
    references: frozenset[str] = frozenset()
    of_provider: bool = False


_PLAIN = Shape()
_CONTENT = Shape(of_provider=True)
_DYNAMIC = Shape(1, {"content": _CONTENT}, frozenset({"iterator"}))
NESTED = Shape(0, {"dynamic": _DYNAMIC}, of_provider=True)
"""A provider's block inside another."""

_CHECKS = {"precondition": _PLAIN, "postcondition": _PLAIN}
_LIFECYCLE = Shape(0, _CHECKS, frozenset({"ignore_changes", "replace_triggered_by"}))
_CONNECTION = Shape()
_PROVISIONER = Shape(1, {"connection": _CONNECTION}, of_provider=True)
_RESOURCE = Shape(
    2,
    {"lifecycle": _LIFECYCLE, "provisioner": _PROVISIONER, "connection": _CONNECTION, "dynamic": _DYNAMIC},
    frozenset({"depends_on", "provider"}),
    True,
)
_CHECK = Shape(1, {"data": _RESOURCE, "assert": _PLAIN})
_TERRAFORM = Shape(
    0,
    {
        "required_providers": _PLAIN,
        "backend": Shape(1),
        "cloud": Shape(0, {"workspaces": _PLAIN}),
        "provider_meta": Shape(1),
    },
)

TOP_LEVEL: dict[str, Shape] = {
    "check": _CHECK,
    "data": _RESOURCE,
    "ephemeral": _RESOURCE,
    "import": Shape(0, references=frozenset({"to", "provider"})),
    "locals": _PLAIN,
    "module": Shape(1, references=frozenset({"depends_on", "providers"})),
    "moved": Shape(0, references=frozenset({"from", "to"})),
    "output": Shape(1, _CHECKS, frozenset({"depends_on"})),
    "provider": Shape(1, {"dynamic": _DYNAMIC}, of_provider=True),
    "removed": Shape(0, {"lifecycle": _PLAIN}, frozenset({"from"})),
    "resource": _RESOURCE,
    "terraform": _TERRAFORM,
    "variable": Shape(1, {"validation": _PLAIN}, frozenset({"type"})),
}
