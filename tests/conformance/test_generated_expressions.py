"""Expressions that nobody thought of: a seeded generator asks the real terraform."""

from __future__ import annotations

import random

from generated_terraform import LENIENT, NEGATIVE_ZERO, expression
from terraform_oracle import answers, needs_terraform
from terraform_values import answered

pytestmark = needs_terraform

COUNT = 2_000
SEED = 20_260_101
LEAST_CLAIMED = 0.95
"""The share of generated expressions for which we must give a value or a refusal."""


def expressions(seed: int, count: int) -> list[str]:
    random_ = random.Random(seed)
    kinds = ["text", "number", "bool", "list", "map"]
    made: dict[str, None] = {}
    while len(made) < count:
        made[expression(random_, random_.choice(kinds), random_.randint(1, 4))] = None
    return list(made)


def test_generated_expressions_have_the_values_that_terraform_gives_them() -> None:
    asked = expressions(SEED, COUNT)
    wrong = []
    claimed = 0
    for one, theirs in zip(asked, answers(asked), strict=True):
        ours = answered(one)
        claimed += ours is not None
        if theirs.json is None and ours is not None and LENIENT.search(one):
            continue
        if theirs.json is not None and NEGATIVE_ZERO.search(theirs.json):
            continue
        if ours is not None and ours != ("refused" if theirs.json is None else theirs.json):
            wrong.append(f"{one}\n  ours   {ours}\n  theirs {theirs.json}")
    assert not wrong, f"{len(wrong)} differ:\n" + "\n".join(wrong[:20])
    assert claimed >= LEAST_CLAIMED * len(asked)
