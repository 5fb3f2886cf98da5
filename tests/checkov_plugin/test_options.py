from __future__ import annotations

import os

import pytest

from fastpath_checks.checkov_plugin.options import refusal, request_of
from fastpath_checks.checkov_plugin.showing import Scan
from fastpath_checks.checkov_plugin.wording import plain, say
from fastpath_checks.core.diagnostics import Diagnostic, Level
from fastpath_checks.core.spans import SourceFile, Span
from fastpath_checks.engine.request import Request, UsageError
from fastpath_checks.policy.model import PolicyError


def test_the_environment_gives_policy_profile_and_variables() -> None:
    environment = {
        "FASTPATH_POLICY": "strict",
        "FASTPATH_PROFILE": "2021-08-10",
        "FASTPATH_VAR_FILE": os.pathsep.join(("a.tfvars", "", "b.json")),
    }
    assert request_of(Scan("infra", ()), environment) == Request(
        ("infra",), "strict", "2021-08-10", var_files=("a.tfvars", "b.json"), twins=False
    )


def test_without_options_the_policy_is_the_projects_own() -> None:
    request = request_of(Scan("", ("a.tf", "b.bicep")), {"FASTPATH_POLICY": ""})
    assert request == Request(("a.tf", "b.bicep"), twins=False)


def test_a_refusal_speaks_of_the_doors_own_options() -> None:
    wrong = UsageError("--var-file x.tfvars: there is no such file", "name one that exists")
    assert refusal(wrong) == ["FASTPATH_VAR_FILE x.tfvars: there is no such file", "hint: name one that exists"]


def test_a_wrong_policy_is_told_with_its_place() -> None:
    file = SourceFile("fastpath.yaml", "version: 1\nfail_no: LOW\n")
    wrong = Diagnostic("policy-unknown-key", Level.ERROR, "no such key", span=Span(file, 11, 18), hint="fail_on?")
    assert refusal(PolicyError((wrong,))) == ["fastpath.yaml:2:1: no such key (fail_on?)"]


def test_text_of_scanned_files_cannot_steer_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert plain("caf\u00e9 \x1b[31m\n::error::") == "caf\u00e9 \\x1b[31m\\n::error::"
    say(["nothing was judged", "a\rb"])
    assert capsys.readouterr().err == "fastpath-checks: nothing was judged\n  a\\rb\n"
