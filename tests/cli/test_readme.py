"""The README promises nothing that the command line does not take."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from fastpath_checks.cli.arguments import parse

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = sorted(set(re.findall(r"\bfastpath-checks ((?:scan|hook|rules|checkov-dir)\b[^\n#\")]*)", README)))


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_is_understood(command: str) -> None:
    words = shlex.split(command)
    assert parse(words).command == words[0]


def test_each_command_of_the_program_is_shown_or_explained() -> None:
    shown = {command.split()[0] for command in COMMANDS}
    assert {"scan", "rules", "checkov-dir"} <= shown


def test_what_it_links_to_exists() -> None:
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", README) if "://" not in link]
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_example_of_the_first_command_is_there() -> None:
    example = re.search(r"<!-- example command -->\n```sh\n(.*?)\n```\n<!-- end -->", README, re.DOTALL)
    assert example is not None
    assert (ROOT / example[1].split()[-1]).is_file()
