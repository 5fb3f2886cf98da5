"""What Microsoft's documentation says about FastPath, as of a date.

A profile is one date's reading: entries with a value, a status, the pages they come from, and a sentence in our own
words. Rules ask for claims; reports and rule pages cite the entries.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from fastpath_checks.core.claims import NO, YES, Claim, maybe, no, yes
from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.core.spans import NOWHERE
from fastpath_checks.core.values import Because, Missing
from fastpath_checks.policy.citations import Citation, citation
from fastpath_checks.policy.model import PolicyError
from fastpath_checks.policy.nearest import suggestion
from fastpath_checks.policy.shipped import profiles, shipped

PROFILES = profiles()
"""The dates of the shipped profiles, the oldest first."""

DEFAULT_PROFILE = PROFILES[-1]


class Facts:
    """One profile's entries, by dotted key such as ``matrix.private-link``."""

    __slots__ = ("_entries", "_skus", "profile")

    def __init__(self, profile: str, entries: dict[str, dict[str, Any]]) -> None:
        self.profile = profile
        self._entries = entries
        self._skus: dict[str, int] = {
            one["sku"].casefold(): one.get("minimum_scale_units", 0) for one in entries["gateway_skus"]["value"]
        }

    def keys(self) -> tuple[str, ...]:
        """The keys of all entries, in the order of the file."""
        return tuple(self._entries)

    def value(self, key: str) -> Any:
        """An entry's plain data; LookupError where the profile has no such entry."""
        return self._entries[key]["value"]

    def __getitem__(self, key: str) -> str:
        """An entry's sentence as a part of a message; LookupError where the profile has no such entry."""
        return str(self._entries[key]["summary"]).rstrip(".")

    def cite(self, key: str) -> Citation:
        """An entry as it is quoted; LookupError where the profile has no such entry."""
        return citation(key, self._entries[key])

    def supports(self, feature: str, circuit_kind: str) -> Claim:
        """Whether FastPath carries a feature over a circuit of a kind (``provider`` or ``direct``).

        MAYBE where pages contradict each other, where none speaks of it, and where it is a preview that asks for
        enrolment, which the files cannot show.
        """
        what = f"FastPath support of {feature} on a {circuit_kind} circuit"
        return self.says(f"matrix.{feature}", circuit_kind, what)

    def says(self, key: str, case: str, what: str) -> Claim:
        """Whether FastPath carries what an entry speaks of, in one of its cases (compared without case).

        ``what`` names the question for a reader who is left without an answer. MAYBE as in ``supports``, and where the
        profile has no such entry or the entry no such case.
        """
        entry = self._entries.get(key)
        cases = {name.casefold(): answer for name, answer in entry["value"].items()} if entry is not None else {}
        answer = cases.get(case.casefold())
        if answer is None:
            missing = Missing(Because.NOT_DOCUMENTED, what)
            return maybe(f"{what} is not documented in profile {self.profile}", NOWHERE, (missing,))
        note = str(self.cite(key))
        if answer == "supported":
            return yes(note, NOWHERE)
        if answer in _STAYS_ON_GATEWAY:
            return no(note, NOWHERE)
        return maybe(note, NOWHERE, (Missing(_WHY_UNDECIDED[answer], f"{what} ({answer})"),))

    def promises(self, key: str, what: str) -> Claim:
        """Whether an entry of one word says that something works; ``what`` names it. NO where it is unsupported.

        MAYBE where the entry's pages contradict each other, where none speaks of it, and where there is no such entry.
        """
        entry = self._entries.get(key, {"value": None, "status": "undocumented"})
        note = str(self.cite(key)) if key in self._entries else f"{what} is not documented in profile {self.profile}"
        if entry["value"] in ("supported", *_STAYS_ON_GATEWAY):
            return (yes if entry["value"] == "supported" else no)(note, NOWHERE)
        because = Because.CONTRADICTORY if entry["status"] == "contradictory" else Because.NOT_DOCUMENTED
        return maybe(note, NOWHERE, (Missing(because, what),))

    def peering_within(self) -> str:
        """How far FastPath reaches over a peering: ``same-region``, or ``all-regions``."""
        return str(self.value("peering.same_region"))

    def speaks_of(self, key: str) -> Claim:
        """Whether the documentation of this date says anything on a subject: YES with the entry, else MAYBE."""
        entry = self._entries.get(key)
        if entry is None or entry["value"] is None or entry["status"] == "undocumented":
            what = key.replace(".", " ").replace("_", " ")
            missing = Missing(Because.NOT_DOCUMENTED, f"{what} in the documentation of {self.profile}")
            note = str(self.cite(key)) if entry is not None else f"profile {self.profile} does not speak of {what}"
            return maybe(note, NOWHERE, (missing,))
        return yes(str(self.cite(key)), NOWHERE)

    def honors_ipv6_routes(self) -> Claim:
        """Whether FastPath honors IPv6 routes on the gateway subnet where it honors any."""
        said = self.speaks_of("routes.ip_versions")
        return said & (YES if "IPv6" in (self._entries["routes.ip_versions"]["value"] or ()) else NO)

    def port_oversubscription(self) -> int | None:
        """How many times a Direct port's bandwidth its circuits may have in sum; None where no page says."""
        sizes = self._entries.get("circuits.sizes", {}).get("value")
        return int(sizes["oversubscription"]) if sizes is not None else None

    def sku_carries_fastpath(self, sku: str) -> Claim:
        """Whether the documentation lists a gateway's SKU, compared without case; what it does not list cannot."""
        answer = yes if sku.casefold() in self._skus else no
        return answer(str(self.cite("gateway_skus")), NOWHERE)

    def fastpath_scale_units(self, sku: str) -> int:
        """The minimum of scale units that the documentation asks of a SKU; 0 where it asks for none."""
        return self._skus.get(sku.casefold(), 0)


_STAYS_ON_GATEWAY = ("unsupported", "gateway")

_WHY_UNDECIDED = {
    "on-enrolment": Because.OUTSIDE_THE_FILES,
    "contradictory": Because.CONTRADICTORY,
    "undocumented": Because.NOT_DOCUMENTED,
}


@lru_cache(maxsize=len(PROFILES))
def load_facts(profile: str = DEFAULT_PROFILE) -> Facts:
    """A shipped profile; PolicyError, naming the nearest one, where there is none of that date."""
    if profile not in PROFILES:
        raise PolicyError((unknown_profile(profile),))
    return Facts(profile, shipped(f"facts-{profile}.json")["facts"])


def unknown_profile(profile: str) -> Diagnostic:
    """What is said of a profile that does not exist."""
    return Diagnostic(
        "policy-unknown-profile",
        Level.ERROR,
        f"unknown profile {profile!r}",
        detail=f"The facts have these dates: {', '.join(PROFILES)}.",
        hint=suggestion(profile, PROFILES),
    )
