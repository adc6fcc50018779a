"""How many typed citations are found, how many misses offer something, and whether the browser answers the same.

python -m bench.typed [--missed] [--browser] [--count 5000] [--seed 1]

The citations and what each should be answered: ``tests/data/typed/citations.tsv``.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from build_site.linking.typed.places import address_of
from build_site.linking.typed.reader import Answer, Reader
from build_site.model import Variant
from build_site.pipeline import simplified
from build_site.writing.search.search_fold import fold
from testing import typed_browser
from testing.chromium import browser
from testing.typed_generated import generated
from testing.typed_library import TypedCitation, citations, library

_SHOWN = 20


def main() -> None:
    """Print the figures; with ``--missed`` each citation that is not answered as it should be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--missed", action="store_true", help="name what is not answered as it should be")
    parser.add_argument("--browser", action="store_true", help="answer them and generated ones in the browser, too")
    parser.add_argument("--count", type=int, default=5000, help="generated citations")
    parser.add_argument("--seed", type=int, default=1, help="another seed generates others")
    options = parser.parse_args()
    reader = Reader(library(), fold, simplified)
    answered = [(row, reader.answer(row.typed)) for row in citations()]
    right = [is_right(*each) for each in answered]
    for (row, answer), it in zip(answered, right, strict=True):
        if options.missed and not it:
            print(f"  {row.habit}: {row.typed!r} wanted {row.addresses or '?' + row.offered}, got {told(answer)}")
    found = [it for (row, _), it in zip(answered, right, strict=True) if row.addresses]
    missed = [answer for row, answer in answered if not row.addresses]
    print(f"citations found: {sum(found)} of {len(found)} (wanted all)")
    print(f"misses that offer something: {sum(bool(it.places) for it in missed)} of {len(missed)} (wanted all)")
    print(f"misses answered as if they were found: {sum(it.is_certain for it in missed)} (wanted 0)")
    good = sum(it for (row, _), it in zip(answered, right, strict=True) if not row.addresses)
    print(f"misses that offer what was meant: {good} of {len(missed)}")
    print("by habit:", ", ".join(by_habit((row, it) for (row, _), it in zip(answered, right, strict=True))))
    if options.browser:
        print_differences(reader, options.count, options.seed)


def print_differences(reader: Reader, count: int, seed: int) -> None:
    """Where browser and program answer differently, and how often."""
    every = [row.typed for row in citations()] + list(generated(library(), seed, count))
    ours = [typed_browser.told(reader.answer(words)) for words in every]
    with tempfile.TemporaryDirectory() as folder, browser() as context:
        site = Path(folder) / "site"
        typed_browser.write(site, library())
        page = context.new_page()
        page.goto((site / "index.html").as_uri())
        theirs = typed_browser.answers(page, every)
    differing = [it for it in zip(every, ours, theirs, strict=True) if it[1] != it[2]]
    for words, here, there in differing[:_SHOWN]:
        print(f"  {words!r}: {here} here, {there} in the browser")
    certain = sum(answer.certain for answer in ours)
    print(f"browser and program differ on {len(differing)} of {len(every)} citations (wanted 0), {certain} certain")


def by_habit(rows: Iterable[tuple[TypedCitation, bool]]) -> list[str]:
    """right of all for each habit."""
    rows = list(rows)
    every, good = Counter(row.habit for row, _ in rows), Counter(row.habit for row, it in rows if it)
    return [f"{habit} {good[habit]}/{count}" for habit, count in every.items()]


def is_right(row: TypedCitation, answer: Answer) -> bool:
    """Exactly the places that are meant; or nothing exact, and among what is offered what was meant."""
    if row.addresses:
        return answer.is_certain and addresses(answer) == row.addresses
    return not answer.is_certain and any(it.startswith(row.offered) for it in addresses(answer))


def addresses(answer: Answer) -> tuple[str, ...]:
    """Without shelf: ``guofa-2016-67#l1_4``."""
    found = (address_of(place, Variant.HANS) for place in answer.places)
    return tuple(it.removeprefix("policies/").replace("/#", "#").rstrip("/") for it in found)


def told(answer: Answer) -> str:
    """What was answered, for a person."""
    exact = "exact" if answer.is_certain else "not exact"
    return f"{exact} {addresses(answer)[:3]} unread {answer.unread!r}"


if __name__ == "__main__":
    main()
