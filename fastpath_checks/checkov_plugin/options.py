"""The door's options: ``FASTPATH_POLICY``, ``FASTPATH_PROFILE`` and ``FASTPATH_VAR_FILE`` of the environment.

Several variable files are separated as in PATH.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

from fastpath_checks.checkov_plugin.showing import Scan
from fastpath_checks.core.diagnostics import Diagnostic
from fastpath_checks.engine.request import Request, UsageError
from fastpath_checks.policy.model import PolicyError

_VARIABLES = {
    "--policy": "FASTPATH_POLICY",
    "--profile": "FASTPATH_PROFILE",
    "--var-file": "FASTPATH_VAR_FILE",
}


def request_of(scan: Scan, environment: Mapping[str, str]) -> Request:
    """What our engine is asked: it answers for every file, a compiled template beside its source, too."""
    return Request(
        paths=tuple(path for path in (scan.root, *scan.files) if path),
        policy=environment.get("FASTPATH_POLICY") or None,
        profile=environment.get("FASTPATH_PROFILE") or None,
        var_files=tuple(one for one in environment.get("FASTPATH_VAR_FILE", "").split(os.pathsep) if one),
        twins=False,
    )


def refusal(wrong: UsageError | PolicyError) -> list[str]:
    """Why nothing is judged: the lines to say, in the door's own words for its options."""
    if isinstance(wrong, PolicyError):
        return [_placed(one) for one in wrong.diagnostics]
    message = str(wrong)
    for option, variable in _VARIABLES.items():
        message = message.replace(option, variable)
    return [message, *([f"hint: {wrong.hint}"] if wrong.hint else [])]


def _placed(diagnostic: Diagnostic) -> str:
    location = diagnostic.span.location() if diagnostic.span is not None else None
    place = f"{location.path}:{location.line}:{location.column}: " if location is not None else ""
    return f"{place}{diagnostic.summary}" + (f" ({diagnostic.hint})" if diagnostic.hint else "")
