"""MkDocs: a folder of Markdown → a folder of pages. No other module imports it.

MkDocs prints its complaints and goes on; here every warning stops the build, because a
warning of MkDocs is a link that a reader would click in vain.
"""

from __future__ import annotations

import errno
import logging
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment
from markupsafe import Markup
from mkdocs.commands.build import build as _build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink
from mkdocs.utils.yaml import yaml_load
from yaml import YAMLError

from build_site import content_policy
from build_site.formats import FORMATS
from build_site.notices import PromiseError, SetupError
from build_site.publishing.mkdocs.described import described
from build_site.units.item_styles import item_rules
from build_site.variants import BY_TAG, FOLDERS, USUAL, VARIANTS, SiteVariant
from build_site.words import Column, columns, date_words, words_of

# Material prints a notice about MkDocs 2 into every build; the lock file decides which version is used.
os.environ.setdefault("DISABLE_MKDOCS_2_WARNING", "true")


if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication

CONFIG_FILE = Path(__file__).parents[3] / "mkdocs.yml"
MISSING = Path(__file__).parents[2] / "theme" / "404.html"
_USUAL = [row.tag for row in USUAL]
SHOWN_COMPLAINTS = 5  # more of them hide the first, and the first is often the cause of the others


def build(docs_dir: Path, site_dir: Path, variant: SiteVariant, config_file: Path = CONFIG_FILE) -> None:
    """Build the pages of one variant from ``docs_dir`` into ``site_dir``.

    Raises SetupError when the configuration is wrong, OSError when the disk is full or cannot be written, PromiseError
    when MkDocs finds a link that leads nowhere (or anything else it warns of).
    """
    with _complaints() as complaints:
        try:
            _build(_config(docs_dir, site_dir, variant, config_file))
        except (MkDocsException, OSError) as error:
            if (disk := _of_the_disk(error)) is not None:
                raise disk from error
            what = "; ".join([*complaints, str(error)])
            raise SetupError(
                f"{config_file.name}: MkDocs could not build {docs_dir}: {what}. "
                "Fix what is named there (a missing package: run `make site` again) and repeat the build."
            ) from error
    if complaints:
        raise PromiseError(_paragraph(docs_dir, complaints))


def _of_the_disk(error: BaseException | None) -> OSError | None:
    """The error of the file system that caused one of MkDocs; a file that is missing is a matter of MkDocs."""
    while error is not None:
        if isinstance(error, OSError) and error.errno not in (None, errno.ENOENT, errno.ENOTDIR):
            return error
        error = error.__cause__ or error.__context__
    return None


def variants(config_file: Path = CONFIG_FILE) -> tuple[SiteVariant, ...]:
    """The variants that ``mkdocs.yml`` wants. Raises SetupError when it asks for one that does not exist."""
    wanted = _wanted(_settings(config_file).get("extra", {}))
    known = [tag for tag in BY_TAG if tag in {*_USUAL, *wanted}]
    if wanted != known:
        raise SetupError(
            f"{config_file}: extra: variants: {wanted} cannot be built. "
            f"Write [{', '.join(_USUAL)}], or add others of [{', '.join(BY_TAG)}], in this order."
        )
    return tuple(BY_TAG[tag] for tag in wanted)


def hosted_at(config_file: Path = CONFIG_FILE) -> str:
    """The ``site_url`` with a slash at its end, "" where none is set. Raises SetupError."""
    return _root(_settings(config_file).get("site_url"))


def _root(site_url: str | None) -> str:
    return f"{site_url.rstrip('/')}/" if site_url else ""


def _settings(config_file: Path) -> dict[str, Any]:
    """``mkdocs.yml`` as it is written, with what it takes from the environment."""
    try:
        with config_file.open("rb") as file:
            return dict(yaml_load(file))
    except (MkDocsException, OSError, YAMLError) as error:
        raise SetupError(f"{config_file}: it cannot be read: {error}. Fix what is named there.") from error


def _wanted(extra: Mapping[str, Any]) -> list[str]:
    return [str(tag) for tag in extra.get("variants", _USUAL)]


def _config(docs_dir: Path, site_dir: Path, variant: SiteVariant, config_file: Path) -> MkDocsConfig:
    """The settings of ``mkdocs.yml``, its names in the words of this variant."""
    config = load_config(str(config_file), docs_dir=str(docs_dir.resolve()), site_dir=str(site_dir.resolve()))
    named = _Names(config_file, words_of(variant.tag))
    config.theme["language"] = variant.tag
    config.site_name = named.words(config.site_name)
    config.site_description = config.site_description and named.words(config.site_description)
    root = _root(config.site_url)
    config.site_url = f"{root}{variant.folder}" if root else config.site_url
    config.extra |= {
        "variant": variant.tag,
        "script": variant.script.value,
        "script_folder": FOLDERS[variant.script],
        "item_rules": item_rules(".md-typeset .official"),
        "root_url": root,
        "formats": FORMATS,
        "policy": {"page": content_policy.PAGE, "missing": content_policy.of_missing(MISSING.read_text("utf-8"))},
        "folders": {tag: BY_TAG[tag].folder for tag in _wanted(config.extra)},
        "missing_in": list(_missing_in(variant)),
        "all_variants": [BY_TAG[tag] for tag in _wanted(config.extra)],
    }
    config.nav = navigation(config.nav or [], docs_dir, named.words)
    config.plugins["escaping"] = _Escaping()
    config.plugins["describing"] = _Describing()
    return config


def _missing_in(variant: SiteVariant) -> Iterator[Mapping[str, object]]:
    """The sections of the page for missing addresses: in this variant, then in each other script.

    The folder to which a section leads comes first, then those from which readers are led there as well.
    """
    for one in (variant, *(row for row in USUAL if row.script is not variant.script)):
        alike = [row.folder for row in VARIANTS if row.script is one.script and row != one]
        yield {"tag": one.tag, "folders": [one.folder, *alike]}


@dataclass(frozen=True, slots=True)
class _Names:
    """The names in ``mkdocs.yml`` are keys of ``data/words.tsv``, so that every variant has them in its own words."""

    config_file: Path
    known: Column

    def words(self, key: str) -> str:
        """Raises SetupError for words that stand in the file themselves."""
        if key in self.known:
            return self.known[key]
        near = get_close_matches(key, self.known, 1)
        raise SetupError(
            f"{self.config_file}: “{key}” is no key of build_site/data/words.tsv"
            f"{f' (did you mean {near[0]}?)' if near else ''}. Names are written there, in each script, and named here."
        )


class _Escaping(BasePlugin):  # type: ignore[type-arg, no-untyped-call]
    """Templates print every value as words: Material, and MkDocs for it, would print titles as they are.

    The page that Markdown has written and the names in its contents are HTML, and alone say so.
    """

    def on_env(self, env: Environment, /, **_: Any) -> Environment:
        env.autoescape = lambda name: not (name or "").endswith(".txt")
        env.globals["words"] = {tag: words_of(tag) for tag in {*columns(), *BY_TAG}}
        return env

    def on_page_content(self, html: str, /, *, page: Page, **_: Any) -> str:
        for item in _all_items(page.toc):
            item.title = Markup(item.title)
        return Markup(html)


class _Describing(BasePlugin):  # type: ignore[type-arg, no-untyped-call]
    """Gives a page what the templates would have to compute: they print, and call no method of Python."""

    def on_page_context(self, context: Any, /, *, page: Page, config: MkDocsConfig, **_: Any) -> Any:
        meta = page.meta
        if meta.get("kind") == "work":
            headings = [(item.id, Markup(item.title).striptags()) for item in page.toc]
            # The pages of a variant in other glyphs were written in its script.
            own = {"lang": config.extra["variant"]} if meta["lang"] == config.extra["script"] else {}
            meta["described"] = described({**meta, **own}, headings, page.canonical_url or "", config.site_name)
            meta["issued_words"] = date_words(meta["lang"], str(meta["work"]["issued"] or ""))
        return context


def _all_items(items: Iterable[AnchorLink]) -> Iterator[AnchorLink]:
    for item in items:
        yield item
        yield from _all_items(item.children)


def navigation(entries: Iterable[Any], docs_dir: Path, words: Callable[[str], str] = str) -> list[Any]:
    """The ``nav`` of ``mkdocs.yml`` with patterns (``volumes/*/index.md``) replaced by the pages that exist.

    ``words`` gives the words for the key that a title is.
    """
    found: list[Any] = []
    for entry in entries:
        if isinstance(entry, str):
            found += sorted(path.relative_to(docs_dir).as_posix() for path in docs_dir.glob(entry))
            continue
        for title, inside in entry.items():
            pages = navigation([inside] if isinstance(inside, str) else inside, docs_dir, words)
            one = isinstance(inside, str) and "*" not in inside
            found += [{words(title): pages[0] if one else pages}] if pages else []
    return found


def reloading_server(builder: Callable[[], None], site_dir: Path, port: int) -> LiveReloadServer:
    """A server of ``site_dir`` that calls ``builder`` when a watched file changes, then reloads the browser."""
    server = LiveReloadServer(builder, host="127.0.0.1", port=port, root=str(site_dir))
    server.set_app(_without_policy(server.serve_request))
    return server


def _without_policy(app: WSGIApplication) -> WSGIApplication:
    """The server puts a script into every page, which makes the browser reload; the page's policy would refuse it."""

    def answer(environ: dict[str, Any], start_response: StartResponse) -> list[bytes]:
        content = b"".join(app(environ, start_response))
        return [content.replace(b'http-equiv="Content-Security', b'data-equiv="Content-Security')]  # as long as it was

    return answer


class _Complaints(logging.Handler):
    """Keeps what MkDocs warns of instead of printing it."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(" ".join(record.getMessage().split()))


@contextmanager
def _complaints() -> Iterator[list[str]]:
    logger, handler = logging.getLogger("mkdocs"), _Complaints()
    propagate, logger.propagate = logger.propagate, False
    logger.addHandler(handler)
    try:
        yield handler.messages
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagate


def _paragraph(docs_dir: Path, complaints: list[str]) -> str:
    shown = "; ".join(complaints[:SHOWN_COMPLAINTS])
    more = f"; and {len(complaints) - SHOWN_COMPLAINTS} more" if len(complaints) > SHOWN_COMPLAINTS else ""
    return (
        f"{docs_dir}: MkDocs warns: {shown}{more}. The site was not replaced. "
        "A page written by hand is fixed in docs/pages; a generated one by its source text or the code that wrote it."
    )
