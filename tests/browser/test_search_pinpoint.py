"""A citation typed into the search field leads to its clause first; its grammar is that of the program."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from build_site.linking.pinpoints.locating import locate_in
from build_site.linking.pinpoints.pinpoint_forms import CITED, NAMED_UNITS, examples
from build_site.linking.pinpoints.pinpoints import parse
from build_site.units import grammar
from build_site.units.clauses import of_text
from build_site.units.flat import texts_of
from build_site.units.naming import name_of
from testing.chromium import Tabs
from tests import real_library

SCRIPT = Path(__file__).parents[2] / "build_site" / "theme" / "assets" / "search-pinpoint.js"
MORSELS = """
    第 三 条 條 款 项 項 目 章 节 節 编 篇
    部分 点 點 自然段 （ ） （四） (四) 1 12 ① ㉑ ㈠ 甲 壹 、 和 至 — . 之 之一 的
    第三条 第二款 第（四）项 第（七）条 三、 四、 （七） （1） 1） 2. 3、 02 .2 2 第二自然段 第３条 第十二条之一
    第三十十条 第二编 第一分编 专栏 專欄 附件 附表 附錄 “ ” 所附《甲》 所附《乙第三条》 印发通知 印發通知
    （同序号第2处） （第2处） 署名及日期 表格 第2个表格 第3行 “总体”部分 「總體」部分 百 千 零 〇 两 项目 % 年 中的
""".split()
MORSELS += ["part 1", "clause (二)", ", ", "item 3", "paragraph 2", " ", "\u3000", "\n"]
READ = "all => all.map(it => (pinpoints.read(it) || []).map(i => [i.alias, i.number, i.inserted, i.nth, i.words]))"


@pytest.fixture(scope="module")
def reader(tabs: Tabs) -> Iterator[Page]:
    """A page that holds the grammar alone."""
    with tabs.fresh() as tab:
        tab.add_script_tag(path=SCRIPT)
        tab.evaluate("grammar => { globalThis.pinpoints = searchPinpoint(grammar); }", grammar.for_browser())
        yield tab


def plain(words: str) -> list[list[object]]:
    return [[it.alias, it.number, it.inserted, it.nth, it.words] for it in parse(words) or ()]


def test_the_browser_reads_what_the_program_reads(reader: Page) -> None:
    """Every example and near miss of the table, and random pinpoints of its morsels."""
    chosen = random.Random(9)
    asked = [words for _, words in examples()] + [near for row in (*CITED, *NAMED_UNITS) for near in row.near]
    asked += ["".join(chosen.choices(MORSELS, k=chosen.randint(1, 6))) for _ in range(10_000)]
    found = reader.evaluate(READ, asked)
    both = ((words, plain(words), theirs) for words, theirs in zip(asked, found, strict=True))
    assert [(words, ours, theirs) for words, ours, theirs in both if ours != theirs] == []
    assert sum(map(bool, found)) > 1_000


def test_the_browser_finds_the_clauses_that_the_program_finds(reader: Page) -> None:
    library = real_library.read().library
    differing, compared = [], 0
    for text in (text for volume in library.volumes for text in texts_of(volume)):
        clauses = of_text(text)
        asked = [
            name_of(clauses, id) for id, one in clauses.by_id.items() if one.alias in ("l1", "l2", "l3", "chp", "sec")
        ]
        asked = reader.evaluate("all => all.filter(words => pinpoints.read(words))", asked)
        find = "([ids, all]) => all.map(words => pinpoints.locate(ids, pinpoints.read(words)))"
        found = reader.evaluate(find, [list(clauses.by_id), asked])
        for words, id in zip(asked, found, strict=True):
            ours = locate_in(clauses, parse(words) or ())
            compared += 1
            if ours is None or ours.id != id:
                differing.append((text.path, words, id, ours))
    assert compared > 500
    assert differing == []


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("国办发〔2016〕11号 第（五）条", "policies/guobanfa-2016-11/#l1_2__l2_5"),
        ("國辦發[2016]11號第（五）條", "policies/guobanfa-2016-11/#l1_2__l2_5"),
        (
            "《“十三五”国家战略性新兴产业发展规划》（国发〔2016〕67号）第四部分第（一）条",
            "policies/guofa-2016-67/#l1_4__l2_1",
        ),
        ("健康中国2030 第二十章第一节", "policies/jian-kang-zhong-guo-2030-gui-hua-gang-yao/#part_6__chp_20__sec_1"),
        ("国发〔2016〕67号 第四部分第（九十九）条", "policies/guofa-2016-67/#l1_4"),
        ("国发〔2016〕67号 第九十九条", "policies/guofa-2016-67/"),
        ("国发〔2016〕67号 四（一）", "policies/guofa-2016-67/#l1_4__l2_1"),
        ("國發〔2016〕67號四(一)", "policies/guofa-2016-67/#l1_4__l2_1"),
        ("国发〔2016〕67号 四（九十九）", "policies/guofa-2016-67/#l1_4"),
    ],
)
@pytest.mark.parametrize("variant", ["", "zh-hant/"])
def test_a_typed_citation_leads_to_its_clause_first(
    page: Page, library: str, typed: str, address: str, variant: str
) -> None:
    page.goto(f"{library}{variant}search/")
    page.locator("[data-search-page] input[name=q]").fill(typed)
    wanted = f"{library}{variant}{address}"
    first = page.locator("[data-search-page] [data-search-results] li").first
    expect(first.locator(f"a[href='{wanted}']").or_(first.locator(f"a[href$='{address}']")).first).to_be_visible()


def test_the_grammar_is_loaded_only_for_a_citation(page: Page, library: str) -> None:
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto(f"{library}search/?q=罕见病")
    expect(page.locator("[data-search-results] a").first).to_be_visible()
    assert [url for url in loaded if "search-pinpoint" in url] == []
