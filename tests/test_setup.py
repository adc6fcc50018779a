"""The set-up of the repository: sources that never change, pinned versions, no trace of a machine."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from build_site.settings_file import parse

ROOT = Path(__file__).parent.parent
SOURCES = {
    "biomedicine-policy-compilation.txt": "e866d1021978a4ce32a455bca109ba3130e9a1ec1010f6b23dc3be557bd9bf19",
    "cancer-action-plan-2023-2030.txt": "2736d4c15f495bcf664ce8fe69739dc7f59d6fa9cafa33fa583b8830827398c8",
    "medical-insurance-newsletter-2024-03.txt": "8acae422c0c01a40289da8176223ec35925289b5e9f0d29413233ff1e8cc61ab",
    "rare-disease-action-initiative-2030.txt": "d89bc58ea11df67418fc6109a44b4140f9ed0c00c9c3c70a09a6bc8a69df25ac",
    "rare-disease-lottery-fund-news.txt": "edae5c10c74509899d927944ba93c6679c0a071c8c9cabd7f80b53191cce8ff6",
}
LOCKS = {  # and which packages of pyproject.toml each pins
    "requirements.lock": "",
    "requirements-epub.lock": "epub",
    "requirements-dev.lock": "dev",
    "requirements-audit.lock": "audit",
}


def pinned(lock: str) -> dict[str, set[str]]:
    """The versions that a lock file names of each package (several where Python versions differ)."""
    found: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([a-z0-9-]+)==(\S+)", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE):
        found.setdefault(name, set()).add(version)
    return found


@pytest.mark.parametrize("name", SOURCES)
def test_a_source_is_never_edited(name: str) -> None:
    assert hashlib.sha256((ROOT / "source_texts" / name).read_bytes()).hexdigest() == SOURCES[name]


def test_git_leaves_the_bytes_of_sources_alone() -> None:
    attributes = (ROOT / ".gitattributes").read_text(encoding="utf-8").splitlines()
    assert "source_texts/* -text -whitespace" in attributes


@pytest.mark.parametrize("lock", LOCKS)
def test_every_version_is_pinned_with_its_hashes(lock: str) -> None:
    entries = re.split(r"\n(?=[a-z])", (ROOT / lock).read_text(encoding="utf-8"))
    assert len(entries) > 4
    assert all(re.match(r"[a-z0-9-]+==\S+", entry) and "--hash=sha256:" in entry for entry in entries)


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_index(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert not re.search(r"://|--(extra-)?index|--find-links|file:", text)


def test_tests_run_on_the_versions_that_build_the_site() -> None:
    site, tests = pinned("requirements.lock"), pinned("requirements-dev.lock")
    assert site.items() <= tests.items()


def test_the_tools_of_the_audit_change_no_version_of_the_tests() -> None:
    """All are installed into one .venv."""
    tests, tools = pinned("requirements-dev.lock"), pinned("requirements-audit.lock")
    assert {name for name in tests.keys() & tools.keys() if not tools[name] <= tests[name]} == set()


def test_what_the_project_names_is_what_the_lock_pins() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    for lock, group in LOCKS.items():
        wanted = project["dependency-groups"][group] if group else project["project"]["dependencies"]
        names = {re.split(r"[<>=!~]", requirement)[0].lower() for requirement in wanted}
        assert names <= set(pinned(lock))


def test_the_documents_name_only_commands_that_exist() -> None:
    help_text = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    exist = set(re.findall(r"^  make ([a-z]+)", help_text, re.MULTILINE))
    documents = "".join((ROOT / name).read_text(encoding="utf-8") for name in ["README.md", "CONTRIBUTING.md"])
    named = set(re.findall(r"(?:^    |`)(?:\S+=\S+ )?make ([a-z]+)", documents, re.MULTILINE))
    assert {"site", "test", "check", "serve"} <= named <= exist


def test_what_the_readme_shows_is_what_stands_in_the_source_and_its_settings_are_right() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    source = (ROOT / "source_texts" / "biomedicine-policy-compilation.txt").read_text(encoding="utf-8")
    lines = [line.strip() for line in source.splitlines() if line.strip()]
    shown = readme.split("```text\n")[1].split("```")[0].splitlines()
    at = lines.index(shown[0])
    assert lines[at : at + len(shown)] == shown
    settings = parse(readme.split("```toml\n")[1].split("```")[0], Path("README.md"))
    assert all([settings.title, settings.corrections, settings.accepted, settings.moves])


def test_the_continuous_check_runs_the_command_of_the_readme() -> None:
    assert (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()[-1] == "make test"
    assert "make test" in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("script", sorted((ROOT / "tools").glob("*.sh")), ids=lambda script: script.name)
def test_scripts_of_the_set_up_are_plain_sh(script: Path) -> None:
    subprocess.run(["sh", "-n", script], check=True)


def test_a_python_that_is_too_old_is_told(tmp_path: Path) -> None:
    old = tmp_path / "python-old"
    old.write_text("#!/bin/sh\nexit 1\n", encoding="ascii")
    old.chmod(0o755)
    done = set_up(tmp_path, python=str(old))
    assert done.returncode == 2
    assert "No Python 3.11 or newer was found" in done.stderr
    assert not (tmp_path / ".venv").exists()


def test_a_package_that_cannot_be_had_is_told_and_leaves_no_half_set_up(tmp_path: Path) -> None:
    (tmp_path / "x.lock").write_text("no-such-package-here==1.0 --hash=sha256:" + "0" * 64 + "\n", encoding="ascii")
    done = set_up(
        tmp_path, extra={"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(tmp_path), "PIP_CONFIG_FILE": "/dev/null"}
    )
    assert done.returncode == 2
    assert "pip could not install what x.lock lists" in done.stderr
    assert "Traceback" not in done.stderr


def set_up(folder: Path, python: str = "", extra: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", ROOT / "tools" / "environment.sh", "x.lock"],
        cwd=folder, env={**os.environ, "PYTHON": python, **(extra or {})}, capture_output=True, text=True,
    )  # fmt: skip
