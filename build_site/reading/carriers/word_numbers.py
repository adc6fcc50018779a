"""The automatic numbers of Word, computed as Word prints them: 第一条, （一）, 1. stand in no word of the document.

A paragraph names a list (``numId``) and a level; the list names an abstract one, whose levels say how the number looks
(``%1.%2``), in which numerals, and when it begins anew. Lists of one abstract list count on together, unless one of
them says where it starts. The rules are those of ECMA-376, part 1, 17.9 (numbering).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from build_site.numerals import FORMAL, SIGNS, STEMS, to_chinese
from build_site.word_package import Parts, attribute

LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
EXAMPLES = ((_PLACE, "%1", "第%2条"),)
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_MOST = 9999  # a greater number is printed in digits


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered; ``restart`` is the level (from 1) after which it begins anew, 0: never."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False  # all numbers of the label in digits
    suffix: str = "tab"
    style: str = ""  # the style of paragraph that is numbered so


@dataclass(slots=True)
class _List:
    abstract: str = ""
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, Level] = field(default_factory=dict)


class WordNumbering:
    """The lists of a document, and how far each has been counted."""

    def __init__(self, parts: Parts, part: str | None) -> None:
        """``part`` is numbering.xml; None: the document numbers nothing. Raises what reading a part raises."""
        read = _NumberingPart()
        if part is not None:
            parts.read(part, read)
        self._lists, self._levels = read.lists, read.resolved()
        self._counts: defaultdict[str, dict[int, int]] = defaultdict(dict)
        self._begun: set[str] = set()
        self.of_style = {level.style: (number, at) for number, one in self._lists.items()
                         for at, level in self._levels.get(one.abstract, {}).items() if level.style}  # fmt: skip

    def label(self, number: str, at: int) -> tuple[str, str]:
        """The label of the next paragraph of list ``number`` on level ``at`` (from 0), and what stands after it.

        "" for a bullet and for a list that is not there.
        """
        one = self._lists.get(number)
        if one is None or not 0 <= at < LEVELS:
            return "", ""
        levels = self._levels.get(one.abstract, {}) | one.levels
        counts = self._counts[one.abstract]
        self._begin(number, one, counts)
        level = levels.get(at, Level())
        counts[at] = counts[at] + 1 if at in counts else one.starts.get(at, level.start)
        for deeper in [it for it in counts if it > at and _begins_anew(levels.get(it, Level()), at)]:
            del counts[deeper]
        if level.form in ("bullet", "none") and "%" not in level.text:
            return ("", "") if level.form == "bullet" else (level.text, _suffix(level, level.text))
        shown = {it: counts.get(it, levels.get(it, Level()).start) for it in range(at + 1)}
        words = _PLACE.sub(lambda found: _printed(int(found[1]) - 1, shown, levels, level.legal), level.text)
        return words, _suffix(level, words)

    def _begin(self, number: str, one: _List, counts: dict[int, int]) -> None:
        """A list that says where it starts begins there the first time that it is used."""
        if number not in self._begun:
            self._begun.add(number)
            for at in one.starts:
                for deeper in [it for it in counts if it >= at]:
                    del counts[deeper]


def _begins_anew(level: Level, after: int) -> bool:
    """Whether a number on level ``after`` lets a deeper level begin anew."""
    return level.restart is None or (level.restart > 0 and after < level.restart)


def _suffix(level: Level, words: str) -> str:
    return "" if level.suffix == "nothing" or not words else " "


def _printed(at: int, shown: Mapping[int, int], levels: Mapping[int, Level], legal: bool) -> str:
    level = levels.get(at, Level())
    return str(shown[at]) if legal and at in shown else numeral(level.form, shown[at]) if at in shown else ""


# --------------------------------------------------------------------------- numerals


def numeral(form: str, number: int) -> str:
    """A number in one of Word's forms (ST_NumberFormat); in digits in a form that is not known or has no such number.

    >>> [numeral(form, 101) for form in ("chineseCountingThousand", "chineseCounting", "ideographDigital", "decimal")]
    ['一百零一', '一百○一', '一○一', '101']
    >>> [numeral(form, 11) for form in ("chineseCounting", "upperRoman", "lowerLetter", "decimalZero")]
    ['十一', 'XI', 'k', '11']
    """
    made = _FORMS.get(form, str)(number) if 0 < number <= _MOST else ""
    return made or str(number)


def _with_circle(number: int) -> str:
    """Word writes the zero between two numerals as a circle."""
    return to_chinese(number).replace("零", "○")


def _digits(number: int) -> str:
    return "".join("○一二三四五六七八九"[int(digit)] for digit in str(number))


def _japanese(number: int) -> str:
    return re.sub("一(?=[十百千])", "", to_chinese(number)).replace("零", "")


def _formal(simplified: bool) -> Callable[[int], str]:
    signs = list(FORMAL.items())[:: 1 if simplified else -1]
    table = {plain: formal for formal, plain in reversed(signs)}
    return lambda number: "".join(table.get(sign, sign) for sign in _spoken(number))


def _spoken(number: int) -> str:
    """Formal numerals say 壹拾, not 拾."""
    words = to_chinese(number)
    return f"一{words}" if words.startswith("十") else words


def _of(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if number <= len(signs) else ""


def _signs(first: str) -> Callable[[int], str]:
    """① ② …: the run of characters that begins with ``first``."""
    run = {worth: sign for sign, worth in SIGNS.items() if abs(ord(sign) - ord(first) - worth + 1) < 1}
    more = {worth: sign for sign, worth in SIGNS.items() if first == "①" and "㉑" <= sign <= "㊿"}
    return lambda number: (run | more).get(number, "")


def _letters(number: int) -> str:
    """After z comes aa, then bb."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    words = ""
    for worth, sign in _ROMAN:
        words, number = words + sign * (number // worth), number % worth
    return words


def _wide(number: int) -> str:
    return "".join(chr(ord(digit) - ord("0") + ord("０")) for digit in str(number))


_FORMS: Mapping[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": _wide,
    "decimalFullWidth2": _wide,
    "decimalEnclosedCircle": _signs("①"),
    "decimalEnclosedCircleChinese": _signs("①"),
    "decimalEnclosedParen": _signs("⑴"),
    "decimalEnclosedFullstop": _signs("⒈"),
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "chineseCounting": _with_circle,
    "chineseCountingThousand": to_chinese,
    "taiwaneseCounting": _with_circle,
    "taiwaneseCountingThousand": to_chinese,
    "taiwaneseDigital": _digits,
    "ideographDigital": _digits,
    "japaneseDigitalTenThousand": _digits,
    "japaneseCounting": _japanese,
    "chineseLegalSimplified": _formal(True),
    "ideographLegalTraditional": _formal(False),
    "ideographTraditional": _of(STEMS),
    "ideographZodiac": _of(_BRANCHES),
    "ideographEnclosedCircle": _of("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"),
    "none": lambda _: "",
}
"""Forms of ST_NumberFormat that Chinese documents use; the others are printed in digits."""


# --------------------------------------------------------------------------- numbering.xml


class _NumberingPart:
    """Takes the elements of numbering.xml."""

    def __init__(self) -> None:
        self.lists: dict[str, _List] = {}
        self._abstract: dict[str, dict[int, Level]] = {}
        self._links: dict[str, str] = {}  # abstract list → the style whose list it uses
        self._styles: dict[str, str] = {}  # style → the abstract list that defines it
        self._in_abstract, self._in_list, self._at = "", "", -1

    def start(self, name: str, attributes: dict[str, str]) -> None:
        value = attribute(attributes, "val")
        match name:
            case "abstractNum":
                self._in_abstract, self._in_list = attribute(attributes, "abstractNumId"), ""
                self._abstract[self._in_abstract] = {}
            case "num":
                self._in_abstract, self._in_list = "", attribute(attributes, "numId")
                self.lists[self._in_list] = _List()
            case "abstractNumId" if self._in_list:
                self.lists[self._in_list].abstract = value
            case "numStyleLink":
                self._links[self._in_abstract] = value
            case "styleLink":
                self._styles[value] = self._in_abstract
            case "lvl" | "lvlOverride":
                self._at = _number(attribute(attributes, "ilvl"), -1)
            case "startOverride" if self._in_list:
                self.lists[self._in_list].starts[self._at] = _number(value, 1)
            case _:
                self._change(name, value)

    def _change(self, name: str, value: str) -> None:
        levels = self.lists[self._in_list].levels if self._in_list else self._abstract.get(self._in_abstract)
        if levels is None or not 0 <= self._at < LEVELS:
            return
        level = levels.get(self._at, Level())
        changed = _with(level, name, value)
        if changed is not level:
            levels[self._at] = changed

    def data(self, words: str) -> None:
        pass

    def end(self, name: str) -> None:
        pass

    def resolved(self) -> dict[str, dict[int, Level]]:
        """The levels of each abstract list, of one that uses a style's those of the style."""
        own = self._abstract
        return {id: levels or own.get(self._styles.get(self._links.get(id, ""), ""), {}) for id, levels in own.items()}


def _with(level: Level, name: str, value: str) -> Level:
    match name:
        case "start":
            return replace(level, start=_number(value, 1))
        case "numFmt":
            return replace(level, form=value)
        case "lvlText":
            return replace(level, text=value)
        case "lvlRestart":
            return replace(level, restart=_number(value, 0))
        case "isLgl":
            return replace(level, legal=value not in ("0", "false", "off"))
        case "suff":
            return replace(level, suffix=value)
        case "pStyle":
            return replace(level, style=value)
        case _:
            return level


def _number(value: str, otherwise: int) -> int:
    return int(value) if re.fullmatch(r"\d{1,6}", value) else otherwise
