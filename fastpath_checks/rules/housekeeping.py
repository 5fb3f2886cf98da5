"""The checks that are about the policy itself, not about an estate: the engine makes their findings."""

from __future__ import annotations

from typing import NamedTuple


class Housekeeping(NamedTuple):
    """One of them: ``documentation`` has the headings of a rule's; ``fix`` says what to do."""

    id: str
    name: str
    fix: str
    documentation: str


UNUSED = Housekeeping(
    "FASTPATH_901",
    "unused-suppression",
    "remove it, or mend its pattern",
    """A waiver of the policy matches no finding.

What it checks:
    Each waiver that is not over matches a failed or undecided verdict of its rule. It is asked where the scan
    covers what the policy governs: not for changed files only, not below another directory, and not where something
    could not be read.

Why it matters:
    A waiver that nothing needs any more stays, and hides the next finding of its kind that nobody has decided about.

How to fix:
    Remove it from the policy. If it should match something, its subject is a pattern over the resource's name or
    address, or over its whole id where it has a slash.

What it cannot see:
    Whether another deployment, which was not scanned, still needs it.
""",
)

EXPIRED = Housekeeping(
    "FASTPATH_902",
    "expired-waiver",
    "mend the finding that it waived, or give the waiver a new date and reason",
    """A waiver of the policy is over.

What it checks:
    The date in a waiver's `expires` is not past. On the day itself the waiver still counts; days are those of UTC.

Why it matters:
    Somebody answered for a finding until a day. From then on the finding counts again, whether or not anything was
    done.

How to fix:
    Mend what was waived and remove the waiver, or decide anew: with a new date, and the reason for it.

What it cannot see:
    Whether the ticket that the waiver names has been worked on.
""",
)

HOUSEKEEPING = (UNUSED, EXPIRED)
"""In the order of their ids."""
