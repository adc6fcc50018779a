"""How items are set on a page: the rules of a style sheet, one for each kind of unit whose row says so."""

from __future__ import annotations

from build_site.units.table import ROWS, UnitKind


def item_rules(under: str) -> str:
    """A rule a kind below the selector ``under``; sheets give every item a ``--hang`` and a ``--step`` before.

    >>> print(item_rules(".official").partition("}")[0])
    .official .item.level-1 {
      --hang: 3.2em;
      --step: 0em;
    <BLANKLINE>
    """
    rules = {row.kind: _declarations(row) for row in ROWS if not row.inside}
    return "\n\n".join(f"{under} .item.{kind} {{\n{''.join(says)}}}" for kind, says in rules.items() if says)


def _declarations(row: UnitKind) -> list[str]:
    lengths = {"hang": row.hang, "step": row.step}
    return [f"  --{name}: {length:g}em;\n" for name, length in lengths.items() if length is not None]
