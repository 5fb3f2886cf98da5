"""What a policy says of some places only: other severities there, and findings that somebody answers for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from fastpath_checks.core.spans import Span

if TYPE_CHECKING:
    from fastpath_checks.policy.yaml_tree import Tree


class Override(NamedTuple):
    """Severities by rule (a name of ``Severity``), for what all of the given conditions are true of.

    ``path`` is a glob over the root's path and over that of the file that declares the resource, ``scenario`` one over
    the scenario's files, ``resource`` a pattern over names or ids; None asks nothing. ``span`` is the entry.
    """

    path: str | None
    scenario: str | None
    resource: str | None
    severities: dict[str, str]
    reason: str
    span: Span


class Waiver(NamedTuple):
    """A finding that does not count, for a reason: ``subject`` is a pattern over names, ids or addresses.

    Without a ``reason``, which is then empty, it waives nothing.
    ``expires`` is the last day on which it counts (``2026-03-31``), None where it has none; ``owner`` and ``ticket``
    may be empty. ``span`` is the line of the rule's id, ``expires_at`` that of the date.
    """

    rule: str
    subject: str
    reason: str
    owner: str
    expires: str | None
    ticket: str
    span: Span
    expires_at: Span

    def is_over(self, today: str) -> bool:
        """Whether its last day is before a day, both as ISO dates."""
        return self.expires is not None and self.expires < today


def overrides_in(tree: Tree) -> tuple[Override, ...]:
    """The overrides of a valid policy file."""
    return tuple(
        Override(
            path=entry.get("path"),
            scenario=entry.get("scenario"),
            resource=entry.get("resource"),
            severities={rule: setting["severity"] for rule, setting in entry["rules"].items()},
            reason=entry.get("reason", ""),
            span=tree.value(("overrides", index)),
        )
        for index, entry in _entries(tree, "overrides")
    )


def waivers_in(tree: Tree) -> tuple[Waiver, ...]:
    """The waivers of a valid policy file."""
    return tuple(
        Waiver(
            rule=entry["rule"],
            subject=entry["subject"],
            reason=entry.get("reason", "").strip(),
            owner=entry.get("owner", ""),
            expires=entry.get("expires"),
            ticket=entry.get("ticket", ""),
            span=tree.value(("waivers", index, "rule")),
            expires_at=tree.value(("waivers", index, "expires" if "expires" in entry else "rule")),
        )
        for index, entry in _entries(tree, "waivers")
    )


def _entries(tree: Tree, key: str) -> list[tuple[int, dict[str, Any]]]:
    return list(enumerate(tree.data.get(key, ())))
