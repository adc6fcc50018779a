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
from build_site.units import grammar, typed_forms
from build_site.units.clauses import of_text
from build_site.units.flat import texts_of
from build_site.units.naming import name_of
from build_site.writing.search.search_clauses import written_clauses
from testing.chromium import Tabs
from tests import real_library

ASSETS = Path(__file__).parents[2] / "build_site" / "theme" / "assets"
MORSELS = """
    第 三 条 條 款 项 項 目 章 节 節 编 篇
    部分 点 點 自然段 （ ） （四） (四) 1 12 ① ㉑ ㈠ 甲 壹 、 和 至 — . 之 之一 的
    第三条 第二款 第（四）项 第（七）条 三、 四、 （七） （1） 1） 2. 3、 02 .2 2 第二自然段 第３条 第十二条之一
    第三十十条 第二编 第一分编 专栏 專欄 附件 附表 附錄 “ ” 所附《甲》 所附《乙第三条》 印发通知 印發通知
    （同序号第2处） （第2处） 署名及日期 表格 第2个表格 第3行 “总体”部分 「總體」部分 百 千 零 〇 两 项目 % 年 中的
""".split()
MORSELS += ["part 1", "clause (二)", ", ", "item 3", "paragraph 2", " ", "\u3000", "\n"]
READ = """all => all.map(it => {
  const [text, [steps, end]] = [it.trim(), pinpoints.readFrom(it.trim())];
  const whole = pinpoints.afterGap(text, end) === text.length;
  return whole ? steps.map(i => [i.alias, i.number, i.inserted, i.nth, i.words]) : [];
})"""
LOCATE = """([file, all]) => {
  const page = clauses.open(file);
  return all.map((words) => clauses.locate(page, pinpoints.readFrom(words)[0]));
}"""


@pytest.fixture(scope="module")
def reader(tabs: Tabs) -> Iterator[Page]:
    """A page that holds the grammar alone."""
    with tabs.fresh() as tab:
        for name in ("typed-pinpoints.js", "typed-clauses.js"):
            tab.add_script_tag(path=ASSETS / name)
        known = {**grammar.for_browser(), "typed": typed_forms.for_browser()}
        tab.evaluate("grammar => { globalThis.pinpoints = typedPinpoints(grammar); }", known)
        tab.evaluate("grammar => { globalThis.clauses = typedClauses(grammar, (it) => it); }", known)
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
    """Of every clause of the library, called as its own citation calls it, and as that of the clause before is cut."""
    library = real_library.read().library
    differing, compared = [], 0
    for text in (text for volume in library.volumes for text in texts_of(volume)):
        clauses = of_text(text)
        names = [name_of(clauses, id) for id in clauses.by_id]
        asked = [words for words in [*names, *(it[len(it) // 2 :] for it in names)] if parse(words)]
        for words, found in zip(asked, reader.evaluate(LOCATE, [written_clauses(clauses, str), asked]), strict=True):
            ours = locate_in(clauses, parse(words) or ())
            compared += 1
            if (ours and [ours.id, ours.exact]) != (found and [found["id"], found["exact"]]):
                differing.append((text.path, words, found, ours))
    assert compared > 2_000
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


FIELD, RESULTS, STATUS = (
    f"[data-search-page] {it}" for it in ("input[name=q]", "[data-search-results]", "[data-search-status]")
)
CANCER = "policies/guoweiyijifa-2023-30/#l1_3__l2_"


@pytest.fixture(scope="module")
def from_a_folder(library_dir: Path) -> str:
    return f"{library_dir.as_uri()}/"


@pytest.mark.parametrize("where", ["library", "from_a_folder"])
@pytest.mark.parametrize(
    ("typed", "variant", "addresses", "said"),
    [
        ("国卫医急发〔2023〕30号第（七）至（九）条", "", [f"{CANCER}{it}" for it in (7, 8, 9)], "件文件"),
        ("國衛醫急發2023年30號 三（七）、（八）", "zh-hant/", [f"{CANCER}{it}" for it in (7, 8)], "件文件"),
        ("生物经济发站规划 专栏3", "", ["policies/fagaigaoji-2021-1850/#l1_4__box_3"], "按最接近的名称理解"),
        ("生物經濟發站規劃 專欄3", "zh-hant/", ["policies/fagaigaoji-2021-1850/#l1_4__box_3"], "按最接近的名稱理解"),
        ("国发〔2016〕67号 第九十九条", "", ["policies/guofa-2016-67/"], "没有刊印"),
        ("国发〔2016〕67号 第四部分怎么理解", "", ["policies/guofa-2016-67/#l1_4"], "没有读懂“怎么理解”"),
        ("國發〔2016〕67號 第四部分怎麼理解", "zh-hant/", ["policies/guofa-2016-67/#l1_4"], "沒有讀懂“怎麼理解”"),
        ("国发〔2016〕76号", "", ["policies/guofa-2016-67/"], "最接近的是"),
        ("https://a.b/policies/guofa-2016-67/?utm_source=x#l1_4:~:text=y", "", ["policies/guofa-2016-67/#l1_4"], "件"),
    ],
)
def test_what_was_understood_comes_first_and_what_was_not_is_said(
    page: Page, request: pytest.FixtureRequest, where: str, typed: str, variant: str, addresses: list[str], said: str
) -> None:
    root = request.getfixturevalue(where)
    page.goto(f"{root}{variant}search/{'' if root.startswith('http') else 'index.html'}")
    page.locator(FIELD).fill(typed)
    expect(page.locator(STATUS)).to_contain_text(said)
    links = page.locator(f"{RESULTS} li").first.locator("a")
    found = [it.replace("index.html", "") for it in links.evaluate_all("all => all.map((it) => it.href)")]
    wanted = [f"{root}{variant}{address}" for address in addresses]
    assert [it for it in found if it in wanted] == wanted


def test_enter_follows_no_offer(page: Page, library: str) -> None:
    page.goto(f"{library}search/")
    page.locator(FIELD).fill("国发〔2016〕76号")
    expect(page.locator(STATUS)).to_contain_text("最接近的是")
    page.locator(FIELD).press("Enter")
    page.wait_for_timeout(200)
    assert "/search/" in page.url


def test_the_grammar_is_loaded_only_for_a_citation(page: Page, library: str) -> None:
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto(f"{library}search/?q=罕见病")
    expect(page.locator("[data-search-results] a").first).to_be_visible()
    assert [url for url in loaded if "typed" in url or "pinpoints" in url] == []
