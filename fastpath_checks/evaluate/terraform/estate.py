"""Everything that one evaluation shares: its evaluator, configurations, installed modules and provider versions."""

from __future__ import annotations

from collections.abc import Callable

from fastpath_checks.core.diagnostics import Level
from fastpath_checks.core.files import Files
from fastpath_checks.core.values import Because, Value
from fastpath_checks.evaluate.terraform.configuration import (
    Configuration,
    ProviderNeed,
    Section,
    load_configuration,
)
from fastpath_checks.evaluate.terraform.evaluating import Evaluator
from fastpath_checks.evaluate.terraform.expansion import Expansion, expand
from fastpath_checks.evaluate.terraform.inputs import Given, TerraformInputs
from fastpath_checks.evaluate.terraform.instances import Instance, key_suffix
from fastpath_checks.evaluate.terraform.locking import locked_versions
from fastpath_checks.evaluate.terraform.module_instance import CALL_DEPTH_LIMIT, ModuleInstance
from fastpath_checks.evaluate.terraform.module_shelf import ModuleShelf
from fastpath_checks.evaluate.terraform.module_sources import installed_modules, is_local, local_directory
from fastpath_checks.evaluate.terraform.outline_paths import outline_path
from fastpath_checks.evaluate.terraform.outlined_modules import outlined
from fastpath_checks.evaluate.terraform.provider_configurations import chosen_provider
from fastpath_checks.evaluate.terraform.scope import Scope
from fastpath_checks.evaluate.terraform.type_constraints import Type
from fastpath_checks.evaluate.terraform.verified_modules import Outline, called
from fastpath_checks.graph.resource_ids import ResourceId

Children = tuple[Expansion, list["ModuleInstance | None"]]


class Estate:
    """The state of one evaluation of one root."""

    def __init__(
        self,
        root: str,
        files: Files,
        inputs: TerraformInputs,
        identify: Callable[[Instance], ResourceId | None],
        shelf: ModuleShelf,
    ) -> None:
        self.root = root
        self.files = files
        self._shelf = shelf
        self.ev = Evaluator(root, files, identify)
        self.workspace = inputs.workspace
        self.find_state = inputs.find_state
        self.types: dict[int, Type] = {}
        self._inputs = inputs
        self._configurations: dict[str, Configuration | None] = {}
        self._children: dict[tuple[int, str], Children] = {}
        self._directories: dict[tuple[str, ...], str | None] = {}
        self._cyclic: set[tuple[str, ...]] = set()
        self._installed: dict[str, str] | None = None
        self._given: Given | None = None
        self._locks: dict[str, str] | None = None
        self._constraints: dict[tuple[int, str], tuple[str, str]] = {}

    def configuration(self, directory: str) -> Configuration | None:
        """What a directory declares, read once; its diagnostics are said with the others."""
        if directory not in self._configurations:
            is_root = directory == self.root
            found = load_configuration(directory, self.files) if is_root else self._shelf.take(directory)
            self._configurations[directory] = found
            if found is not None:
                self.ev.diagnostics.extend(found.diagnostics)
        return self._configurations[directory]

    def configurations(self) -> list[Configuration]:
        """All configurations read so far."""
        return [found for found in self._configurations.values() if found is not None]

    def take_inputs(self) -> None:
        """Read all files of inputs, whichever variables are asked for: a mistake in one is said."""
        self.given_value("", True)

    def given_value(self, name: str, literal: bool) -> Value | None:
        """What a variable of the root is given, or None."""
        if self._given is None:
            configuration = self.configuration(self.root)
            assert configuration is not None
            self._given = Given(self.ev, self.files, configuration, self._inputs)
        return self._given.value(name, literal)

    def children(self, module: ModuleInstance, name: str, section: Section) -> Children:
        """The instances of a module call; None in place of each whose files are not there."""
        mark = (id(module), name)
        found = self._children.get(mark)
        if found is not None:
            return found
        address = module.qualified(f"module.{name}")
        expansion = expand(self.ev, section, module.scope(section), address)
        configuration = self._called(module, name, section)
        children: list[ModuleInstance | None] = []
        for member in expansion.members:
            if configuration is None:
                children.append(None)
                continue
            suffix = key_suffix(member.key)
            scope = Scope(module, section.file, each=member.each, count=member.count, place=address + suffix)
            child = ModuleInstance(
                self, configuration, address + suffix, parent=module, arguments=(section, scope),
                call_path=(*module.call_path, name), exists=module.exists & member.exists,
            )  # fmt: skip
            children.append(child)
        self._children[mark] = (expansion, children)
        return expansion, children

    def why_missing(self, module: ModuleInstance, name: str) -> Because:
        """Why the module of a call is not there."""
        return Because.CYCLE if (*module.call_path, name) in self._cyclic else Because.OUTSIDE_THE_FILES

    def _called(self, module: ModuleInstance, name: str, section: Section) -> Configuration | None:
        path = (*module.call_path, name)
        if path not in self._directories:
            self._directories[path] = self._directory(module, path, section)
        directory = self._directories[path]
        if directory is None:
            return None
        if len(path) > CALL_DEPTH_LIMIT or any(one.configuration.directory == directory for one in module.ancestors()):
            self.ev.report("module-cycle", Level.ERROR, f'module "{name}" calls itself', section.header)
            self._directories[path] = None
            self._cyclic.add(path)
            return None
        configuration = self.configuration(directory)
        if configuration is None:
            summary = f'the module "{name}" is not at {directory}'
            self.ev.report("module-not-found", Level.WARNING, summary, section.header, "check its source")
            self._directories[path] = None
            return None
        return configuration

    def _directory(self, module: ModuleInstance, path: tuple[str, ...], section: Section) -> str | None:
        source = section.text("source")
        if source is None:
            summary = f'the module "{path[-1]}" has no literal source'
            self.ev.report("invalid-module-source", Level.ERROR, summary, section.header)
            return None
        if is_local(source):
            return local_directory(module.configuration.directory, source)
        if self._installed is None:
            self._installed = installed_modules(self.root, self.files)
        directory = self._installed.get(".".join(path))
        if directory is None:
            known = called(source, section.text("version"), frozenset(section.attributes))
            outline = known.outline() if known is not None else None
            if outline is not None:
                return self._outlined(path[-1], source, outline, section)
            summary = f'the module "{path[-1]}" ({source}) is not among the files'
            hint = "run `terraform init` first, so that it lies in .terraform/modules"
            self.ev.report("module-not-found", Level.WARNING, summary, section.header, hint)
        return directory

    def _outlined(self, name: str, source: str, outline: Outline, section: Section) -> str:
        """Take an outline for the module that is not there, and say so."""
        path = outline_path(source, outline.versions)
        self._configurations[path] = outlined(path, outline)
        summary = f'the module "{name}" is judged by what {source} {outline.versions} is known to create'
        hint = "run `terraform init` first, so that the module itself is read"
        self.ev.report("module-judged-by-outline", Level.NOTE, summary, section.header, hint)
        return path

    def provider_versions(self, module: ModuleInstance, type: str, section: Section) -> tuple[str, str]:
        """The version constraint and the locked version of a resource's provider; empty where nothing says."""
        name = chosen_provider(type, section).name
        mark = (id(module), name)
        found = self._constraints.get(mark)
        if found is None:
            found = self._constraints[mark] = self._stated(module, name)
        return found

    def _stated(self, module: ModuleInstance, name: str) -> tuple[str, str]:
        own = module.configuration.provider_needs.get(name, ProviderNeed(f"hashicorp/{name}", ""))
        constraints: dict[str, None] = {}
        for one in module.ancestors():
            for need in one.configuration.provider_needs.values():
                if need.version and need.source.casefold() == own.source.casefold():
                    constraints[need.version] = None
        if self._locks is None:
            self._locks = locked_versions(self.root, self.files)
        return ", ".join(constraints), self._locks.get(_full_source(own.source), "")


def _full_source(source: str) -> str:
    folded = source.casefold()
    return folded if folded.count("/") > 1 else f"registry.terraform.io/{folded}"
