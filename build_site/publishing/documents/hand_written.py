"""Which places of a hand-written page a link can lead to."""

from __future__ import annotations

from html.parser import HTMLParser

import markdown

EXTENSIONS = ("attr_list", "md_in_html", "toc")
"""Those of ``mkdocs.yml``."""


def ids_of_page(source: str) -> frozenset[str]:
    r"""The ids on the page that ``source`` (Markdown) becomes, those that MkDocs gives to headings among them.

    The first line is the title, which stands in the head of the page and has none.

    >>> sorted(ids_of_page("# a\n\n## b {: #links }\n\n## Data files\n"))
    ['data-files', 'links']
    """
    reader = _Ids()
    reader.feed(markdown.markdown(source.partition("\n")[2], extensions=list(EXTENSIONS)))
    reader.close()
    return frozenset(reader.found)


class _Ids(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the base names it
        self.found += [value for name, value in attrs if name == "id" and value]
