"""Texts for the tests of the formats: a small library, the real one, and random trees of hostile words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from build_site.linking.addresses.identify import identify_volume
from build_site.model import (
    Annex,
    Box,
    Citation,
    Division,
    DocumentNumber,
    Library,
    Node,
    Omission,
    Paragraph,
    Row,
    Signature,
    Source,
    Span,
    Table,
    Text,
    Title,
    Variant,
    Verbatim,
    Volume,
    Work,
)
from build_site.units.flat import units
from build_site.writing.exports.edition import Edition
from build_site.writing.exports.every_format import editions
from build_site.writing.pages.catalogue import catalogue
from tests import real_library
from tests.trees import libraries, printed, squeeze

HOST = "https://example.org/library/"
# As the formats have to show what no file of words can hold.
SIGNS = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n\r"}
SIGNS |= {0x7F: ord("␡"), 0xFFFE: 0xFFFD, 0xFFFF: 0xFFFD}


def of(both: Mapping[Variant, Library], hosted: str = "") -> list[Edition]:
    """Every edition of a library."""
    entries = {v: [e for e in catalogue(both, v) if v is Variant.HANS or e.chinese] for v in Variant}
    return editions(entries, hosted)


def demo(hosted: str = "") -> list[Edition]:
    return of(libraries(), hosted)


def one(name: str, variant: Variant = Variant.HANS, hosted: str = "") -> Edition:
    """The edition of the small library with that name."""
    (found,) = [it for it in demo(hosted) if it.name == name and it.variant is variant]
    return found


@cache
def real() -> list[Edition]:
    """Every text of ``source_texts`` in both scripts."""
    return of(real_library.libraries())


def printed_words(edition: Edition) -> str:
    """The words of the tree, put together without any step of the formats."""
    return squeeze("".join(printed(edition.text.body)).translate(SIGNS))


def ids(edition: Edition) -> list[str]:
    return [unit.id for unit in units(edition.text.body) if unit.id]


# --------------------------------------------------------------------------- hostile

_PLACE = Span(1, 1)
_NASTY = st.sampled_from([
    "*a*", "__b__", "# c", "| d |", "<e>", "&amp;", "{f}", "\\g", "50%", "$h$", "~i~", "^j", "`k`", "[l](m)", "{: #n }",
    "TY  - ER", "ER  - ", "@article{x,", "}", "{", "\\", "]]>", "<!--", "\x00", "\x0b", "\x1b[31m", "\u2028", "\ufffe",
    "𠮷", "🏥", "\r\n", "\t", "  ", "\u3000", "罕见病", "　", "1. ", "- ", "> ", "---", "===", "!", "\x7f", "\x85",
    "\u202e",
])  # fmt: skip
_CHARACTERS = st.characters(exclude_categories=["Cs"])
WORDS = st.lists(st.one_of(_NASTY, st.text(_CHARACTERS, max_size=6)), min_size=1, max_size=5).map("".join)
_SCHEMES = st.sampled_from(["part", "chapter", "section", "article", "heading", *(f"level-{n}" for n in range(1, 6))])
_TARGETS = st.sampled_from([None, "hostile", "hostile#p_1", "other", "other#l1_1", "gone", "volumes/v"])
_INLINE = st.lists(
    st.one_of(WORDS, st.builds(lambda words, target: Citation(words, target=target), WORDS, _TARGETS)),
    min_size=1, max_size=3,
).map(tuple)  # fmt: skip
_CELLS = st.tuples(st.one_of(st.just(""), WORDS), WORDS)
_ROW = st.builds(lambda cells: Row(cells, _PLACE), _CELLS)
_LEAVES: st.SearchStrategy[Node] = st.one_of(
    st.builds(lambda words: Paragraph(words, _PLACE), _INLINE),
    st.builds(lambda: Omission("……", _PLACE)),
    st.builds(lambda lines: Signature(tuple(lines), _PLACE), st.lists(WORDS, min_size=1, max_size=3)),
    st.builds(lambda lines: Verbatim(tuple(lines), _PLACE), st.lists(WORDS, min_size=1, max_size=3)),
    st.builds(lambda label, words: Title(label, words, _PLACE), st.sampled_from(["", "1.", "第一条"]), WORDS),
    st.builds(lambda head, rows: Table(head, tuple(rows), _PLACE), st.none() | _ROW, st.lists(_ROW, max_size=2)),
)


def _inside(nodes: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    body = st.lists(nodes, max_size=4).map(tuple)
    label = st.one_of(st.sampled_from(["（一）", "第三条", "专栏 4", "1."]), WORDS)
    number, heading, text = st.integers(1, 12), st.just(()) | _INLINE, st.just(()) | _INLINE
    return st.one_of(
        st.builds(lambda *it: Division(*it, _PLACE), _SCHEMES, number, label, heading, st.booleans(), text, body),
        st.builds(lambda words, items: Paragraph(words, _PLACE, body=items), _INLINE, body),
        st.builds(lambda *it: Box(*it, _PLACE), number, label, heading, body),
        st.builds(lambda *it: Annex(*it, _PLACE), number, label, heading, body),
    )


BODIES = st.lists(st.recursive(_LEAVES, _inside, max_leaves=8), max_size=5).map(tuple)


def _hostile(body: tuple[Node, ...], title: str, code: str, issuers: list[str], hosted: str) -> Edition:
    work = Work("hostile", title, DocumentNumber(code, 2020, 1), tuple(issuers), "2021-03")
    other = Text(Work("other", "另一件"), False, (Paragraph(("词",), _PLACE),), _PLACE)
    source = Source(Path("source_texts/x.txt"), ("",))
    volume = Volume("compilation", "v", "汇编", source, Variant.HANS, (Text(work, True, body, _PLACE), other))
    library = Library((identify_volume(volume),))
    return of(dict.fromkeys(Variant, library), hosted)[0]


_NAME = WORDS.filter(str.strip)  # a work without a title does not come out of the reading
HOSTILE = st.builds(
    _hostile, BODIES, _NAME, _NAME, st.lists(_NAME, min_size=1, max_size=3), st.sampled_from(["", HOST])
)
