"""``facts show`` and ``facts diff``."""

from __future__ import annotations

from pathlib import Path

import pytest

from fastpath_checks.cli.main import main


def test_the_difference_names_the_rules_that_cite_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["facts", "diff", "2021-08-10", "2025-11-05"]) == 0
    said = capsys.readouterr().out
    block = next(block for block in said.split("\n\n") if block.startswith("matrix.gateway-subnet-routes"))
    assert "FASTPATH_301" in block.splitlines()[0]
    assert "- 2021-08-10  unsupported" in block
    assert "value: provider: unsupported, direct: unsupported" in block
    assert "+ 2025-11-05  GA" in block
    assert "value: provider: unsupported, direct: supported" in block
    assert "differ between 2021-08-10 and 2025-11-05" in said
    judging = said[said.index("Rules that judge differently under 2025-11-05 than under 2021-08-10") :]
    assert "FASTPATH_101  gateway-sku-without-fastpath" in judging
    assert "  gateway_skus: + sku: ErGwScale, minimum_scale_units: 10" in judging
    assert "rules judge differently" in judging.splitlines()[-1]


def test_with_a_path_the_verdicts_that_differ_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    estate = Path(__file__).parents[2] / "docs" / "examples" / "hub-and-spoke.bicep"
    assert main(["facts", "diff", "2021-08-10", "2025-11-05", str(estate)]) == 0
    said = capsys.readouterr().out
    block = next(block for block in said.split("\n\n") if block.startswith("FASTPATH_301"))
    assert "2021-08-10  fail: conn-london sends traffic" in block
    assert "2025-11-05  pass\n" in block
    assert "verdicts differ between 2021-08-10 and 2025-11-05" in said.splitlines()[-1]


def test_a_profile_is_shown_with_its_pages(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["facts", "show", "--profile", "2023-01-05"]) == 0
    said = capsys.readouterr().out
    assert "gateway_skus  cited by FASTPATH_101" in said
    assert "page: About ExpressRoute FastPath, 2023-01-05" in said
    assert "in profile 2023-01-05" in said


def test_without_a_date_the_policys_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "fastpath.yaml").write_text('version: 1\nprofile: "2024-11-07"\n')
    monkeypatch.chdir(tmp_path)
    assert main(["facts", "show"]) == 0
    assert "in profile 2024-11-07" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["facts", "diff", "2021-08-10", "2025-11-06"], "did you mean 2025-11-05?"),
        (["facts", "show", "--profil", "x"], "did you mean --profile?"),
        (["facts"], "the following arguments are required: ACTION"),
        (["facts", "show", "more"], "facts takes no argument 'more'"),
    ],
)
def test_a_wrong_question_is_refused(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    assert said in capsys.readouterr().err
