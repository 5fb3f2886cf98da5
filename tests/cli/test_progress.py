"""What is said while a scan goes on, and that nothing is where nobody waits."""

from __future__ import annotations

import io
import re
import sys
from argparse import Namespace
from pathlib import Path
from time import monotonic, sleep

import pytest

from fastpath_checks.cli.main import main
from fastpath_checks.cli.progress import Telling, Waiting, watching
from fastpath_checks.engine.watching import SILENT

MAIN = Path(__file__).parents[2] / "fixtures/gateway-sku-without-fastpath/fail-ergw1az/main.tf"


class Terminal(io.StringIO):
    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def options(*, quiet: bool = False, verbose: bool = False) -> Namespace:
    return Namespace(quiet=quiet, verbose=verbose)


def shown_by(waiting: Waiting, terminal: Terminal) -> str:
    """What stands on the terminal when it is first drawn, or after ten seconds."""
    end = monotonic() + 10
    while not terminal.getvalue() and monotonic() < end:
        sleep(0.005)
    return terminal.getvalue()


def test_a_terminal_that_waits_is_told_where_the_scan_is_and_nothing_stays() -> None:
    terminal = Terminal()
    waiting = Waiting(terminal, patience=0, beat=0.005)
    waiting.stage("evaluate", 3)
    waiting.scenario("infra/\x1bhub", "")
    waiting.scenario("infra/spoke", "prod.tfvars")
    waiting.scenario("infra/spoke", "test.tfvars")
    waiting.begin()
    drawn = shown_by(waiting, terminal)
    waiting.end()
    assert re.match(r"\r\d+ s  evaluate 2 of 3  infra/spoke \(test\.tfvars\)", drawn)
    assert re.search(r"\r +\r$", terminal.getvalue())


def test_a_long_name_stays_on_one_line_and_steers_nothing() -> None:
    terminal = Terminal()
    waiting = Waiting(terminal, patience=0, beat=0.005)
    waiting.stage("evaluate", 1)
    waiting.scenario("\x1b[2J\n" + "日" * 200, "")
    waiting.begin()
    shown_by(waiting, terminal)
    waiting.end()
    assert "\x1b" not in terminal.getvalue()
    assert "\n" not in terminal.getvalue()
    assert max(map(len, terminal.getvalue().split("\r"))) <= 79


def test_a_scan_that_is_soon_done_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    with watching(options()) as watch:
        assert isinstance(watch, Waiting)
        watch.stage("judge")
    assert terminal.getvalue() == ""


def test_nobody_waits_at_a_pipe_or_for_a_quiet_scan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with watching(options()) as watch:
        assert watch is SILENT
    monkeypatch.setattr(sys, "stderr", Terminal())
    with watching(options(quiet=True)) as watch:
        assert watch is SILENT


def test_the_line_is_gone_even_where_the_scan_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", Terminal())
    monkeypatch.setenv("TERM", "xterm")
    with pytest.raises(RuntimeError), watching(options()) as watch:
        raise RuntimeError
    assert isinstance(watch, Waiting)
    assert not watch._thread.is_alive()


def test_each_step_is_told_to_who_asks_for_it() -> None:
    stream = io.StringIO()
    telling = Telling(stream)
    telling.stage("evaluate", 1)
    telling.scenario("infra", "prod.tfvars")
    telling.stage("judge")
    telling.read(["infra/a\x1b.tf"])
    telling.end()
    rows = [re.sub(r"\d+\.\d\d s", "T", row).strip() for row in stream.getvalue().splitlines()]
    assert rows == [
        "T  evaluate 1 root",
        "T    infra (prod.tfvars)",
        "T  judge",
        "T  read 1 file",
        "infra/a\\x1b.tf",
        "T  done: evaluate T, judge T",
    ]


def test_a_verbose_scan_says_on_standard_error_what_it_reads_and_how_long_it_takes(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["scan", str(MAIN), "--verbose"]) == 1
    out, err = capsys.readouterr()
    assert out.startswith("HIGH FASTPATH_101 ")
    for said in ("evaluate 1 root\n", "read 1 file\n", "main.tf\n", "done: find the roots "):
        assert said in err


def test_quiet_and_verbose_exclude_each_other(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scan", "--quiet", "--verbose"]) == 2
    assert "not allowed with" in capsys.readouterr().err
