"""No page shows a character of the other script outside the words of its source."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from build_site.model import Variant
from tests.test_reader_words import foreign

# Words of a source, the switch, which names each script in that script, and what only a program reads.
QUOTED = "//*[@data-source] | //*[contains(@class, 'script-switch')] | //script | //style"
ATTRIBUTES = "//@title | //@aria-label | //@placeholder | //@alt | //meta[@name='description']/@content"

# What a hand-written page quotes to show the other script: “文件”不改作“檔案”.
EXAMPLES = {("about", Variant.HANS): {"檔"}}


@pytest.mark.parametrize("variant", list(Variant))
def test_every_page_of_the_library_speaks_its_own_script(library_dir: Path, variant: Variant) -> None:
    found: dict[str, set[str]] = {}
    half = library_dir if variant is Variant.HANS else library_dir / "zh-hant"
    pages = [it for it in half.rglob("index.html") if variant is Variant.HANT or "zh-hant" not in it.parts]
    assert len(pages) > 70
    for page in pages:
        tree = html.fromstring(page.read_bytes())
        for quoted in tree.xpath(QUOTED):
            quoted.drop_tree()
        words = tree.text_content() + "".join(map(str, tree.xpath(ATTRIBUTES)))
        path = page.parent.relative_to(half).as_posix()
        found[path] = foreign(words, variant) - EXAMPLES.get((path, variant), set())
    assert {path: wrong for path, wrong in found.items() if wrong} == {}
