"""Whatever stands in a policy file, the answer is a policy or a refusal that says where."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from fastpath_checks.core.diagnostics import Diagnostic
from fastpath_checks.core.files import Loaded
from fastpath_checks.core.spans import SourceFile
from fastpath_checks.policy.layering import policy_of_file
from fastpath_checks.policy.model import PolicyError

SEED = """\
version: 1
extends: strict
profile: 2021-08-10
fail_on: LOW
exclude: ["a/**"]
rules:
  FASTPATH_101: {severity: OFF, reason: &why because}
assertions:
  - {circuit: x, kind: direct, reason: *why}
  - gateway: y
    minimum_scale_units: 10
"""
PIECES = [
    "\t",
    "{",
    "[",
    "- ",
    ": ",
    "&a ",
    "*a",
    "!!int ",
    "| \n",
    "? ",
    '"',
    "'",
    "\x00",
    "\r",
    "~",
    "1e999",
    "<<: ",
    "🛣",
    "\n",
]


def refusal(text: str) -> tuple[Diagnostic, ...] | None:
    try:
        policy_of_file(SourceFile("fastpath.yaml", text), lambda path: Loaded(None, None))
    except PolicyError as error:
        return error.diagnostics
    return None


def judge(text: str) -> None:
    diagnostics = refusal(text)
    if diagnostics is None:
        return
    assert diagnostics
    for one in diagnostics:
        assert one.span is not None
        assert 0 <= one.span.start <= one.span.end <= len(text)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(SEED)), st.integers(0, 12), st.sampled_from(PIECES)), max_size=4))
def test_a_mutated_policy_is_followed_or_refused(edits: list[tuple[int, int, str]]) -> None:
    text = SEED
    for at, length, piece in edits:
        text = text[:at] + piece + text[at + length :]
    judge(text)


VALUES = st.recursive(
    st.sampled_from(["1", "true", "~", "OFF", "x", '""', "1.5", "-3", "2021-08-10"]),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | st.dictionaries(
            st.sampled_from(["severity", "kind", "circuit", "sku", "FASTPATH_101", "1"]), inner, max_size=3
        ).map(lambda items: "{" + ", ".join(f"{key}: {value}" for key, value in items.items()) + "}")
    ),
    max_leaves=6,
)
KEYS = ["version", "extends", "profile", "fail_on", "undecided", "exclude", "rules", "assertions", "summary", "other"]


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from(KEYS), VALUES))
def test_any_value_under_any_key_is_followed_or_refused(values: dict[str, str]) -> None:
    judge("".join(f"{key}: {value}\n" for key, value in values.items()))
