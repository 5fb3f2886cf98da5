"""Print how long a scan takes, beside a bare Python and, where it is at hand, beside Checkov on the same input.

    python benchmarks/budgets.py [--runs N] [--checkov PATH-TO-CHECKOV]

Every figure is the median of whole processes in this run, interleaved, so that the ratios mean something on a noisy
machine. Nothing here is an assertion.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
SMALL = ROOT / "fixtures" / "gateway-sku-without-fastpath" / "fail-ergw1az" / "main.tf"


def seconds(command: list[str], environment: dict[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment, check=False)
    return time.perf_counter() - start


def many_files(directory: Path, count: int) -> None:
    """A directory of ``count`` Terraform files with twelve resources each, of which a few are a FastPath estate."""
    shutil.copy(SMALL, directory / "main.tf")
    for index in range(count - 1):
        blocks = [
            f'resource "azurerm_network_interface" "n{index}_{number}" {{\n'
            f'  name                = "nic-{index}-{number}"\n'
            f'  resource_group_name = "rg-{index}"\n'
            f'  location            = "westeurope"\n\n'
            f"  ip_configuration {{\n"
            f'    name                          = "primary"\n'
            f'    subnet_id                     = var.subnet_id\n'
            f'    private_ip_address_allocation = "Dynamic"\n'
            f"  }}\n}}\n"
            for number in range(12)
        ]
        (directory / f"file{index:04d}.tf").write_text("\n".join(blocks), encoding="utf-8")
    (directory / "variables.tf").write_text('variable "subnet_id" {\n  type = string\n}\n', encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7, help="processes per figure (default 7)")
    parser.add_argument("--checkov", default=os.environ.get("FASTPATH_CHECKOV") or shutil.which("checkov"))
    options = parser.parse_args()
    environment = {**os.environ, "BC_SKIP_MAPPING": "TRUE", "LOG_LEVEL": "CRITICAL"}
    ours = [sys.executable, "-m", "fastpath_checks"]
    with tempfile.TemporaryDirectory() as scratch:
        small, large = Path(scratch, "small"), Path(scratch, "large")
        small.mkdir()
        large.mkdir()
        shutil.copy(SMALL, small / "main.tf")
        many_files(large, 1000)
        rows: list[tuple[str, list[str], list[str] | None]] = [
            ("bare python -c pass", [sys.executable, "-c", "pass"], None),
            ("start-up (--help)", [*ours, "--help"], ["--version"]),
            ("one small root", [*ours, "scan", str(small)], ["-d", str(small), "--framework", "terraform"]),
            ("1,000-file directory", [*ours, "scan", str(large)], ["-d", str(large), "--framework", "terraform"]),
        ]
        times: dict[str, list[float]] = {name: [] for name, _, _ in rows}
        others: dict[str, list[float]] = {}
        for run in range(options.runs):
            for name, command, checkov in rows:
                times[name].append(seconds(command, environment))
                if options.checkov and checkov and run < 2:
                    quiet = [options.checkov, *checkov, "--quiet", "--compact"]
                    others.setdefault(name, []).append(seconds(quiet, environment))
    bare = statistics.median(times["bare python -c pass"])
    print(f"{'work':24} {'ours':>9} {'x bare':>8} {'checkov':>9} {'x faster':>9}")
    for name, _, _ in rows:
        mine = statistics.median(times[name])
        row = f"{name:24} {mine * 1000:7.0f}ms {mine / bare:8.1f}"
        if name in others:
            theirs = statistics.median(others[name])
            row += f" {theirs * 1000:7.0f}ms {theirs / mine:9.1f}"
        print(row)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
