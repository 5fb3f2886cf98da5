"""The recipe: paths -> roots -> scenarios -> resources -> graph -> topology -> verdicts -> report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from fastpath_checks.core.diagnostics import Diagnostic
from fastpath_checks.core.spans import Span
from fastpath_checks.engine.budget_report import ToldBudget, told_budgets
from fastpath_checks.engine.evaluation import Evaluators
from fastpath_checks.engine.findings import Finding, Report, Summary, Verdict
from fastpath_checks.engine.judging import judge
from fastpath_checks.engine.merging import merge_scenarios
from fastpath_checks.engine.path_report import PathReport, summarized, told_paths
from fastpath_checks.engine.policies import bicep_modules_of, files_of, policy_of
from fastpath_checks.engine.promoting import promoted
from fastpath_checks.engine.remote_states import RemoteStates
from fastpath_checks.engine.request import Request
from fastpath_checks.engine.root import Root
from fastpath_checks.engine.roots import Discovery, discover
from fastpath_checks.engine.scenarios import Scenario, check_inputs, scenarios_of
from fastpath_checks.engine.sensitive import sensitive_names
from fastpath_checks.engine.setting_aside import set_aside
from fastpath_checks.engine.touching import concerned, strangers, touched
from fastpath_checks.engine.unread import all_read
from fastpath_checks.engine.watching import SILENT, Watch
from fastpath_checks.graph.deferring import Deferred
from fastpath_checks.graph.neighborhood import Neighborhood
from fastpath_checks.graph.relevant_types import is_pictured
from fastpath_checks.graph.resource_graph import ResourceGraph
from fastpath_checks.graph.resources import Deployment, Resource
from fastpath_checks.policy.facts import load_facts
from fastpath_checks.policy.layering import NOTHING
from fastpath_checks.policy.model import Policy
from fastpath_checks.rules.rulebook import RULES
from fastpath_checks.rules.ruletype import World
from fastpath_checks.sources.jail import ScanFiles
from fastpath_checks.topology.building import build_topology
from fastpath_checks.topology.model import Topology


class Judged(NamedTuple):
    """One scenario with the picture that its rules look at, and what its evaluator remarked."""

    scenario: Scenario
    resources: list[Resource]
    topology: Topology
    remarks: list[Diagnostic]
    deferred: Deferred | None = None


class _Scan(NamedTuple):
    files: ScanFiles
    policy: Policy
    discovery: Discovery
    judged: list[Judged]
    diagnostics: list[Diagnostic]


class Survey(NamedTuple):
    """All that can be said of one state of an estate: verdicts, data paths, and the addresses behind FastPath."""

    report: Report
    paths: PathReport
    budgets: tuple[ToldBudget, ...]


def analyze(request: Request, watch: Watch = SILENT) -> Report:
    """Judge everything that the request names. Raises UsageError and PolicyError, before anything is evaluated."""
    return _judged(_scan(request, watch), request, watch)


def trace(request: Request, watch: Watch = SILENT) -> PathReport:
    """The data paths of everything that the request names. Raises as ``analyze`` does."""
    return _traced(_scan(request, watch), watch)


def survey(request: Request, watch: Watch = SILENT, policy: Policy | None = None) -> Survey:
    """Judge and trace in one go; ``policy`` takes the place of the request's. Raises as ``analyze`` does."""
    scan = _scan(request, watch, policy)
    facts = load_facts(scan.policy.profile)
    budgets = tuple(
        budget
        for group in _by_root(scan.judged)
        for budget in told_budgets([(one.scenario, one.topology) for one in group], facts)
    )
    return Survey(_judged(scan, request, watch), _traced(scan, watch), budgets)


def topologies(request: Request) -> Iterator[Topology]:
    """The topology of every scenario, in the order of the roots."""
    for judged in _scan(request).judged:
        yield judged.topology


def _judged(scan: _Scan, request: Request, watch: Watch) -> Report:
    watch.stage("judge")
    facts = load_facts(scan.policy.profile)
    findings: list[Finding] = []
    for group in _by_root(scan.judged):
        told = []
        for scenario, _, topology, remarks, _ in group:
            judged = judge(RULES, World(topology, facts), scan.policy, scenario)
            told.append((scenario.name, [*judged, *promoted(remarks, scan.policy, scenario)]))
        findings.extend(merge_scenarios(told))
    diagnostics = _ordered((*scan.discovery.diagnostics, *scan.files.refusals(), *scan.diagnostics, *_said_late(scan)))
    declared = (span for judged in scan.judged for span in _headers(judged))
    findings = set_aside(findings, declared, request, scan.policy, scan.files, diagnostics)
    findings.sort(key=Finding.order)
    whole = len(findings)
    if request.changed is not None and request.touched_only:
        findings = concerned(findings, map(scan.files.shown, request.changed))
    return Report(
        tuple(findings),
        diagnostics,
        _summary(scan, findings)._replace(untouched=whole - len(findings)),
        scan.policy.name,
        scan.policy.profile,
        scan.policy.fail_on.name if scan.policy.fail_on is not None else NOTHING,
        scan.policy.undecided_fails,
        sensitive_names(scan.files.read_files()),
    )


def _traced(scan: _Scan, watch: Watch) -> PathReport:
    watch.stage("trace the data paths")
    facts = load_facts(scan.policy.profile)
    groups = _by_root(scan.judged)
    paths = [path for group in groups for path in told_paths([(one.scenario, one.topology) for one in group], facts)]
    paths.sort(key=lambda path: (path.root, path.language))
    remarks = [*(remark for one in scan.judged for remark in one.remarks), *_said_late(scan)]
    diagnostics = _ordered((*scan.discovery.diagnostics, *scan.files.refusals(), *scan.diagnostics, *remarks))
    return PathReport(tuple(paths), diagnostics, summarized(paths, len(groups)), scan.policy.name, facts.profile)


def _scan(request: Request, watch: Watch = SILENT, policy: Policy | None = None) -> _Scan:
    watch.stage("find the roots")
    files, policy = policy_of(request) if policy is None else (files_of(request), policy)
    discovery = discover(request.paths, files, policy.exclude, twins=request.twins)
    check_inputs(discovery.roots, request, files)
    roots: list[Root] = discovery.roots
    if request.changed is not None:
        changed = [files.shown(path) for path in request.changed]
        roots = touched(roots, changed, discovery.graph)
        said = [one.where for one in (*discovery.diagnostics, *files.refusals())]
        strange = strangers(said, roots, changed, discovery.graph)
        files.pass_over(strange)
        discovery = discovery._replace(diagnostics=[one for one in discovery.diagnostics if one.where not in strange])
    states = RemoteStates(discovery.roots, lambda root: scenarios_of(root, request, files)[0])
    evaluators = Evaluators(files, states, bicep_modules_of(request))
    neighborhood = Neighborhood()
    diagnostics: list[Diagnostic] = []
    graphs: list[tuple[Scenario, Deployment, ResourceGraph]] = []
    watch.stage("evaluate", len(roots))
    for root in roots:
        scenarios, refused = scenarios_of(root, request, files)
        diagnostics.extend(refused)
        for scenario in scenarios:
            watch.scenario(root.path, scenario.name)
            deployment = evaluators.evaluate(scenario)
            diagnostics.extend(one for one in deployment.diagnostics if one.claim is None)
            graph = ResourceGraph(
                deployment.resources,
                deployment.amendments,
                root.path,
                neighborhood,
                all_read(deployment.diagnostics),
                deployment.deferred,
            )
            graphs.append((scenario, deployment, graph))
    watch.read([file.path for file in files.read_files()])
    watch.stage("draw the topologies")
    for _, _, graph in graphs:
        graph.amend_neighbors()
    judged = [
        Judged(
            scenario,
            deployment.resources,
            build_topology(graph, policy.assertions),
            deployment.diagnostics,
            deployment.deferred,
        )
        for scenario, deployment, graph in graphs
    ]
    return _Scan(files, policy, discovery, judged, diagnostics)


def _said_late(scan: _Scan) -> Iterator[Diagnostic]:
    """What was said of deferred resources, which are evaluated, if at all, while rules are judged."""
    for one in scan.judged:
        if one.deferred is not None:
            yield from one.deferred.diagnostics


def _headers(judged: Judged) -> Iterator[Span]:
    """In each file where a scenario declares something, or calls a module that does, one header at least."""
    for resource in judged.resources:
        yield resource.header
        yield from resource.calls
    if judged.deferred is not None:
        yield from judged.deferred.headers


def _by_root(judged: Iterable[Judged]) -> list[list[Judged]]:
    groups: dict[tuple[str, str, tuple[str, ...]], list[Judged]] = {}
    for one in judged:
        root = one.scenario.root
        groups.setdefault((root.kind, root.path, root.entry_inputs), []).append(one)
    return list(groups.values())


def _ordered(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Each once, by place: the same whatever the order of the work."""

    def place(one: Diagnostic) -> tuple[str, int, str, str]:
        return (one.where, one.span.start if one.span is not None else -1, one.code, one.summary)

    return tuple(sorted(dict.fromkeys(diagnostics), key=place))


def _summary(scan: _Scan, findings: list[Finding]) -> Summary:
    groups = _by_root(scan.judged)
    verdicts = [finding.verdict for finding in findings if finding.suppressed is None]
    return Summary(
        files_read=scan.files.read_count,
        files_not_read=len(scan.files.refusals()),
        compiled=len(scan.discovery.compiled),
        roots=len(groups),
        scenarios=len(scan.judged),
        resources=sum(
            len({address for judged in group for address in _pictured(judged.resources)}) for group in groups
        ),
        connections=sum(len({address for one in group for address in _connections(one.topology)}) for group in groups),
        failed=verdicts.count(Verdict.FAIL),
        undecided=verdicts.count(Verdict.UNDECIDED),
        passed=verdicts.count(Verdict.PASS),
        suppressed=len(findings) - len(verdicts),
    )


def _connections(topology: Topology) -> Iterator[str]:
    for connection in topology.connections:
        yield connection.resource.address
    for wan_connection in topology.virtual_wan_connections:
        yield wan_connection.resource.address


def _pictured(resources: Iterable[Resource]) -> Iterator[str]:
    return (one.address for one in resources if not one.existing and is_pictured(one.type))
