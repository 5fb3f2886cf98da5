"""The commands that judge: from parsed arguments to a request, and from its report to what is written."""

from __future__ import annotations

import os
import sys
from argparse import Namespace

from fastpath_checks.cli.outputs import Output, outputs_of, write_reports
from fastpath_checks.cli.progress import watching
from fastpath_checks.engine.analyze import analyze, survey
from fastpath_checks.engine.exit_codes import CLEAN, exit_code
from fastpath_checks.engine.findings import Report
from fastpath_checks.engine.path_report import PathReport
from fastpath_checks.engine.request import Request, UsageError
from fastpath_checks.engine.watching import Watch

_VARIABLE = "TF_VAR_"
"""How Terraform's variables begin in the environment."""


def scan(arguments: Namespace) -> int:
    return _judge(request_of(arguments, tuple(arguments.paths) or (".",)), arguments)


def hook(arguments: Namespace) -> int:
    """A change that touches no root is clean, and nothing is printed."""
    if not arguments.files:
        return CLEAN
    request = request_of(arguments, (repository_top(),), tuple(arguments.files))
    return _judge(request._replace(touched_only=not arguments.all), arguments)


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


def request_of(arguments: Namespace, paths: tuple[str, ...], changed: tuple[str, ...] | None = None) -> Request:
    """What the options of judging ask for."""
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
        baseline=arguments.baseline,
    )


def _terraform_variables() -> dict[str, str]:
    """Texts by the names of variables, as the environment has them for Terraform."""
    return {name[len(_VARIABLE) :]: text for name, text in os.environ.items() if name.startswith(_VARIABLE)}


def _bicep_modules(named: str | None) -> str | None:
    """The folder of restored modules that is named."""
    if named is not None and not os.path.isdir(named):
        raise UsageError(f"--bicep-modules {named}: there is no such directory")
    return named


def _create_baseline(report: Report, paths: tuple[str, ...]) -> None:
    """Write the failed verdicts where Checkov writes and looks for them: into the scanned directory."""
    from fastpath_checks.engine.baselines import FILE_NAME, baseline_text
    from fastpath_checks.sources.writing import write_text

    first = paths[0] if os.path.isdir(paths[0]) else os.path.dirname(paths[0]) or "."
    directory = first if len(paths) == 1 else "."
    path = os.path.join(directory, FILE_NAME)
    refusal = write_text(path, baseline_text(report.findings, directory))
    if refusal:
        raise UsageError(f"--create-baseline: {path}: {refusal}")
    print(f"fastpath-checks: wrote {os.path.normpath(path)}", file=sys.stderr)


def _judge(request: Request, arguments: Namespace) -> int:
    outputs = outputs_of(arguments)
    with watching(arguments) as watch:
        report, paths = _judged(request, outputs, watch)
    if request.changed is not None and not report.summary.roots:
        write_reports(report, [one for one in outputs if one.path is not None], arguments, paths=paths)
        return CLEAN
    if getattr(arguments, "create_baseline", False):
        _create_baseline(report, request.paths)
    write_reports(report, outputs, arguments, paths=paths)
    return exit_code(report)


def _judged(request: Request, outputs: list[Output], watch: Watch) -> tuple[Report, PathReport | None]:
    """The verdicts, and the data paths where a format shows them."""
    if not any(one.format == "html" for one in outputs):
        return analyze(request, watch), None
    surveyed = survey(request, watch)
    return surveyed.report, surveyed.paths
