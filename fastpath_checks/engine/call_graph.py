"""Who calls whom among the scanned files: a node is a Terraform directory, a Bicep file or an ARM template."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from fastpath_checks.engine.calling import arm_links, bicep_calls, called_path, terraform_calls, terraform_json_calls
from fastpath_checks.sources.jail import ScanFiles


class CallGraph:
    """``deployed`` maps a node to the nodes that it deploys as modules, ``loaded`` to files that it only reads."""

    def __init__(self, files: ScanFiles) -> None:
        self._files = files
        self.directories: set[str] = set()
        self.deployed: dict[str, set[str]] = {}
        self.loaded: dict[str, set[str]] = {}

    def add_terraform(self, directory: str, members: Sequence[str]) -> None:
        """A Terraform directory with its configuration files."""
        self.directories.add(directory)
        calls: set[str] = set()
        for path in members:
            text = self._text(path)
            written = terraform_json_calls(text) if path.endswith(".json") else terraform_calls(text)
            calls.update(called_path(path, source) for source in written)
        self.deployed[directory] = calls - {directory}

    def add_bicep(self, path: str) -> None:
        calls = bicep_calls(self._text(path))
        self.deployed[path] = {called_path(path, written) for written in calls.modules} - {path}
        self.loaded[path] = {called_path(path, written) for written in calls.loaded} - {path}

    def add_template(self, path: str) -> None:
        self.deployed[path] = {called_path(path, written) for written in arm_links(self._text(path))} - {path}

    def reach(self, node: str) -> set[str]:
        """The node, all that it deploys in any depth, and what those read."""
        reached = {node}
        pending = [node]
        while pending:
            one = pending.pop()
            for other in (*self.deployed.get(one, ()), *self.loaded.get(one, ())):
                if other not in reached:
                    reached.add(other)
                    pending.append(other)
        return reached

    def _text(self, path: str) -> str:
        file = self._files.read(path).file
        return file.text if file is not None else ""


def uncalled(nodes: Iterable[str], graph: CallGraph) -> list[str]:
    """The nodes that no other node deploys; of modules that only call each other in a circle, the first by name."""
    ordered = sorted(nodes)
    callers: dict[str, set[str]] = {node: set() for node in ordered}
    for node in ordered:
        for other in graph.deployed.get(node, ()):
            if other in callers:
                callers[other].add(node)
    roots = [node for node in ordered if not callers[node]]
    covered: set[str] = set()
    for root in roots:
        covered |= _spread(root, graph.deployed, covered)
    for node in ordered:
        if node not in covered and _spread(node, callers, set()) <= (reached := _spread(node, graph.deployed, set())):
            roots.append(node)
            covered |= reached
    return sorted(roots)


def _spread(start: str, edges: Mapping[str, set[str]], known: set[str]) -> set[str]:
    """The start and what the edges lead to in any depth, but for what is already ``known``."""
    reached = {start}
    pending = [start]
    while pending:
        for other in edges.get(pending.pop(), ()):
            if other not in reached and other not in known:
                reached.add(other)
                pending.append(other)
    return reached
