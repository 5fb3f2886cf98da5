"""The page that shows one estate under two dates is what the command line says today."""

from __future__ import annotations

import importlib.util
from pathlib import Path

CHECKOUT = Path(__file__).parents[2]


def test_the_page_is_fresh() -> None:
    spec = importlib.util.spec_from_file_location("make_two_dates", CHECKOUT / "docs" / "make_two_dates.py")
    assert spec is not None
    assert spec.loader is not None
    making = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(making)
    committed = (CHECKOUT / "docs" / "two-dates.md").read_text(encoding="utf-8")
    assert committed == making.page(), "run python docs/make_two_dates.py"
    assert "FASTPATH_301  inspection-skipped-by-fastpath  conn-london\n  2021-08-10  fail" in committed
