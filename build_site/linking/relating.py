"""Everything texts have to do with each other, found at once on the library in one script."""

from __future__ import annotations

from collections.abc import Callable

from build_site.linking.repeats import Segmenter, repeats
from build_site.linking.same_words import same_words
from build_site.model import Library
from build_site.relations import Relations
from build_site.units.flat import texts_of


def relate(simplified: Library, words: Segmenter, folded: Callable[[str], str]) -> Relations:
    """The relations of a library whose texts are all in one script; they hold in the other script as well.

    ``folded`` makes the names of a work alike that are printed in several ways.
    """
    texts = [text for volume in simplified.volumes for text in texts_of(volume)]
    elsewhere = [it for volume in simplified.volumes for it in volume.source.settings.elsewhere]
    official = {folded(name): it.url for it in elsewhere for name in (it.name, it.number) if name}
    return Relations(repeats(texts, words), same_words(texts), official)
