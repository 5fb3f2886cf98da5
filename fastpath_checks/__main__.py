"""``python -m fastpath_checks``."""

from __future__ import annotations

from fastpath_checks.cli.main import run

run()
