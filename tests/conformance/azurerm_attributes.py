"""What kinds of attributes a resource of the azurerm provider has."""

from __future__ import annotations

from typing import Any, NamedTuple


class Computed(NamedTuple):
    """Known after apply unless written; ``kind`` is the type that written text is converted to."""

    kind: type = str


class Nested(NamedTuple):
    """A nested block: a list of objects. ``as_attribute`` marks the older form, in which unset texts are empty."""

    fields: dict[str, Any]
    computed: bool = False
    as_attribute: bool = False


TEXT = Computed(str)
FLAG = Computed(bool)
NUMBER = Computed(int)

EVERY = {"id": TEXT, "name": None, "resource_group_name": None, "timeouts": None}
LOCATED = {**EVERY, "location": None, "tags": None}
