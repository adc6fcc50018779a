"""How wide a full line is, so that a line that stops early can be told from one that was wrapped.

The measure (版心宽度) is not printed anywhere: it is what many lines agree on. A line is *full* when the
first token of the next line would not have fitted on it any more. The first-line indent of two
characters is lost in many extractions, but still shows: a first line is two narrower than the others.

What width many lines agree on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from build_site.model import Line
from build_site.reading.classify import classify
from build_site.reading.lone_labels import widths_beside_labels
from build_site.reading.sentences import ends_sentence
from build_site.reading.widths import INDENT, first_token, width

MAX_MEASURE = 60.0  # no page is set wider; longer lines were never wrapped
NEVER_FULL = 1000.0
NO_LINE = 12.0  # a narrower line says nothing of the measure
NEAR = 0.6  # widths that differ by half a character count as one
_WINDOW = 14  # lines on each side that are asked for the measure of a place
_LOCAL_VOTES = 6  # this many lines must agree before a place has a measure of its own
_FURTHEST = 10.0  # a place's own measure differs from that of the text by no more
_SECOND = 0.35  # of the votes of the best: a wider width with so many is the measure, the best that of first lines
_STEP = 0.5  # widths are counted by half characters
_BESIDE = 0.8  # of a vote: a line half a character off, because of a bracket or a Latin letter, is mostly a full one
_ONE_WIDER = 0.5  # of a vote: a line one character wider has hanging punctuation, or is of a wider measure
_FEWEST_VOTES = 2.0  # lines of one width; with fewer, nothing is agreed on and the widest line tells the measure
_OF_MARGINS = 4.0  # characters: margins that change with the page change by no more, a quotation is set narrower
_VOTES_OF_A_PAGE = 3  # lines inside its paragraphs that are of one width
_HUNG = 1.0  # characters: two pages differ by so much where marks hang beyond the measure of one
_LOCAL_SLACK = 0.4  # characters: a line wider than the local measure and an indent by more than that …
_LOCAL_CONTRADICTIONS = 2  # … contradicts it; so many are no chance

Unit = Callable[[str], float]


def _count(text: str) -> float:
    return float(len(text))


def unit_of(texts: Sequence[str], hanging: str) -> Unit:
    """Most extractions wrap by printed width; some by count of characters. Only lines with Latin letters or
    digits differ: the unit in which they come nearer to the measure of the others is right.
    """
    printed = list(map(width, texts))
    pure = [w for w, text in zip(printed, texts, strict=True) if w == len(text)]
    whole = agreed(pure, pure) or agreed(printed, printed)
    mixed = [text for text in texts if len(text) - width(text) >= 2]
    if whole is None or _hits(mixed, width, whole, hanging) >= _hits(mixed, _count, whole, hanging):
        return width
    return _count


def _hits(texts: Sequence[str], of: Unit, whole: float, hanging: str) -> int:
    """How many lines are as wide as a full line, first or not."""
    widths = [of(text) - text.endswith(tuple(hanging)) for text in texts]
    return sum(1 for w in widths if abs(w - whole) <= NEAR or abs(w - whole + INDENT) <= NEAR)


def _halves(widths: Sequence[float]) -> Counter[float]:
    return Counter(round(w / _STEP) * _STEP for w in widths)


def agreed(voters: Sequence[float], widths: Sequence[float]) -> float | None:
    """The width that most of the long ``voters`` have; None where no line seems to be wrapped, because many of all
    ``widths`` are beyond it.
    """
    counted = _halves([w for w in voters if NO_LINE <= w <= MAX_MEASURE])
    if not counted:
        return None

    def votes(w: float) -> float:
        return counted[w] + _BESIDE * (counted[w - _STEP] + counted[w + _STEP]) + _ONE_WIDER * counted[w + 1]

    best = max(counted, key=lambda w: (votes(w), w))
    least = max(_FEWEST_VOTES, _SECOND * votes(best))
    wider = [w for w in counted if best + 1 <= w <= best + INDENT + _STEP and votes(w) >= least]
    best = max(wider, key=votes, default=best)
    best = best if votes(best) >= _FEWEST_VOTES else max(counted)
    return None if _many_beyond(best, widths) else best


def _many_beyond(measure: float, widths: Sequence[float]) -> bool:
    """More than a quarter of all lines are certainly wider: whole paragraphs stand on a line each."""
    return sum(1 for w in widths if w > measure + INDENT + 1) * 4 > len(widths)


def local_measure(widths: Sequence[float], i: int, whole: float) -> float:
    """The measure at line ``i``: a preface, a box or a quotation may be set narrower or wider than the rest."""
    near = [w for w in widths[max(0, i - _WINDOW) : i + _WINDOW + 1] if w <= MAX_MEASURE]
    counted = _halves(near)

    def votes(w: float) -> int:
        return counted.get(w - _STEP, 0) + counted[w] + counted.get(w + _STEP, 0)

    best = max((w for w in counted if abs(w - whole) <= _FURTHEST), key=lambda w: (votes(w), w), default=whole)
    differs = abs(best - whole) > _STEP and votes(best) >= _LOCAL_VOTES
    return best if differs and not _is_contradicted(best, whole, near) else whole


def _is_contradicted(measure: float, whole: float, near: Sequence[float]) -> bool:
    """Lines here are too wide for that measure, or it is a narrower one and some are as full as those of the text."""
    beyond = sum(1 for w in near if w > measure + INDENT + _LOCAL_SLACK)
    full = measure < whole and any(abs(w - whole) <= NEAR for w in near)
    return beyond >= _LOCAL_CONTRADICTIONS or full


_SLACK = 0.3  # a typesetter squeezes punctuation, so that a token that fits on paper sometimes seems not to
_SHORT = 4.0  # a line that lacks more than this ends for a reason
_BEYOND = 6.0  # wider by this than the measure: set apart from the text
_LINES_OF_A_RUN = 4
_TELLING = 1.2  # characters: a line that lacks this shows an indent, one that exceeds a first line by this has none
_RAGGED = 1.6  # characters that a full first line may lack, because the next word is long
_ENOUGH = 3  # lines to tell a habit from
_HANGING = "，。、；："  # punctuation at the end of a line may hang beyond the measure


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
        if i + 1 >= len(self.widths) or self.widths[i] > min(MAX_MEASURE, self.measures[i] + _BEYOND):
            return False  # no line of the text block: a caption, or a paragraph that was never wrapped
        room = self.measures[i] - (INDENT if first and self.indent_lost else 0.0)
        return self.widths[i] + self.tokens[i + 1] > room - slack

    def narrow_first(self, i: int) -> bool:
        """True where line ``i`` is full for a first line, but not for a following one."""
        return self.indent_lost and self.full(i, first=True) and not self.full(i)

    def wide(self, i: int) -> bool:
        """True where line ``i`` is too wide to be the first line of a paragraph with a lost indent."""
        return self.widths[i] > self.measures[i] - INDENT + _TELLING

    def beyond(self, i: int) -> bool:
        """True where line ``i`` is wider than the text around it, as a remark above or between articles may be."""
        return self.measures[i] < self.widths[i] <= MAX_MEASURE

    def short(self, i: int) -> bool:
        """True where line ``i`` certainly ends before the measure."""
        return self.widths[i] < self.measures[i] - _SHORT


def measure(lines: Sequence[Line]) -> Measure:
    """Ask all lines; where their places are known, those say how much room there was."""
    if any(line.known.place for line in lines):
        return _of_places(lines)
    texts = [line.text for line in lines]
    of = unit_of(texts, _HANGING)
    widths = tuple(map(of, texts))
    tokens = tuple(of(first_token(text)) for text in texts)
    inked = tuple(w - text.endswith(tuple(_HANGING)) for w, text in zip(widths, texts, strict=True))  # hanging: no vote
    whole = agreed(_wrapped(texts, inked), inked) or NEVER_FULL
    whole += _hidden_indent(texts, inked, whole)
    widths, inked = (widths_beside_labels(texts, each, whole) for each in (widths, inked))
    runs = _runs(texts, inked)
    own = _of_pages(lines, widths, whole)
    measures = tuple(runs.get(i) or own.get(i) or local_measure(inked, i, whole) for i in range(len(lines)))
    return Measure(widths, tokens, measures, *_indents(lines, widths, measures))


def _of_places(lines: Sequence[Line]) -> Measure:
    """A line and the room beside it are its measure together; a line whose place is not known is never full."""
    widths = tuple(width(line.text) for line in lines)
    tokens = tuple(width(first_token(line.text)) for line in lines)
    places = [line.known.place for line in lines]
    measures = tuple(w + place.room if place else NEVER_FULL for w, place in zip(widths, places, strict=True))
    return Measure(widths, tokens, measures, indent_lost=False, indent_kept=False)


def _wrapped(texts: Sequence[str], widths: Sequence[float]) -> list[float]:
    """Widths of the lines that end in mid-sentence before a line that begins nothing: those were wrapped, or
    are headings. They alone know the measure; where whole paragraphs stand on a line each there are few.
    """
    if sum(1 for w in widths if w > MAX_MEASURE) * 4 > len(widths):
        return []
    pairs = zip(texts, texts[1:], widths, strict=False)
    return [w for text, after, w in pairs if NO_LINE <= w <= MAX_MEASURE and _goes_on(text, after)]


def _goes_on(text: str, after: str) -> bool:
    return not ends_sentence(text) and classify(after) is None and classify(text[-1:] + after) is None


def _hidden_indent(texts: Sequence[str], widths: Sequence[float], whole: float) -> float:
    """The indent, where most wrapped lines are first lines (paragraphs of two lines) and have outvoted the others."""

    def beginnings(full: float) -> list[bool]:
        """For each line of that width: does it begin a paragraph? It is numbered, or the line before stops early."""
        at = [i for i in range(1, len(widths)) if abs(widths[i] - full) < NEAR]
        return [classify(texts[i]) is not None or widths[i - 1] < whole - _SHORT for i in at]

    agreed_on, wider = beginnings(whole), beginnings(whole + INDENT)
    outvoted = sum(agreed_on) * 10 >= 6 * len(agreed_on) and sum(wider) * 10 <= 3 * len(wider)
    return INDENT if outvoted and len(wider) >= 2 else 0.0


# --------------------------------------------------------------------------- passages of their own measure


def _runs(texts: Sequence[str], widths: Sequence[float]) -> dict[int, float]:
    """The measure of passages that are set much narrower than the rest (a preface, a quotation): lines of one
    width follow each other and go on in mid-sentence, the first of them perhaps narrower by an indent.
    """
    found: dict[int, float] = {}
    i = 0
    while i < len(texts):
        end = _end_of_run(widths, i)
        if end - i >= _LINES_OF_A_RUN and NO_LINE <= widths[i] <= MAX_MEASURE and _in_mid_sentence(texts[i : end - 1]):
            edge = max(widths[i:end])
            start = i - 1 if i and edge - INDENT - 1 <= widths[i - 1] < edge else i
            found |= dict.fromkeys(range(start, min(end + 1, len(texts))), edge)
        i = end
    return found


def _of_pages(lines: Sequence[Line], widths: Sequence[float], whole: float) -> dict[int, float]:
    """The measure of each page that tells its own, in a print whose margins change with the page."""
    pages = [list(members) for page, members in groupby(range(len(lines)), lambda i: lines[i].page) if page is not None]
    told = [(at, edge) for at in pages if (edge := _edge(lines, widths, at, whole))]
    changes = sum(abs(edge - after) > _HUNG for (_, edge), (_, after) in pairwise(told))
    return {i: edge for at, edge in told for i in at} if changes > 1 and changes * 3 >= len(told) else {}


def _edge(lines: Sequence[Line], widths: Sequence[float], at: Sequence[int], whole: float) -> float | None:
    """The width of the lines of one page that neither begin nor end a paragraph: a sentence goes through them."""
    inner = [
        widths[i]
        for before, i, after in zip(at, at[1:], at[2:], strict=False)
        if widths[before] >= NO_LINE
        and _goes_on(lines[before].text, lines[i].text)
        and _goes_on(lines[i].text, lines[after].text)
    ]
    return max((w for w in set(inner) if _supported(w, inner) and abs(w - whole) <= _OF_MARGINS), default=None)


def _supported(edge: float, widths: Sequence[float]) -> bool:
    """Enough lines are as wide, or narrower by the mark that may not begin the next line."""
    return sum(1 for w in widths if edge - _STEP <= w <= edge) >= _VOTES_OF_A_PAGE


def _end_of_run(widths: Sequence[float], first: int) -> int:
    return next((i for i in range(first + 1, len(widths)) if abs(widths[i] - widths[first]) > 1.0), len(widths))


def _in_mid_sentence(texts: Sequence[str]) -> bool:
    """Two thirds of the lines end so."""
    return sum(1 for text in texts if text[-1] not in "。；：！？…") * 3 >= len(texts) * 2


# --------------------------------------------------------------------------- first lines


def _indents(lines: Sequence[Line], widths: Sequence[float], measures: Sequence[float]) -> tuple[bool, bool]:
    """Whether first lines are narrower, and whether the blanks of the indent were kept.

    Certain first lines are asked: those after a line that stops early.
    """
    starts = [i for i in range(1, len(lines)) if widths[i - 1] < measures[i - 1] - _SHORT]
    return _are_narrower(starts, widths, measures), _have_blanks([i for i in starts if widths[i] > NO_LINE], lines)


def _are_narrower(firsts: Sequence[int], widths: Sequence[float], measures: Sequence[float]) -> bool:
    """Whether more than half of the first lines that go on are full, but for an indent."""
    full = [i for i in firsts if measures[i] - INDENT - _RAGGED <= widths[i] <= MAX_MEASURE]
    return sum(1 for i in full if widths[i] <= measures[i] - _TELLING) * 2 > len(full)


def _have_blanks(firsts: Sequence[int], lines: Sequence[Line]) -> bool:
    """Whether more than half of the first lines are indented, in a text that has enough of either to tell."""
    indented = sum(1 for line in lines if line.indent >= INDENT)
    kept = sum(1 for i in firsts if lines[i].indent >= INDENT)
    return max(len(firsts), indented) >= _ENOUGH and kept * 2 > len(firsts)
