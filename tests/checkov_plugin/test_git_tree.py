"""The tree for Checkov's --external-checks-git: three files, the same bytes twice, and all that a run needs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from zipfile import ZipFile

import pytest
from checkov_runs import CHECKOV

from fastpath_checks.checkov_plugin.git_tree import ARCHIVE, tree
from fastpath_checks.sources.package import package_files

FIXTURE = Path(__file__).parents[2] / "fixtures" / "gateway-sku-without-fastpath" / "fail-ergw1az"


def needed(*modules: str) -> list[str]:
    """The folders of installed modules, of which a Python without site-packages knows nothing."""
    found = [find_spec(name) for name in modules]
    return [str(Path(one.origin).parents[1]) for one in found if one is not None and one.origin is not None]


@pytest.fixture
def written(tmp_path: Path) -> Path:
    folder = tmp_path / "checks"
    folder.mkdir()
    for name, data in tree(package_files()).items():
        (folder / name).write_bytes(data)
    return folder


def test_the_same_package_gives_the_same_bytes_in_whatever_order_its_files_come() -> None:
    files = list(package_files())
    assert tree(files) == tree(reversed(files))


def test_nothing_stands_in_it_that_checkov_would_execute_or_take_for_a_policy_but_the_shim() -> None:
    assert list(tree([("fastpath_checks/__init__.py", b"")])) == ["__init__.py", "fastpath_checks_shim.py", ARCHIVE]


def test_the_archive_holds_the_code_and_the_policies_that_a_run_reads(written: Path) -> None:
    with ZipFile(written / ARCHIVE) as archive:
        names = archive.namelist()
        assert archive.read("fastpath_checks/__init__.py")
    assert "fastpath_checks/checkov_plugin/adapter.py" in names
    assert any(name.startswith("fastpath_checks/policy/shipped_data/") for name in names)
    left_out = {"external", "policies", "__pycache__"}
    assert not [name for name in names if left_out & set(name.split("/")[:-1])]


def test_a_python_in_which_nothing_of_ours_is_installed_scans_from_the_archive(written: Path) -> None:
    code = (
        "import sys; sys.path[:0] = sys.argv[1:]\n"
        "from fastpath_checks.engine import analyze, request\n"
        f"report = analyze.analyze(request.Request(({str(FIXTURE / 'main.tf')!r},)))\n"
        "print(report.summary.failed, analyze.__file__)\n"
    )
    command = [sys.executable, "-I", "-S", "-c", code, str(written / ARCHIVE), *needed("yaml", "jsonschema")]
    done = subprocess.run(command, cwd=written, capture_output=True, text=True, check=True)
    failed, file = done.stdout.split()
    assert int(failed) > 0
    assert file.startswith(str(written / ARCHIVE))


def git(*arguments: str, cwd: Path) -> None:
    identity = ["-c", "user.name=test", "-c", "user.email=test@example.org"]
    subprocess.run(["git", *identity, *arguments], cwd=cwd, capture_output=True, check=True)


@pytest.mark.skipif(CHECKOV is None, reason="FASTPATH_CHECKOV does not name a checkov to run")
def test_checkov_loads_it_from_a_repository_at_a_tag(tmp_path: Path, written: Path) -> None:
    """The working directory is another than what is scanned, for Checkov clones into it."""
    git("init", "--quiet", cwd=written)
    git("add", ".", cwd=written)
    git("commit", "--quiet", "-m", "checks", cwd=written)
    git("tag", "v1", cwd=written)
    shutil.copytree(FIXTURE, tmp_path / "infra")
    (tmp_path / "here").mkdir()
    assert CHECKOV is not None
    source = f"file://{written}/.git?ref=tags/v1"
    command = [CHECKOV, "-d", str(tmp_path / "infra"), "--external-checks-git", source, "--check", "FASTPATH_*"]
    command += ["--framework", "terraform", "bicep", "--skip-download", "--compact"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("FASTPATH_")}
    environment |= {"LOG_LEVEL": "ERROR"}
    done = subprocess.run(
        command, cwd=tmp_path / "here", env=environment, capture_output=True, text=True, timeout=300, check=False
    )
    assert "gateway-sku-without-fastpath: " in done.stdout, done.stderr
    assert done.stdout.count("Check: FASTPATH_101: ") == 2
    assert "Cannot load" not in done.stderr
