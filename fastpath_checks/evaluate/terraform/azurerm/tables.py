"""What a table of this room says: which ARM resource a Terraform type is, and where ARM has its attributes."""

from __future__ import annotations

from typing import NamedTuple, Union


class Default(NamedTuple):
    """What the provider sends where an attribute is not set.

    ``steps`` are pairs of a provider version and the value from that version on, in ascending order; the first has
    ``"0"``. ``source`` says where the provider states it.
    """

    steps: tuple[tuple[str, str | int | bool | None], ...]
    source: str


class Field(NamedTuple):
    """One attribute. ``path`` is dotted; ``kind`` says what becomes of its value, and is empty where nothing does.

    ``bool`` and ``number`` convert it, ``not`` is a bool's opposite; ``ids`` makes ``{"id": ...}`` of each element of a
    list, ``listed`` a list of a single value. A field without attribute is what the provider always sends.

    From the provider version ``until`` on the attribute is accepted and not sent (or not accepted any more);
    ``until_source`` says where the provider states that.
    """

    attribute: str
    path: str
    kind: str = ""
    default: Default | None = None
    until: str = ""
    until_source: str = ""


class Block(NamedTuple):
    """All nested blocks of one type: a list at ``path``, or - where there can only be one - its content.

    ``where`` is a bool of the block and what it must be, where ARM has lists of their own for both. ``partly`` says
    that each is a resource of its own: those that are certain are judged where the others are not known. Of other
    blocks the rest may change what one means - a route takes addresses from another - or how many there are.
    """

    attribute: str
    path: str
    fields: tuple[Entry, ...]
    single: bool = False
    where: tuple[str, bool] | None = None
    partly: bool = False


Entry = Union[Field, Block]  # noqa: UP007 - an alias is evaluated when it is read


class Parent(NamedTuple):
    """What names the resource's parent: an attribute with its name, or with its id.

    ``above`` is the attribute with the name of the parent's own parent, where that is named as well.
    """

    attribute: str
    by_id: bool = False
    above: str = ""


class Kind(NamedTuple):
    """One Terraform type. A kind without fields is known by its id only.

    ``name`` is the attribute that holds the last segment of the id.
    """

    arm_type: str
    fields: tuple[Entry, ...] = ()
    parent: Parent | None = None
    name: str = "name"


class Association(NamedTuple):
    """A Terraform type that sets one value of another resource."""

    target: str
    target_type: str
    path: tuple[str, ...]
    value: str


NETWORK = "Microsoft.Network/virtualNetworks"
SUBNET = "Microsoft.Network/virtualNetworks/subnets"
ROUTE_TABLE = "Microsoft.Network/routeTables"
GATEWAY = "Microsoft.Network/virtualNetworkGateways"
CIRCUIT = "Microsoft.Network/expressRouteCircuits"
CIRCUIT_PEERING = "Microsoft.Network/expressRouteCircuits/peerings"
PORT = "Microsoft.Network/expressRoutePorts"
PUBLIC_ADDRESS = "Microsoft.Network/publicIPAddresses"
HUB = "Microsoft.Network/virtualHubs"
WAN = "Microsoft.Network/virtualWans"
INTERFACE = "Microsoft.Network/networkInterfaces"

LOCATION = Field("location", "location")
ZONES = Field("zones", "zones")
NAME = Field("name", "name")
SUBNET_ID = Field("subnet_id", "properties.subnet.id")
PUBLIC_ADDRESS_ID = Field("public_ip_address_id", "properties.publicIPAddress.id")


def always(value: str | int | bool, source: str) -> Default:
    """A default that is the same in all versions."""
    return Default((("0", value),), source)
