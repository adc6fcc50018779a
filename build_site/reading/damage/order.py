"""What lines show by their company: printed twice, out of order, cut, one character a line, pages that are missing."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from build_site.model import Block, Furniture
from build_site.reading.classify import classify
from build_site.reading.damage.rows import Damaged, Numbered
from build_site.reading.sentences import SENTENCE_END, ends_sentence
from build_site.reading.widths import width

_SHORTEST = 10  # characters of a line, or of a passage, that is not repeated by chance …
_SHORTEST_PARAGRAPH = 40  # … and of a paragraph that stands far from where it was printed first
_MOST_LINES = 80  # of a passage or a page that is printed twice on end
_UPRIGHT = 12  # lines of one character each, on end
_COUNTED = 10  # lines that count up on end
_UNEVEN = 8  # times the least distance of titles is the greatest, where none of them stands on every page
_OFTEN = 4  # a line that returns so often in mid-sentence
_DESCENDING = 3  # steps back on end
_LONG_TEXT, _FEW_LINES = 600, 2  # characters of a text that has so few lines
_LONG_LINE = 3000  # characters; no paragraph has so many
_LONG_LINES_OF = 18  # Chinese characters of a line that has marks …
_BARE_LINES, _BARE_SHARE = 6, 0.75  # … so many lines without any, and so large a part of them
_HAN = re.compile("[\u4e00-\u9fff]")
_MARK = re.compile("[，。；：、,.;:]")
_NUMBER_AT_FRONT = re.compile(r"(\d{1,4})[ \u3000:：|]+\S")
_PAGE = re.compile(r"\d{1,4}")
_ENDS, _WHOLE = "。：；", "略无無否是有附注註例问問答对對错錯甲乙丙丁"  # 略。 and 附： are whole
_NEVER_FIRST = "，。、；：！？”）》】〕"

EXAMPLES = (
    (_HAN, "药"),
    (_MARK, "加强，"),
    (_NUMBER_AT_FRONT, "12 第一条 为了", "3: 加强"),
    (_PAGE, "12"),
)


def in_lines_together(lines: Numbered) -> Iterator[Damaged]:
    """What ``lines`` show by their company."""
    yield from _twice_on_end(lines)
    yield from _upright(lines)
    yield from _returning(lines)
    yield from _without_line_ends(lines)
    yield from _without_marks(lines)


def in_blocks(blocks: Sequence[Block]) -> Iterator[Damaged]:
    """What paragraphs and numbers show by their company."""
    yield from _printed_again(blocks)
    yield from _going_back(blocks)
    yield from _ends_alone(blocks)
    first = blocks[0] if blocks else None
    if first is not None and (first.label + first.text)[:1] in _NEVER_FIRST:
        yield Damaged(first.span.first, first.span.first, "text-begins-late", "the text begins in mid-sentence")


# --------------------------------------------------------------------------- printed twice


def _twice_on_end(lines: Numbered) -> Iterator[Damaged]:
    """Lines, or up to a page of them, that follow themselves."""
    texts = [text for _, text in lines]
    i = 0
    while i < len(texts):
        length = _length_of_repeat(texts, i)
        if length:
            first, last = lines[i + length][0], lines[i + 2 * length - 1][0]
            message = f"the same as the {'line' if length == 1 else f'{length} lines'} above, printed twice"
            yield Damaged(first, last, "printed-twice", message)
        i += 2 * length or 1


def _length_of_repeat(texts: Sequence[str], i: int) -> int:
    """How many lines from ``i`` on are printed again right after themselves; 0 where none are."""
    if len(texts[i]) < 2:
        return 0
    for length in range(1, min(_MOST_LINES, (len(texts) - i) // 2) + 1):
        if texts[i + length] != texts[i]:
            continue
        above = texts[i : i + length]
        if above == texts[i + length : i + 2 * length] and _are_words(above):
            return length
    return 0


def _are_words(texts: Sequence[str]) -> bool:
    """Enough characters that are no numbers, blanks or rules."""
    return sum(char.isalpha() for text in texts for char in text) >= _SHORTEST


def _printed_again(blocks: Sequence[Block]) -> Iterator[Damaged]:
    """A long paragraph that its text has had before; another text (an excerpt of it) may have it again."""
    seen: dict[str, int] = {}
    titles: set[str] = set()
    for block in blocks:
        if block.kind == "title" and block.text not in titles:
            titles.add(block.text)
            seen.clear()
        if block.role not in ("paragraph", "clause") or len(block.text) < _SHORTEST_PARAGRAPH:
            continue
        words = f"{block.label}{block.text}"
        if words in seen:
            message = f"the same paragraph as on line {seen[words]}, printed twice"
            yield Damaged(block.span.first, block.span.last, "printed-twice", message)
        seen.setdefault(words, block.span.first)


def _returning(lines: Numbered) -> Iterator[Damaged]:
    """A short line that returns in the midst of sentences: a watermark, or a title of the page."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for i, (_, text) in enumerate(lines):
        if 0 < i < len(lines) - 1 and 2 <= len(text) <= 40:
            places[text].append(i)
    for text, at in places.items():
        if len(at) < _OFTEN or classify(text) is not None or ends_sentence(text):
            continue
        cut = sum(_is_cut(lines[i - 1][1], text) for i in at)
        if cut >= 2 and cut * 4 >= len(at):
            message = f"“{text[:16]}” returns {len(at)} times in the midst of sentences; is it part of the text?"
            yield Damaged(lines[at[0]][0], lines[at[0]][0], "foreign-words", message)


def _is_cut(before: str, text: str) -> bool:
    """A line that ends nowhere stands above, much longer than the one that returns."""
    is_prose = classify(before) is None or "，" in before
    return is_prose and not ends_sentence(before) and width(before) >= max(20, 1.2 * width(text))


# --------------------------------------------------------------------------- order


def _going_back(blocks: Sequence[Block]) -> Iterator[Damaged]:
    """Numbers of one kind that count down."""
    numbered = [it for it in blocks if it.number is not None and it.role in ("heading", "clause") and it.label]
    for _, group in groupby(numbered, key=lambda it: it.kind):
        those = list(group)
        back = 0
        for one, after in pairwise(those):
            back = back + 1 if (after.number or 0) < (one.number or 0) else 0
            if back == _DESCENDING:
                message = f"{after.label} and the numbers before it count down: the lines are out of order"
                yield Damaged(after.span.first, after.span.first, "order-broken", message)


def _ends_alone(blocks: Sequence[Block]) -> Iterator[Damaged]:
    """会。 as a paragraph: the end of a line that stands elsewhere."""
    for block in blocks:
        text = block.text
        if block.role == "paragraph" and len(text) == 2 and _is_end(text):
            message = f"“{text}” stands alone: it is the end of a line that stands above or below"
            yield Damaged(block.span.first, block.span.last, "order-broken", message)


def _is_end(text: str) -> bool:
    return text[0].isalpha() and text[0] not in _WHOLE and text[1] in _ENDS


def in_pages(furniture: Sequence[Furniture]) -> Iterator[Damaged]:
    """Pages that are missing or out of order, told by the numbers printed on them; titles of pages that are none."""
    yield from _uneven_titles(furniture)
    marks = [(it.number, int(found.group())) for it in furniture if it.why == "page number"
             and (found := _PAGE.search(it.text))]  # fmt: skip
    steps = Counter(b[1] - a[1] for a, b in pairwise(marks))
    if len(marks) < 4 or steps[1] * 2 < len(marks):
        return
    usual = sorted(b[0] - a[0] for a, b in pairwise(marks))[len(marks) // 2]
    for (before, one), (number, other) in pairwise(marks):
        if other < one:
            message = f"page {other} follows page {one}: the pages are out of order"
            yield Damaged(number, number, "order-broken", message)
        elif other > one + 1 and (number - before) < 1.5 * usual:
            message = f"page {other} follows page {one}: pages are missing, or their numbers"
            yield Damaged(number, number, "pages-missing", message)


def _uneven_titles(furniture: Sequence[Furniture]) -> Iterator[Damaged]:
    """A title returns once a page, a watermark anywhere."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for it in furniture:
        if it.why == "running title":
            places[it.text].append(it.number)
    for text, at in places.items():
        gaps = sorted(b - a for a, b in pairwise(at))
        if len(gaps) >= _OFTEN and gaps[-1] > _UNEVEN * gaps[0]:
            message = f"“{text[:16]}” returns {len(at)} times at uneven distances and was taken for a title of the page"
            yield Damaged(at[0], at[0], "foreign-words", message)


# --------------------------------------------------------------------------- lines


def _upright(lines: Numbered) -> Iterator[Damaged]:
    """One character a line, as upright text is extracted."""
    for single, group in groupby(lines, key=lambda it: len(it[1]) == 1 and it[1].isalpha()):
        those = list(group)
        if single and len(those) >= _UPRIGHT:
            message = f"{len(those)} lines of one character each: upright text, or a table"
            yield Damaged(those[0][0], those[-1][0], "lines-broken", message)


def counted(lines: Numbered) -> Iterator[Damaged]:
    """Each line has a number in front that counts lines: they go on in mid-sentence."""
    numbers = [int(found[1]) if (found := _NUMBER_AT_FRONT.match(text)) else None for _, text in lines]
    first = 0
    for i in range(1, len(lines) + 1):
        if i < len(lines) and numbers[i] is not None and numbers[i] == (numbers[i - 1] or -1) + 1:
            continue
        if i - first >= _COUNTED and sum(not ends_sentence(text) for _, text in lines[first:i]) * 2 > i - first:
            message = f"{i - first} lines have numbers that count them; are they part of the text?"
            yield Damaged(lines[first][0], lines[i - 1][0], "foreign-words", message)
        first = i


def _without_line_ends(lines: Numbered) -> Iterator[Damaged]:
    if 0 < len(lines) <= _FEW_LINES and sum(len(text) for _, text in lines) >= _LONG_TEXT:
        message = "the whole text stands on so few lines: the ends of its lines are lost"
        yield Damaged(lines[0][0], lines[-1][0], "lines-broken", message)
        return
    for number, text in lines:
        if len(text) >= _LONG_LINE and sum(text.count(mark) for mark in SENTENCE_END) > 3:
            message = f"a line of {len(text)} characters: the ends of lines are lost"
            yield Damaged(number, number, "lines-broken", message)


def _without_marks(lines: Numbered) -> Iterator[Damaged]:
    """Lines of prose without a comma or a full stop."""
    long = [it for it in lines if len(_HAN.findall(it[1])) >= _LONG_LINES_OF]
    bare = [it for it in long if not _MARK.search(it[1])]
    if len(bare) >= _BARE_LINES and len(bare) > _BARE_SHARE * len(long):
        message = f"{len(bare)} of {len(long)} long lines have no punctuation: it is lost"
        yield Damaged(bare[0][0], bare[0][0], "words-missing", message)
