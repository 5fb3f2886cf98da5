from __future__ import annotations

import pytest

from fastpath_checks.reports.cells import cell_width, drawn, escaped, wrapped


@pytest.mark.parametrize(
    ("char", "expected"),
    [("a", "a"), ("\x1b", "\\x1b"), ("\x9b", "\\x9b"), ("\x7f", "\\x7f"), ("\u202e", "\\u202e"), ("\ud800", "\\ud800")],
)
def test_what_could_steer_a_terminal_is_written_out(char: str, expected: str) -> None:
    assert drawn(char) == expected


def test_prose_stays_on_one_line() -> None:
    assert escaped("a\tb\r\nc\x1b[31m") == "a b  c\\x1b[31m"


def test_wide_characters_take_two_cells_and_combining_marks_none() -> None:
    assert [cell_width(text) for text in ("ab", "日本", "e\u0301", "")] == [2, 4, 1, 0]


def test_prose_is_wrapped_at_spaces_by_cells() -> None:
    assert wrapped("日本 日本 日本", 9) == ["日本 日本", "日本"]
    assert wrapped("a-very-long-word b", 4) == ["a-very-long-word", "b"]
    assert wrapped("", 10) == [""]
