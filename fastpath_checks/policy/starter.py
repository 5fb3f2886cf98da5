"""The policy file that a project begins with: it changes nothing, and shows what could be changed."""

from __future__ import annotations

SCHEMA = "https://github.com/fastpath-checks/fastpath-checks/raw/main/policies/schema/policy.schema.json"

STARTER = f"""\
# yaml-language-server: $schema={SCHEMA}
# The policy of fastpath-checks for everything at and below this directory. `fastpath-checks policy show` prints what
# counts in the end, and which layer says so; `fastpath-checks policy check` validates this file.
version: 1

# What this policy changes: default, strict, advisory, migration, or the path of another policy.
extends: default

# Judge by what Azure's documentation said on a day. Without it, by the newest.
# profile: "2025-11-05"

# The lowest severity that fails a run: INFO, LOW, MEDIUM, HIGH or CRITICAL. NONE: nothing does.
# fail_on: MEDIUM

# Whether undecided verdicts are only reported, or fail a run as failed ones do.
# undecided: report

# What comments in the code may do: allowed, reason-required or forbidden. A rule can say it for itself.
# suppressions: reason-required

# Paths that no scan enters.
# exclude:
#   - "**/examples/**"

# Single rules. OFF switches one off.
# rules:
#   FASTPATH_202:
#     severity: OFF
#     reason: our endpoints carry little traffic
#   FASTPATH_301:
#     suppressions: forbidden
#     reason: an inspection is never skipped by a comment
#   FASTPATH_403:
#     parameters: {{oversubscription: 1}}
#     reason: we do not over-subscribe our ports

# Other severities in some places: by path, scenario or resource.
# overrides:
#   - path: environments/dev/**
#     rules:
#       FASTPATH_101: {{severity: LOW}}

# Findings that somebody answers for.
# waivers:
#   - rule: FASTPATH_301
#     subject: conn-partner
#     reason: the partner's own firewall inspects that traffic
#     owner: network team
#     expires: 2030-12-31

# What the files cannot know.
# assertions:
#   - circuit: erc-partner-*
#     kind: provider
#   - gateway: vgw-platform
#     sku: ErGw3AZ
#     subnet_has_routes: false
"""
