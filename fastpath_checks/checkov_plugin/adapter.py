"""Our rules as Checkov checks: created once, at import, and answered from our own engine.

``FASTPATH_POLICY``, ``FASTPATH_PROFILE`` and ``FASTPATH_VAR_FILE`` (several, separated as in PATH) are the door's options.
"""

from __future__ import annotations

import logging
import os
from typing import Any

from checkov.arm.base_resource_check import BaseResourceCheck as ArmCheck
from checkov.common.bridgecrew.severities import Severities
from checkov.common.models.enums import CheckCategories, CheckResult
from checkov.terraform.checks.resource.base_resource_check import BaseResourceCheck as TerraformCheck

from fastpath_checks.checkov_plugin.anchors import ARM_TYPES, TERRAFORM_TYPES
from fastpath_checks.checkov_plugin.showing import shown
from fastpath_checks.checkov_plugin.verdicts import Verdicts
from fastpath_checks.engine.findings import Finding, Verdict
from fastpath_checks.engine.request import Request
from fastpath_checks.rules.rulebook import RULES
from fastpath_checks.rules.ruletype import Category, Rule

_CATEGORIES = {
    Category.SECURITY: CheckCategories.NETWORKING,
    Category.ELIGIBILITY: CheckCategories.NETWORKING,
    Category.DATA_PATH: CheckCategories.NETWORKING,
}
_RESULTS = {Verdict.PASS: CheckResult.PASSED, Verdict.FAIL: CheckResult.FAILED, Verdict.UNDECIDED: CheckResult.UNKNOWN}

_verdicts: dict[str, Verdicts] = {}


def _verdicts_of(root: str) -> Verdicts:
    found = _verdicts.get(root)
    if found is None:
        var_files = os.environ.get("FASTPATH_VAR_FILE", "")
        found = _verdicts[root] = Verdicts(
            root,
            Request(
                paths=(root,),
                policy=os.environ.get("FASTPATH_POLICY") or None,
                profile=os.environ.get("FASTPATH_PROFILE") or None,
                var_files=tuple(one for one in var_files.split(os.pathsep) if one),
                twins=False,
            ),
        )
    return found


class _Answering:
    """How both of Checkov's kinds of checks are answered; mixed into each."""

    rule: Rule
    finding: Finding | None = None

    def run(
        self,
        scanned_file: str,
        entity_configuration: dict[str, Any],
        entity_name: str,
        entity_type: str,
        skip_info: Any,
    ) -> Any:
        """Look the verdict up first: what the record shows beside it is set for each resource anew."""
        self._look_up(str(scanned_file), entity_configuration)
        return super().run(scanned_file, entity_configuration, entity_name, entity_type, skip_info)  # type: ignore[misc]

    def _look_up(self, scanned_file: str, configuration: dict[str, Any]) -> None:
        self.finding = None
        self.name = self.rule.name
        seen = shown(scanned_file, configuration)
        if seen is None:
            logging.error("fastpath-checks: Checkov showed %s in a way that is not understood", scanned_file)
            return
        finding = _verdicts_of(seen.root).worst(self.rule.id, seen.declaration)
        self.finding = finding
        if finding is not None:
            self.severity = Severities[finding.severity]
            self.guideline = finding.url
            if finding.verdict is Verdict.FAIL:
                self.name = f"{self.rule.name}: {finding.message}"

    def scan_resource_conf(self, conf: dict[str, Any]) -> CheckResult:
        return CheckResult.UNKNOWN if self.finding is None else _RESULTS[self.finding.verdict]


class _Terraform(_Answering, TerraformCheck):  # type: ignore[misc]
    def scan_entity_conf(self, conf: dict[str, Any], entity_type: str) -> CheckResult:
        return self.scan_resource_conf(conf)


class _Arm(_Answering, ArmCheck):  # type: ignore[misc]
    def scan_entity_conf(self, conf: dict[str, Any], entity_type: str) -> CheckResult:
        return self.scan_resource_conf(conf)


def _create(kind: type, rule: Rule, resources: tuple[str, ...]) -> Any:
    check = kind(
        name=rule.name,
        id=rule.id,
        categories=[_CATEGORIES.get(rule.category, CheckCategories.NETWORKING)],
        supported_resources=list(resources),
    )
    check.rule = rule
    return check


CHECKS = [
    _create(kind, rule, anchors[rule.on])
    for rule in RULES
    for kind, anchors in ((_Terraform, TERRAFORM_TYPES), (_Arm, ARM_TYPES))
    if rule.on in anchors
]
