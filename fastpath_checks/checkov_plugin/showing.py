"""What Checkov is doing at this moment. Its interface does not say, so its runner's frames are asked."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from types import FrameType
from typing import Any, NamedTuple

FRAMEWORKS = ("terraform", "terraform_json", "terraform_plan", "arm", "bicep")
"""Checkov's names of the languages that we judge, in the order in which one of them speaks for all."""

_SCAN_ARGUMENTS = {"root_folder", "external_checks_dir", "files"}


class Scan(NamedTuple):
    """What Checkov was told to scan: a directory (empty where it was given files only), and files."""

    root: str
    files: tuple[str, ...]


class Declaration(NamedTuple):
    """A declaration as Checkov knows it: its file, first and last line (0 where unknown), address and written name.

    ``address`` is empty but for Terraform, ``name`` but for ARM.
    """

    path: str
    first_line: int
    last_line: int
    address: str = ""
    name: str = ""


class Running(NamedTuple):
    """The scan that is under way. ``framework`` is the runner's; ``speaks`` says that it is the one of several
    processes that says what concerns all of them. ``runner_filter`` is Checkov's choice of checks.

    ``also`` is the framework that nobody asked for although the files are of the same language, or empty: Terraform in
    JSON is missed by who asks for Terraform.
    """

    scan: Scan
    framework: str
    speaks: bool
    runner_filter: Any
    also: str = ""


def running() -> Running | None:
    """The scan in whose frames we were called; None where Checkov's frames do not look as expected.

    The outermost frame counts: a runner replaces its arguments while it works.
    """
    outermost: dict[str, Any] | None = None
    framework = ""
    enabled: tuple[str, ...] = ()
    runner_filter: Any = None
    for frame in _frames(sys._getframe(1)):
        code = frame.f_code
        if not _SCAN_ARGUMENTS.issubset(code.co_varnames[: code.co_argcount]):
            continue
        outermost = frame.f_locals
        runner_filter = outermost.get("runner_filter") or runner_filter
        owner = outermost.get("self") or outermost.get("runner")
        framework = framework or str(getattr(owner, "check_type", ""))
        enabled = tuple(str(one.check_type) for one in getattr(owner, "runners", ())) or enabled
    if outermost is None or framework not in FRAMEWORKS:
        return None
    scan = Scan(str(outermost["root_folder"] or ""), tuple(str(one) for one in outermost["files"] or ()))
    speaker = next((one for one in FRAMEWORKS if one in enabled), framework)
    also = "terraform_json" if framework == "terraform" and "terraform_json" not in enabled else ""
    return Running(scan, framework, framework == speaker, runner_filter, also)


def declaration(scanned_file: str, configuration: dict[str, Any]) -> Declaration | None:
    """The declaration that Checkov shows; None where its file cannot be told."""
    path = _path(scanned_file)
    if path is None:
        return None
    first, last = _lines(configuration)
    name = configuration.get("name")
    return Declaration(
        path, first, last, str(configuration.get("__address__") or ""), name if isinstance(name, str) else ""
    )


def _frames(frame: FrameType | None) -> Iterator[FrameType]:
    while frame is not None:
        yield frame
        frame = frame.f_back


def _path(scanned_file: str) -> str | None:
    """The file's real path. Where a runner shows it relative to the scanned folder, it knows it in full beside it."""
    for frame in _frames(sys._getframe(1)):
        code = frame.f_code
        if "full_file_path" in code.co_varnames[: code.co_argcount]:
            full = frame.f_locals["full_file_path"]
            scanned_file = str(getattr(full, "file_path", full))
            break
        if "file_abs_path" in frame.f_locals:
            scanned_file = str(frame.f_locals["file_abs_path"])
            break
    return os.path.realpath(scanned_file) if os.path.isfile(scanned_file) else None


def _lines(configuration: dict[str, Any]) -> tuple[int, int]:
    for start, end in (("__start_line__", "__end_line__"), ("__startline__", "__endline__")):
        if start in configuration and end in configuration:
            return _number(configuration[start]), _number(configuration[end])
    return 0, 0


def _number(line: Any) -> int:
    """Plans show their lines in lists."""
    return int(line[0] if isinstance(line, list) else line)
