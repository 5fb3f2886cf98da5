"""Whether all of a root could be read: what is absent from the rest may stand in the part that could not."""

from __future__ import annotations

from collections.abc import Iterable

from fastpath_checks.core.claims import YES, Claim, maybe
from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.core.spans import NOWHERE, Origin, OriginKind
from fastpath_checks.core.values import Because, Missing

_NOT_READ = frozenset(
    {
        "binary-file", "dangling-link", "nested-too-deep", "not-a-file", "not-utf8", "outside-the-root", "syntax-error",
        "too-large", "unreadable",
    }
)  # fmt: skip

_LOSES_SOMETHING = _NOT_READ | {
    "limit", "module-cycle", "module-depth", "resource-type", "template-structure", "wrong-labels",
}  # fmt: skip


def all_read(diagnostics: Iterable[Diagnostic]) -> Claim:
    """YES, or MAYBE with the first error that may have cost a declaration."""
    for one in diagnostics:
        if loses_something(one):
            origin = Origin(one.span, OriginKind.DERIVED) if one.span is not None else NOWHERE
            name = f"what could not be read of {one.where}"
            return maybe(f"not all of {one.where} could be read", origin, (Missing(Because.UNPARSED, name, origin),))
    return YES


def loses_something(one: Diagnostic) -> bool:
    """Whether a remark says that a declaration may have been lost."""
    return one.level is Level.ERROR and one.code in _LOSES_SOMETHING


def is_unread(one: Diagnostic) -> bool:
    """Whether a remark says that a file was not read, or not all of it."""
    return one.level is Level.ERROR and one.code in _NOT_READ and bool(one.where)
