"""What the words behind options may be, with the nearest right one for a wrong one."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable


class Choice:
    """Reads one of some words, however it is cased: the type of an argument."""

    __slots__ = ("_fold", "_words")

    def __init__(self, words: tuple[str, ...], fold: Callable[[str], str] = str.lower) -> None:
        self._words = words
        self._fold = fold

    def __call__(self, text: str) -> str:
        word = self._fold(text)
        if word not in self._words:
            near = suggested(word, self._words)
            listed = "" if near.startswith("expected") else f" (one of {', '.join(self._words)})"
            raise argparse.ArgumentTypeError(f"unknown {text!r}: {near}{listed}")
        return word

    @property
    def typed(self) -> tuple[str, ...]:
        """The words as a person would type them."""
        return tuple(word.lower() for word in self._words)


class FormatAndFile:
    """Reads a format, and the file that it goes to; None for standard output, which is also called ``-``."""

    __slots__ = ("format",)

    def __init__(self, formats: tuple[str, ...]) -> None:
        self.format = Choice(formats)

    def __call__(self, text: str) -> tuple[str, str | None]:
        name, equals, path = text.partition("=")
        if equals and not path:
            raise argparse.ArgumentTypeError(f"{text!r} names no file")
        return self.format(name), path if equals and path != "-" else None


def pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name.strip():
        raise argparse.ArgumentTypeError(f"{text!r} is not NAME=VALUE")
    return name.strip(), value


def suggested(word: str, words: Iterable[str]) -> str:
    from fastpath_checks.policy.nearest import suggestion

    return suggestion(word, words)
