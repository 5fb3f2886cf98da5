"""The page of commands and options is fresh, and leaves nothing out."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from fastpath_checks.cli import main
from fastpath_checks.cli.arguments import every_parser
from fastpath_checks.cli.judging import _VARIABLE
from fastpath_checks.cli.words import ENVIRONMENT, EXIT_CODES
from fastpath_checks.engine import exit_codes

CHECKOUT = Path(__file__).parents[2]
PAGE = CHECKOUT / "docs" / "options.md"


@pytest.fixture(scope="module")
def making() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_options_page", CHECKOUT / "docs" / "make_options_page.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_fresh(making: ModuleType) -> None:
    assert PAGE.read_text(encoding="utf-8") == making.page(), "run python docs/make_options_page.py"


def test_each_option_that_help_shows_is_on_the_page_below_its_command(making: ModuleType) -> None:
    sections = dict(re.findall(r"^###? fastpath-checks ?(.*)\n((?:(?!#).*\n)*)", PAGE.read_text("utf-8"), re.MULTILINE))
    for name, parser in every_parser().items():
        known = {*parser._option_string_actions} - {"--help"}
        shown = {word for word in re.findall(r"--[a-z-]+", parser.format_help()) if word in known}
        assert {word for word in shown if f"`{word}" in sections[name]} == shown, name


def test_each_argument_says_what_it_does() -> None:
    assert not re.findall(r"^\| `.*\|\s*\|$", PAGE.read_text("utf-8"), re.MULTILINE)


def test_the_links_lead_to_headings() -> None:
    text = PAGE.read_text("utf-8")
    headings = {heading.replace(" ", "-") for heading in re.findall(r"^##+ (.*)$", text, re.MULTILINE)}
    links = re.findall(r"\]\(#([^)]+)\)", text)
    assert links
    assert set(links) <= headings


def test_the_exit_codes_are_those_that_are_returned() -> None:
    returned = {getattr(exit_codes, name) for name in ("CLEAN", "FINDINGS", "USAGE", "NOT_READ", "OUR_BUG")}
    assert set(EXIT_CODES) == returned | {main.INTERRUPTED}


def test_each_variable_that_the_program_reads_is_named() -> None:
    sources = [path.read_text("utf-8") for path in (CHECKOUT / "fastpath_checks").rglob("*.py")]
    read = {name for text in sources for name in re.findall(r"environ(?:ment)?\.get\(\s*\"([A-Z_]+)\"", text)}
    assert set(ENVIRONMENT) == read | {f"{_VARIABLE}NAME"}
