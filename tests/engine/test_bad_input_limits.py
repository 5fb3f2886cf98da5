"""What would never end or fill the memory, by the real command: given up with a reason, and the rest is judged."""

from __future__ import annotations

from functools import reduce
from pathlib import Path

import pytest
from bad_input import Scan, bicep, linked, parameters, plan, resource, template, terraform

DEEP = 100_000
NEST = "[" * DEEP + "]" * DEEP
ELSEWHERE: dict[str, str | bytes] = {"other/main.bicep": bicep("elsewhere")}


@pytest.fixture
def scan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Scan:
    monkeypatch.chdir(tmp_path)
    return Scan(tmp_path, capsys)


def call(source: str) -> str:
    return f'module "m" {{\n  source = "{source}"\n}}\n'


def deploys(path: str) -> str:
    return f"module m '{path}' = {{\n  name: 'm'\n}}\n"


@pytest.mark.parametrize(
    ("files", "place"),
    [
        ({"main.tf": call("./nowhere") + terraform("a", "module.m.flag") + terraform("b")}, "main.tf:1:1"),
        ({"main.tf": call("Azure/x/azurerm") + terraform("a", "module.m.flag") + terraform("b")}, "main.tf:1:1"),
        ({"main.bicep": deploys("nowhere.bicep") + bicep("a", "m.outputs.flag") + bicep("b")}, "main.bicep:1:10"),
        ({"main.bicep": deploys("br:x.io/y:1") + bicep("a", "m.outputs.flag") + bicep("b")}, "main.bicep:1:10"),
    ],
    ids=["terraform", "terraform-registry", "bicep", "bicep-registry"],
)
def test_a_module_that_is_not_there_is_said_and_what_it_gives_is_not_known(
    scan: Scan, files: dict[str, str | bytes], place: str
) -> None:
    seen = scan({**files, **ELSEWHERE})
    assert (seen.code, seen.remarks) == (0, [f"warning module-not-found {place}"])
    assert seen.verdicts == {"a": "undecided", "b": "pass", "elsewhere": "pass"}


def test_a_linked_template_that_is_not_there_is_said(scan: Scan) -> None:
    seen = scan({"azuredeploy.json": template(linked("nowhere.json"), resource("a")), **ELSEWHERE})
    assert (seen.code, seen.remarks) == (0, ["warning module-not-found azuredeploy.json:12:27"])
    assert seen.verdicts == {"a": "pass", "elsewhere": "pass"}


@pytest.mark.parametrize(
    ("files", "place"),
    [
        ({"main.tf": call("./b") + terraform("a"), "b/main.tf": call("../") + terraform("b")}, "b/main.tf:1:1"),
        ({"main.tf": call("./") + terraform("a") + terraform("b")}, "main.tf:1:1"),
        ({"main.bicep": deploys("b.bicep") + bicep("a"), "b.bicep": deploys("main.bicep") + bicep("b")}, None),
        (
            {
                "main.json": template(linked("b.json"), resource("a")),
                "b.json": template(linked("main.json"), resource("b")),
            },
            None,
        ),
    ],
    ids=["terraform", "terraform-itself", "bicep", "arm"],
)
def test_modules_in_a_circle_are_said_and_judged_once(
    scan: Scan, files: dict[str, str | bytes], place: str | None
) -> None:
    seen = scan({**files, **ELSEWHERE})
    assert seen.code == 3
    assert [one.split()[1] for one in seen.remarks] == ["module-cycle"]
    assert place is None or seen.remarks == [f"error module-cycle {place}"]
    assert seen.verdicts == {"a": "pass", "b": "pass", "elsewhere": "pass"}


LOCALS = "locals {\n  x = local.y\n  y = local.x\n}\n"
INNER = 'variable "x" {}\noutput "y" {\n  value = var.x\n}\n'
CALLED = 'module "m" {\n  source = "./m"\n  x      = module.m.y\n}\n'


@pytest.mark.parametrize(
    ("files", "error"),
    [
        ({"main.tf": LOCALS + terraform("a", "local.x") + terraform("b")}, "cycle main.tf:2:3"),
        (
            {"main.tf": CALLED + terraform("a", "module.m.y") + terraform("b"), "m/main.tf": INNER},
            "cycle m/main.tf:2:1",
        ),
        ({"main.bicep": "var x = y\nvar y = x\n" + bicep("a", "x") + bicep("b")}, "cycle main.bicep:2:9"),
        (
            {
                "main.bicep": "func f(x int) bool => g(x)\nfunc g(x int) bool => f(x)\n"
                + bicep("a", "f(1)")
                + bicep("b")
            },
            "cycle main.bicep:2:23",
        ),
        (
            {
                "azuredeploy.json": template(
                    resource("a", "[variables('x')]"),
                    resource("b"),
                    variables={"x": "[variables('y')]", "y": "[variables('x')]"},
                )
            },
            "cycle azuredeploy.json:6:12",
        ),
        (
            {
                "azuredeploy.json": template(
                    resource("a", "[parameters('x')]"),
                    resource("b"),
                    parameters={"x": {"type": "bool", "defaultValue": "[parameters('x')]"}},
                )
            },
            None,
        ),
        (
            {"azuredeploy.json": template(resource("a", "[parameters('x'" + "]"), resource("b"))},
            "syntax-error azuredeploy.json:18:50",
        ),
    ],
    ids=["locals", "module-argument", "bicep-variables", "bicep-functions", "variables", "parameter", "never-closed"],
)
def test_what_refers_to_itself_or_never_closes_is_not_known(
    scan: Scan, files: dict[str, str | bytes], error: str | None
) -> None:
    seen = scan({**files, **ELSEWHERE})
    assert seen.code == 3
    assert len(seen.errors()) == 1
    assert error is None or seen.errors() == [f"error {error}"]
    assert seen.verdicts == {"a": "undecided", "b": "pass", "elsewhere": "pass"}


COPIED = {**resource("a"), "copy": {"name": "c", "count": 1_000_000_000}}
PRODUCT = "locals {\n  l = range(1000)\n  m = setproduct(local.l, local.l, local.l)\n}\n"


@pytest.mark.parametrize(
    ("files", "error"),
    [
        ({"main.tf": terraform("a", more="  count = 1000000000\n") + terraform("b")}, "main.tf:10:11"),
        (
            {
                "main.tf": PRODUCT
                + terraform("a", more='  for_each = { for x in local.m : join("-", x) => x }\n')
                + terraform("b")
            },
            "main.tf:3:7",
        ),
        ({"azuredeploy.json": template(COPIED, resource("b"))}, "azuredeploy.json:23:18"),
    ],
    ids=["count", "for_each", "copy"],
)
def test_a_billion_instances_are_not_made(scan: Scan, files: dict[str, str | bytes], error: str) -> None:
    seen = scan({**files, **ELSEWHERE})
    assert (seen.code, seen.errors()) == (3, [f"error limit {error}"])
    assert seen.verdicts == {"a": "pass", "b": "pass", "elsewhere": "pass"}


def test_loops_within_loops_are_given_up(scan: Scan) -> None:
    nested = "locals {\n  l = range(1000)\n  m = [for a in local.l : [for b in local.l : [for c in local.l : c]]]\n}\n"
    lambdas = "var l = range(0, 1000)\nvar m = map(l, a => map(l, b => map(l, c => c)))\n"
    seen = scan(
        {
            "t/main.tf": nested + terraform("a", "length(local.m) > 0") + terraform("b"),
            "main.bicep": lambdas + bicep("c", "length(m) > 1"),
            **ELSEWHERE,
        }
    )
    assert seen.code == 3
    assert {one.split()[1] for one in seen.remarks} == {"limit"}
    assert seen.verdicts == {"a": "undecided", "b": "pass", "c": "undecided", "elsewhere": "pass"}


@pytest.mark.parametrize(
    "files",
    [
        {"main.tf": f"locals {{\n  x = {NEST}\n}}\n" + terraform("a")},
        {"main.tf": "locals {\n  x = " + "[" * DEEP + "\n}\n" + terraform("a")},
        {"main.tf": "locals {\n  x = " + '"${' * DEEP + "1" + '}"' * DEEP + "\n}\n" + terraform("a")},
        {"main.tf": "locals {\n  x = " + "true ? 1 : " * DEEP + "1\n}\n" + terraform("a")},
        {"main.tf": "x {\n" * 20_000 + "}\n" * 20_000 + terraform("a")},
        {"main.tf.json": '{"locals": {"x": %s}}' % NEST, "a.tf": terraform("a")},  # noqa: UP031
        {"main.tf": 'variable "v" {}\n' + terraform("a"), "terraform.tfvars": f"v = {NEST}\n"},
        {"main.bicep": f"var x = {NEST}\n" + bicep("a")},
        {"main.bicep": "type x = " + "{a: " * DEEP + "int" + "}" * DEEP + "\n" + bicep("a")},
        {"main.bicep": "param x array\n" + bicep("a"), "main.bicepparam": f"using 'main.bicep'\nparam x = {NEST}\n"},
        {"azuredeploy.json": template(resource("a"), variables={"x": "@"}).replace('"@"', NEST)},
        {
            "azuredeploy.json": template(resource("a"), parameters={"x": {"type": "array"}}),
            "azuredeploy.parameters.json": parameters(x="@").replace('"@"', NEST),
        },
        {"tfplan.json": plan("a").replace('"uksouth"', NEST)},
    ],
    ids=[
        "list",
        "open",
        "template",
        "conditional",
        "blocks",
        "tf.json",
        "tfvars",
        "bicep",
        "type",
        "bicepparam",
        "arm",
        "parameters",
        "plan",
    ],
)
def test_deep_nesting_is_an_error_and_the_rest_is_judged(scan: Scan, files: dict[str, str | bytes]) -> None:
    seen = scan({**files, **ELSEWHERE})
    assert seen.code == 3
    assert {one.split()[1] for one in seen.errors()} <= {"nested-too-deep", "syntax-error"}
    assert seen.verdicts == {"a": "pass", "elsewhere": "pass"}


@pytest.mark.parametrize(
    "files",
    [
        {"main.tf": terraform("a", "1 + " * 20_000 + "1 > 1")},
        {"main.tf": f'locals {{\n  x = yamldecode("{NEST}")\n}}\n' + terraform("a", "local.x")},
        {"main.tf": f'locals {{\n  x = jsondecode("{NEST}")\n}}\n' + terraform("a", "local.x")},
        {"main.bicep": "var x = " + "1 + " * DEEP + "1\n" + bicep("a", "x > 1")},
        {"azuredeploy.json": template(resource("a", "[" + "not(" * DEEP + "true" + ")" * DEEP + "]"))},
        {"azuredeploy.json": template(resource("a", f"[json('{NEST}')]"))},
    ],
    ids=["sum", "yamldecode", "jsondecode", "bicep-sum", "arm-call", "arm-json"],
)
def test_a_value_from_too_deep_is_not_known(scan: Scan, files: dict[str, str | bytes]) -> None:
    assert scan({**files, **ELSEWHERE}).verdicts == {"a": "undecided", "elsewhere": "pass"}


def test_deployments_within_deployments_end(scan: Scan) -> None:
    def around(inner: str, _: int) -> str:
        deployment = linked("@")
        deployment["properties"] = {"mode": "Incremental", "template": "@"}
        return template(deployment).replace('"@"', inner)

    seen = scan({"azuredeploy.json": reduce(around, range(40), template(resource("a"))), **ELSEWHERE})
    assert seen.code == 3
    assert seen.verdicts == {"elsewhere": "pass"}


def test_nothing_outside_the_root_is_read(scan: Scan) -> None:
    up = "../" * 20
    seen = scan(
        {
            "d/main.tf": terraform("a", f'file("{up}etc/hosts") == ""') + terraform("b"),
            "e/main.bicep": bicep("c", f"loadTextContent('{up}etc/hosts') == ''") + deploys(f"{up}etc/hosts"),
            "f/azuredeploy.json": template(linked(f"{up}etc/hosts"), resource("d")),
        }
    )
    assert seen.code == 3
    assert {one.split()[1] for one in seen.errors()} == {"file-not-read", "outside-the-root"}
    assert seen.verdicts == {"a": "undecided", "b": "pass", "c": "undecided", "d": "pass"}


@pytest.mark.parametrize(
    ("files", "remark", "code", "verdict"),
    [
        (
            {"main.tf": terraform("a", more="  express_route_gateway_bypass = false\n")},
            "error duplicate-argument main.tf:10:3",
            3,
            "pass",
        ),
        ({"main.tf": terraform("a") * 2}, "error duplicate-declaration main.tf:11:1", 3, "pass"),
        (
            {
                "azuredeploy.json": template(resource("a")).replace(
                    '"peer"', '"expressRouteGatewayBypass": false, "peer"'
                )
            },
            "warning duplicate-key azuredeploy.json:18:9",
            0,
            "pass",
        ),
    ],
    ids=["argument", "resource", "arm"],
)
def test_what_is_written_twice_is_said(
    scan: Scan, files: dict[str, str | bytes], remark: str, code: int, verdict: str
) -> None:
    seen = scan(files)
    assert (seen.code, seen.remarks, seen.verdicts) == (code, [remark], {"a": verdict})
