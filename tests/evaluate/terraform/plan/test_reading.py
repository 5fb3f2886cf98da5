from __future__ import annotations

import json
from pathlib import Path

import pytest
from plans import AFTER_APPLY, Plan, read, refers

from fastpath_checks.core.diagnostics import Level
from fastpath_checks.core.spans import OriginKind
from fastpath_checks.core.values import Because, Known, Unknown, plain
from fastpath_checks.evaluate.terraform.azurerm import to_deployment
from fastpath_checks.graph.resource_graph import ResourceGraph

CONNECTION = "azurerm_virtual_network_gateway_connection.hub"
FLAG = "express_route_gateway_bypass"
FIXTURES = Path(__file__).parents[4] / "fixtures"
PLANS = sorted(FIXTURES.glob("*/*/tfplan.json"))


def test_a_planned_value_points_into_the_plan() -> None:
    value = Plan().add(CONNECTION, {"type": "ExpressRoute"}).instances()[CONNECTION].attributes["type"]
    assert isinstance(value, Known)
    assert value.data == "ExpressRoute"
    assert value.origin.kind is OriginKind.PLANNED
    assert value.origin.span is not None
    assert value.origin.span.text == '"ExpressRoute"'


def test_the_header_of_an_instance_is_its_name_and_without_one_its_address() -> None:
    address = f'module.hub["a"].{CONNECTION}["weu"]'
    (named,) = Plan().add(CONNECTION, {"name": "conn"}, key="weu", module='module.hub["a"]').instances().values()
    assert json.loads(named.header.text) == "conn"
    assert (named.address, named.module, named.key) == (address, 'module.hub["a"]', "weu")
    (nameless,) = Plan().add(CONNECTION, {}, key="weu", module='module.hub["a"]').instances().values()
    assert json.loads(nameless.header.text) == address


def drift(address: str, before: dict[str, object], after: dict[str, object] | None) -> dict[str, object]:
    type, name = address.split(".")
    change = {"actions": ["update"] if after is not None else ["delete"], "before": before, "after": after}
    return {"address": address, "mode": "managed", "type": type, "name": name, "change": change}


def test_what_was_changed_outside_of_terraform_is_named_and_the_plan_is_judged() -> None:
    before = {FLAG: False, "routing_weight": 1, "type": "ExpressRoute", "tags": {}, "authorization_key": "hush"}
    changed = drift(CONNECTION, before, {**before, FLAG: True, "type": "IPsec", "tags": {"a": "b"}})
    planned = {"address": CONNECTION, "mode": "managed", "type": CONNECTION.partition(".")[0], "name": "hub"}
    change = {"actions": ["update"], "before": {}, "after": {FLAG: True, "type": "ExpressRoute"}}
    plan = Plan(resource_drift=[changed]).add(CONNECTION, {"type": "ExpressRoute"})
    document = plan.document()
    document["resource_changes"] = [{**planned, "change": change}]
    instances, (said,) = read(json.dumps(document))
    assert (said.code, said.level) == ("drifted-resource", Level.NOTE)
    assert said.summary == f"{CONNECTION} was changed outside of Terraform: {FLAG}, type; the planned values are judged"
    assert said.detail == f"The plan leaves {FLAG} as found. The plan changes type again."
    assert said.span is not None
    assert said.span.start == json.dumps(document).index(json.dumps(changed))
    assert plain(instances[0].attributes["type"]) == "ExpressRoute"


def test_a_change_outside_of_terraform_in_what_nobody_judges_is_not_noted() -> None:
    other = drift("azurerm_dns_zone.x", {"name": "a"}, {"name": "b"})
    tagged = drift(CONNECTION, {FLAG: True, "tags": {}}, {FLAG: True, "tags": {"a": "b"}})
    _, said = read(json.dumps(Plan(resource_drift=[other, tagged]).document()))
    assert said == []


def test_what_was_deleted_outside_of_terraform_is_noted() -> None:
    _, (said,) = read(json.dumps(Plan(resource_drift=[drift(CONNECTION, {FLAG: True}, None)]).document()))
    assert said.summary == f"{CONNECTION} was deleted outside of Terraform; the planned values are judged"


def test_a_plan_of_another_format_is_said_at_its_version() -> None:
    _, (said,) = read(json.dumps({**Plan().document(), "format_version": "2.0"}))
    assert (said.code, said.span.text if said.span is not None else "") == ("unsupported-plan-format", '"2.0"')


def test_a_computed_flag_that_nobody_wrote_is_on_a_create_the_default() -> None:
    deployment = Plan().add(CONNECTION, {FLAG: AFTER_APPLY}).deployment()
    assert plain(deployment.resources[0].read("properties", "expressRouteGatewayBypass")) is False


@pytest.mark.parametrize(
    ("actions", "kind", "text"),
    [(("create",), OriginKind.PROVIDER_DEFAULT, '"conn"'), (("update",), OriginKind.PLANNED, "false")],
)
def test_a_default_that_the_plan_shows_is_the_providers_if_it_creates(
    actions: tuple[str, ...], kind: OriginKind, text: str
) -> None:
    plan = Plan().add(CONNECTION, {"name": "conn", "private_link_fast_path_enabled": False}, actions=actions)
    del plan.configured["resources"][0]["expressions"]["private_link_fast_path_enabled"]
    value = plan.instances()[CONNECTION].attributes["private_link_fast_path_enabled"]
    assert plain(value) is False
    assert value.origin.kind is kind
    assert value.origin.span is not None
    assert value.origin.span.text == text


def test_a_replaced_resource_is_created_too() -> None:
    deployment = Plan().add(CONNECTION, {FLAG: AFTER_APPLY}, actions=("delete", "create")).deployment()
    assert plain(deployment.resources[0].read("properties", "expressRouteGatewayBypass")) is False


def test_a_computed_flag_of_a_resource_that_is_updated_is_not_known() -> None:
    deployment = Plan().add(CONNECTION, {FLAG: AFTER_APPLY}, actions=("update",)).deployment()
    assert isinstance(deployment.resources[0].read("properties", "expressRouteGatewayBypass"), Unknown)


def test_a_flag_of_a_resource_that_stays_is_what_is_planned() -> None:
    deployment = Plan().add(CONNECTION, {FLAG: True}, actions=("no-op",)).deployment()
    assert plain(deployment.resources[0].read("properties", "expressRouteGatewayBypass")) is True


def test_a_flag_that_was_written_and_is_known_after_apply_is_not_known() -> None:
    plan = Plan().add(CONNECTION, {FLAG: AFTER_APPLY}, {FLAG: refers("terraform_data.x.output")})
    value = plan.instances()[CONNECTION].attributes[FLAG]
    assert isinstance(value, Unknown)
    assert value.missing[0].because is Because.RUNTIME_ATTRIBUTE
    assert value.missing[0].name == "terraform_data.x.output"


def test_without_a_configuration_nothing_is_taken_for_a_default() -> None:
    plan = Plan(configuration={}).add(CONNECTION, {FLAG: AFTER_APPLY})
    assert isinstance(plan.deployment().resources[0].read("properties", "expressRouteGatewayBypass"), Unknown)
    assert [one.level for one in plan.deployment().diagnostics] == [Level.WARNING]


def test_a_block_that_the_configuration_does_not_show_may_hold_anything() -> None:
    plan = Plan().add("azurerm_lb.app", {"frontend_ip_configuration": [{"subnet_id": AFTER_APPLY}]})
    del plan.configured["resources"][0]["expressions"]["frontend_ip_configuration"]  # as of a dynamic block
    graph = ResourceGraph(plan.deployment().resources)
    (frontend,) = graph.of_type("Microsoft.Network/loadBalancers/frontendIPConfigurations")
    assert isinstance(frontend.read("properties", "subnet", "id"), Unknown)


def test_sensitive_values_are_never_shown() -> None:
    plan = Plan().add(CONNECTION, {"authorization_key": "hush"}, sensitive={"authorization_key": True})
    value = plan.instances()[CONNECTION].attributes["authorization_key"]
    assert isinstance(value, Unknown)
    assert value.because is Because.SENSITIVE
    assert "hush" not in repr(value)


def test_data_that_was_read_is_known() -> None:
    plan = Plan().add("data.azurerm_virtual_network_gateway.hub", {"name": "vgw", "sku": "ErGw3AZ"}, prior=True)
    (resource,) = plan.deployment().resources
    assert resource.existing
    assert plain(resource.read("properties", "sku", "name")) == "ErGw3AZ"


@pytest.mark.parametrize("nothing", ["", None])
def test_data_that_was_read_and_has_no_route_table_has_none(nothing: str | None) -> None:
    plan = Plan().add("data.azurerm_subnet.gateway", {"name": "GatewaySubnet", "route_table_id": nothing}, prior=True)
    (resource,) = plan.deployment().resources
    assert plain(resource.read("properties", "routeTable", "id")) is None


def test_data_that_is_read_later_is_unknown() -> None:
    plan = Plan().add(
        "data.azurerm_virtual_network_gateway.hub", {"name": "vgw", "sku": AFTER_APPLY}, actions=("read",)
    )
    value = plan.instances()["data.azurerm_virtual_network_gateway.hub"].attributes["sku"]
    assert isinstance(value, Unknown)
    assert value.because is Because.DATA_SOURCE


def test_other_resources_of_the_state_are_not_planned() -> None:
    assert Plan().add(CONNECTION, {"name": "gone"}, prior=True).instances() == {}


def test_the_versions_of_the_provider_come_with_the_plan_and_from_the_lock_file() -> None:
    lock = 'provider "registry.terraform.io/hashicorp/azurerm" {\n  version = "4.80.0"\n}\n'
    instance = Plan().add(CONNECTION, {}).instances(**{".terraform.lock.hcl": lock})[CONNECTION]
    assert (instance.provider_constraint, instance.provider_version) == ("~> 4.79", "4.80.0")


@pytest.mark.parametrize("version", ["2.0", "", "0.9"])
def test_a_format_that_we_do_not_know_is_refused(version: str) -> None:
    instances, said = read(json.dumps(Plan(format_version=version).add(CONNECTION, {}).document()))
    assert instances == []
    assert [(one.code, one.level) for one in said] == [("unsupported-plan-format", Level.ERROR)]


@pytest.mark.parametrize(
    ("more", "level"),
    [
        ({"planned_values": None}, Level.ERROR),
        ({"errored": True}, Level.ERROR),
        ({"complete": False}, Level.WARNING),
        ({"resource_changes": None}, Level.WARNING),
    ],
    ids=str,
)
def test_a_plan_that_lacks_a_part_says_so(more: dict[str, object], level: Level) -> None:
    document = {key: one for key, one in Plan(**more).add(CONNECTION, {}).document().items() if one is not None}
    said = read(json.dumps(document))[1]
    assert ("incomplete-plan", level) in [(one.code, one.level) for one in said]


@pytest.mark.parametrize("share", [0.15, 0.3, 0.5, 0.7, 0.9, 0.99])
def test_a_plan_that_was_cut_off_is_said_and_read_as_far_as_it_goes(share: float) -> None:
    text = PLANS[0].read_text(encoding="utf-8")
    instances, said = read(text[: int(len(text) * share)])
    to_deployment(instances, [])
    assert any(one.level is Level.ERROR for one in said)


def test_what_a_torn_object_does_not_show_is_not_absent() -> None:
    plan = Plan().add(CONNECTION, {"type": "ExpressRoute", FLAG: True})
    del plan.configured["resources"][0]["expressions"][FLAG]
    text = json.dumps(plan.document())
    instances, _ = read(text.replace(f'"{FLAG}": true', f'"{FLAG}" true', 1))
    (resource,) = to_deployment(instances, []).resources
    assert plain(resource.read("properties", "connectionType")) == "ExpressRoute"
    flag = resource.read("properties", "expressRouteGatewayBypass")
    assert isinstance(flag, Unknown)
    assert flag.because is Because.UNPARSED


@pytest.mark.parametrize("odd", ["[]", "3", '"x"', "null", "{}", '[{"address": 3}]', "[[1]]"])
@pytest.mark.parametrize("part", ["planned_values", "resource_changes", "configuration", "prior_state"])
def test_nothing_raises_where_a_part_is_not_what_it_should_be(part: str, odd: str) -> None:
    plan = Plan(**{part: json.loads(odd)}).add(CONNECTION, {FLAG: AFTER_APPLY}, {FLAG: refers("var.x")})
    plan.deployment()


@pytest.mark.parametrize("path", PLANS, ids=lambda path: f"{path.parts[-3]}/{path.parts[-2]}")
def test_in_the_fixtures_every_id_that_is_created_with_the_plan_leads_to_its_resource(path: Path) -> None:
    instances, said = read(path.read_text(encoding="utf-8"))
    assert said == []
    deployment = to_deployment(instances, [])
    assert ResourceGraph(deployment.resources, deployment.amendments).unplaced == []
    for resource in deployment.resources:
        if resource.type == "Microsoft.Network/connections":
            assert isinstance(resource.read("properties", "virtualNetworkGateway1", "id"), Known)
