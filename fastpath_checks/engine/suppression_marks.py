"""What a comment says of findings that shall not count: Checkov's form, and our richer one.

``checkov:skip=FASTPATH_101:reason`` names one id or several (``A,B``); as in Checkov, the first such mark of a line
counts, and ``bridgecrew:`` and ``cortex:`` mean the same. ``fastpath:skip=FASTPATH_101 until=2026-12-31 because
reason`` may have a last day. A member ``checkov`` of a resource's ``metadata``, for languages without comments, holds
texts in either form, or objects with ``id`` and ``comment``.
Source: Checkov 3.3, ``common/comment/enum.py`` and ``arm/context_parser.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from fastpath_checks.core.spans import SourceFile, Span

_CHECKOV = re.compile(r"(?:checkov|bridgecrew|cortex):skip= *([A-Za-z_\d-]+(?:,[A-Za-z_\d-]+)*)(?::([^\n]*))?")
_OURS = re.compile(r"fastpath:skip=([^\n]*)")
_OUR_FORM = re.compile(
    r"\s*([A-Za-z_\d-]+(?:\s*,\s*[A-Za-z_\d-]+)*)(?:\s+until=(\d{4}-\d{2}-\d{2}))?(?:\s+because\s+(\S.*))?\s*\Z"
)
_OUR_IDS = "FASTPATH_"
_IDS_IN_METADATA = re.compile(rf"({_OUR_IDS}[A-Z\d]+(?:, ?{_OUR_IDS}[A-Z\d]+)*)(?::([^\n]+))?")

FORM = "fastpath:skip=ID[,ID] [until=YYYY-MM-DD] [because REASON]"


class Mark(NamedTuple):
    """What one comment says, and where. ``rules`` are ids as written, of which some may be no rule of ours.

    ``until`` is the last ISO day on which it counts, None where it has no end. ``is_understood`` false: it is meant for
    us, and its words are not of the form.
    """

    rules: tuple[str, ...]
    reason: str
    until: str | None
    span: Span
    is_ours: bool
    is_understood: bool = True

    def is_over(self, today: str) -> bool:
        """Whether its last day is before a day, both as ISO dates."""
        return self.until is not None and self.until < today


def marks_in(file: SourceFile, start: int, end: int) -> Iterator[Mark]:
    """The marks of a comment, line by line; Checkov's own ids are none of our business."""
    at = start
    while at < end:
        stop = file.text.find("\n", at, end)
        stop = end if stop < 0 else stop
        yield from _marks_of_line(file, at, stop)
        at = stop + 1


def marks_in_text(text: str, span: Span) -> Iterator[Mark]:
    """The mark that a text of ``metadata.checkov`` is; ``span`` is where the text stands."""
    ours = _OURS.search(text)
    if ours is not None:
        yield _our_mark(ours.group(1), span)
        return
    found = _IDS_IN_METADATA.search(text)
    if found is not None:
        yield Mark(_ids(found.group(1)), (found.group(2) or "").strip(), None, span, is_ours=False)


def _marks_of_line(file: SourceFile, start: int, end: int) -> Iterator[Mark]:
    text = file.text[start:end].rstrip()
    text = text[:-2].rstrip() if text.endswith("*/") else text
    ours = _OURS.search(text)
    if ours is not None:
        yield _our_mark(ours.group(1), Span(file, start + ours.start(), start + ours.end()))
    theirs = _CHECKOV.search(text)
    if theirs is not None:
        ids = tuple(one for one in _ids(theirs.group(1)) if one.startswith(_OUR_IDS))
        if ids:
            span = Span(file, start + theirs.start(), start + theirs.end())
            yield Mark(ids, (theirs.group(2) or "").strip(), None, span, is_ours=False)


def _our_mark(words: str, span: Span) -> Mark:
    form = _OUR_FORM.match(words)
    if form is None or not _is_day(form.group(2)):
        ids = re.findall(rf"{_OUR_IDS}[A-Z\d]+", words)
        return Mark(tuple(ids), "", None, span, is_ours=True, is_understood=False)
    return Mark(_ids(form.group(1)), (form.group(3) or "").strip(), form.group(2), span, is_ours=True)


def _ids(written: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.strip() for one in written.split(",")))


def _is_day(text: str | None) -> bool:
    """Whether a day is in the calendar; none given is no wrong one."""
    from datetime import date

    try:
        return text is None or date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
