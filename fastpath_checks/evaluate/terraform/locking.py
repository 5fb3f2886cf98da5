"""The provider versions that ``.terraform.lock.hcl`` has settled on."""

from __future__ import annotations

import posixpath

from fastpath_checks.core.files import Files
from fastpath_checks.evaluate.terraform.configuration import literal_text
from fastpath_checks.syntax.hcl import parse_configuration

LOCK_FILE = ".terraform.lock.hcl"


def locked_versions(root: str, files: Files) -> dict[str, str]:
    """Version by the provider's full source address in lower case; empty where there is no lock file."""
    if LOCK_FILE not in (files.names(root) or ()):
        return {}
    loaded = files.read(posixpath.join(root, LOCK_FILE))
    if loaded.file is None:
        return {}
    body, _ = parse_configuration(loaded.file)
    found: dict[str, str] = {}
    for block in body.blocks:
        if block.type == "provider" and len(block.labels) == 1:
            version = next((literal_text(item) for item in block.body.attributes if item.name == "version"), None)
            if version:
                found[block.labels[0].casefold()] = version
    return found
