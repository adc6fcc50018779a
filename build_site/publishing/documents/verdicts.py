"""Whether a link leads into the library, and if so: is it good, has it moved, or is it broken?"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Literal, NamedTuple, TypeAlias
from urllib.parse import SplitResult, unquote, urlsplit

from build_site.likeness import most_alike
from build_site.units.flat import path_of
from build_site.units.ids import Id
from build_site.variants import VARIANTS

ANY = "any"
"""Instead of an address: whatever host, if its path has ``policies/<slug>`` or ``volumes/<slug>`` in it."""

State: TypeAlias = Literal["good", "moved", "broken"]

_FOLDERS = tuple(row.folder.rstrip("/") for row in VARIANTS if row.folder)
_SHELVES = ("policies", "volumes")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")  # guofa-2016-67
_NTH = re.compile(r"[0-9]{1,4}")
_INDEX = ("index.html", "index.md", "")


@dataclass(frozen=True, slots=True)
class KnownAddresses:
    """The addresses of a library. ``ids``: slug of each page (``guofa-2016-67/2``, ``volumes/…``) → its ids.

    ``one_page`` are slugs without a Traditional page; ``redirects`` slug → id → ``slug`` or ``slug#id`` ("" is the
    page itself); ``beside`` names of files beside a text; ``others`` all other paths below the root; ``places`` the
    folders of variants that are built (``zh-hant``); ``anchors`` path → ids of those others whose ids are known.
    """

    ids: Mapping[str, Collection[str]]
    one_page: Collection[str]
    redirects: Mapping[str, Mapping[str, str]]
    beside: Collection[str]
    others: Collection[str]
    places: Collection[str]
    anchors: Mapping[str, Collection[str]] = field(default_factory=dict)


class Verdict(NamedTuple):
    """``address`` below the root: where a moved link leads now, or the nearest to a broken one ("" where none is)."""

    state: State
    why: str = ""
    address: str = ""


# --------------------------------------------------------------------------- into the library or not


def parted(url: str, bases: Sequence[str]) -> tuple[str, str] | None:
    """A link into the library as (what stands before the library's root, the path below it with its fragment).

    None for every other link. ``bases`` are addresses at which the library stands, or `ANY`. Relative links, and
    those to files of an offline copy, are told by ``policies/<slug>`` or ``volumes/<slug>`` in their path.

    >>> parted("https://a.cn/lib/zh-hant/policies/b-2016-1/?x#l1_4", ["https://a.cn/lib/"])
    ('https://a.cn/lib/', 'zh-hant/policies/b-2016-1/#l1_4')
    >>> parted("../site/policies/b-2016-1/index.html", []), parted("https://b.cn/policies/b-2016-1/", [])
    (('../site/', 'policies/b-2016-1/index.html'), None)
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    hosted = parts.scheme in ("http", "https") or (parts.netloc and not parts.scheme)
    if hosted and (found := _at_a_base(url.strip(), parts, bases)):
        return found
    told_by_path = ANY in bases if hosted else parts.scheme in ("", "file")
    below = _shelf_in(parts.path) if told_by_path else ""
    before = parts._replace(path=parts.path[: len(parts.path) - len(below)], query="", fragment="").geturl()
    return (before, below + _end(parts)) if below else None


def _at_a_base(url: str, parts: SplitResult, bases: Iterable[str]) -> tuple[str, str] | None:
    """A link to one of the addresses at which the library stands, parted there."""
    below = (_below(parts.netloc, parts.path, base) for base in bases if base != ANY)
    found = next((path for path in below if path is not None), None)
    if found is None:
        return None
    host = url[: url.find(parts.netloc) + len(parts.netloc)]
    return host + parts.path[: len(parts.path) - len(found)], found + _end(parts)


def _end(parts: SplitResult) -> str:
    return f"#{parts.fragment}" if parts.fragment else ""


def _below(host: str, path: str, base: str) -> str | None:
    """What of a path stands below ``base``, if anything; http and https are one."""
    root = urlsplit(base)
    above = root.path.rstrip("/") + "/"
    if host.lower() != root.netloc.lower() or not f"{path}/".startswith(above):
        return None
    return path[len(above) :]


def _shelf_in(path: str) -> str:
    """The end of a path from the variant's folder or shelf on, "" where it has none."""
    steps = path.split("/")
    for at in range(len(steps) - 2, -1, -1):
        if steps[at] in _SHELVES and _SLUG.fullmatch(steps[at + 1]):
            return "/".join(steps[at - 1 if at and steps[at - 1] in _FOLDERS else at :])
    return ""


def looks_like_ours(url: str) -> bool:
    """Whether a link of another host may be meant for a library: it has a shelf and a slug in its path."""
    return parted(url, [ANY]) is not None


# --------------------------------------------------------------------------- good, moved or broken


def judge(address: str, known: KnownAddresses) -> Verdict:
    """What has become of an address below the root of the library."""
    path, _, fragment = address.partition("#")
    id = unquote(fragment.partition(":~:")[0])  # what follows is for browsers: words to be marked
    steps = unquote(path).split("/")
    place = steps.pop(0) if steps[0] in _FOLDERS else ""
    if len(steps) > 1 and steps[0] in _SHELVES and steps[1]:
        verdict = _Judge(known, place).page(steps, id)
    elif steps[0] == "save" and len(steps) > 1 and steps[-1].endswith(".html"):
        verdict = _Judge(known, "").page(["policies", *"/".join(steps[1:]).removesuffix(".html").split("/")], id)
    else:
        verdict = _other("/".join(steps), place, id, known)
    return verdict


def _other(path: str, place: str, id: str, known: KnownAddresses) -> Verdict:
    name = path.removesuffix("index.html")
    here = f"{place}/" if place else ""
    if place and place not in known.places:
        return Verdict("broken", "the library has no such script", name)
    if here + name in known.others or f"{here}{name}/" in known.others or not name:
        return _anchored(f"{name.rstrip('/')}/", here, id, known)
    return Verdict("broken", "there is no such page", most_alike(here + name, sorted(known.others)) or here)


def _anchored(name: str, here: str, id: str, known: KnownAddresses) -> Verdict:
    """A page that is no text: its ids are known where it was written by hand."""
    ids = known.anchors.get(name)
    if not id or ids is None or id in ids:
        return Verdict("good")
    close = get_close_matches(id, ids, 1)
    return Verdict("broken", f"the page has no “{id}”", f"{here}{name}{f'#{close[0]}' if close else ''}")


class _Judge:
    """Judges addresses in one script's tree."""

    def __init__(self, known: KnownAddresses, place: str) -> None:
        self._known, self._place = known, place

    def page(self, steps: Sequence[str], id: str) -> Verdict:
        """``steps`` are shelf, slug, perhaps the count of a further text, perhaps a file."""
        shelf, slug, *rest = steps
        if shelf == "policies" and rest and _NTH.fullmatch(rest[0]):
            slug, rest = f"{slug}/{rest[0]}", rest[1:]
        slug = f"volumes/{slug}" if shelf == "volumes" else slug
        verdict = self._unit(slug, id)
        if verdict.state == "broken":
            return verdict
        arrived = verdict.address or self._to(slug)
        if rest and not self._is_beside(rest):
            return Verdict("broken", f"there is no {'/'.join(rest)} beside the text", arrived)
        if self._place and not self._has_place(arrived):
            return Verdict("broken", "the page does not exist in this script", arrived)
        return verdict

    def _is_beside(self, rest: Sequence[str]) -> bool:
        """Whether the steps after a page name a file that stands beside it, or the page itself."""
        return len(rest) == 1 and rest[0] in (*_INDEX, *self._known.beside)

    def _unit(self, slug: str, id: str) -> Verdict:
        known = self._known
        moved = known.redirects.get(slug, {})
        if slug in known.ids:
            if not id or id in known.ids[slug]:
                return Verdict("good")
            if id in moved:
                return Verdict("moved", address=self._to(moved[id]))
            return Verdict("broken", f"the text has no “{id}”", self._to(self._nearest(slug, id)))
        if moved:
            return self._gone(moved, id)
        work = slug.partition("/")[0]
        names = [name for name in known.ids if "/" not in name or name.startswith("volumes/")]
        close = work if work in known.ids else most_alike(slug, names)
        return Verdict("broken", f"there is no “{slug}”", self._to(self._nearest(close, id)) if close else "")

    def _gone(self, moved: Mapping[str, str], id: str) -> Verdict:
        """The page is no more: where the unit went, or the page with everything on it."""
        if id in moved:
            return Verdict("moved", address=self._to(moved[id]))
        if "" not in moved:
            target = next(iter(moved.values()))
            return Verdict("broken" if id else "moved", f"no “{id}” was there" if id else "", self._to(target))
        page, _, above = moved[""].partition("#")
        now = f"{above}__{id}" if above else id
        if now in self._known.ids.get(page, ()):
            return Verdict("moved", address=self._to(f"{page}#{now}"))
        nearest = self._to(self._nearest(page, now))
        return Verdict("broken", f"the text has moved, and has no “{now}”", nearest)

    def _nearest(self, slug: str, id: str) -> str:
        """The place, or the nearest one above it that exists; the page where there is none."""
        found = next((one for one in Id(id).outwards() if one in self._known.ids.get(slug, ())), "")
        return f"{slug}#{found}" if found else slug

    def _to(self, target: str) -> str:
        """An address of the library as a path below its root, in this script where it has one."""
        slug, mark, id = target.partition("#")
        page = path_of(slug)
        place = "" if slug in self._known.one_page else self._place if self._place in self._known.places else ""
        return f"{place}/{page}/{mark}{id}" if place else f"{page}/{mark}{id}"

    def _has_place(self, address: str) -> bool:
        return address.startswith(f"{self._place}/")
