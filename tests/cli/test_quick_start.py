"""What is not needed is not imported: the start-up budget, asserted by modules instead of by the clock."""

from __future__ import annotations

import subprocess
import sys

import pytest

from fastpath_checks.cli.words import SEVERITIES
from fastpath_checks.policy.model import Severity


def imported(*words: str) -> set[str]:
    """The modules that a run of the command line leaves imported in a process of its own."""
    program = (
        "import sys\n"
        "from fastpath_checks.cli.main import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        "print('\\n'.join(['', 'MODULES', *sys.modules]))\n"
    )
    done = subprocess.run([sys.executable, "-c", program, *words], capture_output=True, text=True, check=True)
    return set(done.stdout.partition("\nMODULES\n")[2].split())


@pytest.mark.parametrize("words", [["--help"], ["scan", "--help"], ["--version"], ["checkov-dir"], []])
def test_help_imports_no_room(words: list[str]) -> None:
    modules = imported(*words)
    ours = {name for name in modules if name.startswith("fastpath_checks.")}
    assert {name for name in ours if not name.startswith("fastpath_checks.cli")} == set()
    assert "fastpath_checks.cli.judging" not in ours
    assert not modules & {"rich", "yaml", "jsonschema", "json", "difflib", "unicodedata", "hashlib"}


def test_a_pipe_does_not_import_rich() -> None:
    modules = imported("rules")
    assert "fastpath_checks.rules.rulebook" in modules
    assert not {name for name in modules if name.partition(".")[0] in ("rich", "yaml", "jsonschema")}


def test_the_severities_of_the_command_line_are_those_of_the_policy() -> None:
    assert [Severity[name] for name in SEVERITIES] == sorted(set(Severity) - {Severity.OFF}, reverse=True)
