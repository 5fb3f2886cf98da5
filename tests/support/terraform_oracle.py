"""What the real terraform says about expressions: many of them in one process."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from typing import Any, NamedTuple

import pytest

needs_terraform = pytest.mark.skipif(shutil.which("terraform") is None, reason="the real terraform is not on PATH")

LINE_LIMIT = 50_000
"""Terraform's console reads no longer lines than 64 KiB."""


class Answer(NamedTuple):
    """The JSON text of a value, or None where terraform refuses the expression."""

    json: str | None


def answers(expressions: Sequence[str], files: dict[str, str] | None = None) -> list[Answer]:
    """The values of expressions. ``files`` are texts by path below the directory in which terraform runs."""
    found: list[Answer] = []
    tried: list[str] = []
    for one in expressions:
        asked = f'try(jsonencode({{value = {one}}}), "refused")'
        if sum(map(len, tried)) + len(asked.encode()) > LINE_LIMIT:
            found.extend(_asked(tried, files))
            tried = []
        tried.append(asked)
    return [*found, *_asked(tried, files)]


def _asked(tried: list[str], files: dict[str, str] | None) -> list[Answer]:
    said = _console(f"base64encode(jsonencode([{', '.join(tried)}]))\n", files or {})
    texts = json.loads(base64.b64decode(said.strip().strip('"')))
    return [Answer(None if text == "refused" else text[len('{"value":') : -1]) for text in texts]


def types(expressions: Sequence[str]) -> list[object]:
    """The types of expressions, none of which terraform may refuse, as its JSON spells them."""
    outputs = "".join(f'output "o{at}" {{\n  value = {one}\n}}\n' for at, one in enumerate(expressions))
    with tempfile.TemporaryDirectory() as directory:
        with open(os.path.join(directory, "main.tf"), "w", encoding="utf-8") as file:
            file.write(outputs)
        _run(directory, "", "plan", "-lock=false", "-input=false", "-out=plan")
        shown = json.loads(_run(directory, "", "show", "-json", "plan"))["planned_values"].get("outputs", {})
    return [shown[f"o{at}"].get("type") for at in range(len(expressions))]


def planned_outputs(declared: str, expressions: Sequence[str]) -> list[tuple[Any, Any] | None]:
    """What terraform plans for expressions over what is declared, and which parts of it only the apply will know.

    None where it refuses the expression.
    """
    refused: set[int] = set()
    first = declared.count("\n") + 1
    with tempfile.TemporaryDirectory() as directory:
        for _ in range(PASSES):
            lines = [
                "" if at in refused else f'output "o{at}" {{ value = {one} }}' for at, one in enumerate(expressions)
            ]
            with open(os.path.join(directory, "main.tf"), "w", encoding="utf-8") as file:
                file.write(declared + "\n".join(lines) + "\n")
            told = _tried(directory, "init", "-json") or _tried(directory, "plan", "-json", "-out=plan", "-lock=false")
            if not told:
                changes = json.loads(_run(directory, "", "show", "-json", "plan"))["output_changes"]
                return [
                    (changes[f"o{at}"].get("after"), changes[f"o{at}"]["after_unknown"])
                    if f"o{at}" in changes
                    else None
                    for at in range(len(expressions))
                ]
            refused |= {line - first for line in told}
    raise AssertionError("terraform refuses more and more")


PASSES = 8
"""How often terraform finds further expressions to refuse behind those that it refused before."""


def _tried(directory: str, *command: str) -> set[int]:
    """The lines of ``main.tf`` of which terraform complains."""
    done = subprocess.run(
        ["terraform", *command, "-input=false"], cwd=directory, env=_environment(), capture_output=True, text=True,
        encoding="utf-8", check=False,
    )  # fmt: skip
    said = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    problems = [one["diagnostic"] for one in said if one.get("diagnostic", {}).get("severity") == "error"]
    assert done.returncode == 0 or problems, done.stdout[-2000:] + done.stderr[-2000:]
    return {one["range"]["start"]["line"] for one in problems}


def _environment() -> dict[str, str]:
    return {**os.environ, "CHECKPOINT_DISABLE": "1", "TF_CLI_CONFIG_FILE": os.devnull, "NO_COLOR": "1"}


def _console(text: str, files: dict[str, str]) -> str:
    with tempfile.TemporaryDirectory() as directory:
        for path, content in files.items():
            full = os.path.join(directory, path)
            os.makedirs(os.path.dirname(full), exist_ok=True)
            with open(full, "w", encoding="utf-8", newline="") as file:
                file.write(content)
        return _run(directory, text, "console")


def _run(directory: str, text: str, *command: str) -> str:
    done = subprocess.run(
        ["terraform", *command], input=text, cwd=directory, env=_environment(), capture_output=True, text=True,
        encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout


def run(*command: str) -> str:
    """What a command of terraform says in an empty directory."""
    with tempfile.TemporaryDirectory() as directory:
        return _run(directory, "", *command)
