"""The policies, in both forms, are in what is installed, and can be read out of a zip file."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from fastpath_checks.policy.generating import POLICIES, SHIPPED_DATA

CHECKOUT = POLICIES.parent


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a wheel would hold of us, made by setuptools from the checkout."""
    library = tmp_path_factory.mktemp("lib")
    command = [sys.executable, "setup.py", "-q", "build_py", "--build-lib", str(library)]
    told = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
    return library


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_policies_are_installed_as_they_are_in_the_checkout(built: Path) -> None:
    assert contents(built / "fastpath_checks" / "policies") == contents(POLICIES)


def test_the_generated_form_is_installed(built: Path) -> None:
    assert contents(built / "fastpath_checks" / "policy" / "shipped_data") == contents(SHIPPED_DATA)


def test_the_package_says_that_it_is_typed(built: Path) -> None:
    assert (built / "fastpath_checks" / "py.typed").is_file()


def test_facts_and_policies_can_be_read_out_of_a_zip_file(built: Path, tmp_path: Path) -> None:
    archive = shutil.make_archive(str(tmp_path / "fastpath_checks"), "zip", built)
    code = (
        "import sys\n"
        "sys.path[:] = [sys.argv[1], *(path for path in sys.path if path)]\n"
        "from fastpath_checks.policy import facts, layering\n"
        "print(facts.load_facts().profile, layering.shipped_policy('strict').name, sys.argv[1] in facts.__file__)\n"
    )
    command = [sys.executable, "-c", code, archive]
    told = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["2025-11-05", "strict", "True"]
