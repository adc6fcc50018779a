"""A page as a file: its YAML head, which the templates of the theme read, and its Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, TypeAlias

import yaml

from build_site.model import Variant

Fields: TypeAlias = dict[str, object]
PageKind: TypeAlias = Literal["home", "work", "volume", "listing", "page", "search"]

_Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_ENDLESS = 1_000_000  # PyYAML folds longer lines, and a folded line could begin with the head's own ---


def page_file(fields: Fields, blocks: Iterable[str]) -> tuple[str, str]:
    """The page's file name below its tree, and its content."""
    path = fields["path"]
    body = "\n\n".join(filter(None, blocks))
    return f"{path}/index.md" if path else "index.md", f"{front_matter(fields)}\n{body}\n"


def front_matter(fields: Mapping[str, object]) -> str:
    """``fields`` between two lines of ``---``, in the order given; the values may hold any character."""
    head = yaml.dump(dict(fields), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_ENDLESS)
    return f"---\n{head}---\n"


def head(title: str, kind: PageKind, path: str, variant: Variant, description: str) -> Fields:
    """What every page says of itself; ours are written in Simplified."""
    return {
        "title": title,
        "kind": kind,
        "path": path,
        "lang": variant.value,
        "original": Variant.HANS.value,
        "has_other_script": True,
        "description": description,
    }
