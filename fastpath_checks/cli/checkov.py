"""The commands about Checkov: where its checks are, what it is to be given from git, and what it would miss."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

CLEAN, FINDINGS = 0, 1
_PLUGIN = Path(__file__).parents[1] / "checkov_plugin"


def checkov_dir(arguments: Namespace) -> int:
    """The directory for --external-checks-dir, or the making of a tree for --external-checks-git."""
    if arguments.git is None:
        print(_PLUGIN / "external")
        return CLEAN
    from fastpath_checks.checkov_plugin.git_tree import tree
    from fastpath_checks.engine.request import UsageError
    from fastpath_checks.sources.package import package_files
    from fastpath_checks.sources.writing import write_tree

    refusal = write_tree(arguments.git, tree(package_files()))
    if refusal:
        raise UsageError(f"{arguments.git}: {refusal}", "name a directory that is new, or was made by this command")
    print(f"written to {arguments.git}: commit it as the top of a repository of its own, and tag it; then")
    print("  checkov -d . --external-checks-git 'https://HOST/REPOSITORY.git?ref=tags/TAG'")
    return CLEAN


def doctor(arguments: Namespace) -> int:
    """What a run of Checkov would miss; exit code 1 where that is something."""
    from fastpath_checks.cli.writing import line_width, write_lines
    from fastpath_checks.engine.analyze import analyze
    from fastpath_checks.engine.examining import examine
    from fastpath_checks.engine.request import Request
    from fastpath_checks.reports.doctor_text import examination_lines

    request = Request((arguments.checkov,), policy=arguments.policy, twins=False)
    found = examine(request, analyze(request), str(_PLUGIN / "other_readers.py"), arguments.python or sys.executable)
    write_lines(examination_lines(found, line_width()), arguments)
    return FINDINGS if found.missed else CLEAN
