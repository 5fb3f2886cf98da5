"""What a policy says of single rules beside their severity: what comments may do, and what the rule compares with."""

from __future__ import annotations

import pytest

from fastpath_checks.core.files import Loaded
from fastpath_checks.core.spans import SourceFile
from fastpath_checks.policy.layering import policy_of_file, shipped_policy
from fastpath_checks.policy.model import Policy, PolicyError, Severity
from fastpath_checks.policy.parameters import parameters
from fastpath_checks.policy.shipped import shipped
from fastpath_checks.rules.rulebook import RULES

BELOW = """\
version: 1
suppressions: reason-required
rules:
  FASTPATH_403: {severity: LOW, reason: theirs, parameters: {oversubscription: 1.5}}
  FASTPATH_301: {suppressions: forbidden}
"""


def read(text: str) -> Policy:
    files = {"below.yaml": BELOW}
    return policy_of_file(SourceFile("fastpath.yaml", text), lambda path: Loaded(SourceFile(path, files[path]), None))


def complaint(text: str) -> tuple[int, int, str, str]:
    with pytest.raises(PolicyError) as caught:
        read(text)
    (one,) = caught.value.diagnostics
    assert one.span is not None
    return (*one.span.location()[1:3], one.summary, one.hint)


def test_comments_may_do_what_the_rule_says_and_else_what_the_policy_says() -> None:
    policy = read("version: 1\nextends: below.yaml\nrules: {FASTPATH_101: {suppressions: allowed}}\n")
    said = {rule: policy.suppressions_of(rule) for rule in ("FASTPATH_101", "FASTPATH_102", "FASTPATH_301")}
    assert said == {"FASTPATH_101": "allowed", "FASTPATH_102": "reason-required", "FASTPATH_301": "forbidden"}
    assert policy.told_by["suppressions"] == "below.yaml"
    assert {shipped_policy().suppressions_of(rule) for rule in policy.rules} == {"allowed"}


def test_a_layer_that_says_one_thing_of_a_rule_leaves_the_others() -> None:
    text = "version: 1\nextends: below.yaml\nrules: {FASTPATH_403: {suppressions: forbidden}}\n"
    setting = read(text).rules["FASTPATH_403"]
    assert (setting.severity, setting.reason, setting.layer) == (Severity.LOW, "theirs", "below.yaml")
    assert setting.suppressions == "forbidden"
    assert [(name, one.value, one.layer) for name, one in setting.parameters.items()] == [
        ("oversubscription", 1.5, "below.yaml")
    ]


def test_a_parameter_knows_the_line_that_sets_it() -> None:
    text = "version: 1\nrules:\n  FASTPATH_403:\n    parameters:\n      oversubscription: 1\n"
    parameter = read(text).rules["FASTPATH_403"].parameters["oversubscription"]
    assert (parameter.value, parameter.span.location().line, parameter.span.text) == (1, 5, "1")
    assert read(text).severity("FASTPATH_403") is shipped_policy().severity("FASTPATH_403")


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        (
            "FASTPATH_403: {parameters: {oversubscripton: 1}}",
            (
                2,
                37,
                "unknown key `oversubscripton` in `rules.FASTPATH_403.parameters`",
                "did you mean oversubscription?",
            ),
        ),
        (
            "FASTPATH_403: {parameters: {oversubscription: 3}}",
            (2, 55, "`rules.FASTPATH_403.parameters.oversubscription` is `3`, expected 2 or less", ""),
        ),
        (
            "FASTPATH_101: {parameters: {oversubscription: 1}}",
            (
                2,
                24,
                "`rules.FASTPATH_101.parameters` is set, and the rule has none",
                f"rules with parameters: {', '.join(parameters())}",
            ),
        ),
        (
            "FASTPATH_101: {suppressions: forbiden}",
            (
                2,
                38,
                "`rules.FASTPATH_101.suppressions` is `forbiden`, expected one of allowed, reason-required, forbidden",
                "did you mean forbidden?",
            ),
        ),
    ],
)
def test_what_no_rule_understands_is_refused(setting: str, expected: tuple[int, int, str, str]) -> None:
    assert complaint(f"version: 1\nrules: {{{setting}}}\n") == expected


def test_every_declared_parameter_is_one_of_a_rule_and_told_on_its_page() -> None:
    schema = shipped("policy.schema.json")["$defs"]
    assert set(schema["rules"]["properties"]) == set(parameters())
    pages = {rule.id: rule.documentation for rule in RULES}
    for rule_id, declared in parameters().items():
        for one in declared:
            assert f"`{one.name}`" in pages[rule_id]
