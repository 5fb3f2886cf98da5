"""The topology as text: the same for the same estate, whatever language declares it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from fastpath_checks.core.claims import Attribute, Claim, Truth
from fastpath_checks.core.values import Known, OneOf, Unknown, Value
from fastpath_checks.graph.resources import Resource
from fastpath_checks.topology.addresses import INTERFACE, SCALE_SET
from fastpath_checks.topology.model import Gateway, Subnet, Topology, VirtualNetwork

_INTERFACES = (INTERFACE.casefold(), SCALE_SET.casefold())


def canonical_text(topology: Topology) -> str:
    """Every subject with the attributes that rules ask about, sorted; ``?`` is what is not known.

    Without spans, origins, reasons, ids, subscriptions and resource groups, for languages differ in these.
    """
    lines = sorted({*_lines(topology)})
    return "".join(f"{line}\n" for line in lines)


def _lines(topology: Topology) -> Iterator[str]:
    for port in topology.ports:
        yield _line("port", port.resource, bandwidth=port.bandwidth)
    for circuit in topology.circuits:
        port_name = _name(circuit.port.resource) if circuit.port else "none"
        yield _line("circuit", circuit.resource, kind=circuit.kind, port=port_name)
        if circuit.port is not None and not circuit.port.resource.existing:
            yield _line("circuit-on-port", circuit.resource, port=port_name, bandwidth=circuit.bandwidth)
    for gateway in topology.gateways:
        yield _gateway(gateway)
        yield from _gateway_extras(gateway)
    for connection in topology.connections:
        yield _line(
            "connection",
            connection.resource,
            type=connection.connection_type,
            bypass=connection.gateway_bypass,
            private_link=connection.private_link_fastpath,
            gateway=_name(connection.gateway.resource),
            circuit=_name(connection.circuit.resource),
        )
    for wan in topology.virtual_wan_connections:
        yield _line(
            "virtual-wan-connection",
            wan.resource,
            bypass=wan.gateway_bypass,
            private_link=wan.private_link_fastpath,
            circuit=_name(wan.circuit.resource),
        )
    for network in topology.networks:
        yield _network(network)
    for peering in topology.peerings:
        yield _line(
            "peering",
            peering.resource,
            local=_name(peering.local.resource),
            remote=_name(peering.remote.resource),
            transit=peering.allows_gateway_transit,
            remote_gateways=peering.uses_remote_gateways,
        )
    for frontend in topology.frontends:
        yield _line(
            "load-balancer-frontend",
            frontend.resource,
            of=_name(frontend.load_balancer),
            sku=frontend.sku,
            private=_truth(frontend.is_private),
            network=_name(frontend.network.resource) if frontend.is_private.truth.name != "NO" else "none",
        )
    for endpoint in topology.endpoints:
        yield _line("private-endpoint", endpoint.resource, network=_name(endpoint.network.resource))
        if endpoint.network_policies.is_("Disabled").truth is not Truth.YES:
            yield _line("private-endpoint-policies", endpoint.resource, policies=endpoint.network_policies)
    yield from _others(topology)


def _others(topology: Topology) -> Iterator[str]:
    for resolver in topology.resolver_endpoints:
        yield _line("resolver-endpoint", resolver.resource, network=_name(resolver.network.resource))
    for volume in topology.volumes:
        yield _line(
            "netapp-volume",
            volume.resource,
            network_features=volume.network_features,
            network=_name(volume.network.resource),
        )
    for firewall in topology.firewalls:
        yield _line("firewall", firewall.resource, network=_name(firewall.network.resource))
    yield from _addresses(topology)
    for alert in topology.alerts:
        watched = sorted(_name(one) for one in alert.watched)
        yield _line("alert", alert.resource, watches=",".join(watched) + _rest(~alert.elsewhere))
        for metric in alert.metrics:
            yield _line("alert-metric", alert.resource, metric=metric, enabled=alert.enabled)
    for gateway in topology.gateways if topology.firewalls else ():
        hops = sorted(_shown(route.next_hop_address.value) for route in gateway.subnet.routes)
        yield _line("next-hops", gateway.resource, addresses=",".join(hops) or "none")


def _addresses(topology: Topology) -> Iterator[str]:
    """What holds addresses and has no line of its own, with how often it does so in one network."""
    if not topology.circuits:
        return  # nobody counts them
    interfaces = [one for one in topology.address_holders if one.resource.type.casefold() in _INTERFACES]
    configurations = Counter((id(one.resource), id(one.network.resource)) for one in interfaces)
    for one in interfaces:
        times = configurations[id(one.resource), id(one.network.resource)]
        network = _name(one.network.resource)
        yield _line("addresses", one.resource, network=network, number=one.number, times=str(times))


def _gateway(gateway: Gateway) -> str:
    return _line(
        "gateway",
        gateway.resource,
        type=gateway.gateway_type,
        sku=gateway.sku,
        minimum_scale_units=gateway.minimum_scale_units,
        network=_name(gateway.network.resource),
        routes=_routes(gateway.subnet),
    )


def _gateway_extras(gateway: Gateway) -> Iterator[str]:
    """What few gateways have: public addresses, and traffic from other networks."""
    for address in gateway.addresses:
        yield _line("gateway-address", gateway.resource, address=_name(address.resource), sku=address.sku)
    accepts = {
        "remote_networks": gateway.remote_network_traffic,
        "virtual_wan": gateway.virtual_wan_traffic,
    }
    if any(flag.is_(False).truth is not Truth.YES for flag in accepts.values()):
        yield _line("gateway-traffic", gateway.resource, **accepts)


def _network(network: VirtualNetwork) -> str:
    prefixes = ",".join(sorted(_shown(prefix.value) for prefix in network.prefixes))
    return _line(
        "network",
        network.resource,
        location=_region(network.location),
        prefixes=prefixes + _rest(network.prefixes_complete),
    )


def _routes(subnet: Subnet) -> str:
    routes = sorted(f"{_shown(one.prefix.value)}>{_shown(one.next_hop_type.value)}" for one in subnet.routes)
    return (",".join(routes) or "none") + _rest(subnet.routes_complete)


def _line(kind: str, resource: Resource, /, **attributes: Attribute | str) -> str:
    parts = [kind, _name(resource)]
    if resource.exists.truth.name != "YES":
        parts.append(f"exists={_truth(resource.exists)}")
    for key, value in attributes.items():
        parts.append(f"{key}={_shown(value.value) if isinstance(value, Attribute) else value}")
    return " ".join(parts)


def _name(resource: Resource) -> str:
    return _shown(resource.names[-1]) if resource.names else "?"


def _region(location: Attribute) -> str:
    return _shown(location.value).replace(" ", "").casefold()


def _shown(value: Value) -> str:
    match value:
        case Known(data):
            return ("true" if data else "false") if isinstance(data, bool) else "none" if data is None else str(data)
        case OneOf(choices):
            return "|".join(sorted(_shown(choice) for choice in choices))
        case Unknown():
            return "?"


def _truth(claim: Claim) -> str:
    return claim.truth.value


def _rest(complete: Claim) -> str:
    return "" if complete.truth.name == "YES" else "+?"
