from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from fastpath_checks.checkov_plugin.per_thread import PerThread


class Check:
    name = PerThread()


def test_each_thread_sees_its_own_value_else_the_first() -> None:
    check, other = Check(), Check()
    check.name = "made"
    other.name = "other"

    def within() -> tuple[object, object]:
        before = check.name
        check.name = "elsewhere"
        return before, check.name

    with ThreadPoolExecutor(1) as threads:
        assert threads.submit(within).result() == ("made", "elsewhere")
    assert check.name == "made"
    check.name = "changed"
    assert (check.name, other.name) == ("changed", "other")
