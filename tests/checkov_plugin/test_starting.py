"""``python -m fastpath_checks.checkov_plugin``: Checkov with our checks, for hooks and places without a shell."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from checkov_runs import CHECKOV

from fastpath_checks.checkov_plugin.__main__ import command

FIXTURE = Path(__file__).parents[2] / "fixtures" / "gateway-sku-without-fastpath" / "fail-ergw1az"


def test_arguments_come_behind_the_directory_of_our_checks() -> None:
    python, *words = command(["-d", "."])
    assert python == sys.executable
    assert words[:3] == ["-m", "checkov.main", "--external-checks-dir"]
    assert sorted(path.name for path in Path(words[3]).glob("*.py")) == ["__init__.py", "fastpath_checks_shim.py"]
    assert words[4:] == ["-d", "."]


@pytest.mark.skipif(CHECKOV is None, reason="FASTPATH_CHECKOV does not name a checkov to run")
def test_checkov_runs_with_our_checks_and_its_exit_code_is_ours(tmp_path: Path) -> None:
    assert CHECKOV is not None
    python = Path(CHECKOV).with_name("python")
    arguments = ["-f", str(FIXTURE / "main.tf"), "--framework", "terraform", "--check", "FASTPATH_101"]
    arguments += ["--skip-download", "--output", "json"]
    done = subprocess.run(
        [python, "-m", "fastpath_checks.checkov_plugin", *arguments],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    failed = json.loads(done.stdout)["results"]["failed_checks"]
    assert {record["check_id"] for record in failed} == {"FASTPATH_101"}
