from __future__ import annotations

import json
from typing import Any

import pytest
from plans import AFTER_APPLY, Plan, read, refers

from fastpath_checks.core.spans import SourceFile
from fastpath_checks.core.values import plain
from fastpath_checks.evaluate.terraform import plan_parsing
from fastpath_checks.evaluate.terraform.plan_parsing import parse_plan
from fastpath_checks.syntax.jsonc import (
    JsonArray,
    JsonLiteral,
    JsonNumber,
    JsonObject,
    JsonString,
    parse_json,
    parse_object_at,
)

OTHER = "azurerm_policy_definition.p"
CONNECTION = "azurerm_virtual_network_gateway_connection.hub"


def test_what_nobody_asks_for_is_not_read_and_everything_stands_where_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = Plan().add(OTHER, {"policy_rule": '{"address": "x", "mode": "managed"}', "deep": [{"a": [1, 2]}]})
    plan.add(CONNECTION, {"type": "ExpressRoute", "express_route_gateway_bypass": AFTER_APPLY})
    text = json.dumps(plan.document(), indent=1)
    opened: list[int] = []

    def noted(file: SourceFile, start: int, *more: Any) -> JsonObject:
        opened.append(start)
        return parse_object_at(file, start, *more)

    monkeypatch.setattr(plan_parsing, "parse_object_at", noted)
    instances, said = read(text)
    assert said == []
    assert plain(instances[0].attributes["type"]) == "ExpressRoute"
    assert opened
    assert not any(text.startswith(f'"address": "{OTHER}"', text.index('"', at)) for at in opened)
    tree, _ = parse_plan(SourceFile("p", text))
    whole, _ = parse_json(SourceFile("p", text))
    assert _places(tree) == _places(whole)


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
        assert seen["change"] == {**change, "after": {}, "after_sensitive": {}}
        assert seen["index"] == 0


def test_what_follows_the_prior_state_counts() -> None:
    hub = {"virtual_network_gateway_id": refers("azurerm_virtual_network_gateway.g.id")}
    plan = Plan().add("azurerm_virtual_network_gateway.g", {"name": "vgw"})
    plan.add(CONNECTION, {"virtual_network_gateway_id": AFTER_APPLY}, hub)
    plan.add("data.azurerm_subnet.s", {"name": "s"}, prior=True)
    document = plan.document()
    state = document["prior_state"]
    state["format_version"] = "1.0"
    state["values"]["root_module"]["resources"] += document["planned_values"]["root_module"]["resources"]
    ordered = {key: document[key] for key in document if key not in ("prior_state", "configuration")}
    text = json.dumps({**ordered, "prior_state": state, "configuration": document["configuration"]})
    instances, _ = read(text)
    value = {one.address: one for one in instances}[CONNECTION].attributes["virtual_network_gateway_id"]
    assert plain(plain(value).names[0]) == "vgw"
    assert [one.address for one in instances].count(CONNECTION) == 1


def test_a_variable_that_looks_like_a_prior_state_hides_nothing() -> None:
    managed = {"address": "azurerm_subnet.s", "mode": "managed", "type": "azurerm_subnet", "name": "s"}
    document = {
        "variables": {"x": {"value": {"prior_state": {"format_version": "1.0"}}}},
        "planned_values": {"root_module": {"resources": [managed]}},
    }
    tree, _ = parse_plan(SourceFile("p", json.dumps(document)))
    assert _plain(tree) == document


def _places(node: object) -> Any:
    """All keys and values with their places."""
    if isinstance(node, JsonObject):
        return (node.start, node.end, [(one.key_start, one.key, _places(one.value)) for one in node.members])
    if isinstance(node, JsonArray):
        return (node.start, node.end, [_places(item) for item in node.items])
    assert isinstance(node, (JsonString, JsonNumber, JsonLiteral))
    return (node.start, node.end, node.value)


def _plain(node: object) -> Any:
    if isinstance(node, JsonObject):
        return {member.key: _plain(member.value) for member in node.members}
    if isinstance(node, JsonArray):
        return [_plain(item) for item in node.items]
    assert isinstance(node, (JsonString, JsonNumber, JsonLiteral))
    return node.value
