"""Who may import whom: the contract of the house, read from the imports themselves."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "fastpath_checks"

MAY_IMPORT: dict[str, set[str]] = {
    "core": set(),
    "policy": {"core"},
    "sources": {"core"},
    "syntax": {"core"},
    "graph": {"core"},
    "evaluate": {"core", "syntax", "graph"},
    "topology": {"core", "graph", "policy"},
    "rules": {"core", "policy", "topology"},
    "engine": {"core", "policy", "sources", "syntax", "graph", "evaluate", "topology", "rules"},
    "reports": {"core", "policy", "rules", "engine"},
    "checkov_plugin": {"core", "policy", "topology", "rules", "engine"},
    "cli": {"core", "policy", "sources", "rules", "engine", "reports", "checkov_plugin"},
}
"""A room imports only rooms below it, and only these."""

TOPOLOGY_MAY_SEE_OF_POLICY = {"fastpath_checks.policy.facts", "fastpath_checks.policy.assertions"}
THIRD_PARTY: dict[str, set[str]] = {
    "policy": {"yaml", "jsonschema"},
    "evaluate": {"yaml"},
    "reports": {"rich"},
    "cli": {"rich"},
    "checkov_plugin": {"checkov", "hcl2", "pycep"},
}
MAY_OPEN_FILES = {"sources", "policy/shipped.py", "policy/generating.py"}
MAY_PRINT = {"cli", "reports", "checkov_plugin"}
FORBIDDEN_STEMS = {"utils", "helpers", "common", "manager", "base"} | set(sys.stdlib_module_names)


def files() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if "external" not in path.parts)


def room(path: Path) -> str:
    relative = path.relative_to(PACKAGE)
    return relative.parts[0] if len(relative.parts) > 1 else ""


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            assert node.module is not None
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


@pytest.mark.parametrize("path", files(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_file_imports_only_the_rooms_below_it(path: Path) -> None:
    here = room(path)
    if not here:
        return
    for name in imports(path):
        parts = name.split(".")
        if parts[0] != "fastpath_checks" or len(parts) == 1:
            continue
        other = parts[1]
        if other not in MAY_IMPORT:
            continue
        assert other == here or other in MAY_IMPORT[here], f"{here} may not import {name}"


@pytest.mark.parametrize("path", files(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_third_party_packages_are_imported_only_where_they_belong(path: Path) -> None:
    allowed = THIRD_PARTY.get(room(path), set())
    for name in imports(path):
        top = name.split(".")[0]
        if top == "fastpath_checks" or top in sys.stdlib_module_names:
            continue
        assert top in allowed, f"{room(path)} may not import {top}"


def test_the_two_evaluators_never_import_each_other() -> None:
    for path in files():
        parts = path.relative_to(PACKAGE).parts
        if parts[0] != "evaluate" or len(parts) < 3:
            continue
        other = "arm" if parts[1] == "terraform" else "terraform"
        for name in imports(path):
            assert not name.startswith(f"fastpath_checks.evaluate.{other}"), f"{path} imports {name}"


def test_the_topology_sees_only_facts_and_assertions_of_the_policy() -> None:
    for path in files():
        if room(path) != "topology":
            continue
        for name in imports(path):
            if name.startswith("fastpath_checks.policy"):
                assert any(name.startswith(allowed) for allowed in TOPOLOGY_MAY_SEE_OF_POLICY), f"{path}: {name}"


def calls(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                found.add(node.func.id)
            elif isinstance(node.func, ast.Attribute):
                found.add(f".{node.func.attr}")
    return found


def test_only_the_sources_open_files_and_only_the_doors_print() -> None:
    for path in files():
        relative = path.relative_to(PACKAGE).as_posix()
        used = calls(path)
        if room(path) not in MAY_OPEN_FILES and relative not in MAY_OPEN_FILES:
            assert not used & {"open", ".read_text", ".read_bytes", ".write_text"}, f"{relative} opens files"
        if room(path) not in MAY_PRINT:
            assert "print" not in used, f"{relative} prints"


def test_no_file_is_named_after_nothing_or_after_the_standard_library() -> None:
    for path in files():
        if not path.stem.startswith("__"):
            assert path.stem not in FORBIDDEN_STEMS, f"{path} has a forbidden name"


def test_files_are_short() -> None:
    long = {str(p.relative_to(PACKAGE)): n for p in files() if (n := len(p.read_text("utf-8").splitlines())) > 400}
    assert not long, f"one thought a file: {long}"
