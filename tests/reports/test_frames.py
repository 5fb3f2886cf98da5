from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_samples import span_of

from fastpath_checks.core.spans import SourceFile, Span
from fastpath_checks.reports.cells import cell_width
from fastpath_checks.reports.frames import deciding, marked
from fastpath_checks.reports.layout import plain
from fastpath_checks.reports.masking import Mask


def drawn_frame(span: Span, width: int = 80, *, context: bool = False, hide: bool = False) -> list[str]:
    mask = Mask(everything=hide)
    lines = deciding(span, width, mask=mask) if context else marked(span, width, stroke="^", mask=mask)
    return plain(lines).splitlines()


def test_the_exact_range_is_underlined_between_the_lines_around_it() -> None:
    file = SourceFile("main.tf", "a = 1\nsku = var.sku\nb = 2\n")
    assert drawn_frame(span_of(file, "var.sku"), context=True) == [
        "      |",
        "    1 | a = 1",
        "    2 | sku = var.sku",
        "      |       ^^^^^^^",
        "    3 | b = 2",
    ]


def test_empty_lines_around_a_range_are_left_out() -> None:
    file = SourceFile("main.tf", "\nsku = 1\n\n")
    assert drawn_frame(span_of(file, "1"), context=True) == ["      |", "    2 | sku = 1", "      |       ^"]


@pytest.mark.parametrize(
    ("text", "wanted", "underline"),
    [
        ("\tsku = 1", "1", "          ^"),
        ("日本 = 'x'", "'x'", "       ^^^"),
        ("x = '日本'", "'日本'", "    ^^^^^^"),
        ("e\u0301 = 1", "1", "    ^"),
        ("\x1b = 1", "1", "       ^"),
    ],
)
def test_the_underline_stands_under_its_range_whatever_the_line_holds(text: str, wanted: str, underline: str) -> None:
    code, under = drawn_frame(span_of(SourceFile("x", text), wanted))
    assert under == "      | " + underline
    before, cells = code.rindex(wanted), under.index("^")
    assert cell_width(code[:before]) == cells


def test_a_long_line_is_cut_around_its_range() -> None:
    text = "{" + "'a': 1, " * 100_000 + "'sku': 'ErGw1AZ', " + "'b': 2, " * 100_000 + "}"
    code, under = drawn_frame(span_of(SourceFile("x", text), "'ErGw1AZ'"))
    assert len(code) <= 80
    assert code[8:].startswith("...")
    assert code.endswith("...")
    assert code[under.index("^") : under.rindex("^") + 1] == "'ErGw1AZ'"


def test_a_range_longer_than_the_line_shows_its_beginning() -> None:
    code, under = drawn_frame(span_of(SourceFile("x", "sku = '" + "a" * 500 + "'"), "'" + "a" * 500 + "'"))
    assert len(code) <= 80
    assert code[under.index("^")] == "'"
    assert len(under) <= len(code)


def test_a_range_over_several_lines_says_where_it_ends() -> None:
    file = SourceFile("x", "a = {\n  b\n}\nc")
    assert drawn_frame(span_of(file, "{\n  b\n}")) == ["    1 | a = {", "      |     ^ ... to line 3"]


def test_a_label_stands_behind_the_underline_or_below_it_where_there_is_no_room() -> None:
    file = SourceFile("x", "sku = 'ErGw1AZ'")
    span = span_of(file, "'ErGw1AZ'")
    assert plain(marked(span, 40, label="is small")).splitlines()[1:] == ["      |       --------- is small"]
    assert plain(marked(span, 32, label="is far too small for it")).splitlines()[1:] == [
        "      |       ---------",
        "      | is far too small for it",
    ]


@pytest.mark.parametrize("offset", [0, 3, 4, 9])
def test_an_empty_range_has_one_caret_even_at_the_end_of_the_file(offset: int) -> None:
    under = drawn_frame(Span(SourceFile("x", "a=1\nb=2\n"), offset, offset))[-1]
    assert under.count("^") == 1


@pytest.mark.parametrize(
    "line",
    [
        'authorization_key = "hunter2"',
        'shared_key="hunter2"',
        '"sharedKey": {"value": "hunter2"}',
        "adminPassword: 'hunter2'",
        "adminPassword: 'it\\'s hunter2'",
        'client_secret = "a \\" hunter2"',
        'sas_token = "hunter2',
        "param adminPassword string = 'hunter2'",
        '"adminPassword": {"type": "securestring", "defaultValue": "hunter2"}',
    ],
)
def test_literals_of_names_that_sound_like_secrets_are_masked(line: str) -> None:
    shown = "\n".join(drawn_frame(Span(SourceFile("x", line + "\nsku = 1"), 0, 4)))
    assert "hunter2" not in shown
    assert "***" in shown


def test_a_masked_literal_does_not_move_the_underline() -> None:
    file = SourceFile("x", '{"sharedKey": "a-very-long-secret", "sku": "Basic"}')
    code, under = drawn_frame(span_of(file, '"Basic"'))
    assert code[under.index("^") : under.rindex("^") + 1] == '"Basic"'


def test_the_line_of_a_sensitive_input_shows_no_literal() -> None:
    file = SourceFile("x", 'count = 4711\ndefault = "hunter2"\nsku = var.sku2')
    shown = "\n".join(drawn_frame(span_of(file, '"hunter2"'), context=True, hide=True))
    assert "hunter2" not in shown
    assert "4711" not in shown
    assert "var.sku2" in shown


@given(st.text(max_size=300), st.integers(0, 300), st.integers(0, 300), st.integers(20, 130), st.booleans())
def test_any_range_of_any_text_can_be_shown(text: str, start: int, length: int, width: int, hide: bool) -> None:
    start = min(start, len(text))
    span = Span(SourceFile("x", text), start, min(start + length, len(text)))
    lines = drawn_frame(span, width, context=True, hide=hide)
    assert sum("^" in line[8:] and not line[:5].strip() for line in lines) == 1
    for line in lines:
        assert line.isprintable()
        assert cell_width(line) <= max(width, 32) + len(" ... to line 300")
