"""The names of the inputs that a root declares and that a parameter file gives, by plain text search."""

from __future__ import annotations

import json
import posixpath
import re
from typing import Any

from fastpath_checks.sources.jail import ScanFiles
from fastpath_checks.sources.listing import Kind, kind_of

_VARIABLE = re.compile(r'^[ \t]*variable[ \t]+"?([^\s"{]+)"?[ \t]*\{', re.MULTILINE)
_PARAM = re.compile(r"^[ \t]*param[ \t]+(\w+)", re.MULTILINE)
_COMMENT_OR_TEXT = re.compile(r'("(?:[^"\\]|\\.)*")|//[^\n]*|/\*.*?\*/', re.DOTALL)


def declared_variables(directory: str, files: ScanFiles) -> list[str]:
    """The variables of a Terraform directory, sorted."""
    found: set[str] = set()
    for name in files.names(directory) or ():
        if kind_of(name) is not Kind.TERRAFORM:
            continue
        file = files.read(posixpath.join("" if directory == "." else directory, name)).file
        if file is None:
            continue
        if name.endswith(".json"):
            blocks = _object(file.text).get("variable")
            for block in blocks if isinstance(blocks, list) else [blocks]:
                found.update(block if isinstance(block, dict) else ())
        else:
            found.update(_VARIABLE.findall(file.text))
    return sorted(found)


def declared_parameters(template: str, files: ScanFiles) -> list[str]:
    """The parameters of an ARM template or a Bicep file, sorted."""
    file = files.read(template).file
    if file is None:
        return []
    if template.lower().endswith(".json"):
        parameters = _object(file.text).get("parameters")
        return sorted(parameters) if isinstance(parameters, dict) else []
    return sorted(set(_PARAM.findall(file.text)))


def given_parameters(path: str, files: ScanFiles) -> list[str]:
    """The names that an ARM parameter file or a ``.bicepparam`` gives values to, sorted."""
    return declared_parameters(path, files)


def _object(text: str) -> dict[str, Any]:
    """A JSON object, comments and line ends in texts allowed as ARM allows them; empty where it is none."""
    try:
        data = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        try:
            data = json.loads(_COMMENT_OR_TEXT.sub(lambda match: match.group(1) or " ", text), strict=False)
        except (ValueError, RecursionError):
            return {}
    return data if isinstance(data, dict) else {}
