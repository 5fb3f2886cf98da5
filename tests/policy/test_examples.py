"""Every policy that the documentation or a fixture shows can be followed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fastpath_checks.core.files import Loaded
from fastpath_checks.core.spans import SourceFile
from fastpath_checks.policy.layering import policy_of_file

CHECKOUT = Path(__file__).parents[2]
DOCUMENTS = ("README.md", "docs/policies.md")


def examples() -> dict[str, str]:
    found = {}
    for document in DOCUMENTS:
        blocks = re.findall(r"^```yaml\n(.*?)^```", (CHECKOUT / document).read_text("utf-8"), re.MULTILINE | re.DOTALL)
        policies = [block for block in blocks if re.search(r"^version: 1$", block, re.MULTILINE)]
        assert policies, f"{document} shows no policy"
        found.update({f"{document} {number}": text for number, text in enumerate(policies)})
    for path in (CHECKOUT / "fixtures").rglob("fastpath.yaml"):
        found[path.relative_to(CHECKOUT).as_posix()] = path.read_text("utf-8")
    return found


EXAMPLES = examples()


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_example_can_be_followed(name: str) -> None:
    policy = policy_of_file(SourceFile(name, EXAMPLES[name]), lambda path: Loaded(None, None))
    assert policy.assertions.entries or any(rule.layer == name for rule in policy.rules.values())
