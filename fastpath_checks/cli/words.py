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

EXIT_CODES = {
    0: "nothing at or above the severity that fails a run",
    1: "findings at or above it; of doctor: something that Checkov would miss",
    2: "wrong usage or policy; nothing was scanned",
    3: "nothing to scan, or something in a judged root could not be read",
    70: "a bug of fastpath-checks",
    130: "interrupted",
}
ENVIRONMENT = {
    "FASTPATH_POLICY": "inside Checkov: what --policy says elsewhere",
    "FASTPATH_PROFILE": "inside Checkov: what --profile says elsewhere",
    "FASTPATH_VAR_FILE": "inside Checkov: what --var-file says elsewhere; several are separated as in PATH",
    "FASTPATH_INJECT": "inside Checkov, anything: let it ask our checks for files that its readers lose, too",
    "FASTPATH_DEBUG": "anything: show the traceback of a bug, as --debug does",
    "TF_VAR_NAME": "an input of Terraform, where --env-vars asks for it",
    "NO_COLOR": "anything: no color on a terminal, unless --color always asks for it",
    "TERM": "dumb: neither color nor progress",
}
"""The variables that are read, with what each says."""

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
