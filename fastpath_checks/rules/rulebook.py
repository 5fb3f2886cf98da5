"""All rules, in the order of their ids."""

from __future__ import annotations

from fastpath_checks.rules import (
    basic_load_balancer_behind_fastpath,
    bypass_on_non_expressroute_connection,
    bypass_on_virtual_wan,
    gateway_sku_without_fastpath,
    inspection_skipped_by_fastpath,
    private_endpoint_stays_on_gateway,
    private_link_fastpath_on_provider_circuit,
    private_link_fastpath_without_bypass,
    private_link_fastpath_without_enrolment,
    private_link_flag_on_virtual_wan,
)

RULES = (
    gateway_sku_without_fastpath.RULE,
    bypass_on_non_expressroute_connection.RULE,
    private_link_fastpath_without_bypass.RULE,
    private_link_flag_on_virtual_wan.RULE,
    bypass_on_virtual_wan.RULE,
    private_link_fastpath_on_provider_circuit.RULE,
    private_link_fastpath_without_enrolment.RULE,
    basic_load_balancer_behind_fastpath.RULE,
    private_endpoint_stays_on_gateway.RULE,
    inspection_skipped_by_fastpath.RULE,
)
