"""Bytes -> SourceFile."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from fastpath_checks.core.diagnostics import Level
from fastpath_checks.sources.reading import read_head, read_source


def written(tmp_path: Path, data: bytes) -> str:
    path = tmp_path / "main.tf"
    path.write_bytes(data)
    return str(path)


@pytest.mark.parametrize(
    "data",
    [
        "größe = 1\r\n".encode(),
        b"\xef\xbb\xbf" + "größe = 1\r\n".encode(),
        b"\xff\xfe" + "größe = 1\r\n".encode("utf-16-le"),
        b"\xfe\xff" + "größe = 1\r\n".encode("utf-16-be"),
    ],
    ids=["utf-8", "utf-8 with a mark", "utf-16 little", "utf-16 big"],
)
def test_text_is_decoded_without_its_mark_and_with_its_line_ends(tmp_path: Path, data: bytes) -> None:
    loaded = read_source(written(tmp_path, data), "main.tf")
    assert loaded.diagnostic is None
    assert loaded.file is not None
    assert loaded.file.text == "größe = 1\r\n"
    assert loaded.file.path == "main.tf"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b'name = "caf\xe9"\n', "not-utf8"),
        (b"\xff\xfea\x00b", "not-utf8"),
        (b"\xff\xfe\x00\x00a\x00\x00\x00", "binary-file"),
        (b"PK\x03\x04\x00\x00", "binary-file"),
        (b"\xff\xfea\x00\x00\x00", "binary-file"),
        (b"\xed\xa0\x80", "not-utf8"),
    ],
)
def test_what_is_no_text_is_an_error_that_says_so(tmp_path: Path, data: bytes, code: str) -> None:
    loaded = read_source(written(tmp_path, data), "main.tf")
    assert loaded.file is None
    assert loaded.diagnostic is not None
    assert loaded.diagnostic.code == code
    assert loaded.diagnostic.level is Level.ERROR
    assert loaded.diagnostic.path == "main.tf"


def test_the_place_of_a_wrong_byte_is_told(tmp_path: Path) -> None:
    loaded = read_source(written(tmp_path, b"a\nb\n\xe9"), "main.tf")
    assert loaded.diagnostic is not None
    assert "line 3" in loaded.diagnostic.detail


def test_a_file_at_the_limit_is_read_and_one_above_it_is_not(tmp_path: Path) -> None:
    path = written(tmp_path, b"x" * 100)
    assert read_source(path, "main.tf", limit=100).file is not None
    refused = read_source(path, "main.tf", limit=99)
    assert refused.file is None
    assert refused.diagnostic is not None
    assert refused.diagnostic.code == "too-large"


def test_a_pipe_is_refused_and_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "main.tf")
    loaded = read_source(str(tmp_path / "main.tf"), "main.tf")
    assert loaded.diagnostic is not None
    assert loaded.diagnostic.code == "not-a-file"
    assert read_head(str(tmp_path / "main.tf"), "main.tf")[1] == loaded.diagnostic


def test_a_missing_file_is_a_warning_for_its_caller_to_judge(tmp_path: Path) -> None:
    loaded = read_source(str(tmp_path / "no.tf"), "no.tf")
    assert loaded.diagnostic is not None
    assert (loaded.diagnostic.code, loaded.diagnostic.level) == ("not-found", Level.WARNING)


def test_a_file_without_permission_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, b"")

    def refuse(*args: object, **kwargs: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", refuse)
    loaded = read_source(path, "main.tf")
    assert loaded.diagnostic is not None
    assert (loaded.diagnostic.code, loaded.diagnostic.level) == ("unreadable", Level.ERROR)
    assert "permission denied" in loaded.diagnostic.summary


def test_the_head_of_a_file_is_short_and_forgives_wrong_bytes(tmp_path: Path) -> None:
    path = written(tmp_path, b"\xef\xbb\xbf{\xe9" + b"x" * 200_000)
    head, refusal = read_head(path, "main.json")
    assert refusal is None
    assert head.startswith("{�x")
    assert len(head) < 70_000
