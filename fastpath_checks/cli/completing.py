"""What can stand where on a command line, read from the parsers, and the command that tells a shell.

The scripts hold all the words themselves: completing starts no Python.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import NamedTuple

from fastpath_checks.cli.argument_types import Choice, FormatAndFile
from fastpath_checks.cli.arguments import every_parser
from fastpath_checks.policy.shipped import policies, profiles
from fastpath_checks.rules.rulebook import DOCUMENTED

CLEAN = 0


class Values(NamedTuple):
    """What an argument may be: one of the words, a path, or (with neither) something that only the user knows."""

    words: tuple[str, ...] = ()
    is_path: bool = False


class Option(NamedTuple):
    """``names`` are its spellings; ``values`` is None where nothing follows it."""

    names: tuple[str, ...]
    summary: str
    values: Values | None


class Place(NamedTuple):
    """What may follow the words ``path``, such as ``facts diff``; ``words`` are commands with their summaries."""

    path: str
    options: tuple[Option, ...]
    words: dict[str, str]
    values: Values


def completion(arguments: argparse.Namespace) -> int:
    """Print the script of a shell."""
    from fastpath_checks.cli.completion_scripts import SCRIPTS

    print(SCRIPTS[arguments.shell](places()), end="")
    return CLEAN


def places() -> tuple[Place, ...]:
    """Every place of the command line, the program's own first."""
    known = {
        "DATE": profiles(),
        "A": profiles(),
        "B": profiles(),
        "FILE|NAME": policies(),
        "RULE": tuple(word for rule in DOCUMENTED for word in (rule.id, rule.name)),
    }
    return tuple(_place(path, parser, known) for path, parser in every_parser().items())


def _place(path: str, parser: argparse.ArgumentParser, known: Mapping[str, tuple[str, ...]]) -> Place:
    options: list[Option] = []
    words: dict[str, str] = {}
    values = Values()
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            words.update((one.dest, one.help or "") for one in action._choices_actions)
        elif action.option_strings and action.help != argparse.SUPPRESS:
            taken = None if action.nargs == 0 else _values(action, known)
            options.append(Option(tuple(action.option_strings), action.help or "", taken))
        elif not action.option_strings:
            more = _values(action, known)
            values = Values(tuple(dict.fromkeys((*values.words, *more.words))), values.is_path or more.is_path)
    return Place(path, tuple(options), words, values)


def _values(action: argparse.Action, known: Mapping[str, tuple[str, ...]]) -> Values:
    metavar = str(action.metavar)
    words = known.get(metavar, ())
    if action.choices is not None:
        words = tuple(action.choices)
    elif isinstance(action.type, Choice):
        words = action.type.typed
    elif isinstance(action.type, FormatAndFile):
        return Values(action.type.format.typed)
    return Values(words, any(part in ("PATH", "FILE", "DIR") for part in metavar.split("|")))
