"""The JSON of a plan, without what nobody asks about: that is most of a large plan."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from fastpath_checks.core.diagnostics import Diagnostic
from fastpath_checks.core.spans import SourceFile, Span
from fastpath_checks.evaluate.terraform.plan_types import is_asked
from fastpath_checks.syntax.jsonc import JsonObject, JsonValue, parse_json

_TEXT = r'"[^"\\]*(?:\\.[^"\\]*)*"'
_RESOURCE = re.compile(
    rf'\{{\s*"address"\s*:\s*{_TEXT}\s*,\s*(?:"(?:module_address|previous_address)"\s*:\s*{_TEXT}\s*,\s*)*'
    r'"mode"\s*:\s*"(managed|data)"\s*,\s*"type"\s*:\s*"([^"\\]+)"'
)
"""How terraform begins each resource, in every part of a plan. Inside a string the quotes would be escaped."""
_CHANGE = re.compile(
    rf'(?:\s*,\s*"(?:name|index|deposed|provider_name)"\s*:\s*(?:{_TEXT}|[0-9]+))*'
    r'\s*,\s*"change"\s*:\s*\{\s*"actions"\s*:\s*\[[^\[\]{}]*\]'
)
"""What follows in a resource's change, up to the states before and after it."""
_MEMBER = re.compile(r'\s*,\s*"([a-z_]+)"\s*:\s*')
_REPEATED = frozenset({"before", "after", "before_sensitive", "after_sensitive"})
"""What a change says that the planned values say, too, or that is over once the plan is applied."""
_PRIOR_STATE = re.compile(r'"prior_state"\s*:\s*(?=\{\s*"format_version"\s*:)')


def parse_plan(file: SourceFile) -> tuple[JsonValue | None, list[Diagnostic]]:
    """The plan's tree and what is wrong with it, as ``parse_json``, but for what no answer rests on.

    In place of resources that are not asked for, and of managed ones in the prior state, stands ``{}``; in place of
    the states before and after a change stands ``null``. Offsets are those of the file. What is left out is skipped at
    the speed of the standard library, and takes no memory; where it cannot be skipped (the plan is cut off there), all
    from there on is read.
    """
    pieces = _Pieces(file.text)
    tree, diagnostics = parse_json(SourceFile(file.path, "".join(pieces.kept())))
    if pieces.prior_state >= 0 and not _stands_at(tree, pieces.prior_state):
        pieces = _Pieces(file.text, knows_prior_state=False)
        tree, diagnostics = parse_json(SourceFile(file.path, "".join(pieces.kept())))
    return tree, [
        one if one.span is None else one._replace(span=Span(file, one.span.start, one.span.end)) for one in diagnostics
    ]


def _stands_at(tree: JsonValue | None, offset: int) -> bool:
    """Whether the plan's own prior state stands there, and not a value of somebody's that looks like one."""
    state = tree.get("prior_state") if isinstance(tree, JsonObject) else None
    return state is not None and state.start == offset


class _Pieces:
    """A plan's text with blanks over what is left out. ``prior_state`` is where that part seems to start, or -1."""

    def __init__(self, text: str, knows_prior_state: bool = True) -> None:
        self.prior_state = -1
        self._text = text
        self._knows_prior_state = knows_prior_state
        self._decoder = json.JSONDecoder()

    def kept(self) -> Iterator[str]:
        """All of the text, in pieces."""
        text = self._text
        done = at = 0
        try:
            while (match := _RESOURCE.search(text, at)) is not None:
                start = match.start()
                if self._knows_prior_state and self.prior_state < 0:
                    prior = _PRIOR_STATE.search(text, at, start)
                    self.prior_state = prior.end() if prior is not None else -1
                at = self._behind(start)
                if not is_asked(match[2]) or (self.prior_state >= 0 and match[1] == "managed"):
                    spans = [(start, at, "{}")]
                else:
                    spans = self._states(match.end())
                for begin, end, substitute in spans:
                    yield text[done:begin]
                    yield substitute.ljust(end - begin)
                    done = end
        except (ValueError, RecursionError):
            pass
        yield text[done:]

    def _states(self, at: int) -> list[tuple[int, int, str]]:
        """The states before and after a change, where the resource that goes on at ``at`` is one."""
        change = _CHANGE.match(self._text, at)
        found: list[tuple[int, int, str]] = []
        if change is None:
            return found
        at = change.end()
        while (member := _MEMBER.match(self._text, at)) is not None:
            begin = member.end()
            at = self._behind(begin)
            if member[1] in _REPEATED and at - begin > len("null"):
                found.append((begin, at, "null"))
        return found

    def _behind(self, start: int) -> int:
        """Where the value ends that starts here; raises ValueError where it does not end."""
        return self._decoder.raw_decode(self._text, start)[1]
