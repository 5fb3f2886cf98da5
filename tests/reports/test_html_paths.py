from __future__ import annotations

import re
from base64 import b64decode
from html import unescape
from pathlib import Path

import pytest

from fastpath_checks.cli.main import main
from fastpath_checks.engine.analyze import trace
from fastpath_checks.engine.path_report import PathReport
from fastpath_checks.engine.request import Request
from fastpath_checks.reports import html_paths
from fastpath_checks.reports.html_paths import data_paths
from fastpath_checks.reports.path_rows import name_of
from fastpath_checks.reports.paths_svg import paths_svg_text

ESTATE = Path(__file__).parents[2] / "docs" / "examples" / "hub-and-spoke.bicep"


@pytest.fixture(scope="module")
def report() -> PathReport:
    return trace(Request((str(ESTATE),)))


def drawn(report: PathReport) -> str:
    return "\n".join(data_paths(report))


def words(html: str) -> list[str]:
    """The text of each cell of each row."""
    rows = re.findall(r"<tr>(<td>.*?)</tr>", html)
    return [unescape(re.sub(r"<[^>]+>", " ", row)) for row in rows]


def test_every_path_is_a_row_with_its_way_and_why(report: PathReport) -> None:
    rows = words(drawn(report))
    assert len(rows) == len(report.paths) > 3
    for row, path in zip(rows, report.paths, strict=True):
        for said in (name_of(path), path.end.prefix, path.end.network, path.answer, path.inspection, path.message):
            assert said in row


def test_paths_stand_below_the_connection_that_they_share(report: PathReport) -> None:
    first = report.paths[0]
    other = first._replace(route=first.route._replace(connection="conn-paris", circuit="erc-paris"))
    html = drawn(report._replace(paths=(first, other)))
    assert html.count("<table") == 2
    assert re.findall(r'<h3 class="connection">(.*?)</h3>\n<p class="quiet">circuit (\S+)', html) == [
        (first.route.connection, first.route.circuit),
        ("conn-paris", "erc-paris"),
    ]


def test_the_picture_is_an_image_that_the_page_carries(report: PathReport) -> None:
    (data,) = re.findall(r'<img alt="[^"]+" src="data:image/svg\+xml;base64,([^"]+)">', drawn(report))
    assert b64decode(data).decode("utf-8") == paths_svg_text(report)


def test_too_many_paths_for_a_picture_are_an_open_table(report: PathReport, monkeypatch: pytest.MonkeyPatch) -> None:
    assert '<details class="tables">' in drawn(report)
    monkeypatch.setattr(html_paths, "DRAWN", 2)
    html = drawn(report)
    assert "<img" not in html
    assert '<details class="tables" open>' in html


def test_an_answer_is_told_by_a_word_and_a_sign_not_by_color_alone(report: PathReport) -> None:
    ways = [report.paths[0]._replace(answer=answer) for answer in ("FASTPATH", "GATEWAY", "BLOCKED", "UNDECIDED")]
    rows = words(drawn(report._replace(paths=tuple(ways))))
    signs = [row.split(way.answer)[0][-3:].strip() for row, way in zip(rows, ways, strict=True)]
    assert len(set(signs)) == 4


def test_scenarios_are_named_where_it_is_not_so_in_all(report: PathReport) -> None:
    assert "(only in prod and test)" in drawn(
        report._replace(paths=(report.paths[0]._replace(scenarios=("prod", "test")),))
    )


def test_a_scan_shows_them(report: PathReport, capsys: pytest.CaptureFixture[str]) -> None:
    main(["scan", str(ESTATE), "--format", "html"])
    assert len(words(capsys.readouterr().out)) >= len(report.paths)


def test_an_estate_without_a_connection_has_no_section(report: PathReport) -> None:
    assert drawn(report._replace(paths=())) == ""


def test_more_paths_than_are_read_are_counted(report: PathReport, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html_paths, "ROWS", 2)
    html = drawn(report)
    assert len(words(html)) == 2
    assert f"and {len(report.paths) - 2} more data paths" in html


def test_no_name_makes_an_element(report: PathReport) -> None:
    name = "<script>x</script>\"'&"
    path = report.paths[0]
    hostile = path._replace(
        root=name,
        scenarios=(name,),
        message=name,
        route=path.route._replace(circuit=name, circuit_kind=name, connection=name, gateway=name, gateway_sku=name),
        end=path.end._replace(name=name, prefix=name + "/24", network=name),
    )
    assert "<script" not in drawn(report._replace(paths=(hostile,)))
