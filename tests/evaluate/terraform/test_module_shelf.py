"""Modules that several roots call are read once, and not for ever."""

from __future__ import annotations

import pytest
from files_in_memory import FilesInMemory

from fastpath_checks.core.values import Known
from fastpath_checks.evaluate.terraform import ModuleShelf, TerraformInputs, evaluate_configuration, module_shelf

MODULE = 'variable "name" {}\noutput "name" {\n  value = "hub-${var.name}"\n}\n'


def caller(name: str) -> str:
    call = f'module "hub" {{\n  source = "../hub"\n  name = "{name}"\n}}\n'
    return call + 'output "o" {\n  value = module.hub.name\n}\n'


def test_a_module_on_the_shelf_says_for_each_root_what_that_root_gives_it() -> None:
    files = FilesInMemory({"hub/main.tf": MODULE, "one/main.tf": caller("a"), "two/main.tf": caller("b")})
    shelf = ModuleShelf(files)
    found = []
    for root in ("one", "two", "one"):
        done = evaluate_configuration(root, files, TerraformInputs(), lambda one: None, lambda type: True, shelf)
        value = done.outputs["o"]
        assert isinstance(value, Known)
        found.append(value.data)
    assert found == ["hub-a", "hub-b", "hub-a"]


def test_what_is_wrong_in_a_module_is_said_for_every_root_that_calls_it() -> None:
    files = FilesInMemory({"hub/main.tf": MODULE + "=\n", "one/main.tf": caller("a"), "two/main.tf": caller("b")})
    shelf = ModuleShelf(files)
    for root in ("one", "two"):
        done = evaluate_configuration(root, files, TerraformInputs(), lambda one: None, lambda type: True, shelf)
        assert [one.code for one in done.diagnostics] == ["syntax-error"]


def test_a_directory_is_read_once_while_it_is_on_the_shelf() -> None:
    shelf = ModuleShelf(FilesInMemory({"hub/main.tf": MODULE}))
    assert shelf.take("hub") is shelf.take("hub")
    assert shelf.take("nowhere") is None


def test_the_directory_that_was_used_longest_ago_leaves_a_full_shelf_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module_shelf, "SHELF_LIMIT", 2 * len(MODULE))
    shelf = ModuleShelf(FilesInMemory({f"{name}/main.tf": MODULE for name in "abc"}))
    first, second = shelf.take("a"), shelf.take("b")
    assert shelf.take("a") is first
    shelf.take("c")
    assert shelf.take("a") is first
    assert shelf.take("b") is not second
