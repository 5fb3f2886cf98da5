"""Make each fixture's ``tfplan.json`` from its ``main.tf`` with the real terraform, without providers or a network.

    python tests/conformance/make_plans.py --write [FOLDER...]     write the plans
    python tests/conformance/make_plans.py --check [FOLDER...]     exit 1 where a committed plan is not fresh

Without a FOLDER every fixture with a ``main.tf`` is meant, except those whose ``expect.yaml`` says that no plan can
show the case. The terraform on PATH evaluates a copy in which ``terraform_data`` stands in for the resources.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from typing import Any

import yaml
from plan_json import genuine_plan
from terraform_data import dumped, rewrite

FIXTURES = os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, os.pardir, "fixtures")
ANY_VERSION = {"terraform_version": ""}


class TerraformFailed(Exception):
    """Terraform refused a fixture; the message is its own."""


def plan_of(folder: str) -> Any:
    """The plan document of a fixture folder; TerraformFailed where terraform refuses it."""
    with tempfile.TemporaryDirectory() as scratch:
        root = os.path.join(scratch, "root")
        module = rewrite(folder, root)
        for name in os.listdir(folder):
            if name.endswith((".tfvars", ".tfvars.json")):
                shutil.copy(os.path.join(folder, name), root)
        _terraform(root, "init", "-backend=false")
        _terraform(root, "plan", "-lock=false", "-out=plan")
        return genuine_plan(json.loads(_terraform(root, "show", "-json", "plan")), module)


def _terraform(directory: str, command: str, *arguments: str) -> str:
    environment = {**os.environ, "TF_IN_AUTOMATION": "1", "CHECKPOINT_DISABLE": "1", "TF_CLI_CONFIG_FILE": os.devnull}
    flags = [] if command == "show" else ["-input=false"]
    done = subprocess.run(
        ["terraform", command, "-no-color", *flags, *arguments],
        cwd=directory, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise TerraformFailed(done.stderr.strip())
    return done.stdout


def folders_with_plans() -> list[str]:
    """Every fixture folder that should have a plan, sorted."""
    found = []
    for directory, _, names in os.walk(FIXTURES):
        if "main.tf" in names and "expect.yaml" in names:
            with open(os.path.join(directory, "expect.yaml"), encoding="utf-8") as file:
                expected = yaml.safe_load(file)
            if "tfplan" not in expected.get("absent", {}):
                found.append(os.path.normpath(directory))
    return sorted(found)


def is_fresh(folder: str, plan: Any) -> bool:
    """Whether the committed plan is this one; the version of terraform that wrote it does not count."""
    try:
        with open(os.path.join(folder, "tfplan.json"), encoding="utf-8") as file:
            committed = json.load(file)
    except FileNotFoundError:
        return False
    return bool({**committed, **ANY_VERSION} == {**plan, **ANY_VERSION})


def main() -> int:
    parser = argparse.ArgumentParser(description="Make the fixtures' Terraform plans.")
    mode = parser.add_mutually_exclusive_group(required=True)
    mode.add_argument("--write", action="store_true", help="write the plans")
    mode.add_argument("--check", action="store_true", help="fail where a committed plan is not fresh")
    parser.add_argument("folders", nargs="*", metavar="FOLDER")
    options = parser.parse_args()
    failures = 0
    for folder in options.folders or folders_with_plans():
        try:
            plan = plan_of(folder)
        except (TerraformFailed, ValueError) as error:
            print(f"{os.path.relpath(folder)}: {error}", file=sys.stderr)
            failures += 1
            continue
        if is_fresh(folder, plan):
            continue
        if options.write:
            with open(os.path.join(folder, "tfplan.json"), "w", encoding="utf-8") as file:
                file.write(dumped(plan))
            print(f"wrote {os.path.relpath(folder)}/tfplan.json")
        else:
            print(f"{os.path.relpath(folder)}/tfplan.json is not fresh", file=sys.stderr)
            failures += 1
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
