"""The nodes of templates: quoted text and heredocs with ``${...}`` and ``%{...}`` in them.

Strip markers (``~``) and the indentation of ``<<-`` have been applied: a text's value is what it contributes, which
need not be what stands between its offsets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Union

if TYPE_CHECKING:
    from fastpath_checks.syntax.hcl.nodes import Expression


class TemplateText:
    """Text between the sequences, its escapes resolved; empty where ``~`` has taken all of it."""

    __slots__ = ("end", "start", "value")
    __match_args__ = ("value",)

    def __init__(self, value: str, start: int, end: int) -> None:
        self.value = value
        self.start = start
        self.end = end


class Interpolation:
    """``${expression}``; the range includes the braces."""

    __slots__ = ("end", "expression", "start")
    __match_args__ = ("expression",)

    def __init__(self, expression: Expression, start: int, end: int) -> None:
        self.expression = expression
        self.start = start
        self.end = end


class IfDirective:
    """``%{ if condition }...%{ else }...%{ endif }``; the range goes from the first brace to the last."""

    __slots__ = ("condition", "else_parts", "end", "start", "then_parts")

    def __init__(
        self,
        condition: Expression,
        then_parts: list[TemplatePart],
        else_parts: list[TemplatePart],
        start: int,
        end: int,
    ) -> None:
        self.condition = condition
        self.then_parts = then_parts
        self.else_parts = else_parts
        self.start = start
        self.end = end


class ForDirective:
    """``%{ for key_name, value_name in collection }...%{ endfor }``; an empty ``key_name`` is none."""

    __slots__ = ("collection", "end", "key_name", "parts", "start", "value_name")

    def __init__(
        self,
        key_name: str,
        value_name: str,
        collection: Expression,
        parts: list[TemplatePart],
        start: int,
        end: int,
    ) -> None:
        self.key_name = key_name
        self.value_name = value_name
        self.collection = collection
        self.parts = parts
        self.start = start
        self.end = end


class TemplateString:
    """``"a${x}b"``, or a JSON string with such sequences; the range includes the quotes."""

    __slots__ = ("end", "parts", "start")
    __match_args__ = ("parts",)

    def __init__(self, parts: list[TemplatePart], start: int, end: int) -> None:
        self.parts = parts
        self.start = start
        self.end = end


class Heredoc:
    """``<<EOT ... EOT``; the range ends behind the closing word."""

    __slots__ = ("end", "parts", "start")
    __match_args__ = ("parts",)

    def __init__(self, parts: list[TemplatePart], start: int, end: int) -> None:
        self.parts = parts
        self.start = start
        self.end = end


TemplatePart = Union[  # noqa: UP007 - an alias is evaluated when it is read
    TemplateText, Interpolation, IfDirective, ForDirective
]
