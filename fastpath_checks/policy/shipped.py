"""The policies, facts and schemas that come with the package, in their generated form.

``policies/`` is what people edit; ``python -m fastpath_checks.policy.generating`` makes ``shipped_data/`` from it, so
that a run needs neither PyYAML nor jsonschema. Read through the package's loader: an installation may be a zip file.
"""

from __future__ import annotations

import json
import pkgutil
from typing import Any


def shipped(name: str) -> Any:
    """The content of one generated file, such as ``index.json`` or ``facts-2021-08-10.json``."""
    data = pkgutil.get_data("fastpath_checks.policy", f"shipped_data/{name}")
    if data is None:
        raise FileNotFoundError(name)
    return json.loads(data)


def profiles() -> tuple[str, ...]:
    """The dates of the shipped facts, the oldest first."""
    return tuple(shipped("index.json")["profiles"])


def policies() -> tuple[str, ...]:
    """The names of the shipped policies."""
    return tuple(shipped("index.json")["policies"])
