"""There and back again: what does not come back from the other script was corrupted, or has no way back."""

from __future__ import annotations

from functools import cache

from build_site.model import Variant
from build_site.writing.convert import Converter, converter

# (was, comes back as): in some word, the other script has one character for both. The first rows stand for Simplified
# texts, the last for Traditional ones (計畫 becomes 计划, and that 計劃) and for quotations of those.
NO_WAY_BACK = frozenset(
    {
        ("了", "瞭"), ("俱", "具"), ("具", "俱"), ("借", "藉"), ("藉", "借"), ("象", "像"), ("像", "象"), ("坐", "座"),
        ("座", "坐"), ("复", "覆"), ("覆", "复"), ("宁", "甯"), ("沈", "沉"), ("熏", "薰"), ("薰", "熏"), ("画", "划"),
        ("哩", "里"),
        ("畫", "劃"), ("畫", "划"), ("坏", "坯"), ("復", "覆"), ("複", "覆"), ("覆", "復"), ("覆", "複"), ("瞭", "了"),
        ("鍊", "鏈"), ("鍊", "链"), ("逕", "迳"), ("鍾", "锺"), ("麼", "麽"), ("衹", "只"), ("彷", "仿"),
    }
)  # fmt: skip


@cache
def one_way_pairs() -> frozenset[tuple[str, str]]:
    """NO_WAY_BACK, and each Han character that comes back from Traditional as another one even alone, with that one.

    What a check of the round trip must forgive: 帐 comes back as 账, the 見 of a quotation as 见.
    """
    han = [chr(code) for code in (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000), *range(0xF900, 0xFB00))]
    there, back = converter(Variant.HANS, Variant.HANT), converter(Variant.HANT, Variant.HANS)
    returned = back.text(there.text("\n".join(han))).split("\n")
    pairs = {(was, now) for was, now in zip(han, returned, strict=True) if was != now}
    return NO_WAY_BACK | pairs | {(now, was) for was, now in pairs}


def round_trip_differences(text: str, there: Converter) -> list[tuple[int, str, str]]:
    """Where ``text`` does not come back from ``there``: (offset, was, now), less what has no way back.

    A cheap check that nothing was corrupted; it does not say that the conversion is right.
    """
    returned = converter(there.target, there.original).text(there.text(text))
    return [
        (offset, was, now)
        for offset, (was, now) in enumerate(zip(text, returned, strict=True))
        if was != now and not _is_one(was, now, there)
    ]


def _is_one(was: str, now: str, there: Converter) -> bool:
    """Whether both are the same character in the other script."""
    alike = there.original is Variant.HANT and there.text(was) == there.text(now)
    return alike or (was, now) in one_way_pairs()
