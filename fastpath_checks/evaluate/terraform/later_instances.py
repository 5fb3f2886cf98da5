"""Resources of a configuration that nobody has asked for yet: where they are declared, and how large they may get."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from fastpath_checks.core.diagnostics import Diagnostic
from fastpath_checks.core.spans import Span
from fastpath_checks.evaluate.terraform.configuration import Section
from fastpath_checks.evaluate.terraform.instances import Instance

if TYPE_CHECKING:
    from fastpath_checks.evaluate.terraform.estate import Estate
    from fastpath_checks.evaluate.terraform.module_instance import ModuleInstance

FRAMES = 8_000
"""How deep Python may call while expressions refer to each other; they are given up long before."""


class LaterInstances:
    """Declared resources of one root whose instances are made only at the request of ``instances``."""

    __slots__ = ("_declared", "_estate")

    def __init__(self, estate: Estate) -> None:
        self._estate = estate
        self._declared: list[tuple[ModuleInstance, str, str]] = []

    def add(self, module: ModuleInstance, type: str, name: str) -> None:
        self._declared.append((module, type, name))

    def __len__(self) -> int:
        return len(self._declared)

    @property
    def headers(self) -> tuple[Span, ...]:
        """One header in each file that declares some of them, and those of the module calls around them."""
        by_file = {id(section.file): section for section in self._sections()}
        modules = {id(module): module for module, _, _ in self._declared}
        calls = (span for module in modules.values() for span in module.calls)
        return (*(section.header for section in by_file.values()), *calls)

    def blocks_at_most(self, type: str) -> float:
        """How many nested blocks of a type all instances have together at most; infinite where only values tell."""
        return sum(_blocks(section, type) for section in self._sections())

    def instances(self) -> tuple[list[Instance], list[Diagnostic]]:
        """The instances, every attribute computed, and what was said on the way."""
        said = self._estate.ev.diagnostics
        before = len(said)
        with deep_calls():
            found = [one for module, type, name in self._declared for one in module.instances(type, name, False)]
        return found, said[before:]

    def _sections(self) -> Iterator[Section]:
        for module, type, name in self._declared:
            yield module.configuration.resources[type, name]


@contextmanager
def deep_calls() -> Iterator[None]:
    """Let expressions refer to each other as deep as evaluators follow them."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, FRAMES))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)


def _blocks(section: Section, type: str) -> float:
    attributes = section.attributes
    if section.broken or "count" in attributes or "for_each" in attributes or type in attributes:
        return math.inf
    number = 0
    for block, _ in section.blocks:
        if block.type == "dynamic":
            return math.inf
        number += block.type == type
    return number
