"""One module directory as Terraform reads it: files chosen, blocks collected, overrides merged."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from typing import TypeVar

from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.core.files import Files
from fastpath_checks.core.spans import SourceFile, Span
from fastpath_checks.syntax.hcl import nodes, parse_configuration, parse_json_configuration

Key = TypeVar("Key", str, tuple[str, str])

SILENT_BLOCKS = frozenset({"moved", "import", "check", "removed", "ephemeral", "action", "list"})
"""Blocks that say nothing about what a fresh deployment creates."""


class Section:
    """A block after override files have been merged into it: its arguments and nested blocks, each with its file.

    ``broken`` says that something in it could not be read: what is absent may have been written. A directory has many
    blocks that nobody asks about: what costs time is made when it is asked for.
    """

    __slots__ = ("_attributes", "_block", "_blocks", "_overrides", "file", "labels", "type")

    def __init__(self, block: nodes.Block, file: SourceFile) -> None:
        self.type = block.type
        self.labels = block.labels
        self.file = file
        self._block = block
        self._overrides: tuple[Section, ...] = ()
        self._attributes: dict[str, tuple[nodes.Attribute, SourceFile]] | None = None
        self._blocks: list[tuple[nodes.Block, SourceFile]] | None = None

    @property
    def header(self) -> Span:
        return Span(self.file, self._block.start, self._block.header_end)

    @property
    def span(self) -> Span:
        return Span(self.file, self._block.start, self._block.end)

    @property
    def broken(self) -> bool:
        return self._block.body.broken or any(one.broken for one in self._overrides)

    def may_have_lost(self, *words: str) -> bool:
        """Whether what could not be read may have held one of these words."""
        if not self.broken:
            return False
        spelled = re.compile(rf"\b(?:{'|'.join(words)})\b")
        return any(spelled.search(one.span.text) for one in (self, *self._overrides) if one.broken)

    @property
    def attributes(self) -> dict[str, tuple[nodes.Attribute, SourceFile]]:
        """The arguments by name; an override's win."""
        if self._attributes is None:
            found: dict[str, tuple[nodes.Attribute, SourceFile]] = {}
            for attribute in self._block.body.attributes:
                found.setdefault(attribute.name, (attribute, self.file))
            for other in self._overrides:
                found.update(other.attributes)
            self._attributes = found
        return self._attributes

    @property
    def blocks(self) -> list[tuple[nodes.Block, SourceFile]]:
        """The nested blocks; an override's replace all of the same type."""
        if self._blocks is None:
            found = [(inner, self.file) for inner in self._block.body.blocks]
            for other in self._overrides:
                replaced = {_block_type(block) for block, _ in other.blocks}
                found = [kept for kept in found if _block_type(kept[0]) not in replaced] + other.blocks
            self._blocks = found
        return self._blocks

    def overridden_by(self, other: Section) -> None:
        """Merge an override, before anything is asked for."""
        self._overrides = (*self._overrides, other)

    def attribute(self, name: str) -> nodes.Attribute | None:
        found = self.attributes.get(name)
        return found[0] if found is not None else None

    def text(self, name: str) -> str | None:
        """The literal text of an argument, or None where it is not a literal."""
        return literal_text(self.attribute(name))


def _block_type(block: nodes.Block) -> str:
    return block.labels[0] if block.type == "dynamic" and block.labels else block.type


def literal_text(attribute: nodes.Attribute | None) -> str | None:
    """The text that an argument spells literally, or None."""
    if attribute is None:
        return None
    value = attribute.value
    if isinstance(value, nodes.StringLiteral):
        return value.value
    if isinstance(value, nodes.TemplateString) and len(value.parts) == 1:
        part = value.parts[0]
        return part.value if isinstance(part, nodes.TemplateText) else None
    return None


class ProviderNeed:
    """What a module says about a provider: where it comes from and which versions it accepts, both as written."""

    __slots__ = ("source", "version")

    def __init__(self, source: str, version: str) -> None:
        self.source = source
        self.version = version


class Configuration:
    """What the files of one directory declare together."""

    __slots__ = (
        "backend", "bodies", "calls", "data", "diagnostics", "directory", "locals", "outputs", "provider_needs",
        "providers", "resources", "variables",
    )  # fmt: skip

    def __init__(self, directory: str) -> None:
        self.directory = directory
        self.bodies: list[nodes.Body] = []
        self.variables: dict[str, Section] = {}
        self.locals: dict[str, tuple[nodes.Attribute, SourceFile]] = {}
        self.outputs: dict[str, Section] = {}
        self.calls: dict[str, Section] = {}
        self.resources: dict[tuple[str, str], Section] = {}
        self.data: dict[tuple[str, str], Section] = {}
        self.provider_needs: dict[str, ProviderNeed] = {}
        self.providers: dict[str, Section] = {}
        self.backend: Section | None = None
        self.diagnostics: list[Diagnostic] = []

    def collect(self, body: nodes.Body) -> None:
        """Add what an ordinary file declares; a second declaration of one name is a diagnostic."""
        self.bodies.append(body)
        for block in body.blocks:
            self._add(block, body.file, False)

    def override(self, body: nodes.Body) -> None:
        """Merge what an override file declares."""
        self.bodies.append(body)
        for block in body.blocks:
            self._add(block, body.file, True)

    def _add(self, block: nodes.Block, file: SourceFile, override: bool) -> None:
        labels = block.labels
        if block.type == "locals":
            self._add_locals(block, file, override)
        elif block.type == "terraform":
            self._add_settings(block, file, override)
        elif block.type in ("resource", "data") and len(labels) == 2:
            table = self.resources if block.type == "resource" else self.data
            self._place(table, (labels[0], labels[1]), Section(block, file), override)
        elif block.type in ("variable", "output", "module") and len(labels) == 1:
            named = {"variable": self.variables, "output": self.outputs, "module": self.calls}[block.type]
            self._place(named, labels[0], Section(block, file), override)
        elif block.type == "provider" and len(labels) == 1:
            self._add_provider(block, file, override)
        elif block.type in ("resource", "data", "variable", "output", "module", "provider"):
            self._say("wrong-labels", f"a {block.type} block has another number of labels", file, block)
        elif block.type not in SILENT_BLOCKS:
            self._say("unknown-block", f'there is no block "{block.type}" at this level', file, block, Level.WARNING)

    def _place(self, table: dict[Key, Section], key: Key, section: Section, override: bool) -> None:
        existing = table.get(key)
        if existing is None:
            table[key] = section
        elif override:
            existing.overridden_by(section)
        else:
            name = key if isinstance(key, str) else ".".join(key)
            summary = f'{section.type} "{name}" is declared twice'
            hint = "the first declaration was judged"
            self.diagnostics.append(Diagnostic("duplicate-declaration", Level.ERROR, summary, "", section.header, hint))

    def _add_locals(self, block: nodes.Block, file: SourceFile, override: bool) -> None:
        for attribute in block.body.attributes:
            if attribute.name in self.locals and not override:
                span = Span(file, attribute.name_start, attribute.name_end)
                summary = f'local "{attribute.name}" is declared twice'
                self.diagnostics.append(Diagnostic("duplicate-declaration", Level.ERROR, summary, "", span))
                continue
            self.locals[attribute.name] = (attribute, file)

    def _add_settings(self, block: nodes.Block, file: SourceFile, override: bool) -> None:
        for inner in block.body.blocks:
            if inner.type == "required_providers":
                for attribute in inner.body.attributes:
                    need = _provider_need(attribute)
                    if override or attribute.name not in self.provider_needs or not need.version:
                        self.provider_needs[attribute.name] = need
            elif inner.type in ("backend", "cloud") and (override or self.backend is None):
                self.backend = Section(inner, file)

    def _add_provider(self, block: nodes.Block, file: SourceFile, override: bool) -> None:
        name = block.labels[0]
        section = Section(block, file)
        version = section.text("version")
        if version and name not in self.provider_needs:
            self.provider_needs[name] = ProviderNeed(f"hashicorp/{name}", version)
        alias = section.text("alias")
        self._place(self.providers, f"{name}.{alias}" if alias else name, section, override)

    def _say(self, code: str, summary: str, file: SourceFile, block: nodes.Block, level: Level = Level.ERROR) -> None:
        span = Span(file, block.start, block.header_end)
        self.diagnostics.append(Diagnostic(code, level, summary, "", span))


def _provider_need(attribute: nodes.Attribute) -> ProviderNeed:
    text = literal_text(attribute)
    if text is not None:
        return ProviderNeed(f"hashicorp/{attribute.name}", text)
    found = {"source": f"hashicorp/{attribute.name}", "version": ""}
    if isinstance(attribute.value, nodes.ObjectExpression):
        for item in attribute.value.items:
            if isinstance(item.key, nodes.ObjectKeyName):
                name = item.key.name
            elif isinstance(item.key, nodes.StringLiteral):
                name = item.key.value
            else:
                continue
            if name in found and isinstance(item.value, nodes.StringLiteral):
                found[name] = item.value.value
    return ProviderNeed(found["source"], found["version"])


def configuration_files(names: Iterable[str]) -> tuple[list[str], list[str]]:
    """The ordinary and the override files among a directory's names, in Terraform's order.

    A ``.tofu`` file takes the place of the ``.tf`` file with the same stem.
    """
    everything = sorted(names)
    present = set(everything)
    ordinary: list[str] = []
    overrides: list[str] = []
    for name in everything:
        stem = configuration_stem(name)
        if stem is None or name.startswith((".", "#")) or name.endswith("~"):
            continue
        if name.endswith(".tf") and f"{stem}.tofu" in present:
            continue
        if name.endswith(".tf.json") and f"{stem}.tofu.json" in present:
            continue
        is_override = stem == "override" or stem.endswith("_override")
        (overrides if is_override else ordinary).append(name)
    return ordinary, overrides


def configuration_stem(name: str) -> str | None:
    """A configuration file's name without its ending; None for any other file."""
    for ending in (".tf", ".tofu", ".tf.json", ".tofu.json"):
        if name.endswith(ending):
            return name[: -len(ending)]
    return None


def load_configuration(directory: str, files: Files) -> Configuration | None:
    """What a directory declares; None where there is no such directory or it holds no configuration."""
    names = files.names(directory)
    if names is None:
        return None
    ordinary, overrides = configuration_files(names)
    if not ordinary and not overrides:
        return None
    configuration = Configuration(directory)
    for name in ordinary:
        body = _parsed(posixpath.join(directory, name), files, configuration.diagnostics)
        if body is not None:
            configuration.collect(body)
    for name in overrides:
        body = _parsed(posixpath.join(directory, name), files, configuration.diagnostics)
        if body is not None:
            configuration.override(body)
    return configuration


def _parsed(path: str, files: Files, diagnostics: list[Diagnostic]) -> nodes.Body | None:
    loaded = files.read(path)
    if loaded.diagnostic is not None:
        diagnostics.append(loaded.diagnostic)
    if loaded.file is None:
        return None
    parse = parse_json_configuration if path.endswith(".json") else parse_configuration
    body, problems = parse(loaded.file)
    diagnostics.extend(problems)
    return body
