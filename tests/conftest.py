"""No test may reach the network: whatever a test needs was installed before it."""

from __future__ import annotations

import socket
from typing import Any

import pytest


class NetworkForbidden(RuntimeError):
    """Raised where a test opens an internet socket."""


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Any:
    real = socket.socket.connect

    def connect(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            raise NetworkForbidden(f"a test tried to connect to {address}")
        real(self, address)

    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", connect)
    yield
    patch.undo()
