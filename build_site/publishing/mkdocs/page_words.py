"""The words of the interface that the templates print and the build writes, as MkDocs gives them to the theme.

The words that programs in the page say, as a script that every page can load, also from a folder.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path

from build_site.numerals import date_in_words
from build_site.variants import SiteVariant

WORDING = Path(__file__).parents[2] / "data" / "wording.toml"


def page_words(variant: SiteVariant) -> Mapping[str, str]:
    """``data/wording.toml`` in one script: key → words; a variant in other glyphs has the words of its script.

    >>> from build_site.variants import BY_TAG
    >>> page_words(BY_TAG["zh-Hant-HK"])["search-field"]
    '檢索全文'
    """
    with WORDING.open("rb") as file:
        return {key: words[variant.script.value] for key, words in tomllib.load(file).items()}


def shown_date(issued: object, language: str, wording: Mapping[str, str]) -> str:
    """The date of a text as the head of its page shows it: in an English text as it is written in the head.

    >>> from build_site.variants import BY_TAG
    >>> words = page_words(BY_TAG["zh-Hant"])
    >>> shown_date("2021-03", "zh-Hant", words), shown_date("2021-03", "en", words)
    ('2021年3月', '2021-03')
    """
    iso = str(issued or "")
    return iso if language == "en" else date_in_words(iso, (wording[unit] for unit in ("year", "month", "day")))


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
