"""What a scan is asked to do."""

from __future__ import annotations

from typing import NamedTuple


class Request(NamedTuple):
    """One scan, as its door was asked for it.

    ``paths`` are files and directories as the user spells them. ``policy`` is a file or the name of a shipped policy,
    None for the nearest ``fastpath.yaml``; ``profile`` the date of the facts, ``fail_on`` a severity, None for the
    policy's own. ``var_files`` are paths, in order; ``given`` are the texts of ``--var NAME=VALUE``; ``workspace`` is
    None where it is not known; ``environment`` are the texts that Terraform's variables have from the environment, by
    their names without ``TF_VAR_``: empty unless they are asked for. ``changed`` is None for a scan of everything;
    otherwise only roots that one of these files belongs to are judged, and with ``touched_only`` only those verdicts
    are told that have to do with these files. ``twins`` false judges a compiled template beside its source, too.
    ``bicep_modules`` is the folder to which ``bicep restore`` has brought the modules of
    registries, None for the compiler's own. ``today`` is the ISO date that waivers are compared with, None for the day
    of the run in UTC. ``working_directory`` is where relative paths start, None for the process's own. ``baseline`` is
    a file of findings that do not count. ``inputs_may_be_new`` passes over inputs that no root declares: the older
    state of a change need not have them yet.
    """

    paths: tuple[str, ...]
    policy: str | None = None
    profile: str | None = None
    fail_on: str | None = None
    var_files: tuple[str, ...] = ()
    given: dict[str, str] = {}
    workspace: str | None = None
    changed: tuple[str, ...] | None = None
    touched_only: bool = False
    twins: bool = True
    bicep_modules: str | None = None
    today: str | None = None
    environment: dict[str, str] = {}
    working_directory: str | None = None
    baseline: str | None = None
    inputs_may_be_new: bool = False


class UsageError(Exception):
    """The command cannot be carried out as it was given: the message says why, ``hint`` what would help."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint
