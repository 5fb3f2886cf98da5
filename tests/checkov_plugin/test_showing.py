"""Checkov's runners as far as their frames matter: functions of the same shape, which call us from within."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from fastpath_checks.checkov_plugin.showing import Declaration, Running, Scan, declaration, running


class Runner:
    """A runner that, as Terraform's does, puts a folder where it was given files only."""

    def __init__(self, check_type: str) -> None:
        self.check_type = check_type
        self.context: dict[str, Any] = {}

    def run(self, root_folder: Any, external_checks_dir: Any, files: Any, runner_filter: Any) -> Running | None:
        root_folder = root_folder or "/common/folder"
        return running()


class Registry:
    def __init__(self, *check_types: str) -> None:
        self.runners = [Runner(one) for one in check_types]

    def run(self, root_folder: Any, external_checks_dir: Any, files: Any) -> list[Running | None]:
        return [one.run(root_folder, external_checks_dir, files, "filter") for one in self.runners]


def parallel_run(runner: Runner, root_folder: Any, external_checks_dir: Any, files: Any, runner_filter: Any) -> Any:
    return runner.run(root_folder, external_checks_dir, files, runner_filter)


def test_the_scan_is_what_checkov_was_told_not_what_a_runner_made_of_it() -> None:
    files = ["a/main.tf", "b.json"]
    assert parallel_run(Runner("terraform"), None, [], files, "filter") == Running(
        Scan("", ("a/main.tf", "b.json")), "terraform", True, "filter", "terraform_json"
    )
    assert parallel_run(Runner("bicep"), "infra", [], None, "filter").scan == Scan("infra", ())


def test_one_of_several_runners_speaks_for_all() -> None:
    runs = Registry("bicep", "kubernetes", "arm", "terraform_plan").run(".", [], None)
    assert [(one.framework, one.speaks) for one in runs if one is not None] == [
        ("bicep", False),
        ("arm", False),
        ("terraform_plan", True),
    ]


def test_terraform_speaks_for_terraform_in_json_where_nobody_asked_for_that() -> None:
    asked = Registry("terraform", "terraform_json").run(".", [], None)
    unasked = Registry("terraform", "arm").run(".", [], None)
    assert [one.also for one in (*asked, *unasked) if one is not None] == ["", "", "terraform_json", ""]


def test_a_runner_that_reads_none_of_our_languages_runs_nothing_of_ours() -> None:
    assert parallel_run(Runner("dockerfile"), ".", [], None, None) is None


def test_without_checkovs_frames_nothing_is_running() -> None:
    assert running() is None


def run_block(full_file_path: Any, look: Callable[[], Declaration | None]) -> Declaration | None:
    return look()


@pytest.mark.parametrize("wrapped", [True, False])
def test_terraforms_runners_know_the_file_that_they_show_relative_to_the_folder(tmp_path: Path, wrapped: bool) -> None:
    path = tmp_path / "main.tf"
    path.write_text("")
    configuration = {"__start_line__": 3, "__end_line__": 7, "__address__": "module.hub.azurerm_lb.app[0]"}
    known = SimpleNamespace(file_path=str(path)) if wrapped else str(path)
    assert run_block(known, lambda: declaration("/main.tf", configuration)) == Declaration(
        str(path.resolve()), 3, 7, "module.hub.azurerm_lb.app[0]"
    )


def test_the_other_runners_show_the_file_as_it_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "deploy.json").write_text("")
    monkeypatch.chdir(tmp_path)
    configuration = {"name": "conn-hub", "__startline__": 49, "__endline__": 67}
    shown = declaration("deploy.json", configuration)
    assert shown == Declaration(str((tmp_path / "deploy.json").resolve()), 49, 67, "", "conn-hub")


def test_lines_may_come_in_lists_as_in_plans(tmp_path: Path) -> None:
    path = tmp_path / "tfplan.json"
    path.write_text("")
    shown = declaration(str(path), {"__start_line__": [4], "__end_line__": [9]})
    assert shown is not None
    assert (shown.first_line, shown.last_line) == (4, 9)


def test_a_file_that_is_not_there_is_not_told() -> None:
    assert declaration("/no/such/main.tf", {}) is None
