"""The workflow that publishes the site, read as its machine reads it: by its schema, step by step."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
FILE = ROOT / ".github" / "workflows" / "pages.yml"
WRITTEN = FILE.read_text(encoding="utf-8")
JOBS: dict[str, Any] = yaml.safe_load(WRITTEN)["jobs"]


def steps() -> Iterator[dict[str, Any]]:
    return (step for job in JOBS.values() for step in job["steps"])


def test_it_keeps_to_the_schema_of_workflows() -> None:
    """The schema is the one that check-jsonschema brings along: nothing is fetched."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", str(FILE)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_action_is_pinned_by_its_full_hash_and_says_its_version() -> None:
    lines = [line.strip() for line in WRITTEN.splitlines() if "uses:" in line]
    assert len(lines) == sum("uses" in step for step in steps()) > 0
    pinned = re.compile(r"(- )?uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
    assert [line for line in lines if not pinned.fullmatch(line)] == []


def test_every_command_is_a_target_of_the_makefile() -> None:
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    commands = [step["run"].split() for step in steps() if "run" in step]
    assert commands == [["make", "check"], ["make", "offline"], ["make", "audit"]]
    assert {target for _, target in commands} <= set(targets)


@pytest.mark.parametrize("name", JOBS)
def test_a_job_names_only_jobs_and_steps_that_come_before(name: str) -> None:
    job = JOBS[name]
    assert {job.get("needs", name)} <= set(JOBS)
    known: set[str] = set()
    for step in job["steps"]:
        assert set(re.findall(r"steps\.(\w+)\.", str(step))) <= known
        known.add(step.get("id", ""))
    assert set(re.findall(r"steps\.(\w+)\.", str(job.get("environment")))) <= known


def test_only_the_publishing_may_write_and_a_pull_request_publishes_nothing() -> None:
    writing = {name for name, job in JOBS.items() if "write" in job.get("permissions", {}).values()}
    assert writing == {"publish"}
    assert JOBS["publish"]["if"].startswith("github.event_name != 'pull_request' && ")
    assert yaml.safe_load(WRITTEN)["permissions"] == {"contents": "read"}


def test_the_audit_stops_no_publishing_and_comes_by_itself_every_week() -> None:
    """YAML reads the key ``on`` as true."""
    assert yaml.safe_load(WRITTEN)[True]["schedule"] == [{"cron": "17 4 * * 1"}]
    assert JOBS["audit"].get("needs") is None and "if" not in JOBS["audit"]
    assert JOBS["publish"]["needs"] == "build"
    assert JOBS["build"]["if"] == "github.event_name != 'schedule'"


def test_it_uploads_what_make_writes_and_tells_the_site_where_it_will_stand() -> None:
    uploaded = {step["with"]["path"].rstrip("/") for step in steps() if "upload" in step.get("uses", "")}
    assert uploaded == {"site", "dist"}
    (building,) = [step for step in steps() if step.get("run") == "make offline"]
    assert building["env"] == {"SITE_URL": "${{ steps.pages.outputs.base_url }}"}
    assert JOBS["build"]["permissions"]["pages"] == "read"
