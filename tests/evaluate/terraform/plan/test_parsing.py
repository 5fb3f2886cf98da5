from __future__ import annotations

import json
from typing import Any

from plans import AFTER_APPLY, Plan, read

from fastpath_checks.core.spans import SourceFile
from fastpath_checks.evaluate.terraform.plan_parsing import parse_plan
from fastpath_checks.syntax.jsonc import JsonArray, JsonLiteral, JsonNumber, JsonObject, JsonString, parse_json

OTHER = "azurerm_policy_definition.p"
CONNECTION = "azurerm_virtual_network_gateway_connection.hub"


def test_what_nobody_asks_for_is_left_out_and_everything_else_stays_where_it_is() -> None:
    plan = Plan().add(OTHER, {"policy_rule": '{"address": "x", "mode": "managed"}', "deep": [{"a": [1, 2]}]})
    plan.add(CONNECTION, {"type": "ExpressRoute", "express_route_gateway_bypass": AFTER_APPLY})
    text = json.dumps(plan.document(), indent=1)
    tree, said = parse_plan(SourceFile("p", text))
    whole, _ = parse_json(SourceFile("p", text))
    assert said == []
    assert isinstance(tree, JsonObject)
    assert isinstance(whole, JsonObject)

    def resources(root: JsonObject) -> list[JsonObject]:
        node = root.get("planned_values")
        for key in ("root_module", "resources"):
            assert isinstance(node, JsonObject)
            node = node.get(key)
        assert isinstance(node, JsonArray)
        return [one for one in node.items if isinstance(one, JsonObject)]

    other, connection = resources(tree)
    assert other.members == []
    assert connection.start == resources(whole)[1].start
    assert len(connection.members) == len(resources(whole)[1].members)


def test_an_object_in_a_resource_that_looks_like_another_one_stays() -> None:
    inside = {"address": "x.y", "mode": "managed", "type": "some_other_type", "name": "kept"}
    plan = Plan().add("azapi_resource.g", {"type": "Microsoft.Network/loadBalancers@2024-05-01", "body": inside})
    (resource,) = plan.deployment().resources
    assert "name" in resource.body


def test_an_error_in_the_part_that_is_read_has_its_place_in_the_file() -> None:
    text = json.dumps(Plan().add(OTHER, {"x": 1}).add(CONNECTION, {"type": "ExpressRoute"}).document())
    torn = text.replace('"type": "ExpressRoute"', '"type" "ExpressRoute"', 1)
    _, said = read(torn)
    assert said[0].span is not None
    assert said[0].span.file.text == torn
    assert said[0].span.start == torn.index('"type" "ExpressRoute"') + len('"type" ')


def test_the_states_around_a_change_are_left_out_and_what_is_known_after_apply_stays() -> None:
    resource = {"address": CONNECTION, "mode": "managed", "type": CONNECTION.partition(".")[0], "name": "hub"}
    after = {"name": "conn", "tags": {"before": "]}"}}
    change = {"actions": ["create"], "before": None, "after": after, "after_unknown": {"id": True}}
    document = {"resource_changes": [{**resource, "index": 0, "change": {**change, "after_sensitive": {"x": True}}}]}
    for indent in (None, 2):
        text = json.dumps(document, indent=indent)
        tree, said = parse_plan(SourceFile("p", text))
        assert said == []
        seen = _plain(tree)["resource_changes"][0]
        assert seen["change"] == {**change, "after": None, "after_sensitive": None}
        assert seen["index"] == 0


def test_managed_resources_of_the_prior_state_are_left_out_and_its_data_stay() -> None:
    data = {"address": "data.azurerm_subnet.s", "mode": "data", "type": "azurerm_subnet", "name": "s"}
    managed = {"address": "azurerm_subnet.s", "mode": "managed", "type": "azurerm_subnet", "name": "s"}
    state = {"format_version": "1.0", "values": {"root_module": {"resources": [managed, data]}}}
    planned = {"root_module": {"resources": [managed]}}
    tree, _ = parse_plan(SourceFile("p", json.dumps({"planned_values": planned, "prior_state": state})))
    assert _plain(tree)["prior_state"]["values"]["root_module"]["resources"] == [{}, data]
    assert _plain(tree)["planned_values"] == planned


def test_a_variable_that_looks_like_a_prior_state_hides_nothing() -> None:
    managed = {"address": "azurerm_subnet.s", "mode": "managed", "type": "azurerm_subnet", "name": "s"}
    document = {
        "variables": {"x": {"value": {"prior_state": {"format_version": "1.0"}}}},
        "planned_values": {"root_module": {"resources": [managed]}},
    }
    tree, _ = parse_plan(SourceFile("p", json.dumps(document)))
    assert _plain(tree) == document


def _plain(node: object) -> Any:
    if isinstance(node, JsonObject):
        return {member.key: _plain(member.value) for member in node.members}
    if isinstance(node, JsonArray):
        return [_plain(item) for item in node.items]
    assert isinstance(node, (JsonString, JsonNumber, JsonLiteral))
    return node.value
