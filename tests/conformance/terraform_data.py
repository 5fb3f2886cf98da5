"""An azurerm configuration as Terraform can evaluate it without any provider, and the way back.

Each resource and data block becomes a builtin ``terraform_data`` whose ``input`` holds the arguments. References to a
resource go to a local value of a telling name, which adds the computed attributes as unknowns. One provisioner for each
argument, never run, makes Terraform list that argument's references in the plan's configuration.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from typing import NamedTuple

from azurerm_schema import Computed, Nested, fields_of
from formatted_terraform import Argument, Block, Item, read_items

_REFERENCE = re.compile(r"(?<![\w.-])(data\.)?((?:azurerm|azapi)_\w+)\.([A-Za-z_][\w-]*)")
_STAND_IN = re.compile(r"(?:local|terraform_data)\.(data__)?((?:azurerm|azapi)_\w+?)__([\w-]+)")
_META = {"count", "for_each", "depends_on", "provider", "lifecycle", "timeouts"}
_KEPT = {"variable", "locals", "output"}


Path = tuple[str | int, ...]
"""Where an argument stands in nested blocks: ``("ip_configuration", 0, "subnet_id")``."""


class Declared(NamedTuple):
    """One resource or data block: what it is and what was written in it."""

    mode: str
    type: str
    name: str
    block: Block

    @property
    def stand_in(self) -> str:
        return ("data__" if self.mode == "data" else "") + f"{self.type}__{self.name}"

    @property
    def address_type(self) -> str:
        return ("data." if self.mode == "data" else "") + self.type


class Module(NamedTuple):
    """One directory: its resources by stand-in, its local modules by call name, the provider's version."""

    resources: dict[str, Declared]
    calls: dict[str, Module]
    version: tuple[int, int]
    constraints: dict[str, str]


def restored(text: str) -> str:
    """An address or a reference with the stand-ins replaced by what they stand for."""
    return _STAND_IN.sub(lambda found: ("data." if found[1] else "") + f"{found[2]}.{found[3]}", text)


def argument_paths(items: tuple[Item, ...], prefix: Path = ()) -> Iterator[tuple[Path, str]]:
    """Each argument with its path through nested blocks, in order; dynamic blocks are left out, as Terraform does."""
    counts: dict[str, int] = {}
    for item in items:
        if isinstance(item, Argument):
            if prefix or item.name not in _META:
                yield (*prefix, item.name), item.expression
        elif item.type != "dynamic" and item.type not in _META:
            at = counts.get(item.type, 0)
            counts[item.type] = at + 1
            yield from argument_paths(item.body, (*prefix, item.type, at))


def rewrite(source: str, target: str, version: tuple[int, int] = (0, 0)) -> Module:
    """Write the stand-in of the directory ``source`` and of its local modules below ``target``; say what it declares.

    ``version`` is the caller's version of the provider, for modules that ask for none.
    """
    files = {}
    for name in sorted(os.listdir(source)):
        if name.endswith(".tf"):
            with open(os.path.join(source, name), encoding="utf-8") as file:
                files[name] = read_items(file.read())
    blocks = [item for items in files.values() for item in items if isinstance(item, Block)]
    constraints = _constraints(blocks)
    found = re.search(r"(\d+)\.(\d+)", constraints.get("azurerm", ""))
    version = (int(found[1]), int(found[2])) if found else version
    module = Module({}, {}, version, constraints)
    os.makedirs(target, exist_ok=True)
    for name, items in files.items():
        with open(os.path.join(target, name), "w", encoding="utf-8") as file:
            file.write("\n\n".join(_rewritten(item, source, target, module) for item in items) + "\n")
    with open(os.path.join(target, "stand_ins.tf"), "w", encoding="utf-8") as file:
        file.write("locals {\n" + "".join(f"  {_stand_in(one, module)}\n" for one in module.resources.values()) + "}\n")
    return module


def _constraints(blocks: list[Block]) -> dict[str, str]:
    found = {}
    for block in blocks:
        if block.type == "terraform":
            for name, body in re.findall(r"(\w+) = \{([^}]*)\}", block.text):
                version = re.search(r'version\s*= "([^"]*)"', body)
                found[name] = version[1] if version else ""
    return found


def _rewritten(item: Item, source: str, target: str, module: Module) -> str:
    if not isinstance(item, Block):
        raise ValueError(f"an argument outside of any block: {item.name}")
    if item.type in ("resource", "data"):
        declared = Declared("data" if item.type == "data" else "managed", item.labels[0], item.labels[1], item)
        module.resources[declared.stand_in] = declared
        return _stand_in_resource(declared)
    if item.type == "module":
        path = (item.argument("source") or "").strip('"')
        module.calls[item.labels[0]] = rewrite(os.path.join(source, path), os.path.join(target, path), module.version)
        return _redirected(item.text)
    return _redirected(item.text) if item.type in _KEPT else ""


def _redirected(expression: str, kind: str = "local") -> str:
    return _REFERENCE.sub(
        lambda found: f"{kind}." + ("data__" if found[1] else "") + f"{found[2]}__{found[3]}", expression
    )


def _stand_in_resource(declared: Declared) -> str:
    block = declared.block
    lines = [f'resource "terraform_data" "{declared.stand_in}" {{']
    for name in ("count", "for_each"):
        if (expression := block.argument(name)) is not None:
            lines.append(f"  {name} = {_redirected(expression)}")
    if (expression := block.argument("depends_on")) is not None:
        lines.append(f"  depends_on = {_redirected(expression, 'terraform_data')}")
    lines.append(f"  input = {_object(tuple(item for item in block.body if not _is_meta(item)))}")
    for _, expression in argument_paths(block.body):
        lines.append(f'  provisioner "local-exec" {{\n    command = jsonencode({_redirected(expression)})\n  }}')
    return "\n".join([*lines, "}"])


def _is_meta(item: Item) -> bool:
    return (item.name if isinstance(item, Argument) else item.type) in _META


def _object(items: tuple[Item, ...]) -> str:
    """A body as an object: nested blocks are lists of objects, dynamic ones a for-expression."""
    members = []
    lists: dict[str, list[str]] = {}
    for item in items:
        if isinstance(item, Argument):
            members.append(f"{item.name} = {_redirected(item.expression)}")
        elif item.type == "dynamic":
            label = item.labels[0]
            each = item.argument("iterator") or label
            content = next(inner for inner in item.body if isinstance(inner, Block) and inner.type == "content")
            pairs = f"[for k, v in {_redirected(item.argument('for_each') or '[]')} : {{ key = k, value = v }}]"
            lists.setdefault(label, []).append(f"[for {each} in {pairs} : {_object(content.body)}]")
        else:
            lists.setdefault(item.type, []).append(f"[{_object(item.body)}]")
    members += [f"{name} = concat({', '.join(parts)})" for name, parts in lists.items()]
    return "{\n" + "\n".join(members) + "\n}"


def _stand_in(declared: Declared, module: Module) -> str:
    """The local value that other blocks read: the arguments, and every computed attribute as an unknown."""
    written = {item.name if isinstance(item, Argument) else item.labels[0] if item.type == "dynamic" else item.type
               for item in declared.block.body}  # fmt: skip
    computed = [
        name
        for name, field in fields_of(declared.address_type, module.version).items()
        if name not in written and (isinstance(field, Computed) or (isinstance(field, Nested) and field.computed))
    ]
    added = "{ " + ", ".join(f"{name} = one.id" for name in computed) + " }"
    every = f"terraform_data.{declared.stand_in}"
    if declared.block.argument("for_each") is not None:
        value = f"{{ for key, one in {every} : key => merge(one.input, {added}) }}"
    elif declared.block.argument("count") is not None:
        value = f"[for one in {every} : merge(one.input, {added})]"
    else:
        value = f"[for one in [{every}] : merge(one.input, {added})][0]"
    return f"{declared.stand_in} = {value}"


def constant(expression: str) -> bool:
    """Whether Terraform would show an expression without references as a constant: it calls no function."""
    return not re.search(r"[\w-]+\(", re.sub(r'"[^"$]*"', "", expression))


def dumped(plan: object) -> str:
    """The text of a plan as it is committed."""
    return json.dumps(plan, indent=2) + "\n"
