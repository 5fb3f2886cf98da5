"""Which Terraform directory a plan was made from: the one that declares exactly what the plan's configuration lists."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Mapping, Sequence

from fastpath_checks.engine.json_triage import JsonKind, triage
from fastpath_checks.sources.jail import ScanFiles

_CONFIGURATION = re.compile(r'"configuration"\s*:\s*(?=\{\s*"(?:provider_config|root_module)")')
_DECLARED = re.compile(
    r'^[ \t]*(resource|data)[ \t]+"([^"\n]+)"[ \t]+"([^"\n]+)"|^[ \t]*(module)[ \t]+"([^"\n]+)"', re.MULTILINE
)
_BLOCK_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)

Declarations = frozenset[tuple[str, ...]]


def configuration_of(plan: str, directories: Mapping[str, Sequence[str]], files: ScanFiles) -> str | None:
    """The plan's own directory where it fits, else the only other one that does; None where nothing certain is known.

    ``directories`` maps Terraform directories to their files.
    """
    wanted = _planned(plan, files)
    if not wanted:
        return None
    own = posixpath.dirname(plan) or "."
    if own in directories and _declared(directories[own], files) == wanted:
        return own
    fitting = [one for one, members in directories.items() if one != own and _declared(members, files) == wanted]
    return fitting[0] if len(fitting) == 1 else None


def _planned(plan: str, files: ScanFiles) -> Declarations:
    """What the plan's configuration declares in its root module; only that part of the plan is decoded."""
    if triage(files.head(plan)[0]) is not JsonKind.PLAN:
        return frozenset()
    file = files.read(plan).file
    starts = [match.end() for match in _CONFIGURATION.finditer(file.text)] if file is not None else []
    if file is None or not starts:
        return frozenset()
    try:
        configuration, _ = json.JSONDecoder().raw_decode(file.text, starts[-1])
    except (ValueError, RecursionError):
        return frozenset()
    module = configuration.get("root_module")
    if not isinstance(module, dict):
        return frozenset()
    resources = module.get("resources")
    calls = module.get("module_calls")
    found = {
        ("data" if one.get("mode") == "data" else "resource", str(one.get("type")), str(one.get("name")))
        for one in (resources if isinstance(resources, list) else [])
        if isinstance(one, dict)
    }
    return frozenset({*found, *(("module", str(name)) for name in (calls if isinstance(calls, dict) else {}))})


def _declared(members: Sequence[str], files: ScanFiles) -> Declarations:
    found: set[tuple[str, ...]] = set()
    for path in members:
        file = files.read(path).file
        if file is None or path.endswith(".json"):
            return frozenset()
        text = _BLOCK_COMMENT.sub("", file.text) if "/*" in file.text else file.text
        for mode, kind, name, call, called in _DECLARED.findall(text):
            found.add((call, called) if call else (mode, kind, name))
    return frozenset(found)
