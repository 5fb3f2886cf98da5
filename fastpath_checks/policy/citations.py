"""How an entry of the facts is quoted: our sentence, what it is about, from when to when it is said, and its pages."""

from __future__ import annotations

from typing import Any, NamedTuple

_CIRCUITS = {"provider": "provider circuits", "direct": "ExpressRoute Direct"}
_REGIONS = {"same-region": "the same region", "listed": "the listed regions"}


class Source(NamedTuple):
    """A page, the version of it that was read, and that version's own date."""

    title: str
    url: str
    version: str
    date: str


class Scope(NamedTuple):
    """What a statement is about; empty where the pages make no difference.

    ``regions`` is ``same-region`` or ``listed``, or empty.
    """

    circuits: tuple[str, ...]
    ip_versions: tuple[str, ...]
    regions: str
    services: tuple[str, ...]

    def __str__(self) -> str:
        kinds = [_CIRCUITS[one] for one in self.circuits]
        regions = [_REGIONS[self.regions]] if self.regions else []
        return ", ".join((*kinds, *self.ip_versions, *regions, *self.services)) or "every connection"


class Citation(NamedTuple):
    """An entry as it is quoted: our sentence, its status (GA, preview, limited, retired, contradictory), its pages.

    ``since`` is the date of the oldest page that we have read which says so, ``until`` that of the oldest one that says
    otherwise; it is None where the newest page still says so.
    """

    key: str
    summary: str
    status: str
    scope: Scope
    since: str
    until: str | None
    sources: tuple[Source, ...]

    @property
    def date(self) -> str:
        """The date of the page that the entry rests on first."""
        return self.sources[0].date

    @property
    def period(self) -> str:
        """``since 2021-08-10``, or ``2021-08-10 to 2025-03-20`` for what a later page says otherwise."""
        return f"since {self.since}" if self.until is None else f"{self.since} to {self.until}"

    def __str__(self) -> str:
        pages = "; ".join(f"{source.title}, {source.date}" for source in self.sources)
        return f"{self.summary} ({pages})"


def citation(key: str, entry: dict[str, Any]) -> Citation:
    """An entry of a profile, as it stands in the generated form, as it is quoted."""
    sources = tuple(Source(one["title"], one["url"], one["version"], one["date"]) for one in entry["sources"])
    applies = entry["applies"]
    regions = "" if applies["regions"] == "any" else applies["regions"]
    scope = Scope(
        _several(applies["circuits"]), _several(applies["ip_versions"]), regions, _several(applies["services"])
    )
    return Citation(key, entry["summary"], entry["status"], scope, entry["since"], entry["until"], sources)


def _several(data: Any) -> tuple[str, ...]:
    return () if data == "any" else tuple(data)
