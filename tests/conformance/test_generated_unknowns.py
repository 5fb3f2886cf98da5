"""Generated expressions over what only the apply will know: a value that we give is the one that terraform plans.

An unknown has no type with us. So we do not refuse what terraform refuses for that type alone, and do not make a text
of a number because the other branch of a condition will be a text: ``1`` and ``"1"`` count as the same here.
"""

from __future__ import annotations

import json
import random
from typing import Any

from generated_terraform import LEAVES, NEGATIVE_ZERO, expression
from terraform_oracle import needs_terraform, planned_outputs
from tiny_terraform import evaluation

from fastpath_checks.core.values import Known, Value
from fastpath_checks.evaluate.terraform.functions.json_text import json_of

pytestmark = needs_terraform

COUNT = 600
SEED = 20_260_102
LEAST_CLAIMED = 0.8
"""The share of what terraform plans to know that we must know as well."""

RESOURCE = 'resource "terraform_data" "u" {\n  input = "x"\n}\n'
ID = "terraform_data.u.id"
UNKNOWN = {
    "text": [ID],
    "number": [f"length({ID})"],
    "bool": [f'({ID} == "x")'],
    "list": [f'[{ID}, "a"]', f'split(",", {ID})', f'tolist(["x", {ID}])'],
    "map": [f'{{ a = {ID}, b = "y" }}', f'{{ a = "x", ({ID}) = "z" }}'],
    "null": [ID],
}


def expressions() -> list[str]:
    """Expressions of which each holds something unknown."""
    random_ = random.Random(SEED)
    leaves = {kind: [*known, *UNKNOWN[kind] * (1 + len(known) // 3)] for kind, known in LEAVES.items()}
    made: dict[str, None] = {}
    while len(made) < COUNT:
        kind = random_.choice(["text", "number", "bool", "list", "map"])
        one = expression(random_, kind, random_.randint(1, 3), leaves)
        if ID in one:
            made[one] = None
    return list(made)


def differences(ours: Value, theirs: Any, unknown: Any) -> list[str]:
    """Where our value is another one than terraform's; what either does not know is none."""
    if unknown is True or not isinstance(ours, Known):
        return []
    data = ours.data
    if isinstance(data, dict) and isinstance(theirs, dict):
        marks = unknown if isinstance(unknown, dict) else {}
        if data.keys() != theirs.keys() | marks.keys():
            return [f"{sorted(data)} for {sorted(theirs)}"]
        return [text for key, one in data.items() for text in differences(one, theirs.get(key), marks.get(key))]
    if isinstance(data, list) and isinstance(theirs, list):
        if len(data) != len(theirs):
            return [f"{len(data)} elements for {len(theirs)}"]
        marks = unknown if isinstance(unknown, list) else [None] * len(theirs)
        pairs = zip(data, theirs, marks, strict=True)
        return [text for one, other, mark in pairs for text in differences(one, other, mark)]
    said, wanted = json_of(ours), json.dumps(theirs)
    return [] if said == wanted or said.strip('"') == wanted.strip('"') else [f"{said} for {wanted}"]


def test_no_generated_expression_over_unknowns_has_another_value_than_terraform_plans() -> None:
    asked = expressions()
    planned = planned_outputs(RESOURCE, asked)
    outputs = "".join(f'output "o{at}" {{\n  value = {one}\n}}\n' for at, one in enumerate(asked))
    found = evaluation(RESOURCE + outputs)
    wrong = []
    known = claimed = 0
    for at, one in enumerate(asked):
        ours = found.outputs[f"o{at}"]
        if planned[at] is None:
            continue
        theirs, unknown = planned[at]
        if NEGATIVE_ZERO.search(json.dumps(theirs)):
            continue
        known += unknown is False
        claimed += unknown is False and isinstance(ours, Known)
        wrong.extend(f"{one}\n  {text}" for text in differences(ours, theirs, unknown))
    assert not wrong, f"{len(wrong)} differ:\n" + "\n".join(wrong[:20])
    assert known > COUNT / 10
    assert claimed >= LEAST_CLAIMED * known
