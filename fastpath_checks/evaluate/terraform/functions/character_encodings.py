"""Functions of encodings: Base64, URLs, character sets."""

from __future__ import annotations

import base64
import binascii
import re

from fastpath_checks.evaluate.terraform.failures import Unmodelled
from fastpath_checks.evaluate.terraform.functions.signatures import Function, declare, refuse

_CHARACTER_SETS = {
    "UTF-8": "utf-8", "UTF-16LE": "utf-16-le", "UTF-16BE": "utf-16-be", "US-ASCII": "ascii",
    "ISO-8859-1": "latin-1",
}  # fmt: skip

UNPACKED_LIMIT = 10 * 1024 * 1024
"""Bytes that a compressed text may become."""

_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")


def encoded(data: bytes) -> str:
    """Standard Base64 with padding."""
    return base64.b64encode(data).decode("ascii")


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text.replace("\r", "").replace("\n", ""), validate=True)
    except (binascii.Error, ValueError) as error:
        raise refuse("this is not Base64") from error


def _base64decode(text: str) -> str:
    try:
        return _decoded(text).decode("utf-8")
    except UnicodeDecodeError as error:
        raise refuse("the result is not UTF-8") from error


def _character_set(name: str) -> str:
    found = _CHARACTER_SETS.get(name.upper())
    if found is None:
        raise Unmodelled(f"character set {name}")
    return found


def _textencode(text: str, name: str) -> str:
    try:
        return encoded(text.encode(_character_set(name)))
    except UnicodeEncodeError as error:
        raise refuse(f"this text cannot be written in {name}") from error


def _textdecode(text: str, name: str) -> str:
    try:
        return _decoded(text).decode(_character_set(name))
    except UnicodeDecodeError as error:
        raise refuse(f"this is not text in {name}") from error


def _urlencode(text: str) -> str:
    from urllib.parse import quote_plus

    return quote_plus(text)


def _urldecode(text: str) -> str:
    from urllib.parse import unquote_plus

    if _BAD_ESCAPE.search(text):
        raise refuse("a % is not followed by two hexadecimal digits")
    try:
        return unquote_plus(text, errors="strict")
    except UnicodeDecodeError as error:
        raise refuse("the result is not UTF-8") from error


def _gzip(text: str) -> str:
    raise Unmodelled("compressed bytes")


def _gunzip(text: str) -> str:
    import zlib

    unpacking = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        data = unpacking.decompress(_decoded(text), UNPACKED_LIMIT)
        if unpacking.unconsumed_tail:
            raise Unmodelled("very much text")
        if not unpacking.eof:
            raise refuse("the compressed text is cut off")
        if unpacking.unused_data:
            raise Unmodelled("several compressed texts in one")
        return data.decode("utf-8")
    except zlib.error as error:
        raise refuse("this is not compressed with gzip") from error
    except UnicodeDecodeError as error:
        raise refuse("the result is not UTF-8") from error


FUNCTIONS: dict[str, Function] = {
    "base64decode": declare("text", _base64decode),
    "base64encode": declare("text", lambda text: encoded(text.encode())),
    "base64gunzip": declare("text", _gunzip),
    "base64gzip": declare("text", _gzip),
    "textdecodebase64": declare("text text", _textdecode),
    "textencodebase64": declare("text text", _textencode),
    "urldecode": declare("text", _urldecode),
    "urlencode": declare("text", _urlencode),
}
