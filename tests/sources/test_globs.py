"""Path globs."""

from __future__ import annotations

import pytest

from fastpath_checks.sources.globs import Globs


@pytest.mark.parametrize(
    ("glob", "path", "expected"),
    [
        ("examples", "examples", True),
        ("examples", "modules/hub/examples/main.tf", True),
        ("examples/", "modules/hub/examples/main.tf", True),
        ("examples", "my-examples/main.tf", False),
        ("*.bak.tf", "envs/prod/main.bak.tf", True),
        ("*.bak.tf", "envs/prod/main.tf", False),
        ("modules/legacy", "modules/legacy/main.tf", True),
        ("modules/legacy", "old/modules/legacy/main.tf", False),
        ("**/legacy/**", "legacy/main.tf", True),
        ("**/legacy/**", "a/b/legacy/c/main.tf", True),
        ("envs/*/main.tf", "envs/prod/main.tf", True),
        ("envs/*/main.tf", "envs/prod/weu/main.tf", False),
        ("envs/**/main.tf", "envs/main.tf", True),
        ("./envs", "envs/main.tf", True),
        ("main.?icep", "main.bicep", True),
        ("env[12]/x", "env2/x", True),
        ("env[!12]/x", "env2/x", False),
        ("a+b(c", "a+b(c", True),
        ("[", "[", True),
        ("", "anything", False),
        ("/", "anything", False),
    ],
)
def test_a_glob_matches_as_gitignore_users_expect(glob: str, path: str, expected: bool) -> None:
    assert Globs([glob]).matches(path) is expected


def test_no_globs_match_nothing() -> None:
    assert Globs([]).is_empty
    assert not Globs([]).matches("main.tf")
