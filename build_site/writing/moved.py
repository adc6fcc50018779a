"""A page that lives on while some of its units have moved: it leads their old fragments to where they are now."""

from __future__ import annotations

import json
from collections.abc import Mapping

_SCRIPT = """<script>
(function () {{
  const moved = {units};
  function go() {{
    const id = decodeURIComponent(location.hash.slice(1));
    if (Object.hasOwn(moved, id)) location.replace(moved[id]);
  }}
  addEventListener("hashchange", go);
  go();
}})();
</script>
"""


def with_moved_units(page: str, units: Mapping[str, str]) -> str:
    """The finished page with the new places of ``units`` (id → relative address) before its end."""
    script = _SCRIPT.format(units=json.dumps(dict(units)))
    head, end, tail = page.rpartition("</body>")
    return head + script + end + tail if end else page + script
