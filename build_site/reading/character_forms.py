"""Characters that merely look like the right ones: 人民 printed as ⼈⺠, as the text layers of many PDFs have it.

The radicals of the Kangxi dictionary, their supplement and the compatibility ideographs have code points of their own,
and nobody who searches for 人民 finds ⼈⺠. They become the characters they look like, and each place where they do is
a correction like those of a ``.toml``: shown by the same steps, proved by the same checks. So do shapes
that fonts draw for two characters (⸺, ⋯⋯, ﬁ). Nothing else is changed: NFKC would make 1 of ① as well.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from build_site.model import Variant
from build_site.notices import SetupError
from build_site.settings import Correction

_TABLE = Path(__file__).resolve().parent.parent / "data" / "radicals.tsv"
_LOOK_ALIKES = re.compile("[\u2e80-\u2fd5\uf900-\ufad9\ufb00-\ufb06\u2e3a\U0002f800-\U0002fa1f]+|\u22ef{2,}")
_REASON = "the extraction took a radical or a compatibility form for the character"
_SHAPES = {"\u2e3a": "——", "\u22ef": "…"} | {
    chr(c): unicodedata.normalize("NFKC", chr(c)) for c in range(0xFB00, 0xFB07)
}
"""Shapes in which fonts draw 破折号, 省略号 and fi, which some extractors give for what was written."""
_SIMPLIFIED = {"⼾": "户", "⾭": "青"}
"""Where the form of Unicode's table is the one that Simplified texts do not have."""
_SHOWN = 6  # kinds of characters that a message names

EXAMPLES = ((_LOOK_ALIKES, "⼈⺠", "⾏", "\uf9f4", "⸺", "ﬁ", "⋯⋯"),)


def look_alikes(lines: Sequence[str], original: Variant | None = None) -> tuple[Correction, ...]:
    """A correction for each run of such characters, in the order of the lines; ``original`` is their script."""
    found = ((number, run) for number, line in enumerate(lines, 1) for run in _LOOK_ALIKES.findall(line))
    simplified = original is Variant.HANS
    return tuple(
        Correction(number, run, now, _REASON) for number, run in found if (now := meant(run, simplified)) != run
    )


@cache
def meant(text: str, simplified: bool = False) -> str:
    """The text in the characters that it looks like.

    >>> meant("⼈⺠"), meant("\uf9f4"), meant("⼾"), meant("⼾", simplified=True)
    ('人民', '林', '戶', '户')
    """
    return "".join(_meant(char, simplified) for char in text)


def _meant(char: str, simplified: bool) -> str:
    own = _SIMPLIFIED.get(char) if simplified else None
    return own or _SHAPES.get(char) or _radicals().get(char) or unicodedata.normalize("NFC", char)


@cache
def _radicals() -> dict[str, str]:
    """Unicode has no decomposition for the radicals of the supplement; a table of its own names them."""
    try:
        lines = _TABLE.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SetupError(f"{_TABLE}: the radicals cannot be read ({error}). Get the file back with git.") from error
    pairs = (line.partition("\t") for line in lines if not line.startswith("#"))
    return {radical: character for radical, _, character in pairs}


def told(corrections: Sequence[Correction]) -> str:
    """What was corrected, for the one notice of a text.

    >>> told([Correction(1, "⼈⺠", "人民", ""), Correction(2, "⼈", "人", "")])
    '3 characters are radicals or compatibility forms, and shown as what they look like: ⼈ → 人 (2), ⺠ → 民'
    """
    pairs = Counter(pair for it in corrections for pair in _pairs(it) if pair[0] != pair[1])
    shown = [f"{was} → {now}{f' ({n})' if n > 1 else ''}" for (was, now), n in pairs.most_common(_SHOWN)]
    more = " …" if len(pairs) > _SHOWN else ""
    return (
        f"{pairs.total()} characters are radicals or compatibility forms, and shown as what they look like: "
        f"{', '.join(shown)}{more}"
    )


def _pairs(correction: Correction) -> Iterable[tuple[str, str]]:
    """Character by character; a shape that stands for two of them as a whole."""
    was, now = correction.was, correction.now
    return zip(was, now, strict=True) if len(was) == len(now) else [(was, now)]
