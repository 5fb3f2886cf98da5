"""Whether the outlines of Azure's verified modules create what the modules create, as far as the topology asks.

Usage: python tests/conformance/compare_verified_modules.py FOLDER    (a checkout of Azure/bicep-registry-modules)

Every module that has an outline, and every test of the module beside it (``tests/e2e/*/main.test.bicep``, which is
where the inputs come from), is evaluated twice: with the module itself, and with its outline in its place.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from compare_bicep_pairs import ABSENT, canonical

from fastpath_checks.core.files import Loaded, LoadedBytes
from fastpath_checks.core.spans import SourceFile
from fastpath_checks.core.values import Known
from fastpath_checks.evaluate.arm import evaluate_template
from fastpath_checks.evaluate.arm.from_bicep import bicep_loader, read_bicep
from fastpath_checks.evaluate.arm.template import Inputs
from fastpath_checks.evaluate.arm.verified_modules import OUTLINES
from fastpath_checks.graph.relevant_types import is_relevant
from fastpath_checks.sources.jail import ScanFiles

ASKED = {
    "microsoft.network/connections": ("location", "properties.connectiontype", "properties.enableprivatelinkfastpath",
        "properties.expressroutegatewaybypass", "properties.virtualnetworkgateway1.id", "properties.peer.id"),
    "microsoft.network/virtualnetworkgateways": ("location", "sku.name", "properties.sku.name",
        "properties.gatewaytype", "properties.autoscaleconfiguration.bounds.min",
        "properties.ipconfigurations.0.properties.subnet.id",
        "properties.activeactive"),
    "microsoft.network/expressroutecircuits": ("location", "sku.tier", "sku.family", "properties.expressrouteport.id",
        "properties.serviceproviderproperties.serviceprovidername", "properties.bandwidthingbps"),
    "microsoft.network/expressrouteports": ("location", "properties.bandwidthingbps"),
    "microsoft.network/expressroutegateways": ("location", "properties.autoscaleconfiguration",
        "properties.expressrouteconnections", "properties.virtualhub.id"),
    "microsoft.network/virtualnetworks": ("location", "properties.addressspace.addressprefixes"),
    "microsoft.network/virtualnetworks/subnets": ("properties.addressprefix", "properties.addressprefixes",
        "properties.routetable.id"),
    "microsoft.network/virtualnetworks/virtualnetworkpeerings": ("properties.allowgatewaytransit",
        "properties.useremotegateways", "properties.remotevirtualnetwork.id"),
    "microsoft.network/routetables": ("location", "properties.routes"),
    "microsoft.network/loadbalancers": ("location", "sku.name", "properties.frontendipconfigurations.0.name",
        "properties.frontendipconfigurations.0.properties.subnet.id"),
    "microsoft.network/privateendpoints": ("location", "properties.subnet.id"),
}  # fmt: skip


class WithOutline:
    """The files of a checkout, with an outline where a module's own file stands."""

    def __init__(self, files: ScanFiles, module: str, text: str) -> None:
        self.files = files
        self.outline = SourceFile(module, text)

    def read(self, path: str) -> Loaded:
        return Loaded(self.outline, None) if path == self.outline.path else self.files.read(path)

    def names(self, directory: str) -> list[str] | None:
        return self.files.names(directory)

    def read_data(self, path: str) -> LoadedBytes:
        return self.files.read_data(path)

    def file_names(self, directory: str) -> list[str] | None:
        return self.files.file_names(directory)


def main(folder: str) -> int:
    files = ScanFiles([folder])
    equal, different, resources = 0, 0, 0
    for name, outline in OUTLINES.items():
        module = files.shown(f"{folder}/{name}/main.bicep")
        for test in sorted(Path(folder, name, "tests", "e2e").glob("*/main.test.bicep")):
            path = files.shown(str(test))
            by_module = seen(files, path)
            resources += sum(map(len, by_module.values()))
            found = list(differences(by_module, seen(WithOutline(files, module, outline.text), path)))
            equal, different = (equal, different + 1) if found else (equal + 1, different)
            for where, theirs, ours in found:
                print(f"{test}\n    {where}\n        module  {theirs!s:.200}\n        outline {ours!s:.200}")
    print(f"{len(OUTLINES)} outlines: {equal} uses equal, {different} different ({resources} resources)")
    return 1 if different else 0


def seen(files: Any, path: str) -> dict[str, list[dict[str, Any]]]:
    """What the topology asks about, of every relevant resource by its type and names."""
    source = files.read(path).file
    assert source is not None
    template, _ = read_bicep(source, bicep_loader(files))
    found: dict[str, list[dict[str, Any]]] = {}
    for resource in evaluate_template(template, Inputs(), files, is_relevant).resources:
        asked = ASKED.get(resource.type.casefold())
        if asked is None or resource.existing:
            continue
        body = canonical(Known(resource.body))
        key = f"{resource.type.casefold()} {'/'.join(str(canonical(name)) for name in resource.names)}"
        facts = {one: part(body, one) for one in asked}
        found.setdefault(key, []).append({"exists": resource.exists.truth.name, **facts})
    return found


def part(body: Any, path: str) -> Any:
    for step in path.split("."):
        if isinstance(body, dict):
            body = body.get(step)
        elif isinstance(body, list):
            body = body[int(step)] if step.isdecimal() and int(step) < len(body) else None
        else:
            return body
    return body


def differences(left: dict[str, Any], right: dict[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    for key in sorted(left.keys() | right.keys()):
        theirs, ours = left.get(key, ABSENT), right.get(key, ABSENT)
        if theirs != ours:
            yield key, theirs, ours


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
