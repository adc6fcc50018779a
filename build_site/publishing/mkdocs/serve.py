"""Live reload: saving a source text rebuilds the library and shows it."""

from __future__ import annotations

import errno
from collections.abc import Callable, Sequence
from pathlib import Path

from build_site.notices import PromiseError, SetupError
from build_site.publishing.mkdocs.mkdocs_build import reloading_server


def serve(
    rebuild: Callable[[], object],
    watch: Sequence[Path],
    site: Path,
    port: int = 8000,
    *,
    report: Callable[[str], None],
) -> None:
    """Serve ``site`` on this computer only until interrupted; call ``rebuild`` when something in ``watch`` changes.

    A rebuild that fails is reported, and the last good site stays. ``rebuild`` has to replace
    ``site`` as a whole. Raises SetupError when the port is taken.
    """
    server = reloading_server(lambda: _attempt(rebuild, report), site, port)
    server.error_handler = lambda code: _error_page(site, code)
    for path in watch:
        if path.exists():
            server.watch(str(path))
    report(f"Open {server.url} in a browser; saving a file in {', '.join(map(str, watch))} shows it. Ctrl-C ends.")
    try:
        server.serve()  # type: ignore[no-untyped-call]  # MkDocs does not say that it returns nothing
    except KeyboardInterrupt:
        report("Ended.")
    except OSError as error:
        raise SetupError(_no_port(port, error)) from error
    finally:
        server.shutdown()


def _no_port(port: int, error: OSError) -> str:
    own = error.errno == errno.EACCES  # ports below 1024 are for the system's own services
    another = port + 1 if port < 65535 else 8000
    advice = "Name a port above 1023: --port 8000" if own else f"End what uses it, or name another: --port {another}"
    return f"Port {port} of this computer cannot be used: {error.strerror}. {advice}."


def _attempt(rebuild: Callable[[], object], report: Callable[[str], None]) -> None:
    """The server would wait for ever for a rebuild that raises, so nothing is raised here."""
    try:
        rebuild()
    except (SetupError, PromiseError) as error:
        report(f"{error} The last good site is still shown.")
    except Exception as error:
        report(f"The rebuild broke off ({type(error).__name__}: {error}). The last good site is still shown.")
    else:
        report("Rebuilt.")


def _error_page(site: Path, code: int) -> bytes | None:
    page = site / f"{code}.html"
    return page.read_bytes() if page.is_file() else None
