"""Any configuration as Terraform can evaluate it without its providers, for the sweep over public ones.

Each resource and data block becomes a builtin ``terraform_data`` whose ``input`` holds what is written in it;
references go to a local value that adds the attributes which only a cloud would set. Which those are is not looked up
in a schema but learned from what Terraform complains about. What a module of a registry hands out is unknown.
"""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterator
from typing import Any

from fastpath_checks.core.spans import SourceFile
from fastpath_checks.syntax.hcl import nodes, parse_configuration

META = {"count", "for_each", "depends_on", "provider", "lifecycle", "provisioner", "connection", "timeouts"}
UNKNOWN = "local.unknown__"
Lacking = dict[tuple[str, str], set[tuple[str, ...]]]
"""The paths of attributes that are to be added, by the directory and the stand-in of a resource."""


class CannotRewrite(Exception):
    """A configuration that has no stand-in, and why."""


def walk(node: Any) -> Iterator[Any]:
    """The node and all expressions in it."""
    yield node
    for name in getattr(type(node), "__slots__", ()):
        value = getattr(node, name, None)
        for child in value if isinstance(value, (list, tuple)) else (value,):
            if hasattr(type(child), "__slots__") and hasattr(child, "start"):
                yield from walk(child)


class ModuleRewriting:
    """One directory: its texts, and the resources that it declares."""

    def __init__(self, directory: str, lacking: Lacking) -> None:
        self.directory = directory
        self.lacking = lacking
        self.bodies: dict[str, nodes.Body] = {}
        self.declared: set[tuple[bool, str, str]] = set()
        self.absent: set[str] = set()
        for name in sorted(os.listdir(directory)):
            if name.endswith(".tf.json"):
                raise CannotRewrite("written in JSON")
            if name.endswith(".tf"):
                with open(os.path.join(directory, name), encoding="utf-8-sig") as file:
                    body, problems = parse_configuration(SourceFile(name, file.read()))
                if problems:
                    raise CannotRewrite(f"not read: {problems[0].summary}")
                self.bodies[name] = body
        for body in self.bodies.values():
            for block in body.blocks:
                if block.type in ("resource", "data", "ephemeral") and len(block.labels) == 2:
                    self.declared.add((block.type != "resource", block.labels[0], block.labels[1]))
                elif block.type == "module" and block.labels and not local_path(block):
                    self.absent.add(block.labels[0])
        for body in self.bodies.values():
            self._learn_from_references(body)

    def _referred(self, node: Any) -> tuple[bool, str, str] | None:
        """The resource that ``type.name`` or ``data.type.name`` names."""
        if not isinstance(node, nodes.GetAttr):
            return None
        source = node.source
        if isinstance(source, nodes.Variable):
            found = (False, source.name, node.name)
        elif (
            isinstance(source, nodes.GetAttr)
            and isinstance(source.source, nodes.Variable)
            and source.source.name in ("data", "resource", "ephemeral")
        ):
            found = (source.source.name != "resource", source.name, node.name)
        else:
            return None
        return found if found in self.declared else None

    def _is_absent(self, node: Any) -> bool:
        """Whether the node is ``module.name`` of a module that is not there."""
        return (
            isinstance(node, nodes.GetAttr)
            and isinstance(node.source, nodes.Variable)
            and node.source.name == "module"
            and node.name in self.absent
        )

    def _learn_from_references(self, body: nodes.Body) -> None:
        """Attributes of resources that are plainly asked for; the others Terraform will name."""
        for attribute in _attributes(body):
            for node in walk(attribute.value):
                if isinstance(node, nodes.GetAttr) and self._referred(node) is None:
                    source = node.source
                    while isinstance(source, nodes.Index):
                        source = source.source
                    resource = self._referred(source)
                    if resource is not None:
                        self.lacking.setdefault((self.directory, stand_in(*resource)), set()).add((node.name,))

    def text(self, file: SourceFile, node: Any) -> str:
        """The text of an expression with its references redirected."""
        edits = []
        pending = [node]
        while pending:
            one = pending.pop()
            resource = self._referred(one)
            if resource is not None:
                edits.append((one.start, one.end, f"local.{stand_in(*resource)}"))
                continue
            if self._is_absent(one):
                edits.append((one.start, one.end, UNKNOWN))
                continue
            for name in getattr(type(one), "__slots__", ()):
                value = getattr(one, name, None)
                for child in value if isinstance(value, (list, tuple)) else (value,):
                    if hasattr(type(child), "__slots__") and hasattr(child, "start"):
                        pending.append(child)
        parts, at = [], node.start
        for start, end, replacement in sorted(edits):
            parts += [file.text[at:start], replacement]
            at = end
        return "".join([*parts, file.text[at : node.end]])

    def object_of(self, body: nodes.Body, file: SourceFile, added: set[tuple[str, ...]], *, top: bool = False) -> str:
        """A body as an object: nested blocks are lists of objects, dynamic ones a for-expression."""
        members: list[str] = []
        lists: dict[str, list[str]] = {}
        for attribute in body.attributes:
            if not (top and attribute.name in META):
                members.append(f'"{attribute.name}" = {self.text(file, attribute.value)}')
        for block in body.blocks:
            if top and block.type in META:
                continue
            name = block.labels[0] if block.type == "dynamic" else block.type
            inner = {path[1:] for path in added if path[0] == name and len(path) > 1}
            lists.setdefault(name, []).append(self._list_of(block, name, file, inner))
        written = {attribute.name for attribute in body.attributes} | lists.keys()
        for name, parts in lists.items():
            members.append(f'"{name}" = ' + (parts[0] if len(parts) == 1 else f"concat({', '.join(parts)})"))
        members += [f'"{name}" = {UNKNOWN}' for name in sorted({path[0] for path in added} - written)]
        return "{\n" + "\n".join(members) + "\n}"

    def _list_of(self, block: nodes.Block, name: str, file: SourceFile, added: set[tuple[str, ...]]) -> str:
        if block.type != "dynamic":
            return f"[{self.object_of(block.body, file, added)}]"
        arguments = {one.name: one.value for one in block.body.attributes}
        content = next((one.body for one in block.body.blocks if one.type == "content"), None)
        if content is None or "for_each" not in arguments:
            raise CannotRewrite("a dynamic block without content")
        iterator = arguments.get("iterator")
        each = iterator.name if isinstance(iterator, nodes.Variable) else name
        pairs = f"[for k__, v__ in {self.text(file, arguments['for_each'])} : {{ key = k__, value = v__ }}]"
        return f"[for {each} in {pairs} : {self.object_of(content, file, added)}]"


def local_path(call: nodes.Block) -> str:
    """Where a module that is called lies, as it is written; empty where that is not beside the caller."""
    source = next((one.value for one in call.body.attributes if one.name == "source"), None)
    path = source.value if isinstance(source, nodes.StringLiteral) else ""
    return path if path.startswith(".") else ""


def _attributes(body: nodes.Body) -> Iterator[nodes.Attribute]:
    yield from body.attributes
    for block in body.blocks:
        yield from _attributes(block.body)


def stand_in(is_data: bool, type: str, name: str) -> str:
    return ("data__" if is_data else "") + f"{type}__{name}"


def original(address: str) -> str:
    """An address with the stand-ins replaced by what they stand for."""
    return re.sub(
        r"terraform_data\.(data__)?(\w+?)__([\w-]+)",
        lambda found: ("data." if found[1] else "") + f"{found[2]}.{found[3]}",
        address,
    )


def rewrite(source: str, target: str, lacking: Lacking, *, is_root: bool = True, depth: int = 0) -> None:
    """Write the stand-in of a directory and of its local modules; ``target`` mirrors where ``source`` lies."""
    if depth > 10 or not os.path.isdir(source):
        raise CannotRewrite("a module that is not there")
    module = ModuleRewriting(source, lacking)
    os.makedirs(target, exist_ok=True)
    proxies = ["unknown__ = jsondecode(terraform_data.unknown__.id)"]
    for name, body in module.bodies.items():
        written = []
        for block in body.blocks:
            path = local_path(block) if block.type == "module" else ""
            if block.type == "module" and not path:
                continue
            text = _rewritten(module, block, body.file, proxies, is_root)
            written.append(text)
            if path:
                directory = posixpath.normpath(posixpath.join(source, path))
                rewrite(directory, os.path.join(target, path), lacking, is_root=False, depth=depth + 1)
        with open(os.path.join(target, name), "w", encoding="utf-8") as file:
            file.write("\n\n".join(one for one in written if one) + "\n")
    with open(os.path.join(target, "stand_ins__.tf"), "w", encoding="utf-8") as file:
        file.write('resource "terraform_data" "unknown__" {\n  input = "x"\n}\n\n')
        file.write("locals {\n  " + "\n  ".join(proxies) + "\n}\n")


def _rewritten(module: ModuleRewriting, block: nodes.Block, file: SourceFile, proxies: list[str], is_root: bool) -> str:
    if block.type in ("resource", "data", "ephemeral"):
        return _resource(module, block, file, proxies)
    kept = {
        "variable": {"type", "default", "nullable"},
        "output": {"value", "sensitive"},
        "locals": None,
        "module": None,
    }
    if block.type not in kept or (block.type == "output" and is_root):
        return ""
    names = kept[block.type]
    dropped = {"version", "providers", "depends_on"} if block.type == "module" else set()
    lines = [
        f"  {one.name} = {module.text(file, one.value)}"
        for one in block.body.attributes
        if (names is None or one.name in names) and one.name not in dropped
    ]
    labels = "".join(f' "{label}"' for label in block.labels)
    return f"{block.type}{labels} {{\n" + "\n".join(lines) + "\n}"


def _resource(module: ModuleRewriting, block: nodes.Block, file: SourceFile, proxies: list[str]) -> str:
    name = stand_in(block.type != "resource", block.labels[0], block.labels[1])
    meta = {one.name: one.value for one in block.body.attributes if one.name in ("count", "for_each")}
    added = module.lacking.get((module.directory, name), set())
    every = f"terraform_data.{name}"
    if "for_each" in meta:
        proxies.append(f"{name} = {{ for k__, v__ in {every} : k__ => v__.input }}")
    elif "count" in meta:
        proxies.append(f"{name} = [for v__ in {every} : v__.input]")
    else:
        proxies.append(f"{name} = {every}.input")
    lines = [f"  {key} = {module.text(file, value)}" for key, value in meta.items()]
    lines.append(f"  input = {module.object_of(block.body, file, added | {('id',)}, top=True)}")
    return f'resource "terraform_data" "{name}" {{\n' + "\n".join(lines) + "\n}"


def learn(diagnostic: dict[str, Any], source: str, lacking: Lacking) -> bool:
    """Add the attribute that Terraform missed, where its complaint names one; whether it did.

    ``source`` is the directory that the complaint's file stands in for.
    """
    found = re.search(r'(?:does not have an attribute|no argument, nested block|attribute) named "([^"]+)"',
                      diagnostic.get("detail", ""))  # fmt: skip
    snippet = diagnostic.get("snippet") or {}
    if found is None or not snippet:
        return False
    code = snippet["code"]
    start, end = snippet.get("highlight_start_offset", 0), snippet.get("highlight_end_offset", len(code))
    best = None
    for match in re.finditer(r"local\.((?:data__)?\w+?__[\w-]+)((?:\)|\[[^\]]*\]|\.[\w*-]+)*)", code):
        if match.start() <= end and match.end() >= start:
            best = match
    if best is None:
        return False
    steps = re.findall(r"\.([A-Za-z_][\w-]*)", best[2])
    path = tuple(steps[: steps.index(found[1]) + 1] if found[1] in steps else [*steps, found[1]])
    paths = lacking.setdefault((source, best[1]), set())
    if path in paths:
        return False
    paths.add(path)
    return True
