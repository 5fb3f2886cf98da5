"""The built-in functions of Terraform 1.11, by topic. Loaded when an evaluation meets its first call."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastpath_checks.evaluate.terraform.evaluating import Evaluator
    from fastpath_checks.evaluate.terraform.functions.signatures import Function


def all_functions(ev: Evaluator) -> dict[str, Function]:
    """Every function by its name, but for ``try`` and ``can`` (which see expressions) and the impure ones."""
    from fastpath_checks.evaluate.terraform.functions import (
        character_encodings,
        choosing,
        date_time,
        filesystem,
        hashes,
        ip_networks,
        mappings,
        numeric,
        sequences,
        set_operations,
        strings,
        structured_text,
        type_conversion,
    )

    found = filesystem.functions(ev)
    for topic in (
        choosing.FUNCTIONS, date_time.FUNCTIONS, character_encodings.FUNCTIONS, hashes.FUNCTIONS, ip_networks.FUNCTIONS,
        mappings.FUNCTIONS, numeric.FUNCTIONS, sequences.FUNCTIONS, set_operations.FUNCTIONS, strings.FUNCTIONS,
        structured_text.FUNCTIONS, type_conversion.FUNCTIONS,
    ):  # fmt: skip
        found.update(topic)
    return found
