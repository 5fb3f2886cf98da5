"""What a scan tells of its work while it goes on. Nobody listens unless a door wants to show it."""

from __future__ import annotations

from collections.abc import Sequence


class Watch:
    """Told of each step; this one does nothing with it, and no verdict depends on what another does."""

    def stage(self, name: str, total: int = 0) -> None:
        """A stage begins: what is done, as a verb and its object, and in how many roots where that is known."""

    def scenario(self, root: str, name: str) -> None:
        """A root is evaluated with one set of inputs; the name is empty for its only one."""

    def read(self, paths: Sequence[str]) -> None:
        """All files that were read, sorted, when everything is evaluated."""


SILENT = Watch()
