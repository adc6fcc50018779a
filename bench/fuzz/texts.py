"""Texts that nobody wrote: soups of the grammar's own marks, mutations of real texts, splices of two.

Every text is drawn from a ``random.Random``, so a seed names it for ever. Hypothesis draws well, but shrinks by
drawing again, and here one draw is judged by the build of a whole library: so `minimise` makes findings small instead.
"""

from __future__ import annotations

import html
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import TypeAlias

from opencc import OpenCC

ROOT = Path(__file__).parents[2]
SOURCES, DOCUMENTS, CASES = ROOT / "source_texts", ROOT / "tests" / "data" / "citations", ROOT / "tests" / "cases"
_MARKS = tomllib.loads(Path(__file__).with_name("marks.toml").read_text("utf-8"))
# What a reader of files takes for the end of a line; a form feed stays with the line that it begins.
_LINE_ENDS = re.compile("\r\n|[\n\r\v\x85\u2028\u2029]|(?<=[^\n\r\v\f\x85\u2028\u2029])(?=\f)")
# Encodings that a file tells by its first bytes: what is guessed may be guessed wrong, and no oracle can judge it.
_CERTAIN = ("utf-8", "utf-8-sig", "utf-16", "utf-32")
_OTHER_ENDS = ("\r\n", "\r", "\u2028", "\x85", "\v", "\n\n", "\n \n")
_FEW = 0.05  # of a text may be controls; a file of more is refused as no text, and rightly


@dataclass(frozen=True, slots=True)
class Text:
    """A source as it is printed; ``page`` says that it is saved as the page of a browser."""

    name: str
    words: str
    encoding: str = "utf-8"
    page: bool = False

    @property
    def content(self) -> bytes:
        return (self._page() if self.page else self.words).encode(self.encoding, "replace")

    @property
    def lines(self) -> list[str]:
        """Its physical lines; a page has those with words only."""
        lines = _LINE_ENDS.split(self.words)
        return [line for line in lines if line.strip(" \t\n\r\f")] if self.page else lines

    def _page(self) -> str:
        paragraphs = "".join(f"<p>{html.escape(line)}</p>\n" for line in self.lines)
        return f"<!DOCTYPE html>\n<html><body>\n{paragraphs}</body></html>\n"


Case: TypeAlias = tuple[Text, ...]
Draw: TypeAlias = Callable[[Random], str]


def drawn_case(random: Random, texts: int) -> Case:
    """A library of ``texts`` texts."""
    return tuple(_drawn_text(random, f"f{at:02}") for at in range(texts))


def _drawn_text(random: Random, name: str) -> Text:
    words = _few_controls(random.choices((soup, collection, mutated, spliced, odd), (8, 2, 8, 3, 1))[0](random))
    if random.random() < 0.12:
        words = _traditional().convert(words)
    if random.random() < 0.06:
        return Text(f"{name}.html", "".join(char for char in words if _in_pages(char)), page=True)
    if random.random() < 0.05:
        words = words.replace("\n", random.choice(_OTHER_ENDS))
    words = _OPENS_PAGE.sub("", words)
    return Text(f"{name}.txt", words, random.choices(_CERTAIN, (20, 1, 1, 1))[0])


_OPENS_PAGE = re.compile(r"\A[^\w<]*(?:<(?:!--.*?-->|!doctype|\?xml[^>]*>|html)[^\w<]*)+", re.IGNORECASE | re.DOTALL)
"""Before such words a file is a saved page, whatever it is called, and its lines are others."""


def _in_pages(char: str) -> bool:
    """Lines of a page are counted by what is seen on them."""
    return char == "\n" or (char.isprintable() and char not in _MARKS["invisible"])


def _few_controls(words: str) -> str:
    """A file of little else is no text."""
    controls = {char for char in words if not char.isprintable() and not char.isspace() and _is_given_out(char)}
    many = sum(words.count(char) for char in controls) > _FEW * len(words)
    return "".join(char for char in words if char not in controls) if many else words


def _is_given_out(char: str) -> bool:
    """Neither for private use nor newer than this Python, which takes both for what cannot be printed."""
    return char < "\ue000" or "\ufdd0" <= char <= "\uffff" or ord(char) & 0xFFFE == 0xFFFE


@cache
def _traditional() -> OpenCC:
    return OpenCC("s2t")


# --------------------------------------------------------------------------- words


_BY_CHARACTER = ("signs", "invisible", "controls")
_TEMPLATES = ("labels", "furniture", "dates", "cells", "issuers", "signers")


def _one(random: Random, table: str) -> str:
    """A word of a table; in a template are numbers, and ``_`` stands for a blank."""
    word = random.choice(_table(table))
    if table not in _TEMPLATES:
        return word
    chinese = random.choice(("一", "二", "三", "四", "九", "十", "十一", "二十", "百零三", "〇"))
    numbers = {name: random.randint(1, most) for name, most in (("n", 12), ("m", 13), ("d", 32))}
    return word.format(c=chinese, y=random.randint(1949, 2035), **numbers).replace("_", " ")


@cache
def _table(table: str) -> list[str]:
    words = _MARKS[table]
    return list(words) if table in _BY_CHARACTER else [word for word in re.split("[ \n]", words) if word]


def _rare(random: Random) -> str:
    return chr(random.randint(*random.choice(_MARKS["rare"])))


def _sign(random: Random) -> str:
    return _one(random, "signs") * random.choice((1, 1, 1, 2, 3))


def _phrase(random: Random) -> str:
    """A word of a sentence, plain more often than not."""
    tables = ("phrases", "cited", "markup", "invisible", "controls", "labels", "dates")
    draws: list[Draw] = [*(lambda random, table=table: _one(random, table) for table in tables), _sign, _rare, _number]
    return random.choices(draws, (62, 12, 10, 2, 0.5, 1, 0.5, 8, 4, 0.5))[0](random)


def _sentence(random: Random) -> str:
    words = (_phrase(random) for _ in range(random.randint(1, 8)))
    return random.choice(("", "，", "，", "、")).join(words) + random.choice("。。。；：")


# --------------------------------------------------------------------------- lines


def _number(random: Random) -> str:
    opening, closing = random.choice(("〔〕", "[]", "（）", "【】", "()"))
    year, serial, sign = random.randint(1990, 2030), random.randint(1, 99), random.choice(("号", "号", " 号", "號", ""))
    return f"{_one(random, 'codes')}{opening}{year}{closing}{serial}{sign}"


def _title(random: Random) -> str:
    words = "".join(_phrase(random) for _ in range(random.randint(1, 4)))
    issuer = random.choice(("", _one(random, "issuers")))
    about, of, mark = (
        random.choice(them) for them in (("关于", "关于", "", "印发"), ("的", "的", ""), ("", "", "（节选）"))
    )
    return f"{issuer}{about}{words}{of}{_one(random, 'kinds')}{mark}"


def _clause(random: Random) -> str:
    return f"{_one(random, 'labels')}{random.choice(('', ' ', '　'))}{_sentence(random)}"


def _heading(random: Random) -> str:
    return f"{_one(random, 'labels')}{_phrase(random)}"


def _wrapped(random: Random) -> str:
    return "\n".join(_cut_at("".join(_sentence(random) for _ in range(random.randint(2, 8))), random.randint(12, 36)))


def _cut_at(words: str, width: int) -> list[str]:
    return [words[at : at + width] for at in range(0, len(words), width)]


def _rows(random: Random) -> str:
    """A table as an extraction leaves it: cells parted by blanks, or each on a line of its own."""
    header = random.choice(
        ("编号 产品名称 单位 主要技术指标", "指标名称 单位 目标 属性", "疾病领域 支持方向", "序号 名 称 数量")
    )
    columns, gap = len(header.split()), random.choice((" ", "\t", "　", "  ", "|", "\n"))
    cells = [random.choice((_one(random, "cells"), _phrase(random), "")) for _ in range(columns * random.randint(2, 6))]
    rows = [gap.join(cells[at : at + columns]) for at in range(0, len(cells), columns)]
    return "\n".join([*([header] if random.random() < 0.8 else []), *rows])


def _contents(random: Random) -> str:
    leader = random.choice(("……", "......", " ", "\t", "·····"))
    entries = [f"{_heading(random)}{leader}{random.randint(1, 90)}" for _ in range(random.randint(1, 6))]
    return "\n".join((random.choice(("目录", "目 录", "目　次", "CONTENTS")), *entries))


def _signature(random: Random) -> str:
    signers = [_one(random, "signers") for _ in range(random.randint(1, 3))]
    return "\n".join((*signers, _one(random, "dates")))


def _english(random: Random) -> str:
    return " ".join(_one(random, "english") for _ in range(random.randint(1, 30)))


def _long(random: Random) -> str:
    return random.choice((_phrase(random), _one(random, "labels"), _sign(random))) * random.randint(20, 400)


def _fixed(random: Random) -> str:
    return _one(random, "fixed")


def _furniture(random: Random) -> str:
    return _one(random, "furniture")


def _date(random: Random) -> str:
    return _one(random, "dates")


def _blank(_: Random) -> str:
    return ""


_LINES: dict[Draw, int] = {
    _clause: 26, _heading: 14, _sentence: 14, _wrapped: 10, _title: 5, _number: 4, _date: 2, _furniture: 6, _rows: 4,
    _contents: 2, _signature: 4, _english: 2, _long: 1, _fixed: 8, _blank: 4, _phrase: 4,
}  # fmt: skip


def _lines(random: Random, many: int) -> list[str]:
    return [draw(random) for draw in random.choices(list(_LINES), list(_LINES.values()), k=many)]


# --------------------------------------------------------------------------- texts


def soup(random: Random) -> str:
    """Nearly plausible: a title and a number as often as not, then lines of every kind."""
    head = [_title(random), *([_number(random)] if random.random() < 0.7 else [])] if random.random() < 0.7 else []
    body = _lines(random, random.choice((1, 2, 3, 5, 8, 13, 21, 34)))
    return random.choice(("\n", "\n", "\n", "\n\n")).join([*head, *body])


def collection(random: Random) -> str:
    """Several texts in one file, below the topics and groups of a volume; every title ends with a date in brackets."""
    lines = [random.choice(("政策文件汇编", "医保政策汇编（2021）", "政策简报\n2024年第3期", ""))]
    for number in range(1, random.randint(2, 6)):
        lines += random.choice(([], [f"{'一二三四五'[number % 5]}、{_phrase(random)}文件"], [_contents(random)]))
        lines += [f"（{'一二三四五'[number % 5]}）{_phrase(random)}"] if random.random() < 0.4 else []
        date = f"（{_one(random, 'issuers')}/ {_one(random, 'dates')}）"
        lines += [f"{number}. {_title(random)}{random.choice(('', f'（{_number(random)}）'))}{date}"]
        lines += _lines(random, random.choice((1, 3, 8)))
    return "\n".join(lines)


@cache
def _real() -> list[list[str]]:
    """The sources, the laws and notices that citations are measured on, and the source of every case of the reading."""
    texts = [path.read_text("utf-8") for path in sorted((*SOURCES.glob("*.txt"), *DOCUMENTS.rglob("*.txt")))]
    texts += [path.read_text("utf-8").split("\n----\n")[1] for path in sorted(CASES.rglob("*.txt"))]
    return [text.split("\n") for text in texts]


def _stretch(random: Random) -> list[str]:
    lines = random.choice(_real())
    start = 0 if random.random() < 0.4 else random.randrange(len(lines))
    return lines[start : start + random.choice((10, 30, 60, 120, 300))]


def mutated(random: Random) -> str:
    """A stretch of a real text in which lines and characters were cut, doubled, swapped, put in, wrapped anew."""
    lines = _stretch(random)
    changes = (_cut, _double, _swap, _insert, _insert, _scratch, _scratch, _rewrap)
    for _ in range(random.choice((1, 2, 4, 8, 16))):
        random.choice(changes)(random, lines, random.randrange(len(lines) + 1))
    return "\n".join(lines)


def _cut(random: Random, lines: list[str], at: int) -> None:
    del lines[at : at + random.choice((1, 1, 2, 5))]


def _double(random: Random, lines: list[str], at: int) -> None:
    lines[at:at] = lines[at : at + random.choice((1, 1, 2, 9))]


def _swap(random: Random, lines: list[str], at: int) -> None:
    if lines:
        other, at = random.randrange(len(lines)), at % len(lines)
        lines[at], lines[other] = lines[other], lines[at]


def _insert(random: Random, lines: list[str], at: int) -> None:
    lines[at:at] = _lines(random, 1)[0].split("\n")


def _scratch(random: Random, lines: list[str], at: int) -> None:
    """Characters of one line go, come twice, or get a neighbour."""
    if lines:
        at %= len(lines)
        line, place = lines[at], random.randint(0, len(lines[at]))
        new = random.choice(("", _phrase(random), _rare(random), _one(random, "invisible"), line[place : place + 3]))
        lines[at] = line[:place] + new + line[place + random.choice((0, 0, 1, 3)) :]


def _rewrap(random: Random, lines: list[str], at: int) -> None:
    lines[at : at + 12] = _cut_at("".join(lines[at : at + 12]), random.randint(5, 40))


def spliced(random: Random) -> str:
    """The beginning of one text and the end of another, cut anywhere."""
    first, second = (random.choice((soup, mutated))(random) for _ in range(2))
    return first[: random.randint(0, len(first))] + second[random.randint(0, len(second)) :]


def odd(random: Random) -> str:
    """What is hardly a text at all."""
    fixed = ("", " \n\n", "\u200d" * 40 + "\n业", "1 / 3\n\n\n2 / 3\n", "同一份文件\n第一条 内容。")
    many = [_heading, _furniture, _english, _fixed, _rare, _sign, _sentence, _number]
    draws: list[Draw] = [
        *many,
        _phrase,
        _long,
        lambda random: random.choice(fixed),
        lambda random: _sentence(random) * 60,
    ]
    draws += [lambda random, draw=draw: "\n".join(draw(random) for _ in range(9)) for draw in many]
    return random.choice(draws)(random)
