"""Above and below a text as a website shows it: which lines are the page's, and the record that states its facts.

Only the edges are looked at: from the top to the first words of the text, and from its last words to the end. What a
page prints there is a bar, a crumb, a record or the foot of the site; between them, nothing is taken for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from build_site.blanks import squeeze
from build_site.document_numbers import parse as parse_document_number
from build_site.reading.carriers import page_bars
from build_site.reading.carriers.page_bars import is_home, is_step
from build_site.reading.carriers.records import Pair, every_pair, labels_in, pairs_of
from build_site.reading.carriers.site_names import shorter_titles
from build_site.reading.classify import classify
from build_site.reading.dates import DATE_LINE
from build_site.reading.document_kinds import ends_in_kind
from build_site.reading.sentences import DISCLOSURE_LINE, ends_sentence

_DEEPEST = 120  # lines of a page that are looked through on each side of a text
_SENTENCE = 15  # characters of the shortest line that is a sentence of a text, and no remark of a page
_LONGEST_MENU = 10  # characters of a word of a menu
_LONGEST_CRUMB = 40  # characters
_OPENS_CRUMB = ("：", ":")
_ABOUT = "关于"
_SHORTEST_TITLE = 6  # characters
_LONGEST_LINK = 80  # characters of a line of related links

RECORD, SAME_TITLE, MENU = "record", "title of the page", "menu"


@dataclass(frozen=True, slots=True)
class PageEdges:
    """Why each line that is the page's is so, by its position; the pairs of the record; and what the page calls its
    text above it, "" where it does not.
    """

    why: Mapping[int, str]
    pairs: tuple[Pair, ...]
    title: str = ""


def edges(lines: Sequence[str], *, page: bool) -> PageEdges:
    """What of ``lines`` is the page's. ``page`` says that they come from a website, else a sure line must tell."""
    printed = [at for at, line in enumerate(lines) if line.strip()]
    found = _edges([lines[at].strip() for at in printed], page)
    pairs = tuple(replace(pair, at=printed[pair.at], through=printed[pair.through]) for pair in found.pairs)
    return PageEdges({printed[at]: why for at, why in found.why.items()}, pairs, found.title)


def _edges(lines: Sequence[str], page: bool) -> PageEdges:
    kinds = _with_crumbs(lines, page_bars.kinds_of(lines[:_DEEPEST]))
    end = _end_of_head(lines, kinds)
    pairs = pairs_of(lines[:end]) or _stated_titles(lines, end)
    why = {at: RECORD for pair in pairs for at in (pair.at, pair.through)}
    sure = page or bool(why) or any(page_bars.is_sure(kind) for kind in kinds[:end])
    if sure:
        why = _bars(kinds[:end]) | why
        why |= _menus(lines, kinds[:end], pairs)
    titles = _same_titles(lines, end, why) if sure else []
    why |= dict.fromkeys(titles, SAME_TITLE)
    below = _below(lines, max(end, 1), sure)
    return PageEdges(why | below, tuple(pairs), shorter_titles(lines[titles[0]])[-1] if titles else "")


def _stated_titles(lines: Sequence[str], end: int) -> list[Pair]:
    """原标题：… alone is no record, but where the title follows it is the page's."""
    below = {squeeze(line) for line in lines[:end]}
    return [pair for pair in every_pair(lines[:end]) if pair.list == "record-title" and squeeze(pair.value) in below]


# --------------------------------------------------------------------------- above


def _end_of_head(lines: Sequence[str], kinds: Sequence[str]) -> int:
    """Where the words of the text begin: a sentence, a numbered unit, whom it is sent to."""
    for at, kind in enumerate(kinds):
        if not kind and not labels_in(lines[at]) and (classify(lines[at]) is not None or ends_sentence(lines[at])):
            return at
    return len(kinds)


def _with_crumbs(lines: Sequence[str], kinds: Sequence[str]) -> list[str]:
    """Crumbs may stand on a line each: 当前位置： / 首页 / > / 政策 / > / 正文."""
    found = list(kinds)
    for at, line in enumerate(lines[: len(found)]):
        before = at > 0 and found[at - 1] == page_bars.CRUMBS
        opened = before and (lines[at - 1].endswith(_OPENS_CRUMB) or is_step(lines[at - 1]))
        goes_on = before and (is_step(line) or is_step(line[:1]))
        if goes_on or (opened and len(line) <= _LONGEST_CRUMB) or (is_home(line) and _steps_after(lines, at)):
            found[at] = page_bars.CRUMBS
    return found


def _steps_after(lines: Sequence[str], at: int) -> bool:
    return at + 1 < len(lines) and is_step(lines[at + 1][:1])


def _bars(kinds: Sequence[str]) -> dict[int, str]:
    """Sure lines, and what is a bar beside one: 【字号： / 加大 / 还原 / 】."""
    found = {at: kind for at, kind in enumerate(kinds) if page_bars.is_sure(kind)}
    for order in (range(len(kinds)), reversed(range(len(kinds)))):
        beside = False
        for at in order:
            beside = at in found or (beside and kinds[at] not in ("", page_bars.MOMENT))
            if beside:
                found.setdefault(at, kinds[at])
    of_page = (page_bars.TIME, page_bars.CREDIT, page_bars.STAMP)
    return found | {at: kind for at, kind in enumerate(kinds) if kind in of_page}


def _menus(lines: Sequence[str], kinds: Sequence[str], pairs: Sequence[Pair]) -> dict[int, str]:
    """Above 当前位置 stand the menus of the site, and their short words above the record; a title there stays, lest the
    text has none.
    """
    crumbs = next((at for at, kind in enumerate(kinds) if kind == page_bars.CRUMBS), 0)
    record = pairs[0].at if pairs else 0
    menus = [*range(crumbs), *(at for at in range(crumbs, record) if _is_menu(lines[at]))]
    return {at: kinds[at] or MENU for at in menus if not _like_title(lines[at]) and _ABOUT not in lines[at]}


def _is_menu(line: str) -> bool:
    return len(line) <= _LONGEST_MENU or (page_bars.begins_with("page-home", line) and len(line) <= _LONGEST_LINK)


def _like_title(line: str) -> bool:
    return len(line) >= _SHORTEST_TITLE and ends_in_kind(line)


def _same_titles(lines: Sequence[str], end: int, why: Mapping[int, str]) -> list[int]:
    """Titles that stand again below what is the page's, in full or shorter: the second is that of the text, the first
    that of the page, with the name of the site after it or alone.
    """
    free = [at for at in range(end) if at not in why and lines[at]]
    bars = sorted(at for at in why if free and at < free[-1])
    found: list[int] = []
    for i, at in enumerate(free):
        below = free[i + 1 :] if any(at < bar for bar in bars) else []
        beyond = [one for one in below if any(at < bar < one for bar in bars)]
        again = any(_is_again(lines[at], lines, below[j:]) for j in range(len(below)))
        if again or _is_shorter(lines[at], lines, beyond):
            found.append(at)
    return found


def _is_again(line: str, lines: Sequence[str], below: Sequence[int]) -> bool:
    """True where the line is the next lines together, or those and the name of a site."""
    titles = set(map(squeeze, shorter_titles(line)))
    joined = ""
    for at in below[:4]:
        joined += squeeze(lines[at])
        if joined in titles and len(joined) >= _SHORTEST_TITLE:
            return True
    return False


def _is_shorter(line: str, lines: Sequence[str], beyond: Sequence[int]) -> bool:
    """True where the first line beyond the page's bar ends the title above it: 2026年某省政府工作报告, 政府工作报告."""
    shorter = squeeze(lines[beyond[0]]) if beyond else ""
    return _like_title(shorter) and any(squeeze(title).endswith(shorter) for title in shorter_titles(line))


# --------------------------------------------------------------------------- below


def _below(lines: Sequence[str], first: int, sure: bool) -> dict[int, str]:
    """What stands after the last words of the text, told from the end upwards."""
    found: dict[int, str] = {}
    unknown: list[int] = []
    for at in reversed(range(max(first, len(lines) - _DEEPEST), len(lines))):
        line = lines[at]
        kind = page_bars.FOOTER if _is_foot_line(line, found) else _kind_below(line)
        if kind and (sure or page_bars.is_sure(kind) or kind in _FOOT):
            if unknown and (kind not in _FOOT and not page_bars.is_sure(kind)):
                break
            found |= {at: kind} | dict.fromkeys(unknown, page_bars.RELATED)
            unknown = []
        elif _is_of_text(line):
            break
        else:
            unknown.append(at)
    return found if any(kind not in _NEVER_ALONE for kind in found.values()) else {}


def _is_foot_line(line: str, below: Mapping[int, str]) -> bool:
    """An address or a telephone above the foot of the site; elsewhere it may be whom to ask about the text."""
    return page_bars.FOOTER in below.values() and page_bars.begins_with("page-foot-line", line)


_NEVER_ALONE = {page_bars.MARK, page_bars.STEP, page_bars.MOMENT}
_FOOT = {page_bars.FOOTER, page_bars.RELATED}


def _kind_below(line: str) -> str:
    if page_bars.begins_with("page-footer", line):
        return page_bars.FOOTER
    if page_bars.is_heading_of("page-related", line):
        return page_bars.RELATED
    kind = page_bars.kinds_of([line])[0]
    return "" if kind == page_bars.MOMENT and DATE_LINE.fullmatch(line) else kind


def _is_of_text(line: str) -> bool:
    """True of what no list of links holds: a sentence, a date, a number, a numbered unit, a mark of disclosure."""
    if len(line) > _LONGEST_LINK or (ends_sentence(line) and len(line) >= _SENTENCE):
        return True
    if classify(line) is not None or parse_document_number(line) is not None:
        return True
    return any(form.fullmatch(line) for form in (DATE_LINE, DISCLOSURE_LINE))
