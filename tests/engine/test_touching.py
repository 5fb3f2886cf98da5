"""Which roots a change touches."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fastpath_checks.engine.analyze import analyze
from fastpath_checks.engine.request import Request
from fastpath_checks.engine.roots import discover
from fastpath_checks.engine.touching import touched
from fastpath_checks.sources.jail import ScanFiles

FIXTURES = Path(__file__).parents[2] / "fixtures"
SCHEMA = "https://schema.management.azure.com/schemas/2019-04-01/deployment"
FILES = {
    "envs/prod/main.tf": 'module "hub" {\n  source = "../../modules/hub"\n}\n',
    "envs/dev/main.tf": "",
    "modules/hub/main.tf": 'module "inner" {\n  source = "./inner"\n}\n',
    "modules/hub/inner/main.tf": "",
    "bicep/main.bicep": (
        "import { t } from 'types.bicep'\nmodule hub 'hub.bicep' = {}\nvar x = loadJsonContent('data.json')\n"
    ),
    "bicep/hub.bicep": "param sku string\n",
    "bicep/types.bicep": "@export()\ntype t = string\n",
    "bicep/data.json": "{}",
    "bicep/prod.bicepparam": "using 'main.bicep'\n",
    "arm/main.json": f'{{"$schema": "{SCHEMA}Template.json#", "parameters": {{}}}}',
    "arm/main.parameters.json": f'{{"$schema": "{SCHEMA}Parameters.json#", "parameters": {{}}}}',
}


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ("envs/dev/main.tf", ["envs/dev"]),
        ("envs/dev/deleted.tf", ["envs/dev"]),
        ("envs/dev/terraform.tfvars", ["envs/dev"]),
        ("envs/dev/vars/west.tfvars", ["envs/dev"]),
        ("modules/hub/inner/main.tf", ["envs/prod"]),
        ("modules/hub/templates/body.json", ["envs/prod"]),
        ("bicep/main.bicep", ["bicep/main.bicep"]),
        ("bicep/hub.bicep", ["bicep/main.bicep"]),
        ("bicep/types.bicep", ["bicep/main.bicep"]),
        ("bicep/data.json", ["bicep/main.bicep"]),
        ("bicep/prod.bicepparam", ["bicep/main.bicep"]),
        ("arm/main.parameters.json", ["arm/main.json"]),
        ("envs/fastpath.yaml", ["envs/dev", "envs/prod"]),
        ("fastpath.yaml", ["arm/main.json", "bicep/main.bicep", "envs/dev", "envs/prod"]),
        ("README.md", []),
        ("docs/package.json", []),
    ],
)
def test_a_changed_file_touches_the_roots_that_it_belongs_to(tmp_path: Path, changed: str, expected: list[str]) -> None:
    for path, text in FILES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    discovery = discover(["."], ScanFiles(["."], working_directory=str(tmp_path)))
    assert [root.path for root in touched(discovery.roots, [changed], discovery.graph)] == expected


def test_only_findings_that_have_to_do_with_a_change_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two connections of one root, in a file each; the gateway that decides for both stands in a third."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    text = (FIXTURES / "gateway-sku-without-fastpath/fail-ergw1az/main.tf").read_text(encoding="utf-8")
    head, connection = re.split(r'(?m)^(?=resource "azurerm_virtual_network_gateway_connection")', text)
    (tmp_path / "hub.tf").write_text(head, encoding="utf-8")
    (tmp_path / "one.tf").write_text(connection, encoding="utf-8")
    second = connection.replace('_connection" "hub"', '_connection" "other"').replace("conn-hub", "conn-other")
    assert second != connection
    (tmp_path / "two.tf").write_text(second, encoding="utf-8")

    def told(*changed: str, touched_only: bool = True) -> set[str]:
        report = analyze(Request((".",), changed=changed, touched_only=touched_only))
        failed = {one.subject.name for one in report.findings if one.rule == "FASTPATH_101"}
        assert (report.summary.untouched > 0) is (failed != {"conn-hub", "conn-other"})
        return failed

    assert told("one.tf") == {"conn-hub"}
    assert told("two.tf") == {"conn-other"}
    assert told("hub.tf") == {"conn-hub", "conn-other"}
    assert told("one.tf", touched_only=False) == {"conn-hub", "conn-other"}
    (tmp_path / "fastpath.yaml").write_text("version: 1\n", encoding="utf-8")
    assert told("fastpath.yaml") == {"conn-hub", "conn-other"}


def test_what_cannot_be_read_elsewhere_is_no_matter_of_a_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".git").mkdir()
    for name in ("changed", "elsewhere"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "main.tf").write_bytes(b"# \xff\n")
    (tmp_path / "elsewhere" / "lost.bicepparam").write_text("using 'gone.bicep'\n", encoding="utf-8")
    (tmp_path / "package.json").write_text("{}", encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    def said(changed: tuple[str, ...] | None) -> set[str]:
        return {one.where for one in analyze(Request((".",), changed=changed)).diagnostics}

    assert said(None) == {"", "changed/main.tf", "elsewhere/lost.bicepparam", "elsewhere/main.tf"}
    assert said(("changed/more.tf",)) == {"changed/main.tf"}
    assert said(("changed/more.tf", "elsewhere/lost.bicepparam")) == {"changed/main.tf", "elsewhere/lost.bicepparam"}
