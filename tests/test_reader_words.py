"""What readers are told stands in ``data/words.tsv`` and nowhere else, whole in each script, and all of it is used."""

from __future__ import annotations

import ast
import json
import re
import string
from collections.abc import Iterator, Mapping
from pathlib import Path

import material
import pytest
from jinja2 import Environment, nodes

from build_site.formats import FORMATS, LIBRARY_FILES
from build_site.model import Variant
from build_site.notices import SetupError
from build_site.publishing.mkdocs.browser_words import SAID, browser_words
from build_site.publishing.mkdocs.mkdocs_build import CONFIG_FILE, build
from build_site.units.words import NAMES
from build_site.variants import VARIANTS, own
from build_site.words import USUAL, columns, parse, say, words_of
from build_site.writing.script.convert import converter

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "build_site"
KEYS = words_of(USUAL).keys()
SCRIPTS = [variant.value for variant in Variant]

# --------------------------------------------------------------------------- the table itself


def test_both_scripts_say_everything_with_the_same_values() -> None:
    for key in KEYS:
        told = {tag: words[key] for tag, words in columns().items() if words[key]}
        assert told.keys() >= set(SCRIPTS), key
        assert len({frozenset(_values(words)) for words in told.values()}) == 1, key


def _values(words: str) -> Iterator[str]:
    return (name for _, name, _, _ in string.Formatter().parse(words) if name)


def test_what_units_are_called_is_there_in_every_language_with_the_same_values() -> None:
    for name, words in NAMES.items():
        assert words.keys() == columns().keys(), name
        assert len({frozenset(_values(it)) for it in words.values()}) == 1, name


@pytest.mark.parametrize(("table", "complaint"), [
    ("key\ta\tb\nx\t1\t2\t3", r"words\.tsv:2: x has 3 cells for 2 languages"),
    ("key\ta\n# heading\nx\t1\ny\t2\nx\t3", r"words\.tsv:5: x stands twice"),
])  # fmt: skip
def test_a_wrong_row_is_named_with_its_line(table: str, complaint: str) -> None:
    with pytest.raises(SetupError, match=complaint):
        parse(table)


def test_blanks_at_an_end_stand_in_quotes() -> None:
    assert parse('key\ta\tb\nx\t" · "\t“q”')["a"]["x"] == " · "
    assert [key for words in columns().values() for key, it in words.items() if it != it.strip() and it[0] != " "] == []


@pytest.mark.parametrize(("language", "said"), [
    ("zh-Hant", "繁體，3 處"), ("zh-Hant-HK", "繁體，3 處"), ("en", "3 places"), ("en-GB", "3 places"),
    ("fr", "简体，3 处"),
])  # fmt: skip
def test_a_language_without_a_column_has_the_nearest_one(
    monkeypatch: pytest.MonkeyPatch, language: str, said: str
) -> None:
    table = parse("key\tzh-Hans\tzh-Hant\ten\nx\t简体，{n} 处\t繁體，{n} 處\t{n} places\ny\t独有\t獨有")
    monkeypatch.setattr("build_site.words.columns", lambda: table)
    words_of.cache_clear()
    assert say(language, "x", n=3) == said
    assert words_of("en")["y"] == "独有"
    words_of.cache_clear()


# --------------------------------------------------------------------------- both scripts

# What OpenCC and our terms make of the Simplified words, and what Taiwan says of programs and files.
OTHERWISE = {
    "跳轉至": "跳至正文",
    "頁眉": "頁首",
    "導航欄": "導覽",
    "回到頁面頂部": "回到頂端",
    "源文件": "原始檔",
    "經提取後行列": "經擷取後欄列",
    "打印": "列印",
    "單個網頁文件": "單一網頁檔案",
    "純文本": "純文字",
    "本文件保存自": "本檔案儲存自",
    "索引文件": "索引檔",
    "壓縮文件": "壓縮檔",
    "文檔": "文件",
    "鏈接": "連結",
    "下劃線": "底線",
    "數據": "資料",
    "保存設置": "儲存設定",
    "剪貼板": "剪貼簿",
    "字段": "欄位",
}
# These speak of the script that they are written in, or of the other one.
OF_SCRIPTS = ("switch.", "original.", "saved.script", "overview.addresses", "overview.other")


def test_traditional_words_are_the_converted_ones_or_listed_here() -> None:
    convert = converter(Variant.HANS, Variant.HANT).text
    simplified, traditional = (columns()[tag] for tag in SCRIPTS)
    left = dict.fromkeys(OTHERWISE, 0)
    found = []
    for key in (it for it in KEYS if not it.startswith(OF_SCRIPTS)):
        made = convert(simplified[key])
        if made == traditional[key]:
            continue
        for was, now in OTHERWISE.items():
            left[was] += made.count(was)
            made = made.replace(was, now)
        if made != traditional[key]:
            found.append(key)
    assert found == []
    assert [was for was, count in left.items() if not count] == []


def foreign(words: str, variant: Variant) -> set[str]:
    """Characters that only the other script has: not in this one's national standard, and changed on the way in."""
    standard = "gb2312" if variant is Variant.HANS else "big5"
    into = converter(*(it for it in Variant if it is not variant), variant)
    han = {it for it in words if "\u4e00" <= it <= "\u9fff"}
    return {it for it in han if not it.encode(standard, "ignore") and into.text(it) != it}


def test_the_check_sees_a_character_of_the_other_script() -> None:
    assert foreign("首页与頁首", Variant.HANS) == {"頁"}
    assert foreign("首頁與页", Variant.HANT) == {"页"}
    assert foreign("平台若干發布於里程", Variant.HANT) == set()


@pytest.mark.parametrize("variant", list(Variant))
def test_each_column_speaks_its_own_script(variant: Variant) -> None:
    said = columns()[variant.value] | {name: words[variant.value] for name, words in NAMES.items()}
    found = {key: foreign(words, variant) for key, words in said.items() if not key.startswith("switch.sign.")}
    assert {key: wrong for key, wrong in found.items() if wrong} == {}


# --------------------------------------------------------------------------- every row is used, and every key has a row

ANY = "[a-zA-Z-]+"
# Begin as keys do, and are names of files or of a reader's settings.
NO_KEYS = {row.name for row in (*FORMATS, *LIBRARY_FILES)} | {"library.place", "library.pages", "text.css"}
DOTTED = re.compile(rf"(?:{'|'.join(sorted({key.split('.')[0] for key in KEYS if '.' in key}))})\..*[^.]")


def _in_python(source: str) -> Iterator[str]:
    """Every string as a pattern; of an f-string what it can be."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield re.escape(node.value)
        elif isinstance(node, ast.JoinedStr):
            yield "".join(re.escape(str(it.value)) if isinstance(it, ast.Constant) else ANY for it in node.values)


def _in_template(source: str) -> Iterator[str]:
    tree = Environment().parse(source)
    for words in tree.find_all(nodes.Const):
        yield re.escape(str(words.value))
    for made in tree.find_all(nodes.Concat):
        yield "".join(re.escape(str(it.value)) if isinstance(it, nodes.Const) else ANY for it in made.nodes)


def _in_program(source: str) -> Iterator[str]:
    for words in re.findall(r'"([^"\n]*)"|`([^`\n]*)`', _code(source)):
        yield re.sub(r"\\\$\\\{.*?\\\}", ANY, re.escape("".join(words)))


def _code(source: str) -> str:
    """JavaScript without its comments."""
    return re.sub(r"/\*.*?\*/|(?<![:\"'`\\])//[^\n]*", "", source, flags=re.S)


def _in_settings(source: str) -> Iterator[str]:
    yield from map(re.escape, re.findall(r"[\w-]+(?:\.[\w-]+)+", re.sub(r"#.*", "", source)))


READ = {".py": _in_python, ".html": _in_template, ".js": _in_program, ".yml": _in_settings}
FILES = [it for it in [*sorted(PACKAGE.rglob("*")), CONFIG_FILE] if it.suffix in READ]
QUOTED: Mapping[Path, set[str]] = {it: set(READ[it.suffix](it.read_text("utf-8"))) for it in FILES}
# What the templates of Material ask for, and what only its parts ask for that this site has not.
MATERIAL = Path(material.__file__).parent / "templates"


def test_every_row_is_used() -> None:
    asked = set(re.findall(r"lang\.t\(.([\w.]+)", "".join(it.read_text("utf-8") for it in MATERIAL.rglob("*.html"))))
    quoted = set().union(*QUOTED.values()) | {f"unit\\.{re.escape(name)}" for name in NAMES}
    plain = {re.sub(r"\\(.)", r"\1", it) for it in quoted if ANY not in it} | asked
    patterns = [re.compile(it) for it in quoted if ANY in it and DOTTED.fullmatch(it.replace("\\", ""))]
    assert [key for key in KEYS if key not in plain and not any(it.fullmatch(key) for it in patterns)] == []


@pytest.mark.parametrize("path", [it for it in FILES if it.name != "words.py"], ids=lambda it: it.name)
def test_every_key_has_a_row(path: Path) -> None:
    named = {it for it in QUOTED[path] if DOTTED.fullmatch(it.replace("\\", "")) and " " not in it and "/" not in it}
    unknown = [it for it in named if not any(re.fullmatch(it, key) for key in KEYS)]
    assert {it.replace("\\", "") for it in unknown} - NO_KEYS == set()


# --------------------------------------------------------------------------- no word stands anywhere else

# What reads Chinese has patterns of it and says nothing: the reading, the citations, the units, the two scripts.
GRAMMAR = ("reading/", "linking/", "units/", "writing/script/", "writing/search/search_fold.py")
GRAMMAR += ("document_numbers.py", "likeness.py", "numerals.py")
# What tells whoever runs the build what is wrong, in English, with an example of what to write.
COMMANDS = ("__main__.py", "command_line.py", "settings_file.py", "report.py")
# Words of another kind: what they are instead of what a reader is told.
NO_READER_WORDS = {
    ("model.py", "号"): "a document number as it is printed",
    ("model.py", "年第"): "the same",
    ("model.py", "第"): "the same",
    ("model.py", "〔"): "the same",
    ("model.py", "〕"): "the same",
    ("writing/exports/docx_parts.py", "；"): "Word parts the creators of a document by it",
    (
        "writing/exports/database.py",
        "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff",
    ): "blocks",
    ("writing/exports/schemas.py", "^\\S+(〔[0-9]{4}〕[0-9]+[号號]|([0-9]{4}年)?第[0-9]+[号號])$"): "a document number",
    ("writing/pages/cited.py", "^中华人民共和国(?=.)"): "what the short name of a law leaves out",
    ("writing/pages/cited.py", "《》"): "marks that a name may stand in",
    ("writing/pages/citing.py", "[。！？；\\n\\t]"): "where a sentence ends",
    ("writing/pages/clauses.py", "》"): "what a title ends with",
    ("writing/pages/escape.py", "\u3000"): "a blank of the text",
    ("writing/pages/markdown.py", "\u3000"): "a blank of the text",
    ("writing/pages/markdown.py", "、）．。：:）]】〕」》．⒈⒉⒊⒋⒌⒍⒎⒏⒐①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"): "what labels end with",
    ("writing/pages/pages.py", "。"): "where a sentence ends",
    ("writing/pages/picture.py", "\u3000"): "a blank between two keys",
    ("writing/pages/text_pages.py", "^\\s*[【\\[][^】\\]]{2,6}[】\\]]\\s*"): "what a summary begins with",
}
CHINESE = re.compile("[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
# Marks and numbers that programs in the page read, with the expressions that hold them.
READ_BY_PROGRAMS = "《》〈〉“「『〝”」』〞（）〔〕．、，：的第号號项項０-９＂－−"


def spoken(path: Path) -> list[str]:
    """The Chinese strings of a module that are no docstrings."""
    every = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    docstrings = {id(it.value) for it in every if isinstance(it, ast.Expr)}
    strings = [it for it in every if isinstance(it, ast.Constant) and isinstance(it.value, str)]
    return [it.value for it in strings if id(it) not in docstrings and CHINESE.search(it.value)]


@pytest.mark.parametrize("path", [it for it in FILES if it.suffix == ".py"], ids=lambda it: it.name)
def test_python_says_no_words_of_its_own(path: Path) -> None:
    name = path.relative_to(PACKAGE).as_posix()
    if not name.startswith((*GRAMMAR, *COMMANDS)):
        assert [it for it in spoken(path) if (name, it) not in NO_READER_WORDS] == []


def test_every_exception_is_there() -> None:
    assert [(name, it) for name, it in NO_READER_WORDS if it not in spoken(PACKAGE / name)] == []


def test_no_template_no_sheet_and_no_setting_says_any() -> None:
    silent = [it for it in (PACKAGE / "theme").rglob("*") if it.suffix in (".html", ".xml", ".txt", ".css")]
    silent += [CONFIG_FILE, *(PACKAGE / "data").glob("*.css")]
    comments = re.compile(r"\{#.*?#\}|/\*.*?\*/|^\s*#[^\n]*|<!--.*?-->|//[^\n]*", re.S | re.M)
    assert len(silent) > 30
    assert [it.name for it in silent if CHINESE.search(comments.sub("", it.read_text("utf-8")))] == []


@pytest.mark.parametrize("path", [it for it in FILES if it.suffix == ".js"], ids=lambda it: it.name)
def test_no_program_says_any(path: Path) -> None:
    words = re.compile(f"[^{READ_BY_PROGRAMS}\u0000-\u2fff]")
    assert words.findall(_code(path.read_text("utf-8"))) == []


# --------------------------------------------------------------------------- where they are handed on


def test_programs_in_a_page_get_theirs_by_language() -> None:
    words = json.loads(browser_words().removeprefix("window.libraryWords = ").rstrip(";\n"))
    assert words["zh-Hant"]["tool.link"] == "複製連結"
    assert words.keys() == columns().keys()
    assert words["en"].keys() == {key for key in KEYS if key.startswith(SAID)}


def test_every_variant_has_its_signs_on_the_switch() -> None:
    assert {f"switch.{what}.{row.tag}" for what in ("sign", "to") for row in VARIANTS} <= KEYS


def test_a_name_in_the_settings_that_is_no_key_is_named(tmp_path: Path) -> None:
    settings = (
        CONFIG_FILE.read_text("utf-8").replace("nav.home", "nav.hmoe").replace("custom_dir: ", f"custom_dir: {ROOT}/")
    )
    (tmp_path / "mkdocs.yml").write_text(settings, "utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# x", "utf-8")
    with pytest.raises(SetupError, match=r"mkdocs\.yml: “nav\.hmoe” is no key .*did you mean nav\.home"):
        build(tmp_path / "docs", tmp_path / "site", own(Variant.HANS), tmp_path / "mkdocs.yml")
