"""No character of the other script stands in the words of the interface."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from build_site.model import Variant
from build_site.writing.script.convert import converter

ROOT = Path(__file__).parents[1]
DATA = ROOT / "build_site" / "data"
OTHER = {Variant.HANS: Variant.HANT, Variant.HANT: Variant.HANS}
# The switch names each script in that script; 里 and 台 belong to both.
NAMES = {"简", "繁", "简体", "繁體", "繁体"}


def wordings(variant: Variant) -> Iterator[tuple[str, str]]:
    """Every word list of the interface: key and words."""
    for file in sorted(DATA.glob("*wor*.toml")):
        for key, words in tomllib.loads(file.read_text("utf-8")).items():
            if isinstance(words, dict) and variant.value in words:
                yield f"{file.name}: {key}", str(words[variant.value])


def foreign(words: str, variant: Variant) -> set[str]:
    """Characters that only the other script has: not in this one's national standard, and changed on the way in."""
    standard = "gb2312" if variant is Variant.HANS else "big5"
    into = converter(OTHER[variant], variant)
    han = {it for it in words if "\u4e00" <= it <= "\u9fff"}
    return {it for it in han if not it.encode(standard, "ignore") and into.text(it) != it}


def test_the_check_sees_a_character_of_the_other_script() -> None:
    assert foreign("首页与頁首", Variant.HANS) == {"頁"}
    assert foreign("首頁與页", Variant.HANT) == {"页"}
    assert foreign("平台若干發布於里程", Variant.HANT) == set()


@pytest.mark.parametrize("variant", list(Variant))
def test_each_word_list_speaks_its_own_script(variant: Variant) -> None:
    found = {key: foreign(words, variant) for key, words in wordings(variant) if words not in NAMES}
    assert len(found) > 40
    assert {key: wrong for key, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("variant", list(Variant))
def test_the_words_of_the_templates_do_too(variant: Variant) -> None:
    text = (ROOT / "build_site/theme/partials/words.html").read_text("utf-8")
    start = text.index(f'"{variant.value}": {{')
    words = text[start : text.index("\n  },", start)]
    assert foreign(words, variant) == set()
    own = (ROOT / f"build_site/theme/partials/languages/{variant.value}.html").read_text("utf-8")
    assert foreign(re.sub(r"\{#.*?#\}", "", own, flags=re.S), variant) == set()
