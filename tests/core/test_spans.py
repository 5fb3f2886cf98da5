"""Offsets to lines and columns."""

from __future__ import annotations

from fastpath_checks.core.spans import Origin, OriginKind, SourceFile, Span


def test_lines_and_columns_are_one_based_code_points() -> None:
    file = SourceFile("a.tf", "one\näö𝄞x\n")
    assert file.position(0) == (1, 1)
    assert file.position(file.text.index("x")) == (2, 4)
    assert file.position(len(file.text)) == (3, 1)


def test_a_line_is_shown_without_its_line_end() -> None:
    file = SourceFile("a.tf", "one\r\ntwo")
    assert [file.line_text(1), file.line_text(2), file.line_text(3)] == ["one", "two", ""]


def test_a_location_names_the_end_exclusively() -> None:
    file = SourceFile("a.tf", 'sku = "x"')
    assert Span(file, 6, 9).location() == ("a.tf", 1, 7, 1, 10)
    assert Span(file, 6, 9).text == '"x"'


def test_a_story_leads_back_to_where_the_value_was_written() -> None:
    first = Origin(None, OriginKind.WRITTEN)
    use = Origin(None, OriginKind.DERIVED, Origin(None, OriginKind.VARIABLE_DEFAULT, first))
    assert use.first_written() is first
    assert [step.kind for step in use.steps()] == [OriginKind.DERIVED, OriginKind.VARIABLE_DEFAULT, OriginKind.WRITTEN]
