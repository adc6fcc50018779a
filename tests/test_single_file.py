"""Two pages laid over each other: every id once, each script's words as they were, and what cannot be merged told."""

from __future__ import annotations

import re

from lxml import html

from build_site.model import Variant
from build_site.publishing.copies.single_file import Pages, single_file

PAGE = """<!doctype html><html lang="{lang}"><head><title>{title}</title>{canonical}</head><body>
<header class="md-header"><a href="../..">政策文库</a></header>
<header class="head"><h1>{title}</h1></header>
<div class="official" data-source="x.txt">{body}</div></body></html>"""
CANONICAL = '<link rel="canonical" href="https://example.org/library/policies/a/">'


def page(body: str, lang: str = "zh-Hans", title: str = "规划", canonical: str = "") -> bytes:
    return PAGE.format(lang=lang, title=title, body=body, canonical=canonical).encode()


def merged(hans: str, hant: str, canonical: str = "") -> tuple[html.HtmlElement, list[str]]:
    content, other = page(hans, canonical=canonical), page(hant, "zh-Hant", "規劃")
    file, broken = single_file(Pages("policies/a", Variant.HANS, content, other))
    return html.document_fromstring(file), [it.code for it in broken]


def shown(tree: html.HtmlElement, hidden: str) -> str:
    (official,) = tree.xpath("//*[@class='official']")
    for other in official.xpath(f".//*[@class='{hidden}']"):
        other.drop_tree()
    return str(official.text_content())


def test_words_that_differ_stand_twice_and_others_once() -> None:
    bodies = '<p id="p_1">国务院 2021年</p>', '<p id="p_1">國務院 2021年</p>'
    tree, broken = merged(*bodies)
    assert broken == [] and tree.xpath("//p[@id='p_1']/span/text()") == ["国务院 2021年", "國務院 2021年"]
    tree, broken = merged('<p id="p_1">中央 2021年</p>', '<p id="p_1">中央 2021年</p>')
    assert broken == [] and tree.xpath("//p[@id='p_1']/text()") == ["中央 2021年"]


def test_pages_that_are_not_built_alike_both_stand_there_and_ids_once() -> None:
    hans = '<section id="l1_1"><p id="p_1">发展</p><p id="p_2">医药</p></section>'
    hant = '<section id="l1_1"><p id="p_1">發展<b id="p_2">醫藥</b></p></section>'
    tree, broken = merged(hans, hant)
    assert broken == []
    assert tree.xpath("//*[@class='official']//@id") == ["l1_1", "p_1", "p_2"]
    assert [shown(merged(hans, hant)[0], it) for it in ("hant", "hans")] == ["发展医药", "發展醫藥"]


def test_a_full_width_blank_is_printed_and_stays() -> None:
    tree, broken = merged("<p id='p_1'>第一条\u3000 为了  规范</p>", "<p id='p_1'>第一條\u3000 為了  規範</p>")
    assert broken == []
    assert tree.xpath("//p/span/text()") == ["第一条\u3000 为了 规范", "第一條\u3000 為了 規範"]


def test_lines_of_a_table_that_was_kept_as_it_stands_keep_their_blanks() -> None:
    tree, broken = merged("<pre id='tbl_1'>甲  乙\n价  格</pre>", "<pre id='tbl_1'>甲  乙\n價  格</pre>")
    assert broken == [] and tree.xpath("//pre/span/text()") == ["甲  乙\n价  格", "甲  乙\n價  格"]


def test_a_page_that_has_an_id_twice_is_told_of_neither_script_alone() -> None:
    """Ids are those of the first page, whatever the second says."""
    tree, broken = merged('<p id="p_1">发展</p>', '<p id="p_9">發展</p>')
    assert broken == [] and tree.xpath("//*[@class='official']//@id") == ["p_1"]


def test_links_lead_to_the_host_or_nowhere_and_only_the_text_is_taken() -> None:
    body = '<p id="p_1"><a href="../b/#p_2">甲</a><a href="#p_1">乙</a><a href="https://nhc.gov.cn/">丙</a></p>'
    tree, _ = merged(body, body, CANONICAL)
    assert tree.xpath("//main//a/@href") == [
        "https://example.org/library/policies/b/#p_2", "#p_1", "https://nhc.gov.cn/",
    ]  # fmt: skip
    assert merged(body, body)[0].xpath("//main//a/@href") == ["#p_1", "https://nhc.gov.cn/"]
    assert tree.xpath("//header/@class") == ["head"]


def test_a_file_says_all_of_itself_in_both_scripts() -> None:
    hans = page('<p id="p_1">国务院 <a href="../b/#p_2">甲</a></p>', canonical=CANONICAL)
    hant = page('<p id="p_1">國務院 <a href="../b/#p_2">甲</a></p>', "zh-Hant", "規劃")
    file, broken = single_file(Pages("policies/a", Variant.HANS, hans, hant))
    assert broken == []
    policy = '<meta http-equiv="Content-Security-Policy"[^>]*>'  # has tests of its own
    assert re.sub(f"(?<=<style>).+?(?=</style>)|{policy}", "", file, flags=re.DOTALL) == (
        '<!doctype html>\n<html lang="zh-Hans"><head><meta charset="utf-8"><meta name="viewport" '
        'content="width=device-width,initial-scale=1"><title>规划</title>'
        '<link rel="canonical" href="https://example.org/library/policies/a/"><style></style></head><body>'
        '<input type="radio" name="script" id="as-hans" autocomplete="off" checked>'
        '<input type="radio" name="script" id="as-hant" autocomplete="off">'
        '<nav><label for="as-hans" lang="zh-Hans">简体</label> '
        '<label for="as-hant" lang="zh-Hant">繁體</label> </nav>'
        '<main><header class="head"><h1><span class="hans" lang="zh-Hans">规划</span>'
        '<span class="hant" lang="zh-Hant">規劃</span></h1></header><div class="official"><p id="p_1">'
        '<span class="hans" lang="zh-Hans">国务院 </span><span class="hant" lang="zh-Hant">國務院 </span>'
        '<a href="https://example.org/library/policies/b/#p_2">甲</a></p></div></main><footer>'
        '<p class="hans" lang="zh-Hans">本文件保存自政策文库，内容以发文机关公布的版本为准。<a href="https://example.org/library/policies/a/">'
        "https://example.org/library/policies/a/</a></p>"
        '<p class="hant" lang="zh-Hant">本檔案儲存自政策文庫，內容以發文機關公布的版本為準。<a href="https://example.org/library/policies/a/">'
        "https://example.org/library/policies/a/</a></p></footer></body></html>\n"
    )


def test_the_script_it_is_printed_in_is_shown_first() -> None:
    hans, hant = page('<p id="p_1">发展</p>'), page('<p id="p_1">發展</p>', "zh-Hant", "規劃")
    for original, pages in ((Variant.HANS, (hans, hant)), (Variant.HANT, (hant, hans))):
        file, broken = single_file(Pages("policies/a", original, *pages))
        chosen = html.document_fromstring(file).xpath("//input[@checked]/@id")
        assert broken == [] and chosen == ["as-hans" if original is Variant.HANS else "as-hant"]
