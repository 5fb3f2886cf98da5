"""The language inside ``"[...]"`` of ARM templates: text -> tree with positions."""

from fastpath_checks.syntax.arm_expressions.nodes import Access, Call, Expression, Item, Malformed, Number, Text
from fastpath_checks.syntax.arm_expressions.reading import is_expression, literal_text, parse_expression

__all__ = [
    "Access",
    "Call",
    "Expression",
    "Item",
    "Malformed",
    "Number",
    "Text",
    "is_expression",
    "literal_text",
    "parse_expression",
]
