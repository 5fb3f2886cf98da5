from __future__ import annotations

import pytest

from fastpath_checks.evaluate.terraform.plan_resources import Index, module_steps, reference_words


@pytest.mark.parametrize(
    ("reference", "words"),
    [
        ("azurerm_subnet.gateway.id", ["azurerm_subnet", "gateway", "id"]),
        ("azurerm_subnet.gateway[0].id", ["azurerm_subnet", "gateway", Index(0), "id"]),
        ('module.hub["we.u"].gateway_id', ["module", "hub", Index("we.u"), "gateway_id"]),
        ('data.azurerm_lb.a["q\\"]"]', ["data", "azurerm_lb", "a", Index('q"]')]),
        ("module.hub[", ["module", "hub"]),
        ('x["never closed', ["x", Index("never closed")]),
        ("", []),
    ],
)
def test_a_reference_is_taken_apart(reference: str, words: list[object]) -> None:
    assert reference_words(reference) == words


def test_the_address_of_a_module_names_its_calls() -> None:
    assert module_steps('module.hub["weu"].module.gateway[1].module.x') == [("hub", "weu"), ("gateway", 1), ("x", None)]
