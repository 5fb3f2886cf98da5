"""How many addresses FastPath of a circuit has to carry, and how many it may."""

from __future__ import annotations

import ipaddress
import math
from collections.abc import Iterable
from typing import NamedTuple

from fastpath_checks.core.claims import NO, Attribute, Claim, Evidence, Truth, all_of, any_of
from fastpath_checks.core.spans import NOWHERE
from fastpath_checks.core.values import Because, Known, Missing, Value, over_choices
from fastpath_checks.policy.assertions import AssertedValue
from fastpath_checks.policy.facts import Facts
from fastpath_checks.topology.absence import nothing_more
from fastpath_checks.topology.addresses import AddressHolder, AddressHolders
from fastpath_checks.topology.amounts import Amount, amount, total
from fastpath_checks.topology.asserting import asserted
from fastpath_checks.topology.model import Circuit, Connection, Topology, VirtualNetwork
from fastpath_checks.topology.paths import carries_peering, networks_in_view, reaches
from fastpath_checks.topology.sameness import same


class DeclaredAddresses:
    """The addresses that declared resources hold in networks; each network's claim says whether it counts."""

    __slots__ = ("_by_network", "_holders")

    def __init__(self, holders: AddressHolders, by_network: dict[int, Claim]) -> None:
        self._holders = holders
        self._by_network = by_network

    def amount(self) -> Amount:
        return self._sum(self._holders)

    def are_surely_within(self, limit: Amount) -> bool:
        """Whether they cannot be known to be beyond a limit, to judge by what is seen without evaluating interfaces."""
        if math.isinf(limit.high) or not self._by_network:
            return True
        return self._sum(self._holders.others).low + self._holders.interfaces_at_most() <= limit.high

    def _sum(self, holders: Iterable[AddressHolder]) -> Amount:
        return total(
            (holder.resource.exists & self._by_network[id(holder.network.resource)], amount(holder.number))
            for holder in holders
            if id(holder.network.resource) in self._by_network
        )


class AddressBudget(NamedTuple):
    """The addresses behind FastPath of a circuit - on ExpressRoute Direct, of all circuits on its port.

    ``holdings`` are those that resources of these files hold, ``capacity`` those that the address space of the networks
    has room for, ``limit`` those that the documentation allows. ``complete`` says whether the files show every network
    that counts.
    """

    circuit: Circuit
    holdings: DeclaredAddresses
    capacity: Amount
    limit: Amount
    complete: Claim

    @property
    def declared(self) -> Amount:
        """The sum of the holdings."""
        return self.holdings.amount()

    def fits(self, share: float = 1) -> Claim:
        """Whether all addresses that there can ever be are within a share of the limit.

        NO where those that are declared already are beyond it, MAYBE in between.
        """
        limit = self.limit.times(share)
        if self.holdings.are_surely_within(limit):
            return self._may_fit(share)
        declared = self.declared
        fits = declared.at_most(limit)
        if fits.truth is not Truth.NO:
            return self._may_fit(share)
        told = f"{declared.low:,.0f} private addresses are declared behind FastPath of {self.circuit.resource.name}"
        return fits.because(f"{told}, which carries {limit.high:,.0f}", NOWHERE)

    def fits_within(self, share: AssertedValue | None) -> Claim:
        """``fits`` with the share that the policy allows, or with the whole limit where it says nothing."""
        if share is None:
            return self.fits()
        return self.fits(share.data).because(f"the policy allows {share.data:.0%} of the limit", asserted(share).origin)

    def _may_fit(self, share: float) -> Claim:
        """YES where there is room for no more; else MAYBE, for no file tells how many addresses are in use."""
        has_room = self.has_room(share)
        if has_room.truth is not Truth.NO:
            return has_room
        name = f"how many addresses behind FastPath of {self.circuit.resource.name} are in use"
        room = self.capacity.at_most(self.limit.times(share))
        open_question = Evidence(f"{name} is not in the files", NOWHERE)
        return Claim(Truth.MAYBE, (*room.evidence, open_question), (Missing(Because.RUNTIME_ATTRIBUTE, name),))

    def has_room(self, share: float = 1) -> Claim:
        """Whether the whole address space is within a share of the limit; NO where it is larger."""
        return self.capacity.at_most(self.limit.times(share)) & self.complete


def address_budget(circuit: Circuit, topology: Topology, facts: Facts) -> AddressBudget:
    """The budget of a circuit under the facts of a date."""
    circuits = _sharing(circuit, topology)
    reached = [
        (one, network, counts & _reached(network, one, topology, facts))
        for one, counts in circuits
        for network in networks_in_view(topology)
    ]
    by_network: dict[int, Claim] = {}
    for _, network, claim in reached:
        if claim.truth is not Truth.NO:
            by_network[id(network.resource)] = by_network.get(id(network.resource), NO) | claim
    # One network counts for each circuit that leads to it: whether it does so once only, no page says.
    capacity = total(
        (claim, _size(network, one, facts)) for one, network, claim in reached if claim.truth is not Truth.NO
    )
    return AddressBudget(
        circuit,
        DeclaredAddresses(topology.address_holders, by_network),
        capacity,
        _limit(circuit, facts),
        _complete(circuit, circuits, topology, facts),
    )


def is_on_over(circuit: Circuit, topology: Topology) -> Claim:
    """Whether FastPath is on for a connection over the circuit."""
    return any_of(
        same(one.circuit.resource, circuit.resource) & one.resource.exists & one.bypasses_gateway
        for one in topology.connections
    )


_Counted = tuple[Circuit, Claim]


def _sharing(circuit: Circuit, topology: Topology) -> list[_Counted]:
    """The circuits that share the limit with one, itself among them, each with whether it does."""
    port = circuit.port
    others = [one for one in topology.circuits if one.resource is not circuit.resource and one.port is not None]
    shared = [
        (one, same(one.port.resource, port.resource)) for one in others if port is not None and one.port is not None
    ]
    on_direct = circuit.kind.is_("direct")
    return [
        (circuit, circuit.resource.exists),
        *((one, claim & on_direct & one.resource.exists) for one, claim in shared),
    ]


def _connections(circuit: Circuit, topology: Topology) -> list[tuple[Connection, Claim]]:
    claims = [(one, same(one.circuit.resource, circuit.resource)) for one in topology.connections]
    return [(one, claim) for one, claim in claims if claim.truth is not Truth.NO]


def _reached(network: VirtualNetwork, circuit: Circuit, topology: Topology, facts: Facts) -> Claim:
    return any_of(
        leads & reaches(connection, network, topology, facts) for connection, leads in _connections(circuit, topology)
    )


def _complete(circuit: Circuit, circuits: Iterable[_Counted], topology: Topology, facts: Facts) -> Claim:
    """Whether the files show each circuit on the port, each connection over it, and each network behind its gateway."""
    on_port = ~circuit.kind.is_("direct")
    if circuit.port is not None:
        on_port |= nothing_more("the circuits", circuit.port.resource, topology)
    return on_port & all_of(
        nothing_more("the connections", one.resource, topology)
        & all_of(_shows_its_spokes(connection, topology, facts) for connection, _ in _connections(one, topology))
        for one, _ in circuits
    )


def _shows_its_spokes(connection: Connection, topology: Topology, facts: Facts) -> Claim:
    hub = connection.gateway.network
    shown = nothing_more("the peerings", hub.resource, topology) & hub.peerings_complete
    return shown | ~carries_peering(connection, facts) | ~connection.gateway_bypass.is_(True)


def _size(network: VirtualNetwork, circuit: Circuit, facts: Facts) -> Amount:
    """How many addresses the network has room for that FastPath of the circuit carries."""
    room = total((Claim(Truth.YES), _addresses(prefix, circuit, facts)) for prefix in network.prefixes)
    rest = network.prefixes_complete
    if rest.truth is Truth.YES:
        return room
    return Amount(room.low, math.inf, (*room.evidence, *rest.evidence), (*room.missing, *rest.missing))


def _addresses(prefix: Attribute, circuit: Circuit, facts: Facts) -> Amount:
    def number(known: Known) -> Value:
        try:
            found = ipaddress.ip_network(str(known.data).strip(), strict=False)
        except ValueError:
            return Known(None, known.origin)
        carried = found.version == 4 or circuit.supports("virtual-network-ipv6", facts).truth is not Truth.NO
        return Known(found.num_addresses if carried else 0, known.origin)

    return amount(Attribute(f"the size of {prefix.label}", over_choices(prefix.value, number, "", prefix.value.origin)))


def _limit(circuit: Circuit, facts: Facts) -> Amount:
    """How many addresses FastPath carries by the documentation, as far as the kind of circuit and port is known."""
    rows = facts.value("ip_limits")
    evidence = (Evidence(str(facts.cite("ip_limits")), NOWHERE),)
    if rows is None:
        what = f"the limit of addresses in the documentation of {facts.profile}"
        return Amount(0, math.inf, evidence, (Missing(Because.NOT_DOCUMENTED, what),))
    provider = next(row["addresses"] for row in rows if row["kind"] == "provider")
    by_port = {float(row["bandwidth_in_gbps"]): row["addresses"] for row in rows if row["kind"] == "direct"}
    is_direct = circuit.kind.is_("direct")
    if is_direct.truth is Truth.NO:
        return Amount(provider, provider, (*evidence, *is_direct.evidence), ())
    direct = _limit_of_port(circuit, by_port, facts)
    if is_direct.truth is Truth.MAYBE:
        direct = Amount(min(provider, direct.low), direct.high, direct.evidence, (*is_direct.missing, *direct.missing))
    return direct._replace(evidence=(*evidence, *is_direct.evidence, *direct.evidence))


def _limit_of_port(circuit: Circuit, by_port: dict[float, int], facts: Facts) -> Amount:
    if circuit.port is None:
        what = f"the port under {circuit.resource.name}"
        return Amount(0, math.inf, (), (Missing(Because.OUTSIDE_THE_FILES, what),))
    bandwidth = circuit.port.bandwidth
    gbps = amount(bandwidth)
    listed = bandwidth.satisfies(lambda data: data in by_port)
    if listed.truth is not Truth.YES:
        unlisted = Missing(Because.NOT_DOCUMENTED, f"the limit of addresses of a port of {bandwidth} Gbps")
        cited = Evidence(str(facts.cite("ip_limits.port_400")), NOWHERE)
        return Amount(0, math.inf, (*gbps.evidence, cited), gbps.missing or (unlisted,))
    found = [by_port[one] for one in (gbps.low, gbps.high)]
    return Amount(min(found), max(found), gbps.evidence, gbps.missing)
