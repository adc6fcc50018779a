"""The straight line: read → clean → … → nest → ids → cite → link → convert → write → publish → check.

Everything between reading files and writing them is a pure function; this module alone knows the order.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from build_site.exporting import Exported, exported_files, write_exports
from build_site.linking.addresses import address_file, addresses, changes
from build_site.linking.addresses.address import Address
from build_site.linking.addresses.identify import identify_volume
from build_site.linking.addresses.moving import declare, declare_all
from build_site.linking.names.works import name_works
from build_site.linking.printings.same_words import relate
from build_site.linking.resolving.cited_elsewhere import cited_by_nobody
from build_site.linking.resolving.citing import cite, link_digest
from build_site.linking.resolving.doubts import told_of_doubts
from build_site.linking.typed.reader import Answer, Reader
from build_site.linking.typed.works import for_browser, rows_of
from build_site.model import Library, Source, Variant, Volume
from build_site.notices import OF_PAGES, Notice, PromiseError, SetupError, accepted
from build_site.publishing.checks.check_active import WHAT, check_active
from build_site.publishing.checks.check_links import check_links, leftovers
from build_site.publishing.checks.check_pages import Scripts, check_glyphs, check_pages, check_tree
from build_site.publishing.checks.holding_back import Held, held_back, held_slugs, in_doubt, is_held
from build_site.publishing.checks.promise import keep_promise
from build_site.publishing.checks.read_pages import read_site
from build_site.publishing.mkdocs.mkdocs_build import CONFIG_FILE, hosted_at, variants
from build_site.publishing.mkdocs.publish import Building, Job, building_variants
from build_site.publishing.replace import replacing
from build_site.reading.read import read, read_folder
from build_site.reading.volumes import Reading, read_volume
from build_site.settings import Move
from build_site.variants import SiteVariant
from build_site.writing.pages.cited import folded
from build_site.writing.pages.files import write_files
from build_site.writing.pages.pages import pages
from build_site.writing.script.convert import converter, may_come_back_as, original_variant
from build_site.writing.script.convert_tree import convert_volume
from build_site.writing.script.glyphs import in_glyphs, is_glyph_of
from build_site.writing.script.terms import segmenter
from build_site.writing.search.search_fold import fold

ADDRESSES = "addresses.tsv"
CHANGES = "changes.tsv"


@dataclass(frozen=True, slots=True)
class Places:
    """Where a build reads and writes; ``docs`` None: the Markdown is not kept."""

    sources: Path
    site: Path
    docs: Path | None
    pages: Path
    read_only: bool = False  # a check publishes nothing and adds no address
    without_broken: bool = False  # what cannot be proved is held back, and the rest published
    config: Path = CONFIG_FILE
    begin: Callable[[Job], Building] | None = None  # how the pages of a variant are built; None: in a process


@dataclass(frozen=True, slots=True)
class Read:
    """All sources read, with ids and addresses, in the script each is printed in."""

    library: Library
    readings: tuple[Reading, ...]
    notices: tuple[Notice, ...]
    new: tuple[Address, ...]
    redirects: addresses.Redirects
    pointers: addresses.Redirects
    changed: changes.Changes
    held: frozenset[str] = frozenset()  # the pages that are held back, as the list of addresses names them
    why: tuple[PromiseError, ...] = ()  # and what could not be proved


# --------------------------------------------------------------------------- reading


def read_source(source: Source) -> Reading:
    """One source → its volume, blocks and notices."""
    return read_volume(source, original_variant("".join(source.lines)))


def read_library(folder: Path, held: Held = frozenset()) -> Read:
    """Everything in ``folder``, with addresses; ``held`` is not proved. Raises SetupError, PromiseError."""
    sources, notices = read_folder(folder)
    readings = [read_source(source) for source in sources]
    notices += [notice for reading in readings for notice in reading.notices]
    broken = (it for r in readings for it in check_tree(r.volume) if not is_held(r.volume, it, held))
    keep_promise("the reading lost or changed words of a source", broken)
    published = address_file.read(folder / ADDRESSES)
    library, more = named(readings, published)
    library = cite(Library(tuple(link_digest(volume) for volume in library.volumes)), simplified)
    more = (*more, *cited_by_nobody(library, folded))
    days = changes.read(folder / CHANGES)
    current = addresses.addresses(library)
    changes.check_rows(folder / ADDRESSES, published, current, days)
    guarded = addresses.guard(published, current, addresses.declared_moves(library), simplified)
    more = (*more, *addresses.told_of_shifts(guarded.shifted, library), *told_of_doubts(library))
    told = accepted([*notices, *more], sources, lambda code: code not in OF_PAGES)
    library = held_back(library, held, [(it.slug, it.id) for it in published])
    slugs = held_slugs(library)
    changed = changes.changes(library, days, guarded.redirects, changes.day_of_build())
    new = tuple(it for it in guarded.new if it.slug not in slugs)
    return Read(library, tuple(readings), tuple(told), new, guarded.redirects, guarded.pointers, changed, slugs)


def named(readings: Sequence[Reading], published: Sequence[Address]) -> tuple[Library, tuple[Notice, ...]]:
    """What was read, with ids and slugs, and what was noticed of its names; ``published`` keep theirs."""
    volumes = tuple(identify_volume(reading.volume) for reading in readings if reading.volume.body)
    return name_works(Library(volumes), published, simplified)


def _addressed(folder: Path) -> tuple[Library, tuple[Address, ...]]:
    """The library in ``folder`` with ids and slugs but without links, and what was published of it."""
    published = address_file.read(folder / ADDRESSES)
    readings = [read_source(source) for source in read_folder(folder)[0]]
    return named(readings, published)[0], published


def look_up(folder: Path, words: str) -> Answer:
    """Where a typed citation leads in the library of ``folder``. Raises SetupError."""
    return Reader(_addressed(folder)[0], fold, simplified).answer(words)


def in_script(words: str, script: Variant) -> str:
    """Words of a text as they stand in one script, whichever they are printed in."""
    original = original_variant(words)
    return words if original in (None, script) else converter(original, script).text(words)


def move(folder: Path, moved: Move) -> Path:
    """Declare a move and give the ``.toml`` that says it now. Raises SetupError."""
    return declare(moved, *_addressed(folder))


def move_all(folder: Path, reason: str) -> list[tuple[Path, Move]]:
    """Declare every move that the words tell; each with the ``.toml`` that says it now. Raises SetupError."""
    return declare_all(reason, *_addressed(folder), simplified)


def simplified(words: str) -> str:
    """The words in Simplified characters, as slugs need them."""
    return words if original_variant(words) is not Variant.HANT else converter(Variant.HANT, Variant.HANS).text(words)


# --------------------------------------------------------------------------- both scripts


def in_both_scripts(library: Library) -> dict[Variant, Library]:
    """The library in each script; a volume that is not Chinese is the same in both."""
    return {variant: Library(tuple(_in(variant, volume) for volume in library.volumes)) for variant in Variant}


def _in(variant: Variant, volume: Volume) -> Volume:
    if volume.original in (None, variant):
        return volume
    return convert_volume(volume, converter(volume.original, variant))


def _hand_written(folder: Path, variant: Variant) -> dict[str, str]:
    convert = converter(Variant.HANS, variant).text
    return {path.stem: convert(_page(path)) for path in sorted(folder.glob("*.md"))}


def _page(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        where = path.read_bytes()[: error.start].count(b"\n") + 1
        raise SetupError(f"{path}:{where}: this page is not UTF-8. Save it as UTF-8 and build again.") from error


# --------------------------------------------------------------------------- writing and publishing


def build(places: Places) -> Read:
    """Read, write, publish and check; the previous site stays until the new one is whole and proved.

    With ``without_broken`` texts that cannot be proved are held back, one build after the other, until all others are.
    """
    held: Held = frozenset()
    why: list[PromiseError] = []
    while True:
        try:
            return replace(_build(places, held), why=tuple(why))
        except PromiseError as error:
            doubted = in_doubt(error.broken, _addressed(places.sources)[0]) if places.without_broken else held
            if doubted <= held:
                raise
            held |= doubted
            why.append(error)


def _build(places: Places, held: Held) -> Read:
    with replacing(places.site) as fresh:
        if not places.read_only:
            address_file.tidy(places.sources / ADDRESSES)
        done = read_library(places.sources, held)
        if places.read_only and done.new:
            raise PromiseError(address_file.unpublished(done.new, places.sources / ADDRESSES))
        if places.read_only:
            changes.check_committed(places.sources / CHANGES, done.changed.new)
        libraries = in_both_scripts(done.library)
        with _docs(places, fresh) as docs:
            found = relate(libraries[Variant.HANS], segmenter(), folded)
            written = {it: pages(libraries, it, _hand_written(places.pages, it), found) for it in docs}
            for variant, folder in docs.items():
                write_files(written[variant], folder)
            wanted = variants(places.config)
            further = {it: _in_other_glyphs(it, written[it.script], docs[it.script]) for it in wanted if it.glyphs}
            dates = changes.dates(done.changed.rows, done.redirects)
            called = for_browser(rows_of(done.library, fold, simplified))
            exported = Exported(
                libraries, done.redirects, hosted_at(places.config), wanted, dates, done.pointers, called
            )
            with building_variants(docs, fresh, places.config, further, places.begin):
                files = exported_files(exported)
        write_exports(exported, files, fresh)
        noticed = check_site(fresh, done.library)
        sources = [reading.volume.source for reading in done.readings]
        noticed = accepted(noticed, sources, OF_PAGES.__contains__)
        if not places.read_only:  # before the site is seen: no address is published that nobody guards
            address_file.add(places.sources / ADDRESSES, done.new)
            changes.add(places.sources / CHANGES, done.changed.new)
    return replace(done, notices=(*done.notices, *noticed))


def _in_other_glyphs(variant: SiteVariant, written: Mapping[str, str], beside: Path) -> Path:
    """The folder of a variant's Markdown: that of its script, in other glyphs."""
    folder = beside.with_name(variant.tag.lower())
    write_files({name: in_glyphs(page, variant.glyphs) for name, page in written.items()}, folder)
    return folder


@contextmanager
def _docs(places: Places, fresh: Path) -> Iterator[dict[Variant, Path]]:
    if places.docs is not None:
        yield _folders(places.docs)
        return
    with tempfile.TemporaryDirectory(prefix="docs-", dir=fresh.parent) as folder:
        yield _folders(Path(folder))


def _folders(docs: Path) -> dict[Variant, Path]:
    return {variant: docs / variant.value.lower() for variant in Variant}


# --------------------------------------------------------------------------- promises


def check_site(site: Path, library: Library) -> list[Notice]:
    """Prove on the finished pages that nothing is lost and every link leads somewhere, and say what looks odd there.

    Raises PromiseError.
    """
    finished = read_site(site)
    keep_promise(WHAT, check_active(finished, library))
    scripts = Scripts(converter(Variant.HANS, Variant.HANT), converter(Variant.HANT, Variant.HANS), may_come_back_as)
    keep_promise("pages in other glyphs differ from those of their script", check_glyphs(finished, is_glyph_of))
    broken = check_pages(finished, library, scripts, lambda path: read(path)[0].lines)
    keep_promise("the finished pages differ from the sources", broken)
    keep_promise("the finished pages are not sound", check_links(finished, library))
    return leftovers(finished, library)
