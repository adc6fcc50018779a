"""What a unit is: the rows of ``data/units.toml``, checked when they are loaded.

A *kind* is the printed form (``level-2``), an *alias* the half of an id that stands for it (``l2``, or ``item`` in an
article). Nothing is assumed of what has no row: asking for it raises.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, TypeAlias, get_args

from build_site import numerals

Trait: TypeAlias = Literal[
    "law",
    "above-articles",
    "below-articles",
    "heading",
    "structural",
    "begins-text",
    "ends-table",
    "comma",
    "list",
    "apart",
    "runs",
    "count",
    "nests",
    "holds-levels",
]
NumberForm: TypeAlias = Literal["bare", "digits", "bracketed", "circled"]

_GAP = r"[ \u3000\u2002\t]*"
_CHINESE = "[一二三四五六七八九十百千〇○零两兩]"
NUMBERS = {
    "circled": "[①-⑳㉑-㉟]",
    "formal": f"[{''.join(numerals.FORMAL)}]{{1,4}}",
    "stem": f"[{numerals.STEMS}]",
    "roman": "[ivx]{1,5}",
    "letter": "[a-z]",
}
"""Numbers that only one kind of label prints; `build_site.numerals` says what each is worth."""
PIECES = {
    **{name: f"(?P<n>{number})" for name, number in NUMBERS.items()},
    "gap": _GAP,  # typesetters spread 第 一 章
    "han": _CHINESE,
    "any": rf"(?P<n>{_CHINESE}(?:[ \u3000]?{_CHINESE})*|\d+(?!\d))",
    "up-to-9999": rf"(?P<n>{_CHINESE}{{1,4}})",
    "up-to-99": r"(?P<n>\d{1,2})",
    "pointed": r"(?P<n>\d{1,2}(?:[.．]\d{1,2}){1,4})",
    # not before what 3.5 is an amount of: 3.5亿, 3.5 个月
    "before-heading": rf"(?!{_GAP}(?:[\d.．亿億万萬元倍毫]|[个個][百月工]))(?={_GAP}[\u4e00-\u9fff“《A-Za-z])",
    # 第二條|第一項 cites the article
    "not-in-a-reference": rf"(?!(?:之{_CHINESE}{{1,2}})?第{_GAP}[（(]?(?:{_CHINESE}|\d){{1,4}}[）)]?{_GAP}[款项項])",
    "colon": rf"{_GAP}[：:]?",
}
"""What the forms of the table are built from."""
_PIECE = re.compile(r"\$\{([a-z0-9-]+)\}")  # ${gap}


@dataclass(frozen=True, slots=True)
class Form:
    """What a line looks like that opens a unit; ``pattern`` has the groups ``label`` and ``n`` (its number)."""

    kind: str
    label: str
    pattern: re.Pattern[str]
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CountedForm:
    """How words count a unit with 第; the head of ``data/units.toml`` says what each field is."""

    alias: str
    number: tuple[NumberForm, ...]
    words: tuple[str, ...]
    alone: bool
    counted: tuple[str, ...]
    examples: tuple[str, ...]
    near: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """How words count a unit without 第 (专栏 4, 附件1)."""

    alias: str
    words: tuple[str, ...]
    numbered: bool
    not_after: str
    counted: tuple[str, ...]
    after_one: tuple[str, ...]
    examples: tuple[str, ...]
    near: tuple[str, ...]
    other_names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class UnitKind:
    """One row; ``rank`` and ``indent`` are None of what opens no numbered unit, ``inside`` is "" of the usual alias.

    ``hang`` and ``step`` are lengths in em, None where the sheets' own hold.
    """

    alias: str
    kind: str
    order: float
    name: Mapping[str, str]
    short: Mapping[str, str] = field(default_factory=dict)
    traits: frozenset[Trait] = frozenset()
    inside: str = ""
    rank: float | None = None
    indent: int | None = None
    hang: float | None = None
    step: float | None = None
    printed: str = "any"
    counted: Literal["chinese", "digits"] = "digits"
    akoma: str = ""
    fits: tuple[str, ...] = ()
    forms: tuple[Form, ...] = ()
    cited: tuple[CountedForm, ...] = ()
    named: Named | None = None


class UnknownUnitError(LookupError):
    """A kind or an alias that no row of the table has."""


def _read(row: dict[str, Any]) -> UnitKind:
    unknown = set(row["traits"]) - set(get_args(Trait))
    if unknown:
        raise UnknownUnitError(
            f"units.toml: {row['alias']}: unknown traits {sorted(unknown)}; known are {get_args(Trait)}."
        )
    named = _all_frozen(row.pop("named", {}))
    return UnitKind(
        forms=tuple(_form(form.pop("line", row["kind"]), **form) for form in row.pop("form", [])),
        cited=tuple(CountedForm(row["alias"], **_all_frozen(each)) for each in row.pop("cited", [])),
        named=Named(row["alias"], **named) if named else None,
        traits=frozenset(row.pop("traits")),
        **_all_frozen(row),
    )


def _check(rows: Sequence[UnitKind]) -> None:
    """Raises UnknownUnitError for a row that another hides, one that names what has no row, and one whose examples are
    not what it says.
    """
    known = {row.alias for row in rows}
    places = {(row.kind, row.inside) for row in rows}
    if len(known) < len(rows) or len(places) < len(rows):
        raise UnknownUnitError("units.toml: two rows have one alias, or one kind in one place.")
    for row in rows:
        missing = {*row.fits, *filter(None, [row.inside])} - known
        if missing or (row.printed != "any" and row.printed not in PIECES):
            raise UnknownUnitError(
                f"units.toml: {row.alias} names {sorted(missing) or row.printed}, which is not there."
            )
        for form in row.forms:
            _check_examples(row.alias, form)


def _check_examples(alias: str, form: Form) -> None:
    for example in form.examples:
        found = form.pattern.match(example)
        if not found:
            raise UnknownUnitError(f"units.toml: {alias}: the form of the example “{example}” does not find it.")
        if found["n"] and numerals.value(found["n"]) is None:
            raise UnknownUnitError(
                f"units.toml: {alias}: “{found['n']}” of the example “{example}” is no number that "
                "build_site/numerals.py knows. Add its characters there."
            )


def _all_frozen(row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}


def _form(kind: str, label: str, examples: list[str], after: str = "") -> Form:
    label, after = (_PIECE.sub(lambda piece: PIECES[piece[1]], part) for part in (label, after))
    return Form(kind, label, re.compile(f"(?P<label>{label}){after}"), tuple(examples))


_FILE = Path(__file__).parents[1] / "data" / "units.toml"
_TABLE = tomllib.loads(_FILE.read_text(encoding="utf-8"))
ROWS: tuple[UnitKind, ...] = tuple(_read(row) for row in _TABLE["unit"])
SCHEMES: tuple[Mapping[str, Any], ...] = tuple(_TABLE["scheme"])
"""The rows of `build_site.units.schemes`."""
_check(ROWS)
_BY_ALIAS = {row.alias: row for row in ROWS}
_BY_PLACE = {(row.kind, row.inside): row for row in ROWS}
FORMS: tuple[Form, ...] = tuple(form for row in ROWS for form in row.forms)
KINDS = frozenset(row.kind for row in ROWS)


def by_alias(alias: str) -> UnitKind:
    """The row of an alias. Raises UnknownUnitError."""
    try:
        return _BY_ALIAS[alias]
    except KeyError:
        raise UnknownUnitError(f"No unit has the alias “{alias}”; add a row to data/units.toml.") from None


def of_kind(kind: str, inside: str = "") -> UnitKind:
    """The row of a kind, in a unit of the alias ``inside`` where that makes a difference. Raises UnknownUnitError.

    >>> of_kind("level-2").alias, of_kind("level-2", "art").alias, of_kind("level-2", "l1").alias
    ('l2', 'item', 'l2')
    """
    row = _BY_PLACE.get((kind, inside)) or _BY_PLACE.get((kind, ""))
    if row is None:
        raise UnknownUnitError(f"No unit is of the kind “{kind}”; add a row to data/units.toml.")
    return row


def aliases(trait: Trait) -> frozenset[str]:
    """The aliases that have a trait.

    >>> sorted(aliases("above-articles"))
    ['chp', 'part', 'sec', 'subpt']
    """
    return frozenset(row.alias for row in ROWS if trait in row.traits)


def kinds(trait: Trait) -> frozenset[str]:
    """The kinds whose usual unit has a trait.

    >>> sorted(kinds("apart"))
    ['annex', 'box']
    """
    return frozenset(row.kind for row in ROWS if trait in row.traits and not row.inside)


def rank(kind: str) -> float:
    """Where a number of that kind belongs while a text is nested. Raises UnknownUnitError for what has no number."""
    found = of_kind(kind).rank
    if found is None:
        raise UnknownUnitError(f"data/units.toml gives no rank to “{kind}”, which opens no numbered unit.")
    return found


def counted_by(word: str) -> tuple[str, ...]:
    """The aliases that a word counts with 第, in the order of the rows. Raises UnknownUnitError where it counts none.

    >>> counted_by("款"), counted_by("条"), counted_by("项")
    (('para',), ('art', 'l2'), ('item', 'l3'))
    """
    found = tuple(dict.fromkeys(row.alias for row in ROWS for cited in row.cited if word in cited.words))
    if not found:
        raise UnknownUnitError(f"No unit is counted by “{word}”; add it to a row of data/units.toml.")
    return found


def labelled(label: str) -> str:
    """The alias of the usual unit that prints a label like this one. Raises UnknownUnitError where none does.

    >>> labelled("一、"), labelled("（一）"), labelled("1."), labelled("（1）"), labelled("①")
    ('l1', 'l2', 'l3', 'l4', 'l5')
    """
    form = next((form for form in FORMS if (found := form.pattern.match(label)) and found["label"] == label), None)
    if form is None:
        raise UnknownUnitError(f"No unit prints a label like “{label}”; add a form to data/units.toml.")
    return of_kind(form.kind).alias


ARTICLE = of_kind("article").alias
"""条: what holds 款, and 项 below them."""

ANNEX = of_kind("annex").alias
"""附件."""

LETTER, ROMAN = labelled("(a)"), labelled("(ii)")
"""What Hong Kong prints in an article: 段 and 節."""

CHAPTER = of_kind("chapter").alias
"""章; also what a decimal number without a point counts."""

DECIMAL = of_kind("decimal").alias
"""2.1.3 of technical rules and catalogues."""

HEADING = of_kind("heading").alias
"""A heading without a number."""

PARAGRAPH = of_kind("paragraph", ARTICLE).alias
"""款."""

ITEM = of_kind("level-2", ARTICLE).alias
"""项 as the law of legislation has it: a （一） of an article."""

ITEMS = frozenset(counted_by("项"))
"""What 项 counts: 第（四）项, 第四项 and 第2项."""

SECTION, ENTRY, POINT, SMALL_ENTRY, CIRCLE = map(labelled, ("一、", "（一）", "1.", "（1）", "①"))
"""What lists outside articles print, and what words like 四、（七）.2 therefore name."""
