"""The fixtures as test cases: one folder, the same estate in four languages, one expectation."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from fastpath_checks.engine.analyze import analyze
from fastpath_checks.engine.findings import Finding, Report
from fastpath_checks.engine.request import Request

FIXTURES = Path(__file__).parents[2] / "fixtures"
FILES = {"main.tf": "terraform", "tfplan.json": "tfplan", "main.bicep": "bicep", "azuredeploy.json": "arm"}
SUBJECT_TYPES = {
    "circuit": "Microsoft.Network/expressRouteCircuits",
    "port": "Microsoft.Network/expressRoutePorts",
    "peering": "Microsoft.Network/virtualNetworks/virtualNetworkPeerings",
    "connection": "Microsoft.Network/connections",
    "load-balancer-frontend": "Microsoft.Network/loadBalancers/frontendIPConfigurations",
    "private-endpoint": "Microsoft.Network/privateEndpoints",
    "network": "Microsoft.Network/virtualNetworks",
    "resolver-endpoint": "Microsoft.Network/dnsResolvers/inboundEndpoints",
    "netapp-volume": "Microsoft.NetApp/netAppAccounts/capacityPools/volumes",
    "firewall": "Microsoft.Network/azureFirewalls",
    "virtual-wan-connection": "Microsoft.Network/expressRouteGateways/expressRouteConnections",
    "gateway": "Microsoft.Network/virtualNetworkGateways",
    "module-input": "fastpath-checks/module-inputs",
    "gateway-declaration": "fastpath-checks/gateway-declarations",
}


class Case(NamedTuple):
    """One file of one fixture, and what is expected of it."""

    folder: Path
    file: Path
    expect: dict[str, Any]

    @property
    def id(self) -> str:
        return f"{self.folder.relative_to(FIXTURES)}/{self.file.name}"

    @property
    def language(self) -> str:
        return FILES[self.file.name]

    def wanted(self, key: str) -> Any:
        """The expectation of a key for this language: given for all, or for each file by its name."""
        value = self.expect.get(key)
        return value.get(self.file.name) if isinstance(value, dict) else value

    def request(self, path: Path | None = None) -> Request:
        policy = self.expect.get("policy")
        return Request(
            paths=(str(path or self.file),),
            policy=str(self.folder / policy) if policy else None,
            profile=self.expect.get("profile"),
        )

    def findings(self, report: Report) -> list[Finding]:
        """The findings of the fixture's rule about its subject."""
        return [
            finding
            for finding in report.findings
            if finding.rule == self.expect["rule"]
            and finding.subject.name == self.expect["subject"]
            and finding.subject.type.casefold() == SUBJECT_TYPES[self.expect["subject_type"]].casefold()
        ]


def scan(case: Case) -> Report:
    return analyze(case.request())


def folders() -> list[Path]:
    return sorted(path.parent for path in FIXTURES.glob("*/*/expect.yaml"))


def expectation(folder: Path) -> dict[str, Any]:
    loaded = yaml.safe_load((folder / "expect.yaml").read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    return loaded


def cases() -> Iterator[Case]:
    """Every file of every fixture that the fixture has."""
    for folder in folders():
        expect = expectation(folder)
        for name in FILES:
            if (folder / name).exists():
                yield Case(folder, folder / name, expect)


ALL = list(cases())
IDS = [case.id for case in ALL]
