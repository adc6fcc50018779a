"""XML as text. Names are written as they shall stand (``w:p``); the root names the namespaces itself.

The tree of the standard library escapes words and attributes; nothing else does.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, tostring

from build_site.writing.exports.edition import writable

_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def child(parent: Element, tag: str, words: str = "", /, **attributes: str) -> Element:
    """A new last child; ``w_val`` stands for ``w:val``, a trailing _ for a word that Python keeps."""
    element = SubElement(parent, tag, {_name(name): writable(value) for name, value in attributes.items() if value})
    if words:
        element.text = writable(words)
    return element


def _name(name: str) -> str:
    return name.rstrip("_").replace("_", ":")


def document(root: Element) -> bytes:
    """The whole file, in UTF-8."""
    return _DECLARATION + tostring(root, encoding="unicode").encode() + b"\n"
