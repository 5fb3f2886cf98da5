"""What a JSON file is, by a look at its first bytes."""

from __future__ import annotations

import re
from enum import Enum

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|//[^\n]*|/\*.*?\*/|[{}\[\]]', re.DOTALL)
_SCHEMA = re.compile(r'\s*:\s*"[^"]*?(deploymentTemplate|deploymentParameters)\.json', re.IGNORECASE)
_MADE_BY_BICEP = re.compile(r'"_generator"\s*:\s*\{\s*"name"\s*:\s*"bicep"', re.IGNORECASE)
_GENERATOR_REACH = 8_192
"""Characters. The real compiler writes ``metadata._generator`` before anything of size."""


class JsonKind(Enum):
    """What a JSON file is to us; others are no concern of ours."""

    PLAN = "plan"
    TEMPLATE = "template"
    PARAMETERS = "parameters"


def triage(head: str) -> JsonKind | None:
    """The kind of the JSON file that starts with ``head``; None for any other, such as a state."""
    if '"$schema"' in head:
        end = _top_level_keys(head, until='"$schema"').get('"$schema"')
        schema = _SCHEMA.match(head, end) if end is not None else None
        if schema is None:
            return None
        return JsonKind.TEMPLATE if schema.group(1).lower().endswith("template") else JsonKind.PARAMETERS
    if '"format_version"' in head and '"terraform_version"' in head:
        keys = _top_level_keys(head, until='"planned_values"')
        is_plan = '"planned_values"' in keys or '"values"' not in keys
        return JsonKind.PLAN if '"format_version"' in keys and is_plan else None
    return None


def is_made_by_bicep(head: str) -> bool:
    """Whether a template's own metadata (not a nested template's) say that the Bicep compiler wrote it."""
    made = _MADE_BY_BICEP.search(head, 0, _GENERATOR_REACH)
    if made is None:
        return False
    tokens = [token.group() for token in _TOKEN.finditer(head, 0, made.start())]
    return sum(one in ("{", "[") for one in tokens) - sum(one in ("}", "]") for one in tokens) == 2


def _top_level_keys(head: str, until: str) -> dict[str, int]:
    """The keys of the outermost object as written, with where each ends, up to the key ``until``.

    Only of the outermost: policies and blueprints carry whole templates inside.
    """
    keys: dict[str, int] = {}
    depth = 0
    for token in _TOKEN.finditer(head):
        text = token.group()
        if text in "{[":
            depth += 1
        elif text in "}]":
            depth -= 1
        elif depth == 1 and text[0] == '"' and head[token.end() : token.end() + 16].lstrip().startswith(":"):
            keys[text] = token.end()
            if text == until:
                break
    return keys
