"""Layers: the shipped default, what a policy extends, the project's own file, flags."""

from __future__ import annotations

import subprocess
import sys

import pytest

from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.core.files import Loaded
from fastpath_checks.core.spans import SourceFile
from fastpath_checks.policy.layering import NO_FLAGS, Flags, policy_of_file, shipped_policy
from fastpath_checks.policy.model import Policy, PolicyError, Severity


def policy(files: dict[str, str], name: str = "infra/fastpath.yaml", flags: Flags = NO_FLAGS) -> Policy:
    """The policy of one of several files, which may extend each other."""

    def read(path: str) -> Loaded:
        if path in files:
            return Loaded(SourceFile(path, files[path]), None)
        return Loaded(None, Diagnostic("not-found", Level.ERROR, "there is no such file", path=path))

    return policy_of_file(SourceFile(name, files[name]), read, flags)


def test_severities_are_ordered() -> None:
    assert sorted(Severity) == [Severity[name] for name in ("OFF", "INFO", "LOW", "MEDIUM", "HIGH", "CRITICAL")]


def test_the_default_sets_every_key() -> None:
    default = shipped_policy()
    assert (default.name, default.profile, default.fail_on) == ("default", "2025-11-05", Severity.MEDIUM)
    assert not default.undecided_fails
    assert {id: default.severity(id).name for id in sorted(default.rules)} == {
        "FASTPATH_101": "HIGH",
        "FASTPATH_102": "MEDIUM",
        "FASTPATH_103": "HIGH",
        "FASTPATH_104": "MEDIUM",
        "FASTPATH_105": "HIGH",
        "FASTPATH_106": "MEDIUM",
        "FASTPATH_107": "MEDIUM",
        "FASTPATH_108": "MEDIUM",
        "FASTPATH_109": "HIGH",
        "FASTPATH_110": "HIGH",
        "FASTPATH_111": "LOW",
        "FASTPATH_112": "INFO",
        "FASTPATH_201": "HIGH",
        "FASTPATH_202": "LOW",
        "FASTPATH_203": "MEDIUM",
        "FASTPATH_204": "MEDIUM",
        "FASTPATH_205": "MEDIUM",
        "FASTPATH_206": "MEDIUM",
        "FASTPATH_207": "LOW",
        "FASTPATH_208": "MEDIUM",
        "FASTPATH_301": "CRITICAL",
        "FASTPATH_302": "CRITICAL",
        "FASTPATH_303": "INFO",
        "FASTPATH_304": "LOW",
        "FASTPATH_401": "MEDIUM",
        "FASTPATH_402": "INFO",
        "FASTPATH_403": "HIGH",
        "FASTPATH_501": "LOW",
        "FASTPATH_502": "HIGH",
        "FASTPATH_503": "HIGH",
        "FASTPATH_504": "HIGH",
        "FASTPATH_505": "MEDIUM",
        "FASTPATH_506": "INFO",
        "FASTPATH_901": "LOW",
        "FASTPATH_902": "MEDIUM",
        "FASTPATH_903": "MEDIUM",
        "FASTPATH_904": "LOW",
        "FASTPATH_905": "MEDIUM",
        "FASTPATH_906": "HIGH",
        "FASTPATH_907": "LOW",
    }


def test_strict_fails_on_undecided_verdicts_and_on_advice() -> None:
    strict = shipped_policy("strict")
    assert (strict.name, strict.fail_on, strict.undecided_fails) == ("strict", Severity.INFO, True)
    assert strict.rules == shipped_policy().rules


def test_a_file_that_says_nothing_is_the_default_under_its_own_name() -> None:
    own = policy({"infra/fastpath.yaml": "version: 1\n"})
    assert own.name == "infra/fastpath.yaml"
    assert own.rules == shipped_policy().rules
    assert (own.profile, own.fail_on) == ("2025-11-05", Severity.MEDIUM)


def test_upper_layers_win_key_by_key() -> None:
    files = {
        "infra/fastpath.yaml": (
            "version: 1\nextends: ../team.yaml\nexclude: [a, b]\n"
            "rules:\n  FASTPATH_101: {severity: LOW, reason: ours}\n"
        ),
        "team.yaml": (
            "version: 1\nextends: strict\nfail_on: HIGH\nexclude: [b, c]\n"
            "rules:\n  FASTPATH_101: {severity: INFO}\n  FASTPATH_102: {severity: INFO}\n"
        ),
    }
    own = policy(files)
    assert own.rules["FASTPATH_101"][:3] == (Severity.LOW, "ours", "infra/fastpath.yaml")
    assert own.rules["FASTPATH_102"][:3] == (Severity.INFO, "", "team.yaml")
    assert own.rules["FASTPATH_301"].layer == "default"
    assert (own.fail_on, own.undecided_fails) == (Severity.HIGH, True)
    assert own.exclude == ("b", "c", "a")


def test_flags_win_over_every_file() -> None:
    files = {"infra/fastpath.yaml": 'version: 1\nprofile: "2025-11-05"\nfail_on: LOW\n'}
    own = policy(files, flags=Flags(profile="2021-08-10", fail_on="critical"))
    assert (own.profile, own.fail_on) == ("2021-08-10", Severity.CRITICAL)


def test_assertions_of_the_upper_layer_count_first() -> None:
    files = {
        "infra/fastpath.yaml": "version: 1\nextends: team.yaml\nassertions:\n  - {circuit: erc-a, kind: direct}\n",
        "infra/team.yaml": "version: 1\nassertions:\n  - {circuit: 'erc-*', kind: provider}\n",
    }
    own = policy(files)
    kinds = {}
    for name in ("erc-a", "erc-b"):
        found = own.assertions.circuit_kind(None, name)
        assert found is not None
        assert found.span is not None
        kinds[name] = (found.data, found.span.file.path, found.span.text)
    assert kinds == {
        "erc-a": ("direct", "infra/fastpath.yaml", "direct"),
        "erc-b": ("provider", "infra/team.yaml", "provider"),
    }


def test_a_file_called_default_is_a_file_when_it_is_named_as_a_path() -> None:
    files = {
        "fastpath.yaml": "version: 1\nextends: ./default\n",
        "default": "version: 1\nfail_on: CRITICAL\n",
    }
    assert policy(files, "fastpath.yaml").fail_on is Severity.CRITICAL


@pytest.mark.parametrize(
    ("files", "place", "summary"),
    [
        pytest.param(
            {
                "infra/fastpath.yaml": "version: 1\nextends: b.yaml\n",
                "infra/b.yaml": "version: 1\nextends: fastpath.yaml\n",
            },
            ("infra/b.yaml", 2, 10),
            "`extends` leads back to infra/fastpath.yaml",
            id="a circle",
        ),
        pytest.param(
            {"infra/fastpath.yaml": "version: 1\nextends: gone.yaml\n"},
            ("infra/fastpath.yaml", 2, 10),
            "`extends` names `gone.yaml`, which is no shipped policy and no readable file (there is no such file)",
            id="a file that is not there",
        ),
        pytest.param(
            {"infra/fastpath.yaml": "version: 1\nextends: b.yaml\n", "infra/b.yaml": "version: 1\nfial_on: LOW\n"},
            ("infra/b.yaml", 2, 1),
            "unknown key `fial_on`",
            id="a mistake in the base is told at its own place",
        ),
    ],
)
def test_a_wrong_base_is_refused(files: dict[str, str], place: tuple[str, int, int], summary: str) -> None:
    with pytest.raises(PolicyError) as caught:
        policy(files)
    (one,) = caught.value.diagnostics
    assert one.span is not None
    location = one.span.location()
    assert ((location.path, location.line, location.column), one.summary) == (place, summary)


def test_a_tower_of_policies_has_a_limit() -> None:
    files = {f"p{n}": f"version: 1\nextends: p{n + 1}\n" for n in range(100)}
    with pytest.raises(PolicyError, match="more than 16 policies extend each other"):
        policy(files, "p0")


def test_shipped_policies_and_facts_need_neither_yaml_nor_jsonschema() -> None:
    code = (
        "import sys\n"
        "from fastpath_checks.policy.layering import shipped_policy\n"
        "from fastpath_checks.policy.facts import load_facts\n"
        "load_facts(shipped_policy('strict').profile)\n"
        "print(sorted({'yaml', 'jsonschema', 'difflib'} & set(sys.modules)))\n"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_advisory_lets_nothing_fail_and_migration_only_what_breaks() -> None:
    assert shipped_policy("advisory").fail_on is None
    assert shipped_policy(flags=Flags(fail_on="none")).fail_on is None
    migration = shipped_policy("migration")
    assert (migration.fail_on, migration.severity("FASTPATH_902")) == (Severity.HIGH, Severity.HIGH)


def test_each_setting_says_which_layer_told_it() -> None:
    files = {
        "infra/fastpath.yaml": "version: 1\nextends: team.yaml\nexclude: [a, b]\nfail_on: LOW\n",
        "infra/team.yaml": "version: 1\nexclude: [b]\nundecided: fail\nfail_on: HIGH\n",
    }
    assert policy(files, flags=Flags(profile="2021-08-10")).told_by == {
        "profile": "--profile",
        "fail_on": "infra/fastpath.yaml",
        "undecided": "infra/team.yaml",
        "suppressions": "default",
        "exclude[0]": "infra/team.yaml",
        "exclude[1]": "infra/fastpath.yaml",
    }
