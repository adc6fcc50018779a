"""Raw text → tree: read, clean, classify, reflow, titles, tables, nest."""

from __future__ import annotations

from pathlib import Path


def inspect_text(text: str) -> list[tuple[int, str, str]]:
    """(line, role, kind) of every non-blank physical line of ``text``."""
    # Imported here: the process that reads a PDF begins with this package and needs none of the steps after it.
    from build_site.model import Source
    from build_site.reading.blocks import blocks_of
    from build_site.reading.clean import clean

    source = Source(Path("text.txt"), tuple(text.split("\n")))
    lines, furniture = clean(source)
    rows = [(one.number, "furniture", "") for one in furniture]
    for block in blocks_of(lines):
        for at, piece in enumerate(block.pieces):
            role = block.role if at == 0 or block.role == "table" else "continuation"
            rows.append((piece.number, role, block.kind if at == 0 and block.role in ("heading", "clause") else ""))
    return sorted(rows)
