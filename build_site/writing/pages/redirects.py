"""Pages for addresses that have moved: small, and true to the fragment.

A browser drops the fragment when a page is refreshed to another, so a short script (``assets/moved.js``) carries it
over; without scripts a link remains. Where a page lives on and only some of its units have moved, no page can be put in
its place: `moved_units` gives what the page itself must know.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from posixpath import relpath

from build_site.content_policy import REDIRECT
from build_site.model import Variant
from build_site.units.flat import path_of
from build_site.variants import USUAL, SiteVariant
from build_site.words import say
from build_site.writing.pages.escape import escape, html_attributes, words

_PAGE = """<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<title>{title}</title>
<meta name="robots" content="noindex">
<link rel="canonical" href="{href}">
{script}
<noscript><meta http-equiv="refresh" content="0; url={href}"></noscript>
</head>
<body><p>{title}<a href="{href}">{shown}</a></p></body>
</html>
"""


def redirect_pages(
    redirects: Mapping[str, Mapping[str, str]], living: Mapping[str, bool], variants: Iterable[SiteVariant] = USUAL
) -> dict[str, str]:
    """Path below the site's root → HTML, for every page that is no more, in each of the ``variants``.

    ``redirects`` is slug → id → target (``slug`` or ``slug#id``; the id "" is the page itself); ``living`` are the
    slugs that have a page, and whether they have one in each script. A page whose units moved, but which did
    not move itself, leads to where its first unit went.
    """
    return {
        f"{variant.folder}{path_of(slug)}/index.html": _redirect_page(variant, slug, redirects[slug], living)
        for slug in sorted(redirects.keys() - living.keys())
        for variant in variants
    }


def moved_units(redirects: Mapping[str, Mapping[str, str]], living: Mapping[str, bool]) -> dict[str, dict[str, str]]:
    """Slug of a living page → id that has left it → where it is now, relative to the page's folder.

    The same in all variants, but for a target that has one page for both; that is given for the Simplified page.
    """
    return {
        slug: {id: _href("", slug, target, living) for id, target in redirects[slug].items()}
        for slug in sorted(redirects.keys() & living.keys())
    }


def with_moved_units(
    page: str, slug: str, units: Mapping[str, str], shifted: Mapping[str, str], script: Variant
) -> str:
    """The finished page of ``slug`` that sends a reader on who comes for a unit that has left it, and tells one who
    comes for a unit whose id is another's now (``shifted``) where it is.
    """
    head, end, body = page.partition("</head>")
    told = {"data_shifted": json.dumps(shifted), "data_note": say(script, "text.shifted-to")} if shifted else {}
    return f"{head}{_script(slug, {'data_units': json.dumps(units), **told})}\n{end}{body}"


def _script(slug: str, moved: Mapping[str, str]) -> str:
    root = f"{relpath('.', path_of(slug))}/"
    return f'<script src="{root}assets/moved.js"{html_attributes(moved)}></script>'


def _redirect_page(variant: SiteVariant, slug: str, moved: Mapping[str, str], living: Mapping[str, bool]) -> str:
    title = say(variant.script, "text.moved-to")
    hrefs = {id: _href(variant.folder, slug, target, living) for id, target in moved.items()}
    href = hrefs.get("") or next(iter(hrefs.values()))
    page, _, fragment = href.partition("#")
    units = {id: where for id, where in hrefs.items() if id}
    fragment = f"#{fragment}" if fragment else ""
    script = _script(slug, {"data_units": json.dumps(units), "data_page": page, "data_fragment": fragment})
    address = escape(href, "attribute")
    return _PAGE.format(lang=variant.tag, title=title, href=address, shown=words(href), script=script, policy=REDIRECT)


def _href(folder: str, slug: str, target: str, living: Mapping[str, bool]) -> str:
    """From one page's folder to another's: relative, so that it works wherever the site is hosted."""
    page, _, id = target.partition("#")
    its_folder = folder if living.get(page, True) else ""
    return f"{relpath(its_folder + path_of(page), folder + path_of(slug))}/{f'#{id}' if id else ''}"
