"""Dates that do not depend on the moment of deployment."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fastpath_checks.core.values import Known, Value
from fastpath_checks.evaluate.arm.functions.calling import Refused, Use, plain_function, value_function

if TYPE_CHECKING:
    from datetime import datetime

_FORMATTED = {"yyyy": "%Y", "MM": "%m", "dd": "%d", "HH": "%H", "mm": "%M", "ss": "%S"}
_TOKEN = re.compile(r"yyyy|MM|dd|HH|mm|ss|[A-Za-z]+")
_LITERAL = frozenset(("T", "Z"))
_DURATION = re.compile(
    r"(?P<sign>-)?P(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?"
    r"(?:T(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+)S)?)?\Z"
)


@plain_function("dateTimeFromEpoch", "int")
def date_time_from_epoch(seconds: int) -> str:
    from datetime import datetime, timezone

    try:
        return datetime.fromtimestamp(seconds, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError, OSError) as error:
        raise Refused("the time is out of range") from error


@plain_function("dateTimeToEpoch", "text")
def date_time_to_epoch(text: str) -> int:
    return int(_parsed(text).timestamp())


@value_function("dateTimeAdd", "text", "text", "text", least=2)
def date_time_add(use: Use, base: Known, duration: Known, shape: Known | None = None) -> Value:
    """A date plus an ISO 8601 duration, in a format; without one its shape depends on the server's culture."""
    moment = _added(_parsed(base.data), duration.data)
    shown = _formatted(moment, shape.data) if shape is not None else None
    return use.plain(shown, [base]) if shown is not None else use.unmodelled("the format of dateTimeAdd()")


def _parsed(text: str) -> datetime:
    from datetime import datetime, timezone

    try:
        moment = datetime.fromisoformat(text.strip().replace("Z", "+00:00"))
    except ValueError as error:
        raise Refused(f"'{text}' is no date in ISO 8601") from error
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=timezone.utc)


def _added(moment: datetime, duration: str) -> datetime:
    from calendar import monthrange
    from datetime import timedelta

    match = _DURATION.match(duration)
    if match is None:
        raise Refused(f"'{duration}' is no duration in ISO 8601")
    sign = -1 if match["sign"] else 1
    part = {name: sign * int(value or 0) for name, value in match.groupdict().items() if name != "sign"}
    try:
        months = moment.year * 12 + moment.month - 1 + part["years"] * 12 + part["months"]
        year, month = divmod(months, 12)
        day = min(moment.day, monthrange(year, month + 1)[1])
        shifted = moment.replace(year=year, month=month + 1, day=day)
        return shifted + timedelta(
            weeks=part["weeks"],
            days=part["days"],
            hours=part["hours"],
            minutes=part["minutes"],
            seconds=part["seconds"],
        )
    except (ValueError, OverflowError) as error:
        raise Refused("the date is out of range") from error


def _formatted(moment: datetime, shape: str) -> str | None:
    """The common custom formats; None where a letter means something else."""
    if any(token not in _FORMATTED and token not in _LITERAL for token in _TOKEN.findall(shape)):
        return None
    return _TOKEN.sub(
        lambda token: moment.strftime(_FORMATTED[token[0]]) if token[0] in _FORMATTED else token[0], shape
    )
