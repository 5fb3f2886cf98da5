"""The built-in functions of Terraform 1.11, OpenTofu's beyond them, and those of the Azure providers.

Each topic is loaded when one of its functions is called.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastpath_checks.evaluate.terraform.evaluating import Evaluator
    from fastpath_checks.evaluate.terraform.functions.signatures import Function

_NAMES = {
    "choosing": "alltrue anytrue coalesce coalescelist contains element index length lookup one",
    "date_time": "formatdate timeadd timecmp",
    "character_encodings": (
        "base64decode base64encode base64gunzip base64gzip textdecodebase64 textencodebase64 urldecode urlencode"
    ),
    "formatting": "format formatlist",
    "hashes": "base64sha256 base64sha512 md5 rsadecrypt sha1 sha256 sha512 uuidv5",
    "ip_networks": "cidrcontains cidrhost cidrnetmask cidrsubnet cidrsubnets",
    "mappings": "keys matchkeys merge transpose values zipmap",
    "numeric": "abs ceil floor log max min parseint pow range signum sum",
    "regular_expressions": "regex regexall",
    "resource_ids": (
        "provider::azapi::build_resource_id provider::azapi::parse_resource_id "
        "provider::azapi::resource_group_resource_id provider::azurerm::normalise_resource_id "
        "provider::azurerm::parse_resource_id"
    ),
    "sequences": "chunklist concat distinct flatten reverse slice sort",
    "set_operations": "setintersection setproduct setsubtract setunion",
    "strings": (
        "chomp compact endswith indent join lower replace split startswith strcontains strrev "
        "substr title trim trimprefix trimspace trimsuffix upper"
    ),
    "structured_text": "csvdecode jsondecode jsonencode yamldecode yamlencode",
    "type_conversion": (
        "ephemeralasnull issensitive nonsensitive sensitive tobool tolist tomap tonumber toset tostring"
    ),
    "filesystem": (
        "abspath basename dirname file filebase64 filebase64sha256 filebase64sha512 fileexists "
        "filemd5 fileset filesha1 filesha256 filesha512 pathexpand templatefile templatestring"
    ),
}
TOPICS = {name: topic for topic, names in _NAMES.items() for name in names.split()}
"""The module of each function, but for ``try`` and ``can`` (which see expressions) and the impure ones."""


def functions_of(topic: str, ev: Evaluator) -> dict[str, Function]:
    """The functions of one topic; those of files read what this evaluation may read."""
    module = import_module(f"{__name__}.{topic}")
    found: dict[str, Function] = module.functions(ev) if topic == "filesystem" else module.FUNCTIONS
    return found
