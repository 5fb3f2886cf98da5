"""Which right word a wrong one was probably meant to be."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The most similar candidate, compared without case; None where none is similar.

    Long words must be more alike than short ones, for ``FASTPATH_`` alone makes two ids alike. Of equally similar ones
    it is that with the most letters in the same places, and then the first.
    """
    import difflib

    folded = word.casefold()
    by_folded = {candidate.casefold(): candidate for candidate in candidates}
    close = difflib.get_close_matches(folded, list(by_folded), n=8, cutoff=0.8 if len(word) > 8 else 0.6)

    def likeness(candidate: str) -> tuple[float, int]:
        in_place = sum(one == other for one, other in zip(candidate, folded, strict=False))
        return difflib.SequenceMatcher(None, candidate, folded).ratio(), in_place

    return by_folded[max((one for one in by_folded if one in close), key=likeness)] if close else None


def suggestion(word: str, candidates: Iterable[str]) -> str:
    """A hint that names the nearest candidate, or all of them where none is near."""
    known = list(candidates)
    found = nearest(word, known)
    if found is not None:
        return f"did you mean {found}?"
    return f"expected one of {', '.join(known)}" if known else ""
