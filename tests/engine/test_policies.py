"""Which policy a scan is judged by."""

from __future__ import annotations

from pathlib import Path

import pytest

from fastpath_checks.engine.policies import policy_of
from fastpath_checks.engine.request import Request, UsageError
from fastpath_checks.policy.model import Severity

OWN = "version: 1\nrules:\n  FASTPATH_202:\n    severity: HIGH\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "repository" / ".git").mkdir(parents=True)
    (tmp_path / "repository" / "infra" / "hub").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "repository"


def severity(*paths: str, policy: str | None = None) -> Severity:
    return policy_of(Request(paths, policy=policy))[1].severity("FASTPATH_202")


def test_the_nearest_policy_above_the_scanned_path_counts(project: Path) -> None:
    (project / "fastpath.yaml").write_text("version: 1\n")
    (project / "infra" / "fastpath.yaml").write_text(OWN)
    assert severity("repository/infra/hub") is Severity.HIGH
    assert severity("repository") is Severity.LOW


def test_a_policy_above_the_repository_is_somebody_elses(project: Path) -> None:
    (project.parent / "fastpath.yaml").write_text(OWN)
    assert severity("repository/infra") is Severity.LOW


def test_a_named_policy_replaces_the_projects_own(project: Path) -> None:
    (project / "fastpath.yaml").write_text(OWN)
    assert severity("repository", policy="default") is Severity.LOW
    (project.parent / "other.yaml").write_text("version: 1\nrules:\n  FASTPATH_202:\n    severity: INFO\n")
    assert severity("repository", policy="other.yaml") is Severity.INFO


def test_paths_under_different_policies_are_refused(project: Path) -> None:
    (project / "infra" / "fastpath.yaml").write_text(OWN)
    with pytest.raises(UsageError, match=r"do not share one policy: .*fastpath.yaml governs only some"):
        severity("repository", "repository/infra")


def test_a_policy_that_is_not_there_is_refused(project: Path) -> None:
    with pytest.raises(UsageError, match=r"--policy missing.yaml: there is no such file"):
        severity("repository", policy="missing.yaml")
