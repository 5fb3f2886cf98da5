"""How a policy says which resource it means: a glob over names, or over whole ids where it has a slash."""

from __future__ import annotations

import fnmatch


def means(pattern: str, id: str | None, name: str | None) -> bool:
    """Whether a pattern means a resource, compared without case.

    A pattern with a slash is compared with the whole id, any other with the name, which is the id's last segment where
    only the id is known.
    """
    pattern = pattern.casefold()
    if "/" in pattern:
        return id is not None and fnmatch.fnmatchcase(id.casefold(), pattern)
    if name is None and id is not None:
        name = id.rstrip("/").rpartition("/")[2]
    return name is not None and fnmatch.fnmatchcase(name.casefold(), pattern)
