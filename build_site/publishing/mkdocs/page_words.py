"""The words of the interface that the templates print and the build writes, as MkDocs gives them to the theme.

The words that programs in the page say, as a script that every page can load, also from a folder.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path

WORDING = Path(__file__).parents[2] / "data" / "wording.toml"


def page_words(tag: str) -> Mapping[str, str]:
    """``data/wording.toml`` in one script: key → words; Hong Kong's glyphs have the words of Traditional.

    >>> page_words("zh-Hant-HK")["search-field"]
    '檢索全文'
    """
    script = tag.removesuffix("-HK")
    with WORDING.open("rb") as file:
        return {key: words[script] for key, words in tomllib.load(file).items()}


WORDS = Path(__file__).parents[2] / "data" / "browser-words.toml"
FILE = "assets/words.js"


def browser_words() -> str:
    """``data/browser-words.toml`` by language first, as pages need it: ``libraryWords["zh-Hant"]["tool.link"]``."""
    entries = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    languages = dict.fromkeys(tag for words in entries.values() for tag in words)
    by_language = {tag: {key: words[tag] for key, words in entries.items()} for tag in languages}
    return f"window.libraryWords = {json.dumps(by_language, ensure_ascii=False, separators=(',', ':'))};\n"


def write_browser_words(site: Path) -> None:
    """Put the script beside the theme's own assets in the folder of one variant."""
    path = site / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(browser_words(), encoding="utf-8")
