"""Write ``docs/rules/<id>.md`` and the README's table of rules: ``python docs/make_rule_pages.py``.

Each page is the rule's docstring under its headings, the severity with its reason, what the documentation said at the
date of each profile, what other tools say about the same thing, and the fixtures that show the rule at work.
``tests/policy/test_rule_pages.py`` checks that pages and table are fresh.
"""

from __future__ import annotations

from pathlib import Path

from fastpath_checks.policy.citations import Citation
from fastpath_checks.policy.crosswalk import other_rules
from fastpath_checks.policy.facts import PROFILES, load_facts
from fastpath_checks.policy.layering import shipped_policy
from fastpath_checks.rules.rulebook import DOCUMENTED
from fastpath_checks.rules.ruletype import Rule
from fastpath_checks.rules.sections import HEADINGS, Documented, finds, sections_of, subject_of

CHECKOUT = Path(__file__).parents[1]
PAGES = CHECKOUT / "docs" / "rules"
README = CHECKOUT / "README.md"


def pages() -> dict[str, str]:
    """The pages by file name, the index among them."""
    return {**{f"{rule.id}.md": page(rule) for rule in DOCUMENTED}, "README.md": index()}


def page(rule: Documented) -> str:
    """One rule's page. Raises ValueError where the docstring lacks a heading."""
    setting = shipped_policy().rules[rule.id]
    summary, sections = sections_of(rule)
    blocks = [
        "<!-- Made by docs/make_rule_pages.py of the rule's docstring and what stands in policies/. -->",
        f"# {rule.id} {rule.name}",
        summary,
        "| severity | category | subject | since |\n| --- | --- | --- | --- |\n"
        f"| {setting.severity.name} | {rule.category.value} | {subject_of(rule)} | {rule.since} |",
        f"**Why {setting.severity.name}:** {setting.reason}",
    ]
    for heading in HEADINGS:
        blocks += [f"## {heading}", sections[heading]]
    if isinstance(rule, Rule):
        blocks += [*documentation(rule), "## What other tools say", others(rule)]
    if shown := examples(rule):
        blocks += ["## Examples", shown]
    return "\n\n".join(blocks) + "\n"


def documentation(rule: Rule) -> list[str]:
    """What each profile says on what the rule rests on."""
    blocks = ["## What the documentation says", "Newest first; `--profile DATE` judges by another date's facts."]
    for profile in reversed(PROFILES):
        facts = load_facts(profile)
        blocks += [f"### Profile {profile}", "\n".join(cited(facts.cite(key)) for key in rule.cites)]
    return blocks


def cited(citation: Citation) -> str:
    """One fact as a list item: its status, when it is said, our sentence, and each page with its version."""
    sources = "\n".join(
        f"  - [{source.title}]({source.url}), {source.date} ({source.version})" for source in citation.sources
    )
    about = f"{citation.status}, {citation.period}; about {citation.scope}"
    return f"- `{citation.key}` ({about}): {citation.summary}\n{sources}"


def others(rule: Rule) -> str:
    """The crosswalk of one rule as a table, and what was read of each tool."""
    found = other_rules(rule.id)
    if not found:
        return "Nothing about this, in the tools of [the crosswalk](../../policies/crosswalk/other-tools.yaml)."
    rows = [f"| [{one.tool}]({one.url}) | {one.id} | {one.relation} | {one.says} {one.why} |" for one in found]
    read = [f"- {name}: {version}" for name, version in dict.fromkeys((one.tool, one.version) for one in found)]
    return "\n".join(
        [
            "| tool | rule | it | what it says, and why |",
            "| --- | --- | --- | --- |",
            *rows,
            "",
            "Read of them:",
            "",
            *read,
        ]
    )


def examples(rule: Documented) -> str:
    folders = sorted(path.parent.name for path in (CHECKOUT / "fixtures" / rule.name).glob("*/expect.yaml"))
    return "\n".join(f"- [{folder}](../../fixtures/{rule.name}/{folder})" for folder in folders)


def index() -> str:
    """The table of all rules, beside their pages."""
    note = "<!-- Made by docs/make_rule_pages.py. -->"
    return f"{note}\n\n# Rules\n\n{table('')}"


def table(folder: str) -> str:
    """All rules with severity and what they find; ``folder`` is where the pages are, seen from the table."""
    severities = shipped_policy().rules
    rows = [
        f"| [{rule.id}]({folder}{rule.id}.md) | {rule.name} | {severities[rule.id].severity.name} | {finds(rule)} |"
        for rule in DOCUMENTED
    ]
    return "\n".join(["| id | name | severity | what it finds |", "| --- | --- | --- | --- |", *rows]) + "\n"


def with_table(readme: str) -> str:
    """A README whose table of rules is fresh. Raises ValueError where it has no place for one."""
    start, end = "<!-- rules, made by docs/make_rule_pages.py -->\n", "<!-- end of rules -->"
    before, found, rest = readme.partition(start)
    _, closed, after = rest.partition(end)
    if not found or not closed:
        raise ValueError("the README has no place for the rules")
    return f"{before}{start}{table('docs/rules/')}{end}{after}"


def write() -> None:
    PAGES.mkdir(exist_ok=True)
    made = pages()
    for path in PAGES.glob("*.md"):
        if path.name not in made:
            path.unlink()
    for name, text in made.items():
        (PAGES / name).write_text(text, encoding="utf-8", newline="\n")
    README.write_text(with_table(README.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write()
