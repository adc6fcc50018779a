"""What the command line reports of a build, and of where a typed citation leads."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from build_site.linking.typed.places import address_of, description
from build_site.linking.typed.reader import Answer
from build_site.model import Variant, Volume
from build_site.notices import Notice
from build_site.pipeline import Read, in_script
from build_site.units.flat import texts_of
from build_site.variants import VARIANTS
from build_site.writing.script.convert import original_variant

_SHOWN_NOTICES = 40


def build_report(done: Read) -> list[str]:
    """What was read, and what was noticed."""
    lines = [f"Read {len(done.library.volumes)} sources:", *map(_volume_line, done.library.volumes)]
    if done.notices:
        lines.append(f"Noticed {len(done.notices)}:")
        lines += [f"  {in_one_line(notice)}" for notice in done.notices[:_SHOWN_NOTICES]]
    if len(done.notices) > _SHOWN_NOTICES:
        lines.append(f"  … and {len(done.notices) - _SHOWN_NOTICES} more")
    return lines


def held_back_report(done: Read) -> Iterator[str]:
    """What could not be proved, and which pages are held back."""
    for error in done.why:
        yield f"Not proved, and held back: {str(error).removeprefix('Nothing was published: ')}"
    if done.held:
        yield f"Held back, each with a page that says so: {', '.join(sorted(done.held))}"


def answer_report(answer: Answer, citation: str) -> Iterator[str]:
    """Where a typed citation leads, in the script it is typed in, and what of it could not be read."""
    if answer.moved:
        yield f"“{citation}” has moved to {answer.moved}."
    if answer.is_volume:
        return
    if answer.unread:
        yield f"“{answer.unread}” was not understood. A clause is written as 第三条第二款, 第（五）条 or 三、（七）."
    if answer.several and answer.unread:
        yield "Nothing in this library is called so; the nearest are:"
    elif answer.several:
        yield f"{len(answer.places)} works fit:"
    elif answer.places and not answer.is_certain:
        yield "The nearest are:"
    elif answer.guessed:
        yield "Read as a work that is called nearly so:"
    script = _script_of(citation)
    for place in answer.places:
        yield f"\n{address_of(place, script)}"
        yield from (f"  {in_script(line, script)}" for line in description(place, script))


def _script_of(citation: str) -> Variant:
    """That of the folder in a typed address, else that of its characters; Simplified where nothing tells."""
    addressed = (row.script for row in VARIANTS if row.folder and row.folder in citation)
    return next(addressed, original_variant(citation)) or Variant.HANS


def _volume_line(volume: Volume) -> str:
    texts = sum(1 for _ in texts_of(volume))
    script = volume.original.value if volume.original else "not Chinese"
    furniture = Counter(one.why for one in volume.furniture)
    left = "; ".join(f"{count} × {why}" for why, count in sorted(furniture.items()))
    told = f"  {volume.source.path.name}: {volume.kind}, {texts} text{'s' if texts != 1 else ''}, {script}"
    return told + (f" (left out: {left})" if left else "")


def in_one_line(notice: Notice) -> str:
    """``x.txt:12: code: words``."""
    return f"{short(notice.path)}:{notice.span.first}: {notice.code}: {notice.message}"


def short(path: Path) -> str:
    """The path as a person would type it here."""
    try:
        return os.path.relpath(path)
    except ValueError:
        return str(path)
