"""decode: bytes → text in whatever common encoding they are.

Decided by the bytes alone: a byte order mark; else valid UTF-8; else the encoding whose reading looks most
like Chinese or Latin writing. What a file declares of itself is not believed: browsers save pages as UTF-8 and
leave ``charset=gb2312`` in them.
"""

from __future__ import annotations

import codecs
import unicodedata
from collections import Counter
from collections.abc import Set
from dataclasses import dataclass
from functools import cache

_MARKS = (  # longest first: the mark of UTF-16 LE begins that of UTF-32 LE
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# In this order where two readings are equally plausible.
_CANDIDATES = ("utf-8", "gb18030", "cp950", "big5hkscs", "utf-16-le", "utf-16-be", "cp1252")

# The most frequent characters of modern Chinese in both scripts: a right reading is full of them, a wrong one is
# an even sample of the code chart.
_FREQUENT = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种"
    "面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本"
    "去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比"
    "或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总"
    "次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做"
    "必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权"
    "收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信"
    "马节话米整空元况今集温传土许步群广石记需段研界拉林律且究观越织装影算低持音众书布复容儿须际商非验连断"
    "深难近矿千周委素技备半办青省列习响约支般史感劳便团往历市克何除消构府称太准精值号率族维划选标写存候毛"
    "亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属包火住调满县局照参红细引听该铁价严健康药疗医"
    "病罕患诊服险障款项章附印這為個國時來們於對會發動過說產種後學經進著電裡現實兩體機當點從業應開還義間樣"
    "與關線內數麼質氣變條沒結問無軍並題黨員總設長頭資邊級圖統較將組見計別論運農幾區強決幹戰則據處隊給門規"
    "熱領東導壓爭濟階術極聯認權證採轉單風帶場車務萬達積議聲報鬥類離華確張馬節話況溫傳許廣記觀織裝眾書覆兒"
    "須際驗連斷難礦備辦習響約勞團歷構稱準號維劃選標寫親養層卻專狀廠識適屬調滿縣參紅細聽該鐵價嚴藥療醫診險"
    "項"
)
_PUNCTUATION = frozenset("，。、；：？！“”‘’（）《》〈〉「」『』【】〔〕—…·～％－／　０１２３４５６７８９①②③④⑤⑥⑦⑧⑨⑩")
_LATIN_SIGNS = frozenset("“”‘’–—…•·°±×§©®™€£ \u00a0")

# What cannot be shown: controls other than tab and line ends, marks that reorder text, no-characters.
_CONTROLS = (*range(0x20), *range(0x7F, 0xA0))
_REORDERING = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
DROPPED = frozenset(map(chr, (*_CONTROLS, *_REORDERING, 0xFFFE, 0xFFFF))) - frozenset("\t\n\v\f\r\x85")

_BAD = -8.0  # no character at all, or one that no text holds
_PLAUSIBLE = 0.35  # a right reading scores 1–3, bytes read at random below 0
_BAD_SHARE = 0.2  # a file of which more than this is no character is no text
_SAMPLE = 1 << 20  # bytes, enough to tell an encoding by; a multiple of every width of character


@dataclass(frozen=True, slots=True)
class Decoded:
    """``text`` without byte order mark; ``certain`` is False where plausibility told the encoding."""

    text: str
    encoding: str
    certain: bool


def decode(data: bytes) -> Decoded | None:
    """The text that ``data`` holds, bytes that fit nowhere as U+FFFD; None where no encoding makes sense of it."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _if_text(Decoded(data[len(mark) :].decode(encoding, "replace"), encoding, True))
    return _valid_utf_8(data) or _most_plausible(data)


def _valid_utf_8(data: bytes) -> Decoded | None:
    """UTF-16 can be valid UTF-8 by chance, but then it is full of NUL."""
    try:
        return _if_text(Decoded(data.decode("utf-8"), "utf-8", True), DROPPED)
    except UnicodeDecodeError:
        return None


def _most_plausible(data: bytes) -> Decoded | None:
    start = data[:_SAMPLE]
    sample = data if start.isascii() else start
    scores = {name: plausibility(sample.decode(name, "replace")) for name in _CANDIDATES}
    best = max(_CANDIDATES, key=lambda name: scores[name])
    if scores[best] < _PLAUSIBLE:
        return None
    return _if_text(Decoded(data.decode(best, "replace"), best, best == "utf-8"))


def _if_text(reading: Decoded, bad: Set[str] = DROPPED | {"\ufffd"}) -> Decoded | None:
    counts = Counter(reading.text)
    return reading if sum(counts[char] for char in bad) <= _BAD_SHARE * len(reading.text) else None


def plausibility(text: str) -> float:
    """How much ``text`` looks like writing: 1 to 3 for a right reading, around 0 and below for a wrong one."""
    counts = Counter(text)
    weighed = {char: n for char, n in counts.items() if not _is_plain(char)}
    if not weighed:
        return 3.0
    latin = _is_mostly_latin(counts)
    total = sum(_weight(char, latin) * n for char, n in weighed.items())
    return total / sum(weighed.values())


def _is_plain(char: str) -> bool:
    """ASCII that can be shown says nothing: it is the same in nearly every encoding."""
    return char.isascii() and char not in DROPPED


def _is_mostly_latin(counts: Counter[str]) -> bool:
    letters = sum(n for char, n in counts.items() if char.isascii() and char.isalpha())
    others = sum(n for char, n in counts.items() if not char.isascii())
    return letters > 4 * others


def _weight(char: str, latin: bool = False) -> float:
    if char in _FREQUENT:
        return 3.0
    if char in _PUNCTUATION or (latin and char in _LATIN_SIGNS):
        return 2.0
    if char in DROPPED or unicodedata.category(char) in ("Co", "Cn", "Cs") or char == "\ufffd":
        return _BAD
    if latin and "LATIN SMALL LETTER" in unicodedata.name(char, ""):
        return 1.0
    return _weight_of_rank(char)


@cache
def _weight_of_rank(char: str) -> float:
    """Both national standards put the characters in daily use into a first level, the others after them."""
    if not "\u4e00" <= char <= "\u9fff":
        return -1.0
    return 1.0 if _in_first_level(char) else -0.5


def _in_first_level(char: str) -> bool:
    simplified, traditional = char.encode("gb2312", "ignore"), char.encode("big5", "ignore")
    return b"\xb0" <= simplified[:1] <= b"\xd7" or b"\xa4" <= traditional[:1] <= b"\xc6"
