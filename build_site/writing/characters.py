"""Han characters and what turns them: the only module that knows OpenCC and the word segmenter.

Only words of Han characters go in, and each comes back as long as it was, so that every other character stays and
offsets are the same in both scripts.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

from build_site.notices import SetupError

HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_JOINER = "\u2060"  # WORD JOINER: in no phrase of OpenCC


@cache
def conversion(config: str) -> Callable[[str], str]:
    """The packaged conversion ``config``; raises SetupError when it is missing or another package took its name."""
    try:
        import opencc
    except ImportError as error:
        raise SetupError(_missing("OpenCC", "opencc", error)) from error
    # An absolute path: a file of this name in the working directory would be taken for the packaged one.
    path = Path(opencc.__file__ or "").resolve().parent / "clib" / "share" / "opencc" / f"{config}.json"
    if not path.is_file():
        raise SetupError(
            f"{opencc.__file__}: this module “opencc” is not the official one, it has no {config}.json. Two other "
            "packages install a module of the same name: uninstall opencc-python-reimplemented and opencc-py, then "
            "install the official one again: pip install --force-reinstall opencc"
        )
    convert: Callable[[str], str] = opencc.OpenCC(str(path)).convert
    return convert


@cache
def segmenter() -> Callable[[str], list[str]]:
    """Cuts a run of Simplified characters into words. Raises SetupError when the package is missing."""
    try:
        import rjieba
    except ImportError as error:
        raise SetupError(_missing("The word segmenter", "rjieba", error)) from error
    cut: Callable[[str], list[str]] = rjieba.cut
    return cut


def _missing(what: str, package: str, error: ImportError) -> str:
    return f"{what} cannot be loaded ({error}). Install it: pip install {package}"


def convert_each(words: list[str], config: str) -> list[str]:
    """Each word by itself, as long as it was; words of Han characters only."""
    convert = conversion(config)
    converted = convert(_JOINER.join(words)).split(_JOINER)
    return [
        now if len(now) == len(was) else "".join(_one_for_one(char, convert) for char in was)
        for was, now in zip(words, converted, strict=True)
    ]


def _one_for_one(char: str, convert: Callable[[str], str]) -> str:
    now = convert(char)
    return now if len(now) == 1 else char


@cache
def _own_characters() -> tuple[frozenset[str], frozenset[str]]:
    """What only Simplified, and what only Traditional text holds: in one national standard, and OpenCC changes it."""
    han = "".join(map(chr, range(0x4E00, 0xA000)))
    gb, big5 = (set(han.encode(code, "ignore").decode(code)) for code in ("gb2312", "big5"))
    return _changed(gb - big5, "s2tw"), _changed(big5 - gb, "tw2s")


def _changed(characters: set[str], config: str) -> frozenset[str]:
    words = sorted(characters)
    return frozenset(was for was, now in zip(words, convert_each(words, config), strict=True) if was != now)


def evidence(text: str) -> tuple[int, int]:
    """How many characters of ``text`` only Simplified, and how many only Traditional text holds."""
    simplified, traditional = _own_characters()
    return sum(map(simplified.__contains__, text)), sum(map(traditional.__contains__, text))
