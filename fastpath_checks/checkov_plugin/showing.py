"""What Checkov is showing us at this moment. Its interface does not say, so its runner's frames are asked."""

from __future__ import annotations

import os
import sys
from types import FrameType
from typing import Any, NamedTuple

from fastpath_checks.checkov_plugin.verdicts import Declaration


class Shown(NamedTuple):
    """The folder that Checkov scans, or the single file where it was given files, and the declaration it asks about."""

    root: str
    declaration: Declaration


def shown(scanned_file: str, configuration: dict[str, Any]) -> Shown | None:
    """None where Checkov's frames do not look as expected: then there is no verdict, and we say so."""
    root, files = _root_and_files(sys._getframe(1))
    path = _absolute(scanned_file, root, files)
    if path is None:
        return None
    first, last = _lines(configuration)
    address = configuration.get("__address__") or ""
    return Shown(root or os.path.dirname(path), Declaration(path, first, last, str(address)))


def _root_and_files(frame: FrameType | None) -> tuple[str, list[str]]:
    while frame is not None:
        if frame.f_code.co_name == "run" and "root_folder" in frame.f_locals and "runner_filter" in frame.f_locals:
            root = frame.f_locals["root_folder"]
            files = frame.f_locals.get("files") or []
            return (os.path.abspath(root) if root else ""), [os.path.abspath(one) for one in files]
        frame = frame.f_back
    return "", []


def _absolute(scanned_file: str, root: str, files: list[str]) -> str | None:
    """Checkov writes paths relative to the root with a leading slash, or as they were given."""
    candidates = [scanned_file, os.path.abspath(scanned_file)]
    if root:
        candidates.insert(0, os.path.join(root, scanned_file.lstrip("/")))
    candidates += [one for one in files if one.endswith(scanned_file.lstrip("/"))]
    candidates.append(os.path.join(os.getcwd(), scanned_file.lstrip("/")))
    return next((one for one in candidates if os.path.isfile(one)), None)


def _lines(configuration: dict[str, Any]) -> tuple[int, int]:
    for start, end in (("__start_line__", "__end_line__"), ("__startline__", "__endline__")):
        if start in configuration and end in configuration:
            return int(configuration[start]), int(configuration[end])
    return 0, 0
