"""The words that programs in the page say."""

from __future__ import annotations

import json
import re
import string
import tomllib
from pathlib import Path

import opencc

from build_site.publishing.mkdocs.page_words import WORDS, browser_words
from build_site.units.words import WORDS as NAMES

ENTRIES = tomllib.loads(WORDS.read_text("utf-8"))
EVERY = {**ENTRIES, **NAMES}
ASSETS = Path(__file__).parents[1] / "build_site" / "theme" / "assets"


def test_every_word_is_there_in_both_scripts_and_english_with_the_same_values() -> None:
    for key, words in EVERY.items():
        assert set(words) == {"zh-Hans", "zh-Hant", "en"}, key
        names = [{name for _, name, _, _ in string.Formatter().parse(text) if name} for text in words.values()]
        assert names[0] == names[1] == names[2], key


def test_no_traditional_word_holds_a_simplified_character_and_the_reverse() -> None:
    for tag, config in (("zh-Hant", "s2tw"), ("zh-Hans", "tw2s")):
        convert = opencc.OpenCC(config).convert
        wrong = [key for key, words in EVERY.items() if convert(words[tag]) != words[tag]]
        assert wrong == []


def test_every_word_is_used() -> None:
    code = "\n".join(path.read_text("utf-8") for path in ASSETS.glob("*.js"))
    built = re.compile(r"tool\.\w+")
    assert [key for key in ENTRIES if f'"{key}"' not in code and not built.fullmatch(key)] == []


def test_the_script_holds_them_by_language() -> None:
    words = json.loads(browser_words().removeprefix("window.libraryWords = ").rstrip(";\n"))
    assert words["zh-Hant"]["tool.link"] == "複製連結"
