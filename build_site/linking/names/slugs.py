"""Slugs: the name of a work or volume in its address, of ``[a-z0-9-]`` only.

A document number gives its issuing code in one piece (``guoweiyijifa-2023-30``: a code is one word, and
so it stands in the contract). A title gives one syllable between hyphens: a reader can tell ``xi-an``
from ``xian``, it can be cut anywhere between syllables, and it needs no segmenter whose next version
would cut words otherwise and so break published addresses.

Pinyin is read from Simplified text, so that a text has the same slug in whichever script it is printed;
``simplified`` is the conversion that the caller brings (the identity for Simplified text).

Bodies that issue works: two printed forms of one name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache
from importlib.resources import files
from pathlib import PurePath

from pypinyin import lazy_pinyin

from build_site.model import DocumentNumber

Simplified = Callable[[str], str]

LONGEST = 60
"""Characters of a slug made of a title; long enough to be told apart, short enough for a line of an e-mail."""

_OWN_PART = 40
"""Characters of a slug for what tells a title from another; the others say what both are."""

_STATE = re.compile(r"中华人民共和国\s*(?![和与政成]|$)")  # not of a party to a treaty, and of its founding

PATTERN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""A whole slug."""

_NAMELESS = "text"
_CHINESE_OR_WORD = re.compile(r"(?P<chinese>[\u3400-\u9fff\U00020000-\U0003ffff〇]+)|(?P<word>[A-Za-z0-9]+)")


def title_slug(title: str, simplified: Simplified, longest: int = LONGEST) -> str:
    """The title in pinyin (or its Latin words), cut between syllables (or words).

    >>> title_slug("“健康中国 2030”规划纲要", str), title_slug("Rare Diseases: a Plan", str)
    ('jian-kang-zhong-guo-2030-gui-hua-gang-yao', 'rare-diseases-a-plan')
    """
    return _joined(_syllables(simplified(title)), "-", longest) or _NAMELESS


def work_slug(title: str, simplified: Simplified) -> str:
    """The same without the 中华人民共和国 of the names of laws, which would leave no room for what parts them.

    >>> work_slug("中华人民共和国香港特别行政区基本法", str), work_slug("关于修改《中华人民共和国民法典》的决定", str)
    ('xiang-gang-te-bie-xing-zheng-qu-ji-ben-fa', 'guan-yu-xiu-gai-min-fa-dian-de-jue-ding')
    >>> work_slug("中华人民共和国和某国关于引渡的条约", str)
    'zhong-hua-ren-min-gong-he-guo-he-mou-guo-guan-yu-yin-du-de'
    """
    return title_slug(_own_words(title, simplified), simplified)


def _own_words(title: str, simplified: Simplified) -> str:
    return _STATE.sub("", simplified(title))


def parted_slug(title: str, other: str, simplified: Simplified) -> str | None:
    """What tells a title from another that begins with the same words, after as much of these as there is room for.

    >>> one, two = (f"全国人民代表大会常务委员会关于加强{it}管理的决定" for it in ("社会治安综合", "网络信息保护和"))
    >>> parted_slug(two, one, str)
    'quan-guo-ren-min-wang-luo-xin-xi-bao-hu-he-guan-li-de-jue'

    None where nothing tells them apart.
    """
    own, others = (_syllables(simplified(_own_words(it, simplified))) for it in (title, other))
    same = next((at for at, (one, two) in enumerate(zip(own, others, strict=False)) if one != two), len(others))
    told = _joined(own[same:], "-", _OWN_PART)
    return with_end(_joined(own[:same], "-"), told) if told else None


def with_end(slug: str, end: str) -> str:
    """``slug-end``, the slug cut between its syllables so that both have room.

    >>> with_end("zhong-gong-zhong-yang-guo-wu-yuan-guan-yu-shen-hua-yi-liao", "2020-02-25")
    'zhong-gong-zhong-yang-guo-wu-yuan-guan-yu-shen-2020-02-25'
    """
    head = _joined(slug.split("-"), "-", LONGEST - len(end) - 1) if slug else ""
    return f"{head}-{end}" if head else end


def number_slug(number: DocumentNumber, simplified: Simplified) -> str | None:
    """Issuing code, year and serial number; None where the code has no reading.

    >>> number_slug(DocumentNumber("国发", 2016, 67), str), number_slug(DocumentNumber("国务院令", 0, 739), str)
    ('guofa-2016-67', 'guowuyuanling-739')
    """
    printed = "-".join([*([str(number.year)] if number.year else []), str(number.number)])
    code = _joined(_syllables(simplified(number.code)), "", LONGEST - len(printed) - 1)
    return f"{code}-{printed}" if code else None


def source_slug(path: PurePath, simplified: Simplified = str) -> str:
    """The name of a source file without its ending: ``volumes/<source_slug>/``."""
    return title_slug(path.stem, simplified)


def _joined(syllables: Iterable[str], joiner: str, longest: int = LONGEST) -> str:
    """As many whole syllables as fit; a first one that is too long alone is cut."""
    slug = ""
    for syllable in syllables:
        longer = f"{slug}{joiner}{syllable}" if slug else syllable[:longest]
        if len(longer) > longest:
            break
        slug = longer
    return slug


def _syllables(text: str) -> list[str]:
    """Syllables of the Chinese and words of the Latin in ``text``; accents go, other characters part words."""
    latin = unicodedata.normalize("NFKD", text)
    plain = "".join(char for char in latin if not unicodedata.combining(char))
    found: list[str] = []
    for run in _CHINESE_OR_WORD.finditer(plain.replace("'", "").replace("’", "")):
        found += pinyin(run["chinese"]) if run["chinese"] else [run["word"].lower()]
    return found


def pinyin(chinese: str) -> list[str]:
    """One syllable of ``[a-z]`` for each character of Simplified Chinese; one without a known reading gives none.

    >>> "-".join(pinyin("重点行业长期调整"))
    'zhong-dian-hang-ye-chang-qi-tiao-zheng'
    """
    readings = _own_readings()
    known = "|".join(sorted(readings, key=len, reverse=True))
    found: list[str] = []
    for piece in re.split(f"({known})", chinese):
        found += readings.get(piece) or lazy_pinyin(piece)
    return [syllable for syllable in found if re.fullmatch("[a-z]+", syllable)]


@cache
def _own_readings() -> dict[str, list[str]]:
    """Words of ``data/pinyin.tsv``; kept here rather than given to pypinyin, whose tables are global."""
    table = files("build_site").joinpath("data", "pinyin.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if not line.startswith("#")]
    return {word: syllables.split() for word, syllables, *_ in rows}


def same_issuers(one: str, other: str) -> bool:
    """Whether two printed forms can be one body: 国家发改委 and 国家发展和改革委员会, never 国务院 and 国务院办公厅.

    >>> same_issuers("工信部", "工业和信息化部"), same_issuers("国务院", "国务院办公厅")
    (True, False)
    >>> same_issuers("文化和旅游部", "中华人民共和国文化和旅游部")
    True
    """
    shorter, longer = sorted((_body(one), _body(other)), key=len)
    if _OFFICE.search(shorter) is None and _OFFICE.search(longer):
        return False
    signs = iter(longer)
    return bool(shorter) and shorter[0] in longer[:3] and all(sign in signs for sign in shorter)


def same_codes(one: str, other: str) -> bool:
    """Whether two codes of announcements or orders can be one.

    >>> same_codes("市场监管总局令", "国家市场监督管理总局令"), same_codes("国务院令", "国家市场监督管理总局令")
    (True, False)
    """
    return one[-1:] == other[-1:] and min(len(one), len(other)) > 4 and same_issuers(one[:-1], other[:-1])


_OFFICE = re.compile("办公[厅室]|综合司")


def _body(issuers: str) -> str:
    return re.sub(r"[\s、]|^(?:原|中华人民共和国|国家(?=.{3}))+", "", issuers)
