"""Finding what belongs to the page and not to the text: page numbers, running titles, jump links.

A bare ``12`` may be a page number or a table cell, and ``6 各民族`` may be a page number glued to a line
or a heading. What decides is never one line but its company: page numbers count up through the file,
running titles return, and both stand where a page is cut.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from build_site.reading.widths import width

# Every row: a form that is a page number wherever it stands alone, and an example of it.
SURE_PAGE_NUMBERS: tuple[tuple[str, str], ...] = (
    (r"[—–－─-]+\s*(?P<n>\d{1,4})\s*[—–－─-]+", "— 12 —"),
    (r"[·•]\s*(?P<n>\d{1,4})\s*[·•]", "· 12 ·"),
    (r"(?P<n>\d{1,4})\s*[/／]\s*\d{1,4}", "12 / 60"),
    (r"第\s*(?P<n>\d{1,4})\s*[页頁](?:\s*[,，/、]?\s*[（(]?\s*共\s*\d{1,4}\s*[页頁]\s*[）)]?)?", "第12页 共60页"),
    (r"共\s*\d{1,4}\s*[页頁]\s*[,，/、]?\s*第\s*(?P<n>\d{1,4})\s*[页頁]", "共60页 第12页"),
    (r"[Pp]age\s+(?P<n>\d{1,4})(?:\s+of\s+\d{1,4})?", "Page 12 of 60"),
)  # fmt: skip
_SURE = re.compile("|".join(f"(?:{re.sub('<n>', f'<n{i}>', form)})" for i, (form, _) in enumerate(SURE_PAGE_NUMBERS)))
_BARE = re.compile(r"\d{1,4}")
_GLUED_FRONT = re.compile(
    r"(?P<n>\d{1,4})(?P<blank>[ \u3000\u2002]*)(?=[^\d\s.．、,，:：%％年月日号／/~～\-—+×≥≤°℃)）〕\]])"
)
_GLUED_BACK = re.compile(r"(?<=[^\d\s.．〔\[(（第—/-])[ \u3000\u2002]+(?P<n>\d{1,4})$")

# Links of the reading device, which a copy or an export leaves in the text.
JUMP_LINKS: tuple[str, ...] = (
    "返回目录",
    "返回首页",
    "返回顶部",
    "返回页首",
    "回到目录",
    "回到顶部",
    "返回目錄",
    "返回首頁",
    "回到頁首",
)

_TITLED = re.compile(
    r"(?P<a>\D.{3,58}?)[ \u3000\u2002]+[—–-]?\s*(?P<n>\d{1,4})\s*[—–-]?|[—–-]?\s*(?P<m>\d{1,4})\s*[—–-]?[ \u3000\u2002]+(?P<b>\D.{3,58})"
)

_SENTENCE_ENDS = "。！？；：…”）》】!?;:"
_MIN_CHAIN = 3
_SHORTEST_PAGE = 8  # lines
_LONGEST_TITLE = 60  # characters


@dataclass(frozen=True, slots=True)
class RawLine:
    """A non-blank physical line; ``blanks`` is the number of blank lines before it."""

    number: int
    text: str
    indent: int
    blanks: int
    opens_page: bool


@dataclass(frozen=True, slots=True)
class PageMark:
    """A printed page number: on a line of its own, or glued to the front or the back of one."""

    value: int
    place: str  # "alone", "front", "back"
    length: int = 0  # characters of the line that are furniture, when glued


def sure_page_number(text: str) -> int | None:
    """The number of a page, where the form alone tells that it is one."""
    found = _SURE.fullmatch(text)
    return int(next(g for g in found.groups() if g)) if found else None


def is_jump_link(text: str) -> bool:
    """True of 返回目录 and its like."""
    return text.strip("【】[]<>《》（）() \u3000↑") in JUMP_LINKS


def page_marks(lines: Sequence[RawLine]) -> dict[int, PageMark]:
    """Printed page numbers by position in ``lines``."""
    marks = {}
    for at, line in enumerate(lines):
        value = sure_page_number(line.text)
        if value is not None and not (at and lines[at - 1].text[-1] in "—…"):  # ——\n第 9 页 ends an entry of a digest
            marks[at] = PageMark(value, "alone")
    marks |= _titled_numbers(lines)
    marks |= _bare_numbers(lines, marks)
    if len(marks) < _MIN_CHAIN:
        marks |= _glued_numbers(lines)
    return marks


def _titled_numbers(lines: Sequence[RawLine]) -> dict[int, PageMark]:
    """``中华人民共和国宪法  2``, ``… 3``: one title again and again, its number counting up."""
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for i, line in enumerate(lines):
        found = _TITLED.fullmatch(line.text)
        if found:
            places[_squeezed(found["a"] or found["b"])].append((i, int(found["n"] or found["m"])))
    printed = _printed_together(lines)
    marks: dict[int, PageMark] = {}
    for words, candidates in places.items():
        chain = set(_longest_count(candidates)) - {0}
        needed = 1 if words in printed else 2 if len(words) >= 8 and _far_apart(chain) else 3
        if len(words) >= 5 and len(chain) >= needed and _brackets_balance(words):
            marks |= {i: PageMark(value, "alone") for i, value in candidates if i in chain}
    return marks


def _far_apart(positions: set[int]) -> bool:
    ordered = sorted(positions)
    return all(b - a >= _SHORTEST_PAGE for a, b in pairwise(ordered))


def _printed_together(lines: Sequence[RawLine]) -> set[str]:
    """What one line, or up to four lines together, print: a title that was wrapped runs on the pages in one line."""
    texts = [_squeezed(line.text) for line in lines]
    return {"".join(texts[i : i + n]) for n in range(1, 5) for i in range(len(texts) - n + 1) if len(texts[i]) <= 45}


def _squeezed(text: str) -> str:
    return re.sub(r"[\s\u3000]+", "", text)


def _bare_numbers(lines: Sequence[RawLine], sure: dict[int, PageMark]) -> dict[int, PageMark]:
    at = [i for i, line in enumerate(lines) if i not in sure and _BARE.fullmatch(line.text)]
    values = {i: int(lines[i].text) for i in at}
    chain = set(_longest_count([(i, values[i]) for i in at]))
    usual = _usual_blanks(lines)
    return {
        i: PageMark(values[i], "alone")
        for i in at
        if (i in chain and len(chain) >= _MIN_CHAIN) or _stands_at_a_cut(lines, i, usual)
    }


def _usual_blanks(lines: Sequence[RawLine]) -> int:
    counts = sorted(line.blanks for line in lines)
    return counts[len(counts) // 2] if counts else 0


def _stands_at_a_cut(lines: Sequence[RawLine], i: int, usual_blanks: int) -> bool:
    """A lone number is a page number where a page begins right after it, or where it is set apart."""
    after = lines[i + 1] if i + 1 < len(lines) else None
    if after is None or after.opens_page or i == 0:
        return True
    return lines[i].blanks > usual_blanks


def _longest_count(candidates: list[tuple[int, int]]) -> list[int]:
    """Positions of the longest subsequence whose values count up by one, a page or two missing at most."""
    best: dict[int, tuple[int, int | None]] = {}
    by_value: dict[int, int] = {}
    for at, value in candidates:
        before = [by_value[value - step] for step in (1, 2, 3) if value - step in by_value]
        previous = max(before, key=lambda b: best[b][0], default=None)
        length = 1 + (best[previous][0] if previous is not None else 0)
        best[at] = (length, previous)
        if value not in by_value or length >= best[by_value[value]][0]:
            by_value[value] = at
    chain: list[int] = []
    node: int | None = max(best, key=lambda b: best[b][0], default=None)
    while node is not None:
        chain.append(node)
        node = best[node][1]
    return chain[::-1]


def _glued_numbers(lines: Sequence[RawLine]) -> dict[int, PageMark]:
    """Page numbers that an extraction joined to the first or the last line of each page."""
    front = _chain_of(lines, "front")
    back = _chain_of(lines, "back")
    return front if len(front) >= len(back) else back


def _chain_of(lines: Sequence[RawLine], place: str) -> dict[int, PageMark]:
    found = {}
    for i, line in enumerate(lines):
        hit = _GLUED_FRONT.match(line.text) if place == "front" else _GLUED_BACK.search(line.text)
        if hit:
            found[i] = PageMark(int(hit["n"]), place, hit.end() - hit.start())
    chain = _longest_count([(i, mark.value) for i, mark in found.items()])
    if len(chain) < 2 or not _cuts_the_text(lines, chain, place) or not _regular(chain):
        return {i: found[i] for i in found if place == "front" and _before_a_number(lines[i].text)}
    return {i: found[i] for i in chain}


def _before_a_number(text: str) -> bool:
    """``3 2．明确准入条件``: no text begins with two numbers."""
    return bool(
        re.match(
            r"\d{1,4}\s+(?:\d{1,2}[.．、]|（[一二三四五六七八九十]+）|第[一二三四五六七八九十百]+[条章节]|[一二三四五六七八九十]+、)",
            text,
        )
    )


def _regular(chain: list[int]) -> bool:
    """Pages hold about as many lines each: no gap is many times another."""
    gaps = [b - a for a, b in pairwise(chain)]
    return min(gaps) >= 4 and max(gaps) <= 12 * min(gaps)


def _cuts_the_text(lines: Sequence[RawLine], chain: list[int], place: str) -> bool:
    """Most glued numbers stand where a sentence goes on, which a heading's number never does."""
    edges = [(i - 1, i) if place == "front" else (i, i + 1) for i in chain]
    cut, repeated = 0, Counter(line.text for line in lines)
    for before, _ in edges:
        text = lines[before].text if before >= 0 else "。"
        text = re.sub(r"\s+\d{1,4}$", "", text) if place == "back" else text
        cut += (text[-1] not in _SENTENCE_ENDS and width(text) >= 20) or repeated[text] >= 2
    return cut * 3 >= len(chain) if len(chain) >= _MIN_CHAIN else cut == len(chain)


def running_titles(lines: Sequence[RawLine], marks: dict[int, PageMark]) -> set[int]:
    """Positions of titles that are printed again at the head or foot of pages.

    The first print that stands at no cut is the title itself, unless it stands at the very beginning twice.
    """
    places = defaultdict(list)
    for i, line in enumerate(lines):
        if i not in marks and 4 <= len(line.text) <= _LONGEST_TITLE:
            places[_without_page_number(line.text)].append(i)
    wrapped, opening = _wrapped_titles(lines, marks, places), _opening(lines, marks)
    found: set[int] = set()
    for words, at in places.items():
        if words in wrapped and at[0] > 4:
            found.update(at)
        elif len(at) >= 2 and _is_running(lines, marks, words, at, words == opening):
            apart = [i for i in at if not _at_cut(lines, marks, i)]
            found.update(set(at) - set(apart[:1]))
    return found - _the_title_itself(marks, found)


def _opening(lines: Sequence[RawLine], marks: dict[int, PageMark]) -> str:
    """The first line of text: in most files the title."""
    return next((_without_page_number(line.text) for i, line in enumerate(lines) if i not in marks), "")


def _wrapped_titles(lines: Sequence[RawLine], marks: dict[int, PageMark], places: Mapping[str, list[int]]) -> set[str]:
    """Lines whose words two or more of the first lines print together: the title, wrapped there, in one line here."""
    texts = [_without_page_number(line.text) for i, line in enumerate(lines[:12]) if i not in marks]
    together = {"".join(texts[i : i + n]) for n in range(2, 5) for i in range(min(len(texts) - n + 1, 4))}
    return {words for words in together & places.keys() if len(words) >= _SHORTEST_PAGE and _brackets_balance(words)}


def _without_page_number(text: str) -> str:
    bare = re.sub(r"^\s*[—–-]?\s*\d{1,4}\s*[—–-]?\s+|\s+[—–-]?\s*\d{1,4}\s*[—–-]?\s*$", "", text)
    return re.sub(r"[\s\u3000]+", "", bare)


def _is_running(lines: Sequence[RawLine], marks: dict[int, PageMark], words: str, at: list[int], opens: bool) -> bool:
    if not words.strip("….·—- ") or words[-1] in "。；：，、" or not _brackets_balance(words):
        return False
    inner = [i for i in at if i > 0]
    at_cut = [i for i in inner if _at_cut(lines, marks, i)]
    if opens:
        return len(words) >= _SHORTEST_PAGE or (bool(at_cut) and len(at_cut) * 3 >= len(inner))
    if len(inner) >= 2 and all(_beside_a_number(marks, i) for i in inner) and _in_new_company(lines, marks, inner):
        return True
    return len(inner) >= 3 and len(at_cut) * 3 >= len(inner) * 2 and _in_new_company(lines, marks, inner)


def _at_cut(lines: Sequence[RawLine], marks: dict[int, PageMark], i: int) -> bool:
    return i > 0 and (_beside_a_cut(lines, marks, i) or _interrupts(lines, i))


def _beside_a_number(marks: dict[int, PageMark], i: int) -> bool:
    return any(near in marks and marks[near].place == "alone" for near in (i - 1, i + 1))


def _brackets_balance(words: str) -> bool:
    return all(words.count(left) == words.count(right) for left, right in ("（）", "《》", "〔〕", "“”", "()"))


def _in_new_company(lines: Sequence[RawLine], marks: dict[int, PageMark], at: list[int]) -> bool:
    """Each print stands between other lines; a passage that is printed again stands between the same ones."""
    for step in (-1, 1):
        company = [_neighbour(lines, marks, i, step) for i in at]
        if len(set(company)) * 5 < len(company) * 4:
            return False
    return True


def _neighbour(lines: Sequence[RawLine], marks: dict[int, PageMark], i: int, step: int) -> str:
    i += step
    while i in marks:
        i += step
    return re.sub(r"[\d\s]", "", lines[i].text) if 0 <= i < len(lines) else ""


def _beside_a_cut(lines: Sequence[RawLine], marks: dict[int, PageMark], i: int) -> bool:
    return lines[i].opens_page or i - 1 in marks or i + 1 in marks or (i + 1 < len(lines) and lines[i + 1].opens_page)


def _interrupts(lines: Sequence[RawLine], i: int) -> bool:
    before = lines[i - 1].text
    return before[-1] not in _SENTENCE_ENDS and width(before) >= 20


def _the_title_itself(marks: dict[int, PageMark], running: set[int]) -> set[int]:
    """The print among the first lines that must stay: the last one before any other text."""
    start = 0
    while start in running or start in marks:
        start += 1
    before = [i for i in range(start) if i in running]
    return set(before[-1:])
