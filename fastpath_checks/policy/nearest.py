"""Which right word a wrong one was probably meant to be."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The most similar candidate, compared without case; None where none is similar.

    Long words must be more alike than short ones, for ``FASTPATH_`` alone makes two ids alike.
    """
    import difflib

    by_folded = {candidate.casefold(): candidate for candidate in candidates}
    found = difflib.get_close_matches(word.casefold(), list(by_folded), n=1, cutoff=0.8 if len(word) > 8 else 0.6)
    return by_folded[found[0]] if found else None


def suggestion(word: str, candidates: Iterable[str]) -> str:
    """A hint that names the nearest candidate, or all of them where none is near."""
    known = list(candidates)
    found = nearest(word, known)
    if found is not None:
        return f"did you mean {found}?"
    return f"expected one of {', '.join(known)}" if known else ""
