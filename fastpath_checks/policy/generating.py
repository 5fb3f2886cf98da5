"""``policies/`` -> the generated form that runs read: ``python -m fastpath_checks.policy.generating``.

A developer's command, for a checkout: it reads and validates the YAML and writes ``shipped_data/``. A test checks that
what is committed is fresh.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from fastpath_checks.core.spans import SourceFile
from fastpath_checks.policy.model import PolicyError
from fastpath_checks.policy.validating import complaints, in_order
from fastpath_checks.policy.yaml_tree import read_tree

POLICIES = Path(__file__).parents[2] / "policies"
SHIPPED_DATA = Path(__file__).parent / "shipped_data"


def generated(policies: Path = POLICIES) -> dict[str, str]:
    """The generated files by name; PolicyError where one of the sources is wrong."""
    schema = _json(policies / "schema" / "policy.schema.json")
    facts_schema = _json(policies / "schema" / "facts.schema.json")
    found: dict[str, Any] = {"policy.schema.json": schema}
    facts = {path.stem: _facts(path, facts_schema) for path in sorted((policies / "facts").glob("*.yaml"))}
    found.update({f"facts-{profile}.json": data for profile, data in facts.items()})
    named = {path.stem: _checked(path, schema) for path in sorted(policies.glob("*.yaml"))}
    found["policies.json"] = named
    found["crosswalk.json"] = _crosswalk(policies / "crosswalk" / "other-tools.yaml", policies / "schema")
    found["index.json"] = {"profiles": sorted(facts), "policies": sorted(named)}
    return {name: json.dumps(data, indent=1, ensure_ascii=False) + "\n" for name, data in found.items()}


def _facts(path: Path, schema: dict[str, Any]) -> dict[str, Any]:
    """The facts of one date, with each entry's pages written out in it."""
    data = _checked(path, schema)
    if data["profile"] != path.stem:
        raise ValueError(f"{path.name} holds the profile {data['profile']}")
    for entry in data["facts"].values():
        entry["sources"] = [data["sources"][name] for name in entry.pop("source")]
    return {"profile": data["profile"], "summary": data["summary"], "facts": data["facts"]}


def _crosswalk(path: Path, schemas: Path) -> dict[str, Any]:
    """What other tools say; ValueError where an entry is of a tool that is not among them."""
    data = _checked(path, _json(schemas / "crosswalk.schema.json"))
    unknown = sorted({entry["tool"] for entry in data["entries"]} - set(data["tools"]))
    if unknown:
        raise ValueError(f"{path.name} does not say what {', '.join(unknown)} is")
    return data


def _checked(path: Path, schema: dict[str, Any]) -> dict[str, Any]:
    tree = read_tree(SourceFile(path.name, path.read_text(encoding="utf-8")))
    if wrong := complaints(tree, schema):
        raise PolicyError(in_order(wrong))
    checked: dict[str, Any] = tree.data
    return checked


def _json(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def write() -> None:
    """Write what is not fresh, and remove what is no longer made."""
    files = generated()
    SHIPPED_DATA.mkdir(exist_ok=True)
    for path in SHIPPED_DATA.glob("*.json"):
        if path.name not in files:
            path.unlink()
    for name, text in files.items():
        (SHIPPED_DATA / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write()
