"""HTML that is no Markdown: what stands beside the official words, made element by element."""

from __future__ import annotations

from collections.abc import Mapping

from build_site.writing.escape import Syntax, escape


def element(tag: str, *inner: str, **attributes: str | bool) -> str:
    """An element round ``inner``, which is HTML already; an attribute that is True has no value, one of "" is left out.

    >>> element("a", words("A & B"), href="../b/#p_1", class_="work", data_online=True)
    '<a href="../b/#p_1" class="work" data-online>A &amp; B</a>'
    """
    return f"<{tag}{html_attributes(attributes)}>{''.join(inner)}</{tag}>"


def words(text: str) -> str:
    """Words as HTML."""
    return escape(text, "html")


def html_attributes(attributes: Mapping[str, str | bool], syntax: Syntax = "attribute") -> str:
    """Attributes as they stand in a tag, each after a blank; ``class_`` and ``aria_label`` are class and aria-label.

    >>> html_attributes({"class_": "a b", "title": "", "hidden": True})
    ' class="a b" hidden'
    """
    return "".join(_attribute(name.strip("_").replace("_", "-"), value, syntax) for name, value in attributes.items())


def _attribute(name: str, value: str | bool, syntax: Syntax) -> str:
    if isinstance(value, bool):
        return f" {name}" if value else ""
    return f' {name}="{escape(value, syntax)}"' if value else ""
