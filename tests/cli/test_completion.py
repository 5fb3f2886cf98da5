"""What the completion scripts offer, asked of the shells themselves."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from fastpath_checks.cli.arguments import COMMANDS, every_parser
from fastpath_checks.cli.completing import places
from fastpath_checks.cli.main import main
from fastpath_checks.cli.words import FAIL_ON, FORMATS, SHELLS
from fastpath_checks.policy.facts import PROFILES

PROFILE_WORDS = list(PROFILES)

CASES = [
    ([""], list(COMMANDS)),
    (["ex"], ["explain"]),
    (["scan", "--fail"], ["--fail-on"]),
    (["scan", "--fail-on", ""], [word.lower() for word in FAIL_ON]),
    (["scan", "infra", "--fail-on", "c"], ["critical"]),
    (["hook", "--format", "s"], ["sarif"]),
    (["paths", "--format", "s"], ["svg"]),
    (["rules", "--family", "da"], ["data-path"]),
    (["scan", "--profile", ""], PROFILE_WORDS),
    (["gate", "--base"], ["--base", "--baseline"]),
    (["facts", ""], ["show", "diff"]),
    (["facts", "diff", ""], PROFILE_WORDS),
    (["facts", "diff", PROFILES[0], ""], PROFILE_WORDS),
    (["policy", "init", "--f"], ["--force"]),
    (["policy", "show", "--policy", "st"], ["strict"]),
    (["explain", "gateway-sku"], ["gateway-sku-without-fastpath"]),
    (["explain", "FASTPATH_10"], [f"FASTPATH_10{digit}" for digit in range(1, 10)]),
    (["completion", ""], list(SHELLS)),
    (["--debug", "sca"], ["scan"]),
]
"""The words behind ``fastpath-checks``, the last of them half typed, and what is offered for it."""


def script(shell: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert main(["completion", shell]) == 0
    path = folder / f"fastpath-checks.{shell}"
    path.write_text(capsys.readouterr().out, encoding="utf-8")
    return path


def answers(command: list[str], program: str, folder: Path) -> str:
    done = subprocess.run([*command, program], capture_output=True, text=True, check=False, cwd=folder, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def quoted(words: list[str]) -> str:
    return " ".join(f"'{word}'" for word in words)


def in_bash(path: Path, lines: list[list[str]], folder: Path) -> list[list[str]]:
    """What bash offers for each line, given as bash itself splits it."""
    program = [f"source '{path}'"]
    for words in lines:
        program.append(f"COMP_WORDS=(fastpath-checks {quoted(words)}); COMP_CWORD={len(words)}; _fastpath_checks")
        program.append('echo "${COMPREPLY[*]}"')
    told = answers(["bash", "--norc", "-c"], "\n".join(program), folder)
    return [line.split() for line in told.splitlines()]


def test_bash_completes_commands_options_and_their_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = script("bash", tmp_path, capsys)
    assert answers(["bash", "-n", str(path)], "", tmp_path) == ""
    offered = in_bash(path, [words for words, _ in CASES], tmp_path)
    assert list(zip([words for words, _ in CASES], offered, strict=True)) == CASES


def test_bash_is_given_every_option_of_every_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    parsers = every_parser()
    offered = in_bash(script("bash", tmp_path, capsys), [[*name.split(), "-"] for name in parsers], tmp_path)
    for (name, parser), options in zip(parsers.items(), offered, strict=True):
        shown = {*re.findall(r"--[a-z-]+", parser.format_help())}
        assert {word for word in options if word.startswith("--")} == shown & {*parser._option_string_actions}, name


def test_bash_splits_at_an_equals_sign_and_completes_all_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [
        ["scan", "--fail-on", "="],
        ["scan", "--fail-on", "=", "h"],
        ["scan", "--format", "html", "="],
        ["scan", "--format", "html", "=", "ou"],
    ]
    offered = in_bash(script("bash", tmp_path, capsys), lines, tmp_path)
    assert offered == [[word.lower() for word in FAIL_ON], ["high"], [], []]


def test_bash_leaves_paths_to_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = script("bash", tmp_path, capsys)
    lines = [["scan", ""], ["scan", "--var-file", ""], ["doctor", "--checkov", ""], ["policy", "check", ""]]
    assert in_bash(path, lines, tmp_path) == [[]] * len(lines)
    registered = answers(["bash", "--norc", "-c"], f"source '{path}'; complete -p fastpath-checks", tmp_path)
    assert "-o default" in registered


@pytest.mark.skipif(shutil.which("fish") is None, reason="fish is not installed")
def test_fish_completes_commands_options_and_their_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = script("fish", tmp_path, capsys)
    empty = tmp_path / "empty"
    empty.mkdir()
    for words, expected in CASES:
        line = " ".join(["fastpath-checks", *words])
        told = answers(["fish", "--no-config", "-c"], f"source '{path}'; complete -C '{line}'", empty)
        assert sorted(one.split("\t")[0] for one in told.splitlines()) == sorted(expected), line


@pytest.mark.skipif(shutil.which("zsh") is None, reason="zsh is not installed")
def test_zsh_completes_commands_options_and_their_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = script("zsh", tmp_path, capsys)
    assert answers(["zsh", "-f", "-n", str(path)], "", tmp_path) == ""
    program = [
        # The builtins of its completion system work on a terminal only; what they are given is printed instead.
        "compadd() { shift; local -a words=($@); print -r -- ${(M)words:#${PREFIX}*} }",
        "_describe() { local -a words=(${(P)2}); words=(${words%%:*}); print -r -- ${(M)words:#${PREFIX}*} }",
        "_files() { }",
        "compset() { return 1 }",
        "compdef() { }",
        f"source '{path}'",
    ]
    for words, _ in CASES:
        program.append(f"words=(fastpath-checks {quoted(words)}); CURRENT={len(words) + 1}; PREFIX='{words[-1]}'")
        program.append("print -r -- $(_fastpath_checks)")
    told = answers(["zsh", "-f", "-c"], "\n".join(program), tmp_path)
    offered = [line.split() for line in told.splitlines()]
    assert list(zip([words for words, _ in CASES], offered, strict=True)) == CASES


def test_each_place_knows_its_commands_and_what_its_options_take() -> None:
    known = {place.path: place for place in places()}
    assert set(known) == set(every_parser())
    assert tuple(known[""].words) == COMMANDS
    format_of_scan = next(option for option in known["scan"].options if "--format" in option.names)
    assert format_of_scan.values is not None
    assert format_of_scan.values.words == FORMATS
    assert known["scan"].values.is_path
    quiet = next(option for option in known["scan"].options if "--quiet" in option.names)
    assert quiet.values is None
