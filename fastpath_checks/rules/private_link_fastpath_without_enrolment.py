"""Private-link FastPath needs enrolment by Microsoft, which no file shows.

What it checks:
    The policy asserts that Microsoft has enrolled a connection, or its circuit, that has `enablePrivateLinkFastPath`
    on. Without an assertion the answer is undecided: a note, never a failure. Circuits that do not carry private-link
    FastPath at all are another rule's matter.

Why it matters:
    Without enrolment the switch does nothing, and enrolment takes weeks.

How to fix:
    Ask for it with Microsoft's form, and say under `assertions:` of the policy that it is done
    (`private_link_enrolled: true`).

What it cannot see:
    Enrolment itself, which only Microsoft and the team know.
"""

from __future__ import annotations

from fastpath_checks.core.claims import Claim
from fastpath_checks.rules.ruletype import Category, Rule, World
from fastpath_checks.topology.model import Connection

RULE = Rule(
    "FASTPATH_112",
    "private-link-fastpath-without-enrolment",
    on=Connection,
    category=Category.ELIGIBILITY,
    since="0.1",
    says="{subject.resource.name} switches private-link FastPath on, but the policy asserts that it is not enrolled",
    fix="enroll with Microsoft's form, and assert it in the policy: private_link_enrolled: true",
    cites=("private_link.enrolment",),
    reads=("matrix.private-link",),
    documentation=__doc__,
)


@RULE.applies
def private_link_fastpath_is_on_where_it_works(connection: Connection, world: World) -> Claim:
    switched_on = connection.private_link_fastpath.is_(True) & connection.bypasses_gateway
    return switched_on & connection.circuit.supports("private-link", world.facts)


@RULE.holds
def it_is_enrolled(connection: Connection, world: World) -> Claim:
    return connection.enrolled.is_(True)
