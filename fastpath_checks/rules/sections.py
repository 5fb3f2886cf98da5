"""The documentation of a rule, read by its headings."""

from __future__ import annotations

import re
import textwrap

from fastpath_checks.rules.housekeeping import Housekeeping
from fastpath_checks.rules.ruletype import Rule

HEADINGS = ("What it checks", "Why it matters", "How to fix", "What it cannot see")

Documented = Rule | Housekeeping


def sections_of(rule: Documented) -> tuple[str, dict[str, str]]:
    """The first paragraph, and the sections by heading. Raises ValueError where a heading is missing."""
    text = re.split(rf"^({'|'.join(HEADINGS)}):\n", rule.documentation, flags=re.MULTILINE)
    sections = {heading: textwrap.dedent(body).strip() for heading, body in zip(text[1::2], text[2::2], strict=True)}
    if tuple(sections) != HEADINGS:
        raise ValueError(f"{rule.id} has the headings {', '.join(sections)}")
    return text[0].strip(), sections


def finds(rule: Documented) -> str:
    """The first paragraph in one line."""
    return " ".join(sections_of(rule)[0].split())


def subject_of(rule: Documented) -> str:
    """``PrivateEndpoint`` -> ``private endpoint``."""
    if isinstance(rule, Housekeeping):
        return rule.subject
    return re.sub(r"(?<!^)(?=[A-Z])", " ", rule.on.__name__).lower()
