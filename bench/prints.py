"""How well are PDFs read? Every document of the random printer, typeset on pages in random looks.

python -m bench.prints                         starts missed and invented, false headings a hundred pages, titles
python -m bench.prints --looks 3 --only 02     fewer printings
python -m bench.prints --show 02 --look 1      one printing, the differing lines side by side
python -m bench.prints --file FILE.pdf         pages a second and the memory of one file of your own
python -m bench.prints --broken 240            mutated files: none may end the program, none may take long
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bench.score import NUMBERED, STARTS, Rows, gold_rows
from bench.unseen import side_by_side
from build_site import inspecting
from build_site.model import Source
from build_site.notices import NoSourceError
from build_site.pipeline import read_source
from build_site.reading.carriers.pdf import read_pdf
from testing.printing.pdf_file import pdf
from testing.printing.sheets import Look, print_sheets, printable, random_look
from testing.printing.trees import Document, documents

PATH = Path("print.pdf")
_MEMORY = """
import resource, subprocess, sys
command = (sys.executable, "-m", "build_site.reading.carriers.pdf_worker")
with open(sys.argv[1], "rb") as file:
    subprocess.run(command, stdin=file, stdout=subprocess.DEVNULL, check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
# Asked by a small process: what a process takes is never told as less than what started it took.
SECONDS = 5.0
"""No file may take longer without a message."""


class Printing(NamedTuple):
    """One document in one look, what is on its lines, and how it was read."""

    document: str
    look: Look
    pages: int
    lines: tuple[str, ...]
    gold: Rows
    read: Rows

    def counted(self) -> Counter[str]:
        """The figures of this printing."""
        gold, read = _starts(self.gold), _starts(self.read)
        headings = {line for line, (role, _) in self.read.items() if role == "heading"}
        true = {line for line, (role, _) in self.gold.items() if role in NUMBERED}
        titles = {line for line, (_, kind) in self.gold.items() if kind == "title"}
        found = {line for line, (_, kind) in self.read.items() if kind == "title"}
        furniture = {line for line, (role, _) in self.gold.items() if role == "furniture"}
        taken = {line for line, (role, _) in self.read.items() if role == "furniture"}
        return Counter(
            {
                "pages": self.pages,
                "starts": len(gold),
                "missed": len(gold - read),
                "invented": len(read - gold),
                "false headings": len(headings - true),
                "titles": len(titles),
                "titles right": len(titles & found),
                "furniture wrong": len(furniture ^ taken),
            }
        )


def _starts(rows: Rows) -> set[int]:
    return {line for line, (role, _) in rows.items() if role in STARTS}


def look_of(document: Document, number: int) -> Look:
    """The ``number``-th look of a document, the same in every process."""
    return random_look(random.Random(f"{document.name}/print/{number}"))


def printing(document: Document, number: int) -> Printing:
    """A document in one look, read."""
    look = look_of(document, number)
    pages, rows = print_sheets(printable(document.units), look, document.title)
    carried = read_pdf(pdf(pages), PATH)
    reading = read_source(Source(PATH, carried.lines, known=carried.known))
    read = {row.line: (row.role, row.kind) for row in inspecting.rows(reading)}
    gold = gold_rows((row.line, row.label) for row in rows)
    return Printing(document.name, look, len(pages), carried.lines, gold, read)


def _chosen(part: str) -> list[Document]:
    return [document for document in documents() if part in document.name]


def _report(looks: int, only: str) -> None:
    total: Counter[str] = Counter()
    worst: list[tuple[int, str]] = []
    for document in _chosen(only):
        for number in range(looks):
            one = printing(document, number)
            counted = one.counted()
            total += counted
            wrong = counted["missed"] + counted["invented"] + counted["false headings"]
            worst.append((wrong, f"{document.name} look {number}: {dict(counted)}"))
    for _, words in sorted(worst, reverse=True)[:12]:
        print(words)
    pages, starts = total["pages"], total["starts"]
    print(f"{pages} pages, {starts} starts: missed {total['missed']} ({total['missed'] / starts:.2%}), ", end="")
    print(f"invented {total['invented']} ({total['invented'] / starts:.2%}), ", end="")
    print(f"false headings {100 * total['false headings'] / pages:.2f} a hundred pages, ", end="")
    print(f"titles {total['titles right']} of {total['titles']}, furniture wrong {total['furniture wrong']}")


def _show(only: str, number: int) -> None:
    for document in _chosen(only):
        one = printing(document, number)
        print(f"# {document.name}: {one.look}\n{dict(one.counted())}")
        print(*side_by_side("\n".join(one.lines), one.gold, one.read), sep="\n")


# --------------------------------------------------------------------------- time and memory


def _measure(path: Path) -> None:
    data = path.read_bytes()
    began = time.perf_counter()
    carried = read_pdf(data, path)
    took = time.perf_counter() - began
    pages = max(known.place.page for known in carried.known if known.place)
    read_source(Source(path, carried.lines, known=carried.known))
    whole = time.perf_counter() - began
    asked = subprocess.run((sys.executable, "-c", _MEMORY, path), capture_output=True, text=True, check=True)
    print(
        f"{path}: {pages} pages in {took:.2f} s, {pages / took:.0f} a second; with the reading {whole:.2f} s; ", end=""
    )
    print(f"the process of PDFium took {int(asked.stdout) / 1024:.0f} MiB")


# --------------------------------------------------------------------------- broken files


def mutated(data: bytes, rng: random.Random) -> bytes:
    """The file with something wrong: bytes changed, cut out, doubled, numbers made huge, the end lost."""
    out = bytearray(data)
    for _ in range(rng.choice([1, 1, 3, 10, 40])):
        at = rng.randrange(len(out))
        match rng.randrange(6):
            case 0:
                out[at] = rng.randrange(256)
            case 1:
                del out[at : at + rng.choice([1, 8, 200])]
            case 2:
                out[at:at] = out[at : at + rng.choice([4, 64, 1000])]
            case 3:
                out[at : at + 4] = rng.choice([b"9999", b"-999", b"0000", b"<<<<", b">>>>", b"R R "])
            case 4:
                del out[len(out) - rng.randrange(1, max(2, len(out) // 20)) :]
            case _:
                swap = rng.randrange(len(out))
                out[at : at + 16], out[swap : swap + 16] = out[swap : swap + 16], out[at : at + 16]
    return bytes(out)


def _broken(times: int, folder: Path | None) -> None:
    whole = [path.read_bytes() for path in sorted(folder.glob("*.pdf"))] if folder else list(_small_prints())
    ended: Counter[str] = Counter()
    slowest = 0.0
    for number in range(times):
        rng = random.Random(number)
        data = mutated(whole[number % len(whole)], rng)
        began = time.perf_counter()
        try:
            lines = read_pdf(data, PATH).lines
            ended["read" if any(lines) else "read, no text"] += 1
        except NoSourceError as refused:
            ended[refused.what[:60]] += 1
        took = time.perf_counter() - began
        slowest = max(slowest, took)
        if took > SECONDS:
            print(f"mutant {number} took {took:.1f} s")
    for words, count in ended.most_common():
        print(f"{count:4} × {words}")
    print(f"{times} broken files, no other end; the slowest took {slowest:.2f} s")


def _small_prints() -> Iterator[bytes]:
    for document in documents()[:6]:
        yield pdf(print_sheets(printable(document.units), look_of(document, 0), document.title)[0])


def main() -> int:
    """Print what was asked for; 0 always, because figures are read, not enforced."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--looks", type=int, default=2, help="looks for every document (default 2)")
    parser.add_argument("--only", default="", help="only documents whose name contains this")
    parser.add_argument("--show", metavar="DOC", help="the differing lines of one document")
    parser.add_argument("--look", type=int, default=0, help="the look for --show (default 0)")
    parser.add_argument("--file", type=Path, nargs="*", default=[], help="measure files of your own")
    parser.add_argument("--broken", type=int, default=0, help="read so many mutated files")
    parser.add_argument("--of", type=Path, help="mutate the PDFs of this folder (default: printed ones)")
    chosen = parser.parse_args()
    for path in chosen.file:
        _measure(path)
    if chosen.broken:
        _broken(chosen.broken, chosen.of)
    elif chosen.show is not None:
        _show(chosen.show, chosen.look)
    elif not chosen.file:
        _report(chosen.looks, chosen.only)
    return 0


if __name__ == "__main__":
    sys.exit(main())
