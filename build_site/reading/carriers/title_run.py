"""Which lines of a text are the title that its page states, on however many lines it is printed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from build_site.blanks import squeeze
from build_site.reading.letterheads import is_body

_MOST_LINES = 6
_MOST_ISSUERS = 12
_ABOUT = ("关于", "關於")
_LEAST = 4  # characters: shorter names (公告) stand anywhere
_ALIKE = str.maketrans("\"'〝〞﹝﹞[]()<>「」『』,:;?!．", "“‘“”〔〕〔〕（）《》“”‘’，：；？！.", "")
_QUOTES = str.maketrans("”’〉〈", "“‘》《")


def compared(title: str) -> str:
    """A title without what two printings of it differ in: blanks, and one width or form of brackets and quotes.

    >>> compared("关于 “双随机” 的通知(试行)") == compared("关于“双随机”的通知（试行）")
    True
    """
    return squeeze(title).translate(_ALIKE).translate(_QUOTES)


def run_of(lines: Sequence[str], titles: Iterable[str], within: Sequence[int]) -> range | None:
    """The positions of the first lines that together are one of ``titles``, the surest title first; None where none is.

    ``within`` are the positions where a title may stand, in order. The names of those who issue it, right above, are of
    it where the page leaves them out.
    """
    words = {at: compared(lines[at]) for at in within}
    for title in _wanted(titles):
        for i, at in enumerate(within):
            if title.startswith(words[at]) and (run := _exact(title, words, within[i : i + _MOST_LINES])) is not None:
                return range(_first_issuer(lines, within[:i], run), run.stop)
    return None


def _first_issuer(lines: Sequence[str], above: Sequence[int], run: range) -> int:
    first = run.start
    if not lines[first].strip().startswith(_ABOUT):
        return first
    for at in reversed(above[-_MOST_ISSUERS:]):
        if at != first - 1 or not is_body(lines[at].strip()):
            break
        first = at
    return first


def longer_run_of(lines: Sequence[str], titles: Iterable[str], within: Sequence[int]) -> range | None:
    """The same of a title that is printed in full and stated shorter, without the names of those who issue it or a
    bracket at its end; such a one must stand at the top.
    """
    words = {at: compared(lines[at]) for at in within}
    return next((run for title in _wanted(titles) if (run := _longer(title, words, within)) is not None), None)


def _wanted(titles: Iterable[str]) -> list[str]:
    return [text for title in titles if len(text := compared(title)) >= _LEAST]


def _exact(title: str, words: Mapping[int, str], within: Sequence[int]) -> range | None:
    joined = ""
    for at in within:
        joined += words[at]
        if joined == title:
            return range(within[0], at + 1)
    return None


_TOP = 3  # positions at which a longer title may begin
_MOST_MORE = 30  # characters that it has more


def _longer(title: str, words: Mapping[int, str], within: Sequence[int]) -> range | None:
    for i in range(min(_TOP, len(within))):
        joined = ""
        for at in within[i : i + _MOST_LINES]:
            joined += words[at]
            if title in joined and len(title) >= 2 * _LEAST:
                return range(within[i], at + 1) if len(joined) - len(title) <= _MOST_MORE else None
    return None
