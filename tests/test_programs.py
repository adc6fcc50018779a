"""What the tests run: found, installed by one call of apt, or told in one paragraph (tools/programs.sh)."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SCRIPT = ROOT / "tools" / "programs.sh"
USED = ("sh", "id", "cat", "dirname", "cut", "xargs", "sed", "uname", "env", "echo", "ln", "true")
PROGRAMS = ("chromium", "ldconfig", "fc-list", "java", "nginx")
PACKAGES = "chromium libatomic1 fontconfig fonts-noto-cjk default-jre-headless nginx"


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """The only PATH: what the script itself runs, no program of the tests, no way to install."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in USED:
        (folder / name).symlink_to(str(shutil.which(name)))
    program(folder / "uname", "echo Linux")
    (tmp_path / "tools").mkdir()
    shutil.copy(SCRIPT, tmp_path / "tools")
    return folder


def program(path: Path, does: str = "echo libatomic.so.1, Noto Serif CJK SC") -> None:
    """One that answers whatever it is asked, as ldconfig and fc-list do where they know library and font."""
    path.unlink(missing_ok=True)
    path.write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
    path.chmod(0o755)


def provided(folder: Path, *names: str) -> None:
    for name in names:
        program(folder / name)


def may_install(folder: Path, *, brings: tuple[str, ...] = PROGRAMS, user: int = 0) -> None:
    """An apt-get that puts programs where they are looked for, and the two that see to Debian's services."""
    program(folder / "id", f"echo {user}")
    program(folder / "thing")
    links = "".join(f"; ln -sf {folder}/thing {folder}/{name}" for name in brings)
    program(folder / "apt-get", f'echo "apt-get $*" >> {folder}/done; [ "$1" = update ] || {{ true{links}; }}')
    program(folder / "service", f'echo "service $*" >> {folder}/done')
    program(folder / "update-rc.d", f'echo "update-rc.d $*" >> {folder}/done')


def run(folder: Path, *names: str, chromium: str = "") -> subprocess.CompletedProcess[str]:
    environment = {"PATH": str(folder)} | ({"CHROMIUM": chromium} if chromium else {})
    return subprocess.run(
        ["sh", folder.parent / "tools" / SCRIPT.name, *names], env=environment, capture_output=True, text=True
    )


def done(folder: Path) -> list[str]:
    log = folder / "done"
    return log.read_text("utf-8").splitlines() if log.exists() else []


def test_all_that_is_missing_is_told_in_one_paragraph(bare: Path) -> None:
    told = run(bare)
    assert (told.returncode, told.stdout) == (2, "")
    assert f"Debian: sudo apt install --no-install-recommends {PACKAGES}\n" in told.stderr
    named = [line.split()[0] for line in told.stderr.splitlines() if " – " in line]
    assert named == ["browser", "libatomic", "font", "java", "nginx"]
    assert {"Ubuntu:", "dnf", "brew"} <= set(told.stderr.split())
    assert "\n\n" not in told.stderr.strip()


def test_what_is_here_is_not_asked_for(bare: Path) -> None:
    provided(bare, "chromium", "ldconfig", "java")
    told = run(bare)
    assert told.returncode == 2
    assert "apt install --no-install-recommends fontconfig fonts-noto-cjk nginx\n" in told.stderr


def test_only_what_is_named_is_asked_for(bare: Path) -> None:
    told = run(bare, "browser", "font")
    assert "apt install --no-install-recommends chromium fontconfig fonts-noto-cjk\n" in told.stderr


def test_where_everything_is_here_nothing_is_said_and_the_browser_named(bare: Path) -> None:
    provided(bare, *PROGRAMS)
    may_install(bare, user=1000)
    found = run(bare)
    assert (found.returncode, found.stdout, found.stderr) == (0, f"{bare}/chromium\n", "")
    assert done(bare) == []


def test_root_installs_all_that_is_missing_by_one_call(bare: Path) -> None:
    provided(bare, "java")
    may_install(bare, brings=("chromium", "ldconfig", "fc-list", "nginx"))
    found = run(bare)
    assert (found.returncode, found.stdout) == (0, f"{bare}/chromium\n"), found.stderr
    assert done(bare)[:2] == [
        "apt-get update -qq",
        "apt-get install -y -qq --no-install-recommends chromium libatomic1 fontconfig fonts-noto-cjk nginx",
    ]


def test_the_server_that_debian_starts_is_stopped_and_stays_off(bare: Path) -> None:
    may_install(bare)
    run(bare)
    assert done(bare)[2:] == ["service nginx stop", "update-rc.d nginx disable"]


def test_a_server_that_was_here_before_is_left_alone(bare: Path) -> None:
    provided(bare, "nginx")
    may_install(bare, brings=("chromium", "ldconfig", "fc-list", "java"))
    assert run(bare).returncode == 0
    assert [line for line in done(bare) if "nginx" in line] == []


def test_a_user_without_rights_installs_nothing_and_is_told(bare: Path) -> None:
    may_install(bare, user=1000)
    program(bare / "sudo", "exit 1")
    told = run(bare)
    assert told.returncode == 2 and "Installing" not in told.stderr
    assert done(bare) == []


def test_a_user_who_may_act_as_root_without_a_password_installs(bare: Path) -> None:
    may_install(bare, user=1000)
    program(bare / "sudo", f'echo "sudo $*" >> {bare}/done; shift; exec "$@"')
    assert run(bare).returncode == 0
    assert done(bare)[0] == "sudo -n true"
    assert {line.split()[0] for line in done(bare)} == {"sudo", "apt-get", "service", "update-rc.d"}


def test_what_apt_could_not_bring_is_told(bare: Path) -> None:
    may_install(bare, brings=("chromium", "ldconfig", "fc-list"))
    told = run(bare)
    assert (told.returncode, told.stdout) == (2, "")
    assert "apt install --no-install-recommends default-jre-headless nginx\n" in told.stderr


def test_where_apt_fails_all_is_told_and_no_server_stopped(bare: Path) -> None:
    may_install(bare)
    program(bare / "apt-get", "echo no network >&2; exit 100")
    told = run(bare)
    assert told.returncode == 2
    assert "no network" in told.stderr and f"apt install --no-install-recommends {PACKAGES}\n" in told.stderr
    assert done(bare) == []


@pytest.mark.parametrize(("name", "package"), [("java", "default-jre-headless"), ("nginx", "nginx")])
def test_a_program_that_does_not_run_is_missing(bare: Path, name: str, package: str) -> None:
    """As the java of macOS, which only says where to get one."""
    provided(bare, *PROGRAMS)
    program(bare / name, "exit 1")
    assert f"apt install --no-install-recommends {package}\n" in run(bare).stderr


@pytest.mark.parametrize("font", ["", "DejaVu Sans", "wqy-zenhei.ttc: WenQuanYi Zen Hei", "Noto Serif"])
def test_a_font_that_cannot_close_up_brackets_is_not_enough(bare: Path, font: str) -> None:
    """Without the OpenType feature for half-width brackets a line that one opens begins with a blank."""
    provided(bare, *PROGRAMS)
    program(bare / "fc-list", f"echo {font}")
    assert "fonts-noto-cjk" in run(bare).stderr


@pytest.mark.parametrize("font", ["Noto Sans CJK JP,Noto Sans CJK JP Bold", "Source Han Serif SC"])
def test_either_name_of_the_font_is_enough(bare: Path, font: str) -> None:
    provided(bare, *PROGRAMS)
    program(bare / "fc-list", f'[ "$*" = ":lang=zh" ] && echo "{font}"')
    assert run(bare).returncode == 0


def test_a_driver_that_runs_needs_no_library_that_is_listed(bare: Path) -> None:
    provided(bare, *PROGRAMS)
    program(bare / "ldconfig", "echo libc.so.6")
    assert "apt install --no-install-recommends libatomic1\n" in run(bare).stderr
    driver = bare.parent / ".venv" / "lib" / "python3.12" / "site-packages" / "playwright" / "driver"
    driver.mkdir(parents=True)
    program(driver / "node")
    assert run(bare).returncode == 0


def test_macos_brings_fonts_of_its_own(bare: Path) -> None:
    provided(bare, "chromium", "java", "nginx")
    program(bare / "uname", "echo Darwin")
    assert run(bare).returncode == 0


def test_a_browser_can_be_named_whatever_its_path(bare: Path) -> None:
    provided(bare, *PROGRAMS)
    named = bare / "a browser (我的)"
    program(named)
    assert run(bare, chromium=str(named)).stdout == f"{named}\n"


def test_a_named_browser_that_does_not_start_is_told_and_no_other_taken(bare: Path) -> None:
    provided(bare, *PROGRAMS)
    may_install(bare)
    told = run(bare, chromium=str(bare / "no browser"))
    assert (told.returncode, told.stdout) == (2, "")
    assert "make test CHROMIUM=/path/to/chromium" in told.stderr
    assert done(bare) == []
