"""HTML that is no Markdown: what stands beside the official words, made element by element."""

from __future__ import annotations

from build_site.writing.escape import escape


def element(tag: str, *inner: str, **attributes: str | bool) -> str:
    """An element round ``inner``, which is HTML already; an attribute that is True has no value, one of "" is left out.

    >>> element("a", words("A & B"), href="../b/#p_1", class_="work", data_online=True)
    '<a href="../b/#p_1" class="work" data-online>A &amp; B</a>'
    """
    return f"<{tag}{''.join(_attribute(name, value) for name, value in attributes.items())}>{''.join(inner)}</{tag}>"


def words(text: str) -> str:
    """Words as HTML."""
    return escape(text, "html")


def _attribute(name: str, value: str | bool) -> str:
    shown = name.strip("_").replace("_", "-")
    if isinstance(value, bool):
        return f" {shown}" if value else ""
    return f' {shown}="{escape(value, "html")}"' if value else ""
