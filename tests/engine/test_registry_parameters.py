"""A ``.bicepparam`` that uses a registry's module, a template spec or nothing: a root of its own, or why it is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from bad_input import Scan, resource, template

MODULE = template(
    resource("a", "[parameters('bypass')]"), parameters={"bypass": {"type": "bool", "defaultValue": False}}
)
ALIASES = '{"moduleAliases": {"br": {"own": {"registry": "x.azurecr.io", "modulePath": "net"}}}}'
GIVEN = "param bypass = true\n"


@pytest.fixture
def scan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Scan:
    monkeypatch.chdir(tmp_path)
    return Scan(tmp_path, capsys)


@pytest.mark.parametrize(
    ("using", "below"),
    [
        ("br:x.azurecr.io/net/er:v1", "br/x.azurecr.io/net$er/v1$/main.json"),
        ("br/own:er:v1", "br/x.azurecr.io/net$er/v1$/main.json"),
        ("ts:1111/rg/er:v1", "ts/1111/rg/er/v1/main.json"),
    ],
)
@pytest.mark.parametrize("path", [".", "main.bicepparam"])
def test_parameters_of_a_restored_module_are_judged_with_it(scan: Scan, using: str, below: str, path: str) -> None:
    files: dict[str, str | bytes] = {
        "main.bicepparam": f"using '{using}'\n{GIVEN}",
        "bicepconfig.json": ALIASES,
        f"node_modules/{below}": MODULE,
    }
    seen = scan(files, path, "--bicep-modules", "node_modules")
    assert ([one for one in seen.remarks if "not-a-template" not in one], seen.verdicts) == ([], {"a": "pass"})


def test_what_is_given_on_the_command_line_reaches_the_module(scan: Scan) -> None:
    files: dict[str, str | bytes] = {
        "main.bicepparam": f"using 'br:x.azurecr.io/er:v1'\n{GIVEN}",
        "node_modules/br/x.azurecr.io/er/v1$/main.json": MODULE,
    }
    seen = scan(files, ".", "--bicep-modules", "node_modules", "--var", "bypass=false")
    assert (seen.code, seen.verdicts) == (1, {"a": "fail"})


@pytest.mark.parametrize("using", ["br:x.azurecr.io/net/er:v1", "br/own:er:v1", "ts:1111/rg/er:v1"])
def test_a_module_that_was_not_restored_is_said(scan: Scan, using: str) -> None:
    seen = scan({"main.bicepparam": f"using '{using}'\n{GIVEN}"}, "main.bicepparam")
    assert (seen.code, seen.remarks) == (0, ["warning module-not-found main.bicepparam:1:7"])


def test_a_known_module_of_azures_is_judged_by_its_outline(scan: Scan) -> None:
    text = """\
using 'br/public:avm/res/network/connection:0.1.6'
param name = 'a'
param connectionType = 'ExpressRoute'
param virtualNetworkGateway1 = { id: '${network}/virtualNetworkGateways/g' }
var network = '/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network'
param expressRouteGatewayBypass = true
param enablePrivateLinkFastPath = true
"""
    seen = scan({"main.bicepparam": text}, "main.bicepparam")
    assert (seen.code, seen.remarks) == (0, ["note module-outlined main.bicepparam:1:7"])
    assert seen.verdicts == {"a": "pass"}


def test_parameters_without_a_template_are_said_unless_others_extend_them(scan: Scan) -> None:
    seen = scan(
        {
            "alone.bicepparam": "using none\nparam x = 1\n",
            "nothing.bicepparam": "param x = 1\n",
            "base.bicepparam": "using none\nparam bypass = true\n",
            "main.bicepparam": "using 'br:x.azurecr.io/er:v1'\nextends 'base.bicepparam'\n",
            "node_modules/br/x.azurecr.io/er/v1$/main.json": MODULE,
        },
        ".",
        "--bicep-modules",
        "node_modules",
    )
    assert seen.remarks == ["note template-not-found alone.bicepparam", "warning template-not-found nothing.bicepparam"]
    assert seen.verdicts == {"a": "pass"}
