"""``library.metadata.json``: what Datasette shows of ``library.db``, and a search that takes plain words.

``datasette library.db -m library.metadata.json``. What a table is stands here in English, as all that is written for
programmers. The search cuts what is typed into pairs as `build_site.writing.exports.database` does, in SQL.
"""

from __future__ import annotations

import json

# A character is Chinese by its number: the blocks that `database.pairs` cuts, and no others.
_HAN = """({0} IN (0x3005, 0x3007) OR {0} BETWEEN 0x3400 AND 0x4DBF OR {0} BETWEEN 0x4E00 AND 0x9FFF
    OR {0} BETWEEN 0xF900 AND 0xFAFF OR {0} BETWEEN 0x20000 AND 0x3FFFF)"""

SEARCH = f"""WITH RECURSIVE typed(n, c) AS (
  SELECT 1, substr(:words, 1, 1) UNION ALL SELECT n + 1, substr(:words, n + 1, 1) FROM typed WHERE n < length(:words)
), told AS (
  SELECT n, c, {_HAN.format("unicode(c)")} AS han FROM typed
), cut AS (
  SELECT n, CASE
    WHEN NOT han THEN replace(c, '"', ' ') || iif(lead(han) OVER line, ' ', '')
    WHEN lead(han) OVER line THEN c || lead(c) OVER line || ' '
    WHEN lag(han) OVER line THEN ' '
    ELSE c || ' ' END AS part
  FROM told WINDOW line AS (ORDER BY n)
), phrase AS (
  SELECT '"' || group_concat(part, '') || '"' AS words FROM (SELECT part FROM cut ORDER BY n)
)
SELECT pages.title, clauses.label, clauses.heading, clauses.text, clauses.url, clauses.url_hant
FROM clauses_fts JOIN clauses ON clauses.n = clauses_fts.rowid JOIN pages USING (slug)
WHERE clauses_fts MATCH (SELECT words FROM phrase)
ORDER BY clauses.n"""
"""Clauses that hold ``:words`` one after the other, in either script."""

_TABLES = {
    "pages": "Every text, and every volume that has words of its own",
    "clauses": "Every clause; slug and id together name one",
    "citations": "Every citation: from_slug and from_id, to_slug and to_id are clauses",
}


def metadata(hosted: str) -> str:
    """The file; ``hosted`` is the address of the site's root, "" where it is nowhere."""
    search = {"sql": SEARCH, "title": "Clauses that hold these words, in either script", "params": ["words"]}
    library = {
        "tables": {name: {"description": words} for name, words in _TABLES.items()} | {"clauses_fts": {"hidden": True}},
        "queries": {"search": search},
    }
    told = {"title": "policy library", "databases": {"library": library}}
    if hosted:
        told |= {"source": "policy library", "source_url": hosted}
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"
