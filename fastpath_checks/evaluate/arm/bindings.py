"""The names that are bound where an expression stands: items of loops, parameters of lambdas and of functions."""

from __future__ import annotations

from fastpath_checks.core.values import Value


class Bindings:
    """Immutable. ``positions`` are the copy loops around by name (in lower case); ``unnamed`` is what ``copyIndex()``
    counts: the resource's loop, or where there is none the outermost loop around.

    ``arguments`` are those of the user function whose body is evaluated; None outside of one.
    """

    __slots__ = ("arguments", "items", "positions", "unnamed")

    def __init__(
        self,
        items: dict[str, Value],
        positions: dict[str, Value],
        unnamed: Value | None = None,
        arguments: dict[str, Value] | None = None,
    ) -> None:
        self.items = items
        self.positions = positions
        self.unnamed = unnamed
        self.arguments = arguments

    def item(self, name: str) -> Value | None:
        return self.items.get(name.casefold())

    def position(self, name: str) -> Value | None:
        return self.positions.get(name.casefold())

    def with_items(self, names: tuple[str, ...], values: tuple[Value, ...]) -> Bindings:
        """What a lambda's body sees; names without a value stay unbound."""
        bound = {name.casefold(): value for name, value in zip(names, values, strict=False)}
        return Bindings({**self.items, **bound}, self.positions, self.unnamed, self.arguments)

    def in_loop(self, name: str, index: str | None, item: Value, position: Value) -> Bindings:
        """One turn of a resource's loop: ``name`` is bound to the item, and counts for ``copyIndex``."""
        items = {**self.items, name.casefold(): item} if name else dict(self.items)
        if index:
            items[index.casefold()] = position
        return Bindings(items, {**self.positions, name.casefold(): position}, position, self.arguments)

    def in_value_loop(self, name: str, index: str | None, item: Value, position: Value) -> Bindings:
        """One turn of a loop of a value, which leaves what ``copyIndex()`` counts to the loop around it."""
        within = self.in_loop(name, index, item, position)
        if self.unnamed is None:
            return within
        return Bindings(within.items, within.positions, self.unnamed, self.arguments)


UNBOUND = Bindings({}, {})


def function_body(arguments: dict[str, Value]) -> Bindings:
    """What the body of a user function sees."""
    return Bindings({}, {}, None, arguments)
