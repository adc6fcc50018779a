"""What the machine-readable files hold, for machines: a JSON Schema (draft 7) beside each, named ``….schema.json``.

Schemas are the contract of those files. A field may be added, and then stands here; what is here keeps its name and
meaning. Kinds of units come from the table of units, so that a new row there is valid here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias, get_args

from build_site.model import CitationKind, Doubt
from build_site.units.table import ROWS

Schema: TypeAlias = Mapping[str, Any]

_DRAFT = "http://json-schema.org/draft-07/schema#"
_NOT_IN_TABLE = ("title", "omission", "signature")
_OF_VOLUMES = ("collection-part", "collection-group")

# policies/guofa-2016-67/2/#l1_3, zh-hant/volumes/huibian/
_PAGE = "(policies|volumes)/[a-z0-9-]+/([0-9]+/)?"
_ID = "[a-z0-9]+(_[a-z0-9]+)+(__[a-z0-9]+(_[a-z0-9]+)+)*"
_SLUG = "[a-z0-9]+(-[a-z0-9]+)*"
_NUMBER = r"^\S+(〔[0-9]{4}〕[0-9]+[号號]|([0-9]{4}年)?第[0-9]+[号號])$"
_DATE = "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"


def schemas(hosted: str = "") -> dict[str, str]:
    """Each schema by the name of its file; ``hosted`` is the address of the site's root, "" where it is nowhere."""
    made = {"library": _library(), "text": _text(), "clauses": _clauses(), "citations": _citations()}
    return {name: _written(hosted, name, it) for name, it in ((f"{key}.schema.json", it) for key, it in made.items())}


def _written(hosted: str, name: str, schema: Schema) -> str:
    named = {"$schema": schema["$schema"], **({"$id": f"{hosted}{name}"} if hosted else {}), **schema}
    return f"{json.dumps(named, ensure_ascii=False, indent=1)}\n"


def _library() -> Schema:
    texts = _object({**_OF_TEXT, "volume": _VOLUME, "topic": _TOPIC, "group": _GROUP, "source_name": _SOURCE_NAME,
                     "source": _SOURCE})  # fmt: skip
    return _headed(
        "library.json: every text of the library in reading order",
        _object({"schema": {"const": 1, "description": "raised when a reader would have to change"},
                 "texts": _array(texts)}),
    )  # fmt: skip


def _text() -> Schema:
    unit = _object(_unit_fields(_kinds(), "policies"))
    return _headed(
        "text.json: every clause of a text in reading order", _object({"slug": _WORK, "units": _array(unit)})
    )


def _clauses() -> Schema:
    fields = _unit_fields([*_kinds(), *_OF_VOLUMES], "(policies|volumes)") | {
        "slug": _said(_pattern(rf"^({_SLUG}(/[0-9]+)?|volumes/{_SLUG})$"),
                      "the page, as in addresses.tsv; with id it names one clause and no other"),
        "work": _said(_or_null(_pattern(f"^{_SLUG}$")), "slug of the policy in library.json; null: a volume's words"),
    }  # fmt: skip
    named = {name: _OF_TEXT[name] for name in _OF_EACH_ROW}
    return _headed("a row of clauses.ndjson: a clause, with what its text is", _object(fields | named))


def _citations() -> Schema:
    to = _or_null(_pattern(f"^{_PAGE}(#{_ID})?$"))
    fields = {
        "from": _said(_pattern(f"^{_PAGE}(#{_ID})?$"), "the citing clause"),
        "from_hant": _pattern(f"^(zh-hant/)?{_PAGE}(#{_ID})?$"),
        "from_slug": _said(_PAGE_SLUG, "slug and id of a row of clauses.ndjson: that of the citing clause"),
        "from_id": _pattern(f"^{_ID}$"),
        "to": _said(to, "the cited clause or page; null: not in this library, or not certain"),
        "to_hant": _or_null(_pattern(f"^(zh-hant/)?{_PAGE}(#{_ID})?$")),
        "to_slug": _said(_or_null(_PAGE_SLUG), "slug of the rows of clauses.ndjson: the cited page"),
        "to_id": _said(_or_null(_pattern(f"^{_ID}$")), "id of a row of that slug; null: the page as a whole"),
        "words": _said(_WORDS, "as they are printed: characters start to end of the field of the citing clause"),
        "kind": {"enum": list(get_args(CitationKind))},
        "title": _said(_PRINTED, "full name of the cited work, also where the words are short for it"),
        "document_number": _PRINTED,
        "pinpoint": _said(_PRINTED, "the clause as it is printed"),
        "exact": _said(_type("boolean", "null"), "false: the clause is not printed here, to is the nearest above"),
        "doubt": _said({"enum": [it or None for it in get_args(Doubt)]}, "why the clause is not linked"),
        "edition": _said(_type("string", "null"), "edition of the cited work; null while the library has none"),
        "field": _said({"enum": ["heading", "text"]}, "the field of the citing row that start and end count in"),
        "start": _said(_LEAST_0, "characters (code points) before the words"),
        "end": _LEAST_0,
    }
    nothing = _properties(("to", "to_hant", "to_slug", "to_id", "exact"), "null")
    something = _properties(("to", "to_hant", "to_slug"), "string") | _properties(("exact",), "boolean")
    return _headed(
        "a row of citations.ndjson: a citation, from where and to where",
        {**_object(fields), "anyOf": [{"properties": nothing}, {"properties": something}]},
    )


# --------------------------------------------------------------------------- pieces


def _headed(title: str, schema: Schema) -> Schema:
    return {"$schema": _DRAFT, "title": title, **schema}


def _object(properties: Schema) -> dict[str, Any]:
    """Exactly these properties, all of them: what is not known is null."""
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(properties),
        "properties": dict(properties),
    }


def _array(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _type(*names: str) -> Schema:
    return {"type": names[0] if len(names) == 1 else list(names)}


def _pattern(pattern: str) -> Schema:
    return {"type": "string", "pattern": pattern}


def _or_null(schema: Schema) -> Schema:
    return {**schema, "type": [schema["type"], "null"]}


def _said(schema: Schema, description: str) -> Schema:
    return {**schema, "description": description}


def _properties(names: Iterable[str], name: str) -> dict[str, Schema]:
    return {each: _type(name) for each in names}


_WORDS: Schema = {"type": "string", "minLength": 1}
_PRINTED = _or_null(_WORDS)
_LEAST_0: Schema = {"type": "integer", "minimum": 0}
_LINE: Schema = {"type": "integer", "minimum": 1}
_SHEET = _or_null(_LINE)
_PAGE_SLUG = _pattern(rf"^({_SLUG}(/[0-9]+)?|volumes/{_SLUG})$")
_WORK = _said(_pattern(f"^{_SLUG}$"), "names the policy; a further text of it has the same")
_VOLUME = _said(_PRINTED, "slug of the compilation or newsletter; null: the source is this text")
_TOPIC = _said(_PRINTED, "heading of the volume that the text stands below")
_GROUP = _said(_PRINTED, "heading below the topic")
_SOURCE_NAME = _said(_PRINTED, "paper or journal that an article is taken from")
_SOURCE = _object({
    "file": _pattern("^[^/]+$"), "first_line": _LINE, "last_line": _LINE, "first_page": _SHEET, "last_page": _SHEET,
})  # fmt: skip
_OF_TEXT: Mapping[str, Schema] = {
    "slug": _WORK,
    "url": _said(_pattern(r"^policies/[a-z0-9-]+/([0-9]+/)?$"), "of its page, below the root of the site"),
    "url_hant": _pattern(r"^(zh-hant/)?policies/[a-z0-9-]+/([0-9]+/)?$"),
    "title": _type("string"),
    "document_number": _said(_or_null(_pattern(_NUMBER)), "null: none is printed"),
    "issuers": _said(_array(_WORDS), "as printed"),
    "issued": _said(_or_null(_pattern(_DATE)), "date of signing, of a law that of its adoption: as far as printed"),
    "excerpt": _said(_type("boolean"), "true: the text is not printed whole"),
    "language": _pattern("^[a-z]{2,3}(-[A-Za-z]+)?$"),
}
_OF_EACH_ROW = ("title", "document_number", "issuers", "issued", "excerpt", "language")


def _kinds() -> list[str]:
    return list(dict.fromkeys([*(unit.kind for unit in ROWS), *_NOT_IN_TABLE]))


def _unit_fields(kinds: list[str], shelf: str) -> dict[str, Schema]:
    """A clause, of a page below ``shelf``."""
    place = rf"{shelf}/[a-z0-9-]+/([0-9]+/)?#{_ID}$"
    return {
        "id": _said(_pattern(f"^{_ID}$"), "of the clause on its page, the same in both scripts"),
        "kind": _said({"enum": kinds}, "the form in which it is printed"),
        "number": _said(_or_null(_LEAST_0), "what the printed number is worth"),
        "label": _said(_PRINTED, "the number as printed"),
        "heading": _PRINTED,
        "text": _said(_type("string"), "its own words; those of clauses below it are in their rows"),
        "parent": _said(_or_null(_pattern(f"^{_ID}$")), "id of the clause that holds it"),
        "first_line": _said(_LINE, "of the source"),
        "last_line": _LINE,
        "first_page": _said(_SHEET, "of the source, where it has pages"),
        "url": _said(_pattern(f"^{place}"), "below the root of the site"),
        "url_hant": _pattern(f"^(zh-hant/)?{place}"),
    }
