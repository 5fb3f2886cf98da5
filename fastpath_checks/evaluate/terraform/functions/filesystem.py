"""Functions of files: read through what the evaluation may read, relative to the root's directory."""

from __future__ import annotations

import codecs
import posixpath
import re
from functools import partial
from typing import TYPE_CHECKING

from fastpath_checks.core.spans import SourceFile
from fastpath_checks.core.values import Because, Known, Value, unknown
from fastpath_checks.evaluate.terraform.conversion import convert
from fastpath_checks.evaluate.terraform.failures import EvaluationError, FileNotRead, Unmodelled
from fastpath_checks.evaluate.terraform.functions.character_encodings import encoded
from fastpath_checks.evaluate.terraform.functions.hashes import base64_hash, hexadecimal
from fastpath_checks.evaluate.terraform.functions.signatures import Function, declare, refuse
from fastpath_checks.evaluate.terraform.set_values import make_set
from fastpath_checks.evaluate.terraform.shapes import FileText
from fastpath_checks.evaluate.terraform.type_constraints import STRING
from fastpath_checks.graph.resource_ids import ResourceId

if TYPE_CHECKING:
    from collections.abc import Callable

    from fastpath_checks.evaluate.terraform.evaluating import Evaluator

VISITED_LIMIT = 20_000
"""How many names ``fileset`` looks at."""


class FileFunctions:
    """The functions that read files, for one evaluation.

    A file that is not there may be one that a build makes: its content is Unknown(OUTSIDE_THE_FILES), not an error.
    """

    def __init__(self, ev: Evaluator) -> None:
        self._ev = ev

    def _path(self, path: str) -> str:
        if path.startswith("~"):
            raise Unmodelled("home directory")
        return posixpath.normpath(posixpath.join(self._ev.root, path.replace("\\", "/")))

    def _bytes(self, name: str, path: str) -> bytes | None:
        """What stands in the file, or None where it is not there. Raises FileNotRead where it is refused."""
        loaded = self._ev.files.read_data(self._path(path))
        if loaded.data is None and loaded.diagnostic is not None and loaded.diagnostic.code != "not-found":
            raise FileNotRead(f'{name}("{path}")', loaded.diagnostic)
        return loaded.data

    def _text(self, name: str, path: str) -> SourceFile | None:
        """The file that ``_bytes`` gives, as the text that Terraform takes it for."""
        data = self._bytes(name, path)
        if data is None:
            return None
        try:
            data.decode()
        except UnicodeDecodeError as error:
            raise refuse(f'"{path}" is not valid UTF-8') from error
        file = self._ev.files.read(self._path(path)).file
        if file is None or data.startswith(codecs.BOM_UTF8):
            raise Unmodelled("a text with a NUL or a byte-order mark")
        return file

    def text(self, path: str) -> Value | FileText:
        """``file``: the file's text."""
        file = self._text("file", path)
        return _not_there("file", path) if file is None else FileText(file)

    def over_bytes(self, name: str, function: Callable[[bytes], str]) -> Callable[[str], Value | str]:
        """A function of a path, by what the file's bytes give."""

        def body(path: str) -> Value | str:
            data = self._bytes(name, path)
            return _not_there(name, path) if data is None else function(data)

        return body

    def exists(self, path: str) -> Value | bool:
        """Whether there is such a file; not known where its directory is not within the files."""
        full = self._path(path)
        if self._ev.files.names(full) is not None:
            raise refuse(f'"{path}" is a directory')
        directory, name = posixpath.split(full)
        names = self._ev.files.names(directory)
        if names is None:
            return _not_there("fileexists", path)
        return name in names

    def matching(self, path: str, pattern: str) -> Value:
        """The set of files below a directory whose relative paths match the pattern."""
        expression = _globbed(pattern)
        start = self._path(path)
        if self._ev.files.names(start) is None:
            return unknown(Because.OUTSIDE_THE_FILES, f'fileset("{path}", "{pattern}")', never_null=True)
        found: list[Value] = []
        pending = [""]
        visited = 0
        while pending:
            inner = pending.pop()
            for name in self._ev.files.names(posixpath.join(start, inner)) or ():
                visited += 1
                if visited > VISITED_LIMIT:
                    raise Unmodelled("very many files")
                relative = posixpath.join(inner, name)
                if self._ev.files.names(posixpath.join(start, relative)) is not None:
                    pending.append(relative)
                elif expression.match(relative):
                    found.append(Known(relative))
        return Known(make_set(found, STRING))

    def template_file(self, path: str, variables: Value) -> Value:
        """``templatefile``: the file's text as a template over the given variables."""
        file = self._text("templatefile", path)
        if file is None:
            return _not_there("templatefile", path)
        return self._rendered(file, variables)

    def template_string(self, text: str, variables: Value) -> Value:
        """``templatestring``: a text as a template over the given variables."""
        return self._rendered(SourceFile("templatestring()", text), variables)

    def _rendered(self, file: SourceFile, variables: Value) -> Value:
        from fastpath_checks.evaluate.terraform.rendering import rendered

        if not isinstance(variables, Known) or not isinstance(variables.data, dict):
            raise refuse("the variables must be an object")
        try:
            value = rendered(self._ev, file, dict(variables.data.items()))
        except EvaluationError as error:
            raise refuse(f"in the template: {error.summary}") from error
        if isinstance(value, Known) and isinstance(value.data, str):
            return Known(FileText(SourceFile(file.path, value.data)), value.origin)
        return value


def _not_there(name: str, path: str) -> Value:
    return unknown(Because.OUTSIDE_THE_FILES, f'{name}("{path}")', never_null=True)


def _globbed(pattern: str) -> re.Pattern[str]:
    """A pattern of ``fileset``: ``*``, ``**``, ``?``, ``[...]`` and ``{a,b}``."""
    parts: list[str] = []
    depth = at = 0
    while at < len(pattern):
        one = pattern[at]
        if pattern.startswith("**/", at):
            parts.append("(?:[^/]+/)*")
            at += 3
            continue
        if pattern.startswith("**", at):
            parts.append(".*")
            at += 2
            continue
        if one == "*":
            parts.append("[^/]*")
        elif one == "?":
            parts.append("[^/]")
        elif one == "{":
            depth += 1
            parts.append("(?:")
        elif one == "}" and depth:
            depth -= 1
            parts.append(")")
        elif one == "," and depth:
            parts.append("|")
        elif one == "[":
            end = pattern.find("]", at + 2)
            if end < 0:
                raise refuse("a bracket in the pattern is not closed")
            inside = pattern[at + 1 : end]
            parts.append(
                "[" + ("^" if inside[0] in "^!" else "") + re.escape(inside.lstrip("^!")).replace("\\-", "-") + "]"
            )
            at = end
        elif one == "\\" and at + 1 < len(pattern):
            at += 1
            parts.append(re.escape(pattern[at]))
        else:
            parts.append(re.escape(one))
        at += 1
    try:
        return re.compile("".join(parts) + r"\Z", re.DOTALL)
    except re.error as error:
        raise refuse("this is not a pattern") from error


def _absolute(path: str) -> Value | str:
    if path.startswith("/"):
        return posixpath.normpath(path)
    return unknown(Because.DEPLOYMENT_CONTEXT, f'abspath("{path}")', never_null=True)


def _expanded(path: str) -> Value | str:
    if path.startswith("~"):
        return unknown(Because.DEPLOYMENT_CONTEXT, path, never_null=True)
    return path


def _basename(value: Value) -> Value | str:
    if isinstance(value, Known) and isinstance(value.data, ResourceId):
        return value.data.names[-1]
    text = convert(value, STRING)
    assert isinstance(text, Known)
    return _last_segment(text.data)


def _last_segment(path: str) -> str:
    if not path:
        return "."
    return posixpath.basename(path.rstrip("/")) or "/"


def _dirname(path: str) -> str:
    return posixpath.normpath(posixpath.dirname(path)) if posixpath.dirname(path) else "."


def functions(ev: Evaluator) -> dict[str, Function]:
    """The functions of files and paths, for one evaluation."""
    files = FileFunctions(ev)
    over_bytes: dict[str, Callable[[bytes], str]] = {
        "filebase64": encoded,
        **{f"file{name}": partial(hexadecimal, name) for name in ("md5", "sha1", "sha256", "sha512")},
        **{f"filebase64{name}": partial(base64_hash, name) for name in ("sha256", "sha512")},
    }
    found = {name: declare("text", files.over_bytes(name, body)) for name, body in over_bytes.items()}
    found |= {
        "file": declare("text", files.text),
        "abspath": declare("text", _absolute),
        "basename": declare("value", _basename),
        "dirname": declare("text", _dirname),
        "fileexists": declare("text", files.exists),
        "fileset": declare("text text", files.matching),
        "pathexpand": declare("text", _expanded),
        "templatefile": declare("text value", files.template_file),
        "templatestring": declare("text value", files.template_string),
    }
    return found
