"""Whatever stands in a file, its comments are read in one go, and nothing raises."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from fastpath_checks.core.spans import SourceFile
from fastpath_checks.engine.suppression_blocks import marks_of

FIXTURE = Path(__file__).parents[2] / "fixtures/gateway-sku-without-fastpath/fail-ergw1az"
PIECES = (
    "fastpath:skip=FASTPATH_101", " until=2026-02-30", " because ", "checkov:skip=", ",", ":", "\n", "*/", "/*", "//",
    "#", '"', "{", "}", "[", "]", '"metadata": {"checkov": ', '{"skip": [{"id": "FASTPATH_101"}]}', "'''",
    "${", "\u2028",
)  # fmt: skip


@pytest.mark.parametrize("name", ["main.tf", "main.bicep", "azuredeploy.json"])
def test_nothing_raises_whatever_stands_in_a_file(name: str) -> None:
    text = (FIXTURE / name).read_text("utf-8")
    chance = random.Random(name)
    for _ in range(120):
        mutated = text
        for _ in range(chance.randrange(1, 12)):
            at = chance.randrange(len(mutated))
            mutated = mutated[:at] + chance.choice(PIECES) + mutated[at + chance.randrange(3) :]
        for mark, block in marks_of(SourceFile(name, mutated)):
            assert mark.span.text
            assert block is None or block.start < block.end


def test_many_comments_and_blocks_are_placed_in_one_go() -> None:
    number = 20_000
    block = 'resource "a" "b" {\n  # fastpath:skip=FASTPATH_101\n}\n'
    above = "# fastpath:skip=FASTPATH_102\n"
    placed = marks_of(SourceFile("main.tf", above * number + block * number))
    assert len(placed) == 2 * number
    first = placed[number][1]
    assert first is not None
    assert {one.block for one in placed[:number]} == {first}
    assert all(
        one.block is not None and one.block.start < one.mark.span.start < one.block.end for one in placed[number:]
    )


def test_a_line_of_comments_without_end_is_read_in_one_go() -> None:
    text = "/* fastpath:skip=FASTPATH_101 */ " * 20_000 + '\nresource "a" "b" {\n}\n'
    assert [one.block is not None for one in marks_of(SourceFile("main.tf", text))].count(True) <= 20


@pytest.mark.parametrize(
    "said", ["[" * 60 + "]" * 60, '{"skip": {"skip": []}}', "1", "null", '{"id": 1}', '[[["FASTPATH_101"]]]']
)
def test_other_shapes_of_metadata_say_nothing(said: str) -> None:
    text = (FIXTURE / "azuredeploy.json").read_text("utf-8")
    place = '"type": "Microsoft.Network/connections",'
    assert place in text
    mutated = text.replace(place, f'{place} "metadata": {{"checkov": {said}}},')
    assert marks_of(SourceFile("azuredeploy.json", mutated)) == []
