"""What installing asks for: never what breaks Checkov's environment, in whose pins it has to fit."""

from __future__ import annotations

import re
from configparser import ConfigParser
from pathlib import Path

import pytest

SETUP = ConfigParser()
SETUP.read(Path(__file__).parents[2] / "setup.cfg", encoding="utf-8")

EXTRAS = {name: text.split("\n") for name, text in SETUP["options.extras_require"].items()}
ALWAYS = SETUP["options"]["install_requires"].split("\n")


def names(requirements: list[str]) -> set[str]:
    """Of distributions, in the spelling in which the index compares them."""
    found = (re.match(r"[\w.-]+", one.strip()) for one in requirements)
    return {re.sub(r"[-_.]+", "-", one.group()).lower() for one in found if one is not None}


def test_everybody_gets_three_packages_and_nothing_that_checkov_pins() -> None:
    """Checkov wants packaging below 24 and networkx below 2.7, and its fork of python-hcl2 owns the module hcl2."""
    assert names(ALWAYS) == {"pyyaml", "jsonschema", "rich"}


def test_the_extra_for_checkov_asks_for_checkov_alone() -> None:
    assert names(EXTRAS["checkov"]) == {"checkov"}
    assert "<" not in "".join(EXTRAS["checkov"])


@pytest.mark.parametrize("extra", [name for name in EXTRAS if name != "conformance"])
def test_no_other_extra_brings_a_second_owner_of_the_module_hcl2(extra: str) -> None:
    assert not names(EXTRAS[extra]) & {"python-hcl2", "bc-python-hcl2", "hcl2", "packaging", "networkx"}


def test_python_hcl2_has_an_extra_of_its_own() -> None:
    assert names(EXTRAS["conformance"]) == {"python-hcl2"}
