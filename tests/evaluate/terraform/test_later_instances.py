"""Resources that wait until they are asked for, and how many nested blocks they have at most."""

from __future__ import annotations

import json
import math

import pytest
from files_in_memory import FilesInMemory

from fastpath_checks.evaluate.terraform import Evaluation, TerraformInputs, evaluate_configuration

INTERFACE = """
resource "nic" "one" {{
  {first}
  ip {{
    subnet = nowhere.there.id
  }}
  {second}
}}
"""


def evaluated(**files: str) -> Evaluation:
    named = {
        name.replace("__", "/").replace("_tf", ".tf").replace("_json", ".json"): text for name, text in files.items()
    }
    return evaluate_configuration(
        "root",
        FilesInMemory(named),
        TerraformInputs(),
        lambda one: None,
        lambda type: True,
        None,
        lambda type: type == "nic",
    )


def test_what_waits_is_neither_among_the_instances_nor_evaluated_before_it_is_asked_for() -> None:
    found = evaluated(root__main_tf=INTERFACE.format(first="", second="") + 'resource "other" "two" {}\n')
    assert found.later is not None
    assert [one.type for one in found.instances] == ["other"]
    assert found.diagnostics == []
    instances, said = found.later.instances()
    assert [one.address for one in instances] == ["nic.one"]
    assert [one.code for one in said] == ["undeclared-reference"]


def test_data_sources_do_not_wait() -> None:
    found = evaluated(root__main_tf='data "nic" "one" {}\n')
    assert [one.address for one in found.instances] == ["data.nic.one"]
    assert not found.later


def test_blocks_are_counted_in_every_instance_of_a_module() -> None:
    call = 'module "m" {\n  source = "../m"\n  count  = 3\n}\n'
    found = evaluated(root__main_tf=call, m__main_tf=INTERFACE.format(first="ip {\n  }", second=""))
    assert found.later is not None
    assert found.later.blocks_at_most("ip") == 6
    assert {one.file.path for one in found.later.headers} == {"m/main.tf", "root/main.tf"}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("count = 2", ""),
        ('for_each = toset(["a"])', ""),
        ("", 'dynamic "ip" {\n    for_each = []\n    content {}\n  }'),
        ("", "ip = ("),
    ],
)
def test_where_only_values_tell_how_many_blocks_there_are_there_may_be_any_number(first: str, second: str) -> None:
    found = evaluated(root__main_tf=INTERFACE.format(first=first, second=second))
    assert found.later is not None
    assert found.later.blocks_at_most("ip") == math.inf


def test_blocks_that_json_writes_as_a_value_may_be_of_any_number() -> None:
    resource = {"nic": {"one": {"ip": [{"subnet": "a"}, {"subnet": "b"}]}}}
    found = evaluated(root__main_tf_json=json.dumps({"resource": resource}))
    assert found.later is not None
    assert found.later.blocks_at_most("ip") >= 2
