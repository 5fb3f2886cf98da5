"""Reads files as Checkov does, with whatever ``hcl2``, ``pycep`` and Checkov this Python has. A program of its own.

It imports nothing of ours, so that any environment's Python can run it, and speaks in lines of JSON: first of its
readers (``{"readers": {"terraform": "bc-python-hcl2 0.4.3"}}``), then, for each line ``{"language", "path", "text"}``
on standard input, of what was read: ``{"names": [...]}`` (null where names are not told), or ``{"lost": "why"}``.
"""

from __future__ import annotations

import json
import logging
import sys
from importlib import metadata
from pathlib import Path
from typing import Any

_NOT_LOOKED_AT = "Checkov does not look at files with this ending"


def main() -> None:
    logging.disable(logging.CRITICAL)
    answers = sys.stdout
    sys.stdout = sys.stderr  # what the readers print is no answer
    readers = {language: found for language, found in _finders() if found is not None}
    _say(answers, {"readers": {language: name for language, (name, _) in readers.items()}})
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            _say(answers, readers[asked["language"]][1](asked))
        except Exception as error:  # noqa: BLE001 - whatever a reader raises means that the file is lost
            said = str(error).strip().partition("\n")[0]
            _say(answers, {"lost": f"{type(error).__name__}: {said}" if said else type(error).__name__})


def _say(answers: Any, answer: dict[str, Any]) -> None:
    answers.write(json.dumps(answer) + "\n")
    answers.flush()


def _finders() -> Any:
    yield "terraform", _terraform()
    yield "terraform_json", _terraform_json()
    yield "bicep", _bicep()
    yield "arm", _arm()


def _terraform() -> Any:
    try:
        import hcl2
    except Exception:  # noqa: BLE001 - two packages own this module, and together neither can be imported
        return None

    def read(asked: dict[str, str]) -> dict[str, Any]:
        if not asked["path"].endswith(".tf"):
            return {"lost": _NOT_LOOKED_AT}
        tree = hcl2.loads(asked["text"])
        names = [f"module.{_bare(name)}" for block in tree.get("module", ()) for name in block]
        for kind in ("resource", "data"):
            for block in tree.get(kind, ()):
                names.extend(f"{kind}.{_bare(type)}.{_bare(name)}" for type, body in block.items() for name in body)
        return {"names": sorted(name for name in names if not name.rpartition(".")[2].startswith("__"))}

    return _version("bc-python-hcl2", "python-hcl2"), read


def _terraform_json() -> Any:
    try:
        from checkov.terraform_json.parser import parse
    except Exception:  # noqa: BLE001 - not installed, or broken: there is no reader either way
        return None

    def read(asked: dict[str, str]) -> dict[str, Any]:
        if not asked["path"].endswith(".tf.json"):
            return {"lost": _NOT_LOOKED_AT}
        definitions, _ = parse(Path(asked["path"]))
        return {"names": None} if definitions else {"lost": "its reader of Terraform in JSON sees nothing in it"}

    return _version("checkov"), read


def _bicep() -> Any:
    try:
        from pycep import BicepParser
    except Exception:  # noqa: BLE001 - not installed, or broken: there is no reader either way
        return None
    parser = BicepParser(add_line_numbers=True)

    def read(asked: dict[str, str]) -> dict[str, Any]:
        tree = parser.parse(text=asked["text"])
        kinds = (("resource", "resources"), ("module", "modules"))
        return {"names": sorted(f"{kind}.{name}" for kind, key in kinds for name in tree.get(key) or ())}

    return _version("pycep-parser"), read


def _arm() -> Any:
    try:
        from checkov.arm.parser.parser import parse
    except Exception:  # noqa: BLE001 - not installed, or broken: there is no reader either way
        return None

    def read(asked: dict[str, str]) -> dict[str, Any]:
        template, _ = parse(asked["path"])
        if not template:
            return {"lost": "its reader of JSON cannot read it"}
        if not isinstance(template.get("resources"), list):
            return {"lost": "`resources` is an object (languageVersion 2.0), of which it sees nothing"}
        return {"names": None}

    return _version("checkov"), read


def _bare(name: str) -> str:
    return name.strip('"')


def _version(*distributions: str) -> str:
    for name in distributions:
        try:
            return f"{name} {metadata.version(name)}"
        except metadata.PackageNotFoundError:
            continue
    return distributions[-1]


if __name__ == "__main__":
    main()
