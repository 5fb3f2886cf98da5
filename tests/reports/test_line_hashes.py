"""What GitHub's action for uploading SARIF computes; the hash of an empty file is known from its own tests."""

from __future__ import annotations

import pytest

from fastpath_checks.core.spans import SourceFile
from fastpath_checks.reports.line_hashes import LineHashes


def hashes(text: str) -> list[str]:
    made = LineHashes(SourceFile("main.tf", text))
    return [made.of(line + 1) for line in range(text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1)]


def test_an_empty_file_has_the_hash_of_its_end() -> None:
    assert hashes("") == ["c129715d7a2bc9a3:1"]


def test_equal_windows_are_counted() -> None:
    found = hashes("sku = 1\n" * 30)
    window = -(-100 // len("sku=1\n"))
    assert found[:3] == [f"{found[0].split(':')[0]}:{count}" for count in (1, 2, 3)]
    assert len({one.split(":")[0] for one in found}) == 1 + window
    assert found[-1] == "c129715d7a2bc9a3:1"


@pytest.mark.parametrize("text", ["a\r\nb\r\n", "a\rb\r", " a\n\tb \n", "a\nb\r\n"])
def test_blanks_tabs_and_kinds_of_line_ends_change_nothing(text: str) -> None:
    assert hashes(text) == hashes("a\nb\n")


def test_a_line_keeps_its_hash_when_others_come_before_it() -> None:
    code = "".join(f"name_{number} = {number}\n" for number in range(40))
    assert hashes("# new\n" + code)[1:] == hashes(code)


def test_a_character_beyond_the_first_plane_is_two_units() -> None:
    # By hand: two units, the end and 97 zeros.
    value = 0
    for unit in (0xD83D, 0xDE00, 0xFFFF, *[0] * 97):
        value = (value * 37 + unit) % 2**64
    assert hashes("\U0001f600") == [f"{value:x}:1"]
