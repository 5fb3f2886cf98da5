"""Our rules as Checkov checks: created once, at import, and answered from our own engine."""

from __future__ import annotations

from typing import Any

from checkov.arm.base_resource_check import BaseResourceCheck as ArmCheck
from checkov.common.bridgecrew.severities import Severities
from checkov.common.models.enums import CheckCategories, CheckResult
from checkov.runner_filter import RunnerFilter
from checkov.terraform.checks.resource.base_resource_check import BaseResourceCheck as TerraformCheck

from fastpath_checks.checkov_plugin.anchors import ARM_TYPES, TERRAFORM_TYPES
from fastpath_checks.checkov_plugin.evaluated import evaluated_keys
from fastpath_checks.checkov_plugin.injecting import inject
from fastpath_checks.checkov_plugin.per_thread import PerThread
from fastpath_checks.checkov_plugin.scans import judged
from fastpath_checks.checkov_plugin.showing import declaration, running
from fastpath_checks.checkov_plugin.wording import plain
from fastpath_checks.engine.findings import Finding, Verdict
from fastpath_checks.rules.rulebook import RULES
from fastpath_checks.rules.ruletype import Category, Rule

_CATEGORIES = {
    Category.SECURITY: CheckCategories.NETWORKING,
    Category.HOUSEKEEPING: CheckCategories.CONVENTION,
}
_RESULTS = {Verdict.PASS: CheckResult.PASSED, Verdict.FAIL: CheckResult.FAILED, Verdict.UNDECIDED: CheckResult.UNKNOWN}
_NOT_JUDGED = "CRITICAL"

NO_REASON = "No comment provided"
"""Checkov's own words."""


class _Answering:
    """How both of Checkov's kinds of checks are answered; mixed into each."""

    rule: Rule
    name = PerThread()
    severity = PerThread()
    guideline = PerThread()
    details = PerThread()
    evaluated_keys = PerThread()
    entity_path = PerThread()
    entity_type = PerThread()
    result = PerThread()

    def run(
        self,
        scanned_file: str,
        entity_configuration: dict[str, Any],
        entity_name: str,
        entity_type: str,
        skip_info: Any,
    ) -> Any:
        """Look the verdict up first: what the record shows beside it is set for each resource anew."""
        self.result, keys, skipped = self._answer(str(scanned_file), entity_configuration, skip_info)
        answer = super().run(  # type: ignore[misc]
            scanned_file, entity_configuration, entity_name, entity_type, skipped
        )
        if "evaluated_keys" in answer:
            answer["evaluated_keys"] = keys
        return answer

    def scan_entity_conf(self, conf: dict[str, Any], entity_type: str) -> CheckResult:
        return self.scan_resource_conf(conf)

    def scan_resource_conf(self, conf: dict[str, Any]) -> CheckResult:
        return self.result

    def _answer(
        self, scanned_file: str, configuration: dict[str, Any], skip_info: dict[str, Any]
    ) -> tuple[CheckResult, list[str], dict[str, Any]]:
        """The result, the keys that it rests on, and what Checkov is told of a comment that suppresses it."""
        self.name = self.rule.name
        run = running()
        shown = declaration(scanned_file, configuration)
        if run is None or shown is None:
            return self._fail(f"this release of Checkov shows {scanned_file} in a way that is not understood")
        judgement = judged(run)
        if judgement.verdicts is None:
            return self._fail(judgement.refused)
        finding = judgement.verdicts.worst(self.rule.id, run.framework, shown)
        if finding is None:
            return CheckResult.UNKNOWN, [], skip_info
        self._show(finding)
        skipped = _skipped(finding, skip_info, judgement.asks_for_reasons)
        return _RESULTS[finding.verdict], evaluated_keys(finding, shown, configuration), skipped

    def _show(self, finding: Finding) -> None:
        self.severity = Severities[finding.severity]
        self.guideline = finding.url
        if finding.verdict is Verdict.FAIL:
            self.name = plain(f"{self.rule.name}: {finding.message}")

    def _fail(self, why: str) -> tuple[CheckResult, list[str], dict[str, Any]]:
        """Nothing was judged, and a result that looks clean would hide it."""
        self.severity = Severities[_NOT_JUDGED]
        self.name = plain(f"fastpath-checks judged nothing: {why}")
        return CheckResult.FAILED, [], {}


def _skipped(finding: Finding, skip_info: dict[str, Any], asks_for_reasons: frozenset[str]) -> dict[str, Any]:
    """What Checkov is told of what suppresses a verdict: all that our scan suppresses is skipped, with our reason.

    What Checkov knows of comments counts beside that, but not for a rule of which the policy does not take all of them.
    """
    suppressed = finding.suppressed
    if suppressed is None:
        return {} if finding.rule in asks_for_reasons and finding.verdict is Verdict.FAIL else skip_info
    until = f" (until {suppressed.expires})" if suppressed.expires else ""
    return {"id": finding.rule, "suppress_comment": plain(f"{suppressed.reason or NO_REASON}{until}")}


class _Terraform(_Answering, TerraformCheck):  # type: ignore[misc]
    pass


class _Arm(_Answering, ArmCheck):  # type: ignore[misc]
    pass


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
]


def prepare() -> None:
    """Called by the shim whenever a runner loads it: judge the scan, so that wrong options are said in any case.

    Checkov's filters by severity ask a check for it before it runs.
    """
    for rule in RULES:
        # Runners that load side by side in threads may miss that these are external ones.
        RunnerFilter.notify_external_check(rule.id)
    run = running()
    if run is None:
        return
    judgement = judged(run)
    for check in CHECKS:
        word = judgement.severities.get(check.rule.id, _NOT_JUDGED)
        check.severity = Severities[word] if word != "OFF" else None
    if judgement.verdicts is not None:
        inject(run, judgement.verdicts)
