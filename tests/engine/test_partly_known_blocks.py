"""Dynamic blocks over what is not known: which of the others are judged all the same."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from fastpath_checks.engine.analyze import analyze
from fastpath_checks.engine.request import Request

FIXTURES = Path(__file__).parents[2] / "fixtures"
MORE = 'variable "more" {\n  type = any\n}\nvariable "is_on" {\n  type = bool\n}\n'
FRONTEND = """
  dynamic "frontend_ip_configuration" {{
    for_each = {}
    content {{
      name      = frontend_ip_configuration.value
      subnet_id = azurerm_subnet.app.id
    }}
  }}
"""


def verdicts(tmp_path: Path, case: str, rule: str, replaced: str, by: str, **given: str) -> dict[str, str]:
    """The verdicts of a rule on a fixture with a changed text, by the name of the subject."""
    shutil.copy(FIXTURES / case / "main.tf", tmp_path / "main.tf")
    main = tmp_path / "main.tf"
    text = main.read_text(encoding="utf-8")
    assert replaced in text
    main.write_text(MORE + text.replace(replaced, by, 1), encoding="utf-8")
    report = analyze(Request((str(tmp_path),), given=given))
    return {one.subject.name.rpartition("/")[2]: one.verdict.value for one in report.findings if one.rule == rule}


@pytest.mark.parametrize(
    ("each", "expected"),
    [
        ("var.more", {"private": "fail"}),
        ('concat(["second"], var.more)', {"private": "fail", "second": "fail"}),
        ('var.is_on ? ["second"] : []', {"private": "fail", "second": "undecided"}),
        ('var.is_on ? ["second"] : ["second", "third"]', {"private": "fail", "second": "fail", "third": "undecided"}),
    ],
)
def test_the_frontends_that_are_certain_are_judged(tmp_path: Path, each: str, expected: dict[str, str]) -> None:
    case = "basic-load-balancer-behind-fastpath/fail-basic-in-hub"
    static = "  frontend_ip_configuration {"
    found = verdicts(tmp_path, case, "FASTPATH_201", static, FRONTEND.format(each) + static)
    assert found == expected


ROUTES = """  dynamic "route" {
    for_each = var.more
    content {
      name           = route.value.name
      address_prefix = route.value.prefix
      next_hop_type  = route.value.hop
    }
  }
"""
PARTS = """[
  { name = "a", prefix = "10.0.0.0/17", hop = "VnetLocal" },
  { name = "b", prefix = "10.0.128.0/17", hop = "VnetLocal" },
]"""


@pytest.mark.parametrize(("more", "verdict"), [(None, "undecided"), ("[]", "fail"), (PARTS, "pass")])
def test_routes_that_are_not_known_may_take_the_addresses_of_one_that_is(
    tmp_path: Path, more: str | None, verdict: str
) -> None:
    case = "inspection-skipped-by-fastpath/fail-route-equals-hub-prefix"
    given = {} if more is None else {"more": more}
    found = verdicts(tmp_path, case, "FASTPATH_301", "  route {", ROUTES + "\n  route {", **given)
    assert set(found.values()) == {verdict}
