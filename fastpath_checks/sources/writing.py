"""The one place that writes files: a report, or a small tree, where its reader wants it."""

from __future__ import annotations

import os


def write_text(path: str, text: str) -> str:
    """Write text as UTF-8 with ``\\n`` line ends; an empty string, or why it could not be written."""
    data = text.encode("utf-8", "backslashreplace")
    try:
        with open(path, "wb") as file:
            file.write(data)
    except (OSError, ValueError) as error:
        return getattr(error, "strerror", None) or str(error)
    return ""


def write_tree(directory: str, files: dict[str, bytes]) -> str:
    """Write files into a directory that is new, or that holds none but these; an empty string, or why not."""
    try:
        os.makedirs(directory, exist_ok=True)
        others = sorted(set(os.listdir(directory)) - files.keys() - {".git"})
        if others:
            return f"it holds {others[0]} already"
        for name, data in files.items():
            with open(os.path.join(directory, name), "wb") as file:
                file.write(data)
    except (OSError, ValueError) as error:
        return getattr(error, "strerror", None) or str(error)
    return ""
