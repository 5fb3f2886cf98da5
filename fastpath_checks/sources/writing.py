"""The one place that writes a file: a report, where its reader wants it."""

from __future__ import annotations


def write_text(path: str, text: str) -> str:
    """Write text as UTF-8 with ``\\n`` line ends; an empty string, or why it could not be written."""
    data = text.encode("utf-8", "backslashreplace")
    try:
        with open(path, "wb") as file:
            file.write(data)
    except (OSError, ValueError) as error:
        return getattr(error, "strerror", None) or str(error)
    return ""
