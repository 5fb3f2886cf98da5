"""What doctor says of files that Checkov's own readers cannot read, asked for real."""

from __future__ import annotations

import shutil
from pathlib import Path

import fixture_cases
import pytest
from checkov_runs import CHECKOV

import fastpath_checks.checkov_plugin
from fastpath_checks.cli.main import main
from fastpath_checks.engine.analyze import analyze
from fastpath_checks.engine.examining import Missed, examine
from fastpath_checks.engine.findings import Verdict
from fastpath_checks.engine.request import Request

pytestmark = pytest.mark.skipif(CHECKOV is None, reason="FASTPATH_CHECKOV does not name a checkov to run")

READERS = Path(fastpath_checks.checkov_plugin.__file__).with_name("other_readers.py")
FIXTURE = fixture_cases.FIXTURES / "gateway-sku-without-fastpath" / "fail-ergw1az"
PYTHON = str(Path(CHECKOV or "checkov").with_name("python"))


def missed(path: Path) -> dict[str, Missed]:
    request = Request((str(path),), twins=False)
    found = examine(request, analyze(request), str(READERS), PYTHON)
    assert found.unasked == ()
    return {Path(one.path).name: one for one in found.missed}


def test_what_checkov_reads_is_not_missed(tmp_path: Path) -> None:
    for name in ("main.tf", "main.bicep", "azuredeploy.json"):
        shutil.copy(FIXTURE / name, tmp_path)
    assert missed(tmp_path) == {}


def test_a_template_of_language_version_2_is_missed_with_its_failed_verdicts() -> None:
    file = fixture_cases.FIXTURES / "topology" / "fail-symbolic-names" / "azuredeploy.json"
    lost = missed(file)["azuredeploy.json"]
    assert (lost.how, lost.language) == ("lost", "arm")
    assert "languageVersion 2.0" in lost.why
    assert lost.number(Verdict.FAIL) == sum(
        one.verdict is Verdict.FAIL for one in analyze(Request((str(file),))).findings
    )
    assert lost.number(Verdict.FAIL) > 0


def test_files_that_its_readers_lose_or_pass_by_are_named(tmp_path: Path) -> None:
    template = (FIXTURE / "azuredeploy.json").read_text("utf-8")
    (tmp_path / "commented.json").write_text(template.replace("{", "{ // a comment\n", 1))
    (tmp_path / "open.tofu").write_text('resource "azurerm_lb" "app" {}\n')
    (tmp_path / "open.tofu.json").write_text('{"resource": {"azurerm_lb": {"app": {}}}}')
    (tmp_path / "numbers.tf").write_text('resource "azurerm_lb" "app" {\n  idle_timeout_in_minutes = 1e1\n}\n')
    (tmp_path / "spread.bicep").write_text("var tags = { ...resourceGroup().tags }\n")
    found = missed(tmp_path)
    assert {name: one.how for name, one in found.items()} == dict.fromkeys(
        ("commented.json", "open.tofu", "open.tofu.json", "numbers.tf", "spread.bicep"), "lost"
    )
    assert "ending" in found["open.tofu"].why
    assert "cannot read it" in found["commented.json"].why


def test_the_command_tells_it_and_ends_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "infra"
    folder.mkdir()
    shutil.copy(FIXTURE / "main.tf", folder)
    arguments = ["doctor", "--checkov", str(folder), "--python", PYTHON]
    assert main(arguments) == 0
    assert "Checkov misses 0 of 1 file" in capsys.readouterr().out
    shutil.move(folder / "main.tf", folder / "main.tofu")
    assert main(arguments) == 1
    told = capsys.readouterr().out
    assert "1 file not read by Checkov" in told
    assert "Checkov misses 1 of 1 file, and with them" in told
