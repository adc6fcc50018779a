"""What the five texts say of themselves, as a person read it: every fact, with none missing and none made up."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.facts import differences
from bench.labels import SOURCES
from build_site.pipeline import read_source
from build_site.reading.read import read
from build_site.units.flat import texts_of

LABELLED = sorted((Path(__file__).parent / "data" / "facts").glob("*.policies.json"))


@pytest.mark.parametrize("path", LABELLED, ids=lambda path: path.name.split(".")[0])
def test_facts_are_as_labelled(path: Path) -> None:
    entries = json.loads(path.read_text(encoding="utf-8"))
    texts = list(texts_of(read_source(read(SOURCES / f"{path.name.split('.')[0]}.txt")[0]).volume))
    assert differences(entries, texts) == []
    assert len(texts) == len(entries)
    places = [(text.topic, text.group, text.source_name) for text in texts]
    assert places == [(entry["topic"], entry["group"], entry["source"]) for entry in entries]


def test_every_source_is_labelled() -> None:
    assert [path.name.split(".")[0] for path in LABELLED] == sorted(path.stem for path in SOURCES.glob("*.txt"))
