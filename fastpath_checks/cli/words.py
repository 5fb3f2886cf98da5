"""The words of the command line that a wrong one is compared with. Kept here, so that ``--help`` imports no room."""

from __future__ import annotations

FORMATS = ("text", "json", "sarif", "junit", "gitlab", "github", "azure", "markdown", "html", "csv")
PATH_FORMATS = ("text", "json", "markdown", "mermaid", "svg")
SHOWN = ("failed", "undecided", "all")
COLORS = ("auto", "always", "never")
SHELLS = ("bash", "zsh", "fish")
SEVERITIES = ("CRITICAL", "HIGH", "MEDIUM", "LOW", "INFO")
"""The policy's severities from the highest, without OFF, which only a policy can say."""
FAMILIES = ("eligibility", "data-path", "security", "limits", "advice", "housekeeping")
"""What a rule protects, in the order of the first digits of the ids."""
FAIL_ON = (*SEVERITIES, "NONE")

MODULES = {
    "scan": "judging",
    "hook": "judging",
    "gate": "gating",
    "paths": "tracing",
    "rules": "rule_lookups",
    "explain": "rule_lookups",
    "doubts": "doubting",
    "facts": "lookups",
    "policy": "policies",
    "checkov-dir": "checkov",
    "doctor": "checkov",
    "completion": "completing",
}
"""The module of this room in which a command's function, of the command's name, stands: imported when it is called."""
