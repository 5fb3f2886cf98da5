"""A wrong policy is refused whole: what is wrong, where, and what was probably meant."""

from __future__ import annotations

import pytest

from fastpath_checks.core.files import Loaded
from fastpath_checks.core.spans import SourceFile
from fastpath_checks.policy.layering import NO_FLAGS, Flags, policy_of_file, shipped_policy
from fastpath_checks.policy.model import Policy, PolicyError

FAILING = "expected one of INFO, LOW, MEDIUM, HIGH, CRITICAL, NONE"
SEVERITIES = "expected one of OFF, INFO, LOW, MEDIUM, HIGH, CRITICAL"
KINDS = "expected one of provider, direct"
SYNTAX = "policy-syntax"
KEY = "policy-unknown-key"
VALUE = "policy-wrong-value"
LARGE = "policy-too-large"


def nothing(path: str) -> Loaded:
    return Loaded(None, None)


def read(text: str, flags: Flags = NO_FLAGS) -> Policy:
    return policy_of_file(SourceFile("fastpath.yaml", text), nothing, flags)


def refusals(text: str) -> list[tuple[str, int, int, str, str]]:
    """Code, line, column, summary and hint of everything that is said."""
    with pytest.raises(PolicyError) as caught:
        read(text)
    found = []
    for one in caught.value.diagnostics:
        assert one.span is not None
        location = one.span.location()
        assert location.path == "fastpath.yaml"
        found.append((one.code, location.line, location.column, one.summary, one.hint))
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "version: 1\nrulez: {}\n",
            (KEY, 2, 1, "unknown key `rulez`", "did you mean rules?"),
            id="an unknown key with the nearest right one",
        ),
        pytest.param(
            "version: 1\nrules:\n  FASTPATH_2O2:\n    severity: LOW\n",
            (KEY, 3, 3, "unknown key `FASTPATH_2O2` in `rules`", "did you mean FASTPATH_202?"),
            id="a rule id with a letter for a digit",
        ),
        pytest.param(
            "version: 1\nfail_on: HIHG\n",
            (
                VALUE,
                2,
                10,
                f"`fail_on` is `HIHG`, {FAILING}",
                "did you mean HIGH?",
            ),
            id="a severity that is none",
        ),
        pytest.param(
            "version: 1\nrules:\n  FASTPATH_101: {severity: low}\n",
            (VALUE, 3, 28, f"`rules.FASTPATH_101.severity` is `low`, {SEVERITIES}", "did you mean LOW?"),
            id="a severity in lower case",
        ),
        pytest.param(
            "version: 1\nrules:\n  FASTPATH_101:\n    reason: because\n",
            (
                "policy-missing-key",
                4,
                5,
                "`rules.FASTPATH_101` needs at least one of `severity`, `suppressions`, `parameters`",
                "",
            ),
            id="a rule of which nothing is said",
        ),
        pytest.param(
            "fail_on: HIGH\n",
            ("policy-missing-key", 1, 1, "the policy has no `version`", ""),
            id="no version",
        ),
        pytest.param(
            "version: 2\n",
            (VALUE, 1, 10, "`version` is `2`, expected `1`", ""),
            id="a version that we do not know",
        ),
        pytest.param(
            "version: 1\nexclude: modules\n",
            (VALUE, 2, 10, "`exclude` is `modules`, expected a list", ""),
            id="a word for a list",
        ),
        pytest.param(
            "version: 1\nprofile: 2025-13-5\n",
            (VALUE, 2, 10, "`profile` is `2025-13-5`, expected a date such as 2025-11-05", ""),
            id="no date",
        ),
        pytest.param(
            "version: 1\nprofile: 2025-11-06\n",
            (
                "policy-unknown-profile",
                2,
                10,
                "`profile` is `2025-11-06`, expected one of 2021-08-10, 2023-01-05, 2024-11-07, 2025-11-05",
                "did you mean 2025-11-05?",
            ),
            id="a date without facts",
        ),
        pytest.param(
            "version: 1\nwaivers:\n  - {rule: FASTPATH_101, reason: it is replaced}\n",
            ("policy-missing-key", 3, 5, "`waivers[0]` has no `subject`", ""),
            id="a waiver of nothing",
        ),
        pytest.param(
            "version: 1\nwaivers:\n  - {rule: FASTPATH_2O2, subject: a, reason: b}\n",
            (VALUE, 3, 12, "`waivers[0].rule` is `FASTPATH_2O2`, which is no rule", "did you mean FASTPATH_202?"),
            id="a waiver of no rule",
        ),
        pytest.param(
            "version: 1\nwaivers:\n  - {rule: FASTPATH_101, subject: a, reason: b, expires: 2026-02-30}\n",
            (VALUE, 3, 58, "`waivers[0].expires` is `2026-02-30`, expected a date such as 2026-03-31", ""),
            id="a day that no calendar has",
        ),
        pytest.param(
            "version: 1\noverrides:\n  - rules: {FASTPATH_101: {severity: LOW}}\n",
            (
                "policy-missing-key",
                3,
                5,
                "`overrides[0]` needs at least one of `path`, `scenario`, `resource`",
                "",
            ),
            id="an override of no place",
        ),
        pytest.param(
            "version: 1\noverrides:\n  - path: dev\n    rules: {FASTPATH_2O2: {severity: LOW}}\n",
            (KEY, 4, 13, "unknown key `FASTPATH_2O2` in `overrides[0].rules`", "did you mean FASTPATH_202?"),
            id="an override of no rule",
        ),
        pytest.param(
            "version: 1\nextends: strct\n",
            (
                "policy-not-found",
                2,
                10,
                "`extends` names `strct`, which is no shipped policy and no readable file (it cannot be read)",
                "did you mean strict?",
            ),
            id="a base that is not there",
        ),
        pytest.param(
            "version: 1\nassertions:\n  - circuit: erc\n    gateway: vgw\n    kind: direct\n",
            (VALUE, 4, 5, "`assertions[0]` needs exactly one of `circuit`, `port`, `gateway`, `connection`", ""),
            id="an assertion about two things",
        ),
        pytest.param(
            "version: 1\nassertions:\n  - circuit: erc\n    kind: direkt\n",
            (
                VALUE,
                4,
                11,
                f"`assertions[0].kind` is `direkt`, {KINDS}",
                "did you mean direct?",
            ),
            id="a kind of circuit that there is not",
        ),
        pytest.param(
            "version: 1\nassertions:\n  - circuit: erc\n    sku: ErGw3AZ\n",
            (VALUE, 4, 5, "`sku` can be said of a gateway only", ""),
            id="a SKU said of a circuit",
        ),
        pytest.param(
            "version: 1\nassertions:\n  - gateway: vgw\n    sku: ErGw3A\n",
            (
                VALUE,
                4,
                10,
                "`assertions[0].sku` is `ErGw3A`, which is no SKU of an ExpressRoute gateway",
                "did you mean ErGw3AZ?",
            ),
            id="a SKU that Azure does not have",
        ),
        pytest.param(
            "version: 1\nassertions:\n  - gateway: vgw\n    subnet_has_routes: no\n",
            (VALUE, 4, 24, "`assertions[0].subnet_has_routes` is `no`, expected true or false", ""),
            id="a no that YAML 1.2 reads as a word",
        ),
        pytest.param(
            "version: 1\nassertions:\n  - gateway: vgw\n    minimum_scale_units: 41\n",
            (VALUE, 4, 26, "`assertions[0].minimum_scale_units` is `41`, expected 40 or less", ""),
            id="more scale units than there are",
        ),
        pytest.param("", (VALUE, 1, 1, "the policy is empty, expected a mapping of keys to values", ""), id="nothing"),
        pytest.param(
            "version: 1\nfail_on: LOW\nversion: 1\n",
            ("policy-duplicate-key", 3, 1, "`version` is given twice, first in line 1", ""),
            id="a key given twice",
        ),
        pytest.param(
            "version: 1\nexclude: [a, b\n",
            (
                SYNTAX,
                3,
                1,
                "no valid YAML: while parsing a flow sequence, expected ',' or ']', but got '<stream end>'",
                "",
            ),
            id="a bracket that never closes",
        ),
        pytest.param(
            "version: 1\n---\nversion: 1\n",
            (SYNTAX, 2, 1, "no valid YAML: expected a single document in the stream, but found another document", ""),
            id="two documents",
        ),
        pytest.param(
            "version: 1\nsummary: a\x01b\n",
            (SYNTAX, 2, 11, "no valid YAML: a character that YAML does not allow", ""),
            id="a control character",
        ),
        pytest.param(
            "version: !!python/object/apply:os.getcwd []\n",
            (SYNTAX, 1, 10, "the tag tag:yaml.org,2002:python/object/apply:os.getcwd has no meaning here", ""),
            id="a tag that would run code",
        ),
        pytest.param("? [a]\n: b\n", (SYNTAX, 1, 3, "a key must be a word", ""), id="a list as a key"),
        pytest.param(
            "exclude: &a [*a]\n",
            (LARGE, 1, 10, "nested deeper than 40 levels", ""),
            id="an alias that contains itself",
        ),
        pytest.param("[" * 100_000, (LARGE, 1, 41, "nested deeper than 40 levels", ""), id="deep nesting"),
        pytest.param(
            "exclude:\n" + "- a\n" * 20_001,
            (LARGE, 19_999, 3, "more than 20,000 values", ""),
            id="many values",
        ),
        pytest.param("#" * 1_000_001, (LARGE, 1, 1, "more than 1,000,000 characters", ""), id="a file of a megabyte"),
    ],
)
def test_what_is_wrong_is_said_at_its_place(text: str, expected: tuple[str, int, int, str, str]) -> None:
    assert refusals(text) == [expected]


def test_an_alias_bomb_is_refused_before_it_grows() -> None:
    levels = ["exclude0: &x0 [a, a, a, a, a, a, a, a, a]"]
    for level in range(1, 12):
        levels.append(f"exclude{level}: &x{level} [{', '.join([f'*x{level - 1}'] * 9)}]")
    ((code, _, _, summary, _),) = refusals("\n".join(levels))
    assert (code, summary) == (LARGE, "more than 20,000 values, aliases followed")


def test_everything_that_is_wrong_is_said_at_once_and_in_order() -> None:
    text = "version: 1\nfail_on: 5\nrules:\n  QUICKPATH: {severity: LOW}\nprofle: x\n"
    assert [(code, line) for code, line, *_ in refusals(text)] == [(VALUE, 2), (KEY, 4), (KEY, 5)]


def test_an_id_that_is_like_none_gets_the_list_of_ids() -> None:
    ((_, _, _, _, hint),) = refusals("version: 1\nrules:\n  QUICKPATH: {severity: LOW}\n")
    assert hint.startswith("expected one of FASTPATH_101, ")


@pytest.mark.parametrize("word", ["OFF", '"OFF"', "'OFF'"])
def test_off_is_a_word_with_and_without_quotes(word: str) -> None:
    policy = read(f"version: 1\nrules:\n  FASTPATH_202:\n    severity: {word}\n")
    assert policy.severity("FASTPATH_202").name == "OFF"


def test_positions_count_code_points() -> None:
    ((_, line, column, _, _),) = refusals('version: 1\n"sømmäry 🛣": x\n')
    assert (line, column) == (2, 1)
    ((_, line, column, _, _),) = refusals("version: 1\nrules: {FASTPATH_101: {reason: 🛣🛣, severity: x}}\n")
    assert (line, column) == (2, 46)


@pytest.mark.parametrize(
    ("flags", "summary", "hint"),
    [
        pytest.param(Flags(fail_on="hgih"), "unknown severity 'hgih'", "did you mean HIGH?", id="fail_on"),
        pytest.param(Flags(fail_on="off"), "unknown severity 'off'", "", id="OFF fails nothing"),
        pytest.param(
            Flags(profile="2021-08-01"), "unknown profile '2021-08-01'", "did you mean 2021-08-10?", id="profile"
        ),
    ],
)
def test_a_wrong_flag_is_refused_like_a_wrong_policy(flags: Flags, summary: str, hint: str) -> None:
    with pytest.raises(PolicyError) as caught:
        read("version: 1\n", flags)
    (one,) = caught.value.diagnostics
    assert one.summary == summary
    assert hint in one.hint


def test_a_policy_of_no_name_is_refused_with_the_nearest() -> None:
    with pytest.raises(PolicyError) as caught:
        shipped_policy("strct")
    (one,) = caught.value.diagnostics
    assert (one.summary, one.hint) == ("no policy is called 'strct'", "did you mean strict?")
