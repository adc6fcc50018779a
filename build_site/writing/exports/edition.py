"""What every format is given: one text in one script, its volume, and where the library stands, if anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, TypeAlias

from build_site.legislation import is_legislation
from build_site.model import Citation, Inline, Text, Variant, Words, Work
from build_site.units.flat import path_of
from build_site.variants import FOLDERS
from build_site.writing.pages.catalogue import Entry

Sort: TypeAlias = Literal["law", "policy", "article", "other"]

# What XML cannot hold, and a terminal or a parser would obey: control characters but tab and line ends, and two
# code points that are no characters.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Edition:
    """One text in one script. ``hosted`` is the address of the site's root with a slash, "" where it is nowhere.

    ``texts`` are the texts of the library in this script by the path of their page.
    """

    entry: Entry
    variant: Variant
    hosted: str
    texts: Mapping[str, Text]

    @property
    def text(self) -> Text:
        """The text itself."""
        return self.entry.text

    @property
    def work(self) -> Work:
        """The policy it is a text of."""
        return self.entry.text.work

    @property
    def language(self) -> str:
        """BCP 47: the script of a Chinese text, the language of another."""
        return self.variant.value if self.entry.chinese else self.text.language

    @property
    def converted(self) -> bool:
        """Whether the text is printed in the other script."""
        return self.entry.chinese and self.entry.volume.original not in (None, self.variant)

    @property
    def name(self) -> str:
        """What it is called among all texts, also as a file: the slug of the work, and the count of a further text."""
        return self.work.slug if self.text.nth == 1 else f"{self.work.slug}-{self.text.nth}"

    @property
    def sort(self) -> Sort:
        """What it is cited as: a law or regulation; another official document, which has a number or an issuer; an
        article of a newsletter, which has neither.
        """
        if is_legislation(self.text):
            return "law"
        if self.work.document_number or self.work.issuers:
            return "policy"
        return "article" if self.entry.volume.kind == "newsletter" else "other"

    @property
    def page(self) -> str:
        """The absolute address of its page, "" where the library is nowhere."""
        return self.address(self.text.path)

    def address(self, target: str) -> str:
        """The absolute address of ``path`` or ``path#id`` in this script, "" where the library is nowhere."""
        path, mark, identity = target.partition("#")
        return f"{self.hosted}{self.place(path)}{path}/{mark}{identity}" if self.hosted else ""

    def place(self, path: str) -> str:
        """The half of the site in which the page ``path`` is read: a text that is not Chinese has one page only."""
        there = self.texts.get(path)
        return FOLDERS[self.variant if there is None or there.chinese else Variant.HANS]

    def linked(self, target: str) -> str:
        """A citation's target as ``path#id``, "" where the library has no such page; ``#id`` inside this text."""
        page, mark, identity = target.partition("#")
        path = path_of(page)
        if path == self.text.path:
            return mark + identity
        return f"{path}{mark}{identity}" if path in self.texts else ""

    def runs(self, words: Words) -> Iterator[tuple[str, str]]:
        """Runs of words with where they lead (`linked`), "" for plain ones; neighbours with one target are one run."""
        for target, parts in groupby(words, key=lambda part: self._target(part)):
            run = "".join(map(_printed, parts))
            if run:
                yield writable(run), target

    def _target(self, part: Inline) -> str:
        return self.linked(part.target) if isinstance(part, Citation) and part.target else ""


def _printed(part: Inline) -> str:
    return part.text if isinstance(part, Citation) else part


def writable(words: str) -> str:
    r"""The words, with a picture of each character that no file of words can hold.

    >>> writable("a\x00b\x1bc\ufffe"), writable("罕见\t病\n")
    ('a␀b␛c�', '罕见\t病\n')
    """
    return _UNWRITABLE.sub(_character, words)


def _character(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code >= 0xFFFE:
        return "\ufffd"
    return "␡" if code == 0x7F else chr(0x2400 + code)
