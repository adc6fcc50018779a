"""The browser for tests and pictures: one that is installed; none is downloaded."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import tempfile
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Error, Page, ViewportSize, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FOLDERS = [f"/Applications/{name}.app/Contents/MacOS/{name}" for name in ("Google Chrome", "Chromium")]
# A sandbox is refused to root; the rest keeps the browser from calling its maker while it is watched.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
MISSING = (
    "No browser was found. The tests read the finished pages as a reader does and need Chromium or Chrome: run "
    "`sh tools/programs.sh browser`, which installs one or says how, or name one in the environment variable CHROMIUM."
)


def executable() -> str:
    """The path of an installed browser. Raises FileNotFoundError with a paragraph saying what to install."""
    named = os.environ.get("CHROMIUM")
    found = [named] if named else [shutil.which(name) for name in NAMES] + [f for f in FOLDERS if Path(f).exists()]
    for program in found:
        if program and shutil.which(program):
            return program
    raise FileNotFoundError(MISSING)


@contextmanager
def browser(**options: object) -> Iterator[BrowserContext]:
    """A browser with a profile that is gone afterwards; ``options`` are Playwright's of a context."""
    with sync_playwright() as playwright, tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        context = playwright.chromium.launch_persistent_context(
            profile,
            executable_path=executable(),
            headless=True,
            args=ARGUMENTS,
            **options,  # type: ignore[arg-type]
        )
        try:
            yield context
        finally:
            context.close()


_WINDOW: ViewportSize = {"width": 1280, "height": 720}
# What outlives the page of a tab and cannot be taken back: a tab that was told one of these serves nobody else.
_LASTING = ("add_init_script", "expose_binding", "expose_function", "once", "set_default_timeout")
_FORGET = """() => {
    for (const kept of ["localStorage", "sessionStorage"]) {
        try { window[kept].clear() } catch (denied) { /* nothing is kept then */ }
    }
}"""


class Tabs:
    """Tabs of a browser. Opening one costs as much as reading a page: it is cleared and serves again."""

    def __init__(self, context: BrowserContext) -> None:
        self._context = context
        self._free: defaultdict[str, list[_Tab]] = defaultdict(list)

    @contextmanager
    def fresh(self, script: str = "") -> Iterator[Page]:
        """A tab as if it were new; ``script`` runs in it before those of a page. What is stored is then forgotten."""
        free = self._free[script]
        tab = free.pop() if free else _Tab(self._context.new_page(), script)
        tab.page.set_viewport_size(_WINDOW)
        try:
            yield tab.page
        finally:
            if tab.is_cleared():
                free.append(tab)
            else:
                tab.page.close()


class _Tab:
    """A page of Playwright that notes what it is told for longer than an address."""

    def __init__(self, page: Page, script: str) -> None:
        self.page = page
        self._heard: list[tuple[Any, Any]] = []
        self._is_changed = False
        if script:
            page.add_init_script(script)
        listen = page.on
        for name in _LASTING:
            setattr(page, name, self._changing(getattr(page, name)))

        def on(event: Any, f: Callable[..., Any]) -> None:
            self._heard.append((event, f))
            listen(event, f)

        page.on = on  # type: ignore[method-assign,assignment]

    def _changing(self, tell: Callable[..., Any]) -> Callable[..., Any]:
        def telling(*told: Any, **more: Any) -> Any:
            self._is_changed = True
            return tell(*told, **more)

        return telling

    def is_cleared(self) -> bool:
        """Whether nothing is left in it of what was done; false where that cannot be had."""
        page = self.page
        try:
            page.evaluate(_FORGET)
            if self._is_changed:
                return False
            while self._heard:
                page.remove_listener(*self._heard.pop())
            page.unroute_all(behavior="ignoreErrors")
            page.emulate_media(media="null", color_scheme="null", reduced_motion="null")
            page.goto("about:blank")
        except Error:  # closed, or busy with what does not end
            return False
        return True


class _Quiet(http.server.SimpleHTTPRequestHandler):
    headers_sent: Mapping[str, str] = {}

    def end_headers(self) -> None:
        for name, value in self.headers_sent.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Requests are not printed."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """As hosts do: the site's own page for a missing address."""
        folder = Path(self.directory)
        below = folder / self.path.partition("/")[2].partition("/")[0]  # a site below a sub-path has a page of its own
        page = next((it for it in (below / "404.html", folder / "404.html") if it.is_file()), None)
        if code != http.HTTPStatus.NOT_FOUND or page is None:
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def hosted(folder: Path, headers: Mapping[str, str] | None = None) -> Iterator[str]:
    """``folder`` on a free port of this computer; the value is its address, with a slash at the end."""
    kind = type("_Host", (_Quiet,), {"headers_sent": headers or {}})
    handler = functools.partial(kind, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/"
        finally:
            server.shutdown()
