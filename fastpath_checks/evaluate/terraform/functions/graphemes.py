"""Counting characters: Terraform counts grapheme clusters, which are single code points in ordinary texts."""

from __future__ import annotations

from fastpath_checks.evaluate.terraform.failures import Unmodelled

_JOINING = (
    (0x0E33, 0x0E33), (0x0EB3, 0x0EB3), (0x1100, 0x11FF), (0xA960, 0xA97F), (0xAC00, 0xD7FF), (0x1F1E6, 0x1F1FF),
    (0x1F3FB, 0x1F3FF),
)  # fmt: skip
"""Thai and Lao vowels, Hangul, flags and skin tones: they may join with what stands beside them."""


def countable(text: str) -> str:
    """The text. Raises Unmodelled where one character may be more than one code point."""
    if not text.isascii() and any(_combines(one) for one in text):
        raise Unmodelled("grapheme clusters")
    if "\r\n" in text:
        raise Unmodelled("grapheme clusters")
    return text


def _combines(one: str) -> bool:
    import unicodedata

    return unicodedata.category(one) in ("Mn", "Mc", "Me", "Cf", "Cn") or any(
        first <= ord(one) <= last for first, last in _JOINING
    )
