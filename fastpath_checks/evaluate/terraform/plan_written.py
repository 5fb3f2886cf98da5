"""What a plan's configuration has for each planned value."""

from __future__ import annotations

from fastpath_checks.evaluate.terraform.plan_nodes import member
from fastpath_checks.syntax.jsonc import (
    JsonArray,
    JsonLiteral,
    JsonNumber,
    JsonObject,
    JsonString,
    JsonValue,
)

SETS = frozenset({"subnet", "route"})
"""Nested blocks of azurerm that are sets: a plan lists them in an order of its own, not in the configuration's."""


class Written:
    """What the configuration has for one value: its expression, or - ``certain`` - that nothing is written for it.

    ``is_body`` says that the value is the body of a resource or block, whose members have expressions of their own.
    """

    __slots__ = ("certain", "expression", "is_body")

    def __init__(self, expression: JsonValue | None, certain: bool, is_body: bool = False) -> None:
        self.expression = expression
        self.certain = certain
        self.is_body = is_body

    def is_attribute(self) -> bool:
        """Whether one expression stands for everything inside the value."""
        node = self.expression
        return (
            not self.is_body
            and isinstance(node, JsonObject)
            and (not node.members or node.get("references") is not None or node.get("constant_value") is not None)
        )

    def names(self) -> list[str]:
        if self.is_attribute() or not isinstance(self.expression, JsonObject):
            return []
        return [one.key for one in self.expression.members]

    def inside(self, name: str) -> Written:
        """What is written for a member of the value."""
        if self.is_attribute():
            return Written(self.expression, False)
        if isinstance(self.expression, JsonObject):
            return Written(self.expression.get(name), self.certain and not self.expression.broken)
        return Written(None, self.certain and self.is_body)

    def item(self, at: int, item: JsonValue, count: int, name: str) -> Written:
        """What is written for one of ``count`` items of the blocks ``name``.

        Dynamic blocks are in no plan's configuration: where there are not as many blocks as items, none is certain.
        """
        if self.is_attribute():
            return Written(self.expression, False)
        if not isinstance(self.expression, JsonArray) or len(self.expression.items) != count:
            return Written(self.expression if isinstance(self.expression, JsonObject) else None, False)
        blocks = self.expression.items
        if name in SETS and count > 1:
            fitting = [one for one in blocks if _fits(one, item)]
            return Written(fitting[0], True, True) if len(fitting) == 1 else Written(None, False)
        return Written(blocks[at], True, True)


def _fits(block: JsonValue, item: JsonValue) -> bool:
    """Whether the constants that a block has are what the item shows."""
    if not isinstance(block, JsonObject):
        return False
    for one in block.members:
        constant = member(one.value, "constant_value")
        shown = member(item, one.key)
        scalars = (JsonString, JsonNumber, JsonLiteral)
        if isinstance(constant, scalars) and isinstance(shown, scalars) and constant.value != shown.value:
            return False
    return True
