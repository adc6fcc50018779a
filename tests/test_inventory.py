"""``objects.inv`` is read as Sphinx reads it: four lines of text, then compressed lines of one form."""

from __future__ import annotations

import re
import zlib

from build_site.linking.addresses.identify import identify
from build_site.model import Division, Library, Paragraph, Source, Span, Text, Variant, Volume, Work
from build_site.writing.exports.inventory import objects_inv

# sphinx.util.inventory, _decode_v2: name, type, priority, location, display name
_ENTRY = re.compile(r"(.+?)\s+(\S+)\s+(-?\d+)\s+?(\S*)\s+(.*)")


def _library() -> Library:
    from pathlib import Path

    span = Span(1, 1)
    body = (Division("level-1", 1, "一、", ("总体要求",), False, (), (Paragraph(("坚持 预防\n为主。",), span),), span),)
    text = Text(Work("guofa-2016-67", "规划"), False, identify(body), span)
    return Library((Volume("single", "x", "规划", Source(Path("x.txt"), ()), Variant.HANS, (text,)),))


def _read(content: bytes) -> dict[str, tuple[str, str, str]]:
    head, _, rest = content.partition(b"zlib.\n")
    assert head.splitlines()[0] == b"# Sphinx inventory version 2"
    lines = zlib.decompress(rest).decode().splitlines()
    found = [_ENTRY.fullmatch(line) for line in lines]
    assert all(found)
    return {one[1]: (one[2], one[4], one[5]) for one in found if one}


def test_every_unit_has_a_label_that_leads_to_it() -> None:
    entries = _read(objects_inv(_library()))
    assert entries == {
        "guofa-2016-67": ("std:label", "policies/guofa-2016-67/", "规划"),
        "guofa-2016-67.l1_1": ("std:label", "policies/guofa-2016-67/#l1_1", "一、总体要求"),
        "guofa-2016-67.l1_1__p_1": ("std:label", "policies/guofa-2016-67/#l1_1__p_1", "坚持 预防 为主。"),
    }


def test_the_same_library_gives_the_same_bytes() -> None:
    assert objects_inv(_library()) == objects_inv(_library())
