"""What one deployment is."""

from __future__ import annotations

import posixpath
from typing import Literal, NamedTuple

RootKind = Literal["terraform", "terraform-plan", "arm", "bicep"]


class Root(NamedTuple):
    """One deployment.

    ``path`` is a directory for ``terraform`` and a file for the others; of a ``.bicepparam`` that uses a registry's
    module, it is that file itself. ``parameter_files`` are paired with it by
    name or by their ``using``: each is a scenario. ``entry_inputs`` are inputs that a scanned PATH named: only they
    are scenarios. ``configuration`` is, for a plan, the Terraform directory that it was made from, where that is
    among the scanned ones.
    """

    kind: RootKind
    path: str
    parameter_files: tuple[str, ...] = ()
    entry_inputs: tuple[str, ...] = ()
    configuration: str | None = None

    @property
    def directory(self) -> str:
        """Where the root's own files lie; empty for the working directory."""
        if self.kind == "terraform":
            return "" if self.path == "." else self.path
        return posixpath.dirname(self.path)
