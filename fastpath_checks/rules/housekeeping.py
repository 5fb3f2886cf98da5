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
    """A waiver of the policy, or a comment that skips a rule, suppresses no finding.

What it checks:
    Each waiver that is not over matches a failed or undecided verdict of its rule, and so does each comment in the
    code that skips a rule and counts. It is asked where the scan covers what the policy or the comment governs: not
    for changed files only, not below another directory, and not where something could not be read.

Why it matters:
    What nothing needs any more stays, and hides the next finding of its kind that nobody has decided about.

How to fix:
    Remove it. If a waiver should match something, its subject is a pattern over the resource's name or address, or
    over its whole id where it has a slash. If a comment should, it has to stand in the block of the resource, or in
    the one that the finding points into; our own form may stand on the line before it.

What it cannot see:
    Whether another deployment, which was not scanned, still needs it.
""",
)

EXPIRED = Housekeeping(
    "FASTPATH_902",
    "expired-waiver",
    "mend the finding that it waived, or give the waiver a new date and reason",
    """A waiver of the policy, or a comment that skips a rule, is over.

What it checks:
    The date in a waiver's `expires`, or in a comment's `until=`, is not past. On the day itself it still counts; days
    are those of UTC.

Why it matters:
    Somebody answered for a finding until a day. From then on the finding counts again, whether or not anything was
    done.

How to fix:
    Mend what was waived and remove the waiver or the comment, or decide anew: with a new date, and the reason for it.

What it cannot see:
    Whether the ticket that the waiver names has been worked on.
""",
)

REFUSED = Housekeeping(
    "FASTPATH_905",
    "refused-suppression",
    "give the comment the form and the reason that are asked for, or mend the finding",
    """A comment in the code is meant to suppress a finding, and does not.

What it checks:
    Each `fastpath:skip=` comment can be read; each comment that skips a rule is one that the policy accepts for that
    rule: `suppressions: reason-required` asks for a reason, `suppressions: forbidden` accepts none.

Why it matters:
    Whoever wrote the comment believes that the finding is answered for. It counts all the same, and this says why.

How to fix:
    Write `fastpath:skip=FASTPATH_101 until=2026-12-31 because REASON` or `checkov:skip=FASTPATH_101:REASON`. Where the
    policy forbids such comments, mend the finding, or ask for a waiver in the policy.

What it cannot see:
    Comments in files that declare nothing that is judged, and Checkov's comments for rules that are not ours.
""",
)

HOUSEKEEPING = (UNUSED, EXPIRED, REFUSED)
"""In the order of their ids."""
