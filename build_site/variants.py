"""The variants of the site, a row each: script, glyphs, folder, what readers and programs call it.

A variant is one of the two scripts, or a script in the glyphs of another region: then its pages, ids and words are
those of the script, with other characters for some of them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from build_site.model import Variant


@dataclass(frozen=True, slots=True)
class SiteVariant:
    """``tag`` (BCP 47) names it in ``mkdocs.yml``, in pages, and for a browser that chooses fonts.

    ``folder`` is where its pages stand below the root of the site, with a slash at its end; "" is the root itself.
    ``glyphs`` is OpenCC's name of the region whose glyphs it has, "" for those of the script. ``sign`` stands on the
    switch of variants; ``called`` is what the switch says of it, by language of the page. ``locale`` is OpenGraph's.
    """

    tag: str
    script: Variant
    folder: str
    sign: str
    locale: str
    glyphs: str = ""
    called: Mapping[str, str] = field(default_factory=dict, hash=False)


VARIANTS: tuple[SiteVariant, ...] = (
    SiteVariant("zh-Hans", Variant.HANS, "", "简", "zh_CN", called={"zh-Hant": "改看簡體頁"}),
    SiteVariant(
        "zh-Hant", Variant.HANT, "zh-hant/", "繁", "zh_TW",
        called={
            "zh-Hans": "改看繁体页（台湾字形）", "zh-Hant": "改看另一繁體字形", "en": "Home page in Traditional Chinese"
        },
    ),
    SiteVariant(
        "zh-Hant-HK", Variant.HANT, "zh-hant-hk/", "港", "zh_HK", glyphs="hk",
        called={
            "zh-Hans": "改看繁体页（香港字形）", "zh-Hant": "改看香港字形",
            "en": "Home page in Traditional Chinese (Hong Kong)",
        },
    ),
)  # fmt: skip
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
