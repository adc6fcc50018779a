"""What a page says of its text in its head and its address: titles, day of publication, where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import BeautifulSoup
from bs4.element import Comment, Tag

from build_site.carried import WEB_ADDRESS, Record
from build_site.reading.carriers.records import date_of
from build_site.reading.carriers.site_names import shorter_titles

# Names of <meta> elements: those that the rules for government websites ask for (政府网站发展指引), and common ones.
TITLE_META = ("articletitle", "og:title", "dc.title", "title", "twitter:title")
_PUBLISHED_META = ("pubdate", "publishdate", "article:published_time", "dc.date", "dc.date.issued", "publish_date")
_ADDRESS_META = ("og:url", "url", "contenturl")
_TITLE_NAMES = ("activity-name", "artibodytitle", "article_title", "article-title", "articletitle", "xxgk-title")

_LONGEST = 300  # characters of a title

_SAVED_FROM = re.compile(
    r"saved from url=\(\d+\)\s*(https?://\S+)|\burl:\s*(https?://\S+)|SingleFile[^<]*?(https?://\S+)", re.IGNORECASE
)

EXAMPLES = (
    (_SAVED_FROM, "saved from url=(0062)http://www.gov.cn/a.htm", "Page saved with SingleFile url: https://a.cn/1"),
)


@dataclass(frozen=True, slots=True)
class PageFacts:
    """``titles`` are what the page calls its text, the surest first, ``stated`` the one in its head, "" for none; the
    record has only what is stated as a fact.
    """

    titles: tuple[str, ...]
    stated: str
    record: Record


def page_facts(soup: BeautifulSoup) -> PageFacts:
    """Read before what nobody sees is taken out of the page."""
    metas = list(_metas(soup))
    published = next((date for name, value in metas if name in _PUBLISHED_META and (date := date_of(value))), None)
    stated = next((value for wanted in TITLE_META[:2] for name, value in metas if name == wanted), "")
    return PageFacts(tuple(_titles(soup, metas)), stated, Record(published=published, origin=_address(soup, metas)))


def _metas(soup: BeautifulSoup) -> Iterator[tuple[str, str]]:
    for meta in soup.find_all("meta"):
        name = str(meta.get("name") or meta.get("property") or meta.get("itemprop") or "").strip().lower()
        value = str(meta.get("content") or "").strip()
        if name and value:
            yield name, value


def _titles(soup: BeautifulSoup, metas: list[tuple[str, str]]) -> Iterator[str]:
    for wanted in TITLE_META:
        yield from (value for name, value in metas if name == wanted)
    for tag in [*soup.find_all(_is_title), *soup.find_all("h1")]:
        yield _words(tag)
    for tag in soup.find_all("title")[:1]:
        yield from shorter_titles(_words(tag))


def _words(tag: Tag) -> str:
    return " ".join(tag.get_text().split())[:_LONGEST]


def _is_title(tag: Tag) -> bool:
    names = [tag.get("id") or "", *(tag.get_attribute_list("class") or [])]
    return any(str(name).lower() in _TITLE_NAMES for name in names if name)


def _address(soup: BeautifulSoup, metas: list[tuple[str, str]]) -> str | None:
    links = (str(link.get("href") or "") for link in soup.find_all("link") if "canonical" in (link.get("rel") or ""))
    comments = (found for text in soup.find_all(string=_is_comment) if (found := _SAVED_FROM.search(text)))
    from_comments = (next(filter(None, found.groups())) for found in comments)
    candidates = (*links, *(value for name, value in metas if name in _ADDRESS_META), *from_comments)
    return next((one.strip() for one in candidates if WEB_ADDRESS.fullmatch(one.strip())), None)


def _is_comment(text: object) -> bool:
    return isinstance(text, Comment)
