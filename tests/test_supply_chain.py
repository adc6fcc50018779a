"""What comes from others: the packages that are pinned, as sbom/ tells them, and files that stand in the repository."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
LOCKS = sorted(it.name for it in ROOT.glob("requirements*.lock"))
WRITTEN = (ROOT / "docs" / "decisions" / "dependencies.md").read_text("utf-8")


def rows(header: str) -> list[list[str]]:
    """The table whose first column is so called, row by row."""
    (table,) = re.findall(rf"^\| {header} \|.*\n\|[-|]+\|\n((?:\|.*\n)+)", WRITTEN, re.M)
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()]


# --------------------------------------------------------------------------- what is pinned


def sbom(lock: str) -> dict[str, Any]:
    file = ROOT / "sbom" / f"{Path(lock).stem}.cdx.json"
    found: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return found


def pinned(lock: str) -> set[tuple[str, str, frozenset[str]]]:
    """Name, version and hashes of each package of a lock file; several versions where Python versions differ."""
    entries = re.findall(r"^([a-z0-9-]+)==(\S+)((?:.*\\\n)+.*)", (ROOT / lock).read_text("utf-8"), re.M)
    return {(name, version, frozenset(re.findall(r"sha256:(\w{64})", rest))) for name, version, rest in entries}


def told(lock: str) -> set[tuple[str, str, frozenset[str]]]:
    """The same from the SBOM; two entries that differ in nothing else stand for two systems."""
    return {
        (
            it["name"],
            it["version"],
            frozenset(one["content"] for ref in it["externalReferences"] for one in ref["hashes"]),
        )
        for it in sbom(lock)["components"]
    }


def test_each_lock_file_has_its_sbom_and_no_other_is_there() -> None:
    assert len(LOCKS) == 4
    assert {it.name for it in (ROOT / "sbom").iterdir()} == {f"{Path(lock).stem}.cdx.json" for lock in LOCKS}


@pytest.mark.parametrize("lock", LOCKS)
def test_the_sbom_tells_what_the_lock_file_holds(lock: str) -> None:
    assert len(pinned(lock)) > 4
    assert told(lock) == pinned(lock), "run `make sbom`"
    assert {it["purl"] for it in sbom(lock)["components"]} == {f"pkg:pypi/{n}@{v}" for n, v, _ in pinned(lock)}


@pytest.mark.parametrize("lock", LOCKS)
def test_an_sbom_is_the_same_on_any_day_and_names_no_host(lock: str) -> None:
    found = sbom(lock)
    assert (found["bomFormat"], found["metadata"]["component"]["name"]) == ("CycloneDX", "policy-library")
    assert "serialNumber" not in found and "timestamp" not in found["metadata"]
    assert re.findall(r"\w+://[^/\"]+", json.dumps(found | {"$schema": ""})) == []


def test_make_locks_tells_and_audits_every_lock_file() -> None:
    for target in ("lock", "sbom", "audit"):
        command = ["make", "--dry-run", "--always-make", "--no-print-directory", target]
        lines = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
        last = [line for line in lines.splitlines() if "tools/sbom.py" in line or "pip_audit" in line]
        assert set(LOCKS) == set(re.findall(r"requirements[\w-]*\.lock", last[0])), target
    assert {"--strict", "--require-hashes", "--disable-pip"} <= set(last[0].split())


def test_every_package_that_is_asked_for_has_a_row_with_its_licence() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = [project["project"]["dependencies"], *project["dependency-groups"].values()]
    names = {re.split(r"[<>=!~]", each)[0].lower() for group in wanted for each in group}
    listed = {name.strip(): row[1] for row in rows("package") for name in row[0].split(",")}
    assert listed.keys() == names
    assert all(listed.values())
    assert "GPL-2.0-or-later" in listed["pypandoc-binary"]


# --------------------------------------------------------------------------- files of others

_LONGEST = 1_000
"""Characters in a line: more than anybody writes by hand into a program or a style sheet."""

_PROGRAMS = {".js", ".mjs", ".cjs", ".css", ".ts"}
_WRITTEN = "tests/golden/written/"  # our own output, which is packed, too
_NEVER_OURS = {
    ".xsd",
    ".dtd",
    ".rng",
    ".woff",
    ".woff2",
    ".ttf",
    ".otf",
    ".wasm",
    ".jar",
    ".whl",
    ".map",
    ".exe",
    ".so",
}
_NOTICE = re.compile(
    r"copy" r"right\s+(\(c\)|©|\d{4})|\(c\)\s+(19|20)\d\d|spdx-licen[cs]e|@licen[cs]e|@preserve|^\s*/\*!"
    r"|licen[cs]ed\s+under|all\s+rights\s+reserved",
    re.I | re.M,
)  # fmt: skip
"""How the head of a file says that it is somebody's: ``Copyright (c) 2015``, ``@license MIT``, ``/*! axe v4``."""


def is_of_others(path: str, content: bytes) -> bool:
    """Whether a file looks like another's: by its kind, its packed lines, or what its head says."""
    name, suffix = Path(path).name, Path(path).suffix
    if path.startswith(_WRITTEN):
        return False
    if suffix in _NEVER_OURS or ".min." in name or re.match(r"(LICEN[CS]E|COPYING|NOTICE)\b", name):
        return True
    text = content.decode("utf-8", "replace")
    packed = suffix in _PROGRAMS and any(len(line) > _LONGEST for line in text.splitlines())
    return packed or bool(_NOTICE.search(text[:3_000]))


def files() -> list[Path]:
    """What git keeps or would keep; the sources are nobody's program and have hashes of their own."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    kept = {ROOT / name for name in names if name and not name.startswith("source_texts/")}
    return sorted(it for it in kept if it.is_file())


def test_every_file_of_others_is_in_the_table_with_its_hash() -> None:
    listed = {row[0]: row[4] for row in rows("file")}
    found = {
        path: hashlib.sha256(content).hexdigest()
        for path, content in ((it.relative_to(ROOT).as_posix(), it.read_bytes()) for it in files())
        if path != "LICENSE" and (path in listed or is_of_others(path, content))
    }
    assert found == listed


def test_a_row_tells_origin_version_and_licence() -> None:
    assert all(len(row) == 5 and all(row) for row in rows("file"))


C = "Copy" + "right"


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("build_site/theme/assets/iframe-worker.js", f"/* {C} (c) 2020 Somebody */\nself.x = 1;\n"),
        ("build_site/theme/assets/lunr.js", "/*! lunr 2.3.9 */\n"),
        ("build_site/theme/assets/x.js", "var a=1;" * 200),
        ("build_site/theme/assets/x.css", "/** @lic" + "ense MIT */\n"),
        ("build_site/theme/assets/x.min.css", "a{}"),
        ("build_site/theme/assets/x.woff2", "wOF2"),
        ("build_site/data/x.tsv", f"# {C} 1991-2024 Unicode, Inc.\n"),
        ("tests/data/schemas/x.xsd", "<schema/>"),
        ("build_site/theme/icons/COPYING.txt", "MIT"),
        ("build_site/x.py", "# SPDX-Lic" + "ense-Identifier: BSD-3-Clause\n"),
    ],
)
def test_what_looks_like_anothers_is_found(path: str, content: str) -> None:
    assert is_of_others(path, content.encode())


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("build_site/theme/assets/x.js", "/* What Material's templates write, as a file. */\n" * 100),
        ("docs/decisions/x.md", f"the {C.lower()} of official texts; licences are told above\n"),
        ("tests/cases/clean/x.txt", "著作权法 版权所有 " * 500),
        ("sbom/x.cdx.json", "{" + '"a":1,' * 900 + "}"),
    ],
)
def test_what_is_ours_is_not_taken_for_anothers(path: str, content: str) -> None:
    assert not is_of_others(path, content.encode())
