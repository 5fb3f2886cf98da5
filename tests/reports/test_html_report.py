"""The page as text, and as Chromium makes of it where it is on the machine."""

from __future__ import annotations

import re
import shutil
import subprocess
import zlib
from html.parser import HTMLParser
from pathlib import Path

import pytest
from report_samples import FAILED, FULL, MAIN, PASSED, UNDECIDED, report_of, span_of

from fastpath_checks.engine.findings import Because, Report, Suppression
from fastpath_checks.reports.html_report import html_text
from fastpath_checks.reports.html_style import STYLE

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine")
WAIVED = FAILED._replace(rule="FASTPATH_103", suppressed=Suppression("waiver", "known", "net team", "2026-12-31"))
MANY = report_of(FAILED, UNDECIDED, PASSED, WAIVED)


class Page(HTMLParser):
    """The findings of a page by status, with whether each is hidden; every address in it; each element's opening."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.findings: list[tuple[str, str, bool]] = []
        self.addresses: list[str] = []
        self.ids: list[str] = []
        self.opened: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.opened.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href", "action", "data", "srcset")]
        self.ids += [values["id"] or ""] if "id" in values else []
        if tag == "article":
            self.findings.append((values["data-status"] or "", values["data-severity"] or "", "hidden" in values))


def test_every_finding_is_an_article_and_the_most_urgent_comes_first() -> None:
    page = Page(html_text(MANY, passes=True))
    assert [status for status, _, _ in page.findings] == ["failed", "undecided", "waived", "passed"]
    assert not any(hidden for _, _, hidden in page.findings)


def test_without_a_script_all_is_shown_and_no_filter_is_offered() -> None:
    assert '<form id="filters" hidden ' in html_text(MANY)


def test_nothing_comes_from_elsewhere() -> None:
    page = Page(html_text(MANY, passes=True))
    assert set(page.addresses) == {FAILED.url}
    assert {"link", "img", "iframe", "object", "embed"}.isdisjoint(page.opened)
    assert "url(" not in STYLE
    assert "@import" not in STYLE


def test_ids_are_unique_even_where_fingerprints_are_not() -> None:
    ids = Page(html_text(report_of(FAILED, FAILED._replace(scenarios=("prod",))))).ids
    assert len(ids) == len(set(ids))


def test_code_is_shown_once_a_line_with_what_it_says() -> None:
    finding = FAILED._replace(because=(*FAILED.because, Because("the sku of vgw-hub is ErGw1AZ", FAILED.span)))
    shown = html_text(report_of(finding))
    deciding = '<span class="number">3</span>  sku  = <mark>&quot;ErGw1AZ&quot;</mark>'
    assert f'<span class="row decides">{deciding}</span>' in shown
    assert '<span class="note decides">the sku of vgw-hub is ErGw1AZ</span>' in shown
    assert '<span class="note leads">because the gateway bypass of conn-hub is true</span>' in shown
    assert [int(one) for one in re.findall(r'class="number">(\d+)<', shown)] == [2, 3, 4, 9]
    assert "<li>because the profile says so</li>" in shown


def test_a_range_of_several_lines_says_where_it_ends() -> None:
    block = span_of(MAIN, '{\n  name = "vgw-hub"')
    assert "(to line 2)</span>" in html_text(report_of(FAILED._replace(span=block)))


def test_it_says_what_the_exit_code_says() -> None:
    def headline(report: Report) -> str:
        return re.findall(r"</span>([^<]*)</h1>", html_text(report))[0]

    assert headline(report_of(FAILED)) == "1 finding fails this run"
    assert headline(report_of(FAILED, FAILED)) == "2 findings fail this run"
    assert headline(report_of(PASSED)) == "Nothing fails this run"
    assert headline(FULL._replace(findings=())) == "Not everything could be read"


def test_colors_can_be_told_from_what_they_stand_on_in_both_themes() -> None:
    # 4.5 is what WCAG 2.2 asks for text (1.4.3).
    colors = {name: pair for name, *pair in re.findall(r"--([\w-]+): light-dark\((#\w+), (#\w+)\)", STYLE)}
    assert {"page", "card", "sunk", "text", "soft"} <= colors.keys()
    for name in ("text", "soft", "link", "good", "critical", "high", "medium", "low", "info"):
        for ground in ("page", "card", "sunk"):
            for theme in (0, 1):
                ratio = contrast(colors[name][theme], colors[ground][theme])
                assert ratio >= 4.5, f"--{name} on --{ground} has a contrast of {ratio:.2f}"
    assert all(contrast(colors["text"][theme], colors["mark"][theme]) >= 4.5 for theme in (0, 1))


def contrast(one: str, other: str) -> float:
    def luminance(color: str) -> float:
        parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def drawn(tmp_path: Path, text: str, address: str, *options: str) -> str:
    """What Chromium prints for a page at an address of it."""
    page = tmp_path / "report.html"
    page.write_text(text, encoding="utf-8")
    command = [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
    done = subprocess.run(
        [*command, *options, f"{page.as_uri()}{address}"], capture_output=True, text=True, check=True, timeout=60
    )
    return done.stdout


@needs_chromium
@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("#status=failed,waived", {"failed", "waived"}),
        ("#status=failed,undecided,passed&severity=MEDIUM", {"passed"}),
        ("#words=var.gateway_sku", {"undecided"}),
    ],
)
def test_the_filters_hide_what_does_not_fit(tmp_path: Path, address: str, shown: set[str]) -> None:
    text = drawn(tmp_path, html_text(MANY, passes=True), address, "--dump-dom")
    assert {status for status, _, hidden in Page(text).findings if not hidden} == shown
    assert f">{len(shown)} of 4 shown</output>" in text
    assert '<form id="filters" hidden' not in text


@needs_chromium
def test_a_script_that_is_not_the_pages_own_does_not_run(tmp_path: Path) -> None:
    script = "<script>document.title = 'taken over'</script>"
    text = html_text(MANY).replace("<main>", f"<main>{script}<img src=x onerror=\"document.title = 'taken over'\">")
    shown = drawn(tmp_path, text, "", "--dump-dom")
    assert "<title>taken over</title>" not in shown
    assert "3 of 3 shown" in shown


@needs_chromium
def test_the_page_is_light_and_dark(tmp_path: Path) -> None:
    brightness = []
    for theme in ("light", "dark"):
        picture = tmp_path / f"{theme}.png"
        drawn(tmp_path, html_text(MANY), f"#theme={theme}", f"--screenshot={picture}", "--window-size=900,1200")
        brightness.append(sum(first_pixel(picture)) / 3)
    assert brightness[0] > 200
    assert brightness[1] < 60


def first_pixel(picture: Path) -> bytes:
    """Red, green and blue of the upper left corner of a PNG, which no filter of its row changes."""
    data = picture.read_bytes()
    parts, at = b"", 8
    while at < len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        parts += data[at + 8 : at + 8 + size] if data[at + 4 : at + 8] == b"IDAT" else b""
        at += size + 12
    return zlib.decompress(parts)[1:4]
