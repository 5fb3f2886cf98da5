"""Where the module of a call lies: beside its caller, or where ``terraform init`` has put it."""

from __future__ import annotations

import json
import posixpath
import re

from fastpath_checks.core.files import Files
from fastpath_checks.evaluate.terraform.configuration import configuration_files

_SOURCE = re.compile(r'^[ \t]*source[ \t]*=[ \t]*"(\.{1,2}(?:/[^"$%\\\n]*)?)"', re.MULTILINE)
_JSON_SOURCE = re.compile(r'"source"\s*:\s*"(\.{1,2}(?:/[^"$%\\\n]*)?)"')
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
MANIFEST = ".terraform/modules/modules.json"


def is_local(source: str) -> bool:
    """Whether a module's source is a path relative to its caller."""
    return source in (".", "..") or source.startswith(("./", "../", ".\\", "..\\"))


def local_directory(directory: str, source: str) -> str:
    """The directory that a local source means."""
    return posixpath.normpath(posixpath.join(directory, source.replace("\\", "/")))


def installed_modules(root: str, files: Files) -> dict[str, str]:
    """Directories of installed modules by their dotted call path, as ``.terraform/modules/modules.json`` lists them."""
    names = files.names(posixpath.join(root, posixpath.dirname(MANIFEST)))
    if not names or posixpath.basename(MANIFEST) not in names:
        return {}
    loaded = files.read(posixpath.join(root, MANIFEST))
    if loaded.file is None:
        return {}
    try:
        manifest = json.loads(loaded.file.text)
    except (ValueError, RecursionError):
        return {}
    found: dict[str, str] = {}
    modules = manifest.get("Modules") if isinstance(manifest, dict) else None
    for entry in modules if isinstance(modules, list) else []:
        if isinstance(entry, dict) and isinstance(entry.get("Key"), str) and isinstance(entry.get("Dir"), str):
            where = entry["Dir"].replace("\\", "/")
            found[entry["Key"]] = posixpath.normpath(posixpath.join(root, where))
    return found


def called_modules(root: str, files: Files) -> set[str]:
    """The local directories that a directory's module calls name, from its text alone; for finding roots cheaply."""
    found: set[str] = set()
    ordinary, overrides = configuration_files(files.names(root) or [])
    for name in ordinary + overrides:
        loaded = files.read(posixpath.join(root, name))
        if loaded.file is None or "module" not in loaded.file.text:
            continue
        text = loaded.file.text
        if "/*" in text:
            text = _COMMENT.sub("", text)
        pattern = _JSON_SOURCE if name.endswith(".json") else _SOURCE
        found.update(local_directory(root, match[1]) for match in pattern.finditer(text))
    return found
