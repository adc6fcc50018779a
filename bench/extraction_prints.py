"""The prints that `bench.extractions` makes: documents of the random printer, in the layouts that prints are met in.

Most are printed by a browser, with embedded fonts whose ideographs come back as Kangxi radicals from some extractors;
two are set line by line by `testing.printing`, with hanging items and pages that stand further out on one side.
"""

from __future__ import annotations

import html
import random
from collections.abc import Mapping
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from testing.chromium import browser
from testing.printing.pdf_file import pdf
from testing.printing.sheets import Look, print_sheets, printable, random_look
from testing.printing.trees import Document, Unit, documents

_EVERY_LAYOUT = """
body { font: 12pt/1.6 'Noto Serif CJK SC'; margin: 0; text-align: justify }
p { margin: 0; text-indent: 2em } .q, .h { text-indent: 0; text-align: center }
.h { font-weight: bold } .policy { font-size: 1.5em; margin: 1em 0 } .other { text-indent: 2em; text-align: left }
.toc { display: flex; text-indent: 0 } .toc i { flex: 1; overflow: hidden; white-space: nowrap; height: 1.6em }
table { border-collapse: collapse; width: 100% } td { border: 1px solid; padding: 2pt }
"""
_HEADINGS = {"H:policy", "H:篇", "H:分编", "H:章", "H:节", "H:part", "H:group", "H:box"}
_NUMBER = '<div style="width:100%;font-size:9pt;text-align:{side};padding:0 60pt">{form}</div>'
_PAGE = '<span class="pageNumber"></span>'


class Layout(NamedTuple):
    """How a browser sets a document: its sheet of styles, what is on every page."""

    css: str = ""
    number: str = "— {page} —"
    side: str = "center"
    at_top: bool = False
    running: str = ""
    leaders: bool = True
    spread: bool = False  # titles of chapters are letter-spaced

    def bars(self) -> dict[str, Any]:
        """Head and foot of every page, as the browser wants them."""
        number = _NUMBER.format(side=self.side, form=self.number.format(page=_PAGE)) if self.number else "<i></i>"
        running = _NUMBER.format(side="center", form=html.escape(self.running)) if self.running else "<i></i>"
        head = number if self.at_top else running
        margin = {"top": "28mm", "bottom": "25mm", "left": "28mm", "right": "28mm"}
        return {"header_template": head, "footer_template": "<i></i>" if self.at_top else number, "margin": margin}


def _page(units: tuple[Unit, ...], layout: Layout) -> str:
    body = "".join(
        _group(label, list(members), layout) for label, members in groupby(units, lambda unit: unit.label == "T")
    )
    return f"<!doctype html><meta charset=utf-8><style>{_EVERY_LAYOUT}{layout.css}</style>{body}"


def _group(is_table: bool, units: list[Unit], layout: Layout) -> str:
    if not is_table:
        return "\n".join(_block(unit, layout) for unit in units)
    rows = ("".join(f"<td>{html.escape(cell)}</td>" for cell in unit.text.split("　")) for unit in units)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def _block(unit: Unit, layout: Layout) -> str:
    words = html.escape(unit.text)
    if unit.label == "TOC":
        return f"<p class=toc>{words}<i>{'…' * 60 if layout.leaders else ''}</i>{3 if layout.leaders else ''}</p>"
    if unit.label in _HEADINGS:
        spread = layout.spread and unit.label == "H:章"
        kind = "policy" if unit.label == "H:policy" else ""
        return f'<p class="h {kind}">{"　".join(unit.text.split()) if not spread else _spread(unit.text)}</p>'
    kind = "q" if unit.label == "Q" else "h other" if unit.label == "H:other" else ""
    return f'<p class="{kind}">{words}</p>'


def _spread(text: str) -> str:
    label, _, rest = text.partition("　")
    return f'{html.escape(label)}　<span style="letter-spacing:1em">{html.escape(rest.replace("　", ""))}</span>'


def _document(name: str) -> Document:
    return next(document for document in documents() if document.name == name)


def make(folder: Path, part: str = "") -> list[Path]:
    """The prints whose name contains ``part``, written into ``folder``."""
    chosen = {name: look for name, look in PRINTS.items() if part in name}
    by_browser = {name: look for name, look in chosen.items() if isinstance(look, Layout)}
    for name, look in chosen.items():
        if isinstance(look, Look):
            _set_by_hand(_document(name), look, _path(folder, name))
    if by_browser:
        with browser() as context:
            page = context.new_page()
            for name, layout in by_browser.items():
                units = tuple(unit for unit in _document(name).units if unit.label != "F")
                page.set_content(_page(units, layout))
                page.pdf(path=_path(folder, name), format="A4", display_header_footer=True, **layout.bars())
    return [_path(folder, name) for name in chosen]


def make_in_looks(folder: Path, seed: str, part: str = "") -> list[Path]:
    """Every document whose name contains ``part`` in a random look; another ``seed`` gives others."""
    made = []
    for document in documents():
        if part in document.name:
            path = _path(folder, f"{document.name}-{seed}")
            _set_by_hand(document, random_look(random.Random(f"{document.name}/{seed}")), path)
            made.append(path)
    return made


def _path(folder: Path, name: str) -> Path:
    return folder / f"{name}.pdf"


def _set_by_hand(document: Document, look: Look, path: Path) -> None:
    path.write_bytes(pdf(print_sheets(printable(document.units), look, document.title)[0]))


_LOOSE = "body { font-size: 16pt; line-height: 2 }"
_FLUSH = "p { text-indent: 0; margin-bottom: 0.6em } body { font-family: 'Noto Sans CJK SC'; font-size: 10.5pt }"
_LEFT = "body { text-align: left; font-size: 14pt } .h { text-align: left }"
PRINTS: Mapping[str, Layout | Look] = {
    "02-drug-law": Layout(),
    "05-notice-with-annexes": Layout(_LOOSE, number="- {page} -", side="right"),
    "11-food-safety": Layout(_FLUSH, number="{page}", running="中华人民共和国食品安全法", spread=True),
    "18-guiding-opinions-deep": Layout(_LEFT, number="第 {page} 页", at_top=True),
    "12-vaccine-law": Layout(number="{page}", at_top=True, spread=True),
    "28-drug-registration-rules": Layout(_LOOSE, running="药品注册管理办法", number=""),
    "32-work-plan-with-table": Layout(number="{page}", side="left"),
    "33-code-of-parts": Layout(_FLUSH, leaders=False),
    "16-local-regulation": Look(hanging=True, shift=28.0, bold_labels=True),
    "38-regulation-of-sections": Look(size=16.0, width=28, leading=1.75, number="page-of", running=True),
}
