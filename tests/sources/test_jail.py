"""The scan root's fence."""

from __future__ import annotations

from pathlib import Path

import pytest

from fastpath_checks.sources import jail
from fastpath_checks.sources.globs import Globs
from fastpath_checks.sources.jail import ScanFiles


def make(top: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (top / path).parent.mkdir(parents=True, exist_ok=True)
        (top / path).write_text(text, encoding="utf-8")


def code_of(files: ScanFiles, path: str) -> str | None:
    diagnostic = files.read(path).diagnostic
    return diagnostic.code if diagnostic is not None else None


def test_a_file_is_read_once_and_stays_the_same_object(tmp_path: Path) -> None:
    make(tmp_path, {"a/main.tf": "x = 1"})
    files = ScanFiles(["a"], working_directory=str(tmp_path))
    first = files.read("a/main.tf").file
    assert first is not None
    assert files.read("./a/../a/main.tf").file is first
    assert files.read(str(tmp_path / "a" / "main.tf")).file is first
    assert files.read_count == 1


def test_paths_are_shown_relative_to_the_working_directory_where_they_lie_below_it(tmp_path: Path) -> None:
    files = ScanFiles(["."], working_directory=str(tmp_path / "here"))
    assert files.shown("./x/../main.tf") == "main.tf"
    assert files.shown(str(tmp_path / "here")) == "."
    assert files.shown("../there/main.tf") == (tmp_path / "there" / "main.tf").as_posix()
    assert files.shown(str(tmp_path / "here-not" / "main.tf")) == (tmp_path / "here-not" / "main.tf").as_posix()


def test_the_fence_is_the_top_of_the_repository(tmp_path: Path) -> None:
    make(tmp_path, {"repo/.git": "gitdir: elsewhere", "repo/modules/hub/main.tf": "", "repo/envs/prod/main.tf": ""})
    make(tmp_path, {"secret.tf": ""})
    files = ScanFiles(["repo/envs/prod"], working_directory=str(tmp_path))
    assert code_of(files, "repo/modules/hub/main.tf") is None
    assert code_of(files, "secret.tf") == "outside-the-root"
    assert code_of(files, "/etc/passwd") == "outside-the-root"


def test_without_a_repository_the_fence_is_the_working_directory(tmp_path: Path) -> None:
    make(tmp_path, {"work/modules/hub/main.tf": "", "work/envs/prod/main.tf": "", "beside.tf": ""})
    files = ScanFiles(["envs/prod"], working_directory=str(tmp_path / "work"))
    assert code_of(files, "modules/hub/main.tf") is None
    assert code_of(files, "../beside.tf") == "outside-the-root"


def test_elsewhere_the_fence_is_the_scanned_directory(tmp_path: Path) -> None:
    make(tmp_path, {"work/x.tf": "", "other/envs/main.tf": "", "other/modules/main.tf": ""})
    files = ScanFiles(["../other/envs/main.tf"], working_directory=str(tmp_path / "work"))
    assert code_of(files, "../other/envs/main.tf") is None
    assert code_of(files, "../other/modules/main.tf") == "outside-the-root"


def test_the_users_home_is_no_fence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    make(tmp_path, {".ssh/config": "", "estate/main.tf": ""})
    files = ScanFiles(["estate"], working_directory=str(tmp_path))
    assert code_of(files, ".ssh/config") == "outside-the-root"


def test_a_link_that_leads_out_is_refused_and_one_that_stays_inside_is_read(tmp_path: Path) -> None:
    make(tmp_path, {"outside.tf": "", "scan/shared.tf": "x = 1"})
    (tmp_path / "scan" / "out.tf").symlink_to(tmp_path / "outside.tf")
    (tmp_path / "scan" / "in.tf").symlink_to("shared.tf")
    (tmp_path / "scan" / "dangling.tf").symlink_to("nowhere.tf")
    (tmp_path / "scan" / "circle.tf").symlink_to("circle.tf")
    files = ScanFiles([str(tmp_path / "scan")], working_directory=str(tmp_path / "scan"))
    assert code_of(files, "out.tf") == "outside-the-root"
    assert code_of(files, "in.tf") is None
    assert code_of(files, "dangling.tf") == "dangling-link"
    assert code_of(files, "circle.tf") is not None
    assert [one.path for one in files.refusals()] == ["circle.tf", "dangling.tf", "out.tf"]


def test_a_directory_link_that_leads_out_hides_what_is_behind_it(tmp_path: Path) -> None:
    make(tmp_path, {"outside/main.tf": "", "scan/main.tf": ""})
    (tmp_path / "scan" / "out").symlink_to(tmp_path / "outside")
    files = ScanFiles(["."], working_directory=str(tmp_path / "scan"))
    assert code_of(files, "out/main.tf") == "outside-the-root"
    assert files.names("out") is None
    assert [one.code for one in files.candidates(".", Globs([])).diagnostics] == ["outside-the-root"]


def test_a_missing_file_is_no_refusal(tmp_path: Path) -> None:
    files = ScanFiles(["."], working_directory=str(tmp_path))
    assert code_of(files, "modules/gone/main.tf") == "not-found"
    assert files.refusals() == []


def test_a_file_that_the_user_named_is_read_wherever_it_lies(tmp_path: Path) -> None:
    make(tmp_path, {"prod.tfvars": "", "scan/main.tf": ""})
    files = ScanFiles(["."], ["../prod.tfvars"], working_directory=str(tmp_path / "scan"))
    assert code_of(files, "../prod.tfvars") is None


def test_names_are_sorted_and_none_where_there_is_no_directory(tmp_path: Path) -> None:
    make(tmp_path, {"b.tf": "", "a.tf": ""})
    files = ScanFiles(["."], working_directory=str(tmp_path))
    assert files.names(".") == ["a.tf", "b.tf"]
    assert files.names("gone") is None
    assert files.names("a.tf") is None


def test_only_a_plan_may_be_larger_than_a_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jail, "SOURCE_LIMIT", 64)
    monkeypatch.setattr(jail, "PLAN_LIMIT", 256)
    make(
        tmp_path,
        {
            "plan.json": '{"format_version": "1.2", "x": "' + "x" * 100 + '"}',
            "huge.json": '{"format_version": "1.2", "x": "' + "x" * 300 + '"}',
            "template.json": '{"x": "' + "x" * 100 + '"}',
            "main.tf": "#" * 100,
        },
    )
    files = ScanFiles(["."], working_directory=str(tmp_path))
    assert code_of(files, "plan.json") is None
    assert code_of(files, "huge.json") == "too-large"
    assert code_of(files, "template.json") == "too-large"
    assert code_of(files, "main.tf") == "too-large"


def test_an_admitted_folder_is_read_though_it_is_not_scanned(tmp_path: Path) -> None:
    make(tmp_path, {"here/main.bicep": "", "modules/br/x/main.json": "{}", "secret.json": "{}"})
    files = ScanFiles(["here"], working_directory=str(tmp_path / "here"), folders=["../modules"])
    assert files.read("../modules/br/x/main.json").file is not None
    assert files.read("../secret.json").file is None
    assert files.read("../modules/../secret.json").file is None


def test_bytes_and_listings_stay_inside_the_fence_too(tmp_path: Path) -> None:
    make(tmp_path, {"here/.git/x": "", "here/a.bin": "", "here/sub/b.tf": "", "secret.bin": "s"})
    (tmp_path / "here" / "a.bin").write_bytes(b"\x00\xff")
    (tmp_path / "here" / "way").symlink_to(tmp_path / "secret.bin")
    files = ScanFiles(["."], working_directory=str(tmp_path / "here"))
    assert files.read_data("a.bin").data == b"\x00\xff"
    assert files.file_names(".") == ["a.bin", "way"]
    assert files.file_names("..") is None
    assert files.file_names("a.bin") is None
    for path, code in (("../secret.bin", "outside-the-root"), ("way", "outside-the-root"), ("gone", "not-found")):
        data, refusal = files.read_data(path)
        assert data is None
        assert refusal is not None
        assert refusal.code == code
