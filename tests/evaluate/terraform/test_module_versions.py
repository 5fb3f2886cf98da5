"""Which published versions a constraint of a module call accepts."""

from __future__ import annotations

import pytest

from fastpath_checks.evaluate.terraform.module_versions import accepted

VERSIONS = ("0.9.0", "0.10.0", "0.10.1", "0.11.0", "1.0.0", "1.2.3")


@pytest.mark.parametrize(
    ("constraint", "wanted"),
    [
        (None, VERSIONS),
        ("0.10.1", ("0.10.1",)),
        ("= v0.10.1", ("0.10.1",)),
        ("0.10", ("0.10.0",)),
        ("~> 0.10.0", ("0.10.0", "0.10.1")),
        ("~> 0.10", ("0.10.0", "0.10.1", "0.11.0")),
        ("~> 0", ("0.9.0", "0.10.0", "0.10.1", "0.11.0")),
        (">= 0.11", ("0.11.0", "1.0.0", "1.2.3")),
        ("> 0.10, != 0.11.0, < 1.2", ("0.10.1", "1.0.0")),
        ("<= 0.10.0", ("0.9.0", "0.10.0")),
        ("0.10.0-beta", ()),
        ("newest", ()),
        ("", ()),
    ],
)
def test_a_constraint_accepts_what_terraform_would_take(constraint: str | None, wanted: tuple[str, ...]) -> None:
    assert accepted(VERSIONS, constraint) == wanted
