"""``llms.txt``: one Markdown file that tells a program what is here and where its Markdown is (llmstxt.org).

The form is the convention's: a heading, a quotation that says what this is, paragraphs, then headings with lists of
links; what stands under “Optional” may be left out by a reader with little room. The convention also wants the
Markdown of a page at its address with ``index.html.md`` added; `exporting` puts it there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from build_site.model import Variant
from build_site.writing.catalogue import Entry
from build_site.writing.entries import summary
from build_site.writing.escape import escape
from build_site.writing.links import TREES, relative
from build_site.writing.wording import say

MARKDOWN = "index.html.md"
"""What the convention adds to the address of a folder."""

_OTHER = {Variant.HANS: Variant.HANT, Variant.HANT: Variant.HANS}


def overview(entries: Sequence[Entry], variant: Variant, files: Mapping[str, str], hosted: str) -> str:
    """``llms.txt`` of one script; ``files`` are those of the whole library, name → key of what they are in words."""
    first = [entry for entry in entries if entry.text.nth == 1]
    further = [entry for entry in entries if entry.text.nth > 1]
    blocks = [
        f"# {say(variant, 'home')}",
        f"> {_plain(say(variant, 'overview-intro'))}",
        say(variant, "overview-addresses"),
        _section(say(variant, "overview-texts"), (_text(entry, variant, hosted) for entry in first)),
        _section(say(variant, "overview-data"), (_file(*it, variant, hosted) for it in files.items())),
        _section("Optional", _optional(further, variant, hosted)),
    ]
    return "\n\n".join(filter(None, blocks)) + "\n"


def _section(heading: str, lines: Iterator[str]) -> str:
    listed = "\n".join(lines)
    return f"## {heading}\n\n{listed}" if listed else ""


def _text(entry: Entry, variant: Variant, hosted: str) -> str:
    folder = f"{TREES[variant] if entry.chinese else ''}{entry.text.path}/"
    return _link(entry.text.work.title, f"{folder}{MARKDOWN}", summary(variant, entry), variant, hosted)


def _file(name: str, key: str, variant: Variant, hosted: str) -> str:
    return _link(name.removeprefix(TREES[variant]), name, say(variant, key), variant, hosted)


def _optional(further: Sequence[Entry], variant: Variant, hosted: str) -> Iterator[str]:
    yield from (_text(entry, variant, hosted) for entry in further)
    other = _OTHER[variant]
    yield _link(say(other, "home"), f"{TREES[other]}llms.txt", say(variant, "overview-other"), variant, hosted)


def _link(words: str, path: str, note: str, variant: Variant, hosted: str) -> str:
    address = hosted + path if hosted else relative(path, TREES[variant].rstrip("/"))
    return f"- [{_plain(words)}]({address}): {_plain(note)}"


def _plain(words: str) -> str:
    return escape(words, "markdown")
