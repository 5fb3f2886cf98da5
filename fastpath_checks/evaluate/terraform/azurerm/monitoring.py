"""Metric alerts of azurerm.

Attribute names and defaults: internal/services/monitor/monitor_metric_alert_resource.go of
hashicorp/terraform-provider-azurerm, read at v5.2.0; it puts either kind of criteria into the same list.
"""

from __future__ import annotations

from fastpath_checks.evaluate.terraform.azurerm.tables import Block, Field, Kind, always

_CRITERIA = (
    Field("metric_namespace", "metricNamespace"),
    Field("metric_name", "metricName"),
    Field("aggregation", "timeAggregation"),
    Field("operator", "operator"),
    Field("threshold", "threshold", "number"),
)

KINDS: dict[str, Kind] = {
    "azurerm_monitor_metric_alert": Kind(
        "Microsoft.Insights/metricAlerts",
        (
            Field("enabled", "properties.enabled", "bool", always(True, "monitor_metric_alert_resource.go")),
            Field("scopes", "properties.scopes"),
            Block("criteria", "properties.criteria.allOf", _CRITERIA),
            Block("dynamic_criteria", "properties.criteria.allOf", _CRITERIA[:4]),
        ),
    ),
}
