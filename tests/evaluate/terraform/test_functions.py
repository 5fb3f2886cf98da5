"""The table of functions says which topic has which, so that only those that are called are loaded."""

from __future__ import annotations

import base64
import gzip

import pytest
from files_in_memory import FilesInMemory
from tiny_terraform import codes, evaluation

from fastpath_checks.core.values import Because, Unknown, plain
from fastpath_checks.evaluate.terraform.evaluating import Evaluator
from fastpath_checks.evaluate.terraform.functions import TOPICS, functions_of
from fastpath_checks.graph.resource_ids import ResourceId


@pytest.mark.parametrize("topic", sorted(set(TOPICS.values())))
def test_a_topic_has_the_functions_that_the_table_says(topic: str) -> None:
    found = functions_of(topic, Evaluator("", FilesInMemory({}), lambda instance: None))
    assert sorted(found) == sorted(name for name, its_topic in TOPICS.items() if its_topic == topic)


ZIPPED = base64.b64encode(gzip.compress("été".encode())).decode()


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ('cidrcontains("192.168.2.0/20", "192.168.2.1")', True),
        ('cidrcontains("192.168.2.0/20", "192.168.2.0/22")', True),
        ('cidrcontains("192.168.2.0/20", "192.126.2.1")', False),
        ('cidrcontains("192.168.2.0/20", "192.126.2.0/18")', False),
        ('cidrcontains("fe80::/48", "fe80::1")', True),
        ('cidrcontains("fe80::/48", "fe81::1")', False),
        ('urldecode("Hello+World%21%C3%A9")', "Hello World!é"),
        (f'base64gunzip("{ZIPPED}")', "été"),
    ],
)
def test_a_function_of_opentofu_has_the_value_of_its_documentation(expression: str, value: object) -> None:
    found = evaluation(f'output "o" {{\n  value = {expression}\n}}\n')
    assert plain(found.outputs["o"]) == value


@pytest.mark.parametrize(
    "expression",
    [
        'cidrcontains("10.0.0.0/8", "fe80::1")',
        'cidrcontains("10.0.0.0", "10.0.0.1")',
        'urldecode("100%")',
        'urldecode("%ff")',
        'base64gunzip("AAAA")',
        f'base64gunzip("{ZIPPED[:20]}")',
    ],
)
def test_a_function_of_opentofu_refuses_what_it_cannot_take(expression: str) -> None:
    found = evaluation(f'output "o" {{\n  value = {expression}\n}}\n')
    assert isinstance(found.outputs["o"], Unknown)
    assert codes(found) == ["invalid-argument"]


@pytest.mark.parametrize("name", ["provider::terraform::decode_tfvars", "provider::other::thing"])
def test_a_function_of_a_provider_that_is_not_modelled_is_unknown_by_its_name(name: str) -> None:
    value = evaluation(f'output "o" {{\n  value = {name}("x")\n}}\n').outputs["o"]
    assert isinstance(value, Unknown)
    assert [(one.because, one.name) for one in value.missing] == [(Because.UNMODELLED, f"function {name}()")]


def test_an_id_is_taken_apart_and_spelled_by_the_functions_of_the_azure_providers() -> None:
    identifier = "/subscriptions/s/resourcegroups/rg/providers/microsoft.network/virtualnetworks/hub"
    found = evaluation(
        f'locals {{\n  parsed = provider::azurerm::parse_resource_id("{identifier}")\n}}\n'
        'output "o" {\n  value = [local.parsed.resource_name, local.parsed.resource_group_name, '
        f'provider::azurerm::normalise_resource_id("{identifier}")]\n}}\n'
    )
    assert codes(found) == []
    name, group, normal = plain(found.outputs["o"])
    assert (name, group) == ("hub", "rg")
    assert isinstance(normal, ResourceId)
    assert (normal.type.casefold(), plain(normal.names[0])) == ("microsoft.network/virtualnetworks", "hub")
