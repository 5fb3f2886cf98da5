"""What traffic from on-premises is sent to, beside virtual machines: things that stand in a subnet.

Load-balancer frontends and private endpoints are in ``model``; the three here are served in other ways again.
"""

from __future__ import annotations

from typing import NamedTuple

from fastpath_checks.core.claims import Attribute
from fastpath_checks.graph.resources import Resource
from fastpath_checks.topology.model import VirtualNetwork


class ResolverEndpoint(NamedTuple):
    """An inbound endpoint of a DNS Private Resolver; ``subnet`` is the id of the one it stands in."""

    resource: Resource
    subnet: Attribute
    network: VirtualNetwork


class NetAppVolume(NamedTuple):
    """A volume of Azure NetApp Files; ``network_features`` is ``Basic`` or ``Standard``."""

    resource: Resource
    network_features: Attribute
    network: VirtualNetwork


class Firewall(NamedTuple):
    """An Azure Firewall in a virtual network; ``subnet`` is the id of the one it stands in."""

    resource: Resource
    subnet: Attribute
    network: VirtualNetwork
