"""What the Dockerfile promises to its reader. No engine builds it here: it is read as Docker reads it."""

from __future__ import annotations

import configparser
import json
import re
from pathlib import Path
from typing import NamedTuple

CHECKOUT = Path(__file__).parents[2]
SETUP = configparser.ConfigParser()
SETUP.read(CHECKOUT / "setup.cfg", encoding="utf-8")


class Instruction(NamedTuple):
    """A line of the file, its continuations joined: ``COPY`` and all that stands behind it."""

    name: str
    rest: str


def instructions() -> list[Instruction]:
    lines = (CHECKOUT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    text = "\n".join(line for line in lines if not line.lstrip().startswith("#"))
    joined = re.sub(r"\\\n\s*", " ", text).splitlines()
    return [Instruction(*line.split(maxsplit=1)) for line in joined if line.strip()]


def stages() -> list[list[Instruction]]:
    found: list[list[Instruction]] = []
    for one in instructions():
        if one.name == "FROM":
            found.append([])
        if found:
            found[-1].append(one)
    return found


def only(name: str, stage: list[Instruction]) -> str:
    (found,) = [one.rest for one in stage if one.name == name]
    return found


def test_nothing_is_run_in_the_image_that_is_used() -> None:
    builder, final = stages()
    assert only("FROM", builder) == "python:${PYTHON} AS builder"
    assert only("FROM", final) == "python:${PYTHON}"
    assert {one.name for one in final} == {"FROM", "LABEL", "COPY", "ENV", "WORKDIR", "USER", "ENTRYPOINT"}
    assert only("COPY", final).startswith("--from=builder ")


def test_the_base_is_a_slim_python_that_we_support() -> None:
    first = instructions()[0]
    version = re.fullmatch(r"PYTHON=(3\.\d+)-slim", first.rest)
    assert first.name == "ARG"
    assert version is not None
    assert f"Programming Language :: Python :: {version[1]}" in SETUP["metadata"]["classifiers"]


def test_it_runs_as_a_numbered_user_who_is_not_root() -> None:
    user = re.fullmatch(r"(\d+):(\d+)", only("USER", stages()[-1]))
    assert user is not None
    assert 0 not in map(int, user.groups())
    assert [one.name for one in stages()[-1]][-2:] == ["USER", "ENTRYPOINT"]


def test_the_entry_point_is_our_command_in_a_directory_to_mount() -> None:
    final = stages()[-1]
    (script,) = [
        line.split("=")[0].strip() for line in SETUP["options.entry_points"]["console_scripts"].split("\n")[1:]
    ]
    assert json.loads(only("ENTRYPOINT", final)) == [script]
    assert only("WORKDIR", final) == "/src"
    folder = only("COPY", final).split()[-1]
    assert only("ENV", final) == f'PATH="{folder}/bin:$PATH"'
    assert f"-m venv --without-pip {folder} " in only("RUN", stages()[0])


def test_what_the_builder_copies_is_there_and_is_all_that_docker_is_given() -> None:
    copied = [source for one in stages()[0] if one.name == "COPY" for source in one.rest.split()[:-1]]
    assert [source for source in copied if not (CHECKOUT / source).exists()] == []
    ignored = (CHECKOUT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    rules = [line for line in ignored if line and not line.startswith("#")]
    assert rules[0] == "*"
    assert {rule[1:] for rule in rules if rule.startswith("!")} == set(copied)
