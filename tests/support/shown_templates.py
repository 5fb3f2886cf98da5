"""Expressions of the template model as one line of text, so that a test can say what it expects."""

from __future__ import annotations

from fastpath_checks.evaluate.arm import template as arm


def shown(node: arm.Expression | None) -> str:
    match node:
        case None:
            return "none"
        case arm.Literal(value):
            return repr(value)
        case arm.Call(name, arguments):
            return f"{name}({', '.join(map(shown, arguments))})"
        case arm.Property(source, name):
            return f"{shown(source)}.{'?' if node.safe else ''}{name}"
        case arm.Index(source, index):
            marks = ("?" if node.safe else "") + ("^" if node.from_end else "")
            return f"{shown(source)}[{marks}{shown(index)}]"
        case arm.SymbolReference(symbol, index):
            return f"@{symbol}" + ("" if index is None else f"[{shown(index)}]")
        case arm.LocalName(name):
            return f"${name}"
        case arm.Lambda(parameters, body):
            return f"({', '.join(parameters)}) => {shown(body)}"
        case arm.ArrayNode(items):
            return f"[{', '.join(map(_item, items))}]"
        case arm.ObjectNode(members):
            return f"{{{', '.join(map(_member, members))}}}"
        case arm.ForExpression():
            bound = node.item if node.index is None else f"{node.item}, {node.index}"
            condition = "" if node.condition is None else f" if {shown(node.condition)}"
            return f"[for {bound} in {shown(node.source)}{condition}: {shown(node.body)}]"
        case arm.Unmodelled(missing):
            return f"?{missing.because.name}({missing.name})"
    return shown(node.node())


def _item(item: arm.Expression | arm.Spread) -> str:
    return f"...{shown(item.source)}" if isinstance(item, arm.Spread) else shown(item)


def _member(member: arm.Member | arm.Spread) -> str:
    if isinstance(member, arm.Spread):
        return f"...{shown(member.source)}"
    return f"{shown(member.key)}: {shown(member.value)}"
