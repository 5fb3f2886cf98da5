"""Two runs give the same bytes, whatever the hash seed and the order in which paths are named."""

from __future__ import annotations

import os
import subprocess
import sys

from fixture_cases import FIXTURES

FOLDERS = sorted(str(path) for path in FIXTURES.iterdir() if path.is_dir())


def scanned(folders: list[str], seed: str) -> bytes:
    command = [sys.executable, "-m", "fastpath_checks", "scan", "--format", "json", "--show", "all", *folders]
    done = subprocess.run(
        command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=False, cwd=FIXTURES
    )
    assert done.returncode in (0, 1), done.stderr.decode()
    return done.stdout


def test_the_report_is_the_same_to_the_byte() -> None:
    first = scanned(FOLDERS, "1")
    assert b'"FASTPATH_301"' in first
    assert scanned(FOLDERS[::-1], "2") == first
