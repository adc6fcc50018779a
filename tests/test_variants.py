"""One word in mkdocs.yml gives a further variant: the same pages, ids and words in the glyphs of Hong Kong."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from playwright.sync_api import Page

from build_site.linking.addresses import address_file
from build_site.linking.addresses.address import Address
from build_site.model import Variant
from build_site.notices import SetupError
from build_site.pipeline import ADDRESSES, Places, build
from build_site.pipeline import move as declare_move
from build_site.publishing.checks.check_pages import check_glyphs
from build_site.publishing.checks.read_pages import Site, read_site
from build_site.publishing.mkdocs.mkdocs_build import CONFIG_FILE, variants
from build_site.settings import Move
from build_site.variants import USUAL, VARIANTS
from build_site.writing.script.glyphs import in_glyphs, is_glyph_of
from tests.builds import made_once

ROOT = Path(__file__).parents[1]
LINE = "variants: [zh-Hans, zh-Hant]"
WORK = "policies/guofa-2016-67/"


def config(folder: Path, line: str) -> Path:
    text = CONFIG_FILE.read_text("utf-8")
    assert LINE in text
    text = text.replace(LINE, line).replace("custom_dir: build_site", f"custom_dir: {ROOT / 'build_site'}")
    (folder / "mkdocs.yml").write_text(text, "utf-8")
    return folder / "mkdocs.yml"


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library in three variants."""
    return made_once(tmp_path_factory, "three", in_three) / "site"


def in_three(folder: Path) -> None:
    sources = shutil.copytree(ROOT / "source_texts", folder / "source_texts")
    line = "variants: [zh-Hans, zh-Hant, zh-Hant-HK]"
    (folder / "docs" / "zh-hans").mkdir(parents=True)
    move(sources, Move("guofa-2000-1", "guofa-2016-67", "merged"), "guofa-2000-1#l1_4")
    move(sources, Move("guofa-2016-67#l1_99", "guofa-2016-67#l1_4", "misread"))
    build(Places(sources, folder / "site", None, ROOT / "docs" / "pages", config=config(folder, line)))


def move(sources: Path, moved: Move, published: str = "") -> None:
    """Declare a move of what was published."""
    slug, _, id = (published or moved.origin).partition("#")
    address_file.add(sources / ADDRESSES, [Address(slug, id, "词")])
    declare_move(sources, moved)


@pytest.fixture(scope="module")
def read(three: Path) -> Site:
    return read_site(three)


def words(page: Path) -> str:
    return str(html.fromstring(page.read_bytes()).xpath("string(//*[@data-source])"))


# --------------------------------------------------------------------------- glyphs


@pytest.mark.parametrize(
    ("taiwan", "hong_kong"),
    [
        ("衛生", "衞生"),
        ("說明", "説明"),
        ("著力推進", "着力推進"),
        ("著作權", "著作權"),
        ("床位", "牀位"),
        ("裡面", "裏面"),
        ("參保人員參保", "參保人員參保"),
        ("線上", "線上"),
    ],
)
def test_words_stay_and_glyphs_change(taiwan: str, hong_kong: str) -> None:
    assert in_glyphs(taiwan, "hk") == hong_kong


@given(st.text(alphabet=st.sampled_from("衛說床著裡參稅啟群abc#*[]()<>\n　1（）—…"), max_size=60))
def test_nothing_but_glyphs_changes(text: str) -> None:
    now = in_glyphs(text, "hk")
    assert len(now) == len(text)
    assert all(was == is_now or is_glyph_of(was, is_now, "hk") for was, is_now in zip(text, now, strict=True))


# --------------------------------------------------------------------------- the site


def test_it_stands_beside_the_others_with_the_same_pages(three: Path, read: Site) -> None:
    hant = {it.path for it in read.pages.values() if it.address.startswith("zh-hant/")}
    assert "policies/guofa-2000-1/index.html" in hant
    assert {name.removeprefix("zh-hant-hk/") for name in read.regional} == hant
    page = words(three / "zh-hant-hk" / WORK / "index.html")
    assert page == in_glyphs(words(three / "zh-hant" / WORK / "index.html"), "hk") and "創新藥" in page


def test_its_pages_tell_programs_their_own_tag(three: Path) -> None:
    for row in VARIANTS:
        page = html.fromstring((three / row.folder / WORK / "index.html").read_bytes())
        assert page.xpath("//html/@lang") == page.xpath("//meta[@name='citation_language']/@content") == [row.tag]
        assert page.xpath("//meta[@property='og:locale']/@content") == [row.locale]


def test_its_interface_is_in_the_same_glyphs(three: Path) -> None:
    for path in ("", "about/", "titles/", WORK):
        page = html.fromstring((three / "zh-hant-hk" / path / "index.html").read_bytes())
        for quoted in page.xpath("//script | //style | //*[contains(@class, 'script-switch')]"):
            quoted.drop_tree()
        text = page.text_content() + "".join(map(str, page.xpath("//@title | //@aria-label | //@placeholder")))
        assert [(was, now) for was, now in zip(text, in_glyphs(text, "hk"), strict=True) if was != now] == [], path


def test_its_pages_say_what_they_are_and_name_the_others(three: Path) -> None:
    content = (three / "zh-hant-hk" / WORK / "index.html").read_text("utf-8")
    assert '<html lang="zh-Hant-HK"' in content
    tags = re.findall(r'<link rel="alternate " hreflang="(.*?)"', content)
    assert tags == ["zh-Hans", "zh-Hant", "zh-Hant-HK", "x-default"]


def test_its_search_is_in_the_same_glyphs_and_understands_every_other(page: Page, three: Path) -> None:
    status = page.locator("[data-search] [data-search-status]")
    for words in ("衞生健康", "衛生健康", "卫生健康"):
        page.goto(f"{three.as_uri()}/zh-hant-hk/index.html")
        page.locator("[data-search] [name=q]").fill(words)
        status.get_by_text("件文件").wait_for()
        said = status.text_content()
        shown = page.locator("[data-search] [data-search-results]").text_content() or ""
        assert "衞生健康" in shown and in_glyphs(shown, "hk") == shown
        assert page.locator("[data-search-results] mark").first.text_content() == "衞生健康"
        link = page.locator("[data-search-results] a").first.get_attribute("href") or ""
        assert "zh-hant-hk/policies/" in link
        assert re.fullmatch(r"\d+ 處，見於 \d+ 件文件", said or "")


def test_the_switch_leads_round_all_three(page: Page, three: Path) -> None:
    page.goto(f"{three.as_uri()}/{WORK}index.html#l1_4")
    for tag, place in (("zh-Hant-HK", "zh-hant-hk/"), ("zh-Hant", "zh-hant/"), ("zh-Hans", "")):
        page.locator(f"[data-script-switch][hreflang={tag}]").click()
        page.wait_for_url(f"{three.as_uri()}/{place}{WORK}index.html#l1_4")
        assert page.locator("html").get_attribute("lang") == tag


def test_what_has_moved_is_followed_in_it(page: Page, three: Path) -> None:
    here = f"{three.as_uri()}/zh-hant-hk/"
    for origin, target in (("policies/guofa-2000-1/index.html#l1_4", "#l1_4"), (f"{WORK}index.html#l1_99", "#l1_4")):
        page.goto(here + origin)
        page.wait_for_url(f"{here}{WORK}index.html{target}")


# --------------------------------------------------------------------------- what goes wrong


def test_its_check_sees_a_lost_page_a_lost_word_and_a_lost_id(read: Site) -> None:
    assert check_glyphs(read, is_glyph_of) == []
    name = f"zh-hant-hk/{WORK}index.html"
    twin = next(it for it in read.regional.values() if it.address != name and it.official.pieces)
    for changed, codes in (
        ({it: page for it, page in read.regional.items() if it != name}, {"page-missing"}),
        (read.regional | {name: replace(read.regional[name], official=twin.official)}, {"altered"}),
        (read.regional | {name: replace(read.regional[name], ids=twin.ids)}, {"ids-differ"}),
        (read.regional | {name: replace(read.regional[name], lang="zh-Hant")}, {"wrong-lang"}),
        (read.regional | {"zh-hant-hk/x/index.html": twin}, {"page-too-many"}),
    ):
        assert {it.code for it in check_glyphs(replace(read, regional=changed), is_glyph_of)} == codes


def test_it_is_off_unless_asked_for(tmp_path: Path) -> None:
    assert variants() == USUAL
    assert variants(config(tmp_path, "variants: [zh-Hans, zh-Hant, zh-Hant-HK]")) == VARIANTS


@pytest.mark.parametrize("line", ["variants: [zh-Hant]", "variants: [zh-Hans, zh-Hant, zh-Hant-MO]", "variants: []"])
def test_a_variant_that_does_not_exist_is_refused(tmp_path: Path, line: str) -> None:
    with pytest.raises(SetupError, match="zh-Hant-HK"):
        variants(config(tmp_path, line))


def test_every_character_there_is_stays_or_becomes_its_own_glyph() -> None:
    blocks = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00), (0x20000, 0x32400))
    every = "".join(chr(code) for first, end in blocks for code in range(first, end) if code & 0xFFFE != 0xFFFE)
    glyphs = in_glyphs(every, "hk")
    assert len(glyphs) == len(every)
    assert [was for was, now in zip(every, glyphs, strict=True) if was != now and not is_glyph_of(was, now, "hk")] == []


def test_folders_tags_and_glyphs_stand_in_the_rows_alone() -> None:
    code = [path for path in (ROOT / "build_site").rglob("*.py") if path.name != "variants.py"]
    told = re.compile(r"""["'](?:zh-hant(?:-hk)?/?|zh-Hant-HK|HK|hk)["']""")
    said = [(path, line) for path in code for line in path.read_text("utf-8").splitlines() if ">>>" not in line]
    assert [(path.name, line) for path, line in said if told.search(line)] == []
    theme = [it for it in (ROOT / "build_site" / "theme").rglob("*") if it.suffix in (".html", ".js", ".txt", ".xml")]
    comments = re.compile(r"/\*.*?\*/|\{#.*?#\}", re.S)
    assert len(theme) > 40
    assert [it.name for it in theme if re.search("zh-han", comments.sub("", it.read_text("utf-8")), re.I)] == []


def test_rows_can_be_told_apart_also_by_the_page_for_missing_addresses() -> None:
    assert len({row.tag for row in VARIANTS}) == len({row.folder for row in VARIANTS}) == len(VARIANTS)
    assert {row.script for row in USUAL} == set(Variant)
    assert [row.folder for row in VARIANTS if not re.fullmatch(r"([a-z-]+/)?", row.folder)] == []
