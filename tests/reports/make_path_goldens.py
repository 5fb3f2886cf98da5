"""Write what each format says of the example of a hub and its spokes, to be read and believed, or not.

PYTHONPATH=tests/support python tests/reports/make_path_goldens.py
"""

from __future__ import annotations

from told_paths import ESTATE, FOLDER, GOLDEN, ROOT, told

from fastpath_checks.reports.path_formats import rendered_paths

if __name__ == "__main__":
    report = told(ROOT, ESTATE)
    for format, name in GOLDEN.items():
        (FOLDER / name).write_text(rendered_paths(format, report), encoding="utf-8")
