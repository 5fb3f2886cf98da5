"""What is shipped is made from ``policies/``, fresh, complete and valid."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from fastpath_checks.policy.facts import PROFILES, load_facts
from fastpath_checks.policy.generating import POLICIES, SHIPPED_DATA, generated
from fastpath_checks.policy.layering import shipped_policy
from fastpath_checks.policy.model import PolicyError
from fastpath_checks.policy.shipped import policies, shipped
from fastpath_checks.rules.housekeeping import HOUSEKEEPING
from fastpath_checks.rules.rulebook import RULES


def test_the_shipped_data_is_fresh() -> None:
    fresh = generated()
    committed = {path.name: path.read_text(encoding="utf-8") for path in SHIPPED_DATA.iterdir()}
    assert committed == fresh, "run python -m fastpath_checks.policy.generating"


def test_the_index_names_what_is_there() -> None:
    assert list(PROFILES) == sorted(path.stem for path in (POLICIES / "facts").glob("*.yaml"))
    assert list(policies()) == sorted(path.stem for path in POLICIES.glob("*.yaml"))


@pytest.mark.parametrize("path", sorted((POLICIES / "schema").glob("*.json")), ids=lambda path: path.name)
def test_the_schemas_are_schemas(path: Path) -> None:
    Draft202012Validator.check_schema(json.loads(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", sorted(POLICIES.rglob("*.yaml")), ids=lambda path: path.name)
def test_each_file_names_its_schema_for_editors(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    schema = first.removeprefix("# yaml-language-server: $schema=")
    assert (path.parent / schema).resolve().parent == (POLICIES / "schema").resolve()
    assert (path.parent / schema).is_file()


def test_each_rule_has_a_severity_and_a_reason_and_each_severity_a_rule() -> None:
    settings = shipped("policies.json")["default"]["rules"]
    assert list(settings) == [*(rule.id for rule in RULES), *(one.id for one in HOUSEKEEPING)]
    for rule_id, setting in settings.items():
        assert setting["severity"] != "OFF", rule_id
        assert setting["reason"].endswith("."), rule_id


@pytest.mark.parametrize("name", policies())
def test_each_shipped_policy_has_a_summary_and_can_be_followed(name: str) -> None:
    assert shipped("policies.json")[name]["summary"]
    assert shipped_policy(name).profile in PROFILES


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_each_profile_has_what_a_rule_cites(rule: Any, profile: str) -> None:
    assert rule.cites
    for key in rule.cites:
        assert load_facts(profile).cite(key).sources


@pytest.mark.parametrize("profile", PROFILES)
def test_each_source_of_a_profile_is_used(profile: str) -> None:
    entries = shipped(f"facts-{profile}.json")["facts"].values()
    used = {source["version"] for entry in entries for source in entry["sources"]}
    text = (POLICIES / "facts" / f"{profile}.yaml").read_text(encoding="utf-8")
    declared = {
        line.strip().removeprefix("version: ") for line in text.splitlines() if line.startswith("    version: ")
    }
    assert declared == used


def test_a_wrong_source_is_refused(tmp_path: Path) -> None:
    for path in POLICIES.rglob("*"):
        if path.is_file():
            target = tmp_path / path.relative_to(POLICIES)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(path.read_text(encoding="utf-8").replace("status: GA", "status: ready"), encoding="utf-8")
    with pytest.raises(PolicyError, match=r"`facts\.gateway_skus\.status` is `ready`"):
        generated(tmp_path)
