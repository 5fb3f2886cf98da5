"""Functions that hash and encrypt."""

from __future__ import annotations

import hashlib
import uuid

from fastpath_checks.evaluate.terraform.failures import Unmodelled
from fastpath_checks.evaluate.terraform.functions.character_encodings import encoded
from fastpath_checks.evaluate.terraform.functions.signatures import Function, declare, refuse

_NAMESPACES = {"dns": uuid.NAMESPACE_DNS, "url": uuid.NAMESPACE_URL, "oid": uuid.NAMESPACE_OID,
               "x500": uuid.NAMESPACE_X500}  # fmt: skip


def hexadecimal(algorithm: str, data: bytes) -> str:
    """The hash as hexadecimal digits."""
    return hashlib.new(algorithm, data, usedforsecurity=False).hexdigest()


def base64_hash(algorithm: str, data: bytes) -> str:
    """The hash in Base64."""
    return encoded(hashlib.new(algorithm, data, usedforsecurity=False).digest())


def _uuidv5(namespace: str, name: str) -> str:
    known = _NAMESPACES.get(namespace)
    if known is None:
        try:
            known = uuid.UUID(namespace)
        except ValueError as error:
            raise refuse("the namespace is not a UUID, nor dns, url, oid or x500") from error
    return str(uuid.uuid5(known, name))


def _rsadecrypt(ciphertext: str, private_key: str) -> str:
    raise Unmodelled("decryption")


FUNCTIONS: dict[str, Function] = {
    "base64sha256": declare("text", lambda text: base64_hash("sha256", text.encode())),
    "base64sha512": declare("text", lambda text: base64_hash("sha512", text.encode())),
    "md5": declare("text", lambda text: hexadecimal("md5", text.encode())),
    "rsadecrypt": declare("text text", _rsadecrypt),
    "sha1": declare("text", lambda text: hexadecimal("sha1", text.encode())),
    "sha256": declare("text", lambda text: hexadecimal("sha256", text.encode())),
    "sha512": declare("text", lambda text: hexadecimal("sha512", text.encode())),
    "uuidv5": declare("text text", _uuidv5),
}
