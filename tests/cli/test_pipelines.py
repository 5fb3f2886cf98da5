"""The action and the ready pipelines: they are what their systems read, and their script steps do what they are for."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
ESTATE = ROOT / "fixtures/gateway-sku-without-fastpath/fail-ergw1az/main.tf"
PIPELINES = sorted((ROOT / "docs/ci").glob("*.yml"))
COMMAND = f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m fastpath_checks "$@"\n'


def parsed(path: Path) -> dict[Any, Any]:
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(data, dict)
    return data


@pytest.fixture
def change(tmp_path: Path) -> Path:
    """A clone whose branch brings a finding that its ``origin/main`` has not got."""
    top = tmp_path / "clone"
    top.mkdir()

    def git(*words: str) -> None:
        subprocess.run(["git", "-c", "user.name=n", "-c", "user.email=n@example.com", *words], cwd=top, check=True)

    text = ESTATE.read_text(encoding="utf-8")
    git("init", "-q", "-b", "main")
    (top / "main.tf").write_text(text.replace("ErGw1AZ", "ErGw3AZ"), encoding="utf-8")
    git("add", "-A")
    git("commit", "-q", "-m", "a state")
    git("update-ref", "refs/remotes/origin/main", "HEAD")
    git("checkout", "-q", "-b", "change")
    (top / "main.tf").write_text(text, encoding="utf-8")
    git("commit", "-q", "-a", "-m", "a change")
    return top


def run(script: str, change: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """A script step as its runner starts it: bash that stops at the first error."""
    binaries = change.parent / "bin"
    binaries.mkdir(exist_ok=True)
    (binaries / "fastpath-checks").write_text(COMMAND, encoding="utf-8")
    (binaries / "fastpath-checks").chmod(0o755)
    environment = {"PATH": f"{binaries}{os.pathsep}{os.environ['PATH']}", "HOME": str(change.parent), **variables}
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    return subprocess.run(command, cwd=change, env=environment, capture_output=True, text=True, check=False)


def judge(change: Path, **inputs: str) -> tuple[subprocess.CompletedProcess[str], Path]:
    """The action's own step that judges, with its inputs."""
    (step,) = (one for one in parsed(ROOT / "action.yml")["runs"]["steps"] if one.get("id") == "judge")
    given = {"PATHS": ".", "BASE": "origin/main", "ARGS": "", **inputs}
    assert step["env"].keys() == given.keys()
    files = {name: str(change.parent / name.lower()) for name in ("GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT")}
    return run(step["run"], change, RUNNER_TEMP=str(change.parent), **files, **given), change.parent


def test_the_action_fails_a_change_annotates_it_and_hands_its_reports_on(change: Path) -> None:
    done, folder = judge(change)
    assert done.returncode == 1, done.stderr
    assert re.search(r"^::error file=main\.tf,line=33,", done.stdout, re.MULTILINE)
    assert (folder / "github_step_summary").read_text(encoding="utf-8").startswith("<!-- fastpath-checks gate -->")
    outputs = dict(line.split("=", 1) for line in (folder / "github_output").read_text(encoding="utf-8").splitlines())
    assert outputs.keys() == parsed(ROOT / "action.yml")["outputs"].keys()
    assert json.loads(Path(outputs["sarif"]).read_text(encoding="utf-8"))["version"] == "2.1.0"


def test_the_action_takes_options_and_judges_everything_without_a_base(change: Path) -> None:
    done, folder = judge(change, ARGS="--fail-on none --quiet", BASE="")
    assert done.returncode == 0, done.stderr
    assert "FASTPATH_101" in (folder / "github_step_summary").read_text(encoding="utf-8")
    done, _ = judge(change, BASE="HEAD")
    assert done.returncode == 0


def test_inputs_of_the_action_are_never_run(change: Path) -> None:
    done, folder = judge(change, PATHS="$(touch ran) `touch ran` ;touch ran", BASE="$(touch ran)")
    assert done.returncode == 2
    assert not list(folder.rglob("ran"))
    for step in parsed(ROOT / "action.yml")["runs"]["steps"]:
        assert "${{" not in step["run"]


def test_the_action_installs_itself_alone_and_asks_for_no_secret() -> None:
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    assert "secrets." not in text
    assert "uses:" not in text
    assert re.findall(r"pip install .*", text) == ['pip install --quiet --disable-pip-version-check "$SOURCE"']


@pytest.mark.parametrize("path", PIPELINES, ids=lambda path: path.name)
def test_a_pipeline_has_the_whole_history_and_no_secret(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.search(r"fetch-depth: 0|fetchDepth: 0|GIT_DEPTH: \"0\"", text)
    assert "secrets." not in text
    assert "fastpath-checks@v0.1.0" in text


def test_the_github_workflow_pins_what_others_wrote_and_uses_real_inputs() -> None:
    (job,) = parsed(ROOT / "docs/ci/github.yml")["jobs"].values()
    action = parsed(ROOT / "action.yml")
    for step in job["steps"]:
        uses = step.get("uses", "")
        if uses.startswith("fastpath-checks/"):
            assert set(step["with"]) <= set(action["inputs"])
        elif uses:
            assert re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", uses)


def test_the_comment_of_the_github_workflow_is_made_once_and_then_kept_up_to_date(change: Path) -> None:
    (job,) = parsed(ROOT / "docs/ci/github.yml")["jobs"].values()
    (step,) = (one for one in job["steps"] if one.get("name") == "Comment")
    report = change.parent / "report.md"
    report.write_text("<!-- fastpath-checks gate -->\n", encoding="utf-8")
    calls = change.parent / "calls"
    (change.parent / "bin").mkdir()
    program = change.parent / "bin" / "gh"
    for existing, method in (("", "POST repos/o/r/issues/7/comments"), ("41", "PATCH repos/o/r/issues/comments/41")):
        program.write_text(f'#!/bin/sh\necho "$@" >> "{calls}"\ncase "$*" in *--jq*) echo "{existing}";; esac\n')
        program.chmod(0o755)
        done = run(step["run"], change, GH_TOKEN="t", REPOSITORY="o/r", NUMBER="7", MARKDOWN=str(report))
        assert done.returncode == 0, done.stderr
        assert f"api --method {method} -F body=@{report}" in calls.read_text(encoding="utf-8")


def test_the_azure_pipeline_fails_a_change_and_uploads_its_summary(change: Path) -> None:
    steps = parsed(ROOT / "docs/ci/azure-pipelines.yml")["steps"]
    (script,) = (step["bash"] for step in steps if "gate" in step.get("bash", ""))
    variables = {"SYSTEM_PULLREQUEST_TARGETBRANCH": "refs/heads/main", "AGENT_TEMPDIRECTORY": str(change.parent)}
    done = run(script, change, **variables)
    assert done.returncode == 1, done.stderr
    assert re.search(r"^##vso\[task\.logissue type=error;sourcepath=main\.tf;linenumber=33;", done.stdout, re.MULTILINE)
    assert f"##vso[task.uploadsummary]{change.parent}/fastpath.md" in done.stdout
    assert "<testsuites" in (change.parent / "fastpath.xml").read_text(encoding="utf-8")
    (publishes,) = (step for step in steps if step.get("task", "").startswith("PublishTestResults"))
    assert publishes["inputs"]["testResultsFiles"].endswith("/fastpath.xml")


def test_the_gitlab_job_fails_a_change_and_writes_its_widgets(change: Path) -> None:
    (job,) = parsed(ROOT / "docs/ci/gitlab.yml").values()
    (script,) = job["script"]
    done = run(script, change, CI_MERGE_REQUEST_DIFF_BASE_SHA="origin/main")
    assert done.returncode == 1, done.stderr
    reports = job["artifacts"]["reports"]
    quality = json.loads((change / reports["codequality"]).read_text(encoding="utf-8"))
    assert "FASTPATH_101" in {one["check_name"] for one in quality}
    assert "<testsuites" in (change / reports["junit"]).read_text(encoding="utf-8")
    assert all((change / path).is_file() for path in job["artifacts"]["paths"])
