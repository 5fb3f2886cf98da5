"""What a rule is: two claims about a subject, and the words for them."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Any, NamedTuple

from fastpath_checks.core.claims import Claim
from fastpath_checks.policy.assertions import AssertedValue
from fastpath_checks.policy.facts import Facts
from fastpath_checks.policy.model import Parameter
from fastpath_checks.topology.model import Topology


class Category(Enum):
    """What a rule protects; the first digit of its id."""

    ELIGIBILITY = "eligibility"
    DATA_PATH = "data-path"
    SECURITY = "security"
    LIMITS = "limits"
    ADVICE = "advice"
    HOUSEKEEPING = "housekeeping"


class World(NamedTuple):
    """What a rule may look at beside its subject. ``parameters`` are what the policy sets for the rule that asks."""

    topology: Topology
    facts: Facts
    parameters: dict[str, Parameter] = {}

    def parameter(self, name: str) -> AssertedValue | None:
        """What the policy sets a parameter to; None where it leaves that to the facts."""
        found = self.parameters.get(name)
        return AssertedValue(found.value, found.span) if found is not None else None


Question = Callable[[Any, World], Claim]


class Rule:
    """``applies`` asks whether the subject concerns the rule, ``holds`` whether all is well with it.

    ``says`` is the sentence of a failed verdict, formatted with ``subject`` and ``facts``, whose sentences it may quote
    where the dates differ in more than a value (``{facts[virtual_wan.bypass]}``); ``fix`` says what to do; ``cites``
    names the entries of the facts that the verdict rests on, and ``reads`` those whose values can turn it: all that are
    cited, where it is not given.
    """

    __slots__ = (
        "applies_to", "category", "cites", "documentation", "fix", "holds_for", "id", "name", "on", "reads", "says",
        "since",
    )  # fmt: skip

    def __init__(
        self,
        id: str,
        name: str,
        *,
        on: type[Any],
        category: Category,
        since: str,
        says: str,
        fix: str,
        cites: tuple[str, ...],
        reads: tuple[str, ...] | None = None,
        documentation: str,
    ) -> None:
        self.id = id
        self.name = name
        self.on = on
        self.category = category
        self.since = since
        self.says = says
        self.fix = fix
        self.cites = cites
        self.reads = cites if reads is None else reads
        self.documentation = documentation
        self.applies_to: Question = _unasked
        self.holds_for: Question = _unasked

    def applies(self, question: Question) -> Question:
        """Decorator: whether the rule concerns a subject."""
        self.applies_to = question
        return question

    def holds(self, question: Question) -> Question:
        """Decorator: whether all is well with a subject that the rule concerns."""
        self.holds_for = question
        return question


def _unasked(subject: Any, world: World) -> Claim:
    raise LookupError("a rule needs both @RULE.applies and @RULE.holds")
