"""``uniqueString`` and ``guid``, bit by bit as Azure computes them, and what is new at every deployment."""

from __future__ import annotations

from fastpath_checks.core.values import Because, Missing, Unknown, Value
from fastpath_checks.evaluate.arm.functions.calling import Use, lazy_function, plain_function

_MASK = 0xFFFFFFFF
_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
_GUID_NAMESPACE = "11fb06fb-712d-4ddd-98c7-e71bbd588830"


@plain_function("uniqueString", "text", more=True)
def unique_string(*texts: str) -> str:
    """13 characters: the 64-bit Murmur hash of the arguments joined with ``-``, five bits a character."""
    hashed = _murmur64("-".join(texts).encode("utf-8", "surrogatepass"))
    return "".join(_ALPHABET[((hashed << (5 * index)) & (2**64 - 1)) >> 59] for index in range(13))


@plain_function("guid", "text", more=True)
def guid(*texts: str) -> str:
    """A name-based UUID (version 5) of the arguments joined with ``-``."""
    from uuid import UUID, uuid5

    name = "-".join(texts).encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    return str(uuid5(UUID(_GUID_NAMESPACE), name))


@lazy_function("newGuid", 0, 0)
def new_guid(use: Use) -> Value:
    return _impure(use)


@lazy_function("utcNow", 0, 1)
def utc_now(use: Use) -> Value:
    return _impure(use)


def _impure(use: Use) -> Unknown:
    """Equal to itself, but not to another call: the residual says where it stands."""
    scope = use.evaluator.scope
    line, column = use.span.file.position(use.span.start)
    name = scope.qualified(f"{use.name}()")
    origin = use.origin()
    return Unknown((Missing(Because.IMPURE, name, origin),), f"{name} at {line}:{column}", origin, never_null=True)


def _rotated(lane: int, bits: int) -> int:
    return ((lane << bits) | (lane >> (32 - bits))) & _MASK


def _mixed(lane: int) -> int:
    lane ^= lane >> 16
    lane = lane * 0x85EBCA6B & _MASK
    lane ^= lane >> 13
    lane = lane * 0xC2B2AE35 & _MASK
    return lane ^ lane >> 16


def _murmur64(data: bytes) -> int:
    """MurmurHash64 of two 32-bit lanes, seed 0."""
    first_factor, second_factor = 0x239B961B, 0xAB0E9789
    one = two = 0
    whole = len(data) - len(data) % 8
    for at in range(0, whole, 8):
        left = int.from_bytes(data[at : at + 4], "little")
        right = int.from_bytes(data[at + 4 : at + 8], "little")
        one ^= _rotated(left * first_factor & _MASK, 15) * second_factor & _MASK
        one = ((_rotated(one, 19) + two & _MASK) * 5 + 0x561CCD1B) & _MASK
        two ^= _rotated(right * second_factor & _MASK, 17) * first_factor & _MASK
        two = ((_rotated(two, 13) + one & _MASK) * 5 + 0x0BCAA747) & _MASK
    tail = data[whole:]
    if tail:
        left = int.from_bytes(tail[:4], "little")
        one ^= _rotated(left * first_factor & _MASK, 15) * second_factor & _MASK
    if len(tail) > 4:
        right = int.from_bytes(tail[4:], "little")
        two ^= _rotated(right * second_factor & _MASK, 17) * first_factor & _MASK
    one ^= len(data)
    two ^= len(data)
    one = one + two & _MASK
    two = two + one & _MASK
    one, two = _mixed(one), _mixed(two)
    one = one + two & _MASK
    two = two + one & _MASK
    return two << 32 | one
