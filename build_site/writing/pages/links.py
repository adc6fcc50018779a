"""Links from one page to another: relative, to the Markdown file, so that MkDocs can prove that they arrive."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass

from build_site.model import Variant
from build_site.variants import FOLDERS
from build_site.writing.pages.catalogue import Entry
from build_site.writing.pages.escape import element


@dataclass(frozen=True, slots=True)
class Addresses:
    """The pages that can be linked to in one script; ``elsewhere`` are those that only the Simplified folder has."""

    variant: Variant
    here: frozenset[str]
    elsewhere: frozenset[str] = frozenset()


def addresses(variant: Variant, entries: Iterable[Entry], other_paths: Iterable[str]) -> Addresses:
    """Which pages stand in this script's tree, and which are read in the Simplified one."""
    entries = tuple(entries)
    one_page_only = frozenset(entry.text.path for entry in entries if variant is Variant.HANT and not entry.chinese)
    here = frozenset(entry.text.path for entry in entries) - one_page_only
    return Addresses(variant, here | frozenset(other_paths), one_page_only)


def link(known: Addresses, origin: str, target: str, words: str) -> str:
    """``words`` (Markdown) as a link from the page ``origin`` to ``target`` (``path`` or ``path#id``), if it exists.

    A target without a page gives plain words: no link is better than one that leads nowhere. A page of the other
    tree is linked in HTML, because MkDocs, which builds one tree at a time, would not find its file.
    """
    path, _, fragment = target.partition("#")
    hash_part = f"#{fragment}" if fragment else ""
    if path in known.here:
        return f"[{words}]({relative(f'{path}/index.md' if path else 'index.md', origin)}{hash_part})"
    if path in known.elsewhere:
        address = relative(f"{path}/", posixpath.join(FOLDERS[Variant.HANT], origin))
        return element("a", words, href=address + hash_part)
    return words


def nearest_link(known: Addresses, origin: str, target: str, words: str, why: str) -> str:
    """A link to the place above a clause that is not printed here; ``why`` says so."""
    return html_link(known, origin, target, words, class_="nearest", title=why)


def html_link(known: Addresses, origin: str, target: str, words: str, **attributes: str) -> str:
    """``words`` as a link in HTML that MkDocs does not read; plain words where the target has no page."""
    path, _, fragment = target.partition("#")
    if path not in known.here and path not in known.elsewhere:
        return words
    address = page_link(known, origin, path) + (f"#{fragment}" if fragment else "")
    return element("a", words, **attributes, href=address)


def page_link(known: Addresses, origin: str, target: str) -> str:
    """The address of the page ``target`` for HTML that MkDocs does not read: as the finished page needs it."""
    if target in known.elsewhere:
        return relative(f"{target}/", posixpath.join(FOLDERS[Variant.HANT], origin))
    return relative(f"{target}/", origin)


def relative(target: str, origin: str) -> str:
    """From the page ``origin`` (a folder, "" is home) to ``target``.

    >>> relative("policies/b/index.md", "policies/a"), relative("volumes/v/index.md", "")
    ('../b/index.md', 'volumes/v/index.md')
    >>> relative("policies/b/", "zh-hant/volumes/v")
    '../../../policies/b/'
    """
    path = posixpath.relpath(target, origin or ".")
    return f"{path}/" if target.endswith("/") else path
