"""Write ``docs/two-dates.md``, one estate judged by the documentation of two dates: ``python docs/make_two_dates.py``.

Everything in it is what the command line says. ``tests/cli/test_two_dates.py`` checks that it is fresh.
"""

from __future__ import annotations

import contextlib
import io
import os
from pathlib import Path

from fastpath_checks.cli.main import main

CHECKOUT = Path(__file__).parents[1]
PAGE = CHECKOUT / "docs" / "two-dates.md"
BEFORE, AFTER = "2021-08-10", "2025-11-05"
ESTATE = "docs/examples/hub-and-spoke.bicep"


def page() -> str:
    """The page's text."""
    verdicts = said("facts", "diff", BEFORE, AFTER, ESTATE)
    rules = said("facts", "diff", BEFORE, AFTER).partition("\nRules that judge differently")
    return "\n".join(
        [
            "<!-- Made by docs/make_two_dates.py of what the command line says. -->",
            "",
            "# One estate, two dates",
            "",
            "[hub-and-spoke.bicep](examples/hub-and-spoke.bicep) is a hub with a scalable gateway on ExpressRoute",
            f"Direct, inspection by a firewall, and a spoke. What the documentation of {BEFORE} and that of {AFTER}",
            "make of it, side by side where the verdicts differ:",
            "",
            *shown(f"fastpath-checks facts diff {BEFORE} {AFTER} {ESTATE}", verdicts),
            "",
            "Without a path, the same command says what changed in the documentation, entry by entry, and then which",
            "rules judge differently by it. A rule that only cites an entry, and comes to the same verdict whatever",
            "the entry says, is not among them:",
            "",
            *shown(f"fastpath-checks facts diff {BEFORE} {AFTER}", f"...\n{rules[1].lstrip()}{rules[2]}"),
            "",
        ]
    )


def shown(command: str, output: str) -> list[str]:
    return ["```text", f"$ {command}", output.rstrip("\n"), "```"]


def said(*words: str) -> str:
    """What the program prints where its output is no terminal, from the top of the checkout."""
    out = io.StringIO()
    here = os.getcwd()
    os.chdir(CHECKOUT)
    try:
        with contextlib.redirect_stdout(out):
            main(list(words))
    finally:
        os.chdir(here)
    return out.getvalue()


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
