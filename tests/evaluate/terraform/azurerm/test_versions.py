from __future__ import annotations

import pytest

from fastpath_checks.core.claims import Truth
from fastpath_checks.evaluate.terraform.azurerm.versions import at_least


@pytest.mark.parametrize(
    ("constraint", "expected"),
    [
        ("~> 4.79", Truth.YES),
        ("~> 4.0", Truth.YES),
        (">= 4.0.0", Truth.YES),
        ("4.1.0", Truth.YES),
        ("= 4.0", Truth.YES),
        ("> 4", Truth.YES),
        ("~> 3.116", Truth.NO),
        ("~> 3.0.1", Truth.NO),
        ("< 4.0", Truth.NO),
        ("3.5", Truth.NO),
        (">= 3.0, < 4", Truth.NO),
        ("<= 4.0.0", Truth.MAYBE),
        (">= 3.0", Truth.MAYBE),
        (">= 3.0, < 5.0", Truth.MAYBE),
        ("~> 3", Truth.MAYBE),
        ("", Truth.MAYBE),
        ("!= 4.3", Truth.MAYBE),
        ("newest", Truth.MAYBE),
    ],
)
def test_a_constraint_says_whether_the_provider_is_at_least_4(constraint: str, expected: Truth) -> None:
    assert at_least("4.0.0", constraint, "") is expected


@pytest.mark.parametrize(("locked", "expected"), [("4.0.0", Truth.YES), ("3.117.1", Truth.NO), ("10.0.0", Truth.YES)])
def test_the_locked_version_decides_what_the_constraint_leaves_open(locked: str, expected: Truth) -> None:
    assert at_least("4.0.0", ">= 3.0", locked) is expected


def test_a_prerelease_counts_as_its_version() -> None:
    assert at_least("5.0.0", "5.0.0-beta1", "") is Truth.YES
