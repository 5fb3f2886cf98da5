"""The commands and their options. Imports no room: ``--help`` has to be quick."""

from __future__ import annotations

import argparse
from typing import NoReturn

from fastpath_checks import __version__
from fastpath_checks.cli.argument_types import Choice, FormatAndFile, suggested
from fastpath_checks.cli.judging_arguments import add_judging
from fastpath_checks.cli.lookup_arguments import LOOKUPS, add_lookups
from fastpath_checks.cli.words import COLORS, ENVIRONMENT, EXIT_CODES, FORMATS, PATH_FORMATS, SHELLS, SHOWN

COMMANDS = ("scan", "hook", "gate", "paths", *LOOKUPS, "checkov-dir", "doctor", "completion")

_EPILOG = "exit codes:\n" + "".join(f"  {code:<3} {meaning}\n" for code, meaning in EXIT_CODES.items())
_VARIABLES = "environment:\n" + "".join(f"  {name:<18} {meaning}\n" for name, meaning in ENVIRONMENT.items())


class WrongArguments(Exception):
    """The command line cannot be understood; ``hint`` says what would help."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise WrongArguments(message, f"try: {self.prog} --help")


def parse(argv: list[str]) -> argparse.Namespace:
    """The parsed command line; WrongArguments where it is wrong. ``--help`` and ``--version`` end the program."""
    parser, commands = _parsers()
    _check_command(argv)
    arguments, rest = parser.parse_known_args(argv)
    wrong = next((word for word in rest if word.startswith("-")), None)
    if wrong is not None:
        _refuse_option(wrong, arguments.command or parser.prog, [parser, *_chosen(commands, arguments.command)])
    _add_files(arguments, rest)
    return arguments


def _chosen(commands: dict[str, argparse.ArgumentParser], name: str | None) -> list[argparse.ArgumentParser]:
    return [] if name is None else [commands[name], *actions_of(commands[name]).values()]


def _refuse_option(wrong: str, name: str, parsers: list[argparse.ArgumentParser]) -> NoReturn:
    options = (word for parser in parsers for word in parser._option_string_actions if word.startswith("--"))
    raise WrongArguments(f"{name} has no option {wrong}", suggested(wrong.split("=")[0], dict.fromkeys(options)))


def _add_files(arguments: argparse.Namespace, rest: list[str]) -> None:
    """Files that stand behind an option that stands behind files: argparse leaves them over."""
    if not rest:
        return
    files: list[str] | None = getattr(arguments, "paths", getattr(arguments, "files", None))
    if files is None:
        raise WrongArguments(f"{arguments.command} takes no argument {rest[0]!r}")
    files.extend(rest)


def every_parser() -> dict[str, argparse.ArgumentParser]:
    """The parsers by the words that lead to them: ``""`` is the program's, ``"facts diff"`` an action's."""
    parser, commands = _parsers()
    found: dict[str, argparse.ArgumentParser] = {"": parser}
    for name, one in commands.items():
        found[name] = one
        found.update((f"{name} {action}", inner) for action, inner in actions_of(one).items())
    return found


def actions_of(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """The parsers below a parser, by the word that leads to each; the summary of each stands in its description."""
    choices = (one.choices for one in parser._actions if isinstance(one, argparse._SubParsersAction))
    return {name: inner for found in choices for name, inner in found.items()}


def help_text() -> str:
    return _parsers()[0].format_help()


def _check_command(argv: list[str]) -> None:
    word = next((one for one in argv if one != "--debug"), "")
    if not word or word.startswith("-") or word in COMMANDS:
        return
    import os

    if os.path.exists(word):
        raise WrongArguments(f"{word!r} is no command", f"did you mean: fastpath-checks scan {word}")
    raise WrongArguments(f"{word!r} is no command", suggested(word, COMMANDS))


def _parsers() -> tuple[_Parser, dict[str, argparse.ArgumentParser]]:
    parser = _Parser(
        prog="fastpath-checks",
        description="Find Azure ExpressRoute FastPath misconfigurations in Terraform, plan JSON, ARM and Bicep before "
        "they are deployed.",
        epilog=f"{_EPILOG}\n{_VARIABLES}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"fastpath-checks {__version__}")
    parser.add_argument("--debug", action="store_true", help="show the traceback of a bug (or set FASTPATH_DEBUG)")
    adding = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    commands: dict[str, argparse.ArgumentParser] = {}

    def command(name: str, summary: str) -> argparse.ArgumentParser:
        commands[name] = adding.add_parser(
            name,
            help=summary,
            description=f"{summary[0].upper()}{summary[1:]}.",
            epilog=_EPILOG if name in ("scan", "hook", "gate") else None,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        return commands[name]

    scan = command("scan", "judge the deployments at or below the paths")
    scan.add_argument("paths", nargs="*", metavar="PATH", help="files and directories (default: .)")
    add_judging(scan)
    scan.add_argument(
        "--create-baseline",
        action="store_true",
        help="write what failed to .checkov.baseline, in the scanned directory (of several, in the working directory)",
    )
    _add_output(scan)
    hook = command("hook", "judge what changed files belong to (for pre-commit)")
    hook.add_argument("files", nargs="*", metavar="FILE", help="the changed files")
    hook.add_argument(
        "--all", action="store_true", help="tell all findings of their roots, not only those the changes touch"
    )
    add_judging(hook)
    _add_output(hook)
    gate = command("gate", "judge what a change brings: new findings, moved data paths, newly skipped inspection")
    gate.add_argument("paths", nargs="*", metavar="PATH", help="files and directories of the repository (default: .)")
    gate.add_argument(
        "--base", metavar="REV", required=True, help="what the change is to be merged into, such as origin/main"
    )
    gate.add_argument(
        "--worktree", action="store_true", help="judge the files as they lie there, not what HEAD has committed"
    )
    add_judging(gate)
    _add_output(gate)
    paths = command("paths", "show which way traffic takes to each destination, and which line decides it")
    paths.add_argument("paths", nargs="*", metavar="PATH", help="files and directories (default: .)")
    add_judging(paths, verdicts=False)
    _add_output(paths, PATH_FORMATS)
    add_lookups(command)
    directory = command("checkov-dir", "print the directory for Checkov's --external-checks-dir")
    directory.add_argument(
        "--git", metavar="DIR", help="write to DIR what a repository for Checkov's --external-checks-git has to hold"
    )
    doctor = command("doctor", "tell what a run of Checkov would miss of what we see")
    doctor.add_argument("--checkov", metavar="PATH", required=True, help="what Checkov would be run on")
    doctor.add_argument("--python", metavar="FILE", help="the Python of Checkov's environment (default: this one)")
    doctor.add_argument("--policy", metavar="FILE|NAME", help="a policy file, or the name of a shipped policy")
    completion = command("completion", "print the script that lets a shell complete commands, options and their words")
    completion.add_argument("shell", choices=SHELLS, help=f"{', '.join(SHELLS[:-1])} or {SHELLS[-1]}")
    return parser, commands


def _add_output(parser: argparse.ArgumentParser, formats: tuple[str, ...] = FORMATS) -> None:
    group = parser.add_argument_group("output")
    group.add_argument(
        "--format",
        metavar="FORMAT[=FILE]",
        action="append",
        default=[],
        type=FormatAndFile(formats),
        help=f"{', '.join(formats[:-1])} or {formats[-1]}, to a file or to standard output; repeatable (default: text)",
    )
    if formats == FORMATS:
        group.add_argument(
            "--show",
            metavar="WHAT",
            type=Choice(SHOWN),
            default="undecided",
            help="failed (of undecided ones only the missing inputs), undecided (default), or all (passed ones, too)",
        )
    group.add_argument(
        "--color", metavar="WHEN", type=Choice(COLORS), default="auto", help="auto (default), always or never"
    )
    loudness = group.add_mutually_exclusive_group()
    loudness.add_argument("--quiet", action="store_true", help="no progress, warnings, notes and summary")
    loudness.add_argument(
        "--verbose", action="store_true", help="say on standard error what is done, read and how long"
    )
    group.add_argument("--debug", action="store_true", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
