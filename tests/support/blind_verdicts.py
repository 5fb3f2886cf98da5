"""What becomes of a fixture's verdicts when its values are hidden one by one; importable, for other processes."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from blindfolds import blindfolds
from fixture_cases import Case

from fastpath_checks.engine.analyze import analyze
from fastpath_checks.engine.findings import Verdict

_Key = tuple[str, object]
_WORST = (Verdict.PASS, Verdict.UNDECIDED, Verdict.FAIL)


def complaints(case: Case) -> tuple[int, list[str]]:
    """How many values were hidden, and each verdict that flipped, or failure that vanished, by that."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary, case.folder.name)
        shutil.copytree(case.folder, folder)
        path = folder / case.file.name
        seen = _verdicts(case, path)
        hidden = 0
        wrong: list[str] = []
        for blindfold in blindfolds(case.language, path.read_text(encoding="utf-8")):
            hidden += 1
            path.write_text(blindfold.text, encoding="utf-8")
            blind = _verdicts(case, path)
            vanished = [
                key
                for key, verdict in seen.items()
                if verdict is Verdict.FAIL and blind.get(key) not in (Verdict.FAIL, Verdict.UNDECIDED)
            ]
            flipped = [
                key for key, verdict in blind.items() if verdict is Verdict.FAIL and seen.get(key) is not Verdict.FAIL
            ]
            wrong += [f"{key}: hiding {blindfold.hidden}" for key in (*vanished, *flipped)]
        return hidden, wrong


def _verdicts(case: Case, path: Path) -> dict[_Key, Verdict]:
    """The worst verdicts by rule and declaration: its address in a plan, elsewhere its line."""
    found: dict[_Key, Verdict] = {}
    for finding in analyze(case.request(path)).findings:
        place = finding.subject.declaration.location().line if case.language != "tfplan" else finding.subject.address
        key = (finding.rule, place)
        found[key] = max(found.get(key, finding.verdict), finding.verdict, key=_WORST.index)
    return found
