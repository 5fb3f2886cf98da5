"""``explain``, ``rules`` and ``doubts``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fastpath_checks.cli.main import main
from fastpath_checks.cli.words import FAMILIES
from fastpath_checks.policy.layering import shipped_policy
from fastpath_checks.rules.rulebook import DOCUMENTED
from fastpath_checks.rules.ruletype import Category, Rule
from fastpath_checks.rules.sections import HEADINGS, finds

FIXTURES = Path(__file__).parents[2] / "fixtures"


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("rule", DOCUMENTED, ids=lambda rule: rule.id)
def test_every_rule_has_a_page(rule: Rule, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", rule.id]) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"{rule.id} {rule.name}  {shipped_policy().severity(rule.id).name}\n")
    assert [line for line in said.splitlines() if line in HEADINGS] == list(HEADINGS)
    assert finds(rule).split()[-1] in said
    assert f"docs/rules/{rule.id}.md" in said
    for key in getattr(rule, "cites", ()):
        assert key in said


def test_a_page_says_what_the_policy_says(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "fastpath.yaml").write_text(
        "version: 1\nprofile: '2021-08-10'\nsuppressions: forbidden\nrules:\n  FASTPATH_403:\n"
        "    severity: LOW\n    reason: we watch them\n    parameters: {oversubscription: 1.5}\n"
    )
    assert main(["explain", "direct-port-over-subscribed"]) == 0
    said = capsys.readouterr().out
    for line in (
        "FASTPATH_403 direct-port-over-subscribed  LOW",
        "  severity: LOW, says policy fastpath.yaml",
        "  we watch them",
        "  comments: suppress nothing",
        "  oversubscription: 1.5, says policy fastpath.yaml (from 1 to 2).",
        "What the documentation says, as of 2021-08-10",
    ):
        assert line in said


def test_several_rules_are_explained_in_the_order_that_they_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "fastpath_301", "101", "inspection-skipped-by-fastpath"]) == 0
    heads = [line.split()[0] for line in capsys.readouterr().out.splitlines() if line.startswith("FASTPATH_")]
    assert heads == ["FASTPATH_301", "FASTPATH_101"]


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("FASTPATH_1O1", "did you mean FASTPATH_101?"),
        ("inspecton-skipped-by-fastpath", "did you mean inspection-skipped-by-fastpath?"),
        ("firewalls", "fastpath-checks rules lists all of them"),
    ],
)
def test_a_rule_that_does_not_exist_is_wrong_usage(word: str, hint: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "FASTPATH_101", word]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert f"{word!r} is no rule" in said.err
    assert hint in said.err


def test_rules_are_filtered_by_family_and_severity(capsys: pytest.CaptureFixture[str]) -> None:
    assert (*FAMILIES,) == tuple(one.value for one in Category)
    assert (
        main(["rules", "--family", "security", "--family", "limits", "--severity", "critical", "--format", "json"]) == 0
    )
    data = json.loads(capsys.readouterr().out)
    expected = [
        one.id
        for one in DOCUMENTED
        if one.category in (Category.SECURITY, Category.LIMITS) and shipped_policy().severity(one.id).name == "CRITICAL"
    ]
    assert expected
    assert [one["id"] for one in data["rules"]] == expected
    assert {(one["family"], one["severity"], one["layer"]) for one in data["rules"]} == {
        ("security", "CRITICAL", "default")
    }
    assert main(["rules", "--family", "security"]) == 0
    ids = [line.split()[0] for line in capsys.readouterr().out.splitlines() if line.startswith("FASTPATH_")]
    assert ids == [one.id for one in DOCUMENTED if one.category is Category.SECURITY]
    assert main(["rules", "--family", "securty"]) == 2
    assert "did you mean security?" in capsys.readouterr().err


def test_doubts_are_told_with_what_to_give(capsys: pytest.CaptureFixture[str]) -> None:
    path = str(FIXTURES / "gateway-sku-without-fastpath/undecided-sku-variable/main.tf")
    assert main(["doubts", path, "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    (step,) = [one for one in data["steps"] if [given["name"] for given in one["inputs"]] == ["var.gateway_sku"]]
    assert "FASTPATH_101" in {one["rule"] for one in step["decides"]}
    assert step["inputs"][0]["location"]["line"] == 14
    assert data["steps"][-1]["decided"] + len(data["beyond"]) == data["undecided"]
    assert main(["doubts", path]) == 0
    said = capsys.readouterr().out
    assert "var.gateway_sku would decide" in said
    assert "give it with --var-file or --var" in said
    assert "main.tf:14:1" in said
    assert main(["doubts", path, "--var", "gateway_sku=ErGw3AZ"]) == 0
    assert "var.gateway_sku" not in capsys.readouterr().out


def test_doubts_without_a_deployment_are_not_clean(project: Path) -> None:
    assert main(["doubts", str(project)]) == 3
