"""Which files a source calls for, by plain text search: enough to tell roots from modules without parsing anything."""

from __future__ import annotations

import json
import posixpath
import re
from typing import NamedTuple

_BLOCK_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_TERRAFORM_MODULE = re.compile(r'^[ \t]*module[ \t]+"?[^\s"{]+"?[ \t]*\{', re.MULTILINE)
_TERRAFORM_BLOCK = re.compile(
    r"^(?:resource|module|data|variable|output|locals|provider|terraform|moved|import|check|removed|ephemeral)\b",
    re.MULTILINE,
)
_TERRAFORM_SOURCE = re.compile(r'(?:^|\{)[ \t]*source[ \t]*=[ \t]*"(\.{1,2}(?:/[^"\n]*)?)"', re.MULTILINE)

_BICEP_MODULE = re.compile(r"^[ \t]*module[ \t]+\w+[ \t]+'([^'\n]+)'", re.MULTILINE)
_BICEP_IMPORT = re.compile(
    r"^[ \t]*import\b[^\n']*?(?:\{[^}]*\})?[^\n']*?\bfrom[ \t]+'([^'\n]+)'|^[ \t]*import[ \t]+'([^'\n]+)'", re.MULTILINE
)
_BICEP_LOAD = re.compile(r"\bload(?:TextContent|JsonContent|YamlContent|FileAsBase64)\(\s*'([^'\n]+)'")
_BICEP_DEPLOYS = re.compile(r"^[ \t]*(?:resource|module|param|output|targetScope)\b", re.MULTILINE)
_BICEP_SHARES = re.compile(r"^[ \t]*(?:@(?:sys\.)?export\(\)|type\b|func\b)", re.MULTILINE)
_BICEP_USING = re.compile(r"^[ \t]*using[ \t]+'([^'\n]+)'", re.MULTILINE)
_BICEP_EXTENDS = re.compile(r"^[ \t]*extends[ \t]+'([^'\n]+)'", re.MULTILINE)

_REGISTRIES = ("br:", "br/", "ts:", "ts/")

_ARM_LINK = re.compile(r'"relativePath"\s*:\s*"([^"\[\n][^"\n]*)"')
_ARM_STAGED = re.compile(r"'/?((?:[\w.-]+/)*[\w.-]+\.json)'")


class BicepCalls(NamedTuple):
    """Local paths as written: ``modules`` are deployed, ``loaded`` are only imported from or read."""

    modules: list[str]
    loaded: list[str]


def terraform_calls(text: str) -> list[str]:
    """The local module sources (``./x``, ``../x``) of a ``.tf`` file, as written."""
    if "module" not in text or '".' not in text:
        return []
    if "/*" in text:
        text = _BLOCK_COMMENT.sub("", text)
    found = []
    for call in _TERRAFORM_MODULE.finditer(text):
        end = _TERRAFORM_BLOCK.search(text, call.end())
        source = _TERRAFORM_SOURCE.search(text, call.end() - 1, end.start() if end is not None else len(text))
        if source is not None:
            found.append(source.group(1))
    return found


def terraform_json_calls(text: str) -> list[str]:
    """The local module sources of a ``.tf.json`` file; none where it is not valid JSON."""
    if '"module"' not in text:
        return []
    try:
        modules = json.loads(text).get("module", {})
    except (ValueError, AttributeError, RecursionError):
        return []
    found: list[str] = []
    pending = [modules]
    while pending:
        node = pending.pop()
        if isinstance(node, list):
            pending.extend(node)
        elif isinstance(node, dict):
            source = node.get("source")
            if isinstance(source, str):
                found.extend([source] if source.startswith(("./", "../")) or source in (".", "..") else [])
            else:
                pending.extend(node.values())
    return found


def bicep_calls(text: str) -> BicepCalls:
    """What a ``.bicep`` file takes from files beside it."""
    if "/*" in text:
        text = _BLOCK_COMMENT.sub("", text)
    modules = [path for path in _BICEP_MODULE.findall(text) if _is_local(path)]
    imported = [one or other for one, other in _BICEP_IMPORT.findall(text)] if "import" in text else []
    loaded = _BICEP_LOAD.findall(text) if "load" in text else []
    return BicepCalls(modules, [path for path in (*imported, *loaded) if _is_local(path)])


def bicep_only_shares(text: str) -> bool:
    """Whether a ``.bicep`` file holds types, functions and exports and deploys nothing."""
    return _BICEP_SHARES.search(text) is not None and _BICEP_DEPLOYS.search(text) is None


def bicep_parameters_use(text: str) -> str | None:
    """The local path that a ``.bicepparam`` is made for; None for ``using none`` and for a registry's module."""
    using = _BICEP_USING.search(text)
    return using.group(1) if using is not None and _is_local(using.group(1)) else None


def bicep_parameters_take(text: str) -> str | None:
    """The module of a registry, or the template spec, that a ``.bicepparam`` is made for; None for anything else."""
    using = _BICEP_USING.search(text)
    return using.group(1) if using is not None and using.group(1).startswith(_REGISTRIES) else None


def bicep_parameters_extend(text: str) -> str | None:
    """The local path of the parameters that a ``.bicepparam`` builds on."""
    extends = _BICEP_EXTENDS.search(text)
    return extends.group(1) if extends is not None else None


def arm_links(text: str) -> list[str]:
    """The templates that an ARM template links by a path relative to itself, as written.

    Those that Azure's samples stage beside it (``_artifactsLocation``) are among them.
    """
    found: list[str] = _ARM_LINK.findall(text) if "relativePath" in text else []
    if "_artifactsLocation" in text or "templateLink.uri" in text:
        found += _ARM_STAGED.findall(text)
    return found


def called_path(caller: str, written: str) -> str:
    """The path that ``written`` means in the file ``caller``."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(caller), written))


def _is_local(path: str) -> bool:
    return ":" not in path and not path.startswith("/")
