"""The words that the tools of a page say in the browser, as a script that every page can load, also from a folder."""

from __future__ import annotations

import json
from pathlib import Path

from build_site.words import columns, words_of

FILE = "assets/words.js"
SAID = ("cite.", "missing.", "place.", "reading.", "toc", "tool.")
"""What their keys begin with: a page loads no others. Those of the search are in its own files (``search/``)."""


def browser_words() -> str:
    """By language first, as pages need it: ``libraryWords["zh-Hant"]["tool.link"]``."""
    by_language = {tag: {key: it for key, it in words_of(tag).items() if key.startswith(SAID)} for tag in columns()}
    return f"window.libraryWords = {json.dumps(by_language, ensure_ascii=False, separators=(',', ':'))};\n"


def write_browser_words(site: Path) -> None:
    """Put the script beside the theme's own assets in the folder of one variant."""
    path = site / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(browser_words(), encoding="utf-8")
