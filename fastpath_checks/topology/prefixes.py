"""Prefix arithmetic: what lies in what, and which prefix wins where several are written. Text in, text out."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple, Union

IPNetwork = Union[ipaddress.IPv4Network, ipaddress.IPv6Network]  # noqa: UP007 - an alias is evaluated when it is read


class Span(NamedTuple):
    """Addresses of one IP version as integers, both ends inclusive."""

    version: int
    first: int
    last: int


def parsed(prefix: object) -> IPNetwork | None:
    """A CIDR prefix, or a lone address as the prefix that holds only it; None for what is none (a service tag)."""
    try:
        return ipaddress.ip_network(str(prefix).strip(), strict=False)
    except ValueError:
        return None


def ip_version(prefix: object) -> int | None:
    """4, 6, or None for what is no prefix."""
    found = parsed(prefix)
    return found.version if found is not None else None


def is_ipv6(prefix: object) -> bool:
    """Whether text is an IPv6 prefix; of no other form of prefix or service tag is a colon a part."""
    return ":" in str(prefix)


def is_within(inner: object, outer: object) -> bool:
    """Whether one prefix equals another or lies inside it; false for what is no prefix."""
    one, two = _span(inner), _span(outer)
    return one is not None and two is not None and _holds(two, one)


def is_wider(one: object, two: object) -> bool:
    """Whether a prefix holds another and more."""
    return is_within(two, one) and not is_within(one, two)


def overlaps(one: object, two: object) -> bool:
    """Whether two prefixes share an address. Two that do are equal, or one lies inside the other."""
    return is_within(one, two) or is_within(two, one)


def atoms(target: object, prefixes: Sequence[object]) -> list[tuple[int, ...]]:
    """The parts of a target that the same prefixes cover: for each the positions of these, the longest first.

    A part that no prefix covers is an empty tuple. Parts that are covered alike count once. Nothing for a target that
    is no prefix.
    """
    whole = _span(target)
    if whole is None:
        return []
    covering = [
        (span, position)
        for position, one in enumerate(prefixes)
        if (span := _span(one)) is not None and _shares(span, whole)
    ]
    # Prefixes are nested or apart, so those that cover an address are a stack, the longest on top.
    covering.sort(key=lambda one: (one[0].first, -one[0].last))
    cuts = {whole.first}
    for span, _ in covering:
        cuts.update(one for one in (span.first, span.last + 1) if whole.first < one <= whole.last)
    found: dict[tuple[int, ...], None] = {}
    stack: list[tuple[Span, int]] = []
    waiting = iter([*covering, None])
    following = next(waiting)
    for start in sorted(cuts):
        while following is not None and following[0].first <= start:
            while stack and stack[-1][0].last < following[0].first:
                stack.pop()
            stack.append(following)
            following = next(waiting)
        while stack and stack[-1][0].last < start:
            stack.pop()
        found.setdefault(tuple(position for _, position in reversed(stack)), None)
    return list(found)


def common(one: object, two: object) -> str:
    """The prefix that two overlapping prefixes share, as text."""
    inner = one if is_within(one, two) else two
    found = parsed(inner)
    return str(found) if found is not None else ""


def _span(prefix: object) -> Span | None:
    return _span_of(str(prefix))


@lru_cache(maxsize=4096)
def _span_of(prefix: str) -> Span | None:
    found = parsed(prefix)
    if found is None:
        return None
    first = int(found.network_address)
    return Span(found.version, first, first + found.num_addresses - 1)


def _holds(outer: Span, inner: Span) -> bool:
    return outer.version == inner.version and outer.first <= inner.first and inner.last <= outer.last


def _shares(one: Span, two: Span) -> bool:
    return _holds(one, two) or _holds(two, one)
