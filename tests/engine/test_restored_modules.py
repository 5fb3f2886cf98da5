"""Where the compiler keeps restored modules, every door finds them."""

from __future__ import annotations

from pathlib import Path

import pytest
from bad_input import resource, template

from fastpath_checks.engine.analyze import analyze
from fastpath_checks.engine.request import Request

CALL = "module m 'br:x.azurecr.io/er:v1' = {\n  name: 'm'\n}\n"


@pytest.mark.parametrize(("named", "code"), [(None, None), ("elsewhere", "module-not-found")])
def test_modules_are_read_from_the_compilers_own_folder_unless_another_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str | None, code: str | None
) -> None:
    module = tmp_path / "home" / ".bicep" / "br" / "x.azurecr.io" / "er" / "v1$" / "main.json"
    module.parent.mkdir(parents=True)
    module.write_text(template(resource("a")))
    project = tmp_path / "project"
    (project / "elsewhere").mkdir(parents=True)
    (project / "main.bicep").write_text(CALL)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home"))
    monkeypatch.chdir(project)
    report = analyze(Request(("main.bicep",), bicep_modules=named))
    assert [one.code for one in report.diagnostics] == ([code] if code else [])
    assert {one.subject.name for one in report.findings} == (set() if code else {"a"})
