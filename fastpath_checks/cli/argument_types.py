"""What the words behind options may be, with the nearest right one for a wrong one."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable


def one_of(words: tuple[str, ...], fold: Callable[[str], str] = str.lower) -> Callable[[str], str]:
    def chosen(text: str) -> str:
        if fold(text) not in words:
            near = suggested(fold(text), words)
            listed = "" if near.startswith("expected") else f" (one of {', '.join(words)})"
            raise argparse.ArgumentTypeError(f"unknown {text!r}: {near}{listed}")
        return fold(text)

    return chosen


def pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name.strip():
        raise argparse.ArgumentTypeError(f"{text!r} is not NAME=VALUE")
    return name.strip(), value


def suggested(word: str, words: Iterable[str]) -> str:
    from fastpath_checks.policy.nearest import suggestion

    return suggestion(word, words)
