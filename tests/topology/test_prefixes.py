"""Prefix arithmetic of the inspection bypass."""

from __future__ import annotations

import pytest

from fastpath_checks.topology.inspection import is_within


@pytest.mark.parametrize(
    ("inner", "outer", "expected"),
    [
        pytest.param("10.0.0.0/16", "10.0.0.0/16", True, id="an equal prefix wins over the system route"),
        pytest.param("10.0.1.0/24", "10.0.0.0/16", True, id="a longer prefix wins"),
        pytest.param("10.0.0.0/8", "10.0.0.0/16", False, id="a supernet loses to the system route"),
        pytest.param("0.0.0.0/0", "10.0.0.0/16", False, id="the default route is a supernet"),
        pytest.param("10.1.0.0/16", "10.0.0.0/16", False, id="a neighbor is another network"),
        pytest.param("Storage", "10.0.0.0/16", False, id="a service tag is no prefix"),
        pytest.param("10.0.1.4", "10.0.0.0/16", True, id="a lone address is a /32"),
        pytest.param("fd00::/64", "10.0.0.0/16", False, id="IPv6 is not inside IPv4"),
        pytest.param("fd00:0:0:1::/64", "fd00::/48", True, id="IPv6 inside IPv6"),
    ],
)
def test_a_prefix_lies_inside_another(inner: str, outer: str, expected: bool) -> None:
    assert is_within(inner, outer) is expected
