"""Does one print always get the same addresses? Each PDF, and the texts that common programs extract from it.

python -m bench.extractions                       the prints that this makes itself: numbered units alike in all
python -m bench.extractions FILE.pdf …            files of your own instead (--with-made: as well)
python -m bench.extractions --show drug-law       the units that differ, and what each extraction made of them
python -m bench.extractions --looks SEED          every document of the random printer in a random look: a first reading
python -m bench.extractions --keep FOLDER         write prints and extractions there, to look at them
python -m bench.extractions --again FOLDER        read what was kept once more, without extracting it again
python -m bench.extractions --python PROGRAM      the Python that has pdfminer.six, PyMuPDF, pypdf and pdfplumber

A numbered unit is alike where it has one id and one text, blanks apart, in the PDF and in every extraction; its text
is all that stands below its number up to the next number. Programs that are not installed are named and left out.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypeAlias

from bench.extraction_prints import make, make_in_looks
from build_site.blanks import squeeze
from build_site.linking.addresses.identify import identify_volume
from build_site.model import Annex, Box, Division, Node, Source
from build_site.pipeline import read_source
from build_site.reading.carriers.rows import carrier_of
from build_site.units.flat import plain, texts_of

Units: TypeAlias = Mapping[str, str]
"""Id → text of each numbered unit of a file."""

PDF = "the PDF"
WANTED = 0.97
_SCRIPTS = {
    "pdfminer.six": "from pdfminer.high_level import extract_text; out = extract_text(name)",
    "PyMuPDF": "import pymupdf; out = chr(12).join(page.get_text() for page in pymupdf.open(name))",
    "pypdf": "import pypdf; out = '\\n'.join(page.extract_text() for page in pypdf.PdfReader(name).pages)",
    "pdfplumber": "import pdfplumber; out = '\\n'.join(it.extract_text() or '' for it in pdfplumber.open(name).pages)",
}
_WRITE = "import sys; name = sys.argv[1]; {script}; sys.stdout.buffer.write(out.encode('utf-8', 'replace'))"
_PROGRAMS = {"pdftotext -layout": ["-layout"], "pdftotext": []}


class Compared(NamedTuple):
    """A print: its numbered units in every extraction."""

    name: str
    read: Mapping[str, Units]

    @property
    def ids(self) -> list[str]:
        """Every id that any extraction has, in the order of the first that has it."""
        return list(dict.fromkeys(id for units in self.read.values() for id in units))

    def alike(self, extractions: Iterable[str]) -> int:
        """How many units have one text in all of these."""
        chosen = [self.read[name] for name in extractions]
        return sum(len({units.get(id, "\0") for units in chosen}) == 1 and id in chosen[0] for id in self.ids)

    def different(self) -> Iterator[str]:
        """Ids whose words are not the same everywhere."""
        return (id for id in self.ids if len({units.get(id) for units in self.read.values()}) > 1)


# --------------------------------------------------------------------------- extracting


class Extractors:
    """The programs that are installed; ``python`` is the interpreter that has the libraries."""

    def __init__(self, python: str) -> None:
        self._commands: dict[str, list[str]] = {}
        self.missing: list[str] = []
        for name, options in _PROGRAMS.items():
            self._add(name, ["pdftotext", *options, "{}", "-"], shutil.which("pdftotext") is not None)
        for name, script in _SCRIPTS.items():
            imported = [python, "-c", script.partition(";")[0]]
            there = subprocess.run(imported, capture_output=True, check=False).returncode == 0
            self._add(name, [python, "-c", _WRITE.format(script=script), "{}"], there)

    def _add(self, name: str, command: list[str], there: bool) -> None:
        if there:
            self._commands[name] = command
        else:
            self.missing.append(name)

    def texts(self, path: Path) -> Iterator[tuple[str, bytes]]:
        """What each makes of a file. Raises CalledProcessError where one fails."""
        for name, command in self._commands.items():
            words = [part.replace("{}", str(path)) for part in command]
            yield name, subprocess.run(words, capture_output=True, check=True).stdout


# --------------------------------------------------------------------------- reading


def units_of(data: bytes, path: Path) -> Units:
    """The numbered units of a file, over all its texts; the ids of a second text have its number in front."""
    carried = carrier_of(path, data).read(data, path)
    reading = read_source(Source(path, carried.lines, known=carried.known, record=carried.record))
    found: dict[str, str] = {}
    volume = identify_volume(reading.volume)
    bodies = [text.body for text in texts_of(volume)] or [volume.body]
    for nth, body in enumerate(bodies, 1):
        for id, words in _numbered(body):
            found[f"{nth}/{id}" if nth > 1 else id] = words
    return found


def _numbered(body: Sequence[object]) -> Iterator[tuple[str, str]]:
    for node in body:
        if isinstance(node, Division | Box | Annex) and node.number is not None:
            yield node.id, squeeze("".join(_words(node)))
        yield from _numbered(getattr(node, "body", ()))


def _words(node: Node) -> Iterator[str]:
    for field in ("label", "heading", "words", "text"):
        value = getattr(node, field, "")
        yield value if isinstance(value, str) else plain(value)
    yield from getattr(node, "lines", ())
    for row in [getattr(node, "header", None), *getattr(node, "rows", ())]:
        yield from row.printed if row else ()
    for below in getattr(node, "body", ()):
        if getattr(below, "number", None) is None:
            yield from _words(below)


# --------------------------------------------------------------------------- reporting


def compared(path: Path, extractors: Extractors, keep: Path | None) -> Compared:
    """A file in every extraction."""
    read = {PDF: units_of(path.read_bytes(), path)}
    for name, data in extractors.texts(path):
        if keep:
            (keep / f"{path.stem}.{name}.txt").write_bytes(data)
        read[name] = units_of(data, path.with_suffix(".txt"))
    return Compared(path.stem, read)


def compared_again(path: Path) -> Compared:
    """A print that was kept, with the extractions beside it."""
    texts = {it.name[len(path.stem) + 1 : -len(".txt")]: it for it in sorted(path.parent.glob(f"{path.stem}.*.txt"))}
    read = {PDF: units_of(path.read_bytes(), path)}
    return Compared(path.stem, read | {name: units_of(it.read_bytes(), it) for name, it in texts.items()})


def report(found: Sequence[Compared]) -> float:
    """The share of each print and of each extraction beside the PDF, printed; the share of all."""
    total: Counter[str] = Counter()
    for one in found:
        names = list(one.read)
        alike = one.alike(names)
        total += Counter({"units": len(one.ids), "alike": alike})
        beside = {name: one.alike([PDF, name]) for name in names if name != PDF}
        total += Counter(beside)
        print(
            f"{one.name:28} {alike:4} of {len(one.ids):4} in all {len(names)}: {alike / max(1, len(one.ids)):.3f}",
            end="",
        )
        print("   with the PDF:", ", ".join(f"{name} {count}" for name, count in beside.items()))
    units = max(1, total["units"])
    for name in found[0].read if found else ():
        if name != PDF:
            print(f"  the PDF and {name}: {total[name] / units:.3f}")
    share = total["alike"] / units
    print(f"{len(found)} prints, {units} numbered units, one id and one text in all: {share:.3f} (wanted {WANTED})")
    return share


def show(one: Compared) -> None:
    """The units that differ."""
    for id in one.different():
        print(f"## {one.name} {id}")
        texts = Counter(units.get(id) for units in one.read.values())
        for text, _ in texts.most_common():
            names = ", ".join(name for name, units in one.read.items() if units.get(id) == text)
            print(f"   {names}: {_around(text, texts)}")


def _around(text: str | None, texts: Iterable[str | None]) -> str:
    """The words of ``text`` where the first other text parts from it."""
    if text is None:
        return "–"
    others = [other for other in texts if other is not None and other != text]
    at = min((_same(text, other) for other in others), default=0)
    return (
        f"…{text[max(0, at - 12) : at]}|{text[at : at + 24]} [{len(text)}]" if others else f"{text[:30]} [{len(text)}]"
    )


def _same(one: str, other: str) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _extracted(chosen: argparse.Namespace, part: str) -> list[Compared]:
    extractors = Extractors(chosen.python)
    if extractors.missing:
        print(f"not installed, left out: {', '.join(extractors.missing)}")
    with tempfile.TemporaryDirectory() as scratch:
        folder = chosen.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        made = make(folder, part) if chosen.with_made or not (chosen.files or chosen.looks) else []
        made += make_in_looks(folder, chosen.looks, part) if chosen.looks else []
        paths = [path for path in chosen.files if part in path.stem] + made
        return [compared(path, extractors, chosen.keep) for path in paths]


def main() -> int:
    """Print what was asked for; 0 always, because figures are read, not enforced."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="*", help="PDFs of your own")
    parser.add_argument("--with-made", action="store_true", help="the prints made here as well")
    parser.add_argument("--looks", metavar="SEED", help="every document of the printer, in a random look")
    parser.add_argument("--only", default="", help="only prints whose name contains this")
    parser.add_argument("--show", metavar="PRINT", help="the units of these prints that differ")
    parser.add_argument("--keep", type=Path, help="write prints and extractions into this folder")
    parser.add_argument("--again", type=Path, metavar="FOLDER", help="read what was kept there")
    parser.add_argument("--python", default=sys.executable, help="the Python that has the libraries")
    chosen = parser.parse_args()
    part = chosen.show or chosen.only
    if chosen.again:
        found = [compared_again(path) for path in sorted(chosen.again.glob("*.pdf")) if part in path.stem]
    else:
        found = _extracted(chosen, part)
    if chosen.show is not None:
        for one in found:
            show(one)
    report(found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
