"""The command line: ``python -m build_site``. The only module that prints and exits.

Exit 0 well, 1 the build broke a promise, 2 wrong usage or set-up.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from build_site import inspecting, pipeline
from build_site.checking_documents import check_documents
from build_site.command_line import PAGES, ROOT, SITE, SOURCES, parser
from build_site.model import Variant
from build_site.notices import PromiseError, SetupError
from build_site.publishing.copies.epub import write_epubs
from build_site.publishing.copies.offline import write_bundle
from build_site.publishing.mkdocs.serve import serve
from build_site.reading.read import read
from build_site.report import answer_report, build_report, held_back_report, in_one_line, short
from build_site.settings import Move
from build_site.variants import FOLDERS
from build_site.whole_files import check_locks
from build_site.writing.script.convert import converter, original_variant
from build_site.writing.script.glyphs import disagreements

NAME = "policy-library"
_OK, _BROKEN, _WRONG, _INTERRUPTED = 0, 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code."""
    try:
        check_locks()
        options = parser(_RUN).parse_args(arguments)
        code = int(options.run(options))
        sys.stdout.flush()
        return code
    except PromiseError as error:
        return _fail(error, _BROKEN)
    except SetupError as error:
        return _fail(error, _WRONG)
    except BrokenPipeError:  # `… | head` has read enough; what is left must not be written when Python ends
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _OK
    except OSError as error:
        told = f"{error.filename or 'A file'}: {error.strerror or error}. Nothing was published."
        return _fail(SetupError(told), _WRONG)
    except KeyboardInterrupt:
        return _fail(SetupError("Stopped. The site that was there is untouched."), _INTERRUPTED)


def _fail(error: Exception, code: int) -> int:
    print(f"build_site: {error}", file=sys.stderr)
    return code


# --------------------------------------------------------------------------- commands


def _build(options: argparse.Namespace) -> int:
    return _build_once(_places(options), print)


def _check(options: argparse.Namespace) -> int:
    """A strict build that publishes nothing: into a folder of its own, addresses only compared."""
    with tempfile.TemporaryDirectory() as folder:
        places = replace(_places(options), site=Path(folder) / "site", docs=None, read_only=True)
        code = _build_once(places, print)
    if code == _OK:
        print("Every promise is kept.")
    return code


def _build_once(places: pipeline.Places, say: Callable[[str], None]) -> int:
    """Exit 0 where everything is published, 1 where something had to be held back."""
    began = time.perf_counter()
    done = pipeline.build(places)
    for line in build_report(done):
        say(line)
    if not places.read_only:
        _say_where(places, len(done.new), say)
    say(f"Built in {time.perf_counter() - began:.1f} s.")
    for line in held_back_report(done):
        say(f"\n{line}")
    return _BROKEN if done.held else _OK


def _say_where(places: pipeline.Places, new: int, say: Callable[[str], None]) -> None:
    if new:
        say(f"{new} new addresses in {short(places.sources / pipeline.ADDRESSES)}; commit the file.")
    traditional = places.site / FOLDERS[Variant.HANT] / "index.html"
    say(f"\nOpen {short(places.site / 'index.html')} (Traditional: {short(traditional)})")


def _serve(options: argparse.Namespace) -> int:
    places = _places(options)
    _build_once(places, print)
    serve(
        lambda: _build_once(places, print),
        [options.sources, PAGES, ROOT / "build_site" / "theme"],
        options.site,
        options.port,
        report=print,
    )
    return _OK


def _offline(options: argparse.Namespace) -> int:
    bundle = write_bundle(options.site, options.to, NAME)
    print(f"{short(bundle.path)}: {bundle.files} files, {bundle.size / 1e6:.1f} MB. Unzip it and open index.html.")
    print(f"SHA-256 {bundle.sha256}")
    return _OK


def _epub(options: argparse.Namespace) -> int:
    for book in write_epubs(options.site, options.to):
        print(f"{short(book)}: {book.stat().st_size / 1e3:.0f} KB")
    return _OK


def _inspect(options: argparse.Namespace) -> int:
    source, notices = read(options.file)
    reading = pipeline.read_source(source)
    found = inspecting.rows(reading)
    if options.format == "tsv":
        sys.stdout.write(inspecting.as_tsv(found))
        return _OK
    sys.stdout.write(inspecting.as_outline(found, sys.stdout.isatty() and "NO_COLOR" not in os.environ))
    for line in inspecting.schemes(reading):
        print(line)
    if source.read_by:
        print(f"{short(options.file)}: its lines are those of {source.read_by}.", file=sys.stderr)
    for notice in [*notices, *reading.notices]:
        print(in_one_line(notice), file=sys.stderr)
    return _OK


def _lint_scripts(options: argparse.Namespace) -> int:
    """Places where two ways of conversion disagree and no term decides; a person decides each with a term."""
    undecided = [it for path in options.files or sorted(SOURCES.glob("*.txt")) for it in _undecided(path)]
    for place in undecided:
        print(place)
    print(f"{len(undecided)} places where no term decides.", file=sys.stderr)
    return _OK


def _undecided(path: Path) -> Iterator[str]:
    source, _ = read(path)
    original = original_variant("".join(source.lines))
    if original is None:
        return
    convert = converter(original, Variant.HANT if original is Variant.HANS else Variant.HANS)
    for block in pipeline.read_source(source).blocks:
        for words in (block.label, block.text):
            for found in disagreements(words, convert):
                yield f"{short(path)}:{block.span.first}: {found}"


def _locate(options: argparse.Namespace) -> int:
    """Exit 0 where exactly one clause is meant and printed, else 1."""
    answer = pipeline.look_up(options.sources, options.citation)
    for line in answer_report(answer, options.citation):
        print(line)
    return _OK if answer.is_certain else _BROKEN


def _move(options: argparse.Namespace) -> int:
    if options.all == bool(options.new) or (options.all and options.old):
        raise SetupError(
            "move wants OLD and NEW, or --all alone. `python -m build_site move --help` says what they are."
        )
    moves = [Move(options.old, options.new, options.reason)] if options.new else []
    done = [(pipeline.move(options.sources, move), move) for move in moves]
    done += pipeline.move_all(options.sources, options.reason) if options.all else []
    for path, move in done:
        print(f"{short(path)}: {move.origin} has moved to {move.target}. The next build redirects it; commit the file.")
    if not done:
        print("Every published address is where it was, or nobody can tell where its words have gone.")
    return _OK


def _check_links(options: argparse.Namespace) -> int:
    checked = check_documents(options.files, options.sources, PAGES, options.base)
    for line in (*checked.links, *checked.summary):
        print(line)
    for problem in checked.problems:
        print(f"build_site: {problem}", file=sys.stderr)
    return checked.code


def _places(options: argparse.Namespace) -> pipeline.Places:
    site, docs = getattr(options, "site", SITE), getattr(options, "docs", None)  # a check has none
    docs = docs or (ROOT / "docs" if os.path.realpath(site) == str(SITE) else None)
    return pipeline.Places(options.sources, site, docs, PAGES, without_broken=options.without_broken)


_RUN = {
    "build": _build,
    "serve": _serve,
    "check": _check,
    "offline": _offline,
    "epub": _epub,
    "inspect": _inspect,
    "lint-scripts": _lint_scripts,
    "locate": _locate,
    "move": _move,
    "check-links": _check_links,
}


if __name__ == "__main__":
    sys.exit(main())
