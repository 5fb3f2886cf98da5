"""Our values of expressions are those of the real terraform, or are not claimed."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from terraform_oracle import answers, needs_terraform, run, types
from terraform_values import answered, typed

from fastpath_checks.evaluate.terraform.calling import IMPURE
from fastpath_checks.evaluate.terraform.functions import TOPICS

pytestmark = needs_terraform

EXPRESSIONS = [
    line
    for line in (Path(__file__).parent / "terraform_expressions.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
FILES = {
    "hello.txt": "Hello\nWorld\n",
    "greeting.tftpl": "Hi ${name}\n%{ for one in items ~}\n- ${one}\n%{ endfor ~}\n",
    "value.tftpl": "${name}",
    "object.tftpl": '{"ports": [${join(", ", ports)}]}',
    "nested/a.json": '{"a": [1, 2]}',
    "nested/b.json": "{}",
    "nested/c.txt": "a: [x, 1]\n",
}
"""What the functions of files read."""

READS_FILES = re.compile(r"\bfile|templatefile")

NOT_CLAIMED = {
    "floor(log(1000, 10))": "so close to a whole number that the last bit decides",
    "1 / 0": "infinity",
    "pow(2, 64)": "the digits of large powers are those of a float",
    'length("👾🕹️")': "grapheme clusters",
    'length(base64gzip("a")) > 0': "compressed bytes",
    'textencodebase64("x", "nonsense")': "rare character sets",
    'yamldecode("2020-01-01")': "dates in YAML",
    'yamldecode("a: 2020-01-01T00:00:00Z")': "dates in YAML",
    'yamldecode("a: .inf")': "infinity",
    'yamldecode("a: !!str 1")': "tags in YAML",
    'yamldecode("<<: {a: 1}\\nb: 2")': "merge keys in YAML",
    'yamldecode("[y, n, Y, NO, Off, 0b11, 0X1F, -0x1f, +5, 1., 00, 1__0, .5e1, =, 1e400]")': "very large numbers",
    'yamlencode({ "k<>" = "<>", z = "\\u00a0\\u2028" })': "unusual characters in YAML",
    'yamlencode({ a = "${join("", [for i in range(30) : "word "])}end" })': "long lines in YAML",
    'cidrsubnet("10.1.2.0/24", -1, 0)': "terraform accepts it by accident",
    'cidrsubnet("10.1.2.0/24", 2, -1)': "terraform accepts it by accident",
}
"""Expressions for which we give no value though terraform has an answer: each with what is not modelled."""

NOT_TYPED = {'regex("(a)|(b)", "b")': "a null has no type"}


@pytest.fixture(scope="module")
def said() -> dict[str, str | None]:
    return {one: answer.json for one, answer in zip(EXPRESSIONS, answers(EXPRESSIONS, FILES), strict=True)}


@pytest.fixture(scope="module")
def said_types(said: dict[str, str | None]) -> dict[str, object]:
    accepted = [one for one, json in said.items() if json is not None and not READS_FILES.search(one)]
    return dict(zip(accepted, types(accepted), strict=True))


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_an_expression_has_the_value_that_terraform_gives_it(expression: str, said: dict[str, str | None]) -> None:
    ours = answered(expression, FILES)
    theirs = said[expression]
    if expression in NOT_CLAIMED:
        assert ours is None
    else:
        assert ours == ("refused" if theirs is None else theirs)


@pytest.mark.parametrize("expression", [one for one in EXPRESSIONS if not READS_FILES.search(one)])
def test_an_expression_has_the_type_that_terraform_gives_it(expression: str, said_types: dict[str, object]) -> None:
    if expression in said_types and expression not in NOT_TYPED:
        assert typed(expression) in (said_types[expression], "dynamic")


def test_every_function_of_terraform_is_known_and_asked_about() -> None:
    listed = json.loads(run("metadata", "functions", "-json"))["function_signatures"]
    names = {name for name in listed if "::" not in name}
    ours = TOPICS.keys() | IMPURE | {"try", "can"}
    assert names <= ours
    asked = {name for one in EXPRESSIONS for name in re.findall(r"([a-z0-9]+)\(", one)}
    assert names - asked == NOT_ASKED


NOT_ASKED = {"bcrypt", "plantimestamp", "rsadecrypt", "templatestring", "timestamp", "uuid"}
"""Never twice the same; needs a private key; needs a reference."""
