"""The files of the search: small scripts below ``search/``, the same for a host and for a folder.

A page opened from a folder may load scripts and nothing else; so every file is a call of ``searchShard``. It names
its stamp, so that files of two builds are never mixed by a cache. What is found by is common to both scripts;
what is shown stands in each of them.

    search/core.js           the table of folding, how many rows each page has, which file holds what
    search/p/<n>.js          places of pairs (search_postings.py)
    search/zh-hans/words.js  the interface's words
    search/zh-hans/<n>.js    rows as they are shown
    search/works.js          what works are called, for typed citations (linking/typed/works.py)
    search/slugs.js          their slugs and what has moved, for typed addresses
    search/pinpoints.js      the grammar of their clauses
    search/c/<n>.js          the clauses of a page (search_clauses.py)
    search/facts.js          what each page can be filtered by; loaded after the first result
    search/zh-hans/names.js  names of issuers and topics; loaded after the first result

Every reader of every query loads the first: it holds numbers as search_postings.py writes them, two characters where
JSON would need ten. A variant in other glyphs has rows, words and names of its own, those of its script in these
glyphs, and is searched through the same places.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import sqrt

from build_site.model import Library, Variant
from build_site.units import grammar, typed_forms
from build_site.variants import USUAL, SiteVariant
from build_site.words import words_of
from build_site.writing.script.glyphs import in_glyphs
from build_site.writing.search.search_clauses import written_clauses
from build_site.writing.search.search_fold import FoldTable, atoms, fold, fold_table
from build_site.writing.search.search_postings import Key, RowWords, entries, number, shards, weight_of, written_keys
from build_site.writing.search.search_rows import Leaf, ResultRow, leaves

# Bytes of a file in a library of a megabyte; files grow half as fast as the library, and so does their number.
SMALL_PLACES, SMALL_TEXTS = 2_200, 2_500
_MEGABYTE = 1_000_000
_SAID = ("extent.", "find.")  # what the words begin with that the search says in the browser

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class TypedTable:
    """What typed citations need to know: slug → what the work is called; slug → id → where an address has moved to."""

    called: Mapping[str, Sequence[object]] = field(default_factory=dict)
    moved: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def search_files(
    libraries: Mapping[Variant, Library], variants: Iterable[SiteVariant] = USUAL, typed: TypedTable | None = None
) -> dict[str, str]:
    """Path below the site's root → content of every file of the search, for these variants."""
    files = {name: _json(content) for name, content in _contents(libraries, typed or TypedTable()).items()}
    for one in variants:
        files |= _in_other_glyphs(files, one) if one.glyphs else {}
    stamp = hashlib.sha256(_json(files).encode()).hexdigest()[:12]
    return {f"search/{name}.js": f"searchShard({_json(name)},{_json(stamp)},{it})\n" for name, it in files.items()}


def _in_other_glyphs(files: Mapping[str, str], variant: SiteVariant) -> dict[str, str]:
    printed, own = f"{variant.script.value.lower()}/", f"{variant.tag.lower()}/"
    return {
        own + name.removeprefix(printed): in_glyphs(it, variant.glyphs)
        for name, it in files.items()
        if name.startswith(printed)
    }


def _contents(libraries: Mapping[Variant, Library], typed: TypedTable) -> dict[str, object]:
    by_variant = {variant: leaves(libraries, variant) for variant in Variant}
    hans = by_variant[Variant.HANS]
    found = entries(_words(hans, by_variant[Variant.HANT]))
    places = list(shards(found, _size(SMALL_PLACES, sum(map(weight_of, found)))))
    cuts = _cuts(hans)
    files: dict[str, object] = {f"p/{at}": content for at, (_, content) in enumerate(places)}
    for variant, shown in by_variant.items():
        tag = variant.value.lower()
        files |= {f"{tag}/{at}": _shown(shown, *cut) for at, cut in enumerate(_spans(cuts, shown))}
        files[f"{tag}/words"] = _browser_words(variant)
        files[f"{tag}/names"] = dict(zip(("issuers", "topics"), _numbered(shown)[1:], strict=True))
    table = fold_table(first for first, second, *_ in found if not second)
    files["core"] = _core(hans, table, [key for key, _ in places], cuts)
    files["facts"] = _facts(hans)
    files["pinpoints"] = {**grammar.for_browser(), "typed": typed_forms.for_browser()}
    files |= {"works": _works(hans, typed), "slugs": _slugs(hans, typed)}
    files |= {f"c/{at}": written_clauses(leaf.clauses, fold) for at, leaf in enumerate(hans)}
    return files


def _works(every: Sequence[Leaf], typed: TypedTable) -> list[object]:
    return [typed.called[slug] for slug in dict.fromkeys(leaf.work for leaf in every) if slug in typed.called]


def _slugs(every: Sequence[Leaf], typed: TypedTable) -> Json:
    """The same rows by their slugs, which only Latin words name."""
    slugs = [slug for slug in dict.fromkeys(leaf.work for leaf in every) if slug in typed.called]
    return {"slugs": slugs, "moved": typed.moved}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _size(small: int, total: int) -> int:
    return round(small * max(1.0, sqrt(total / _MEGABYTE)))


# --------------------------------------------------------------------------- found by


def _words(hans: Sequence[Leaf], hant: Sequence[Leaf]) -> Iterator[RowWords]:
    for one, other in zip(_rows(hans), _rows(hant), strict=True):
        found = atoms(one.words)
        also = atoms(other.words)
        head = len(atoms(one.head))
        named = tuple(span for words in one.named if (span := _span(found, _trimmed(atoms(words)))))
        yield RowWords(found, also if len(also) == len(found) else found, head, named)


def _rows(every: Iterable[Leaf]) -> Iterator[ResultRow]:
    return (row for leaf in every for row in leaf.rows)


def _trimmed(words: list[str]) -> list[str]:
    """Without the marks at both ends: 保障措施。 is the heading 保障措施."""
    worded = [at for at, atom in enumerate(words) if atom[0].isalnum()]
    return words[worded[0] : worded[-1] + 1] if worded else []


def _span(row: list[str], words: list[str]) -> tuple[int, int] | None:
    for at in range(len(row) - len(words) + 1 if words else 0):
        if row[at : at + len(words)] == words:
            return at, at + len(words) - 1
    return None


# --------------------------------------------------------------------------- what every query needs; what filters need


def _core(every: Sequence[Leaf], table: FoldTable, keys: Iterable[Key], cuts: Sequence[int]) -> Json:
    return {
        "fold": _written_table(table),
        "places": written_keys(keys),
        "rows": "".join(number(end - start) for start, end in pairwise(cuts)),  # in each file but the last
        "leaves": _written_leaves(every),
        "cites": typed_forms.looks(),
    }


def _written_table(table: FoldTable) -> list[str]:
    """Steps from each character that is folded to the next one, and what they are folded to."""
    rows = sorted(table.items())
    codes = [0, *(ord(was) for was, _ in rows)]
    return ["".join(number(code - before) for before, code in pairwise(codes)), "".join(now for _, now in rows)]


def _written_leaves(every: Sequence[Leaf]) -> str:
    """Two numbers for each page: its rows; the step to its work, its kind in the last two bits."""
    works = {name: at for at, name in enumerate(_numbered(every)[0])}
    order = [0, *(works[leaf.work] for leaf in every)]
    steps = [at - before for before, at in pairwise(order)]
    return "".join(
        number(len(leaf.rows)) + number(4 * step + leaf.excerpt + 2 * leaf.is_volume)
        for leaf, step in zip(every, steps, strict=True)
    )


def _facts(every: Sequence[Leaf]) -> Json:
    _, issuers, topics = ({name: at for at, name in enumerate(names)} for names in _numbered(every))
    return {
        "years": [leaf.year for leaf in every],
        "issuers": [[issuers[name] for name in leaf.issuers] for leaf in every],
        "topics": [topics.get(leaf.topic, -1) for leaf in every],
    }


def _numbered(every: Sequence[Leaf]) -> tuple[list[str], list[str], list[str]]:
    """Works, issuers and topics in the order of their first mention, which is the same in both scripts."""
    works = dict.fromkeys(leaf.work for leaf in every)
    issuers = dict.fromkeys(name for leaf in every for name in leaf.issuers)
    topics = dict.fromkeys(leaf.topic for leaf in every if leaf.topic)
    return list(works), list(issuers), list(topics)


# --------------------------------------------------------------------------- shown


def _cuts(every: Sequence[Leaf]) -> list[int]:
    """The first row of each file."""
    weights = [len(row.words.encode()) for row in _rows(every)]
    size, cuts, weight = _size(SMALL_TEXTS, sum(weights)), [0], 0
    for at, each in enumerate(weights):
        if weight >= size:
            cuts.append(at)
            weight = 0
        weight += each
    return cuts


def _spans(cuts: Sequence[int], every: Sequence[Leaf]) -> Iterator[tuple[int, int]]:
    return zip(cuts, [*cuts[1:], sum(len(leaf.rows) for leaf in every)], strict=True)


def _shown(every: Sequence[Leaf], first: int, end: int) -> Json:
    """Rows ``first`` to ``end`` and the pages they stand on."""
    pages: dict[int, list[object]] = {}
    rows: list[list[str]] = []
    start = 0
    for at, leaf in enumerate(every):
        inside = leaf.rows[max(0, first - start) : max(0, end - start)]
        if inside:
            pages[at] = [leaf.path, leaf.title, leaf.number, leaf.date, int(leaf.both_scripts)]
            rows += [[row.id, row.place, row.head, row.text] for row in inside]
        start += len(leaf.rows)
    return {"leaves": pages, "rows": rows}


def _browser_words(variant: Variant) -> dict[str, str]:
    return {key: said for key, said in words_of(variant.value).items() if key.startswith(_SAID)}
