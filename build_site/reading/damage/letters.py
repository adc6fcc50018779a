"""What the characters of lines show together: another encoding, blanks between all of them, each of them twice."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from operator import eq

from build_site.reading.damage.rows import Damaged, Numbered, runs

_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003134f]")
_FOREIGN = re.compile("[\u00a1-\u024f\u0370-\u052f\u3041-\u30fa\uac00-\ud7a3\uff66-\uff9f]")  # ÖÐ жп い ﾖ 櫓
_LAST_COMMON_GB, _LAST_COMMON_BIG5 = 0xD7, 0xC6  # lead bytes of the commoner half of each, by which both are ordered
_FEWEST = 8  # characters of a line that says something
_UNCOMMON = 0.5  # of its Chinese characters: no honest line has so many
_LINES, _SHARE = 2, 0.1  # so many lines, or so large a part of them: a name in another script is no damage
_TRADITIONAL = frozenset("國會學發業為們來個這對時開關東車長門問間經過動機構實體醫藥療與產")
_SIMPLIFIED = frozenset("国会学发业为们来个这对时开关东车长门问间经过动机构实体医药疗与产")
_BOTH = 12  # characters of either script, at least …
_OTHER_SCRIPT = 0.1  # … and so large a part of the other one: names keep their script

EXAMPLES = (
    (_HAN, "药"),
    (_FOREIGN, "ÖÐ»ª", "жп", "い"),
)


def in_letters(lines: Numbered) -> Iterator[Damaged]:
    """What the characters of ``lines`` show."""
    again = "these words were decoded wrongly: “{it}”; take the text from its source again"
    yield from _told(lines, _is_decoded_wrongly, "wrong-encoding", again)
    doubled = "each character is printed twice: “{it}”"
    yield from _told(lines, _is_doubled, "printed-twice", doubled)
    yield from _in_both_scripts(lines)


def _told(lines: Numbered, shows: Callable[[str], bool], code: str, message: str) -> Iterator[Damaged]:
    hits = [(number, text) for number, text in lines if shows(text)]
    if len(hits) >= _LINES or len(hits) >= max(1, _SHARE * len(lines)):
        yield from runs(hits, code, message)


def _is_decoded_wrongly(text: str) -> bool:
    """Characters that hardly any text has, or letters of other alphabets, make up most of it."""
    foreign = len(_FOREIGN.findall(text))
    if foreign >= _FEWEST and foreign * 2 > sum(map(str.isalpha, text)):
        return True
    han = _HAN.findall(text)
    uncommon = len(han) - sum(map(_is_common, han))
    return len(han) >= _FEWEST and uncommon > _UNCOMMON * len(han)


@lru_cache(maxsize=16384)
def _is_common(char: str) -> bool:
    """In the first half of GB 2312, or of Big5: some 3,755 and 5,401 characters, by use."""
    return _lead(char, "gb2312") <= _LAST_COMMON_GB or _lead(char, "big5") <= _LAST_COMMON_BIG5


def _lead(char: str, encoding: str) -> int:
    try:
        return char.encode(encoding)[0]
    except UnicodeEncodeError:
        return 0x100


def _is_doubled(text: str) -> bool:
    """第第一一条条: a bold word that was printed twice, one upon the other."""
    chars = "".join(text.split())
    pairs = len(chars) // 2
    alike = sum(map(eq, chars[::2], chars[1::2]))
    return pairs >= _FEWEST // 2 and alike > 0.8 * pairs and len(set(chars)) > 2


def _in_both_scripts(lines: Sequence[tuple[int, str]]) -> Iterator[Damaged]:
    """A text that was converted in part."""
    counts = [(number, _in(text, _SIMPLIFIED), _in(text, _TRADITIONAL)) for number, text in lines]
    simplified, traditional = sum(it[1] for it in counts), sum(it[2] for it in counts)
    fewer = min(simplified, traditional)
    if fewer < _BOTH or fewer < _OTHER_SCRIPT * (simplified + traditional):
        return
    first = next(number for number, some, others in counts if (others if traditional <= simplified else some))
    yield Damaged(first, first, "scripts-mixed", "Simplified and Traditional characters stand in one text")


def _in(text: str, characters: frozenset[str]) -> int:
    return sum(map(characters.__contains__, text))
