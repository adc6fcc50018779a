"""The reader of typed citations in a browser: over the search files of a library, with the theme's own scripts."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Page

from build_site.exporting import TypedTable
from build_site.linking.typed.places import address_of
from build_site.linking.typed.reader import Answer
from build_site.linking.typed.works import for_browser, rows_of
from build_site.model import Library, Variant
from build_site.pipeline import in_both_scripts, simplified
from build_site.writing.search.search_fold import fold
from build_site.writing.search.search_index import search_files

_ASSETS = Path(__file__).parents[1] / "build_site" / "theme" / "assets"
_PAGE = '<!doctype html><meta charset="utf-8"><script src="assets/search-files.js"></script>'
_PAGE += '<script src="assets/search-engine.js"></script>'
_ANSWER = """async (every) => {
  globalThis.engine ??= new SearchEngine("./", "zh-Hans");
  await engine.start();
  const answers = [];
  for (const typed of every) {
    const { places, certain, unread } = await engine.typed(typed);
    const rows = await engine.shown(places.map(({ page }) => engine.starts[page]));
    answers.push([certain, unread, places.map(({ id }, at) => `${rows[at].path}/${id && `#${id}`}`)]);
  }
  return answers;
}"""


class Told(NamedTuple):
    """An answer, to be compared."""

    certain: bool
    unread: str
    addresses: list[str]


def write(site: Path, library: Library) -> None:
    """A page that knows the search alone."""
    shutil.copytree(_ASSETS, site / "assets")
    (site / "index.html").write_text(_PAGE, encoding="utf-8")
    table = TypedTable(for_browser(rows_of(library, fold, simplified)))
    for name, content in search_files(in_both_scripts(library), typed=table).items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(content, encoding="utf-8")


def answers(page: Page, every: Sequence[str]) -> list[Told]:
    """What the browser answers to each."""
    return [Told(*each) for each in page.evaluate(_ANSWER, list(every))]


def told(answer: Answer) -> Told:
    """What the program answers."""
    places = [address_of(place, Variant.HANS) for place in answer.places]
    return Told(answer.is_certain, answer.unread, places)
