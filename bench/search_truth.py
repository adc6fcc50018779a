"""What a search must find, computed by reading every unit anew: no index, and no folding of the search's own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from build_site.model import Collection, Library, Node, Text, Variant, Volume
from build_site.units.flat import Unit, units
from build_site.writing.pages.catalogue import has_page
from build_site.writing.script.convert import converter

# Kind of query → queries as a reader of Simplified types them.
QUERIES: Mapping[str, tuple[str, ...]] = {
    "two characters": ("药品", "采购", "基因", "肿瘤", "试点", "数据"),
    "three to five": ("罕见病", "孤儿药", "中医药", "创新药", "临床试验", "集中采购", "医疗机构", "真实世界"),
    "six to twelve": (
        "集中带量采购", "药品上市许可持有人", "健康中国行动", "基本医疗保险基金", "国家组织药品集中采购",
        "重大新药创制", "仿制药质量和疗效一致性评价",
    ),
    "marks inside": ("研发、生产", "“十四五”", "审评审批制度改革鼓励药品医疗器械创新", "药品、医用耗材", "（一）"),
    "document numbers": (
        "国发〔2016〕67号", "国发[2016]67号", "国发（2016）67号", "厅字【2017】42号", "国办发〔2022〕14号",
    ),
    "Latin and digits": ("2030", "2025年", "AI", "DRG", "rare disease", "PD-1", "mRNA", "ｍＲＮＡ"),
    "mixed": ("7T", "PD-L1", "CAR-T", "5G", "3D打印", "mRNA疫苗", "2030年"),
    "one character": ("癌", "疫", "药", "胎"),
    "several words": ("罕见病 目录", "中药 创新", "药品 -医院", "肿瘤 筛查 早诊", "基因 -疫苗"),
    "a sentence": (
        "关于深化审评审批制度改革鼓励药品医疗器械创新的意见", "彰显中医药在疾病治疗中的优势。加强中医优势专科建设",
    ),
    "nothing": ("量子猫咪", "企鹅饲养", "zzz"),
}  # fmt: skip

_BRACKETS = str.maketrans("〔〕[]【】", "()()()")
_QUOTES = str.maketrans("“”「」『』", '"' * 6)


@dataclass(frozen=True, slots=True)
class Place:
    """A unit by its address, with its words in every script."""

    address: str
    words: tuple[str, ...]


def places(libraries: Mapping[Variant, Library]) -> list[Place]:
    """Every unit of every page; the title of a page is the page itself."""
    halves = [list(_addressed(library)) for library in libraries.values()]
    return [Place(same[0][0], tuple(plain(words) for _, words in same)) for same in zip(*halves, strict=True)]


def _addressed(library: Library) -> Iterator[tuple[str, str]]:
    for volume in library.volumes:
        if has_page(volume):
            yield from _page(volume.path, volume.title, units(volume.body))
        for text in _texts(volume.body):
            number = str(text.work.document_number or "")
            yield from _page(text.path, f"{text.work.title}\n{number}", units(text.body))


def _page(path: str, title: str, every: Iterator[Unit]) -> Iterator[tuple[str, str]]:
    rows = [(unit.id, f"{unit.label}{unit.heading}\n{unit.text}") for unit in every]
    printed = [words for id, words in rows if not id]
    yield path, "\n".join([*printed, title])
    yield from ((f"{path}#{id}", words) for id, words in rows if id)


def _texts(body: tuple[Collection | Text | Node, ...]) -> Iterator[Text]:
    for part in body:
        if isinstance(part, Text):
            yield part
        elif isinstance(part, Collection):
            yield from _texts(part.body)


def plain(words: str) -> str:
    """One width, one case, one kind of bracket, and blanks only between two Latin words."""
    even = unicodedata.normalize("NFKC", words.translate(_BRACKETS)).lower().translate(_BRACKETS).translate(_QUOTES)
    pieces = [piece for piece in re.split(r"\s+", even) if piece]
    gaps = [" " if re.search(r"[a-z0-9]$", a) and re.match(r"[a-z0-9]", b) else "" for a, b in pairwise(pieces)]
    return "".join(piece + gap for piece, gap in zip(pieces, [*gaps, ""], strict=True))


def answers(every: list[Place], query: str, as_phrase: bool = False) -> set[str]:
    """The addresses of the units that hold all words of ``query`` and none that it excludes, in any script."""
    words = [query] if as_phrase else query.split()
    wanted = [_pattern(word) for word in words if not word.startswith("-")]
    unwanted = [_pattern(word[1:]) for word in words if word.startswith("-")]
    return {
        place.address
        for place in every
        if all(any(map(pattern.search, place.words)) for pattern in wanted)
        and not any(any(map(pattern.search, place.words)) for pattern in unwanted)
    }


def _pattern(word: str) -> re.Pattern[str]:
    """Latin words and numbers are found whole: 50 is not in 150."""
    inner = re.escape(plain(word))
    before = r"(?<![a-z0-9])" if re.match(r"[a-z0-9]", plain(word)) else ""
    after = r"(?![a-z0-9])" if re.search(r"[a-z0-9]$", plain(word)) else ""
    return re.compile(f"{before}{inner}{after}")


def in_traditional(query: str) -> str:
    """The query as a reader of Traditional types it."""
    return converter(Variant.HANS, Variant.HANT).text(query)


def tenfold(library: Library) -> Library:
    """The same volumes ten times, each time as works of their own."""
    return Library(tuple(_renamed(volume, turn) for turn in range(10) for volume in library.volumes))


def _renamed(volume: Volume, turn: int) -> Volume:
    def body(parts: tuple[Collection | Text | Node, ...]) -> tuple[Collection | Text | Node, ...]:
        return tuple(one(part) for part in parts)

    def one(part: Collection | Text | Node) -> Collection | Text | Node:
        if isinstance(part, Text):
            return replace(part, work=replace(part.work, slug=f"{part.work.slug}-v{turn}"))
        return replace(part, body=body(part.body)) if isinstance(part, Collection) else part

    return replace(volume, slug=f"{volume.slug}-v{turn}", body=body(volume.body))
