"""A bracket too many or too few moves properties about: no verdict turns from one to the other by it."""

from __future__ import annotations

from pathlib import Path

import pytest

from fastpath_checks.engine.analyze import analyze
from fastpath_checks.engine.request import Request

FIXTURES = Path(__file__).parents[2] / "fixtures"
OPPOSITE = {"PASS": "FAIL", "FAIL": "PASS"}


@pytest.mark.parametrize("name", ["main.bicep", "azuredeploy.json"])
@pytest.mark.parametrize(
    "case", ["bypass-on-virtual-wan/fail-bypass-true", "private-link-flag-on-virtual-wan/fail-flag-true"]
)
def test_no_bracket_turns_a_verdict(case: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """These fail by a property that, where it is absent, passes."""
    monkeypatch.chdir(tmp_path)
    text = (FIXTURES / case / name).read_text("utf-8")
    expected = verdicts(tmp_path / name, text)
    assert "FAIL" in expected.values()
    for wrong in wrongly_bracketed(text):
        found = verdicts(tmp_path / name, wrong)
        turned = [key for key in found.keys() & expected.keys() if found[key] == OPPOSITE.get(expected[key])]
        assert turned == [], wrong


def wrongly_bracketed(text: str) -> list[str]:
    """The text without one of its brackets, with one twice, and without a line that opens or closes something."""
    brackets = [at for at, character in enumerate(text) if character in "{}[]"]
    found = [text[:at] + text[at + 1 :] for at in brackets] + [text[:at] + text[at] + text[at:] for at in brackets]
    lines = text.splitlines(keepends=True)
    opened = [number for number, line in enumerate(lines) if line.strip(" ,\n")[-1:] in ("{", "}", "[", "]")]
    return found + ["".join(lines[:number] + lines[number + 1 :]) for number in opened]


def verdicts(path: Path, text: str) -> dict[tuple[str, str], str]:
    path.write_text(text)
    return {(one.rule, one.subject.name): one.verdict.name for one in analyze(Request((path.name,))).findings}
