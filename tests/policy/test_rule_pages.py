"""The rules' pages and the README's table are fresh and whole, and agree with the default policy."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from fastpath_checks.policy.layering import shipped_policy
from fastpath_checks.rules.rulebook import DOCUMENTED, RULES

FIXTURES = Path(__file__).parents[2] / "fixtures"

CHECKOUT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def making() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_rule_pages", CHECKOUT / "docs" / "make_rule_pages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_pages_are_fresh(making: ModuleType) -> None:
    committed = {path.name: path.read_text(encoding="utf-8") for path in (CHECKOUT / "docs" / "rules").iterdir()}
    assert committed == making.pages(), "run python docs/make_rule_pages.py"


def test_each_page_shows_severity_dates_and_examples(making: ModuleType) -> None:
    for rule in RULES:
        text = making.page(rule)
        assert f"| {shipped_policy().severity(rule.id).name} |" in text
        assert text.index("### Profile 2025-11-05") < text.index("### Profile 2021-08-10")
        examples = [path.name for path in (FIXTURES / rule.name).iterdir()]
        assert examples
        assert all(f"- [{name}](../../fixtures/{rule.name}/{name})" in text for name in examples)


def test_the_links_lead_somewhere() -> None:
    pages = CHECKOUT / "docs" / "rules"
    links = [link for page in pages.glob("*.md") for link in re.findall(r"\]\((\.\./[^)]+)\)", page.read_text("utf-8"))]
    assert links
    assert [link for link in links if not (pages / link).exists()] == []


def test_the_readme_names_each_rule_with_its_severity() -> None:
    rows = re.findall(
        r"^\| \[(FASTPATH_\d{3})\]\(docs/rules/(FASTPATH_\d{3})\.md\) \| ([a-z0-9-]+) \| ([A-Z]+) \|",
        (CHECKOUT / "README.md").read_text(encoding="utf-8"),
        flags=re.MULTILINE,
    )
    policy = shipped_policy()
    assert rows == [(rule.id, rule.id, rule.name, policy.severity(rule.id).name) for rule in DOCUMENTED]


def test_the_readmes_table_is_fresh(making: ModuleType) -> None:
    readme = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    assert making.with_table(readme) == readme, "run python docs/make_rule_pages.py"


def test_a_readme_without_a_place_for_the_table_is_refused(making: ModuleType) -> None:
    with pytest.raises(ValueError, match="no place"):
        making.with_table("# A README\n")


def test_each_page_shows_what_other_tools_say(making: ModuleType) -> None:
    text = making.page(next(rule for rule in RULES if rule.id == "FASTPATH_301"))
    row = next(line for line in text.splitlines() if "f6a14b32" in line)
    assert "| conflicts |" in row
    quiet = making.page(next(rule for rule in RULES if rule.id == "FASTPATH_105"))
    assert "Nothing about this" in quiet


def test_checks_that_are_about_files_and_policies_have_pages_too(making: ModuleType) -> None:
    assert {rule.id for rule in DOCUMENTED} == {name[:-3] for name in making.pages() if name != "README.md"}
