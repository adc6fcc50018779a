"""Which element of a page holds the text, and which are frames and menus around it.

Sites of official bodies are made with few editors, whose containers have names of their own; a page of another make
has an element that holds nearly all of its running prose.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bs4 import BeautifulSoup
from bs4.element import Tag

from build_site.reading.carriers.web_lines import BLOCKS
from build_site.reading.carriers.web_tree import Weights

# Names (id or class) of elements that an editor wraps around a text, and where they are met.
CONTAINERS = (
    ("ucap-content", "www.gov.cn and the sites built like it"),
    ("pages_content", "www.gov.cn since 2014"),
    ("trs_editor", "TRS, the editor of most ministries and provinces"),
    ("trs_ueditor", "TRS since 2017"),
    ("trs_editor_view", "TRS since 2020"),
    ("trs_autoadd", "TRS"),
    ("zoom", "sites whose type can be made larger: ministries, provinces, court.gov.cn"),
    ("zoomcon", "provincial sites"),
    ("fontzoom", "provincial sites"),
    ("font_area", "provincial sites"),
    ("txt_txt", "court.gov.cn"),
    ("article_con", "provincial sites"),
    ("article-con", "provincial sites"),
    ("article_content", "provincial sites"),
    ("article-content", "provincial sites"),
    ("articlecontent", "provincial sites"),
    ("artibody", "news sites"),
    ("newscontent", "provincial sites"),
    ("news_content", "provincial sites"),
    ("ewb-article-content", "Epoint, of many cities"),
    ("xxgk_content", "pages of 政府信息公开"),
    ("xxgk-content", "pages of 政府信息公开"),
    ("zwxl-content", "provincial sites"),
    ("wz_content", "provincial sites"),
    ("con_txt", "provincial sites"),
    ("v_news_content", "Visual SiteBuilder"),
    ("vsb_content", "Visual SiteBuilder"),
    ("wp_articlecontent", "WebPlus"),
    ("j-fontcontent", "Dahan, of many cities"),
    ("js_content", "WeChat"),
    ("rich_media_content", "WeChat"),
    ("law-reg-content", "law.moj.gov.tw"),
    ("law-article-content", "law.moj.gov.tw"),
    ("lawcontent", "npc.gov.cn"),
    ("hklm_body", "www.elegislation.gov.hk"),
    ("legiscontent", "www.elegislation.gov.hk"),
)
_NAMES = frozenset(name for name, _ in CONTAINERS)

_FRAME = ("nav", "footer", "aside", "header", "form")
_FRAME_ROLES = ("navigation", "banner", "contentinfo", "search", "complementary")
_MENU_LINKS = 3  # fewer links are no menu
_MENU_SHARE = 0.7  # of a block's characters stand in links
_PROSE_SHARE = 0.6  # of the page's prose stands in what an editor wrapped, or the name is that of something else
_TEXT_SHARE = 0.6  # of the page's characters outside links make an element the text


def named_containers(soup: BeautifulSoup) -> list[Tag]:
    """The outermost elements with the name of an editor's container."""
    found = [tag for tag in soup.find_all(True) if _is_named(tag)]
    known = {id(tag) for tag in found}
    return [tag for tag in found if not any(id(parent) in known for parent in tag.parents)]


def _is_named(tag: Tag) -> bool:
    names = [str(tag.get("id") or ""), *(tag.get_attribute_list("class") or [])]
    return any(str(name).lower() in _NAMES for name in names if name)


def sure_containers(soup: BeautifulSoup, named: Sequence[Tag], weights: Weights) -> list[Tag]:
    """Those of ``named`` that together hold the prose of the page; none where they do not."""
    holding = [tag for tag in named if weights[id(tag)].letters]
    prose = sum(weights[id(tag)].prose for tag in holding)
    return holding if holding and prose >= _PROSE_SHARE * weights[id(soup)].prose else []


def around_text(soup: BeautifulSoup, weights: Weights) -> list[Tag]:
    """The elements around the text, outermost first: each holds most of what is not a link."""
    enough = _TEXT_SHARE * weights[id(soup)].running
    return [tag for tag in (soup, *soup.find_all(True)) if weights[id(tag)].running >= enough]


def frames_and_menus(soup: BeautifulSoup, around: Sequence[Tag], weights: Weights) -> Iterator[tuple[Tag, str]]:
    """What HTML itself calls a frame, and blocks outside the text that are nearly all links, with the reason."""
    holding = {id(tag) for tag in around}
    inside = {id(tag) for tag in around[-1].find_all(True)} if around else set()
    for tag in soup.find_all(True):
        if id(tag) in holding:
            continue
        if _is_frame(tag):
            yield tag, "frame of the page"
        elif tag.name in BLOCKS and id(tag) not in inside and _is_menu(tag, weights):
            yield tag, "menu"


def _is_frame(tag: Tag) -> bool:
    """A page's header may hold its title, and the header of an article does."""
    if tag.name == "header" and (tag.find("h1") or tag.find_parent(["article", "main"])):
        return False
    return tag.name in _FRAME or tag.get("role") in _FRAME_ROLES


def _is_menu(tag: Tag, weights: Weights) -> bool:
    weight = weights[id(tag)]
    return weight.links >= _MENU_LINKS and weight.linked >= _MENU_SHARE * weight.letters
