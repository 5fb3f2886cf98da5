"""Bytes on the disk -> SourceFile, or the diagnostic that says why not."""

from __future__ import annotations

import os
import stat

from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.core.files import Loaded, LoadedBytes
from fastpath_checks.core.spans import SourceFile

SOURCE_LIMIT = 10 * 1024 * 1024
"""Bytes. A source that a person wrote is far below; what is above was generated and is refused."""

PLAN_LIMIT = 256 * 1024 * 1024
"""Bytes. Plans are generated and may be large."""

HEAD_BYTES = 64 * 1024
"""How much of a file is looked at to say what kind it is."""

_UTF8_MARK = b"\xef\xbb\xbf"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_UTF32_LITTLE_MARK = b"\xff\xfe\x00\x00"


def read_source(disk_path: str, shown_path: str, limit: int = SOURCE_LIMIT) -> Loaded:
    """The text of a regular file of at most ``limit`` bytes.

    UTF-8 with or without a byte-order mark, UTF-16 with one. Codes of the diagnostic: those of ``read_data``,
    ``binary-file`` and ``not-utf8``.
    """
    data, refusal = read_data(disk_path, shown_path, limit)
    return Loaded(None, refusal) if data is None else decoded(data, shown_path)


def read_data(disk_path: str, shown_path: str, limit: int = SOURCE_LIMIT) -> LoadedBytes:
    """The bytes of a regular file of at most ``limit`` bytes.

    Codes of the diagnostic: ``not-found``, ``unreadable``, ``not-a-file``, ``too-large``.
    """
    try:
        status = os.stat(disk_path)
        refusal = _refusal(status, shown_path, limit)
        if refusal is not None:
            return LoadedBytes(None, refusal)
        with open(disk_path, "rb", buffering=0) as stream:
            data = stream.read(limit + 1) or b""
            while 0 < len(data) < min(status.st_size, limit + 1) and (more := stream.read(limit + 1 - len(data))):
                data += more
    except OSError as error:
        return LoadedBytes(None, unreadable(shown_path, error))
    if len(data) > limit:
        return LoadedBytes(None, _too_large(shown_path, len(data), limit))
    return LoadedBytes(data, None)


def read_head(disk_path: str, shown_path: str) -> tuple[str, Diagnostic | None]:
    """The first 64 KB as text, whatever they are; an empty text and the reason where they cannot be read."""
    try:
        status = os.stat(disk_path)
        if not stat.S_ISREG(status.st_mode):
            return "", _refusal(status, shown_path, SOURCE_LIMIT)
        with open(disk_path, "rb", buffering=0) as stream:
            data = stream.read(HEAD_BYTES) or b""
    except OSError as error:
        return "", unreadable(shown_path, error)
    encoding = "utf-16" if data[:2] in _UTF16_MARKS else "utf-8-sig"
    return data.decode(encoding, "replace"), None


def decoded(data: bytes, shown_path: str) -> Loaded:
    """The text that the bytes are, or why they are none."""
    if data[:2] in _UTF16_MARKS and data[:4] != _UTF32_LITTLE_MARK:
        encoding, name = "utf-16", "UTF-16"
    else:
        encoding, name = "utf-8", "UTF-8"
        if data[:3] == _UTF8_MARK:
            data = data[3:]
        if b"\0" in data:
            return Loaded(None, _binary(shown_path, data.index(b"\0")))
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Loaded(
            None,
            Diagnostic(
                "not-utf8",
                Level.ERROR,
                f"the file is not valid {name}",
                f"Byte {error.start + 1}, on line {line}, does not belong to any character.",
                hint="save it as UTF-8",
                path=shown_path,
            ),
        )
    if "\0" in text:
        return Loaded(None, _binary(shown_path, text.index("\0")))
    return Loaded(SourceFile(shown_path, text), None)


def unreadable(shown_path: str, error: OSError) -> Diagnostic:
    """What the system said about a file or a directory that cannot be read."""
    if isinstance(error, (FileNotFoundError, NotADirectoryError)):
        return Diagnostic("not-found", Level.WARNING, "there is no such file", path=shown_path)
    reason = (error.strerror or type(error).__name__).lower()
    return Diagnostic("unreadable", Level.ERROR, f"cannot be read: {reason}", path=shown_path)


def _refusal(status: os.stat_result, shown_path: str, limit: int) -> Diagnostic | None:
    if stat.S_ISDIR(status.st_mode):
        return Diagnostic("not-a-file", Level.ERROR, "this is a directory, not a file", path=shown_path)
    if not stat.S_ISREG(status.st_mode):
        return Diagnostic("not-a-file", Level.ERROR, "this is a device or a pipe, not a file", path=shown_path)
    if status.st_size > limit:
        return _too_large(shown_path, status.st_size, limit)
    return None


def _too_large(shown_path: str, size: int, limit: int) -> Diagnostic:
    megabyte = 1024 * 1024
    return Diagnostic(
        "too-large",
        Level.ERROR,
        f"the file has {size / megabyte:.0f} MB; the limit is {limit // megabyte} MB",
        hint="name it under `exclude:` in the policy if it is no source",
        path=shown_path,
    )


def _binary(shown_path: str, offset: int) -> Diagnostic:
    return Diagnostic(
        "binary-file",
        Level.ERROR,
        "the file is binary",
        f"Byte {offset + 1} is a NUL, which no source holds.",
        path=shown_path,
    )
