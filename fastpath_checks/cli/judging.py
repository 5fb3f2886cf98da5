"""The commands that judge: from parsed arguments to a request, and from its report to what is written."""

from __future__ import annotations

import os
from argparse import Namespace

from fastpath_checks.cli.outputs import outputs_of, write_reports
from fastpath_checks.cli.progress import watching
from fastpath_checks.engine.analyze import analyze
from fastpath_checks.engine.exit_codes import CLEAN, exit_code
from fastpath_checks.engine.request import Request, UsageError

_VARIABLE = "TF_VAR_"
"""How Terraform's variables begin in the environment."""


def scan(arguments: Namespace) -> int:
    return _judge(_request(arguments, tuple(arguments.paths) or (".",)), arguments)


def hook(arguments: Namespace) -> int:
    """A change that touches no root is clean, and nothing is printed."""
    if not arguments.files:
        return CLEAN
    return _judge(_request(arguments, (repository_top(),), tuple(arguments.files)), arguments)


def repository_top() -> str:
    """The way from the working directory up to the repository that it lies in; the directory itself without one."""
    way = "."
    here = os.path.abspath(way)
    while not os.path.exists(os.path.join(here, ".git")):
        parent = os.path.dirname(here)
        if parent == here:
            return "."
        here = parent
        way = ".." if way == "." else f"../{way}"
    return way


def _request(arguments: Namespace, paths: tuple[str, ...], changed: tuple[str, ...] | None = None) -> Request:
    return Request(
        paths=paths,
        policy=arguments.policy,
        profile=arguments.profile,
        fail_on=arguments.fail_on,
        var_files=tuple(arguments.var_file),
        given=dict(arguments.var),
        workspace=arguments.workspace,
        changed=changed,
        bicep_modules=_bicep_modules(arguments.bicep_modules),
        environment=_terraform_variables() if arguments.env_vars else {},
    )


def _terraform_variables() -> dict[str, str]:
    """Texts by the names of variables, as the environment has them for Terraform."""
    return {name[len(_VARIABLE) :]: text for name, text in os.environ.items() if name.startswith(_VARIABLE)}


def _bicep_modules(named: str | None) -> str | None:
    """The folder of restored modules that is named."""
    if named is not None and not os.path.isdir(named):
        raise UsageError(f"--bicep-modules {named}: there is no such directory")
    return named


def _judge(request: Request, arguments: Namespace) -> int:
    outputs = outputs_of(arguments)
    with watching(arguments) as watch:
        report = analyze(request, watch)
    if request.changed is not None and not report.summary.roots:
        write_reports(report, [one for one in outputs if one.path is not None], arguments)
        return CLEAN
    write_reports(report, outputs, arguments)
    return exit_code(report)
