"""Where the words of a source belong in one half of the site, and which words are found there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter

from build_site.blanks import squeeze
from build_site.model import Collection, Node, Text, Variant, Volume
from build_site.publishing.checks.official import LineWords, broken_at
from build_site.publishing.checks.promise import PromiseBroken
from build_site.publishing.checks.read_pages import FinishedPage, Site
from build_site.variants import FOLDERS

by_line = attrgetter("line")


def texts_of(volume: Volume) -> list[Text]:
    """The texts of a volume in reading order."""
    return list(_texts(volume.body))


def _texts(body: Iterable[Collection | Text | Node]) -> Iterator[Text]:
    for node in body:
        if isinstance(node, Text):
            yield node
        elif isinstance(node, Collection):
            yield from _texts(node.body)


def is_chinese(text: Text) -> bool:
    """A text that is not has one page, in the Simplified half, for the readers of both."""
    return text.language.startswith("zh")


@dataclass(frozen=True)
class Half:
    """One source in one half of the site; everything it says comes from the pages and the spans of the texts."""

    site: Site
    volume: Volume
    variant: Variant
    home: dict[int, Text] = field(repr=False)

    @classmethod
    def of(cls, site: Site, volume: Volume, variant: Variant) -> Half:
        """The texts' spans tell which text each line belongs to; all other lines are the volume's own."""
        lines = {line: text for text in texts_of(volume) for line in range(text.span.first, text.span.last + 1)}
        return cls(site, volume, variant, lines)

    # ------------------------------------------------------------------ where words belong

    def address(self, path: str) -> str:
        """The file of a page in this half."""
        return f"{FOLDERS[self.variant]}{path}/index.html"

    def page_of(self, line: int) -> str:
        """The page on which the words of a line belong."""
        return self.address(self.home[line].path if line in self.home else self.volume.path)

    def is_foreign(self, line: int) -> bool:
        """The line belongs to a text that is not Chinese."""
        return line in self.home and not is_chinese(self.home[line])

    @cached_property
    def missing(self) -> dict[str, str]:
        """Address and title of the pages that must be here and are not."""
        texts = [it for it in texts_of(self.volume) if self._is_here(is_chinese(it))]
        titles = {it.path: it.work.title for it in texts}
        if self.volume.kind != "single" or not all(isinstance(it, Text) for it in self.volume.body):
            titles[self.volume.path] = self.volume.title
        return {
            self.address(path): title for path, title in titles.items() if self.address(path) not in self.site.pages
        }

    def missing_pages(self) -> Iterator[PromiseBroken]:
        """A page for each text, and one for the volume unless it is one text and nothing else."""
        for address, title in self.missing.items():
            message = f"the page of “{title}” ({self.volume.source.path.name}) is not there."
            yield PromiseBroken("page-missing", address, message)

    def expected(self, lines: Iterable[LineWords]) -> list[LineWords]:
        """Those that must be here; words of a page that is missing are told with the page."""
        here = [it for it in lines if self._is_here(not self.is_foreign(it.line)) and not self._is_held(it.line)]
        return [it for it in here if self.page_of(it.line) not in self.missing]

    def _is_held(self, line: int) -> bool:
        """The words of the line are held back, and must be nowhere."""
        text = self.home.get(line)
        return self.volume.withheld is not None or (text is not None and text.withheld is not None)

    def _is_here(self, chinese: bool) -> bool:
        return chinese or self.variant is Variant.HANS

    # ------------------------------------------------------------------ words that are here

    def pages(self) -> list[FinishedPage]:
        """The pages with words of this source; of two that share a line, the one that begins earlier is first."""
        pages = [it for it in self.site.with_words_of(self.volume.source.path.name) if it.variant is self.variant]
        return sorted(pages, key=lambda page: min(map(by_line, self._pieces(page))))

    def _pieces(self, page: FinishedPage) -> list[LineWords]:
        return page.official.pieces.get(self.volume.source.path.name, [])

    def found(self) -> list[LineWords]:
        """The pieces of all pages in the order of their lines."""
        return sorted((piece for page in self.pages() for piece in self._pieces(page)), key=by_line)

    def misplaced(self) -> Iterator[PromiseBroken]:
        """Pieces out of order on their page, or on a page where they do not belong."""
        for page in self.pages():
            last = 0
            for piece in self._pieces(page):
                if piece.line < last:
                    yield self._out_of_order(piece, last)
                if page.address != self.page_of(piece.line):
                    yield self._on_wrong_page(piece)
                last = max(last, piece.line)

    def _out_of_order(self, piece: LineWords, last: int) -> PromiseBroken:
        twins = [it for it in self._pieces(self.site.pages[piece.page]) if _same(it, piece)]
        code = "doubled" if len(twins) > 1 else "moved"
        return self._broken(code, piece, f"stands after words of line {last} on {piece.page}.")

    def _on_wrong_page(self, piece: LineWords) -> PromiseBroken:
        home = self.page_of(piece.line)
        page = self.site.pages.get(home)
        if page and any(_same(it, piece) for it in self._pieces(page)):
            return self._broken("doubled", piece, f"stands on {piece.page} and on {home}, where alone it belongs.")
        return self._broken("moved", piece, f"stands on {piece.page}, but belongs on {home}.")

    def _broken(self, code: str, piece: LineWords, message: str) -> PromiseBroken:
        return broken_at(self.volume, piece.line, code, f"“{squeeze(piece.text)[:20]}” {message}")


def _same(one: LineWords, other: LineWords) -> bool:
    return one.line == other.line and squeeze(one.text) == squeeze(other.text)
