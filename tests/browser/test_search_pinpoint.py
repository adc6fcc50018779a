"""A citation typed into the search field leads to its clause first; its grammar is that of the program."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from build_site.linking.clauses import of_text
from build_site.linking.locating import locate_in
from build_site.linking.naming import name_of
from build_site.linking.pinpoint_forms import DATA, examples
from build_site.linking.pinpoints import parse
from build_site.units import texts_of
from tests import real_library

SCRIPT = Path(__file__).parents[2] / "build_site" / "theme" / "assets" / "search-pinpoint.js"
SAME = """
    第三条第二款第（四）项 第三條第二款第（四）項 第３条第2款第(四)项 第三条之一 第二章第一节 第（七）条
    三、（七） （七）.2 三、（七）2 第三部分（二） 第四部分第（一）条第2项 专栏4 專欄4第2項 附件1 附表2 附件
    附件2第一部分 第一百零五条 第（一）条第2项第（3）目第④点 第二〇三五条 第十二条第二款第（三）项第1目
    第一部分第（一）条第二自然段 第二编第一分编第三章 第三条（一） 三、 （七） 第三条第四条 第三批 第三十十条
    第三条、第四条 第十二至十五条 一二三 第三方 第
""".split()
READ = "words => { const s = searchPinpoint.read(words); return s && s.map(i => [i.alias, i.number, i.inserted]); }"


@pytest.fixture(scope="module")
def page(chromium: BrowserContext) -> Iterator[Page]:
    opened = chromium.new_page()
    opened.add_script_tag(path=SCRIPT)
    yield opened
    opened.close()


def plain(words: str) -> list[list[object]] | None:
    pinpoint = parse(words)
    return pinpoint and [[step.alias, step.number, step.inserted] for step in pinpoint]  # type: ignore[return-value]


@pytest.mark.parametrize("words", [*SAME, *(example for _, example in examples() if parse(example))])
def test_the_browser_reads_what_the_program_reads(page: Page, words: str) -> None:
    assert page.evaluate(READ, words) == plain(words)


@pytest.mark.parametrize("near", [near for row in DATA["unit"] for near in row["near"]])
def test_the_browser_is_not_tempted_either(page: Page, near: str) -> None:
    assert page.evaluate(READ, near) == plain(near)


def test_the_browser_finds_the_clauses_that_the_program_finds(page: Page) -> None:
    library = real_library.read().library
    differing, compared = [], 0
    for text in (text for volume in library.volumes for text in texts_of(volume)):
        clauses = of_text(text)
        asked = [
            name_of(clauses, id) for id, one in clauses.by_id.items() if one.alias in ("l1", "l2", "l3", "chp", "sec")
        ]
        asked = [words for words in asked if page.evaluate("words => Boolean(searchPinpoint.read(words))", words)]
        find = "([ids, all]) => all.map(words => searchPinpoint.locate(ids, searchPinpoint.read(words)))"
        found = page.evaluate(find, [list(clauses.by_id), asked])
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
    chromium: BrowserContext, library: str, typed: str, address: str, variant: str
) -> None:
    opened = chromium.new_page()
    opened.goto(f"{library}{variant}search/")
    opened.locator("[data-search-page] input[name=q]").fill(typed)
    wanted = f"{library}{variant}{address}"
    first = opened.locator("[data-search-page] [data-search-results] li").first
    expect(first.locator(f"a[href='{wanted}']").or_(first.locator(f"a[href$='{address}']")).first).to_be_visible()
    opened.close()


def test_the_grammar_is_loaded_only_for_a_citation(chromium: BrowserContext, library: str) -> None:
    opened, loaded = chromium.new_page(), list[str]()
    opened.on("request", lambda request: loaded.append(request.url))
    opened.goto(f"{library}search/?q=罕见病")
    expect(opened.locator("[data-search-results] a").first).to_be_visible()
    assert [url for url in loaded if "search-pinpoint" in url] == []
    opened.close()
