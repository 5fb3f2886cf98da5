"""Print how long scans take and what memory they need, beside a bare Python and, where it is at hand, Checkov.

    python benchmarks/budgets.py [--runs N] [--checkov PATH-TO-CHECKOV] [--tree NAME=PATH ...] [--plan-megabytes N]

Times are medians of whole processes in this one run, ours and a bare Python in turn, so that the ratios mean something
on a noisy machine; Checkov reads each input once. Bytecode is kept in a folder of this run, as an installed package has
it. Memory is the peak of the process. Nothing here is an assertion.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
SMALL = ROOT / "fixtures" / "gateway-sku-without-fastpath" / "fail-ergw1az"
LANGUAGES = {"main.tf": "terraform", "tfplan.json": "terraform_plan", "main.bicep": "bicep", "azuredeploy.json": "arm"}
BARE = [sys.executable, "-c", "pass"]
OURS = [sys.executable, "-m", "fastpath_checks"]


class Work(NamedTuple):
    """One input. ``checkov`` is None where Checkov has no such work; budgets are None where there is none."""

    name: str
    command: list[str]
    checkov: list[str] | None = None
    times_bare: float | None = None
    seconds: float | None = None
    megabytes: float | None = 200


class Run(NamedTuple):
    seconds: float
    megabytes: float


def run(command: list[str], environment: dict[str, str]) -> Run:
    """One process from its start to its end, and the most memory that it held."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return Run(time.perf_counter() - start, usage.ru_maxrss / unit)


def many_files(directory: Path, count: int) -> None:
    """A directory of ``count`` Terraform files with twelve resources each, of which a few are a FastPath estate."""
    shutil.copy(SMALL / "main.tf", directory / "main.tf")
    for index in range(count - 1):
        blocks = [
            f'resource "azurerm_network_interface" "n{index}_{number}" {{\n'
            f'  name                = "nic-{index}-{number}"\n'
            f'  resource_group_name = "rg-{index}"\n'
            f'  location            = "westeurope"\n\n'
            f"  ip_configuration {{\n"
            f'    name                          = "primary"\n'
            f"    subnet_id                     = var.subnet_id\n"
            f'    private_ip_address_allocation = "Dynamic"\n'
            f"  }}\n}}\n"
            for number in range(12)
        ]
        (directory / f"file{index:04d}.tf").write_text("\n".join(blocks), encoding="utf-8")
    (directory / "variables.tf").write_text('variable "subnet_id" {\n  type = string\n}\n', encoding="utf-8")


def large_plan(path: Path, megabytes: int) -> None:
    """A plan without changes, full of load balancers and networks, in the order in which terraform writes its parts."""
    plan = json.loads((SMALL / "tfplan.json").read_text(encoding="utf-8"))
    configuration = plan.pop("configuration")
    resources, changes, declared = [], [], []
    size = number = 0
    while size < megabytes * 1_000_000:
        type, name = ("azurerm_lb", "azurerm_virtual_network")[number % 2], f"n{number}"
        values = {"name": f"{type}-{number}", "resource_group_name": "rg", "location": "westeurope", "sku": "Standard"}
        values["tags"] = {f"key{tag}": f"value {tag} of {number}" for tag in range(12)}
        address = {"address": f"{type}.{name}", "mode": "managed", "type": type, "name": name}
        resource = {**address, "provider_name": "registry.terraform.io/hashicorp/azurerm", "values": values}
        change = {"actions": ["no-op"], "before": values, "after": values, "after_unknown": {}}
        resources.append(resource)
        changes.append({**address, "change": change})
        declared.append({**address, "expressions": {key: {"constant_value": one} for key, one in values.items()}})
        size += len(json.dumps([resource, resource, changes[-1], declared[-1]]))
        number += 1
    plan["planned_values"]["root_module"]["resources"] += resources
    plan["resource_changes"] += changes
    plan["prior_state"] = {"format_version": "1.0", "values": {"root_module": {"resources": resources}}}
    configuration["root_module"]["resources"] += declared
    path.write_text(json.dumps({**plan, "configuration": configuration}), encoding="utf-8")


def _elsewhere(make: Callable[[Path, int], None], path: Path, size: int) -> None:
    """Make an input in a process of its own: Linux counts the memory of the process that starts another as its peak."""
    maker = multiprocessing.get_context("spawn").Process(target=make, args=(path, size))
    maker.start()
    maker.join()
    if maker.exitcode:
        raise SystemExit(f"{path.name} could not be made")


def works(scratch: Path, trees: list[str], plan_megabytes: int) -> list[Work]:
    found = [Work("start-up (--help)", [*OURS, "--help"], ["--version"], times_bare=6)]
    for file, framework in LANGUAGES.items():
        path = scratch / file.replace(".", "-") / file
        path.parent.mkdir()
        shutil.copy(SMALL / file, path)
        checkov = ["-d", str(path.parent), "--framework", framework]
        found.append(Work(f"one small root: {file}", [*OURS, "scan", str(path)], checkov, times_bare=11))
    large = scratch / "large"
    large.mkdir()
    many_files(large, 1000)
    checkov = ["-d", str(large), "--framework", "terraform"]
    found.append(Work("1,000-file directory", [*OURS, "scan", str(large)], checkov, seconds=1.5))
    if plan_megabytes:
        plan = scratch / "tfplan.json"
        _elsewhere(large_plan, plan, plan_megabytes)
        size = plan.stat().st_size / 1024 / 1024
        found.append(Work(f"plan of {size:.0f} MB", [*OURS, "scan", str(plan)], megabytes=6 * size))
    for tree in trees:
        name, _, path = tree.partition("=")
        found.append(Work(name, [*OURS, "scan", path], ["-d", path, "--framework", "all"]))
    return found


def row(work: Work, mine: list[Run], bare: float, theirs: Run | None) -> str:
    seconds = statistics.median(one.seconds for one in mine)
    megabytes = max(one.megabytes for one in mine)
    verdicts = [
        name
        for name, value, budget in (
            ("ratio", seconds / bare, work.times_bare),
            ("time", seconds, work.seconds),
            ("memory", megabytes, work.megabytes),
        )
        if budget is not None and value > budget
    ]
    text = f"{work.name:32} {seconds * 1000:8.0f}ms {seconds / bare:7.1f} {megabytes:6.0f}MB"
    text += f" {theirs.seconds * 1000:8.0f}ms {theirs.seconds / seconds:6.1f}" if theirs is not None else " " * 18
    return f"{text}  {'over: ' + ', '.join(verdicts) if verdicts else 'holds'}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5, help="processes per figure (default 5)")
    parser.add_argument("--checkov", default=os.environ.get("FASTPATH_CHECKOV"), help="or FASTPATH_CHECKOV")
    parser.add_argument("--tree", action="append", default=[], metavar="NAME=PATH", help="one more directory to scan")
    parser.add_argument("--plan-megabytes", type=int, default=0, help="size of a large plan to make (default: none)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        scratch = Path(directory)
        environment = {**os.environ, "LOG_LEVEL": "CRITICAL", "PYTHONPYCACHEPREFIX": str(scratch / "bytecode")}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        print(f"{'work':32} {'ours':>10} {'x bare':>7} {'peak':>8} {'checkov':>10} {'x':>6}  budgets")
        for work in works(scratch, options.tree, options.plan_megabytes):
            mine: list[Run] = []
            bare: list[float] = []
            run(work.command, environment)
            for _ in range(options.runs):
                bare.append(run(BARE, environment).seconds)
                mine.append(run(work.command, environment))
            theirs = None
            if options.checkov and work.checkov is not None:
                theirs = run([options.checkov, *work.checkov, "--quiet", "--compact"], environment)
            print(row(work, mine, statistics.median(bare), theirs), flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
