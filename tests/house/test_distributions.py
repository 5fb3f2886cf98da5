"""The wheel and the sdist hold what they must and nothing else, and what is installed works away from the checkout."""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from email.parser import Parser
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import pytest

from fastpath_checks import __version__

CHECKOUT = Path(__file__).parents[2]
ESTATE = CHECKOUT / "fixtures/gateway-sku-without-fastpath/fail-ergw1az"
NEEDED = 77
"""The oldest setuptools of pyproject.toml, which is also in the extra ``test``."""

pytestmark = pytest.mark.skipif(
    int(version("setuptools").split(".")[0]) < NEEDED or find_spec("pip") is None,
    reason=f"builds and installs with what is here: setuptools {NEEDED} or newer, and pip",
)


class Built(NamedTuple):
    """Paths of what was built of a copy of the checkout, and of the wheel that was built of that sdist."""

    wheel: Path
    sdist: Path
    again: Path


def hook(name: str, source: Path, target: Path) -> Path:
    """What a hook of the build backend makes in ``target`` of a source tree."""
    target.mkdir(exist_ok=True)
    code = f"import sys\nfrom setuptools import build_meta\nprint(build_meta.{name}(sys.argv[1]))"
    command = [sys.executable, "-c", code, str(target)]
    done = subprocess.run(command, cwd=source, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return target / done.stdout.splitlines()[-1]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("distributions")
    left_out = shutil.ignore_patterns(".*", "__pycache__", "build", "dist", "*.egg-info", "fixtures")
    source = Path(shutil.copytree(CHECKOUT, folder / "source", ignore=left_out))
    sdist = hook("build_sdist", source, folder / "sdist")
    with tarfile.open(sdist) as archive:
        archive.extractall(folder / "unpacked", filter="data")
    unpacked = folder / "unpacked" / sdist.name.removesuffix(".tar.gz")
    return Built(hook("build_wheel", source, folder / "wheel"), sdist, hook("build_wheel", unpacked, folder / "again"))


@pytest.fixture(scope="module")
def installed(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts of a new environment that has the wheel, and sees the libraries of this one."""
    environment = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(environment)], check=True)
    paths = sysconfig.get_paths(vars={"base": str(environment), "platbase": str(environment)})
    here = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    Path(paths["purelib"], "libraries.pth").write_text("\n".join(sorted(here)) + "\n", encoding="utf-8")
    python = Path(paths["scripts"], "python")
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", str(python), "install"]
    # The libraries of this environment may hold the same version: it would count as installed already.
    done = subprocess.run(
        [*command, "--ignore-installed", "--no-index", "--no-deps", str(built.wheel)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return python.parent


def contents(wheel: Path) -> dict[str, bytes]:
    """The files of our package, without what the wheel says about itself."""
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist() if ".dist-info/" not in name}


def in_the_checkout() -> dict[str, bytes]:
    package = {path: path.relative_to(CHECKOUT) for path in (CHECKOUT / "fastpath_checks").rglob("*")}
    policies = {
        path: Path("fastpath_checks", path.relative_to(CHECKOUT)) for path in (CHECKOUT / "policies").rglob("*")
    }
    return {
        name.as_posix(): path.read_bytes()
        for path, name in {**package, **policies}.items()
        if path.is_file() and path.suffix != ".pyc"
    }


def test_the_wheel_holds_the_package_with_its_policies_and_nothing_else(built: Built) -> None:
    held = contents(built.wheel)
    assert held == in_the_checkout()
    assert {"fastpath_checks/py.typed", "fastpath_checks/policies/schema/policy.schema.json"} <= set(held)


def test_the_sdist_is_enough_to_build_the_same_wheel(built: Built) -> None:
    assert contents(built.again) == contents(built.wheel)
    with tarfile.open(built.sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"LICENSE", "README.md", "pyproject.toml", "setup.cfg", "setup.py", "policies/default.yaml"} <= names


def test_the_wheel_says_what_it_is_and_needs(built: Built) -> None:
    with zipfile.ZipFile(built.wheel) as archive:
        about = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        metadata = Parser().parsestr(archive.read(about).decode("utf-8"))
        assert any(name.endswith("/LICENSE") for name in archive.namelist())
    needed = [one for one in metadata.get_all("Requires-Dist", []) if "extra ==" not in one]
    assert (metadata["Name"], metadata["Version"]) == ("fastpath-checks", __version__)
    assert metadata["Requires-Python"] == ">=3.10"
    assert metadata["License"] == "MIT"
    assert sorted(one.split(">")[0] for one in needed) == ["PyYAML", "jsonschema", "rich"]
    assert set(metadata.get_all("Provides-Extra", [])) == {"checkov", "conformance", "test"}


def said(command: list[str], folder: Path) -> tuple[int, str]:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.returncode, done.stdout


def test_what_is_installed_runs_as_a_command_and_as_a_module(installed: Path, tmp_path: Path) -> None:
    for words in ([str(installed / "fastpath-checks")], [str(installed / "python"), "-I", "-m", "fastpath_checks"]):
        assert said([*words, "--version"], tmp_path) == (0, f"fastpath-checks {__version__}\n")
        code, report = said([*words, "scan", "main.tf", "--quiet"], ESTATE)
        assert code == 1
        assert "FASTPATH_101 gateway-sku-without-fastpath" in report
    where = [str(installed / "python"), "-I", "-c", "import fastpath_checks; print(fastpath_checks.__file__)"]
    assert Path(said(where, tmp_path)[1]).is_relative_to(installed.parent)


def test_a_policy_of_the_users_own_is_checked_by_what_is_installed(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "fastpath.yaml").write_text("version: 1\nextends: strict\n", encoding="utf-8")
    code, report = said([str(installed / "fastpath-checks"), "policy", "check"], tmp_path)
    assert (code, "fastpath.yaml" in report) == (0, True)
