"""Whether our tree of a Bicep file is the real compiler's: the same nodes at the same places.

Usage: python tests/conformance/compare_bicep_trees.py FOLDER...    (a checkout of Azure/bicep)

The compiler's own tests keep, beside each ``main.bicep``, a ``main.syntax.bicep``: the source with the syntax tree in
comments, each node with its columns. Files are compared node by node; those whose folder begins with ``Invalid`` only
by where statements begin, for how a reader goes on after a mistake is its own.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from fastpath_checks.core.spans import SourceFile
from fastpath_checks.syntax.bicep import nodes, parse_bicep, statements
from fastpath_checks.syntax.bicep.nodes import Node

STATEMENTS = {
    "TargetScopeSyntax": statements.TargetScope,
    "MetadataDeclarationSyntax": statements.Metadata,
    "ParameterDeclarationSyntax": statements.Parameter,
    "VariableDeclarationSyntax": statements.Variable,
    "ResourceDeclarationSyntax": statements.Resource,
    "ModuleDeclarationSyntax": statements.Module,
    "TestDeclarationSyntax": statements.Test,
    "OutputDeclarationSyntax": statements.Output,
    "AssertDeclarationSyntax": statements.Assertion,
    "TypeDeclarationSyntax": statements.TypeDeclaration,
    "FunctionDeclarationSyntax": statements.Function,
    "CompileTimeImportDeclarationSyntax": statements.Import,
    "ExtensionDeclarationSyntax": statements.Extension,
}
EXPRESSIONS = {
    "ObjectSyntax": nodes.Object,
    "ObjectPropertySyntax": nodes.Property,
    "ArraySyntax": nodes.Array,
    "ForSyntax": nodes.For,
    "IfConditionSyntax": nodes.Conditional,
    "FunctionCallSyntax": nodes.Call,
    "InstanceFunctionCallSyntax": nodes.Call,
    "PropertyAccessSyntax": nodes.Access,
    "ArrayAccessSyntax": nodes.Index,
    "ResourceAccessSyntax": nodes.Child,
    "NonNullAssertionSyntax": nodes.NotNull,
    "UnaryOperationSyntax": nodes.Unary,
    "BinaryOperationSyntax": nodes.Binary,
    "TernaryOperationSyntax": nodes.Ternary,
    "LambdaSyntax": nodes.Lambda,
    "SpreadExpressionSyntax": nodes.Spread,
    "DecoratorSyntax": nodes.Decorator,
}
_LINE = re.compile(r"^//@\[(\d+):(\d+)\) ((?:[| ] )*)(?:[├└]─)?(\w+Syntax)$")


class Place(NamedTuple):
    kind: str
    start: int
    end: int


def main(folders: list[str]) -> int:
    totals: Counter[str] = Counter()
    for folder in folders:
        for baseline in sorted(Path(folder).rglob("main.syntax.bicep")):
            source = baseline.with_name("main.bicep")
            if source.exists():
                totals.update(compare(source, baseline))
    print(
        f"{totals['files']} files, {totals['different files']} different: {totals['statements']} statements and "
        f"{totals['expressions']} expressions at the compiler's places, {totals['missing']} only the compiler's, "
        f"{totals['extra']} only ours"
    )
    return 1 if totals["different files"] else 0


def compare(source: Path, baseline: Path) -> Counter[str]:
    text = source.read_bytes().decode("utf-8-sig")
    program, _ = parse_bicep(SourceFile(source.as_posix(), text))
    taken = [(one.start, one.end) for one in program.statements]
    theirs = Counter(compilers(text, baseline.read_bytes().decode("utf-8-sig")))
    ours = Counter(place for statement in program.statements for place in places(statement))
    is_valid = not source.parent.name.startswith("Invalid")
    missing, extra = theirs - ours, ours - theirs
    if not is_valid:
        begun = {(one.kind, one.start) for one in ours}
        missing = Counter({one: n for one, n in missing.items() if _is_lost(one, begun, taken)})
        extra = Counter()
    found: Counter[str] = Counter(files=1)
    found["statements"] = sum(n for one, n in (ours & theirs).items() if one.kind in STATEMENT_NAMES)
    found["expressions"] = sum((ours & theirs).values()) - found["statements"]
    found["missing"], found["extra"] = sum(missing.values()), sum(extra.values())
    if missing or extra:
        found["different files"] = 1
        print(source)
        for label, one in [*(("compiler", one) for one in missing), *(("ours", one) for one in extra)][:6]:
            line = text.count("\n", 0, one.start) + 1
            print(f"    {label:8} {one.kind} at line {line}: {text[one.start : one.end][:70]!r}")
    return found


STATEMENT_NAMES = frozenset(one.__name__ for one in STATEMENTS.values())
_NAMES = {name: kind.__name__ for name, kind in {**STATEMENTS, **EXPRESSIONS}.items()}


def _is_lost(place: Place, begun: set[tuple[str, int]], taken: list[tuple[int, int]]) -> bool:
    """Whether a statement is none of ours, nor inside one, broken or not."""
    if place.kind not in STATEMENT_NAMES or (place.kind, place.start) in begun:
        return False
    return not any(start <= place.end and place.start <= end for start, end in taken)


def compilers(text: str, annotated: str) -> Iterator[Place]:
    """The nodes of the annotated source, with the offsets that they have in the plain one.

    The compiler counts in units of UTF-16, we in characters.
    """
    units = [index for index, character in enumerate(text) for _ in range(1 + (ord(character) > 0xFFFF))] + [len(text)]
    line_ends = [0, *(match.end() for match in re.finditer(r"\r\n|\n|\r", text))]
    starts = [len(text[:end].encode("utf-16-le")) // 2 for end in line_ends]
    at = -1
    skipped = -1
    for line in re.split(r"\r\n|\n|\r", annotated):
        match = _LINE.match(line)
        if match is None:
            if not line.startswith("//@["):
                at += 1
            continue
        column, end, indent, name = int(match[1]), int(match[2]), len(match[3]), match[4]
        if 0 <= skipped < indent:
            continue
        skipped = -1
        if name in _NAMES:
            if starts[at] + end >= len(units):
                continue  # a text that never ends: the tree of it stands below its last line
            yield Place(_NAMES[name], units[starts[at] + column], units[starts[at] + end])
        elif ("Type" in name and name != "TypedLambdaSyntax") or "Import" in name:
            skipped = indent


def places(node: Node) -> Iterator[Place]:
    """A node's own place and those of the expressions in it, types and names left out."""
    pending: list[object] = [node]
    while pending:
        one = pending.pop()
        if isinstance(one, (tuple, list)):
            pending.extend(one)
        elif isinstance(one, Node):
            kind = type(one).__name__
            if kind in _NAMES.values():
                decorators = getattr(one, "decorators", ())  # the compiler's statements begin with them
                yield Place(kind, decorators[0].start if decorators else one.start, one.end)
            if type(one).__module__.endswith("type_nodes"):
                continue
            for base in type(one).__mro__:
                pending.extend(getattr(one, name) for name in getattr(base, "__slots__", ()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
