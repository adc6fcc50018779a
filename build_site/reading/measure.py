"""How wide a full line is, so that a line that stops early can be told from one that was wrapped.

The measure (版心宽度) is not printed anywhere: it is what many lines agree on. A line is *full* when the
first token of the next line would not have fitted on it any more. The first-line indent of two
characters is lost in many extractions, but still shows: a first line is two narrower than the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from build_site.model import Line
from build_site.reading.classify import classify
from build_site.reading.sentences import ends_sentence
from build_site.reading.widths import first_token, width

INDENT = 2.0  # characters; GB/T 9704: 每个自然段左空二字
_SLACK = 0.3  # a typesetter squeezes punctuation, so that a token that fits on paper sometimes seems not to
_WINDOW = 14  # lines on each side that are asked for the measure of a place
_LOCAL_VOTES = 6  # this many lines must agree before a place has a measure of its own
_LINES_OF_A_RUN = 4
_SHORT = 4.0  # a line that lacks more than this ends for a reason
MAX_MEASURE = 60.0  # no page is set wider; longer lines were never wrapped
NEVER_FULL = 1000.0


@dataclass(frozen=True, slots=True)
class Measure:
    """Widths, measures and first-line habits of one text; everything is by position in its lines."""

    widths: tuple[float, ...]
    tokens: tuple[float, ...]  # width of the first token of each line
    measures: tuple[float, ...]
    indent_lost: bool
    indent_kept: bool

    def full(self, i: int, first: bool = False, slack: float = _SLACK) -> bool:
        """True where the next line's first token would not have fitted on line ``i``.

        ``first``: line ``i`` begins a paragraph, so a lost indent takes two characters from it.
        """
        if i + 1 >= len(self.widths) or self.widths[i] > MAX_MEASURE:
            return False
        room = self.measures[i] - (INDENT if first and self.indent_lost else 0.0)
        return self.widths[i] + self.tokens[i + 1] > room - slack

    def narrow_first(self, i: int) -> bool:
        """True where line ``i`` is full for a first line, but not for a following one."""
        return self.indent_lost and self.full(i, first=True) and not self.full(i)

    def wide(self, i: int) -> bool:
        """True where line ``i`` is too wide to be the first line of a paragraph with a lost indent."""
        return self.widths[i] > self.measures[i] - INDENT + 1.2

    def short(self, i: int) -> bool:
        """True where line ``i`` certainly ends before the measure."""
        return self.widths[i] < self.measures[i] - _SHORT


def measure(lines: Sequence[Line]) -> Measure:
    """Ask all lines."""
    of = _unit(lines)
    widths = tuple(of(line.text) for line in lines)
    tokens = tuple(of(first_token(line.text)) for line in lines)
    inked = [w - _hanging(line.text) for w, line in zip(widths, lines, strict=True)]
    whole = _agreed(_wrapped(lines, inked), inked) or NEVER_FULL
    whole += _hidden_indent(lines, inked, whole)
    runs = _runs(lines, inked)
    measures = tuple(runs.get(i) or _local(inked, i, whole) for i in range(len(lines)))
    lost, kept = _indents(lines, widths, measures)
    return Measure(widths, tokens, measures, lost, kept)


def _wrapped(lines: Sequence[Line], widths: Sequence[float]) -> list[float]:
    """Widths of the lines that end in mid-sentence before a line that begins nothing: those were wrapped, or
    are headings. They alone know the measure; where whole paragraphs stand on a line each there are few.
    """
    if sum(1 for w in widths if w > MAX_MEASURE) * 4 > len(widths):
        return []
    pairs = zip(lines, lines[1:], widths, strict=False)
    return [w for line, after, w in pairs if 12 <= w <= MAX_MEASURE and _goes_on(line.text, after.text)]


def _goes_on(text: str, after: str) -> bool:
    return not ends_sentence(text) and classify(after) is None and classify(text[-1:] + after) is None


def _hidden_indent(lines: Sequence[Line], widths: Sequence[float], whole: float) -> float:
    """The indent, where most wrapped lines are first lines (paragraphs of two lines) and have outvoted the others."""
    around = [(abs(w - whole) < 0.6, abs(w - whole - INDENT) < 0.6, i) for i, w in enumerate(widths) if i]
    firsts = [_begins(lines, widths, i, whole) for at, _, i in around if at]
    wider = [_begins(lines, widths, i, whole) for _, at, i in around if at]
    outvoted = len(wider) >= 2 and sum(firsts) * 10 >= 6 * len(firsts) and sum(wider) * 10 <= 3 * len(wider)
    return INDENT if outvoted else 0.0


def _begins(lines: Sequence[Line], widths: Sequence[float], i: int, whole: float) -> bool:
    """Line ``i`` begins a paragraph: it is numbered, or the line before it stops early."""
    return classify(lines[i].text) is not None or widths[i - 1] < whole - _SHORT


def _hanging(text: str) -> float:
    """Punctuation at the end of a line may hang beyond the measure; it has no vote."""
    return 1.0 if text[-1:] in "，。、；：" else 0.0


def _unit(lines: Sequence[Line]) -> Callable[[str], float]:
    """Most extractions wrap by printed width; some by count of characters. Only lines with Latin letters or
    digits differ: the unit in which they come nearer to the measure of the others is right.
    """
    texts = [line.text for line in lines]
    printed = list(map(width, texts))
    pure = [w for w, text in zip(printed, texts, strict=True) if w == len(text)]
    whole = _agreed(pure, pure) or _agreed(printed, printed)
    mixed = [text for text in texts if len(text) - width(text) >= 2]

    def count(text: str) -> float:
        return float(len(text))

    return width if whole is None or _hits(mixed, width, whole) >= _hits(mixed, count, whole) else count


def _hits(texts: Sequence[str], of: Callable[[str], float], whole: float) -> int:
    """How many lines are as wide as a full line, first or not."""
    return sum(
        1 for text in texts if any(abs(of(text) - _hanging(text) - full) <= 0.6 for full in (whole, whole - INDENT))
    )


def _agreed(voters: Sequence[float], widths: Sequence[float]) -> float | None:
    """The width that most of the long lines have; None where no line seems to be wrapped."""
    counted = Counter(round(w * 2) / 2 for w in voters if 12 <= w <= MAX_MEASURE)
    if not counted:
        return None

    def votes(w: float) -> float:
        return counted[w] + 0.8 * (counted[w - 0.5] + counted[w + 0.5]) + 0.5 * counted[w + 1]

    best = max(counted, key=lambda w: (votes(w), w))
    wider = [
        w for w in counted if w >= best + 1 and votes(w) >= max(2.0, 0.35 * votes(best)) and w - best <= INDENT + 0.5
    ]
    best = max(wider, key=votes, default=best)
    best = best if votes(best) >= 2 else max(counted)
    beyond = sum(1 for w in widths if w > best + INDENT + 1)
    return best if beyond * 4 <= len(widths) else None


def _runs(lines: Sequence[Line], widths: Sequence[float]) -> dict[int, float]:
    """The measure of passages that are set much narrower than the rest (a preface, a quotation): lines of one
    width follow each other and go on in mid-sentence, the first of them perhaps narrower by an indent.
    """
    found: dict[int, float] = {}
    i = 0
    while i < len(lines):
        end = i + 1
        while end < len(lines) and abs(widths[end] - widths[i]) <= 1.0:
            end += 1
        if end - i >= _LINES_OF_A_RUN and widths[i] <= MAX_MEASURE and _mid_sentences(lines[i : end - 1]):
            edge = max(widths[i:end])
            start = i - 1 if i and edge - INDENT - 1 <= widths[i - 1] < edge else i
            found |= dict.fromkeys(range(start, min(end + 1, len(lines))), edge)
        i = end
    return found


def _mid_sentences(lines: Sequence[Line]) -> bool:
    return sum(1 for line in lines if line.text[-1] not in "。；：！？…") * 3 >= len(lines) * 2


def _local(widths: Sequence[float], i: int, whole: float) -> float:
    """The measure at line ``i``: a preface, a box or a quotation may be set narrower or wider than the rest."""
    near = [w for w in widths[max(0, i - _WINDOW) : i + _WINDOW + 1] if w <= MAX_MEASURE]
    counted = Counter(round(w * 2) / 2 for w in near)

    def votes(w: float) -> int:
        return counted[w - 0.5] + counted[w] + counted[w + 0.5]

    best = max((w for w in counted if abs(w - whole) <= 10), key=lambda w: (votes(w), w), default=whole)
    above = sum(1 for w in near if w > best + 2.4)
    if abs(best - whole) <= 0.5 or votes(best) < _LOCAL_VOTES or above >= 2:
        return whole
    if best < whole and any(whole - 0.6 <= w <= whole + 0.6 for w in near):
        return whole
    return best


def _indents(lines: Sequence[Line], widths: Sequence[float], measures: Sequence[float]) -> tuple[bool, bool]:
    """Whether first lines are narrower, and whether the blanks of the indent were kept.

    Certain first lines are asked: those after a line that stops early.
    """
    firsts = [
        i
        for i in range(1, len(lines))
        if widths[i - 1] < measures[i - 1] - _SHORT
        and widths[i] >= measures[i] - INDENT - 1.6
        and widths[i] <= MAX_MEASURE
    ]
    starts = [i for i in range(1, len(lines)) if widths[i - 1] < measures[i - 1] - _SHORT and widths[i] > 12]
    kept = sum(1 for i in starts if lines[i].indent >= 2)
    narrow = sum(1 for i in firsts if widths[i] <= measures[i] - 1.2)
    return bool(firsts) and narrow * 2 > len(firsts), len(starts) >= 3 and kept * 2 > len(starts)
