"""What a unit is called and how it is cited, on every kind of unit of a whole library."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from testing.chromium import Tabs

LAW = "policies/zhonghuarenmingongheguozhuxiling-31/"  # the order, and the law that it promulgates
NOTICE = "policies/yibaohan-2024-15/"
PLAN = "policies/guoyaojianzong-2021-64/"
CANCER = "policies/guoweiyijifa-2023-30/"
NEWS = "policies/the-central-special-lottery-public-welfare-fund-supports-the/"


@pytest.fixture(scope="module")
def page(tabs: Tabs) -> Iterator[Page]:
    with tabs.fresh() as tab:
        yield tab


def cited(page: Page, identity: str) -> str:
    script = "id => clauseCitation.citation(clausePage.data, clausePage.pinpoint(id), clausePage.words)"
    return str(page.evaluate(script, identity))


@pytest.mark.parametrize(
    ("path", "identity", "words"),
    [
        (PLAN, "l1_3__l2_2", "《“十四五”国家药品安全及促进高质量发展规划》（国药监综〔2021〕64号）第三部分第（二）条"),
        (PLAN, "l1_3__l2_2__l3_1", "第三部分第（二）条第1项"),
        (PLAN, "l1_3__l2_2__box_2__l3_1", "第三部分第（二）条专栏二第1项"),
        (PLAN, "l1_1__l2_1__p_2", "第一部分第（一）条第二自然段"),
        (f"zh-hant/{PLAN}", "l1_3__l2_2__l3_1", "（國藥監綜〔2021〕64號）第三部分第（二）條第1項"),
        (f"zh-hant/{CANCER}", "h_1", "所附《健康中國行動—癌症防治行動實施方案（2023—2030年）》"),
    ],
)
def test_a_unit_is_cited_by_the_conventions_of_its_document(
    page: Page, library: str, path: str, identity: str, words: str
) -> None:
    page.goto(f"{library}{path}")
    assert cited(page, identity).endswith(words)


def test_the_only_paragraph_of_an_article_is_not_counted(page: Page, library: str) -> None:
    page.goto(f"{library}{LAW}")
    pin = lambda identity: page.evaluate("id => clausePage.pinpoint(id)", identity)  # noqa: E731
    assert pin("art_1__para_1") == "第一条"
    assert pin("art_2__para_2") == "第二条第二款"


def test_a_notice_and_the_plan_it_issues_are_told_apart(page: Page, library: str) -> None:
    page.goto(f"{library}{CANCER}")
    assert cited(page, "p_3").endswith("（国卫医急发〔2023〕30号）印发通知第二自然段")
    assert cited(page, "p_5").endswith("（国卫医急发〔2023〕30号）第一自然段")


@pytest.mark.parametrize("path", [LAW, NOTICE, PLAN, f"zh-hant/{PLAN}", CANCER, NEWS, "policies/guoweiyifa-2021-31/"])
def test_no_two_units_of_a_text_have_one_name_and_none_has_none(page: Page, library: str, path: str) -> None:
    page.goto(f"{library}{path}")
    names = page.evaluate("clausePage.units().map(unit => [unit.id, clausePage.pinpoint(unit.id)])")
    # by law 第一条 is the article and its only paragraph; signatures are told apart by no number
    script = "clausePage.units().filter(u => !u.matches('.signature, .omission')).map(u => u.id)"
    numbered = set(page.evaluate(script))
    names = [(identity, name) for identity, name in names if identity in numbered and "__para_1" not in identity]
    assert len(names) > 5
    assert [identity for identity, name in names if not name or "cite." in name or "{" in name] == []
    assert [name for name, times in Counter(name for _, name in names).items() if times > 1] == []


def test_a_reference_follows_gbt_7714(page: Page, library: str) -> None:
    page.goto(f"{library}{PLAN}")
    pin, url = "clausePage.pinpoint('l1_3__l2_2')", "https://e.org/#l1_3__l2_2"
    script = f"clauseCitation.reference(clausePage.data, {pin}, '{url}', '2026-01-02', clausePage.words)"
    assert page.evaluate(script) == (
        "国家药监局, 国家发改委, 科技部, 等. “十四五”国家药品安全及促进高质量发展规划: 国药监综〔2021〕64号[EB/OL]. "
        "2021: 第三部分第（二）条(2021-12-30)[2026-01-02]. https://e.org/#l1_3__l2_2."
    )


def test_a_title_inside_a_title_changes_its_marks(page: Page, library: str) -> None:
    page.goto(f"{library}{PLAN}")
    data = {"title": "《罕见病目录》解读", "number": "", "issuers": [], "issued": ""}
    assert (
        page.evaluate("data => clauseCitation.citation(data, '', libraryWords['zh-Hans'])", data)
        == "《〈罕见病目录〉解读》"
    )
    script = "data => clauseCitation.reference(data, '', 'https://e.org/', '2026-01-02', libraryWords['zh-Hans'])"
    assert page.evaluate(script, data) == "《罕见病目录》解读[EB/OL]. [2026-01-02]. https://e.org/."


def test_a_markdown_link_holds_any_sign(page: Page, library: str) -> None:
    page.goto(f"{library}{PLAN}")
    link = page.evaluate("clauseCitation.markdownLink('a [b] *c* _d_', 'https://e.org/x_(y)')")
    assert link == r"[a \[b\] \*c\* \_d\_](https://e.org/x_%28y%29)"
