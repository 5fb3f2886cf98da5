"""Path globs as ``.gitignore`` users write them."""

from __future__ import annotations

import re
from collections.abc import Iterable


class Globs:
    """A set of globs; a path matches when it, or a directory above it, matches one.

    ``*`` and ``?`` stay within a name, ``**`` spans directories, ``[abc]`` is a set. A glob without a slash (but for
    one at its end) matches a name at any depth; one with a slash matches from the top that paths are relative to.
    """

    __slots__ = ("_pattern",)

    def __init__(self, globs: Iterable[str]) -> None:
        parts = [_translated(glob) for glob in globs if glob.strip("/")]
        self._pattern = re.compile("|".join(parts)) if parts else None

    @property
    def is_empty(self) -> bool:
        return self._pattern is None

    def matches(self, path: str) -> bool:
        """``path`` is POSIX and relative to the top."""
        return self._pattern is not None and self._pattern.match(path) is not None


def _translated(glob: str) -> str:
    anchored = "/" in glob.rstrip("/")
    glob = glob.strip("/")
    if glob.startswith("./"):
        glob = glob[2:]
    parts = [] if anchored else ["(?:.*/)?"]
    at = 0
    while at < len(glob):
        character = glob[at]
        if glob.startswith("**/", at):
            parts.append("(?:.*/)?")
            at += 3
        elif glob.startswith("**", at):
            parts.append(".*")
            at += 2
        elif character == "*":
            parts.append("[^/]*")
            at += 1
        elif character == "?":
            parts.append("[^/]")
            at += 1
        elif character == "[" and (end := glob.find("]", at + 2)) > 0:
            body = glob[at + 1 : end].replace("\\", "\\\\").replace("[", "\\[")
            parts.append("[" + ("^" + body[1:] if body[0] == "!" else body.replace("^", "\\^")) + "]")
            at = end + 1
        else:
            parts.append(re.escape(character))
            at += 1
    return "(?:" + "".join(parts) + r")(?:/.*)?\Z"
