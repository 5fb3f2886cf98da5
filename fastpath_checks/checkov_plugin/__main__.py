"""``python -m fastpath_checks.checkov_plugin ARGUMENTS``: Checkov with our checks, for places that have no shell."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def command(arguments: list[str]) -> list[str]:
    """The command line of Checkov in this environment, with our directory of external checks."""
    external = Path(__file__).with_name("external")
    return [sys.executable, "-m", "checkov.main", "--external-checks-dir", str(external), *arguments]


if __name__ == "__main__":
    sys.exit(subprocess.run(command(sys.argv[1:]), check=False).returncode)
