"""Terraform expressions that nobody thought of, made by chance from a grammar of what people write."""

from __future__ import annotations

import random
import re

LEAVES = {
    "text": ['""', '"a"', '"B"', '"hub"', '"weu-1"', '"true"', '"1"', '"2.50"', '"x y"', '"a,b"', '"ErGw1AZ"', '"é"'],
    "number": ["0", "1", "2", "3", "10", "-1", "0.5", "2.25", "100", "1e3", "1000000"],
    "bool": ["true", "false"],
    "list": [
        "[]",
        '["a"]',
        '["b", "a", "b"]',
        "[1, 2, 3]",
        '["a", 1, true]',
        'tolist(["x", "y"])',
        'toset(["c", "a"])',
    ],
    "map": ["{}", '{ a = "x" }', '{ a = 1, b = "y" }', "{ b = 2, a = 1 }", "tomap({ a = 1, c = 3 })", "{ a = null }"],
    "null": ['(true ? null : "x")', "(true ? null : 1)"],
}
BRANCHES = {
    "text": [
        "upper(<text>)", "lower(<text>)", "title(<text>)", '"${<text>}-${<number>}"', 'join("-", <list>)',
        "replace(<text>, <text>, <text>)", "trimprefix(<text>, <text>)", "trimspace(<text>)", "substr(<text>, 0, 2)",
        'format("%s/%v", <text>, <number>)', 'format("%03d", <number>)', "<bool> ? <text> : <text>",
        "coalesce(<text>, <text>)", "lookup(<map>, \"a\", <text>)", "element(<list>, <number>)", "<map>.a",
        '<map>["b"]',
        "try(<map>.b, <text>)", "tostring(<number>)", "jsonencode(<map>)", "yamlencode(<list>)", "sha1(<text>)",
        '"%{ if <bool> }${<text>}%{ else }n%{ endif }"', '"%{ for each in <list> }${each};%{ endfor }"', "one(<list>)",
        "base64encode(<text>)", "urlencode(<text>)", "<list>[0]", 'formatdate("YYYY", <text>)', "(<text>)",
        'cidrsubnet("10.0.0.0/16", <number>, <number>)', "trim(<text>, <text>)", "chomp(<text>)", "sort(<list>)[0]",
    ],
    "number": [
        "<number> + <number>", "<number> - <number>", "<number> * <number>", "<number> / <number>", "-<number>",
        "<number> % <number>", "length(<list>)", "length(<map>)", "length(<text>)", "max(<number>, <number>)",
        "min(<number>, <number>)", "abs(<number>)", "floor(<number>)", "ceil(<number>)", "tonumber(<text>)",
        "<bool> ? <number> : <number>", "(<number>)", "sum(<list>)", "try(<list>[5], <number>)", "signum(<number>)",
        "index(<list>, <text>)", "pow(<number>, 2)", "parseint(<text>, 16)",
    ],
    "bool": [
        "<number> < <number>", "<number> >= <number>", "<text> == <text>", "<list> == <list>", "<map> == <map>",
        "<number> == <text>", "!<bool>", "<bool> && <bool>", "<bool> || <bool>", "contains(<list>, <text>)",
        "can(<text> + 1)", "startswith(<text>, <text>)", "strcontains(<text>, <text>)", "alltrue([<bool>, <bool>])",
        "anytrue([<bool>, <bool>])", "<map>.a != null", "tobool(<text>)", "can(<map>.b)", "<text> != null",
        'contains(keys(<map>), <text>)', 'can(regex("^[a-z]+$", <text>))', "(<bool>)",
    ],
    "list": [
        "[<text>, <text>]", "[<number>, <text>]", "[<list>, <list>]", "concat(<list>, <list>)", "reverse(<list>)",
        "distinct(<list>)", "flatten([<list>, <list>])", "tolist(<list>)", "toset(<list>)", "sort(<list>)",
        "compact(<list>)", "slice(<list>, 0, 1)", "keys(<map>)", "values(<map>)", 'split("-", <text>)',
        "setunion(<list>, <list>)", "setintersection(<list>, <list>)", "setsubtract(<list>, <list>)",
        "setproduct(<list>, <list>)", "range(<number>)", "chunklist(<list>, 2)", "<bool> ? <list> : <list>",
        "[for each in <list> : each]", "[for each in <list> : upper(each)]", "[for i, each in <list> : i]",
        "[for k, each in <map> : \"${k}=${each}\"]", "[for each in <list> : each if each != <text>]",
        "[{ x = <text> }, { x = <number> }][*].x", "coalescelist(<list>, <list>)", "formatlist(\"%s!\", <list>)",
        "[for each in <list> : <text>]", "matchkeys(<list>, <list>, <list>)", "(<list>)", "try(<list>, [])",
    ],
    "map": [
        "{ a = <text>, b = <number> }", "{ (<text>) = <text> }", "merge(<map>, <map>)", "tomap(<map>)",
        "zipmap(keys(<map>), values(<map>))", "{ for k, each in <map> : k => each }", "<bool> ? <map> : <map>",
        "{ for each in <list> : each => upper(each) }", "{ for i, each in <list> : i => each }",
        "{ for each in <list> : each => <number>... }", "jsondecode(jsonencode(<map>))", "(<map>)",
        "{ for k, each in <map> : k => each if each != null }", "{ x = <map>, y = <list> }",
        "transpose({ a = <list> })",
        "yamldecode(yamlencode(<map>))", "merge([<map>, <map>]...)", "try(<map>.a, <map>)",
    ],
    "null": LEAVES["null"],
}  # fmt: skip
LENIENT = re.compile(r"\?|&&|\|\||\[for |\{ for ")
"""Where terraform refuses and we need not.

Before 1.12 it looks at the right of ``&&`` and ``||`` whatever the left is; it refuses for the type of what it never
computes - a branch not taken, the body of a loop without turns - or of a null.
"""

NEGATIVE_ZERO = re.compile(r"-0(?![.\d])")
"""Terraform has one, and its text is ``-0``."""

_HOLE = re.compile("<([a-z]+)>")


def expression(random_: random.Random, kind: str, depth: int, leaves: dict[str, list[str]] = LEAVES) -> str:
    """An expression of a kind; now and then of another, for terraform's conversions and refusals."""
    if random_.random() < 0.05:
        kind = random_.choice(list(leaves))
    pattern = random_.choice(leaves[kind] if depth <= 0 else BRANCHES[kind])
    return _HOLE.sub(lambda hole: expression(random_, hole[1], depth - random_.randint(1, 2), leaves), pattern)
