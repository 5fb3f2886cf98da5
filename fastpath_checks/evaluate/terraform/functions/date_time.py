"""Functions of dates and times, which are RFC 3339 texts."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from fractions import Fraction
from typing import NamedTuple

from fastpath_checks.evaluate.terraform.failures import Unmodelled
from fastpath_checks.evaluate.terraform.functions.signatures import Function, declare, refuse

_TIMESTAMP = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:(Z)|([+-])(\d\d):(\d\d))\Z", re.ASCII
)
_DURATION = re.compile(r"(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h)", re.ASCII)
_NANOSECONDS = {"ns": 1, "us": 10**3, "µs": 10**3, "μs": 10**3, "ms": 10**6, "s": 10**9, "m": 60 * 10**9,
                "h": 3600 * 10**9}  # fmt: skip
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_TOKEN = re.compile(r"'((?:[^']|'')*)'|([A-Za-z])\2*|[^A-Za-z']+", re.DOTALL)


class Moment(NamedTuple):
    """A timestamp: the wall clock with its offset, in whole seconds, and the nanoseconds beyond."""

    clock: datetime
    nanoseconds: int


def _moment(text: str) -> Moment:
    found = _TIMESTAMP.match(text)
    if found is None:
        raise refuse(f'"{text}" is not an RFC 3339 timestamp')
    offset = timedelta(0)
    if found[9]:
        hours, minutes = int(found[10]), int(found[11])
        if hours > 23 or minutes > 59:
            raise refuse(f'"{text}" is not an RFC 3339 timestamp')
        offset = timedelta(hours=hours, minutes=minutes) * (-1 if found[9] == "-" else 1)
    try:
        year, month, day, hour, minute, second = (int(found[at]) for at in range(1, 7))
        clock = datetime(year, month, day, hour, minute, second, tzinfo=timezone(offset))
    except ValueError as error:
        raise refuse(f'"{text}" is not an RFC 3339 timestamp') from error
    return Moment(clock, int((found[7] or "").ljust(9, "0")[:9]))


def _zone(moment: Moment, colon: bool) -> str:
    offset = moment.clock.utcoffset()
    minutes = int(offset.total_seconds()) // 60 if offset is not None else 0
    sign = "-" if minutes < 0 else "+"
    hours, minutes = divmod(abs(minutes), 60)
    return f"{sign}{hours:02d}{':' if colon else ''}{minutes:02d}"


def _part(token: str, moment: Moment) -> str:
    clock = moment.clock
    hour = clock.hour % 12 or 12
    offset = _zone(moment, False)
    parts = {
        "YYYY": f"{clock.year:04d}", "YY": f"{clock.year % 100:02d}",
        "MMMM": _MONTHS[clock.month - 1], "MMM": _MONTHS[clock.month - 1][:3], "MM": f"{clock.month:02d}",
        "M": str(clock.month), "DD": f"{clock.day:02d}", "D": str(clock.day),
        "EEEE": _DAYS[clock.weekday()], "EEE": _DAYS[clock.weekday()][:3],
        "hh": f"{clock.hour:02d}", "h": str(clock.hour), "HH": f"{hour:02d}", "H": str(hour),
        "AA": "PM" if clock.hour >= 12 else "AM", "aa": "pm" if clock.hour >= 12 else "am",
        "mm": f"{clock.minute:02d}", "m": str(clock.minute), "ss": f"{clock.second:02d}", "s": str(clock.second),
        "ZZZZZ": _zone(moment, True), "ZZZZ": offset, "ZZZ": "UTC" if offset == "+0000" else offset,
        "Z": "Z" if offset == "+0000" else _zone(moment, True),
    }  # fmt: skip
    found = parts.get(token)
    if found is None:
        raise refuse(f'"{token}" is not a part of a date')
    return found


def _formatdate(pattern: str, text: str) -> str:
    moment = _moment(text)
    made: list[str] = []
    at = 0
    while at < len(pattern):
        found = _TOKEN.match(pattern, at)
        if found is None:
            raise refuse("a quote in the pattern is not closed")
        if found[1] is not None:
            made.append(found[1].replace("''", "'"))
        else:
            made.append(_part(found[0], moment) if found[2] else found[0])
        at = found.end()
    return "".join(made)


def _duration(text: str) -> int:
    """A duration in nanoseconds."""
    rest = text[1:] if text[:1] in ("+", "-") else text
    if rest == "0":
        return 0
    total = Fraction(0)
    at = 0
    while at < len(rest):
        found = _DURATION.match(rest, at)
        if found is None:
            break
        total += int(Fraction(found[1]) * _NANOSECONDS[found[2]])
        at = found.end()
    if not rest or at < len(rest):
        raise refuse(f'"{text}" is not a duration')
    return -int(total) if text.startswith("-") else int(total)


def _timeadd(text: str, duration: str) -> str:
    moment = _moment(text)
    seconds = (moment.nanoseconds + _duration(duration)) // 10**9
    try:
        clock = moment.clock + timedelta(seconds=seconds)
    except OverflowError as error:
        raise Unmodelled("a date beyond the calendar") from error
    zone = "Z" if _zone(moment, False) == "+0000" else _zone(moment, True)
    return f"{clock.year:04d}-{clock:%m-%dT%H:%M:%S}{zone}"


def _timecmp(left: str, right: str) -> int:
    one, two = _moment(left), _moment(right)
    first, second = (one.clock, one.nanoseconds), (two.clock, two.nanoseconds)
    return (first > second) - (first < second)


FUNCTIONS: dict[str, Function] = {
    "formatdate": declare("text text", _formatdate),
    "timeadd": declare("text text", _timeadd),
    "timecmp": declare("text text", _timecmp),
}
