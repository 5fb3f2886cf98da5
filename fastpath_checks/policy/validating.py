"""A tree against its JSON Schema: each thing that is wrong, at its place, with what was expected."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.core.spans import Span
from fastpath_checks.policy.nearest import nearest, suggestion
from fastpath_checks.policy.yaml_tree import Path, Tree

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

ERRORS_LIMIT = 50
"""More than this many complaints help nobody."""

_TYPE_WORDS = {
    "object": "a mapping of keys to values",
    "array": "a list",
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
}


def complaints(
    tree: Tree, schema: dict[str, Any], known_keys: dict[Path, tuple[str, ...]] | None = None
) -> list[Diagnostic]:
    """All that is wrong with a tree, up to a limit.

    ``known_keys`` lists, for mappings whose keys the schema describes by a pattern, the keys to suggest.
    """
    from jsonschema import Draft202012Validator

    found: list[Diagnostic] = []
    for error in Draft202012Validator(schema).iter_errors(tree.data):
        found.extend(_Complaint(tree, error, known_keys or {}).diagnostics())
        if len(found) >= ERRORS_LIMIT:
            break
    return found


def in_order(diagnostics: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Complaints by place, each once."""
    return tuple(
        sorted(dict.fromkeys(diagnostics), key=lambda one: (one.span.start if one.span else -1, one.code, one.summary))
    )


def complaint(code: str, summary: str, span: Span, hint: str = "") -> Diagnostic:
    return Diagnostic(code, Level.ERROR, summary, span=span, hint=hint)


class _Complaint:
    """One error of the validator, in words for the person who wrote the file."""

    def __init__(self, tree: Tree, error: ValidationError, known_keys: dict[Path, tuple[str, ...]]) -> None:
        self._tree = tree
        self._validator = str(error.validator)
        self._wanted: Any = error.validator_value
        self._instance: Any = error.instance
        self._schema: Any = error.schema
        self._message = error.message
        self._path: Path = tuple(error.absolute_path)
        self._known_keys = known_keys

    def diagnostics(self) -> list[Diagnostic]:
        wanted = self._wanted
        match self._validator:
            case "additionalProperties":
                return [self._unknown_key(key) for key in self._keys_beyond()]
            case "required":
                missing = [key for key in wanted if key not in self._instance]
                return [self._at_value("policy-missing-key", f"{self._here()} has no `{key}`") for key in missing]
            case "type":
                expected = _TYPE_WORDS.get(str(wanted), str(wanted))
                return [self._wrong_value(f"expected {expected}")]
            case "enum":
                words = [str(choice) for choice in wanted]
                near = nearest(str(self._instance), words)
                expected = f"expected one of {', '.join(words)}"
                return [self._wrong_value(expected, f"did you mean {near}?" if near is not None else "")]
            case "const":
                return [self._wrong_value(f"expected {_shown(wanted)}")]
            case "pattern":
                expected = "a date such as 2025-11-05" if "[0-9]{4}-" in str(wanted) else f"text like {wanted}"
                return [self._wrong_value(f"expected {expected}")]
            case "minimum":
                return [self._wrong_value(f"expected {wanted} or more")]
            case "maximum":
                return [self._wrong_value(f"expected {wanted} or less")]
            case "minLength" | "minItems" | "minProperties":
                return [self._at_value("policy-wrong-value", f"{self._here()} is empty")]
            case "oneOf" | "anyOf":
                # What is no mapping at all has been complained about by "type".
                return [self._choice(wanted)] if isinstance(self._instance, dict) else []
            case "dependentRequired":
                return [self._said_of_another(wanted)]
            case _:
                return [self._at_value("policy-wrong-value", f"{self._here()}: {self._message}")]

    def _keys_beyond(self) -> list[str]:
        return [key for key in self._instance if not self._allows(key)]

    def _allows(self, key: str) -> bool:
        import re

        schema = self._schema
        return key in schema.get("properties", {}) or any(
            re.search(pattern, key) for pattern in schema.get("patternProperties", {})
        )

    def _unknown_key(self, key: str) -> Diagnostic:
        known = self._known_keys.get(self._path, tuple(self._schema.get("properties", {})))
        return unknown_key(self._tree, (*self._path, key), known)

    def _choice(self, wanted: list[dict[str, list[str]]]) -> Diagnostic:
        words = [one["required"][0] for one in wanted]
        given = [word for word in words if word in self._instance]
        which = "exactly one" if self._validator == "oneOf" else "at least one"
        summary = f"{self._here()} needs {which} of {', '.join(f'`{word}`' for word in words)}"
        if len(given) > 1:
            return complaint("policy-wrong-value", summary, self._tree.key((*self._path, given[1])))
        return self._at_value("policy-missing-key", summary)

    def _said_of_another(self, wanted: dict[str, list[str]]) -> Diagnostic:
        key, subject = next(
            (key, needs[0]) for key, needs in wanted.items() if key in self._instance and needs[0] not in self._instance
        )
        at = self._tree.key((*self._path, key))
        return complaint("policy-wrong-value", f"`{key}` can be said of a {subject} only", at)

    def _wrong_value(self, expected: str, hint: str = "") -> Diagnostic:
        return self._at_value("policy-wrong-value", f"{self._here()} is {_shown(self._instance)}, {expected}", hint)

    def _at_value(self, code: str, summary: str, hint: str = "") -> Diagnostic:
        return complaint(code, summary, self._tree.value(self._path), hint)

    def _here(self) -> str:
        return f"`{dotted(self._path)}`" if self._path else "the policy"


def unknown_key(tree: Tree, path: Path, known: tuple[str, ...]) -> Diagnostic:
    """The complaint about a key that nothing knows."""
    key = str(path[-1])
    where = f" in `{dotted(path[:-1])}`" if len(path) > 1 else ""
    return complaint("policy-unknown-key", f"unknown key `{key}`{where}", tree.key(path), suggestion(key, known))


def dotted(path: Path) -> str:
    """``rules.FASTPATH_101.severity``, ``assertions[0].kind``."""
    words = ""
    for step in path:
        words += f"[{step}]" if isinstance(step, int) else f".{step}" if words else step
    return words


def _shown(data: Any) -> str:
    if isinstance(data, dict):
        return "a mapping"
    if isinstance(data, list):
        return "a list"
    text = data if isinstance(data, str) else json.dumps(data)
    return f"`{text if len(text) <= 60 else text[:57] + '...'}`" if text != "null" else "empty"
