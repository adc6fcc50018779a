"""The variants of the site, a row each: script, glyphs, folder, what programs call it.

A variant is one of the two scripts, or a script in the glyphs of another region: then its pages, ids and words are
those of the script, with other characters for some of them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from build_site.model import Variant


@dataclass(frozen=True, slots=True)
class SiteVariant:
    """``tag`` (BCP 47) names it in ``mkdocs.yml``, in pages, and for a browser that chooses fonts.

    ``folder`` is where its pages stand below the root of the site, with a slash at its end; "" is the root itself.
    ``glyphs`` is OpenCC's name of the region whose glyphs it has, "" for those of the script. ``locale`` is
    OpenGraph's. What the switch of variants says of it is ``switch.sign.…`` and ``switch.to.…`` in ``data/words.tsv``.
    """

    tag: str
    script: Variant
    folder: str
    locale: str
    glyphs: str = ""


VARIANTS: tuple[SiteVariant, ...] = (
    SiteVariant("zh-Hans", Variant.HANS, "", "zh_CN"),
    SiteVariant("zh-Hant", Variant.HANT, "zh-hant/", "zh_TW"),
    SiteVariant("zh-Hant-HK", Variant.HANT, "zh-hant-hk/", "zh_HK", glyphs="hk"),
)
"""In the order of the switch."""

USUAL = tuple(row for row in VARIANTS if not row.glyphs)
"""Those that every library has: one for each script, the one at the root first."""
IN_OTHER_GLYPHS = tuple(row for row in VARIANTS if row.glyphs)
FOLDERS: Mapping[Variant, str] = {row.script: row.folder for row in USUAL}
"""Where the pages of each script stand, and the files beside them."""
BY_TAG: Mapping[str, SiteVariant] = {row.tag: row for row in VARIANTS}

_BELOW = {row.folder: row for row in VARIANTS if row.folder}
ANY_FOLDER = f"(?:{'|'.join(map(re.escape, _BELOW))})?"
"""A pattern of whichever folder, the root's too."""


def own(script: Variant) -> SiteVariant:
    """The variant that is nothing but a script."""
    return next(row for row in USUAL if row.script is script)


def parted(path: str) -> tuple[SiteVariant, str]:
    """The variant in whose folder a file stands, and its path in there.

    >>> [(row.tag, path) for row, path in map(parted, ("a/index.html", "zh-hant/a/", "zh-hant-hk/a/"))]
    [('zh-Hans', 'a/index.html'), ('zh-Hant', 'a/'), ('zh-Hant-HK', 'a/')]
    """
    top, slash, rest = path.partition("/")
    row = _BELOW.get(top + slash)
    return (row, rest) if row else (own(Variant.HANS), path)
