from __future__ import annotations

import re

from report_samples import FAILED, FULL, MISSING_MODULE, PASSED, UNDECIDED, report_of

from fastpath_checks.engine.findings import Suppression
from fastpath_checks.reports.markdown import LIMIT, markdown_text
from fastpath_checks.reports.markdown_text import fenced, html, prose


def test_it_begins_with_what_came_out() -> None:
    assert markdown_text(FULL).startswith("## ExpressRoute FastPath: 1 failed, 1 undecided, 1 passed\n")


def test_what_failed_is_a_table_with_its_details_below() -> None:
    text = markdown_text(report_of(FAILED))
    assert (
        "| **HIGH** | [FASTPATH_101](https://example.org/rules/FASTPATH_101.md) | conn-hub asks for FastPath, but its "
        "gateway vgw-hub is ErGw1AZ, which cannot carry it | <code>infra/main.tf:3</code> |\n"
    ) in text
    details = text[text.index("<details>") : text.index("</details>")]
    assert '    3 |   sku  = "ErGw1AZ"\n      |          ^^^^^^^^^\n' in details
    assert "- because the gateway bypass of conn-hub is true (infra/main.tf:9:34)\n" in details
    assert "- **fix:** use UltraPerformance, " in details


def test_undecided_verdicts_stand_under_the_input_that_would_decide_them() -> None:
    text = markdown_text(report_of(UNDECIDED, UNDECIDED._replace(rule="FASTPATH_301")))
    assert "| var.gateway\\_sku | infra | FASTPATH_101, FASTPATH_301 | it has no default: " in text


def test_waived_verdicts_are_listed_with_their_reason() -> None:
    text = markdown_text(report_of(FAILED._replace(suppressed=Suppression("waiver", "known", expires="2026-12-31"))))
    assert "<code>infra/main.tf:3</code>: known; until 2026-12-31" in text
    assert "| **HIGH**" not in text


def test_passes_are_folded_together_where_they_are_asked_for() -> None:
    assert "passed verdict" not in markdown_text(report_of(PASSED))
    assert "<details><summary>1 passed verdict</summary>\n\n- [FASTPATH_102]" in markdown_text(
        report_of(PASSED), passes=True
    )


def test_what_was_not_read_is_listed() -> None:
    assert "- warning: the module is not on disk (infra/modules/hub)\n" in markdown_text(
        report_of(diagnostics=(MISSING_MODULE,))
    )


def test_a_large_report_fits_into_a_comment_and_says_what_it_leaves_out() -> None:
    text = markdown_text(report_of(*[FAILED] * 1000, *[PASSED] * 1000), passes=True)
    assert 30_000 < len(text) <= LIMIT
    in_table = text.count("| **HIGH** |")
    assert f"\nand {1000 - in_table} more\n" in text
    assert in_table > 50
    left_out = int(re.findall(r"The details of (\d+) more are left out here", text)[0])
    assert text.count("<summary><b>HIGH</b>") + left_out == 1000
    assert text.count("<details>") == text.count("</details>")


def test_long_names_do_not_make_it_larger_than_a_comment() -> None:
    long = FAILED._replace(message="a" * 3000, root="b" * 3000)
    text = markdown_text(
        report_of(*[long] * 200, *[UNDECIDED._replace(root=f"{one}{'c' * 3000}") for one in range(200)])
    )
    assert len(text) <= LIMIT
    assert len(re.findall(r"^and \d+ more$", text, re.MULTILINE)) == 2
    assert re.search(r"The details of \d+ more are left out here", text)


def test_a_fence_is_longer_than_any_inside_it() -> None:
    assert list(fenced("a ```` b")) == ["`````text", "a ```` b", "`````"]


def test_text_of_others_is_drawn_as_it_is() -> None:
    assert prose("a_b *c* | <d> `e` [f](g)") == r"a\_b \*c\* \| &#60;d&#62; \`e\` \[f\](g)"
    assert prose("@me #1 https://x www.y") == "@&#8203;me #&#8203;1 https:&#8203;//x www&#8203;.y"
    assert html("a_b <c>") == "a&#95;b &#60;c&#62;"
