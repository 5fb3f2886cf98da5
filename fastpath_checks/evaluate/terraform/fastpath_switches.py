"""Whether anything that a module declares, or a module that it calls, can switch FastPath on."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from fastpath_checks.evaluate.terraform.configuration import Section

if TYPE_CHECKING:
    from fastpath_checks.evaluate.terraform.estate import Estate
    from fastpath_checks.evaluate.terraform.module_instance import ModuleInstance


class Flag(Enum):
    """What is switched."""

    BYPASS = "bypass"
    PRIVATE_LINK = "private-link"


FLAGS = {
    "express_route_gateway_bypass": Flag.BYPASS,
    "express_route_gateway_bypass_enabled": Flag.BYPASS,
    "private_link_fast_path_enabled": Flag.PRIVATE_LINK,
    "enable_private_link_fast_path": Flag.PRIVATE_LINK,
}
"""The attributes of azurerm's connections, and the other names that modules have for them."""

CONNECTIONS = frozenset({"azurerm_virtual_network_gateway_connection", "azurerm_express_route_connection"})

_HARMLESS = ("azuread_", "azurerm_", "local_", "modtm_", "random_", "time_", "tls_")
"""Types of these providers set nothing of a connection, but for those that are asked about one by one."""

_SWITCHING = ("microsoft.network/connections", "microsoft.network/expressroutegateways", "microsoft.resources/")
"""How the ARM types begin that FastPath can be written in, and those that deploy templates."""


class SwitchFinder:
    """Asks module by module, each once; whatever is not certain may switch it on."""

    def __init__(self, estate: Estate) -> None:
        self._estate = estate
        self._answers: dict[tuple[int, Flag], bool] = {}

    def can_set(self, module: ModuleInstance, flag: Flag) -> bool:
        """Whether a resource of the module, or below it, may set the flag."""
        mark = (id(module), flag)
        if mark not in self._answers:
            self._answers[mark] = self._in_resources(module, flag) or self._in_calls(module, flag)
        return self._answers[mark]

    def _in_resources(self, module: ModuleInstance, flag: Flag) -> bool:
        return bool(module.configuration.diagnostics) or any(
            _may_set(type, section, flag) for (type, _), section in module.configuration.resources.items()
        )

    def _in_calls(self, module: ModuleInstance, flag: Flag) -> bool:
        for name, section in module.configuration.calls.items():
            for child in self._estate.children(module, name, section)[1]:
                if child is None or child.outlined_at is not None or self.can_set(child, flag):
                    return True
        return False


def _may_set(type: str, section: Section, flag: Flag) -> bool:
    if section.broken or any(block.type == "provisioner" for block, _ in section.blocks):
        return True
    if type in CONNECTIONS:
        return any(name in section.attributes for name, means in FLAGS.items() if means is flag)
    if type.startswith("azapi_"):
        found = section.attributes.get("type")
        written = found[1].text[found[0].value.start : found[0].value.end].casefold() if found is not None else "$"
        arm_type = written.strip('"').partition("@")[0]
        return not written.startswith('"') or "$" in arm_type or arm_type.startswith(_SWITCHING)
    if type in ("null_resource", "terraform_data"):
        return False
    return not type.startswith(_HARMLESS) or type.endswith("template_deployment")
