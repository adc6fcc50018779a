"""The third variant: Traditional words in the glyphs that offices in Hong Kong print."""

from __future__ import annotations

from functools import cache

from build_site.writing.characters import HAN, conversion

# The way back to OpenCC's own characters makes 蔘, a glyph of 人參 alone, of every 參.
_NO_WAY_BACK_FROM_TAIWAN = frozenset("參")


def in_hong_kong(text: str) -> str:
    """Traditional words as offices in Hong Kong print them: other glyphs, the same words, as many characters.

    It may be done to whole pages: only Han characters change, each by itself.

    >>> in_hong_kong("## 衛生：著力說明《著作權法》，參保人員床位 (a.md)")
    '## 衞生：着力説明《著作權法》，參保人員牀位 (a.md)'
    """
    return HAN.sub(lambda run: _hong_kong_run(run.group()), text)


def simplified_from_hong_kong(text: str) -> str:
    """Words in the glyphs of Hong Kong in Simplified ones.

    >>> simplified_from_hong_kong("衞生説明")
    '卫生说明'
    """
    return conversion("hk2s")(text)


@cache
def is_hong_kongs(was: str, now: str) -> bool:
    """Whether ``now`` is a glyph of Hong Kong for the character ``was`` of Taiwan's standard.

    >>> is_hong_kongs("衛", "衞"), is_hong_kongs("著", "着"), is_hong_kongs("衛", "床")
    (True, True, False)
    """
    glyphs = (conversion("t2hk")(was), conversion("t2hk")(conversion("tw2t")(was)))
    return now in glyphs or conversion("hk2s")(now) == conversion("tw2s")(was)  # 橋梁 is 橋樑, 梁 alone is not


@cache
def _hong_kong_run(printed: str) -> str:
    """The run in other glyphs; a character stays where OpenCC has no glyph for it but another character."""
    told_apart = conversion("tw2t")(printed)
    run = "".join(
        here if here in _NO_WAY_BACK_FROM_TAIWAN else there for here, there in zip(printed, told_apart, strict=True)
    )
    glyphs = conversion("t2hk")(run)
    return "".join(
        now if now == was or is_hong_kongs(was, now) else was for was, now in zip(printed, glyphs, strict=True)
    )
