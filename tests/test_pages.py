"""A library as pages: complete, linked, the same in both scripts, each with the head that the theme reads."""

from __future__ import annotations

import posixpath
import re
from functools import cache
from pathlib import Path

import pytest

from build_site.model import Collection, Text, Variant, Volume
from build_site.writing.pages.catalogue import catalogue, has_page
from build_site.writing.pages.pages import pages
from tests.trees import ENGLISH, FULL, contents_of, demo, html_of, libraries, official_words, printed, split, squeeze

BESIDE = (".atom", ".json", ".ndjson", ".gz", ".db", ".zip", ".inv")
HAND_WRITTEN = Path(__file__).parent.parent / "docs" / "pages"
BOTH = list(Variant)


@cache
def written(variant: Variant) -> dict[str, str]:
    hand_written = {path.stem: path.read_text("utf-8") for path in HAND_WRITTEN.glob("*.md")}
    return pages(libraries(), variant, hand_written)


def texts(variant: Variant) -> list[Text]:
    return [entry.text for entry in catalogue(libraries(), variant)]


# --------------------------------------------------------------------------- complete


@pytest.mark.parametrize("variant", BOTH)
def test_every_text_has_its_words_on_its_page(variant: Variant) -> None:
    for text in texts(variant):
        if text.language == "zh":
            page = written(variant)[f"{text.path}/index.md"]
            assert official_words(page) == squeeze("".join(printed(text.body)))


@pytest.mark.parametrize("variant", BOTH)
def test_every_volume_has_its_own_words_on_its_page_and_not_those_of_its_texts(variant: Variant) -> None:
    for volume in filter(has_page, demo(variant).volumes):
        assert official_words(written(variant)[f"{volume.path}/index.md"]) == squeeze("".join(printed(volume.body)))


def test_groups_stand_under_their_topic_and_both_say_their_line() -> None:
    soup = html_of(written(Variant.HANS)["volumes/huibian/index.md"])
    assert [(h.name, h["id"], h["data-line"]) for h in soup.select("h2, h3")] == [
        ("h2", "h_1", "1"),
        ("h2", "l1_1", "2"),
        ("h3", "l1_1__l2_1", "2"),
        ("h2", "l1_2", "35"),
    ]


def test_official_words_name_their_source_file() -> None:
    soup = html_of(written(Variant.HANS)[f"policies/{FULL}/index.md"])
    assert soup.select_one(".official")["data-source"] == "huibian.txt"  # type: ignore[index]


def test_a_source_that_is_one_text_has_no_page_of_its_own() -> None:
    paths = {path for path in written(Variant.HANS) if path.startswith("volumes/")}
    assert paths == {"volumes/huibian/index.md", "volumes/qikan/index.md"}


def test_a_source_with_words_beside_its_one_text_has_a_page() -> None:
    volume = demo(Variant.HANS).volumes[2]
    collection = Collection("topic", 1, "一、", "总体", (), volume.body[0].span)
    assert not has_page(volume)
    assert has_page(Volume("single", "a", "a", volume.source, Variant.HANS, (*volume.body, collection)))


# --------------------------------------------------------------------------- both scripts


def test_both_scripts_have_the_same_pages_but_for_texts_that_are_not_chinese() -> None:
    assert written(Variant.HANS).keys() - written(Variant.HANT).keys() == {f"policies/{ENGLISH}/index.md"}
    assert written(Variant.HANT).keys() <= written(Variant.HANS).keys()


def test_both_scripts_have_the_same_ids_in_the_same_order() -> None:
    for path, page in written(Variant.HANT).items():
        both = [html_of(markdown).select("[id]") for markdown in (written(Variant.HANS)[path], page)]
        assert [e["id"] for e in both[0]] == [e["id"] for e in both[1]], path


def test_the_order_of_listings_is_that_of_the_simplified_words_in_both_scripts() -> None:
    links = [[a["href"] for a in html_of(written(variant)["titles/index.md"]).select(".entries a")] for variant in BOTH]
    assert [re.sub(r"^(\.\./)+|index\.md$", "", str(href)) for href in links[0]] == [
        re.sub(r"^(\.\./)+|index\.md$", "", str(href)) for href in links[1]
    ]


def test_traditional_pages_link_to_the_one_page_of_an_english_text() -> None:
    links = [str(a["href"]) for a in html_of(written(Variant.HANT)["titles/index.md"]).select("a")]
    assert f"../../policies/{ENGLISH}/" in links  # from zh-hant/titles/


def test_traditional_pages_show_traditional_words() -> None:
    page = written(Variant.HANT)[f"policies/{FULL}/index.md"]
    assert "國家戰略性新興產業發展規劃" in page and "国" not in page


# --------------------------------------------------------------------------- links


@pytest.mark.parametrize("variant", BOTH)
def test_every_link_arrives_at_a_page_and_an_id(variant: Variant) -> None:
    tree = written(variant)
    ids = {path: {str(e["id"]) for e in html_of(page).select("[id]")} for path, page in tree.items()}
    for path, page in tree.items():
        for href in (str(a["href"]) for a in html_of(page).select("a")):
            target, _, fragment = href.partition("#")
            if target.endswith(BESIDE):
                continue  # a file beside the pages; the check of the finished site finds it
            file = posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) if target else path
            file += "/index.md" if target.endswith("/") else ""  # a mark of the picture: the page as it will stand
            if ENGLISH not in href or variant is Variant.HANS:
                assert file in tree, (path, href)
                assert not fragment or fragment in ids[file], (path, href)


# --------------------------------------------------------------------------- heads


def test_the_head_of_a_text_says_what_is_known_of_it() -> None:
    head, _ = split(written(Variant.HANS)[f"policies/{FULL}/index.md"])
    names = head.pop("names")
    assert head.pop("above") == {"art_1": "chp_1", "art_3": "chp_1"}
    assert (names["art_1__para_2"], names["l1_1"]) == ("^第二款", "第一部分")  # type: ignore[index]
    assert head == {
        "title": "“十三五”国家战略性新兴产业发展规划",
        "kind": "work",
        "path": f"policies/{FULL}",
        "lang": "zh-Hans",
        "original": "zh-Hans",
        "has_other_script": True,
        "description": "国发〔2016〕67号 · 国务院、国家卫生健康委、工业和信息化部 · 2016年11月29日 · 全文 · "
        "载《医药政策汇编》第 1–4 页",
        "work": {
            "slug": FULL,
            "document_number": "国发〔2016〕67号",
            "issuers": ["国务院", "国家卫生健康委", "工业和信息化部"],
            "issued": "2016-11-29",
            "excerpt": False,
            "kicker": "",
            "source_name": None,
            "summary": None,
            "topic": "一、总体文件",
            "group": "（一）国务院文件",
            "language": "zh",
            "legislation": False,
            "enacted": {"adopted": None, "promulgated": None, "amended": [], "effective": None},
        },
        "enacted": [],
        "volume": {"title": "医药政策汇编", "path": "volumes/huibian"},
        "source": {
            "file": "huibian.txt",
            "first_line": 3,
            "last_line": 32,
            "first_page": 1,
            "last_page": 4,
            "page_starts": [],
            "sheet": None,
        },
        "other_texts": [
            {
                "href": "2/",
                "title": "“十三五”国家战略性新兴产业发展规划",
                "note": "节选 · 载《医药政策汇编》第 4 页",
            }
        ],
        "cited": "1 处",
        "previews": {"policies/yaopinguanlibanfa#art_3": ["药品管理办法", "第三条", "见《规划》第一条。"]},
        "next": {"title": "药品管理办法", "path": "policies/yaopinguanlibanfa"},
    }


def test_neighbours_are_those_of_the_volume_in_reading_order() -> None:
    head, _ = split(written(Variant.HANS)["policies/yaopinguanlibanfa/index.md"])
    assert head["previous"]["path"] == f"policies/{FULL}"  # type: ignore[index]
    assert head["next"]["path"] == f"policies/{FULL}/2"  # type: ignore[index]


def test_an_english_text_has_an_english_head_and_no_other_script() -> None:
    head, _ = split(written(Variant.HANS)[f"policies/{ENGLISH}/index.md"])
    assert (head["lang"], head["original"], head["has_other_script"]) == ("en", "en", False)


def test_a_dated_month_stays_words() -> None:
    head, _ = split(written(Variant.HANS)["policies/yaopinguanlibanfa/index.md"])
    assert head["work"]["issued"] == "2021-03"  # type: ignore[index]


@pytest.mark.parametrize("variant", BOTH)
def test_every_page_says_kind_path_and_script(variant: Variant) -> None:
    for path, page in written(variant).items():
        head, _ = split(page)
        assert (
            head["kind"] in {"home", "work", "volume", "listing", "page", "search"}
            and head["title"]
            and head["description"]
        )
        assert path == f"{head['path']}/index.md".removeprefix("/")
        assert head["lang"] == ("en" if ENGLISH in path else variant.value)


def test_a_page_has_no_heading_of_the_first_level_because_the_theme_gives_it() -> None:
    assert not [path for path, page in written(Variant.HANS).items() if html_of(page).select("h1")]


def test_every_heading_of_every_page_has_an_id_of_ours() -> None:
    for path, page in written(Variant.HANS).items():
        for _, identity, words in contents_of(page):
            assert re.fullmatch(r"[a-z][a-z0-9_]*", identity), (path, words)


def test_an_article_shows_the_summary_that_the_digest_prints_of_it() -> None:
    head, body = split(written(Variant.HANT)[next(path for path in written(Variant.HANT) if _is_of(path, "qikan"))])
    assert head["work"]["summary"] == "多位代表建議。"
    assert "多位代表建議" not in body  # its words stand on the page of the volume, and only there


def _is_of(path: str, volume: str) -> bool:
    page = written(Variant.HANT)[path]
    return path.startswith("policies/") and split(page)[0].get("volume", {}).get("path") == f"volumes/{volume}"
