"""Where a root keeps its state, and whether another's ``terraform_remote_state`` reads just that."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from typing import NamedTuple

from fastpath_checks.core.values import Known, Value

DEFAULT_WORKSPACE = "default"

_IDENTIFYING: dict[str, tuple[str, ...]] = {
    "azurerm": ("storage_account_name", "container_name", "key"),
    "cos": ("bucket", "prefix", "key"),
    "gcs": ("bucket", "prefix"),
    "http": ("address",),
    "local": ("path",),
    "oss": ("bucket", "prefix", "key"),
    "remote": ("organization", "workspaces"),
    "s3": ("bucket", "key"),
}
"""The arguments that tell one state of a backend from another, by the backend's type."""

_DEFAULTS = {("local", "path"): "terraform.tfstate"}
_SAME = {"cloud": "remote"}
"""The block ``cloud`` keeps states where ``remote`` reads them."""


class Backend:
    """Where a state is: the backend's type and its arguments. ``root`` is where its relative paths start."""

    __slots__ = ("arguments", "root", "type")

    def __init__(self, type: str, arguments: dict[str, Value], root: str = "") -> None:
        self.type = type
        self.arguments = arguments
        self.root = root

    def identity(self) -> tuple[str, ...] | None:
        """What is equal for the same state, and only for it; None where that is not known."""
        type = _SAME.get(self.type, self.type)
        found = [type]
        for name in _IDENTIFYING.get(type, ()):
            text = self._text(type, name)
            if text is None:
                return None
            found.append(text)
        return tuple(found) if len(found) > 1 else None

    def _text(self, type: str, name: str) -> str | None:
        value = self.arguments.get(name)
        if value is None or (isinstance(value, Known) and value.data is None):
            return _DEFAULTS.get((type, name)) and posixpath.join(self.root, _DEFAULTS[(type, name)])
        if name == "workspaces":
            value = _named_workspace(value)
        if not isinstance(value, Known) or not isinstance(value.data, str):
            return None
        return posixpath.normpath(posixpath.join(self.root, value.data)) if type == "local" else value.data

    def __str__(self) -> str:
        texts = [
            value.data
            for name in _IDENTIFYING.get(self.type, ())
            if isinstance(value := self.arguments.get(name), Known) and isinstance(value.data, str)
        ]
        return ":".join([self.type, "/".join(texts)]) if texts else self.type


def _named_workspace(value: Value) -> Value | None:
    """The ``name`` of a ``workspaces`` block or object; one that names a prefix or tags is many states."""
    while isinstance(value, Known) and isinstance(value.data, list) and len(value.data) == 1:
        value = value.data[0]
    if isinstance(value, Known) and isinstance(value.data, dict):
        found: Value | None = value.data.get("name")
        return found
    return None


class State(NamedTuple):
    """The outputs of the root that keeps the state which somebody reads; ``root`` names it."""

    root: str
    outputs: Mapping[str, Value]


StateFinder = Callable[[Backend, str], "State | None"]
"""The state that lies at a backend, in a workspace; None where not exactly one other root keeps its state there."""
