"""Typed citations without end: any clause of a library, called in any way in which people write and miswrite it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

from build_site.model import Library, Text, Variant
from build_site.numerals import to_chinese
from build_site.units.clauses import Clauses, of_text
from build_site.units.flat import texts_of
from build_site.units.naming import name_of, short_name
from build_site.writing.script.convert import converter

_WIDE = str.maketrans("0123456789()", "０１２３４５６７８９（）")
_BRACKETS = (
    "〔{}〕{}号",
    "[{}]{}号",
    "({}){}号",
    "（{}）{}",
    "{}年{}号",
    "{}-{}",
    " {} {} ",
    "【{}】第{}号",
    "{}年第{}号",
)
_BEFORE = ("", "", "", "根据", "见", "《", "依照 ", "参见")
_AFTER = ("", "", "", "。", "的规定", "怎么理解", "？", "》", "之规定", " ")
_BETWEEN = ("", " ", "\u3000", "，", "：", "、", "的", "-", "》", "》（节选）")
_WRONG = "的法和同药品一二三第条款项（）〔〕 19az"
_LISTS = ("、", "和", "至", "-", "，", " and ", "")


def generated(library: Library, seed: int, count: int) -> Iterator[str]:
    """``count`` citations, the same for the same seed."""
    chosen = Random(seed)
    texts = [text for volume in library.volumes for text in texts_of(volume)]
    for _ in range(count):
        yield _citation(chosen.choice(texts), chosen)


def _citation(text: Text, chosen: Random) -> str:
    work, clauses = _called(text, chosen), of_text(text)
    clause = _clause(clauses, chosen)
    between, first = chosen.choice(_BETWEEN), chosen.random() < 0.1
    words = f"{clause}{between}{work}" if first else f"{work}{between}{clause}"
    words = f"{chosen.choice(_BEFORE)}{words}{chosen.choice(_AFTER)}"
    for change in chosen.choices(_CHANGES, k=chosen.choice((0, 0, 1, 1, 2))):
        words = change(words, chosen)
    return words


def _called(text: Text, chosen: Random) -> str:
    work, title = text.work, text.work.title
    number = work.document_number
    ways = [title, title, f"《{title}》", title.removeprefix("中华人民共和国"), work.slug, _part(title, chosen)]
    if number:
        printed = chosen.choice(_BRACKETS).format(number.year, number.number)
        ways += [f"{number.code}{printed}"] * 4 + [f"{title}（{number}）", str(number), printed]
    return chosen.choice(ways)


def _part(title: str, chosen: Random) -> str:
    start = chosen.randrange(max(1, len(title) - 4))
    return title[start : start + chosen.randint(3, 14)]


def _clause(clauses: Clauses, chosen: Random) -> str:
    ids = list(clauses.by_id)
    if not ids or chosen.random() < 0.1:
        return ""
    id = chosen.choice(ids)
    said = chosen.choice((name_of, short_name))(clauses, id)
    if chosen.random() < 0.15:
        said += chosen.choice(_LISTS) + name_of(clauses, chosen.choice(ids))
    if chosen.random() < 0.1:
        said = f"{chosen.choice(('第', ''))}{chosen.randint(1, 120)}{chosen.choice(('条', '款', '项', '章', '段', ''))}"
    if chosen.random() < 0.05:
        said = to_chinese(chosen.randint(1, 60))
    return said


# --------------------------------------------------------------------------- habits and slips


def _without_marks(words: str, chosen: Random) -> str:
    return "".join(it for it in words if it not in "《》“”（）()〔〕" or chosen.random() < 0.3)


def _without_ordinal(words: str, _: Random) -> str:
    return words.replace("第", "")


def _in_digits(words: str, _: Random) -> str:
    for number in range(99, 0, -1):
        words = words.replace(f"第{to_chinese(number)}", f"第{number}")
    return words


def _in_traditional(words: str, _: Random) -> str:
    return converter(Variant.HANS, Variant.HANT).text(words)


def _wide(words: str, _: Random) -> str:
    return words.translate(_WIDE)


def _spaced(words: str, chosen: Random) -> str:
    return "".join(it + " " * (chosen.random() < 0.15) for it in words)


def _wrong(words: str, chosen: Random) -> str:
    at = chosen.randrange(len(words) + 1)
    return words[:at] + chosen.choice(("", chosen.choice(_WRONG))) + words[at + chosen.choice((0, 1)) :]


def _cut(words: str, chosen: Random) -> str:
    return words[: chosen.randint(1, len(words) + 1)]


_CHANGES: tuple[Callable[[str, Random], str], ...] = (
    *(_without_marks, _without_ordinal, _in_digits, _in_traditional, _wide, _spaced, _wrong, _wrong, _cut),
)
