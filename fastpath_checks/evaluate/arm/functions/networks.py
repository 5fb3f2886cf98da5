"""Address ranges: ``parseCidr``, ``cidrSubnet``, ``cidrHost``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastpath_checks.core.values import Known, Value
from fastpath_checks.evaluate.arm.functions.calling import Refused, Use, plain_function, value_function

if TYPE_CHECKING:
    from ipaddress import IPv4Network, IPv6Network


def _network(text: str) -> IPv4Network | IPv6Network:
    from ipaddress import ip_network

    try:
        return ip_network(text, strict=False)
    except ValueError as error:
        raise Refused(f"'{text}' is no address range") from error


@value_function("parseCidr", "text")
def parse_cidr(use: Use, text: Known) -> Value:
    """Its first and last usable addresses are documented for IPv4 ranges that have both."""
    network = _network(text.data)
    if network.version != 4 or network.prefixlen > 30:
        return use.unmodelled(f"parseCidr() of {text.data}")
    found: dict[str, Any] = {
        "network": str(network.network_address),
        "netmask": str(network.netmask),
        "broadcast": str(network.broadcast_address),
        "firstUsable": str(network.network_address + 1),
        "lastUsable": str(network.broadcast_address - 1),
        "cidr": network.prefixlen,
    }
    return use.plain(found, [text])


@value_function("cidrSubnet", "text", "int", "int")
def cidr_subnet(use: Use, range: Known, size: Known, number: Known) -> Value:
    """The ``number``-th range of a size inside another."""
    text, prefix, index = range.data, size.data, number.data
    if "/" not in text:
        return use.unmodelled("cidrSubnet() of an address without the length of its prefix")
    network = _network(text)
    if not network.prefixlen <= prefix <= network.max_prefixlen:
        raise Refused(f"/{prefix} does not fit into {text}")
    if not 0 <= index < 2 ** (prefix - network.prefixlen):
        raise Refused(f"{text} has no /{prefix} number {index}")
    start = network.network_address + index * 2 ** (network.max_prefixlen - prefix)
    return use.plain(f"{start}/{prefix}", [range, size, number])


@plain_function("cidrHost", "text", "int")
def cidr_host(text: str, index: int) -> str:
    """The ``index``-th usable address, counted from 0: the network's own address is none."""
    network = _network(text)
    if not 0 <= index < network.num_addresses - 1:
        raise Refused(f"{text} has no host number {index}")
    return str(network.network_address + index + 1)
