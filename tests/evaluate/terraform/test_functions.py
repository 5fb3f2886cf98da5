"""The table of functions says which topic has which, so that only those that are called are loaded."""

from __future__ import annotations

import pytest
from files_in_memory import FilesInMemory

from fastpath_checks.evaluate.terraform.evaluating import Evaluator
from fastpath_checks.evaluate.terraform.functions import TOPICS, functions_of


@pytest.mark.parametrize("topic", sorted(set(TOPICS.values())))
def test_a_topic_has_the_functions_that_the_table_says(topic: str) -> None:
    found = functions_of(topic, Evaluator("", FilesInMemory({}), lambda instance: None))
    assert sorted(found) == sorted(name for name, its_topic in TOPICS.items() if its_topic == topic)
