"""Which policy a scan is judged by: the one that is named, else the project's own, else the shipped default."""

from __future__ import annotations

import os

from fastpath_checks.engine.request import Request, UsageError
from fastpath_checks.engine.touching import POLICY_NAMES
from fastpath_checks.policy.layering import Flags, policy_of_file, shipped_policy
from fastpath_checks.policy.model import Policy
from fastpath_checks.policy.nearest import suggestion
from fastpath_checks.policy.shipped import policies
from fastpath_checks.sources.jail import ScanFiles
from fastpath_checks.sources.upward import nearest_above, restored_bicep_modules


def policy_of(request: Request) -> tuple[ScanFiles, Policy]:
    """The files of the scan, and its policy. Raises UsageError and PolicyError."""
    flags = Flags(request.profile, request.fail_on)
    named = request.policy
    if named is None:
        named = _projects_own(request)
    elif named in policies():
        return files_of(request), shipped_policy(named, flags)
    if named is None:
        return files_of(request), shipped_policy(flags=flags)
    files = files_of(request, named)
    file, why = files.read(named)
    if file is None:
        reason = why.summary if why is not None else "it cannot be read"
        raise UsageError(f"--policy {named}: {reason}", suggestion(named, policies()))
    return files, policy_of_file(file, files.read, flags)


def policy_above(path: str) -> str | None:
    """The project's own policy that governs a path, relative to the working directory; None where there is none."""
    found = nearest_above(path, POLICY_NAMES, os.getcwd())
    return os.path.relpath(found) if found is not None else None


def checked_policy(path: str) -> Policy:
    """The policy of a file, with all that it rests on. Raises UsageError and PolicyError."""
    files = ScanFiles((os.path.dirname(path) or ".",), (path,))
    file, why = files.read(path)
    if file is None:
        raise UsageError(f"{path}: {why.summary if why is not None else 'it cannot be read'}")
    return policy_of_file(file, files.read)


def bicep_modules_of(request: Request) -> str | None:
    """The folder of the restored modules: the one that is named, else the compiler's own where it exists."""
    return request.bicep_modules if request.bicep_modules is not None else restored_bicep_modules()


def files_of(request: Request, *named: str) -> ScanFiles:
    """The files of a scan; those that are named may be read wherever they lie."""
    modules = bicep_modules_of(request)
    folders = (modules,) if modules is not None else ()
    baselines = (request.baseline,) if request.baseline is not None else ()
    admitted = (*request.var_files, *named, *baselines)
    return ScanFiles(request.paths, admitted, request.working_directory, folders)


def _projects_own(request: Request) -> str | None:
    working = request.working_directory or os.getcwd()
    found = {path: nearest_above(path, POLICY_NAMES, working) for path in request.paths}
    distinct = sorted({one for one in found.values() if one is not None})
    if len(set(found.values())) > 1:
        named = " and ".join(os.path.relpath(one, working) for one in distinct)
        verb = "govern" if len(distinct) > 1 else "governs"
        raise UsageError(
            f"the scanned paths do not share one policy: {named} {verb} only some",
            "scan them one by one, or name the policy for all with --policy",
        )
    return distinct[0] if distinct else None
