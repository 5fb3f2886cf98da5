"""The candidates below a directory."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fastpath_checks.sources.globs import Globs
from fastpath_checks.sources.listing import Kind, kind_of, list_candidates


def make(tmp_path: Path, *paths: str) -> Path:
    for path in paths:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("")
    return tmp_path


def listed(top: Path, exclude: tuple[str, ...] = (), may_enter: Callable[[str], bool] = lambda path: True) -> list[str]:
    listing = list_candidates(str(top), Globs(exclude), may_enter)
    return [Path(path).relative_to(top).as_posix() for path in listing.files]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("main.tf", Kind.TERRAFORM),
        ("main.tf.json", Kind.TERRAFORM),
        ("main.tofu", Kind.TERRAFORM),
        ("prod.tfvars", Kind.TERRAFORM_VARIABLES),
        ("prod.auto.tfvars.json", Kind.TERRAFORM_VARIABLES),
        ("main.bicep", Kind.BICEP),
        ("prod.bicepparam", Kind.BICEP_PARAMETERS),
        ("azuredeploy.json", Kind.JSON),
        (".#main.tf", None),
        ("#main.tf#", None),
        ("main.tf~", None),
        ("main.tf.bak", None),
        ("README.md", None),
        ("terraform.tfstate", None),
        ("hub.tftest.hcl", None),
    ],
)
def test_a_name_says_what_a_file_may_be(name: str, kind: Kind | None) -> None:
    assert kind_of(name) is kind


def test_candidates_are_sorted_whatever_the_order_on_the_disk(tmp_path: Path) -> None:
    make(tmp_path, "z/main.tf", "a/main.bicep", "b.json", "a/notes.txt")
    assert listed(tmp_path) == ["a/main.bicep", "b.json", "z/main.tf"]


def test_what_is_not_the_users_own_code_is_never_entered(tmp_path: Path) -> None:
    make(
        tmp_path,
        "main.tf",
        ".git/x.json",
        ".terraform/modules/hub/main.tf",
        "node_modules/a/package.json",
        "tools/env/pyvenv.cfg",
        "tools/env/lib/data.json",
        "0123abcd_checks/x.json",
        "my_checks/x.json",
    )
    assert listed(tmp_path) == ["main.tf", "my_checks/x.json"]


def test_a_directory_that_is_named_is_entered_whatever_its_name(tmp_path: Path) -> None:
    make(tmp_path, ".terraform/modules/hub/main.tf")
    assert listed(tmp_path / ".terraform" / "modules") == ["hub/main.tf"]


def test_excluded_directories_and_files_are_left_out(tmp_path: Path) -> None:
    make(tmp_path, "main.tf", "old/main.tf", "envs/old/main.tf", "envs/dev/skip.json")
    assert listed(tmp_path, ("old", "envs/dev/*.json")) == ["main.tf"]


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    make(tmp_path, "a/main.tf")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "a" / "self").symlink_to(tmp_path / "a")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert listed(tmp_path) == ["a/main.tf"]


def test_a_linked_directory_beside_is_listed_once_under_the_link(tmp_path: Path) -> None:
    make(tmp_path, "shared/hub/main.tf", "scan/main.tf")
    (tmp_path / "scan" / "one").symlink_to(tmp_path / "shared")
    (tmp_path / "scan" / "two").symlink_to(tmp_path / "shared")
    assert listed(tmp_path / "scan") == ["main.tf", "one/hub/main.tf"]


def test_a_link_that_leads_out_is_not_followed_and_said(tmp_path: Path) -> None:
    make(tmp_path, "outside/main.tf", "scan/main.tf")
    (tmp_path / "scan" / "out").symlink_to(tmp_path / "outside")
    fence = str(tmp_path / "scan")
    listing = list_candidates(fence, Globs([]), lambda path: path.startswith(fence))
    assert [Path(path).name for path in listing.files] == ["main.tf"]
    assert [one.code for one in listing.diagnostics] == ["outside-the-root"]


def test_a_directory_that_cannot_be_opened_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: str) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("os.scandir", refuse)
    listing = list_candidates(str(tmp_path), Globs([]), lambda path: True)
    assert [(one.code, one.level.value) for one in listing.diagnostics] == [("unreadable", "error")]


def test_very_deep_directories_are_walked_without_recursion(tmp_path: Path) -> None:
    deep = tmp_path
    for _ in range(400):
        deep = deep / "d"
    deep.mkdir(parents=True)
    (deep / "main.tf").write_text("")
    assert len(listed(tmp_path)) == 1
