"""Run the hooks with the real pre-commit on a repository made for it: ``python tests/conformance/try_hooks.py``.

pre-commit is the one on PATH, or what ``PRE_COMMIT`` names; it installs the HEAD of this checkout, so that it needs a
package index. The script fails where a hook does not do what it is for, and prints how long a one-file change takes.
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
PRE_COMMIT = os.environ.get("PRE_COMMIT", "pre-commit")
ESTATE = ROOT / "fixtures/gateway-sku-without-fastpath/fail-ergw1az/main.tf"
RUNS = 5


class Ran(NamedTuple):
    """A run of pre-commit: exit code, everything that was printed, seconds of wall-clock time."""

    exit_code: int
    said: str
    seconds: float


def git(folder: Path, *words: str) -> None:
    names = ("-c", "user.name=n", "-c", "user.email=n@example.com", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *names, *words], cwd=folder, check=True, capture_output=True)


def source(folder: Path) -> tuple[Path, str]:
    """A repository that pre-commit can clone, and its revision: this checkout, or a copy where it is no repository."""
    top = ROOT
    if not (ROOT / ".git").exists():
        top = folder / "hooks"
        shutil.copytree(ROOT, top, ignore=shutil.ignore_patterns("build", "*.egg-info", "__pycache__"))
        git(top, "init", "-q")
        git(top, "add", "-A", "-f")
        git(top, "commit", "-q", "-m", "this checkout")
    done = subprocess.run(["git", "rev-parse", "HEAD"], cwd=top, capture_output=True, text=True, check=True)
    return top, done.stdout.strip()


def run(user: Path, hook: str, *files: str) -> Ran:
    """``pre-commit run`` of one hook in the user's repository."""
    started = time.perf_counter()
    done = subprocess.run(
        [PRE_COMMIT, "run", hook, "--verbose", "--files", *files], cwd=user, capture_output=True, text=True, check=False
    )
    return Ran(done.returncode, done.stdout + done.stderr, time.perf_counter() - started)


def expect(what: str, ran: Ran, exit_code: int, *parts: str, but: tuple[str, ...] = ()) -> None:
    wrong = ran.exit_code != exit_code or any(part not in ran.said for part in parts)
    if wrong or any(part in ran.said for part in but):
        sys.exit(f"{what}: exit code {ran.exit_code}, wanted {exit_code} with {parts}\n{ran.said}")
    print(f"ok    {ran.seconds:6.2f} s  {what}")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        user = Path(folder, "user")
        user.mkdir()
        git(user, "init", "-q")
        top, revision = source(Path(folder))
        names = ("fastpath-checks", "fastpath-policy", "fastpath-checkov")
        listed = "".join(f"      - id: {name}\n" for name in names)
        config = f"repos:\n  - repo: {top}\n    rev: {revision}\n    hooks:\n{listed}"
        (user / ".pre-commit-config.yaml").write_text(config, encoding="utf-8")
        text = ESTATE.read_text(encoding="utf-8")
        (user / "main.tf").write_text(text, encoding="utf-8")
        (user / "prod.tf").write_text('variable "unused" {}\n', encoding="utf-8")
        (user / "notes.md").write_text("nothing\n", encoding="utf-8")
        (user / "fastpath.yaml").write_text("version: 1\n", encoding="utf-8")
        git(user, "add", "-A")
        git(user, "commit", "-q", "-m", "a state")

        expect("the first run installs, and finds", run(user, names[0], "main.tf"), 1, "FASTPATH_101", "main.tf:33")
        expect("a file of the same root that has nothing to do with it", run(user, names[0], "prod.tf"), 0, "--all")
        expect("a file that is none of ours", run(user, names[0], "notes.md"), 0, "no files to check")
        expect("a good policy", run(user, names[1], "fastpath.yaml"), 0)
        (user / "fastpath.yaml").write_text("version: 1\nfail_onn: HIGH\n", encoding="utf-8")
        expect("a wrong policy", run(user, names[1], "fastpath.yaml"), 1, "fastpath.yaml:2:1", "fail_on")
        (user / "fastpath.yaml").write_text("version: 1\n", encoding="utf-8")
        expect("Checkov", run(user, names[2], "main.tf"), 1, "FASTPATH_101")
        (user / "main.tf").write_text(text.replace('"ErGw1AZ"', '"ErGw3AZ"'), encoding="utf-8")
        times = []
        for _ in range(RUNS):
            ran = run(user, names[0], "main.tf")
            expect("a one-file change", ran, 0, "Passed")
            times.append((float(re.search(r"duration: ([\d.]+)s", ran.said)[1]), ran.seconds))
        hook, whole = min(times)
        print(f"a one-file change takes {hook:.2f} s, with pre-commit itself {whole:.2f} s: the best of {RUNS} runs")


if __name__ == "__main__":
    main()
