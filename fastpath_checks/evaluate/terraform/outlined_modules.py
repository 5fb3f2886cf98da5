"""Modules that are judged by an outline, as if they were there; what comes out of them stands where they are called."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from fastpath_checks.core.spans import Origin, OriginKind, SourceFile, Span
from fastpath_checks.core.values import Known, Missing, OneOf, Unknown, Value
from fastpath_checks.evaluate.terraform.configuration import Configuration
from fastpath_checks.evaluate.terraform.outline_paths import is_outline
from fastpath_checks.evaluate.terraform.special_unknowns import moved
from fastpath_checks.evaluate.terraform.verified_modules import Outline
from fastpath_checks.syntax.hcl import parse_configuration


@lru_cache(maxsize=16)
def outlined(path: str, outline: Outline) -> Configuration:
    """The outline as a configuration."""
    body, _ = parse_configuration(SourceFile(path, outline.text))
    configuration = Configuration(path)
    configuration.collect(body)
    return configuration


def at_call(value: Value, call: Span) -> Value:
    """The value with its story told without the outline: what the outline itself says is said by the call."""
    origin = _told(value.origin, call)
    match value:
        case Known(data) if isinstance(data, dict):
            return Known({name: at_call(item, call) for name, item in data.items()}, origin)
        case Known(data) if isinstance(data, list):
            items: list[Any] = [at_call(item, call) for item in data]
            return Known(items, origin)
        case OneOf():
            return OneOf(tuple(Known(one.data, _told(one.origin, call)) for one in value.choices),
                         _missing(value.missing, call), origin)  # fmt: skip
        case Unknown():
            whole = moved(value, origin)
            whole.missing = _missing(value.missing, call)  # type: ignore[union-attr]  # an Unknown stays one
            return whole
    return Known(value.data, origin)


def _missing(missing: tuple[Missing, ...], call: Span) -> tuple[Missing, ...]:
    return tuple(Missing(one.because, one.name, _told(one.origin, call)) for one in missing)


def _told(origin: Origin, call: Span) -> Origin:
    steps = [step for step in origin.steps() if step.span is None or not is_outline(step.span.file.path)]
    told: Origin | None = None
    for step in reversed(steps):
        told = Origin(step.span, step.kind, told)
    return told or Origin(call, OriginKind.PROVIDER_DEFAULT)
