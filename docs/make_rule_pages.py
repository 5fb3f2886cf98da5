"""Write ``docs/rules/<id>.md`` from the rules, the default policy and the facts: ``python docs/make_rule_pages.py``.

Each page is the rule's docstring under its headings, the severity with its reason, what the documentation said at the
date of each profile, and the fixtures that show the rule at work. ``tests/policy/test_rule_pages.py`` checks that the
pages are fresh.
"""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

from fastpath_checks.policy.citations import Citation
from fastpath_checks.policy.facts import PROFILES, load_facts
from fastpath_checks.policy.layering import shipped_policy
from fastpath_checks.rules.rulebook import RULES
from fastpath_checks.rules.ruletype import Rule

CHECKOUT = Path(__file__).parents[1]
PAGES = CHECKOUT / "docs" / "rules"
HEADINGS = ("What it checks", "Why it matters", "How to fix", "What it cannot see")


def pages() -> dict[str, str]:
    """The pages by file name, the index among them."""
    return {**{f"{rule.id}.md": page(rule) for rule in RULES}, "README.md": index()}


def page(rule: Rule) -> str:
    """One rule's page. Raises ValueError where the docstring lacks a heading."""
    setting = shipped_policy().rules[rule.id]
    summary, sections = parts(rule)
    blocks = [
        "<!-- Made by docs/make_rule_pages.py of the rule's docstring, policies/default.yaml and policies/facts/. -->",
        f"# {rule.id} {rule.name}",
        summary,
        "| severity | category | subject | since |\n| --- | --- | --- | --- |\n"
        f"| {setting.severity.name} | {rule.category.value} | {subject(rule)} | {rule.since} |",
        f"**Why {setting.severity.name}:** {setting.reason}",
    ]
    for heading in HEADINGS:
        blocks += [f"## {heading}", sections[heading]]
    blocks += ["## What the documentation says", "Newest first; `--profile DATE` judges by another date's facts."]
    for profile in reversed(PROFILES):
        facts = load_facts(profile)
        blocks += [f"### Profile {profile}", "\n".join(cited(facts.cite(key)) for key in rule.cites)]
    blocks += ["## Examples", examples(rule)]
    return "\n\n".join(blocks) + "\n"


def parts(rule: Rule) -> tuple[str, dict[str, str]]:
    """The docstring's first paragraph, and its sections by heading."""
    text = re.split(rf"^({'|'.join(HEADINGS)}):\n", rule.documentation, flags=re.MULTILINE)
    sections = {heading: textwrap.dedent(body).strip() for heading, body in zip(text[1::2], text[2::2], strict=True)}
    if tuple(sections) != HEADINGS:
        raise ValueError(f"{rule.id} has the headings {', '.join(sections)}")
    return text[0].strip(), sections


def subject(rule: Rule) -> str:
    """``PrivateEndpoint`` -> ``private endpoint``."""
    return re.sub(r"(?<!^)(?=[A-Z])", " ", rule.on.__name__).lower()


def cited(citation: Citation) -> str:
    """One fact as a list item: its status, when it is said, our sentence, and each page with its version."""
    sources = "\n".join(
        f"  - [{source.title}]({source.url}), {source.date} ({source.version})" for source in citation.sources
    )
    about = f"{citation.status}, {citation.period}; about {citation.scope}"
    return f"- `{citation.key}` ({about}): {citation.summary}\n{sources}"


def examples(rule: Rule) -> str:
    folders = sorted(path.parent.name for path in (CHECKOUT / "fixtures" / rule.name).glob("*/expect.yaml"))
    return "\n".join(f"- [{folder}](../../fixtures/{rule.name}/{folder})" for folder in folders)


def index() -> str:
    """The table of all rules."""
    rules = shipped_policy().rules
    rows = [f"| [{rule.id}]({rule.id}.md) | {rule.name} | {rules[rule.id].severity.name} |" for rule in RULES]
    note = "<!-- Made by docs/make_rule_pages.py. -->"
    return "\n".join([note, "", "# Rules", "", "| id | name | severity |", "| --- | --- | --- |", *rows]) + "\n"


def write() -> None:
    PAGES.mkdir(exist_ok=True)
    made = pages()
    for path in PAGES.glob("*.md"):
        if path.name not in made:
            path.unlink()
    for name, text in made.items():
        (PAGES / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write()
