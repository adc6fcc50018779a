"""check-links: the documents of other people, held against the library as it is read. No site need be built."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from build_site import pipeline
from build_site.exporting import Exported, whole_names
from build_site.formats import BESIDE_NAMES
from build_site.linking.addresses import changes
from build_site.linking.addresses.addresses import addresses
from build_site.model import Library
from build_site.publishing.documents.found import FoundLink, single_line
from build_site.publishing.documents.hand_written import ids_of_page
from build_site.publishing.documents.reading import Readers, links_of
from build_site.publishing.documents.verdicts import KnownAddresses, Verdict, judge, looks_like_ours, parted
from build_site.publishing.mkdocs.mkdocs_build import CONFIG_FILE, hosted_at, variants
from build_site.reading.carriers.pdf_process import links_of_pdf
from build_site.reading.decode import decode
from build_site.units.flat import texts_of
from build_site.word_package import DocumentError
from build_site.writing.pages.catalogue import has_page
from build_site.writing.pages.citation_pages import ABSENT, CITATIONS
from build_site.writing.pages.listings import SECTIONS
from build_site.writing.pages.pages import HOME

_HOSTS_OWN = ("robots.txt", "sitemap.xml", "404.html")


@dataclass(slots=True)
class Checked:
    """What was found: a line for each link into the library, a summary, and what could not be read."""

    links: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    elsewhere: int = 0  # links to other hosts that look like ours

    @property
    def code(self) -> int:
        """0 all good or moved, 1 a broken one, 2 a document that could not be read."""
        return 2 if self.problems else int(self.counts["broken"] > 0)

    @property
    def summary(self) -> Iterator[str]:
        """What a person wants to know at the end."""
        told = ", ".join(f"{self.counts[state]} {state}" for state in ("good", "moved", "broken"))
        total = self.counts.total()
        yield f"{total} link{'' if total == 1 else 's'} into this library: {told}."
        if self.elsewhere:
            yield (
                f"{self.elsewhere} more lead to a policy or volume on another host. If that is this library, say so: "
                "--base https://… (or --base any)."
            )


def check_documents(files: Sequence[Path], sources: Path, pages: Path, bases: Sequence[str]) -> Checked:
    """Every link of ``files`` into the library made of ``sources``; ``bases`` are addresses it has besides its own.

    ``pages`` is the folder of hand-written pages. Raises SetupError and PromiseError as a build does.
    """
    known = known_addresses(pipeline.read_library(sources), pages)
    checked = Checked()
    here = [base for base in (hosted_at(CONFIG_FILE), *bases) if base]
    for path in files:
        try:
            _check(path, links_of(path, _READERS), known, here, checked)
        except DocumentError as error:
            checked.problems.append(f"{path}: {error}.")
    return checked


def _as_text(content: bytes) -> str | None:
    decoded = decode(content)
    return decoded.text if decoded else None


_READERS = Readers(_as_text, links_of_pdf)


def _check(
    path: Path, links: Sequence[FoundLink], known: KnownAddresses, bases: Sequence[str], checked: Checked
) -> None:
    for link in links:
        parts = parted(link.url, bases)
        if parts is None:
            checked.elsewhere += looks_like_ours(link.url)
            continue
        verdict = judge(parts[1], known)
        checked.counts[verdict.state] += 1
        checked.links.append(_told(path, link, verdict, parts[0]))


def _told(path: Path, link: FoundLink, verdict: Verdict, before: str) -> str:
    place = f"{path}:{link.place}" if link.place.isdigit() else f"{path}: {link.place}"
    words = f" “{single_line(link.words)}”" if link.words.strip() and link.words != link.url else ""
    told = f"{place}: {verdict.state}: {link.url}{words}"
    if verdict.state == "moved":
        return f"{told} is now {before}{verdict.address}"
    if verdict.state == "broken":
        return f"{told}: {verdict.why}" + (f"; the nearest is {before}{verdict.address}" if verdict.address else "")
    return told


# --------------------------------------------------------------------------- what there is


def known_addresses(done: pipeline.Read, pages: Path) -> KnownAddresses:
    """Every address of a library that has been read."""
    texts = [text for volume in done.library.volumes for text in texts_of(volume)]
    foreign = {text.address for text in texts if not text.chinese}
    places = [row.folder.rstrip("/") for row in variants(CONFIG_FILE) if row.folder]
    others = _others(done, pages, places)
    return KnownAddresses(_ids(done.library), foreign, done.redirects, BESIDE_NAMES, others, places, _anchors(pages))


def _ids(library: Library) -> Mapping[str, set[str]]:
    texts = [text for volume in library.volumes for text in texts_of(volume)]
    ids: dict[str, set[str]] = {text.address: set() for text in texts}
    ids |= {volume.path: set() for volume in library.volumes if has_page(volume)}
    for address in addresses(library):
        if address.slug in ids:
            ids[address.slug].add(address.id)
    return ids


def _anchors(pages: Path) -> dict[str, frozenset[str]]:
    """The ids on each hand-written page; the home page has others, which are made with the library."""
    found = sorted(page for page in pages.glob("*.md") if page.stem != HOME)
    return {f"{page.stem}/": ids_of_page(page.read_text("utf-8", "replace")) for page in found}


def _others(done: pipeline.Read, pages: Path, places: Sequence[str]) -> set[str]:
    """The pages of the site that are no text, in every script, and the files of the whole library."""
    names = {f"{name}/" for name in (*SECTIONS, CITATIONS, ABSENT, "search")}
    names |= {"" if page.stem == HOME else f"{page.stem}/" for page in pages.glob("*.md")} | {""}
    both = pipeline.in_both_scripts(done.library)
    dates = changes.dates(done.changed.rows, done.redirects)
    files = whole_names(Exported(both, done.redirects, dates=dates))
    return {*names, *_HOSTS_OWN, *files, *(f"{place}/{name}" for place in places for name in names)}
