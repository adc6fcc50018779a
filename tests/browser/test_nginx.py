"""The example for nginx, served by nginx itself: the whole hosted library below /library/, by deploy/nginx.conf."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from bench.screenshots import kinds
from testing.chromium import Tabs
from tests.browser.test_hosting import NOTE_REFUSED
from tests.browser.waiting import settle

DEPLOY = Path(__file__).parents[2] / "deploy"
HEADERS = dict(re.findall(r'^add_header (\S+) "(.*)" always;$', (DEPLOY / "headers.conf").read_text(), re.M))
NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin") or "nginx"
SETTINGS = """{user}
daemon off;
pid {folder}/pid;
error_log {folder}/error.log;
events {{}}
http {{
    include {types};
    default_type application/octet-stream;
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
{server}
}}
"""


def types() -> str:
    """The kinds of files that this nginx knows: a file beside its own settings."""
    try:
        told = subprocess.run([NGINX, "-V"], capture_output=True, text=True, check=True).stderr
    except FileNotFoundError:
        pytest.fail("nginx is not here: run `sh tools/programs.sh`, which installs it or says how")
    (settings,) = re.findall(r"--conf-path=(\S+)", told)
    return str(Path(settings).with_name("mime.types"))


@pytest.fixture(scope="module")
def port(hosted_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Where nginx listens, with the marked lines changed as a person changes them."""
    folder = tmp_path_factory.mktemp("nginx")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number = free.getsockname()[1]
    changes = {
        "/srv/policy-library/site/": f"{hosted_dir}/",
        "/etc/nginx/policy-library-headers.conf": shutil.copy(DEPLOY / "headers.conf", folder),
        "listen 80;": f"listen 127.0.0.1:{number};",
        "listen [::]:80;": "",
    }
    server = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    for was, now in changes.items():
        assert was in server
        server = server.replace(was, now)
    file = folder / "nginx.conf"
    user = "user root;" if os.getuid() == 0 else ""  # the folders of tests are their owner's alone
    file.write_text(SETTINGS.format(user=user, types=types(), folder=folder, server=server), encoding="utf-8")
    checked = subprocess.run([NGINX, "-t", "-c", str(file)], capture_output=True, text=True)
    assert checked.returncode == 0 and "[warn]" not in checked.stderr, checked.stderr
    with subprocess.Popen([NGINX, "-c", str(file)]) as running:
        wait_for(number)
        yield number
        running.terminate()


def wait_for(port: int) -> None:
    for _ in range(200):
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail("nginx does not answer")


def ask(port: int, path: str, **headers: str) -> tuple[HTTPResponse, bytes]:
    with closing(HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
        connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return answer, answer.read()


def hashed(site: Path) -> list[str]:
    names = [it.relative_to(site).as_posix() for it in site.rglob("assets/**/*.min.*s")]
    return [name for name in names if re.search(r"\.[0-9a-f]{8}\.min\.", name)]


@pytest.mark.parametrize("path", ["", "zh-hant/policies/guofa-2016-67/", "policies/none/at/all/", "objects.inv"])
def test_every_answer_carries_the_headers(port: int, path: str) -> None:
    answer, _ = ask(port, f"/library/{path}")
    assert {name: answer.getheader(name) for name in HEADERS} == HEADERS
    assert answer.getheader("Server") == "nginx"


def test_files_with_a_hash_are_kept_for_a_year_and_carry_the_headers(port: int, hosted_dir: Path) -> None:
    names = hashed(hosted_dir)
    assert len(names) > 4 and any(name.startswith("zh-hant/") for name in names)
    for name in names:
        answer, body = ask(port, f"/library/{name}")
        assert (answer.status, body) == (200, (hosted_dir / name).read_bytes())
        assert answer.getheader("Cache-Control") == "public, max-age=31536000, immutable"
        assert {header: answer.getheader(header) for header in HEADERS} == HEADERS


@pytest.mark.parametrize("path", ["", "library.json", "assets/library.js", "save/guofa-2016-67.html"])
def test_everything_else_is_asked_for_anew_and_costs_nothing_unchanged(port: int, path: str) -> None:
    answer, _ = ask(port, f"/library/{path}")
    assert (answer.status, answer.getheader("Cache-Control")) == (200, "no-cache")
    again, body = ask(port, f"/library/{path}", If_None_Match=str(answer.getheader("ETag")))
    assert (again.status, body) == (304, b"")


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("policies/guofa-2016-67/", "text/html; charset=utf-8"),
        ("policies/guofa-2016-67/text.json", "application/json; charset=utf-8"),
        ("assets/library.js", "application/javascript; charset=utf-8"),
        ("assets/library.css", "text/css; charset=utf-8"),
        ("sitemap.xml", "text/xml; charset=utf-8"),
    ],
)
def test_text_is_named_utf_8_and_packed(port: int, hosted_dir: Path, path: str, kind: str) -> None:
    answer, body = ask(port, f"/library/{path}", Accept_Encoding="gzip")
    file = hosted_dir / path / "index.html" if path.endswith("/") else hosted_dir / path
    assert answer.getheader("Content-Type") == kind
    assert (answer.getheader("Content-Encoding"), answer.getheader("Vary")) == ("gzip", "Accept-Encoding")
    assert gzip.decompress(body) == file.read_bytes() and len(body) < file.stat().st_size / 2


def test_every_kind_of_file_has_a_type_of_its_own(port: int, hosted_dir: Path) -> None:
    """With nosniff a browser shows nothing that is called octet-stream."""
    first = {it.suffix: it for it in sorted(hosted_dir.rglob("*"), reverse=True) if it.is_file()}
    unknown = set()
    for suffix, file in first.items():
        answer, _ = ask(port, f"/library/{file.relative_to(hosted_dir).as_posix()}")
        assert answer.status == 200, file
        if answer.getheader("Content-Type") == "application/octet-stream":
            unknown.add(suffix)
    assert unknown <= {".inv"}  # an inventory is read by programs alone


@pytest.mark.parametrize(
    ("path", "target"),
    [("/library", "/library/"), ("/library/policies/guofa-2016-67", "/library/policies/guofa-2016-67/")],
)
def test_an_address_without_its_slash_leads_on(port: int, path: str, target: str) -> None:
    answer, _ = ask(port, path)
    assert answer.status == 301 and str(answer.getheader("Location")).endswith(target)


def test_a_missing_page_is_missing_and_says_so_in_our_words(port: int, hosted_dir: Path) -> None:
    for path in ("none", "zh-hant/policies/none/", "assets/none.00000000.min.js"):
        answer, body = ask(port, f"/library/{path}")
        assert (answer.status, body) == (404, (hosted_dir / "404.html").read_bytes())


def test_no_kind_of_page_is_refused_anything(port: int, hosted_dir: Path, tabs: Tabs) -> None:
    paths = {*kinds(hosted_dir).values(), "save/guofa-2016-67.html", "search/?q=罕见病", "none/"}
    paths |= {f"zh-hant/{it}" for it in paths if not it.startswith("save/")}
    with tabs.fresh(NOTE_REFUSED) as page:
        for path in sorted(paths):
            settle(page, f"http://127.0.0.1:{port}/library/{path}")
            assert page.evaluate("window.refused") == [], path


@pytest.mark.parametrize("path", ["clauses.ndjson", "zh-hant/citations.ndjson", "library.json",
                                  "zh-hant/policies/guofa-2016-67/text.json"])  # fmt: skip
def test_data_say_where_their_schema_is(port: int, path: str) -> None:
    answer, body = ask(port, f"/library/{path}")
    assert answer.status == 200 and body.startswith(b"{")
    found = re.fullmatch(r'<(/library/\w+\.schema\.json)>; rel="describedby"; type="application/schema\+json"',
                         answer.getheader("Link") or "")  # fmt: skip
    assert found
    schema = json.loads(ask(port, found[1])[1])
    assert Path(path).name in schema["title"]
    assert {header: answer.getheader(header) for header in HEADERS} == HEADERS


def test_what_is_large_is_handed_out_as_it_is_packed(port: int, hosted_dir: Path) -> None:
    answer, body = ask(port, "/library/clauses.ndjson", Accept_Encoding="gzip")
    assert answer.getheader("Content-Encoding") == "gzip"
    assert body == (hosted_dir / "clauses.ndjson.gz").read_bytes()
    answer, body = ask(port, "/library/library.db")
    assert answer.getheader("Content-Type") == "application/vnd.sqlite3"
    assert body == (hosted_dir / "library.db").read_bytes()
