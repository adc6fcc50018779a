"""A wrong set-up is told in a sentence that is right: what happened, where, what to do; never a traceback."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from build_site.__main__ import main
from build_site.notices import SetupError
from build_site.publishing.mkdocs import serve as serving
from build_site.publishing.mkdocs.serve import serve

ROOT = Path(__file__).parents[1]

WITHOUT_LOCKS = """
import builtins, runpy, sys
known = builtins.__import__
def without_fcntl(name, *rest, **more):
    if name == "fcntl":
        raise ModuleNotFoundError("No module named 'fcntl'", name="fcntl")
    return known(name, *rest, **more)
builtins.__import__ = without_fcntl
sys.argv = ["build_site", *sys.argv[1:]]
runpy.run_module("build_site", run_name="__main__")
"""


@pytest.mark.parametrize("command", ["build", "--help", "locate"])
def test_windows_is_told_that_it_is_not_supported(command: str) -> None:
    """Windows is told by what it lacks."""
    call = [sys.executable, "-c", WITHOUT_LOCKS, command]
    done = subprocess.run(call, cwd=ROOT, text=True, capture_output=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("build_site: Windows is not supported") and done.stderr.count("\n") == 1
    assert "Windows is not supported" in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("port", ["80000", "65536", "0", "-1", "eight", "８０", "9" * 5000])
def test_a_port_that_is_none_is_told(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["serve", f"--port={port}"])
    assert end.value.code == 2
    assert "is no port: it is a number from 1 to 65535" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("port", "error", "advice"),
    [
        (80, errno.EACCES, "Name a port above 1023"),
        (8000, errno.EADDRINUSE, "name another: --port 8001"),
        (65535, errno.EADDRINUSE, "name another: --port 8000"),
    ],
)
def test_a_port_that_cannot_be_used_is_told_with_another_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, port: int, error: int, advice: str
) -> None:
    class Refused:
        url = ""

        def serve(self) -> None:
            raise OSError(error, os.strerror(error))

        def shutdown(self) -> None:
            pass

    monkeypatch.setattr(serving, "reloading_server", lambda *_: Refused())
    with pytest.raises(SetupError, match=f"Port {port} of this computer cannot be used: .*{advice}"):
        serve(lambda: None, [], tmp_path, port, report=lambda _: None)


def test_links_of_the_site_in_a_circle_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "site").symlink_to("site")
    assert main(["build", "--site", str(tmp_path / "site" / "html")]) == 2
    assert "Move what stands there out of the way" in capsys.readouterr().err
