"""Where mkdocs.yml says where the source files are published, each text links its own, a PDF at its page."""

from __future__ import annotations

from pathlib import Path

from lxml import html

from build_site.pipeline import Places, build
from build_site.publishing.mkdocs.mkdocs_build import CONFIG_FILE
from testing.printing.pdf_file import Page, pdf

ROOT = Path(__file__).parents[1]
OFF, ON = "# published_sources: https://example.org/sources/", "published_sources: https://example.org/sources/"


def test_a_text_links_the_page_of_its_source(tmp_path: Path) -> None:
    page = Page()
    page.words("数据管理办法", 200, 740, 18)
    page.words("第一条　为了规范数据的处理活动，制定本办法。", 90, 700, 12)
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "数据 1.pdf").write_bytes(pdf([Page(), page]))
    text = CONFIG_FILE.read_text("utf-8")
    assert OFF in text
    text = text.replace(OFF, ON).replace("custom_dir: build_site", f"custom_dir: {ROOT / 'build_site'}")
    (tmp_path / "mkdocs.yml").write_text(text, "utf-8")
    site = tmp_path / "site"
    build(Places(tmp_path / "texts", site, None, ROOT / "docs" / "pages", config=tmp_path / "mkdocs.yml"))
    linked = 'href="https://example.org/sources/%E6%95%B0%E6%8D%AE%201.pdf#page=2"'
    for folder in (site, site / "zh-hant"):
        assert linked in (folder / "policies" / "shu-ju-guan-li-ban-fa" / "index.html").read_text("utf-8")


PAGE = """<!DOCTYPE html><html><head><title>关于甲事项的通知_某市人民政府</title>
<link rel="canonical" href="https://www.example.gov.cn/a.html?id=1&amp;x='&quot;2"></head><body>
<table><tr><td>发布日期：</td><td>2019-02-01</td><td>成文日期：</td><td>2019年1月27日</td></tr>
<tr><td>标题：</td><td>关于甲事项的通知</td><td>发文字号：</td><td>国发〔2019〕5号</td></tr></table>
<h1>关于甲事项的通知</h1><p>国发〔2019〕5号</p><p>各省、自治区、直辖市人民政府：</p>
<p>现将有关事项通知如下。一、加强组织领导，抓好落实。</p><p>国务院</p><p>2019年1月27日</p></body></html>"""


def built(tmp_path: Path, settings: str = "") -> list[str]:
    """The heads of the page in both scripts, of a saved page with these settings beside it."""
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.html").write_text(PAGE.replace("&quot;2", "2"), "utf-8")
    (tmp_path / "texts" / "a.toml").write_text(settings, "utf-8")
    build(Places(tmp_path / "texts", tmp_path / "site", None, ROOT / "docs" / "pages"))
    pages = (tmp_path / "site" / folder / "policies" / "guofa-2019-5" / "index.html" for folder in ("", "zh-hant"))
    return [html.fromstring(page.read_bytes()).xpath("string(//dl[@class='facts'])") for page in pages]


def test_a_page_says_where_and_when_its_text_was_published(tmp_path: Path) -> None:
    simplified, traditional = built(tmp_path)
    assert "原网址https://www.example.gov.cn/a.html?id=1&x='2" in "".join(simplified.split())
    assert "发布日期2019年2月1日" in "".join(simplified.split())
    assert "發布日期2019年2月1日" in "".join(traditional.split())


def test_the_settings_beside_a_page_know_better_where_it_was_published(tmp_path: Path) -> None:
    simplified, _ = built(tmp_path, 'origin = "https://www.gov.cn/b"\n')
    assert "原网址https://www.gov.cn/b" in "".join(simplified.split())
