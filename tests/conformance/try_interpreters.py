"""Install the wheel for every further Python of this machine that is supported, and compare what each says:
``python tests/conformance/try_interpreters.py``.

Interpreters are looked for on PATH and among pyenv's. Their environments need a package index. The script fails where a
command ends otherwise than it should, or says anything else than with the oldest of them.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
ESTATE = ROOT / "fixtures/gateway-sku-without-fastpath/fail-ergw1az"
PIP = ("-m", "pip", "--disable-pip-version-check", "--quiet")
COMMANDS = {
    "scan main.tf tfplan.json main.bicep azuredeploy.json --format json --show all": 1,
    "scan main.tf --policy fastpath.yaml --format sarif": 1,
    "paths main.bicep": 0,
    "facts diff 2021-08-10 2025-11-05": 0,
    "rules": 0,
    "completion bash": 0,
    "scan --help": 0,
}
"""What is run in the estate, with its exit code."""
OPTIONS = re.compile(r"--[a-z-]+")


class Said(NamedTuple):
    """What a command wrote to standard output and standard error, and its exit code."""

    out: str
    err: str
    exit_code: int


def run(command: list[str], folder: Path) -> Said:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)
    return Said(done.stdout, done.stderr, done.returncode)


def succeed(command: list[str]) -> None:
    said = run(command, ROOT)
    if said.exit_code:
        sys.exit(f"{' '.join(command)}: exit code {said.exit_code}\n{said.out}{said.err}")


def supported() -> list[str]:
    """The versions that setup.cfg names, such as ``3.10``, but for the one that runs this."""
    named = re.findall(r"Python :: (3\.\d+)$", (ROOT / "setup.cfg").read_text(encoding="utf-8"), re.MULTILINE)
    return [version for version in named if version != "{}.{}".format(*sys.version_info)]


def interpreter(version: str) -> str | None:
    """A Python of this version that runs."""
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"), "versions")
    found = [shutil.which(f"python{version}"), *(str(path) for path in sorted(pyenv.glob(f"{version}.*/bin/python")))]
    code = "import sys; print('%d.%d' % sys.version_info[:2])"
    return next((one for one in found if one is not None and run([one, "-c", code], ROOT).out.strip() == version), None)


def answers(python: str, folder: Path) -> dict[str, Said]:
    """What each command says with one Python. Help is wrapped as Python pleases, so only its options are kept."""
    told = {words: run([python, "-m", "fastpath_checks", *words.split()], folder) for words in COMMANDS}
    for words, said in told.items():
        if said.exit_code != COMMANDS[words] or said.err:
            sys.exit(f"{python}: fastpath-checks {words}: exit code {said.exit_code}\n{said.out}{said.err}")
    return {
        words: said._replace(out=" ".join(sorted(set(OPTIONS.findall(said.out))))) if "--help" in words else said
        for words, said in told.items()
    }


def estate(folder: Path) -> Path:
    for path in ESTATE.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / "fastpath.yaml").write_text("version: 1\nextends: strict\n", encoding="utf-8")
    return folder


def environment(interpreter: str, place: Path, wheel: Path) -> str:
    """The Python of a new environment that has the wheel and what it needs, put there by the pip of this one."""
    succeed([interpreter, "-m", "venv", "--without-pip", str(place)])
    python = str(place / "bin" / "python")
    succeed([sys.executable, *PIP, "--python", python, "install", str(wheel)])
    return python


def wheel_of_checkout(folder: Path) -> Path:
    """Built away from the checkout, where no leftover of an earlier build can get into it."""
    source = folder / "source"
    shutil.copytree(ROOT, source, ignore=shutil.ignore_patterns(".*", "build", "*.egg-info", "__pycache__"))
    succeed([sys.executable, *PIP, "wheel", "--no-deps", "--wheel-dir", str(folder), str(source)])
    (wheel,) = folder.glob("*.whl")
    return wheel


def main() -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        (folder / "estate").mkdir()
        files = estate(folder / "estate")
        wheel = wheel_of_checkout(folder)
        expected: dict[str, Said] = {}
        for version in supported():
            found = interpreter(version)
            if found is None:
                print(f"--    Python {version} is not on this machine")
                continue
            started = time.perf_counter()
            told = answers(environment(found, folder / version, wheel), files)
            expected = expected or told
            if different := [words for words in told if told[words] != expected[words]]:
                sys.exit(f"Python {version} says something else about: {', '.join(different)}")
            print(f"ok    {time.perf_counter() - started:6.2f} s  {len(told)} commands with Python {version}")


if __name__ == "__main__":
    main()
