"""Which work 该办法, 同法 and 其 mean: the one named last that can be called so.

同法 behind 《古籍法》…本办法 is the law, whatever was named between; and behind 《关于修改〈某办法〉的决定》 该办法 is
what is amended. Where nothing named is of that kind, the work named last is meant: 该通知 for a plan that was issued
with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from build_site.linking.amending import amended_title
from build_site.linking.runs import Resolved, Run
from build_site.linking.short_names import Meaning
from build_site.linking.targets import Base
from build_site.linking.work_names import folded, read_name

_FEW = 40
"""Citations among which the work is looked for."""

_LAW = "法"
_NO_LAWS = ("办法", "方法", "疗法")
"""Names that end in 法 and are none of a law."""


def that_work(run: Run, kind: str) -> Base:
    """The work meant; ``kind`` is what the words call it (办法), "" where they say 其 only. Base() means none."""
    named = [one for one in reversed(run.done[-_FEW:]) if one.base.meaning]
    fitting = (base for one in named for base in _called(run, one, kind)) if kind else iter(())
    base = next(fitting, named[0].base if named else Base())
    return replace(base, within="", here=False)


def _called(run: Run, one: Resolved, kind: str) -> Iterator[Base]:
    """What a citation names that is of that kind: its work, or the one that its work amends."""
    title = run.shared.fold(one.base.meaning.title) if one.base.meaning else ""
    if is_of_kind(title, kind):
        yield one.base
    name = amended_title(title)
    if name and is_of_kind(name, kind):
        those = run.shared.works.named(name)
        yield Base(Meaning(name.strip("《》〈〉"), those[0] if len(those) == 1 else None))


def is_of_kind(title: str, kind: str) -> bool:
    """Whether a title (in Simplified) ends in what 该… calls it.

    >>> is_of_kind("《古籍修复管理办法》", "办法"), is_of_kind("《古籍修复管理办法》", "法")
    (True, False)
    >>> issuing = "关于印发《国家古籍保护工程实施方案（2021—2025年）》的通知"
    >>> is_of_kind(issuing, "方案"), is_of_kind(issuing, "通知")
    (True, True)
    """
    core = read_name(title).core
    ends = core.endswith(kind) or folded(title).endswith(kind)
    return ends and not (kind == _LAW and core.endswith(_NO_LAWS))
