"""Where mkdocs.yml says where the source files are published, each text links its own, a PDF at its page."""

from __future__ import annotations

from pathlib import Path

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
