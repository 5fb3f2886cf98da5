"""Write ``docs/options.md``: ``python docs/make_options_page.py``.

Commands, options, defaults, exit codes and environment variables as the parsers of the command line have them.
``tests/cli/test_options_page.py`` checks that the page is fresh.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from pathlib import Path

from fastpath_checks.cli.arguments import actions_of, every_parser
from fastpath_checks.cli.words import ENVIRONMENT, EXIT_CODES

PAGE = Path(__file__).with_name("options.md")
PROGRAM = "fastpath-checks"
_TOLD_DEFAULT = re.compile(r"\s*\(?default: ([^()]+)\)?\Z")


def page() -> str:
    """The whole page."""
    blocks = [
        "<!-- Made by docs/make_options_page.py of the parsers of the command line. -->",
        "# Commands and options",
        f"`{PROGRAM} COMMAND --help` shows the same on a terminal; `python -m fastpath_checks` is the same program.\n"
        "Options and paths may stand in any order behind the command. Options are never abbreviated.",
    ]
    for path, parser in every_parser().items():
        blocks += section(path, parser)
    codes = [(f"{code}", meaning) for code, meaning in EXIT_CODES.items()]
    variables = [(f"`{name}`", meaning) for name, meaning in ENVIRONMENT.items()]
    blocks += ["## Exit codes", table(("code", "meaning"), codes)]
    blocks += ["## Environment", "No other variable is asked for.", table(("variable", "meaning"), variables)]
    return "\n\n".join(blocks) + "\n"


def section(path: str, parser: argparse.ArgumentParser) -> list[str]:
    """One command with its arguments; what only leads to others has none of its own."""
    shown = [one for one in parser._actions if one.help != argparse.SUPPRESS and one.dest != "help"]
    shown = [one for one in shown if not isinstance(one, argparse._SubParsersAction)]
    inner = actions_of(parser)
    heading = f"{PROGRAM} {path}".strip()
    blocks = [f"{'###' if ' ' in path else '##'} {heading}", str(parser.description)]
    if inner:
        links = [f"[{name}](#{anchor(f'{heading} {name}')})" for name in inner]
        blocks.append(f"{'Actions' if path else 'Commands'}: {', '.join(links)}.")
    if shown:
        blocks += [f"`{usage(heading, shown)}`", table(("argument", "default", "what it does"), map(row, shown))]
    return blocks


def usage(heading: str, shown: list[argparse.Action]) -> str:
    """The line that is typed; options that are required stand in it, the others only as a word."""
    required = [f"{one.option_strings[-1]} {one.metavar}" for one in shown if one.option_strings and one.required]
    options = ["[OPTIONS]"] if any(one.option_strings and not one.required for one in shown) else []
    return " ".join([heading, *required, *options, *(placed(one) for one in shown if not one.option_strings)])


def placed(argument: argparse.Action) -> str:
    name = word(argument)
    return {"*": f"[{name} ...]", "+": f"{name} [{name} ...]", "?": f"[{name}]"}.get(str(argument.nargs), name)


def word(argument: argparse.Action) -> str:
    """What stands for an argument's value."""
    if argument.metavar is not None:
        return str(argument.metavar)
    return "{" + ",".join(argument.choices) + "}" if argument.choices is not None else ""


def row(argument: argparse.Action) -> tuple[str, str, str]:
    help_text = str(argument.help)
    told = _TOLD_DEFAULT.search(help_text)
    names = ", ".join(argument.option_strings)
    spelled = f"{names} {word(argument)}".strip() if names else word(argument)
    summary = help_text[: told.start()] if told is not None else help_text
    return f"`{spelled}`", told[1] if told is not None else default(argument), summary.replace(" (default)", "")


def default(argument: argparse.Action) -> str:
    """The default that the help does not tell in words."""
    if argument.required and argument.nargs != "*":
        return "required"
    if isinstance(argument, (argparse._StoreTrueAction, argparse._VersionAction)):
        return "off"
    return str(argument.default) if argument.default else "none"


def anchor(heading: str) -> str:
    return heading.replace(" ", "-")


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
