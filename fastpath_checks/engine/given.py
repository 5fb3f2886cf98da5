"""The text of ``--var NAME=VALUE`` as a value of the type that an ARM or Bicep parameter declares."""

from __future__ import annotations

import json
from collections.abc import Mapping

from fastpath_checks.core.spans import Origin, OriginKind
from fastpath_checks.core.values import Because, Known, Value, from_plain, unknown
from fastpath_checks.evaluate.arm.template import Template

_TEXTS = ("string", "securestring")
_PLAIN = {"int": int, "bool": bool, "array": list, "object": dict, "secureobject": dict}


def given_values(template: Template, given: Mapping[str, str]) -> dict[str, Value]:
    """The given texts by parameter: texts stay texts, other types are read as JSON, as Azure's command line does.

    A text that its type cannot be is Unknown(ERROR); where the type is the template's own, one that might be read two
    ways is Unknown(UNMODELLED).
    """
    types = {name.casefold(): parameter.type.casefold() for name, parameter in template.parameters.items()}
    return {name: _value(name, text, types.get(name.casefold(), "")) for name, text in given.items()}


def _value(name: str, text: str, type: str) -> Value:
    origin = Origin(None, OriginKind.VARIABLE_GIVEN)
    if type in _TEXTS:
        return Known(text, origin)
    try:
        data = json.loads(text.lower() if type == "bool" else text)
    except (ValueError, RecursionError):
        return unknown(Because.ERROR, f"--var {name}", origin) if type in _PLAIN else Known(text, origin)
    if type not in _PLAIN:
        return unknown(Because.UNMODELLED, f"the type of the parameter {name}", origin)
    expected = _PLAIN[type]
    if not isinstance(data, expected) or (expected is int and isinstance(data, bool)):
        return unknown(Because.ERROR, f"--var {name}", origin)
    return from_plain(data, origin)
