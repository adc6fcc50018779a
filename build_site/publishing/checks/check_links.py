"""Every link leads somewhere, every page says what it is, and nothing is asked of another host.

What looks like markup that was not read, in the interface round the official words.

It is a guess, so it is told and stops nothing. A text may say `**` or `&lt;` itself, and its words return in contents,
lists and titles.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from build_site.blanks import squeeze
from build_site.model import Library, Span, Variant
from build_site.notices import Notice
from build_site.publishing.checks.halves import is_chinese, texts_of
from build_site.publishing.checks.official import LineWords
from build_site.publishing.checks.promise import PromiseBroken
from build_site.publishing.checks.read_pages import FinishedPage, Leftover, Link, Site
from build_site.variants import FOLDERS

_CSS_URL = re.compile(r"""url\(\s*(?P<quote>['"]?)(?P<url>.*?)(?P=quote)\s*\)|@import\s+['"](?P<imported>[^'"]+)""")
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_HARMLESS = {"mailto", "tel", "data", "about"}
_NOT_FOUND = "404.html"


def check_links(site: Site, library: Library) -> list[PromiseBroken]:
    """What is wrong with the pages as pages; their official words are another check's concern."""
    broken: list[PromiseBroken] = []
    for page in [*site.pages.values(), *site.regional.values()]:
        broken += [*_page(page), *_links(site, page), *_requests_in_css(site, page.address, page.css)]
    for name, css in site.css.items():
        broken += _requests_in_css(site, name, [css])
    return [*broken, *_languages(site, library), *_variants(site, library)]


def _page(page: FinishedPage) -> Iterator[PromiseBroken]:
    for name, times in page.ids.items():
        if times > 1:
            yield PromiseBroken("duplicate-id", page.address, f"the id “{name}” stands {times} times on the page.")
    if page.charset != "utf-8":
        yield PromiseBroken("no-charset", page.address, "the page does not say that it is UTF-8.")


# --------------------------------------------------------------------------- links


def _links(site: Site, page: FinishedPage) -> Iterator[PromiseBroken]:
    for link in page.links:
        code, message = _fault(site, page, link)
        if code:
            yield PromiseBroken(code, page.address, f"<{link.tag}> {link.url}: {message}")


def _fault(site: Site, page: FinishedPage, link: Link) -> tuple[str, str]:
    """(code, message) of what is wrong with the link, ("", "") when it is sound."""
    try:
        url = urlsplit(link.url)
    except ValueError as error:
        return "dead-link", f"it cannot be read as an address ({error})."
    if url.scheme in _HARMLESS:
        return "", ""
    if url.scheme or url.netloc:
        return ("other-host", "a browser would ask another host for it.") if link.requested else ("", "")
    if url.path.startswith("/"):
        return _rooted(site, page, url.path)
    return _inside(site, page, url.path, url.fragment)


def _rooted(site: Site, page: FinishedPage, path: str) -> tuple[str, str]:
    """Only the page that a server shows at any depth, 404.html, may count from the root of the host."""
    if page.path != _NOT_FOUND:
        return "rooted-link", "it breaks when the site stands in a folder of its host; it must be relative."
    steps = path.lstrip("/").split("/")
    if any(_file(site, "/".join(steps[i:]).rstrip("/")) for i in range(len(steps))):
        return "", ""
    return "dead-link", "there is no such file."


def _inside(site: Site, page: FinishedPage, path: str, fragment: str) -> tuple[str, str]:
    file = _file(site, _resolved(page.address, unquote(path)))
    if file is None:
        return "dead-link", "there is no such file in the site."
    there = site.pages.get(file)
    if fragment and there and fragment not in there.ids and unquote(fragment) not in there.ids:
        return "dead-link", f"{file} has no id “{unquote(fragment)}”."
    return "", ""


def _resolved(address: str, path: str) -> str:
    """The path below the root; one that leads out of the site begins with ``..`` and names no file of it."""
    if not path:
        return address
    target = posixpath.normpath(posixpath.join(posixpath.dirname(address), path))
    return "" if target == "." else target


def _file(site: Site, target: str) -> str | None:
    """A folder shows its index.html."""
    candidates = (target, f"{target}/index.html" if target else "index.html")
    return next((name for name in candidates if name in site.files), None)


def _requests_in_css(site: Site, address: str, sheets: Iterable[str]) -> Iterator[PromiseBroken]:
    for url in (it for css in sheets for it in _urls_in_css(css)):
        if url.scheme or url.netloc:
            yield PromiseBroken("other-host", address, f"css {url.geturl()}: a browser would ask another host for it.")
        elif _file(site, _resolved(address, unquote(url.path))) is None:
            yield PromiseBroken("dead-link", address, f"css {url.geturl()}: there is no such file in the site.")


def _urls_in_css(css: str) -> Iterator[SplitResult]:
    """What a sheet makes a browser ask for; data: and #id stand in the page already."""
    for found in _CSS_URL.finditer(_CSS_COMMENT.sub("", css)):
        url = urlsplit(found["url"] or found["imported"] or "")
        if url.scheme != "data" and (url.path or url.netloc):
            yield url


# --------------------------------------------------------------------------- both variants


def _languages(site: Site, library: Library) -> Iterator[PromiseBroken]:
    foreign = _foreign_pages(library)
    for page in site.pages.values():
        right = foreign.get(page.path, page.variant.value)
        if page.lang != right:
            yield PromiseBroken("wrong-lang", page.address, f"the page says lang=“{page.lang}”, but is in {right}.")


def _foreign_pages(library: Library) -> dict[str, str]:
    """Path of each page whose text is not Chinese, and its language."""
    texts = [text for volume in library.volumes for text in texts_of(volume)]
    return {f"{text.path}/index.html": text.language for text in texts if not is_chinese(text)}


def _variants(site: Site, library: Library) -> Iterator[PromiseBroken]:
    """The same pages with the same ids in both scripts, but one page only for what has no script."""
    halves: dict[Variant, dict[str, FinishedPage]] = {variant: {} for variant in Variant}
    foreign = _foreign_pages(library)
    for page in site.pages.values():
        if page.path not in foreign and not page.redirects:
            halves[page.variant][page.path] = page
        elif page.path in foreign and page.variant is Variant.HANT and not page.redirects:
            yield PromiseBroken("page-too-many", page.address, "a text that is not Chinese has one page, not two.")
    hans, hant = halves[Variant.HANS], halves[Variant.HANT]
    for path in sorted(hans.keys() ^ hant.keys()):
        address = FOLDERS[Variant.HANT if path in hans else Variant.HANS] + path
        yield PromiseBroken("page-missing", address, "the same page is there in the other script.")
    for path in sorted(hans.keys() & hant.keys()):
        yield from _same_ids(hans[path], hant[path])


def _same_ids(hans: FinishedPage, hant: FinishedPage) -> Iterator[PromiseBroken]:
    differing = sorted(
        name for name in hans.ids.keys() ^ hant.ids.keys() if not name.startswith("__")
    )  # __: the theme's own
    if differing:
        message = f"ids that {hans.address} and this page do not share: {', '.join(differing[:5])} ({len(differing)})."
        yield PromiseBroken("ids-differ", hant.address, message)


_BESIDE = 2  # characters before or after a trace that, with it, stand in a text: then the text says it


def leftovers(site: Site, library: Library) -> list[Notice]:
    """One notice for each trace and place of a source that no official words explain."""
    slips = [(page, it) for page in site.pages.values() for it in page.leftovers]
    if not slips:
        return []
    official = squeeze("".join(piece.text for page in site.pages.values() for _, piece in _pieces(page)))
    paths = {volume.source.path.name: volume.source.path for volume in library.volumes}
    found: dict[tuple[Path, int, str], Notice] = {}
    for page, slip in slips:
        if not _is_said(slip, official):
            notice = _notice(page, slip, paths)
            found.setdefault((notice.path, notice.span.first, slip.trace), notice)
    return list(found.values())


def _is_said(slip: Leftover, official: str) -> bool:
    before, after = squeeze(slip.before + slip.trace), squeeze(slip.trace + slip.after)
    beside = len(slip.trace) + _BESIDE
    return before[-beside:] in official or after[:beside] in official


def _notice(page: FinishedPage, slip: Leftover, paths: Mapping[str, Path]) -> Notice:
    """At the line whose words stand beside the trace, or where the page's words begin."""
    pieces = list(_pieces(page))
    near = [it for it in pieces if _is_beside(slip, squeeze(it[1].text))] or pieces
    name, line = (near[0][0], near[0][1].line) if near else (page.address, 1)
    message = f"“{slip}” on {page.address} looks like markup that was not read; look at the page"
    return Notice(paths.get(name, Path(name)), Span(line, line), "leftover-markup", message)


def _is_beside(slip: Leftover, words: str) -> bool:
    before, after = squeeze(slip.before)[-_BESIDE:], squeeze(slip.after)[:_BESIDE]
    return bool(before and before in words) or bool(after and after in words)


def _pieces(page: FinishedPage) -> Iterator[tuple[str, LineWords]]:
    """The official words of a page, each with the name of its source."""
    for name, pieces in page.official.pieces.items():
        for piece in pieces:
            yield name, piece
