"""Writes into sbom/ what each lock file holds, as CycloneDX: ``python tools/sbom.py LOCK …`` (``make sbom`` calls it).

The tool of the CycloneDX project, cyclonedx-py, reads a lock file and checks what it has made against its schema. Two
things are left out afterwards: the addresses of the tool's own pages, and the lines of the lock file that it repeats.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

NO_INDEX = "pkg:pypi"
"""In place of the address of an index, of which the lock files name none: the beginning of each package's purl."""


def sbom(lock: Path) -> dict[str, Any]:
    """The same on any day, on any machine: without time, serial number and addresses."""
    options = ["--output-reproducible", "--short-PURLs", "--index-url", NO_INDEX, "--pyproject", "pyproject.toml"]
    command = [sys.executable, "-W", "ignore", "-m", "cyclonedx_py", "requirements", *options, str(lock)]
    found: dict[str, Any] = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    for tool in found["metadata"]["tools"]["components"]:
        tool.pop("externalReferences", None)
    for package in found["components"]:
        del package["description"]
    return found


def main(locks: list[str]) -> None:
    """Write ``sbom/NAME.cdx.json`` for each lock file ``NAME.lock``."""
    Path("sbom").mkdir(exist_ok=True)
    for lock in map(Path, locks):
        written = json.dumps(sbom(lock), indent=1, ensure_ascii=False, sort_keys=True) + "\n"
        Path("sbom", f"{lock.stem}.cdx.json").write_text(written, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
