"""Attributes of a check that each thread sets for itself."""

from __future__ import annotations

from threading import local
from typing import Any


class PerThread:
    """A descriptor whose value belongs to the thread that set it, else to the one that made the object.

    Checkov shares one check among the runners of several languages, in its thread mode at the same time, and reads
    what a record shows of it right after the check ran, in the same thread.
    """

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, instance: Any, owner: type | None = None) -> Any:
        if instance is None:
            return self
        own = _values(instance).__dict__
        return own[self._name] if self._name in own else instance.__dict__.get(f"_first_{self._name}")

    def __set__(self, instance: Any, value: Any) -> None:
        setattr(_values(instance), self._name, value)
        instance.__dict__.setdefault(f"_first_{self._name}", value)


def _values(instance: Any) -> local:
    values = instance.__dict__.get("_per_thread")
    if values is None:
        values = instance.__dict__.setdefault("_per_thread", local())
    assert isinstance(values, local)
    return values
