"""The README promises nothing that the command line does not take."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from fastpath_checks.cli.arguments import parse
from fastpath_checks.cli.main import main

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = sorted(
    set(re.findall(r"\bfastpath-checks ((?:scan|hook|paths|rules|facts|checkov-dir)\b[^\n#\")]*)", README))
)
PATHS = re.findall(r"<!-- paths of (\S+) -->\n```text\n(.*?)```", README, re.DOTALL)
OUTPUTS = re.findall(r"<!-- output of (\S+) -->\n```text\n(.*?)```", README, re.DOTALL)


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_is_understood(command: str) -> None:
    words = shlex.split(command)
    assert parse(words).command == words[0]


def test_each_command_of_the_program_is_shown_or_explained() -> None:
    shown = {command.split()[0] for command in COMMANDS}
    assert {"scan", "paths", "rules", "facts", "checkov-dir"} <= shown


def test_what_it_links_to_exists() -> None:
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", README) if "://" not in link]
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_example_of_the_first_command_is_there() -> None:
    example = re.search(r"<!-- example command -->\n```sh\n(.*?)\n```\n<!-- end -->", README, re.DOTALL)
    assert example is not None
    assert (ROOT / example[1].split()[-1]).is_file()


@pytest.mark.parametrize(("path", "output"), OUTPUTS, ids=[path.split("/")[2] for path, _ in OUTPUTS])
def test_each_shown_output_is_what_a_scan_says(
    path: str, output: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    main(["scan", path])
    check_shown(output, capsys.readouterr().out, path)


@pytest.mark.parametrize(("path", "output"), PATHS, ids=[path for path, _ in PATHS])
def test_the_shown_data_paths_are_those_that_are_told(
    path: str, output: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    assert main(["paths", path]) == 0
    check_shown(output, capsys.readouterr().out, path)


def check_shown(output: str, said: str, path: str) -> None:
    """Each part between dots is said, in this order."""
    at = 0
    for part in output.split("...\n"):
        found = said.find(part, at)
        assert found >= 0, f"of {path} is not said:\n{part}\nbut\n{said}"
        at = found + len(part)


def test_a_failed_and_an_undecided_verdict_and_data_paths_are_shown() -> None:
    assert len(PATHS) == 1
    assert [path.split("/")[2].split("-")[0] for path, _ in OUTPUTS] == ["fail", "undecided"]
