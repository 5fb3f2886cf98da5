"""A resource of a loop at a position that is not known: its type and what does not depend on the turn are."""

from __future__ import annotations

from evaluated_templates import bicep, by_address

from fastpath_checks.core.diagnostics import Level
from fastpath_checks.core.values import Known, OneOf, Unknown, plain
from fastpath_checks.graph.resource_ids import ResourceId

TEMPLATE = """\
param which int
param names array
resource known 'Microsoft.Network/virtualNetworks@2024-05-01' = [for name in ['a', 'b']: {
  name: 'vnet-${name}'
  location: 'westeurope'
}]
resource counted 'Microsoft.Network/virtualNetworks@2024-05-01' = [for name in names: { name: name }]
resource user 'Microsoft.Network/connections@2024-05-01' = {
  name: 'user'
  properties: {
    oneOfTwo: known[which].id
    first: counted[0].id
    second: counted[1].id
    where: known[which].location
  }
}
"""


def test_its_id_keeps_the_type_and_what_its_name_depends_on():
    user = by_address(bicep(TEMPLATE))["user"]
    one, first, second = (user.read("properties", name) for name in ("oneOfTwo", "first", "second"))
    assert isinstance(one, Known)
    assert isinstance(one.data, ResourceId)
    assert one.data.type == "Microsoft.Network/virtualNetworks"
    [name] = one.data.names
    assert isinstance(name, Unknown)
    assert "param which" in name.residual
    assert one.data.address == ""
    assert isinstance(first, Known)
    assert isinstance(second, Known)
    assert isinstance(first.data.names[0], Unknown)
    assert first.data.names[0].residual == "param names[0]"
    assert first.data != second.data


def test_what_all_turns_share_is_known():
    assert plain(by_address(bicep(TEMPLATE))["user"].read("properties", "where")) == "westeurope"


def test_an_alternative_that_has_no_such_part_is_no_alternative():
    text = """\
param wide bool
var several = wide ? ['a', 'b'] : []
resource r 'A.B/c@1' = {
  name: 'n'
  tags: { it: empty(several) ? 'none' : several[0], never: [1][wide ? 3 : 4] }
}
"""
    deployment = bicep(text)
    value = deployment.resources[0].read("tags", "it")
    assert isinstance(value, OneOf)
    assert {choice.data for choice in value.choices} == {"none", "a"}
    [mistake] = deployment.diagnostics
    assert (mistake.code, mistake.level) == ("no-such-part", Level.WARNING)
