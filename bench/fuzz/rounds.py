"""What is done with a case: read it, or build a whole library of it, and let the oracle judge the site."""

from __future__ import annotations

import re
import tempfile
import traceback
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from bench.fuzz import oracle
from bench.fuzz.oracle import Printed, Problem
from bench.fuzz.texts import Case
from build_site import inspecting, pipeline
from build_site.model import Library
from build_site.notices import PromiseError, SetupError
from build_site.publishing.copies.offline import write_bundle
from build_site.publishing.mkdocs.publish import Job
from build_site.reading.read import read
from build_site.writing.script.terms import segmenter

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "docs" / "pages"
_CODE = re.compile(r"^\s*\S.*?: ([a-z]+(?:-[a-z]+)*): (.*)$", re.MULTILINE)
_OWN = str(ROOT / "build_site")


class _Here:
    """Stands in for the process that builds one half: that would be started anew for each of a thousand builds."""

    def __init__(self, job: Job) -> None:
        self._job = job

    def finish(self) -> None:
        """MkDocs in this process."""
        self._job.build()

    def end(self) -> None:
        """Nothing goes on."""


def warm() -> None:
    """Load what every round needs, once, before processes are forked."""
    segmenter()
    pipeline.simplified("罕見病診療")


def whole(case: Case) -> list[Problem]:
    """The whole pipeline over all texts of a case as one library."""
    with tempfile.TemporaryDirectory() as folder:
        return _judged(lambda: _built(case, Path(folder)))


def reading(case: Case) -> list[Problem]:
    """Reading and linking alone, and the table of lines that ``inspect`` prints."""
    with tempfile.TemporaryDirectory() as folder:
        sources = _written(case, Path(folder))
        return _judged(lambda: _read(case, sources))


def _judged(round_: Callable[[], Iterable[Problem]]) -> list[Problem]:
    try:
        return list(round_())
    except PromiseError as error:
        return _promises(str(error))
    except SetupError as error:
        return [Problem(f"refused: {_plain(str(error))[:60]}", "", str(error))]
    except Exception as error:
        return [Problem(f"traceback: {type(error).__name__} in {_own_frame(error)}", "", traceback.format_exc())]


def _promises(told: str) -> list[Problem]:
    found = [Problem(f"promise: {code}", _plain(message)[:60], told) for code, message in _CODE.findall(told)]
    return list({it.code: it for it in found}.values()) or [Problem(f"promise: {_plain(told)[:60]}", "", told)]


def _plain(told: str) -> str:
    """A message without what belongs to one text alone."""
    return re.sub(r"“[^”]*”|\S*/\S*|\d+", "…", " ".join(told.split()))


def _own_frame(error: BaseException) -> str:
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.startswith(_OWN)]
    last = frames[-1] if frames else traceback.extract_tb(error.__traceback__)[-1]
    return f"{Path(last.filename).name}:{last.name}"


def _written(case: Case, folder: Path) -> Path:
    sources = folder / "texts"
    sources.mkdir()
    for text in case:
        (sources / text.name).write_bytes(text.content)
    return sources


def _built(case: Case, folder: Path) -> Iterator[Problem]:
    sources = _written(case, folder)
    if not any(oracle.words(text.words) for text in case):
        return
    site = folder / "site"
    done = pipeline.build(pipeline.Places(sources, site, None, PAGES, begin=_Here))
    yield from oracle.problems(site, _printed(case, done.library))
    write_bundle(site, folder / "dist", "library")


def _printed(case: Case, library: Library) -> list[Printed]:
    """The texts as they were drawn, with what the product lists as furniture and as corrected."""
    left_out: dict[str, list[tuple[int, str]]] = {}
    corrected: dict[str, list[tuple[int, str, str]]] = {}
    for volume in library.volumes:
        told = volume.source.settings.corrections
        corrected[volume.source.path.name] = [(it.line, it.was, it.now) for it in told]
        own = left_out.setdefault(volume.source.path.name, [])
        own += [(it.number, it.text) for it in volume.furniture]
        own += [(it.number, it.prefix) for it in volume.lines if it.prefix]
        own += [(it.number, it.suffix) for it in volume.lines if it.suffix]
    names = [it for it in case if it.name in left_out]
    return [Printed(it.name, it.lines, left_out[it.name], corrected[it.name]) for it in names]


def _read(case: Case, sources: Path) -> Iterator[Problem]:
    pipeline.read_library(sources)
    for text in case:
        rows = inspecting.rows(pipeline.read_source(read(sources / text.name)[0]))
        yield from _inspected(text.name, text.lines, inspecting.as_tsv(rows))


def _inspected(name: str, lines: list[str], table: str) -> Iterator[Problem]:
    """Every line that is not blank has one row, and its words are those of the line."""
    rows = [row.split("\t") for row in table.split("\n")[1:] if row]
    told: dict[int, str] = {}
    for row in rows:
        number = int(row[0]) if row[0].isdigit() else -1
        if number in told:
            yield Problem("inspect: line twice", f"{name}:{number}", repr(row))
        told[number] = row[-1]
    for number, line in enumerate(lines, 1):
        if oracle.words(told.get(number, "")) != oracle.words(line):
            yield Problem(
                "inspect: other words", f"{name}:{number}", f"{line[:60]!r} is told as {told.get(number, '')[:60]!r}"
            )
