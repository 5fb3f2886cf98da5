"""The checks that no picture of ExpressRoute can answer: about the policy, the files, and what a language's tools do.

The engine makes their findings, of the policy's waivers and of what the evaluators remark.
"""

from __future__ import annotations

from typing import NamedTuple

from fastpath_checks.rules.ruletype import Category


class Housekeeping(NamedTuple):
    """One of them: ``subject`` is what it is about, ``documentation`` has a rule's headings, ``fix`` is what to do."""

    id: str
    name: str
    subject: str
    fix: str
    documentation: str
    since: str = "0.1"
    category: Category = Category.HOUSEKEEPING


UNUSED = Housekeeping(
    "FASTPATH_901",
    "unused-suppression",
    "waiver",
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
    "waiver",
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

DROPPED = Housekeeping(
    "FASTPATH_903",
    "module-drops-fastpath-input",
    "module input",
    "take a version of the module that passes the input on, or declare the connection yourself",
    """A Terraform module takes an input that switches FastPath on, and never uses it.

What it checks:
    A call of a module switches FastPath on by an input that nothing in the module sets on any connection. Where the
    module's files are there, they tell. Where they are not, a few modules are known to drop theirs, such as
    `express_route_gateway_bypass_enabled` of `Azure/avm-ptn-virtualwan/azurerm`. It is undecided where the input is
    not known, or where the call accepts versions that drop it and versions that do not.

Why it matters:
    Terraform accepts the input, plans and applies without a word, and the connection is made without FastPath: all
    traffic takes the gateway, while the code says that it does not.

How to fix:
    Leave the input out, so that the code says what is; or take a version of the module that passes it on, or declare
    the connection yourself. Over a Virtual WAN see FASTPATH_106 first: whether FastPath is supported there is not said.

What it cannot see:
    Modules that are neither there nor known, and versions that are newer than those that were read. A module that may
    set FastPath on one connection and not on another is given the benefit of the doubt.
""",
)

UNREADABLE = Housekeeping(
    "FASTPATH_904",
    "unreadable-file",
    "file",
    "mend the file, or leave it out with `exclude:` in the policy",
    """A file of what is judged could not be read, or not all of it.

What it checks:
    Every file that a root loads - its own, its modules' and its parameter files - is there, is text in UTF-8 below the
    size limit, lies inside the scanned tree, and has no error of syntax.

Why it matters:
    What stands in it is not judged. A run that says nothing about it would look as if all were well; the exit code is
    3 for it, whatever the severity of this finding. The severity can make it 1.

How to fix:
    The message says what keeps the file from being read, and the errors beside the findings say where. A file that
    belongs to nothing can be left out with `exclude:` in the policy.

What it cannot see:
    Whether what the file declares has anything to do with ExpressRoute.
""",
)

REFUSED = Housekeeping(
    "FASTPATH_905",
    "refused-suppression",
    "suppression",
    "give it the form and the reason that are asked for, or mend the finding",
    """A comment in the code, or a waiver of the policy, is meant to suppress a finding, and does not.

What it checks:
    Each `fastpath:skip=` comment can be read; each comment that skips a rule is one that the policy accepts for that
    rule: `suppressions: reason-required` asks for a reason, `suppressions: forbidden` accepts none. Each waiver of the
    policy has a reason.

Why it matters:
    Whoever wrote it believes that the finding is answered for. It counts all the same, and this says why.

How to fix:
    Write `fastpath:skip=FASTPATH_101 until=2026-12-31 because REASON` or `checkov:skip=FASTPATH_101:REASON`. Where the
    policy forbids such comments, mend the finding, or ask for a waiver in the policy. Give a waiver its `reason`.

What it cannot see:
    Comments in files that declare nothing that is judged, and Checkov's comments for rules that are not ours.
""",
)

REFUSED_ADDRESS = Housekeeping(
    "FASTPATH_906",
    "public-ip-refused-by-provider",
    "gateway declaration",
    "leave `public_ip_address_id` out: Azure gives an ExpressRoute gateway its own address",
    """Terraform's provider refuses the public IP address of an ExpressRoute gateway.

What it checks:
    No `azurerm_virtual_network_gateway` of type ExpressRoute has a `public_ip_address_id` where the azurerm provider is
    4.59.0 or later. It is undecided where the files allow older and newer versions.

Why it matters:
    The plan fails; where the address is made in the same run, the apply does, when the address is there already. A
    configuration that allows a range of versions breaks with the next `terraform init -upgrade`.

How to fix:
    Remove `public_ip_address_id`, and the address where nothing else uses it: since azurerm 4.35.0 it may be left out,
    and Azure manages the address of the gateway.

What it cannot see:
    The version that a pipeline uses, where neither the lock file nor `required_providers` says it.
""",
)

KEPT = Housekeeping(
    "FASTPATH_907",
    "fastpath-kept-by-provider",
    "connection declaration",
    "write the flag: `true` where FastPath is meant to stay on, `false` where it is not",
    """A connection stays on FastPath although its configuration no longer says so.

What it checks:
    In a plan, no connection that exists already keeps its gateway bypass on without a line for it. azurerm declares
    `express_route_gateway_bypass` as optional and computed: what is left out stays as it is.

Why it matters:
    Who removed the line to switch FastPath off did not: the plan shows no change, and traffic still passes by the
    gateway and what inspects behind it.

How to fix:
    Write `express_route_gateway_bypass = false` to switch it off, or `true` to say what is.

What it cannot see:
    Configurations without a plan: they do not tell what exists already, and are judged as if nothing did.
""",
)

HOUSEKEEPING = (UNUSED, EXPIRED, DROPPED, UNREADABLE, REFUSED, REFUSED_ADDRESS, KEPT)
"""In the order of their ids."""
