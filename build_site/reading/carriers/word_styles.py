"""Styles of Word: what a paragraph is by the style that it has, each style after the one it is based on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from build_site.word_package import Parts, attribute

_HEADING = re.compile(r"(?:heading|标题|標題)\s*(?P<level>[1-6])", re.IGNORECASE)
_TITLE = re.compile(r"title|标题|標題|文件标题|公文标题", re.IGNORECASE)
_DEEPEST = 20  # styles based on one another
_OFF = ("0", "false", "off")

EXAMPLES = ((_HEADING, "heading 2", "标题 1"), (_TITLE, "Title", "标题"))


@dataclass(frozen=True, slots=True)
class Look:
    """What a style or a paragraph says of itself; None where it says nothing. ``size`` is in half points."""

    number: str | None = None  # the list that numbers it, "0" for none
    level: int | None = None
    outline: int | None = None  # 0 of a heading of the first level, 9 of words
    centred: bool | None = None
    size: int | None = None
    bold: bool | None = None
    hidden: bool | None = None

    def over(self, below: Look) -> Look:
        """What it says itself, and what the one below says where it is silent."""
        return Look(*(own if (own := getattr(self, it.name)) is not None else getattr(below, it.name)
                      for it in fields(Look)))  # fmt: skip


def look_with(look: Look, name: str, value: str) -> Look:
    """The look with what one element of ``pPr`` or ``rPr`` says."""
    match name:
        case "numId":
            return replace(look, number=value)
        case "ilvl":
            return replace(look, level=_integer(value))
        case "outlineLvl":
            return replace(look, outline=_integer(value))
        case "jc":
            return replace(look, centred=value == "center")
        case "sz":
            return replace(look, size=_integer(value))
        case "b":
            return replace(look, bold=value not in _OFF)
        case "vanish":
            return replace(look, hidden=value not in _OFF)
        case _:
            return look


def _integer(value: str) -> int | None:
    return int(value) if re.fullmatch(r"\d{1,4}", value) else None


@dataclass(frozen=True, slots=True)
class _Style:
    name: str = ""
    based_on: str = ""
    look: Look = Look()


class Styles:
    """The styles of a document by their ids."""

    def __init__(self, parts: Parts, part: str | None, of_list: Mapping[str, tuple[str, int]]) -> None:
        """``part`` is styles.xml, ``of_list`` says which styles a list numbers. Raises what reading a part raises."""
        read = _StylesPart()
        if part is not None:
            parts.read(part, read)
        self._styles, self._default, self._all, self._of_list = read.styles, read.default, read.all, of_list

    def look(self, style: str) -> Look:
        """What a paragraph of that style ("" for none) looks like."""
        look, own = Look(), style or self._default
        for _ in range(_DEEPEST):
            found = self._styles.get(own)
            if found is None:
                break
            look = look.over(self._numbered(own, found.look))
            own = found.based_on
        return look.over(self._all)

    def _numbered(self, style: str, look: Look) -> Look:
        """A style of a list has the level that the list gives it, also where it does not name it."""
        if style not in self._of_list:
            return look
        number, level = self._of_list[style]
        return replace(look, number=look.number or number, level=level)

    def heading(self, style: str) -> int:
        """1–6 of a style for headings of that level, else 0."""
        found = _HEADING.fullmatch(self._name(style))
        return int(found["level"]) if found else 0

    def is_title(self, style: str) -> bool:
        """Whether it is the style of the title of a document."""
        return _TITLE.fullmatch(self._name(style)) is not None

    def _name(self, style: str) -> str:
        found = self._styles.get(style)
        return found.name.strip() if found else style


class _StylesPart:
    """Takes the elements of styles.xml."""

    def __init__(self) -> None:
        self.styles: dict[str, _Style] = {}
        self.default = ""
        self.all = Look()
        self._in = ""
        self._for_all = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        value = attribute(attributes, "val")
        if name == "style":
            self._in = attribute(attributes, "styleId")
            self.styles[self._in] = _Style()
            if attribute(attributes, "type") == "paragraph" and attribute(attributes, "default") not in ("", *_OFF):
                self.default = self._in
        elif name == "docDefaults":
            self._for_all = True
        elif self._for_all:
            self.all = look_with(self.all, name, value)
        elif self._in:
            style = self.styles[self._in]
            own = {"name": replace(style, name=value), "basedOn": replace(style, based_on=value)}
            self.styles[self._in] = own.get(name) or replace(style, look=look_with(style.look, name, value))

    def data(self, words: str) -> None:
        pass

    def end(self, name: str) -> None:
        if name == "style":
            self._in = ""
        self._for_all = self._for_all and name != "docDefaults"
