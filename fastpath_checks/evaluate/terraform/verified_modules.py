"""Which Terraform modules of others are known without their sources, in which versions, and what they do.

The sources were read at every tag that ``versions`` lists; those are all that were published by 2026-08-21. What a
module creates, as far as the topology asks, is told by an outline: Terraform of ours with the module's inputs and
outputs by their names, in which ``unseen`` stands for what the module decides by itself, and ``SINCE(0.5.0)`` for
whether the version is that or later. Where a call accepts versions on both sides, that is not known.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from fastpath_checks.evaluate.terraform import outlined_connections, outlined_gateways, outlined_networks
from fastpath_checks.evaluate.terraform.module_versions import accepted, number

ELEMENTS = "*"
"""In the way to an input: through the elements of a map or list."""

NEVER = "9999.0.0"
"""The version in which something that holds for all of them ends."""

_SINCE = re.compile(r"SINCE\((\d+\.\d+\.\d+)\)")
_REGISTRY = re.compile(r"^registry\.(?:terraform\.io|opentofu\.org)/")
_REPOSITORY = re.compile(
    r"(?:git::)?(?:https://)?github\.com/([\w-]+)/terraform-(azurerm|azure)-([\w-]+?)(?:\.git)?(?:\?ref=v?([\w.]+))?$"
)


class Argument(NamedTuple):
    """An input that tells versions apart: taken from ``since`` on and before ``until``, needed before ``needed``."""

    name: str
    since: str = "0.0.0"
    until: str = NEVER
    needed: str = "0.0.0"

    def fits(self, version: str, passed: bool) -> bool:
        """Whether Terraform would take a call of the version that passes it, or that does not."""
        at = number(version)
        takes_it = number(self.since) <= at < number(self.until)
        return takes_it if passed else not (takes_it and at < number(self.needed))


class Drop(NamedTuple):
    """An input that is taken and not used in the versions from ``since`` on and before ``until``."""

    way: tuple[str, ...]
    reason: str
    since: str = "0.0.0"
    until: str = NEVER


class Module(NamedTuple):
    """One module: ``versions`` are those that were read, ``outline`` is empty where none was made."""

    versions: tuple[str, ...]
    arguments: tuple[Argument, ...] = ()
    drops: tuple[Drop, ...] = ()
    outline: str = ""


class Outline(NamedTuple):
    """What a call is known to create: ``text`` is Terraform, ``versions`` says for which it holds."""

    text: str
    versions: str


class Dropping(NamedTuple):
    """An input that a call may pass in vain: ``certain`` is whether all versions that it accepts drop it."""

    way: tuple[str, ...]
    reason: str
    versions: str
    certain: bool


class Called(NamedTuple):
    """A module that a call names, and those of its known versions that Terraform could take for the call."""

    module: Module
    versions: tuple[str, ...]

    def outline(self) -> Outline | None:
        """What it creates."""
        if not self.module.outline:
            return None
        text = _SINCE.sub(lambda match: _since(match.group(1), self.versions), self.module.outline)
        return Outline(text, _told(self.versions))

    def dropping(self) -> list[Dropping]:
        """The inputs that it may drop."""
        found = []
        for one in self.module.drops:
            first, end = number(one.since), number(one.until)
            among = tuple(version for version in self.versions if first <= number(version) < end)
            if among:
                found.append(Dropping(one.way, one.reason, _told(among), among == self.versions))
        return found


def called(source: str, version: str | None, arguments: frozenset[str]) -> Called | None:
    """The module of a call with such a source, version constraint and arguments; None where none is known.

    A git source names its version by ``?ref=``. A version that does not take one of the arguments, or needs another
    one, is left out: Terraform would refuse the call.
    """
    name, asked = _REGISTRY.sub("", source.casefold()), version
    repository = _REPOSITORY.fullmatch(source)
    if repository is not None:
        owner, provider, short, asked = repository.groups()
        name = f"{owner}/{short}/{provider}".casefold()
        if asked is None:
            return None
    module = MODULES.get(name)
    if module is None:
        return None
    fitting = tuple(
        one
        for one in accepted(module.versions, asked)
        if all(argument.fits(one, argument.name in arguments) for argument in module.arguments)
    )
    return Called(module, fitting) if fitting else None


def _since(bound: str, versions: tuple[str, ...]) -> str:
    late = {number(version) >= number(bound) for version in versions}
    if len(late) == 1:
        return "true" if late.pop() else "false"
    return f"unseen.by_outline.version_{bound.replace('.', '_')}_or_later"


def _told(versions: tuple[str, ...]) -> str:
    return versions[0] if len(versions) == 1 else f"{versions[0]} to {versions[-1]}"


def _series(*ranges: tuple[str, int, int]) -> tuple[str, ...]:
    """``("0.1", 0, 2)`` -> ``0.1.0``, ``0.1.1``, ``0.1.2``."""
    return tuple(f"{series}.{patch}" for series, first, last in ranges for patch in range(first, last + 1))


_NEVER_SET = "no resource of the module sets it"
_NO_SUCH_INPUT = "its type has no such attribute yet, and Terraform takes what it does not know without a word"
_BYPASS = "express_route_gateway_bypass_enabled"
_PRIVATE_LINK = "private_link_fast_path_enabled"

MODULES: dict[str, Module] = {
    "azure/avm-ptn-vnetgateway/azurerm": Module(
        _series(
            ("0.1", 0, 0), ("0.2", 0, 2), ("0.3", 0, 1), ("0.4", 0, 1), ("0.5", 0, 1), ("0.6", 0, 3), ("0.7", 0, 0),
            ("0.8", 0, 1), ("0.9", 0, 0), ("0.10", 0, 3),
        ),
        (
            Argument("virtual_network_name", until="0.3.0", needed=NEVER),
            Argument("subnet_id", until="0.3.0"),
            Argument("subnet_creation_enabled", "0.3.0"),
            Argument("virtual_network_id", "0.3.0"),
            Argument("virtual_network_gateway_subnet_id", "0.7.0"),
            Argument("hosted_on_behalf_of_public_ip_enabled", "0.8.0"),
            Argument("parent_id", "0.9.0", needed=NEVER),
        ),
        (Drop(("express_route_circuits", ELEMENTS, "connection", _PRIVATE_LINK), _NO_SUCH_INPUT, until="0.5.0"),),
        outlined_gateways.GATEWAY,
    ),
    "azure/avm-ptn-alz-connectivity-hub-and-spoke-vnet/azurerm": Module(
        _series(
            ("0.1", 0, 0), ("0.2", 0, 0), ("0.3", 0, 0), ("0.4", 0, 0), ("0.5", 0, 1), ("0.6", 0, 0), ("0.7", 0, 0),
            ("0.8", 0, 2), ("0.9", 0, 2), ("0.10", 0, 2), ("0.11", 0, 3), ("0.12", 0, 0), ("0.13", 0, 0),
            ("0.14", 0, 7), ("0.15", 0, 0), ("0.16", 0, 14), ("0.17", 0, 3),
        ),
        outline=outlined_gateways.HUBS,
    ),
    "azure/avm-res-network-expressroutecircuit/azurerm": Module(
        _series(("0.1", 0, 0), ("0.2", 0, 3), ("0.3", 0, 3)),
        (Argument("service_provider_name", needed="0.2.2"), Argument("peering_location", needed="0.2.2")),
        (Drop(("vnet_gw_connections", ELEMENTS, _PRIVATE_LINK), _NO_SUCH_INPUT, until="0.2.1"),),
        outlined_connections.CIRCUIT,
    ),
    "azure/avm-res-network-connection/azurerm": Module(("0.1.0",), outline=outlined_connections.CONNECTION),
    "azure/avm-ptn-alz-connectivity-virtual-wan/azurerm": Module(
        _series(
            ("0.1", 0, 0), ("0.2", 0, 0), ("0.3", 0, 0), ("0.4", 0, 0), ("0.5", 0, 1), ("0.6", 0, 0), ("0.7", 0, 1),
            ("0.8", 0, 0), ("0.9", 0, 0), ("0.10", 0, 0), ("0.11", 0, 8), ("0.12", 0, 2), ("0.13", 0, 5),
            ("0.14", 0, 0), ("0.15", 0, 0), ("0.16", 0, 1), ("0.17", 1, 1),
        ),
        (),
        (
            Drop(("virtual_wan_settings", "er_circuit_connections", ELEMENTS, _BYPASS), _NEVER_SET, until="0.12.0"),
            Drop(("virtual_hubs", ELEMENTS, "express_route_circuit_connections", ELEMENTS, _BYPASS), _NEVER_SET,
                 "0.12.0"),
        ),
    ),
    "azure/avm-ptn-virtualwan/azurerm": Module(
        _series(
            ("0.1", 0, 0), ("0.2", 0, 0), ("0.3", 0, 0), ("0.4", 0, 3), ("0.5", 0, 3), ("0.6", 0, 0), ("0.7", 0, 0),
            ("0.8", 0, 0), ("0.9", 0, 0), ("0.10", 0, 0), ("0.11", 0, 1), ("0.12", 0, 4), ("0.13", 0, 0),
            ("0.14", 0, 0),
        ),
        (),
        (Drop(("er_circuit_connections", ELEMENTS, _BYPASS), _NEVER_SET),),
    ),
    "schubergphilis/mcaf-vwan-expressroute/azure": Module(
        _series(("0.1", 0, 1), ("0.2", 0, 2), ("0.3", 0, 0)),
        (),
        (
            Drop(("express_route_gateway_connection", _BYPASS), _NO_SUCH_INPUT, until="0.2.0"),
            Drop(("express_route_gateway_connection", _BYPASS), _NEVER_SET, "0.2.0"),
        ),
    ),
    "azure/avm-res-network-virtualnetwork/azurerm": Module(
        _series(
            ("0.2", 0, 4), ("0.3", 0, 0), ("0.4", 0, 2), ("0.5", 0, 0), ("0.6", 0, 0), ("0.7", 0, 2), ("0.8", 0, 1),
            ("0.9", 0, 3), ("0.10", 0, 0), ("0.11", 0, 0), ("0.12", 0, 0), ("0.13", 0, 0),
            ("0.14", 0, 1), ("0.15", 0, 0), ("0.16", 0, 0), ("0.17", 0, 1), ("0.18", 0, 2), ("0.19", 0, 0),
            ("0.20", 0, 0), ("0.21", 0, 0), ("0.22", 0, 1),
        ),
        (
            Argument("location", needed=NEVER),
            Argument("virtual_network_address_space", until="0.2.0"),
            Argument("resource_group_name", until="0.11.0", needed=NEVER),
            Argument("parent_id", "0.11.0", needed=NEVER),
        ),
        outline=outlined_networks.NETWORK,
    ),
    "azure/avm-res-network-loadbalancer/azurerm": Module(
        _series(("0.1", 0, 7), ("0.2", 0, 2), ("0.3", 0, 2), ("0.4", 0, 2), ("0.5", 0, 0)),
        outline=outlined_networks.LOAD_BALANCER,
    ),
}  # fmt: skip
"""By the registry's name of the module, without case.

``avm-res-network-connection`` has one state only, which no tag names. ``avm-res-network-virtualnetwork`` was another
module before 0.2.0, which a call tells by its arguments.
"""
