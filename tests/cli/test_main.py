"""The whole command line, with a report made by hand in the place of the analysis."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from report_samples import FAILED, FULL, MISSING_MODULE, PASSED, SYNTAX_ERROR, UNDECIDED, report_of

from fastpath_checks.cli import judging
from fastpath_checks.cli.main import main
from fastpath_checks.cli.words import FORMATS
from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.engine.analyze import Survey
from fastpath_checks.engine.findings import Report
from fastpath_checks.engine.path_report import PathReport, PathSummary
from fastpath_checks.engine.request import Request, UsageError
from fastpath_checks.engine.watching import Watch
from fastpath_checks.policy.model import PolicyError

Answering = Callable[[Report], list[Request]]


@pytest.fixture
def answering(monkeypatch: pytest.MonkeyPatch) -> Answering:
    """Put a report in the place of the analysis; the requests that come are listed."""

    def put(report: Report) -> list[Request]:
        requests: list[Request] = []

        def analyze(request: Request, watch: Watch) -> Report:
            requests.append(request)
            return report

        def survey(request: Request, watch: Watch) -> Survey:
            nothing = PathReport((), (), PathSummary(0, 0, 0, 0, 0, 0, 0), "default", "2025-11-05")
            return Survey(analyze(request, watch), nothing, ())

        monkeypatch.setattr(judging, "analyze", analyze)
        monkeypatch.setattr(judging, "survey", survey)
        return requests

    return put


def raising(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def analyze(request: Request, watch: Watch) -> Report:
        raise error

    monkeypatch.setattr(judging, "analyze", analyze)


@pytest.mark.parametrize(
    ("report", "code"),
    [
        (report_of(PASSED), 0),
        (report_of(UNDECIDED), 0),
        (report_of(UNDECIDED, undecided_fails=True), 1),
        (report_of(FAILED), 1),
        (report_of(FAILED, diagnostics=(SYNTAX_ERROR,)), 1),
        (report_of(FAILED._replace(severity="LOW")), 0),
        (report_of(diagnostics=(SYNTAX_ERROR,)), 3),
        (report_of(diagnostics=(MISSING_MODULE,)), 0),
        (report_of(summary=report_of().summary._replace(roots=0)), 3),
    ],
)
@pytest.mark.parametrize("format", FORMATS)
def test_the_exit_code_says_what_came_out(answering: Answering, report: Report, code: int, format: str) -> None:
    answering(report)
    assert main(["scan", "--format", format]) == code


def test_every_option_reaches_the_request(answering: Answering) -> None:
    requests = answering(report_of(PASSED))
    words = "scan a --policy strict --profile 2021-08-10 --fail-on high --var-file x.tfvars --var-file y.tfvars"
    main([*words.split(), "--var", "a=1", "--var", "b=c=d", "--workspace", "prod", "--quiet", "z"])
    assert requests == [
        Request(("a", "z"), "strict", "2021-08-10", "HIGH", ("x.tfvars", "y.tfvars"), {"a": "1", "b": "c=d"}, "prod")
    ]


@pytest.mark.parametrize("command", ["scan", "hook"])
def test_the_environment_s_variables_are_read_only_when_asked_for(
    answering: Answering, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    for name in [name for name in os.environ if name.startswith("TF_VAR_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("TF_VAR_gateway_sku", "ErGw1AZ")
    requests = answering(report_of(PASSED))
    main([command, "main.tf"])
    main([command, "--env-vars", "main.tf"])
    assert [request.environment for request in requests] == [{}, {"gateway_sku": "ErGw1AZ"}]


def test_a_scan_without_a_path_scans_the_working_directory(answering: Answering) -> None:
    requests = answering(report_of(PASSED))
    main(["scan"])
    assert requests == [Request((".",))]


@pytest.mark.parametrize(
    ("words", "said", "hint"),
    [
        (["scna"], "'scna' is no command", "did you mean scan?"),
        (["scan", "--fromat", "json"], "scan has no option --fromat", "did you mean --format?"),
        (["scan", "--var-flie=x"], "scan has no option --var-flie=x", "did you mean --var-file?"),
        (["--verson"], "has no option --verson", "did you mean --version?"),
        (["scan", "--format", "jsno"], "unknown 'jsno': did you mean json?", ""),
        (["scan", "--fail-on", "hihg"], "unknown 'hihg': did you mean HIGH?", ""),
        (["scan", "--var", "x"], "'x' is not NAME=VALUE", ""),
        (["rules", "x"], "rules takes no argument 'x'", ""),
    ],
)
def test_wrong_usage_names_the_nearest_right_word(
    capsys: pytest.CaptureFixture[str], words: list[str], said: str, hint: str
) -> None:
    assert main(words) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert hint in err


def test_a_path_in_the_place_of_a_command_is_recognized(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "infra").mkdir()
    assert main(["infra"]) == 2
    assert "did you mean: fastpath-checks scan infra" in capsys.readouterr().err


def test_usage_errors_of_the_analysis_end_with_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    raising(monkeypatch, UsageError("--var x\x1b: no root declares it", "did you mean 'y'?"))
    assert main(["scan"]) == 2
    assert capsys.readouterr().err == (
        "fastpath-checks: --var x\\x1b: no root declares it\n  hint: did you mean 'y'?\n"
    )


def test_a_wrong_policy_is_shown_with_its_line_and_ends_with_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = Diagnostic("policy-unknown-key", Level.ERROR, "unknown key", span=SYNTAX_ERROR.span, hint="did you mean x?")
    raising(monkeypatch, PolicyError((wrong,)))
    assert main(["scan", "--format", "json"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("error[policy-unknown-key]: unknown key\n   --> infra/variables.tf:2:10\n")
    assert "hint: did you mean x?" in err
    assert err.endswith("the policy cannot be followed, so nothing was scanned\n")


def test_a_bug_of_ours_is_one_short_apology(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("FASTPATH_DEBUG", raising=False)
    raising(monkeypatch, RuntimeError("oops"))
    assert main(["scan"]) == 70
    err = capsys.readouterr().err
    assert "sorry, a bug of ours ended this run (RuntimeError: oops)" in err
    assert "Traceback" not in err


def test_a_bug_of_ours_shows_its_traceback_when_asked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    raising(monkeypatch, RuntimeError("oops"))
    assert main(["scan", "--debug"]) == 70
    assert "Traceback" in capsys.readouterr().err
    monkeypatch.setenv("FASTPATH_DEBUG", "1")
    assert main(["scan"]) == 70
    assert "Traceback" in capsys.readouterr().err


def test_an_interrupt_ends_with_130(monkeypatch: pytest.MonkeyPatch) -> None:
    raising(monkeypatch, KeyboardInterrupt())
    assert main(["scan"]) == 130


def test_json_on_standard_output_is_the_report(answering: Answering, capsys: pytest.CaptureFixture[str]) -> None:
    answering(FULL)
    main(["scan", "--format", "json", "--show", "all"])
    assert [one["verdict"] for one in json.loads(capsys.readouterr().out)["findings"]] == ["fail", "undecided", "pass"]


def test_a_report_can_go_to_a_file(answering: Answering, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    answering(FULL)
    target = tmp_path / "fastpath.sarif"
    assert main(["scan", "--format", f"sarif={target}"]) == 1
    assert capsys.readouterr().out == ""
    assert json.loads(target.read_text(encoding="utf-8"))["version"] == "2.1.0"


def test_a_dash_is_standard_output(answering: Answering, capsys: pytest.CaptureFixture[str]) -> None:
    answering(FULL)
    main(["scan", "--format", "json=-"])
    assert json.loads(capsys.readouterr().out)["version"] == 1


def test_a_text_report_in_a_file_has_no_color(answering: Answering, tmp_path: Path) -> None:
    answering(FULL)
    target = tmp_path / "report.txt"
    main(["scan", "--color", "always", "--format", f"text={target}"])
    assert "\x1b" not in target.read_text(encoding="utf-8")


@pytest.mark.parametrize("output", [".", "no-such-directory/report.json"])
def test_an_output_that_cannot_be_written_is_refused_before_the_scan(
    answering: Answering, capsys: pytest.CaptureFixture[str], output: str
) -> None:
    requests = answering(FULL)
    assert main(["scan", "--format", f"json={output}"]) == 2
    assert requests == []
    assert f"--format json={output}" in capsys.readouterr().err


def test_one_scan_writes_as_many_reports_as_are_asked_for(
    answering: Answering, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    requests = answering(FULL)
    reports = [f"{name}={tmp_path / name}" for name in FORMATS if name != "text"]
    words = [word for report in reports for word in ("--format", report)]
    assert main(["scan", *words, "--format", "text"]) == 1
    assert len(requests) == 1
    assert capsys.readouterr().out.startswith("HIGH FASTPATH_101 ")
    assert {path.name for path in tmp_path.iterdir()} == set(FORMATS) - {"text"}
    assert all("FASTPATH_101" in path.read_text(encoding="utf-8") for path in tmp_path.iterdir())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["json", "sarif"], "--format json and --format sarif both go to standard output"),
        (["json=a.json", "sarif=./a.json"], "--format json=a.json and --format sarif=./a.json write the same file"),
        (["json="], "'json=' names no file"),
        (["jsno=a"], "unknown 'jsno': did you mean json?"),
    ],
)
def test_reports_that_would_be_mixed_up_are_refused_before_the_scan(
    answering: Answering,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: list[str],
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    requests = answering(FULL)
    assert main(["scan", *(part for word in words for part in ("--format", word))]) == 2
    assert said in capsys.readouterr().err
    assert requests == []
    assert list(tmp_path.iterdir()) == []


def test_color_is_for_terminals_unless_asked_for(answering: Answering, capsys: pytest.CaptureFixture[str]) -> None:
    answering(FULL)
    main(["scan"])
    assert "\x1b[" not in capsys.readouterr().out
    main(["scan", "--color", "always"])
    assert "\x1b[" in capsys.readouterr().out


def test_a_terminal_gets_color_unless_the_environment_forbids_it(
    answering: Answering, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Terminal(io.StringIO):
        encoding = "utf-8"

        def isatty(self) -> bool:
            return True

    def shown(*words: str) -> str:
        terminal = Terminal()
        monkeypatch.setattr(sys, "stdout", terminal)
        main(["scan", *words])
        return terminal.getvalue()

    answering(FULL)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[" in shown()
    assert "\x1b[" not in shown("--color", "never")
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in shown()


def test_an_encoding_that_lacks_a_character_does_not_end_the_run(
    answering: Answering, monkeypatch: pytest.MonkeyPatch
) -> None:
    answering(report_of(FAILED._replace(message="日本 is wrong")))
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    assert main(["scan"]) == 1
    assert b"\\u65e5\\u672c is wrong" in raw.getvalue()


def test_help_is_printed_where_nothing_is_asked(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert "usage: fastpath-checks" in capsys.readouterr().out


def test_the_directory_for_checkov_holds_the_shim(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["checkov-dir"]) == 0
    directory = Path(capsys.readouterr().out.strip())
    assert directory.is_absolute()
    assert (directory / "fastpath_checks_shim.py").is_file()


def test_the_rules_are_listed_with_the_severities_of_the_policy(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["rules"]) == 0
    shown = capsys.readouterr().out
    assert "FASTPATH_301  CRITICAL  inspection-skipped-by-fastpath\n" in shown
    assert "severities of policy default" in shown


def test_a_reader_that_goes_away_changes_no_exit_code(tmp_path: Path) -> None:
    program = (
        "import sys; sys.path[:0] = sys.argv[1:2]\n"
        "from report_samples import FAILED, report_of\n"
        "from fastpath_checks.cli import judging\n"
        "from fastpath_checks.cli.main import main\n"
        "judging.analyze = lambda request, watch: report_of(*[FAILED] * 2000)\n"
        "sys.exit(main(['scan']))\n"
    )
    support = Path(__file__).parents[1] / "support"
    child = subprocess.Popen(
        [sys.executable, "-c", program, str(support)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path
    )
    assert child.stdout is not None
    assert child.stderr is not None
    child.stdout.read(10)
    child.stdout.close()
    assert child.stderr.read() == b""
    child.stderr.close()
    assert child.wait() == 1
