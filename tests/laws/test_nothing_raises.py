"""Whatever stands in a file, reading and judging it ends in values and diagnostics, and never in an exception."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from fixture_cases import ALL, FILES, Case

from fastpath_checks.engine.analyze import analyze

MUTATIONS = 60
PIECES = (
    *('"', "'", "{", "}", "[", "]", "(", ")", "${", "%{", "<<EOT\n", "\n", ",", "=", ":", "\\", "/*", "//", "?", "*"),
    *("\x00", "\u00e9", "999999999"),
)
BY_LANGUAGE = {name: [case for case in ALL if case.file.name == name] for name in FILES}


def mutated(text: str, chance: random.Random) -> str:
    """The text with some of it cut out, doubled, or replaced by a piece of syntax."""
    for _ in range(chance.randint(1, 4)):
        start = chance.randrange(len(text) + 1)
        end = min(len(text), start + chance.choice((0, 1, 3, 20, 200)))
        piece = chance.choice((chance.choice(PIECES), text[start:end] * 2, ""))
        text = text[:start] + piece + text[end:]
    return text


@pytest.mark.parametrize("name", FILES)
def test_mutated_files_are_judged_or_refused_with_a_reason(name: str, tmp_path: Path) -> None:
    chance = random.Random(name)
    for number in range(MUTATIONS):
        case: Case = chance.choice(BY_LANGUAGE[name])
        folder = tmp_path / str(number)
        shutil.copytree(case.folder, folder)
        path = folder / name
        text = mutated(path.read_text(encoding="utf-8"), chance)
        path.write_text(text, encoding="utf-8")
        report = analyze(case.request(path))
        assert report.summary.roots or report.diagnostics, text
        for finding in report.findings:
            assert finding.location is not None


@pytest.mark.parametrize("name", FILES)
def test_random_text_is_judged_or_refused_with_a_reason(name: str, tmp_path: Path) -> None:
    chance = random.Random(name + "random")
    words = ["resource", "module", "param", "var", "locals", "for", "if", "true", "x", "1", '"parameters"', " "]
    path = tmp_path / name
    for _ in range(MUTATIONS):
        text = "".join(chance.choice((*PIECES, *words)) for _ in range(chance.randint(0, 120)))
        path.write_text(text, encoding="utf-8")
        report = analyze(ALL[0].request(path)._replace(policy=None, profile=None))
        assert report.summary.roots or report.diagnostics, text
