"""Making the nodes of the tree from blocks and the bodies they were found to have."""

from __future__ import annotations

import re
from dataclasses import replace

from build_site.blanks import squeeze
from build_site.model import Annex, Block, Box, Division, Node, Paragraph, Span, Words
from build_site.reading.widths import width

_HEADINGS = {"collection-part": "heading", "collection-group": "heading"}  # of a volume, met inside a text
_LONGEST_RUN_IN = 36.0  # full-width characters: a longer first sentence is no heading

_RUN_IN = re.compile(r"(?P<heading>[^。；！？：]{2,}?。)(?P<text>.+)", re.DOTALL)
_RUN_IN_COLON = re.compile(r"(?P<heading>[^。；！？：，]{2,}?：)(?P<text>.{12,})", re.DOTALL)
_ARTICLE_HEADING = re.compile(
    r"(?P<heading>【[^】]{2,30}】|[（(][^（）()，。]{2,20}[）)](?=\s|[^，。、的]))\s*(?P<text>.*)", re.DOTALL
)

EXAMPLES = (
    (_RUN_IN, "指导思想。全面贯彻党的二十大精神。"),
    (_RUN_IN_COLON, "工作目标：到2030年，罕见病诊疗体系更加完善。"),
    (_ARTICLE_HEADING, "【适用范围】在中华人民共和国境内", "（立法目的）为了加强药品管理"),
)


def node_of(block: Block, body: tuple[Node, ...]) -> Node:
    """The division, box or annex that ``block`` opens."""
    if block.kind == "box":
        return Box(block.number, block.label, _words(block.text), body, block.span)
    if block.kind == "annex":
        return Annex(block.number, block.label, _words(block.text), body, block.span)
    return _article(block, body) if block.kind == "article" else _division(block, body)


def _span_after(block: Block, before: str) -> Span:
    """The lines of what stands behind ``before``: a label or a heading may be alone on its line."""
    left, rest = len(squeeze(before)), list(block.pieces)
    while left and left >= (width := len(squeeze(rest[0].text))):
        left -= width
        rest.pop(0)
    return replace(block, pieces=tuple(rest)).span


def _words(text: str) -> Words:
    return (text,) if text else ()


def _division(block: Block, body: tuple[Node, ...]) -> Division:
    scheme = _HEADINGS.get(block.kind, block.kind)
    number = None if scheme == "heading" else block.number
    heading, text = (block.text, "") if block.role == "heading" else _run_in(block.text)
    run_in = bool(heading and text)
    return Division(scheme, number, block.label, _words(heading), run_in, _words(text), body, block.span)


def _run_in(text: str) -> tuple[str, str]:
    """The heading that a clause begins with, where its first sentence is short and more follows; and its text."""
    found = _RUN_IN.match(text) or _RUN_IN_COLON.match(text)
    if found is None or width(found["heading"]) > _LONGEST_RUN_IN:
        return "", text
    return found["heading"], found["text"].strip()


def _article(block: Block, body: tuple[Node, ...]) -> Division:
    """The words of an article are its first 款."""
    found = _ARTICLE_HEADING.match(block.text)
    text = found["text"].strip() if found else block.text
    heading = (found["heading"],) if found else ()
    before = block.label + (found["heading"] if found else "")
    own: tuple[Node, ...] = (Paragraph((text,), _span_after(block, before)),) if text else ()
    return Division("article", block.number, block.label, heading, bool(found and text), (), own + body, block.span)
