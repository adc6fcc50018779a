"""The words of the interface that the templates print and the build writes, as MkDocs gives them to the theme."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

WORDING = Path(__file__).parents[1] / "data" / "wording.toml"


def page_words(tag: str) -> Mapping[str, str]:
    """``data/wording.toml`` in one script: key → words; Hong Kong's glyphs have the words of Traditional.

    >>> page_words("zh-Hant-HK")["search-field"]
    '檢索全文'
    """
    script = tag.removesuffix("-HK")
    with WORDING.open("rb") as file:
        return {key: words[script] for key, words in tomllib.load(file).items()}
