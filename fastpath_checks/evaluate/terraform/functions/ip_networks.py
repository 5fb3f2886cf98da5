"""Functions of IP networks, with Terraform's exact rules about what fits."""

from __future__ import annotations

import ipaddress
from typing import Union

from fastpath_checks.evaluate.terraform.failures import Unmodelled
from fastpath_checks.evaluate.terraform.functions.signatures import Function, declare, refuse, texts
from fastpath_checks.evaluate.terraform.numbers_text import Number
from fastpath_checks.evaluate.terraform.shapes import ListData

Network = Union[ipaddress.IPv4Network, ipaddress.IPv6Network]  # noqa: UP007 - an alias is evaluated when it is read
EXTENSION_LIMIT = 32
"""Terraform extends no prefix by more bits in one call of ``cidrsubnets``."""


def _network(text: str) -> Network:
    address, slash, length = text.partition("/")
    if not slash or not length.isascii() or not length.isdigit():
        raise refuse(f'"{text}" is not a CIDR prefix')
    if ":" not in address:  # Terraform still reads 010.0.0.0 as decimal numbers
        address = ".".join(part.lstrip("0") or part[:1] for part in address.split("."))
    elif "." in address or "%" in address:
        raise Unmodelled("IPv4 address within an IPv6 address")
    try:
        return ipaddress.ip_network(f"{address}/{int(length)}", strict=False)
    except ValueError as error:
        raise refuse(f'"{text}" is not a CIDR prefix') from error


def _whole(number: Number) -> int:
    if not isinstance(number, int):
        raise refuse("a whole number is required")
    return number


def _address(network: Network, number: int) -> str:
    if network.version == 4:
        return str(ipaddress.IPv4Address(number))
    address = ipaddress.IPv6Address(number)
    if address.ipv4_mapped is not None:
        raise Unmodelled("IPv4 address within an IPv6 address")
    return str(address)


def _contains(prefix: str, inner: str) -> bool:
    network = _network(prefix)
    part = _network(inner if "/" in inner else f"{inner}/{network.max_prefixlen}")
    if part.version != network.version:
        raise refuse(f'"{prefix}" and "{inner}" are of different address families')
    first, last = int(part.network_address), int(part.broadcast_address)
    return int(network.network_address) <= first and last <= int(network.broadcast_address)


def _host(prefix: str, number: Number) -> str:
    network = _network(prefix)
    host = _whole(number)
    size = network.num_addresses
    base = int(network.network_address)
    if host >= size or -host > size:
        raise refuse(f"prefix of {network.prefixlen} bits cannot hold a host number {host}")
    return _address(network, base + (host if host >= 0 else size + host))


def _netmask(prefix: str) -> str:
    network = _network(prefix)
    if network.version == 6:
        raise refuse("IPv6 addresses have no netmask")
    return str(network.netmask)


def _subnet(prefix: str, new_bits: Number, number: Number) -> str:
    network = _network(prefix)
    bits, at = _whole(new_bits), _whole(number)
    length = network.prefixlen + bits
    if bits < 0 or at < 0:
        raise Unmodelled("negative numbers of bits or networks")
    if length > network.max_prefixlen:
        raise refuse(f"a prefix of {length} bits is too long for an address of {network.max_prefixlen}")
    if at >= 2**bits:
        raise refuse(f"{bits} bits cannot hold a network number {at}")
    start = int(network.network_address) + (at << (network.max_prefixlen - length))
    return f"{_address(network, start)}/{length}"


def _subnets(prefix: str, *new_bits: Number) -> ListData:
    network = _network(prefix)
    first = int(network.network_address)
    end = first + network.num_addresses
    made: list[str] = []
    free = first
    if not first and new_bits:
        raise refuse("no subnet is counted from the first address of all")
    for given in new_bits:
        bits = _whole(given)
        length = network.prefixlen + bits
        if bits < 1 or bits > EXTENSION_LIMIT:
            raise refuse(f"a prefix is extended by 1 to {EXTENSION_LIMIT} bits")
        if length > network.max_prefixlen:
            raise refuse(f"a prefix of {length} bits is too long for an address of {network.max_prefixlen}")
        size = 1 << (network.max_prefixlen - length)
        start = -(-free // size) * size
        if start + size > end:
            raise refuse(f"no room is left for a subnet with a prefix of {length} bits")
        made.append(f"{_address(network, start)}/{length}")
        free = start + size
    return texts(made)


FUNCTIONS: dict[str, Function] = {
    "cidrcontains": declare("text text", _contains),
    "cidrhost": declare("text number", _host),
    "cidrnetmask": declare("text", _netmask),
    "cidrsubnet": declare("text number number", _subnet),
    "cidrsubnets": declare("text number*", _subnets),
}
