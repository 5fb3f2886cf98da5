"""The small tree that Checkov's --external-checks-git is given: a shim, and this package as a zip file beside it.

Checkov clones the whole of such a repository, executes every Python file in it and takes every JSON and YAML file for a
policy of its own. So nothing else may stand there; the archive it leaves alone, and Python imports from it.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

ARCHIVE = "fastpath_checks.zip"

_SHIM = f'''"""Loads the checks of fastpath-checks into Checkov, from the archive beside this file."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).with_name("{ARCHIVE}")))

from fastpath_checks.checkov_plugin.adapter import prepare

prepare()
'''
_MARK = '"""What Checkov\'s --external-checks-git is pointed at. Made by fastpath-checks; Checkov executes it."""\n'


def tree(package: Iterable[tuple[str, bytes]]) -> dict[str, bytes]:
    """The files by name, made of the files of the package; the same bytes whenever the package is the same."""
    return {
        "__init__.py": _MARK.encode("utf-8"),
        "fastpath_checks_shim.py": _SHIM.encode("utf-8"),
        ARCHIVE: _archive(package),
    }


def _archive(package: Iterable[tuple[str, bytes]]) -> bytes:
    data = io.BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as archive:
        for name, content in sorted(package):
            # A date of its own would make each archive another one.
            archive.writestr(ZipInfo(name), content, ZIP_DEFLATED)
    return data.getvalue()
