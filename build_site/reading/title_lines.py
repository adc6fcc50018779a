"""Lines of the title of a single text: where it ends, and what can be none.

A title is told by what stands below it. Above a number, a date, a 题注, the speaker, the addressees, the contents or
the first chapter or article everything is title, on one to five lines, whatever its words are. Above a sentence or 一、
a heading of the text may stand between, and words decide: it ends with a word for a kind of document (意见, 规划 …), or
where 关于… has found its 的 and a noun; without either its first line alone is the title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from build_site.model import Line
from build_site.reading.adoption_notes import note_from
from build_site.reading.classify import classify
from build_site.reading.document_kinds import ends_in_kind
from build_site.reading.head_lines import LONE_NUMBER_LINE, is_number_line, is_salutation, stands_below_title
from build_site.reading.letterheads import begins_title, is_bodies, issuer_of_paper, stands_above_title
from build_site.reading.measure import Measure
from build_site.reading.sentences import CONTENTS_LINE, ends_sentence, has_open_bracket, is_set_apart, without_blanks
from build_site.reading.table_headers import is_header
from build_site.units.table import kinds

_MOST_LINES = 5
_WIDEST = 70  # full-width characters; no title has a line that wide
_LONGEST_RUN = 12  # lines that are asked whether they are one sentence
_LONGEST_VERSION = 12  # characters of a bracket that may name an act: （2018年修订）
_LONGEST_TAIL = 4  # characters
_SHORTEST_BODY = 3  # characters of a name above 关于…: 国务院
_LIST_COMMAS = 3  # names of bodies in a row, no title
# A title of unknown kind above a sentence goes on to a second line only where …
_WRAPPED = 20  # … its first is long,
_WRAPPED_BEFORE_KIND = 12  # … or less long, and the second ends in a kind of document
_WRAPPED_AT_LEAST = 14
_FIRST_HEADINGS = kinds("begins-text")

_NEVER_FIRST = ("的", "》", "〉", "”", "）", "、")
_SAID_OF_IT = ("已", "经", "經", "业经", "業經", "是", "自", "的")
_GOES_ON = re.compile(r"(?:关于|關於|印发|印發|发布|發布|转发|轉發|和|与|及|、|的|在|对|對|《[^》]*|（[^）]*)$")
_PREFACE_LINE = re.compile("(?:序[ \u3000]*言|序|[前引导導][ \u3000]*言|[总總][ \u3000]*[则則]|摘[ \u3000]*要)")
_SHORT_BRACKET_LINE = re.compile(r"[（(][^（）()]{1,12}[）)]")
_DATE_OR_NUMBER = re.compile(r"\d{4}\s*年\s*\d{1,2}\s*月|通过|通過|号|號")
_SENTENCE_STOP = re.compile("[，。；：]")
_SENTENCE = re.compile("。|；|，.*，")
_OPEN_KIND = "工作|要求|任务|任務|措施|安排|制度|行动|行動|说明|說明|政策|标准|標準"
_OPEN_KIND_ENDING = re.compile(f"(?:{_OPEN_KIND})$")
_ACT = re.compile("通过|通過|批准|公布|发布|發布|施行|修订|修訂|修正")
_HEADING_WORD_LINE = re.compile(f".{{0,2}}(?:{_OPEN_KIND})")
_MARKED = re.compile("《[^《》]*》|“[^“”]*”|（[^（）]*）")
_ABOUT = re.compile("关于|關於")
_MATTER_ENDING = re.compile("的[^的]{2,12}$")

EXAMPLES = (
    (_GOES_ON, "国务院关于", "关于印发《健康中国", "关于加强管理的"),
    (_PREFACE_LINE, "前　言", "序", "摘要", "总 则"),
    (_SHORT_BRACKET_LINE, "（2019年版）", "（试行）"),
    (_DATE_OR_NUMBER, "（2019年12月通过）", "（第12号）"),
    (_SENTENCE_STOP, "各地要加强领导，"),
    (_SENTENCE, "加强管理。", "为规范管理，保障权益，"),
    (_OPEN_KIND_ENDING, "学生心理健康工作"),
    (_ACT, "（市人民政府第12次常务会议审议通过"),
    (_HEADING_WORD_LINE, "总体要求", "保障措施"),
    (_MARKED, "《药品管理法》", "“双随机、一公开”", "（试行）"),
    (_ABOUT, "国务院关于"),
    (_MATTER_ENDING, "关于深化合作的联合声明"),
)


def joined(lines: Sequence[Line], first: int, last: int) -> str:
    """The words of the lines ``first``–``last``."""
    return "".join(line.text for line in lines[first : last + 1])


def end_of_title(lines: Sequence[Line], measure: Measure, first: int) -> int | None:
    """The last line of a title that begins at ``first``; None where the line can be no title."""
    if first >= len(lines) or not _can_begin_title(lines, measure, first):
        return None
    by_structure = above_head(lines, measure, first)
    return _by_words(lines, measure, first) if by_structure is None else by_structure


def _can_begin_title(lines: Sequence[Line], measure: Measure, first: int) -> bool:
    text = lines[first].text
    if text[0] in "（(" and not _ABOUT.match(text, 1):
        return False  # （本文有删减）
    after = lines[first + 1].text if first + 1 < len(lines) else ""
    if text[0] == "《" and after.startswith(_SAID_OF_IT):
        return False  # 《…办法》|已经市政府同意
    if is_number_line(text) and first + 1 < len(lines):
        return bool(_ABOUT.match(after, 1)) and after[0] in "（("
    return _can_be_title(text, measure, first) and not is_sentence(lines, measure, first)


# --------------------------------------------------------------------------- by what stands below


def above_head(lines: Sequence[Line], measure: Measure, first: int) -> int | None:
    """The last line of the title from ``first`` to a number, a date, the addressees …; None without one near."""
    last = _end_of_run(lines, measure, first)
    if not _is_head(lines, measure, last + 1):
        return None
    if _begins_text(lines[last + 1].text):
        last = _last_kind(lines, first, last)  # 经…会议批准 may stand between title and 第一章
    while last > first and _signs_below(lines, first, last):
        last -= 1
    return last


def _last_kind(lines: Sequence[Line], first: int, end: int) -> int:
    """The last line through which the words end in a kind of document; ``end`` where none does."""
    return next((last for last in range(end, first - 1, -1) if ends_in_kind(joined(lines, first, last))), end)


def _begins_text(text: str) -> bool:
    """The contents, the first chapter or the first article: of all heads only these are no part of one."""
    label = classify(text)
    return CONTENTS_LINE.fullmatch(text) is not None or (
        label is not None and label.kind in _FIRST_HEADINGS and label.number == 1 and not label.refers
    )


def _end_of_run(lines: Sequence[Line], measure: Measure, first: int) -> int:
    """The last of the lines from ``first`` on that could all be of one title."""
    last = first
    while last + 1 < min(len(lines), first + _MOST_LINES) and _is_one_more(lines, measure, last + 1):
        last += 1
    return last


def _is_one_more(lines: Sequence[Line], measure: Measure, i: int) -> bool:
    text = lines[i].text
    if _ABOUT.match(text) and len(lines[i - 1].text) < _SHORTEST_BODY:
        return False
    if is_set_apart(text) or _PREFACE_LINE.fullmatch(text) or _is_head(lines, measure, i):
        return False
    return _is_bracket(text) or (_may_go_on_with(text, measure, i) and not is_sentence(lines, measure, i))


def _is_bracket(text: str) -> bool:
    """（试行）, （2023—2025年）, （化学药品及生物制品）的通知; what was done with it is a 题注."""
    is_note = len(text) > _LONGEST_VERSION and _ACT.search(text)
    return text[0] in "（(" and not _SENTENCE_STOP.search(text) and len(text) <= _WIDEST and not is_note


def _is_head(lines: Sequence[Line], measure: Measure, i: int) -> bool:
    if i >= len(lines):
        return False
    text = lines[i].text
    if stands_below_title(text) or note_from(lines, i) is not None or _begins_text(text):
        return True
    if classify(text) is not None:
        return False
    if issuer_of_paper(text) is not None and i + 1 < len(lines) and LONE_NUMBER_LINE.fullmatch(lines[i + 1].text):
        return True  # 海州市人民代表大会常务委员会公告, 第12号
    return is_salutation(_run(lines, measure, i))


def _signs_below(lines: Sequence[Line], first: int, last: int) -> bool:
    """The bodies that drafted it, below the title of what a higher body forwards."""
    return is_bodies(lines[last].text) and ends_in_kind(joined(lines, first, last - 1))


def is_sentence(lines: Sequence[Line], measure: Measure, i: int) -> bool:
    """True where the lines from ``i`` on that fill their measure hold a sentence: prose, however it is wrapped."""
    if ends_in_kind(lines[i].text) and not _SENTENCE_STOP.search(lines[i].text):
        return False  # a title that happens to fill its line
    return _SENTENCE.search(_MARKED.sub("", _run(lines, measure, i))) is not None


def _run(lines: Sequence[Line], measure: Measure, first: int) -> str:
    """The words from ``first`` to the next line that stops early, or the next number, date or numbered unit."""
    last = first
    while last + 1 < len(lines) and last - first < _LONGEST_RUN and measure.full(last, last == first):
        after = lines[last + 1].text
        if stands_below_title(after) or classify(after) is not None or is_salutation(after):
            break
        last += 1
    return joined(lines, first, last)


# --------------------------------------------------------------------------- by its words


def _by_words(lines: Sequence[Line], measure: Measure, first: int) -> int:
    """Through the first line that ends in a word for a kind of document, else the first line alone."""
    end = _end_of_run(lines, measure, first)
    if end > first and _is_first_to_end(lines, first, end):
        return end
    for last in range(first, first + _MOST_LINES):
        if _is_whole(lines, measure, first, last) and not bracket_follows(lines, last):
            if not _finds_kind(lines, first, last, end):
                return last
            continue
        if last + 1 >= len(lines) or not _goes_on(lines, measure, first, last):
            return last if last == first or _was_wrapped(lines, measure, first, last - 1) else first
    return first


def _is_first_to_end(lines: Sequence[Line], first: int, end: int) -> bool:
    """No line before ``end`` ends in a kind of document, and it does, and is no heading."""
    if not ends_in_kind(joined(lines, first, end)) or _is_heading_word(lines[end].text):
        return False
    return not any(_ends_in_sure_kind(joined(lines, first, last)) for last in range(first, end))


def _finds_kind(lines: Sequence[Line], first: int, last: int, end: int) -> bool:
    """…学生心理健康工作|专项行动计划: a line below ends in a kind of document, and not in a word that goes on."""
    if _ends_in_sure_kind(joined(lines, first, last)):
        return False
    return any(
        _ends_in_sure_kind(joined(lines, first, below)) and not _is_heading_word(lines[below].text)
        for below in range(last + 1, end + 1)
    )


def _ends_in_sure_kind(title: str) -> bool:
    """Not 工作 or 行动, which go on: …工作|专项行动计划."""
    return ends_in_kind(title) and not _OPEN_KIND_ENDING.search(title)


def _is_heading_word(text: str) -> bool:
    """总体要求, 保障措施: headings of a text that end in the word for a kind of document."""
    return _HEADING_WORD_LINE.fullmatch(without_blanks(text)) is not None


def _is_whole(lines: Sequence[Line], measure: Measure, first: int, last: int) -> bool:
    """Ends in a kind of document, and not by the chance of a wrap: 《…人口与计划|生育法》的决定, …自纠工作|的通知."""
    title = joined(lines, first, last)
    after = lines[last + 1].text if last + 1 < len(lines) else ""
    if not ends_in_kind(title) or has_open_bracket(title) or after.startswith(_NEVER_FIRST):
        return False
    if title.endswith("》") and len(after) <= _LONGEST_TAIL and ends_in_kind(after):
        return False  # 公开征求《…办法》|意见
    if _is_unfinished(title) and after and _may_go_on_with(after, measure, last + 1):
        return is_sentence(lines, measure, last + 1)
    return not (after and _is_flush_after_full(lines, measure, last))


def _is_unfinished(title: str) -> bool:
    """关于… without 的 and a noun: the title of a notice goes on until it has both.

    >>> _is_unfinished("国务院关于落实《政府工作报告》"), _is_unfinished("关于加强管理的意见")
    (True, False)
    """
    words = _MARKED.sub("〇", title)
    about = _ABOUT.search(words)
    return about is not None and not _MATTER_ENDING.search(words[about.end() :])


def _is_flush_after_full(lines: Sequence[Line], measure: Measure, last: int) -> bool:
    """Where indents were kept, a line without one after a full line goes on with the title, if it can."""
    after = lines[last + 1]
    flush = measure.indent_kept and measure.full(last) and after.indent == lines[last].indent == 0
    return flush and _may_go_on_with(after.text, measure, last + 1) and not stands_above_title(after.text)


def _was_wrapped(lines: Sequence[Line], measure: Measure, first: int, i: int) -> bool:
    if _GOES_ON.search(lines[i].text) or measure.widths[i] >= _WRAPPED_AT_LEAST:
        return True
    return _is_unfinished(joined(lines, first, i))


def _can_be_title(text: str, measure: Measure, i: int) -> bool:
    if ends_sentence(text) or classify(text) or measure.widths[i] > _WIDEST:
        return False
    if text[-1] in "、，" or stands_below_title(text) or is_header(text) or CONTENTS_LINE.fullmatch(text):
        return False
    is_prose = text.startswith("各") or text.count("、") >= _LIST_COMMAS or ("，" in text and measure.full(i, True))
    return not is_prose or ends_in_kind(text)


def _goes_on(lines: Sequence[Line], measure: Measure, first: int, last: int) -> bool:
    text, after = lines[last].text, lines[last + 1].text
    if has_open_bracket(text) or bracket_follows(lines, last):
        return True
    if not _may_go_on_with(after, measure, last + 1):
        return False
    if begins_title(text, after) or (
        _is_unfinished(joined(lines, first, last)) and not is_sentence(lines, measure, last + 1)
    ):
        return True
    wide = measure.widths[last]
    return bool(_GOES_ON.search(text)) or wide >= _WRAPPED or (wide >= _WRAPPED_BEFORE_KIND and ends_in_kind(after))


def _may_go_on_with(after: str, measure: Measure, i: int) -> bool:
    if not _can_be_title(after, measure, i) or _PREFACE_LINE.fullmatch(after) or after[0] in "（(":
        return False
    return "》" in after or not _SENTENCE_STOP.search(after)


def bracket_follows(lines: Sequence[Line], last: int) -> bool:
    """（2019年版）, （试行） on the next line; a date or a number there is no part of the title."""
    after = lines[last + 1].text if last + 1 < len(lines) else ""
    return bool(_SHORT_BRACKET_LINE.fullmatch(after)) and not _DATE_OR_NUMBER.search(after)
