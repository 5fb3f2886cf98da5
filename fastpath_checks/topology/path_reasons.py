"""Why a data path goes where it goes: each reason's code, what it says, and the fact that it rests on."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Answer(Enum):
    """Which way traffic from on-premises to a destination takes."""

    FASTPATH = "FASTPATH"
    GATEWAY = "GATEWAY"
    BLOCKED = "BLOCKED"
    UNDECIDED = "UNDECIDED"


class Reason(NamedTuple):
    """``code`` names the reason, ``answer`` is what it leads to where it holds.

    ``says`` is its sentence, formatted with the ``path``; ``asks`` what is open where it is undecided. ``fact`` is the
    key of the entry that it rests on, empty where files alone decide; ``rule`` the id of the rule about it, or empty.
    """

    code: str
    answer: Answer
    says: str
    asks: str
    fact: str = ""
    rule: str = ""


def _gateway(code: str, says: str, asks: str, fact: str = "", rule: str = "") -> Reason:
    return Reason(code, Answer.GATEWAY, says, asks, fact, rule)


HUB = Reason("hub", Answer.FASTPATH, "FastPath carries it into the gateway's own network", "", "matrix.virtual-network")
SPOKE = Reason(
    "spoke",
    Answer.FASTPATH,
    "FastPath carries it over the peering into the spoke",
    "",
    "matrix.virtual-network-peering",
)

NOT_DEPLOYED = _gateway("not-deployed", "it is not deployed", "whether it is deployed at all")
NOT_PEERED = _gateway("not-peered", "its network does not use this gateway", "whether its network uses this gateway")
FASTPATH_OFF = _gateway(
    "fastpath-off", "{path.connection.resource.name} has FastPath off",
    "whether {path.connection.resource.name} has FastPath on", "gateway.required", "FASTPATH_501",
)  # fmt: skip
NOT_EXPRESSROUTE = _gateway(
    "not-expressroute", "{path.connection.resource.name} is {path.connection.kind}, where FastPath has no effect",
    "whether {path.connection.resource.name} is of ExpressRoute", "connection_types", "FASTPATH_102",
)  # fmt: skip
SKU_NOT_ELIGIBLE = _gateway(
    "sku-not-eligible",
    "{path.connection.gateway.resource.name} is {path.connection.gateway.size}, which cannot carry FastPath, and Azure "
    "may refuse the connection",
    "whether the size of {path.connection.gateway.resource.name} carries FastPath", "gateway_skus", "FASTPATH_101",
)  # fmt: skip
IPV6 = _gateway(
    "ipv6", "FastPath of {path.connection.resource.name} does not carry IPv6",
    "whether FastPath of {path.connection.resource.name} carries IPv6", "matrix.virtual-network-ipv6", "FASTPATH_111",
)  # fmt: skip
PROVIDER_SPOKE = _gateway(
    "provider-spoke",
    "FastPath over {path.connection.circuit.resource.name}, of kind {path.connection.circuit.kind}, reaches no spoke",
    "whether FastPath over {path.connection.circuit.resource.name} reaches spokes", "matrix.virtual-network-peering",
    "FASTPATH_203",
)  # fmt: skip
OTHER_REGION = _gateway(
    "other-region", "{path.destination.place} is in another region than the gateway's network",
    "whether {path.destination.place} is in the region of the gateway's network", "peering.same_region", "FASTPATH_204",
)  # fmt: skip
PRIVATE_ENDPOINT = _gateway(
    "private-endpoint", "private-link FastPath does not carry it",
    "whether private-link FastPath carries it", "private_link.over_fastpath", "FASTPATH_202",
)  # fmt: skip
PRIVATE_LINK_REGION = _gateway(
    "private-link-region", "private-link FastPath is not offered in its region",
    "whether private-link FastPath is offered in its region", "private_link.regions", "FASTPATH_108",
)  # fmt: skip
PRIVATE_LINK_SERVICE = _gateway(
    "private-link-service", "private-link FastPath is not offered for the service behind it",
    "whether private-link FastPath is offered for the service behind it", "private_link.services", "FASTPATH_108",
)  # fmt: skip
PRIVATE_LINK_PORT = _gateway(
    "private-link-port", "private-link FastPath is not offered on a port of this bandwidth",
    "whether private-link FastPath is offered on a port of this bandwidth", "private_link.bandwidth", "FASTPATH_108",
)  # fmt: skip
LOAD_BALANCER = _gateway(
    "internal-load-balancer", "FastPath does not carry traffic to a load balancer that stands there",
    "whether FastPath carries traffic to a load balancer that stands there", "load_balancer.today", "FASTPATH_205",
)  # fmt: skip
BASIC_LOAD_BALANCER = _gateway(
    "basic-load-balancer", "FastPath does not carry traffic to a Basic load balancer",
    "whether FastPath carries traffic to a load balancer of this SKU", "load_balancer.basic_on_older_pages",
    "FASTPATH_201",
)  # fmt: skip
DNS_RESOLVER = _gateway(
    "dns-resolver", "FastPath does not carry queries to a resolver that stands there",
    "whether FastPath carries queries to a resolver that stands there", "dns_resolver.placement", "FASTPATH_207",
)  # fmt: skip
NETAPP_FEATURES = _gateway(
    "netapp-basic-features", "FastPath does not carry traffic to a volume with Basic network features",
    "whether FastPath carries traffic to a volume with its network features", "netapp.network_features", "FASTPATH_206",
)  # fmt: skip
FIREWALL = _gateway(
    "azure-firewall", "FastPath does not carry traffic to a firewall that stands there",
    "whether FastPath carries traffic to a firewall that stands there", "routes.azure_firewall", "FASTPATH_208",
)  # fmt: skip
INSPECTION_IN_SPOKE = _gateway(
    "inspection-in-spoke", "routes on the gateway subnet lead it to a firewall where FastPath does not deliver",
    "whether routes on the gateway subnet lead it to a firewall where FastPath does not deliver",
    "routes.azure_firewall", "FASTPATH_208",
)  # fmt: skip
VIRTUAL_WAN = _gateway(
    "virtual-wan", "FastPath is not supported in Virtual WAN", "whether FastPath works in Virtual WAN",
    "virtual_wan.bypass", "FASTPATH_106",
)  # fmt: skip

NO_NEXT_HOP = Reason(
    "no-next-hop", Answer.BLOCKED, "a route on the gateway subnet without next hop drops it",
    "whether a route on the gateway subnet drops it", "matrix.gateway-subnet-routes",
)  # fmt: skip
TWO_REMOTE_GATEWAYS = Reason(
    "two-remote-gateways", Answer.BLOCKED,
    "two peerings of its network use a remote gateway, and Azure refuses the second",
    "whether two peerings of its network use a remote gateway", "peering.two_remote_gateways", "FASTPATH_503",
)  # fmt: skip
WAN_PRIVATE_LINK = Reason(
    "virtual-wan-private-link", Answer.BLOCKED,
    "Azure refuses a Virtual WAN connection that asks for private-link FastPath",
    "whether the connection asks for private-link FastPath, which Azure refuses", "virtual_wan.private_link",
    "FASTPATH_105",
)  # fmt: skip

REASONS = (
    HUB, SPOKE, FASTPATH_OFF, NOT_EXPRESSROUTE, SKU_NOT_ELIGIBLE, IPV6, PROVIDER_SPOKE, OTHER_REGION, LOAD_BALANCER,
    BASIC_LOAD_BALANCER, PRIVATE_ENDPOINT, PRIVATE_LINK_REGION, PRIVATE_LINK_SERVICE, PRIVATE_LINK_PORT, DNS_RESOLVER,
    NETAPP_FEATURES, FIREWALL, INSPECTION_IN_SPOKE, VIRTUAL_WAN, NO_NEXT_HOP, TWO_REMOTE_GATEWAYS, WAN_PRIVATE_LINK,
    NOT_DEPLOYED, NOT_PEERED,
)  # fmt: skip
"""All of them, in the order in which the documentation explains them."""
