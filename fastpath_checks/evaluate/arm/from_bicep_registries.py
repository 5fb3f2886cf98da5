"""Modules of a registry or a template spec: what their references mean, and where ``bicep restore`` keeps them."""

from __future__ import annotations

import posixpath

from fastpath_checks.core.files import Files
from fastpath_checks.syntax.jsonc import JsonObject, JsonString, parse_json

PREFIXES = ("br:", "br/", "ts:", "ts/")
_CONFIGURATION = "bicepconfig.json"
_PUBLIC_REGISTRY = "mcr.microsoft.com/bicep"
_CLIMB_LIMIT = 64


def full_reference(reference: str, directory: str, files: Files) -> str:
    """``br/public:avm/res/x:1.0`` as ``br:mcr.microsoft.com/bicep/avm/res/x:1.0``; as it is where no alias is known.

    Aliases are those of the nearest ``bicepconfig.json`` at or above ``directory``, as the compiler has it.
    """
    scheme, slash, rest = reference.partition("/")
    if scheme not in ("br", "ts") or not slash:
        return reference
    alias, colon, path = rest.partition(":")
    if not colon:
        return reference
    place = _alias(scheme, alias, directory, files)
    if place is None and scheme == "br" and alias == "public":
        place = _PUBLIC_REGISTRY
    return reference if place is None else f"{scheme}:{place}/{path}"


def cached_path(reference: str) -> str | None:
    """Where a module lies in the compiler's cache, below its top; None for what is no full reference.

    ``br:REGISTRY/REPOSITORY:TAG`` (or ``@DIGEST``) and ``ts:SUBSCRIPTION/GROUP/NAME:VERSION``, laid out as the
    compiler's own ``OciArtifactRegistry``, ``TemplateSpecModuleRegistry`` and ``TagEncoder`` do.
    """
    scheme, colon, rest = reference.partition(":")
    if not colon or ".." in rest:
        return None
    if scheme == "ts":
        name, colon, version = rest.rpartition(":")
        return f"ts/{name}/{version}/main.json".lower() if colon and name.count("/") == 2 else None
    registry, slash, path = rest.partition("/")
    repository, at, digest = path.partition("@")
    folder = digest.replace(":", "#")
    if not at:
        repository, colon, tag = path.rpartition(":")
        folder = _encoded_tag(tag) if colon else ""
    if scheme != "br" or not slash or not repository or not folder:
        return None
    return f"br/{registry.replace(':', '$').lower()}/{repository.replace('/', '$')}/{folder}/main.json"


def _encoded_tag(tag: str) -> str:
    """A tag as a name for file systems that know no case: which of its letters are capitals follows in hexadecimal."""
    capitals = sum(1 << position for position, letter in enumerate(tag) if letter.isupper())
    return f"{tag}${capitals:x}" if capitals else f"{tag}$"


def _alias(scheme: str, alias: str, directory: str, files: Files) -> str | None:
    configuration = _nearest_configuration(directory, files)
    found = configuration
    for key in ("moduleAliases", scheme, alias):
        inner = found.get(key) if found is not None else None
        found = inner if isinstance(inner, JsonObject) else None
    if found is None:
        return None
    keys = ("registry", "modulePath") if scheme == "br" else ("subscription", "resourceGroup")
    texts = [value.value for value in map(found.get, keys) if isinstance(value, JsonString)]
    return "/".join(texts) if texts else None


def _nearest_configuration(directory: str, files: Files) -> JsonObject | None:
    for _ in range(_CLIMB_LIMIT):
        names = files.names(directory)
        if names is None:
            break
        if _CONFIGURATION in names:
            file = files.read(posixpath.join(directory, _CONFIGURATION)).file
            tree = parse_json(file)[0] if file is not None else None
            return tree if isinstance(tree, JsonObject) else None
        above = posixpath.dirname(directory)
        if above == directory:
            break
        directory = above
    return None
