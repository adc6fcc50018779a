"""What a person is told when a published address is gone or means another unit, with the lines to copy."""

from __future__ import annotations

from collections.abc import Sequence

from build_site.linking.addresses.address import Address
from build_site.linking.addresses.meaning import Shift

_SHOWN = 8  # addresses named one by one


def vanished(gone: Sequence[Address], likely: tuple[str, str]) -> str:
    """What to do about addresses that are gone; ``likely`` is a move that explains the first of them."""
    named = "\n".join(f"  {row}  ({row.words}…)" for row in gone[:_SHOWN])
    more = f"\n  and {len(gone) - _SHOWN} more" if len(gone) > _SHOWN else ""
    many = len(gone) > 1
    origin, target = likely
    return (
        f"{len(gone)} published address{'es are' if many else ' is'} gone; people have linked to "
        f"{'them' if many else 'it'}:\n{named}{more}\n"
        f"Put the text back as it was, or say where its words are now: write in the .toml beside the text that holds "
        f"{'them' if many else 'it'} (or that replaced it)\n"
        f'  [[moved]]\n  from = "{origin}"\n  to = "{target}"\n  reason = "…"\n'
        f'or let `python -m build_site move {origin} {target} --reason "…"` write it, '
        'or `python -m build_site move --all --reason "…"` every move that the words tell. '
        "from and to are `slug#id`, or `slug` for a whole page. The list of what was published is "
        "source_texts/addresses.tsv; do not edit it."
    )


def shifted(found: Sequence[Shift]) -> str:
    """What to do about addresses that mean another unit now."""
    named = "\n".join(f"  {_means(it)}" for it in found[:_SHOWN])
    more = f"\n  and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    moves = "\n".join(_entry(str(it.row), it.target or "slug#id") for it in found[:_SHOWN])
    return (
        f"{len(found)} published address{'es mean' if len(found) > 1 else ' means'} another unit now; people have "
        f"linked to what it was:\n{named}{more}\n"
        f"Put the text back as it was, or say where the words are now, in the .toml beside the text:\n{moves}\n"
        'or let `python -m build_site move --all --reason "…"` write them. An address that lives on as that of another '
        "unit cannot redirect; the page tells who comes for it where its words are."
    )


def positions(found: Sequence[Shift]) -> str:
    """The notice on counted addresses of one page that count something else now."""
    first = found[0]
    others = f" and {len(found) - 1} more" if len(found) > 1 else ""
    return (
        f"{_means(first)}{others}: ids that count (p, para, h, tbl, row) shift with what stands before them. "
        '`python -m build_site move --all --reason "…"` says where the words have gone'
    )


def replaced(slugs: Sequence[str]) -> str:
    """What to do where a page shows another text than before."""
    return (
        f"{slugs[0]} shows another text than the one that was published there: hardly any of its words are left. An "
        "address is never taken over. Put the text back and give the new one an address of its own "
        f'(`slug = "…"` in its .toml), or say where the old one is now:\n{_entry(slugs[0], "slug")}'
    )


def _means(shift: Shift) -> str:
    was, now = (f"{row.label or ''}{row.words}…" for row in (shift.row, shift.now))
    gone = f", its words are at {shift.target}" if shift.target else ""
    return f"{shift.row} was “{was}” and is “{now}”{gone}"


def _entry(origin: str, target: str) -> str:
    return f'  [[moved]]\n  from = "{origin}"\n  to = "{target}"\n  reason = "…"'
