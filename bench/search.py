"""How exact, how light and how fast the search is, in Chromium, hosted and from a folder, today and with ten times
the texts.

python -m bench.search [--today]
"""

from __future__ import annotations

import argparse
import gzip
import os
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page

from bench.search_truth import QUERIES, answers, in_traditional, places, tenfold
from build_site.linking.typed.works import for_browser, rows_of
from build_site.model import Library, Variant
from build_site.pipeline import in_both_scripts, read_library, simplified
from build_site.writing.search.search_fold import fold
from build_site.writing.search.search_index import TypedTable, search_files
from testing.chromium import browser, hosted

ROOT = Path(__file__).parents[1]
TIMED = ("集中带量采购", "罕见病", "药品", "药", "国发[2016]67号", "PD-L1", "创新药 医保", "药品上市许可持有人")
# Many common words: each loads the places of its pairs.
HEAVY = (
    "药品上市许可持有人制度", "健康中国行动 实施方案 癌症", "公立医院高质量发展", "罕见病 目录 药品 审批 优先",
    "医疗 机构 药品 采购 使用 管理", "国务院关于实施健康中国行动的意见", "深化医药卫生体制改革 2030 PD-L1",
)  # fmt: skip
# Typed citations, which load their reader (typed.js) and what works are called.
CITATIONS = (
    "国发〔2016〕67号 四（一）",
    "国办发2016年11号 五",
    "健康中国2030 第二十章第一节",
    "中医药发展战略规化纲要 三（五）19",
)

# Finds with the engine itself and gives the address of every hit: path#id.
FIND = """async ([root, variant, query]) => {
  for (const name of ["search-files.js", "search-engine.js"]) {
    if (globalThis.SearchEngine) break;
    await new Promise((done) => {
      const script = document.createElement("script");
      script.src = `${root}assets/${name}`;
      script.onload = done;
      document.head.append(script);
    });
  }
  const engine = (globalThis.benchEngines ??= {})[variant] ??= new SearchEngine(root, variant);
  const { hits } = await engine.find(query);
  const rows = await engine.shown(hits.map((hit) => hit.row));
  return rows.map((row) => row.path + (row.id && `#${row.id}`));
}"""

# Notes what is loaded, and when the first result of a query stands in the page.
WATCH = """
  const RESULT = ".md-search-result__link";
  globalThis.benchLoads = [];
  globalThis.benchFirst = null;
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) for (const node of addedNodes) {
      if (node.src) benchLoads.push({ src: node.src, at: performance.now() });
      const none = node.nodeType === Node.TEXT_NODE && node.parentElement?.matches("[data-search-status]");
      const answered = none && node.textContent.startsWith("没有");
      if (benchFirst === null && (answered || node.matches?.(RESULT) || node.querySelector?.(RESULT))) {
        benchFirst = performance.now();
      }
    }
  }).observe(document, { childList: true, subtree: true });
"""
TYPE = """(words) => {
  const field = document.querySelector("[data-search] input[name=q]");
  benchFirst = null;
  globalThis.benchKey = performance.now();
  field.value = words;
  field.dispatchEvent(new Event("input"));
}"""


def main() -> None:
    """Print every figure with what was wanted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--today", action="store_true", help="only the library as it is")
    options = parser.parse_args()
    library = read_library(ROOT / "source_texts").library
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    print(f"(load of this computer: {load}; other work makes the times longer)")
    with tempfile.TemporaryDirectory() as folder, browser() as context:
        site = Path(folder) / "site"
        print_all(context, site, library, "today", 80, 100)
        if not options.today:
            print_all(context, Path(folder) / "more", tenfold(library), "ten times the texts", 150, 200)


def print_all(
    context: BrowserContext, site: Path, library: Library, when: str, kilobytes: int, milliseconds: int
) -> None:
    """Every figure of one library."""
    libraries = in_both_scripts(library)
    write_site(site, libraries)
    print_sizes(when, site)
    print_exactness(context, site, libraries)
    print_weights(context, site, when, kilobytes)
    print_speed(context, site, when, kilobytes, milliseconds)


def write_site(site: Path, libraries: Mapping[Variant, Library]) -> None:
    """The frame of the built site (``make site`` first) with a search over ``libraries``."""
    if not (ROOT / "site" / "assets" / "search-engine.js").is_file():
        sys.exit(f"{ROOT / 'site'} is not built, or was built before the search was there. Run `make site` first.")
    for name in ("assets", "zh-hant/assets"):
        shutil.copytree(ROOT / "site" / name, site / name)
    for name in ("index.html", "zh-hant/index.html"):
        shutil.copy(ROOT / "site" / name, site / name)
    table = TypedTable(for_browser(rows_of(libraries[Variant.HANS], fold, simplified)))
    for name, content in search_files(libraries, typed=table).items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(content, encoding="utf-8")


def print_sizes(when: str, site: Path) -> None:
    """All files of the search, which nobody loads whole."""
    files = list((site / "search").rglob("*.js"))
    raw, packed = (sum(size(file)[at] for file in files) for at in (0, 1))
    largest = max(files, key=lambda file: file.stat().st_size)
    print(f"{when}: {len(files)} files of search, {raw / 1e6:.2f} MB, gzipped {packed / 1e6:.2f} MB;", end=" ")
    print(f"largest {largest.relative_to(site)} {size(largest)[0] / 1000:.1f} KB")


def size(file: Path) -> tuple[int, int]:
    """Bytes as they are, and as a host that packs them sends them."""
    content = file.read_bytes()
    return len(content), len(gzip.compress(content, 6))


# --------------------------------------------------------------------------- exact


def print_exactness(context: BrowserContext, site: Path, libraries: Mapping[Variant, Library]) -> None:
    """Recall and precision over all queries, in both scripts, in both variants, hosted and from a folder."""
    every = places(libraries)
    truth = {query: answers(every, query) for queries in QUERIES.values() for query in queries}
    for how, root, page in both_ways(context, site):
        right = found_in_all = true_in_all = 0
        for query, true in truth.items():
            for typed in {query, in_traditional(query)}:
                for variant in Variant:
                    found = set(page.evaluate(FIND, [root, variant.value, typed]))
                    right, found_in_all, true_in_all = (
                        right + len(found & true), found_in_all + len(found), true_in_all + len(true),
                    )  # fmt: skip
                    if found != true:
                        print(
                            f"  {typed} in {variant.value}: {told(found - true)} too many, {told(true - found)} missing"
                        )
        print(
            f"{how}: {len(truth)} queries, {sum(map(bool, truth.values()))} with answers, typed in both scripts: "
            f"recall {right / true_in_all:.4f} (wanted 1), precision {right / found_in_all:.4f} (wanted 0.99)"
        )


def told(addresses: set[str]) -> str:
    """How many, and the first two."""
    return f"{len(addresses)} {sorted(addresses)[:2]}"


@contextmanager
def opened(context: BrowserContext, address: str) -> Iterator[Page]:
    """A page whose loads are watched."""
    page = context.new_page()
    page.add_init_script(WATCH)
    page.goto(address)
    try:
        yield page
    finally:
        page.close()


def both_ways(context: BrowserContext, site: Path) -> Iterator[tuple[str, str, Page]]:
    """The home page over http and from the folder."""
    with hosted(site) as root:
        for how, base in (("http", root), ("file", f"{site.as_uri()}/")):
            with opened(context, f"{base}index.html") as page:
                yield how, base, page


# --------------------------------------------------------------------------- light and fast


def print_weights(context: BrowserContext, site: Path, when: str, kilobytes: int) -> None:
    """The heaviest of all queries with an answer, as first queries; bytes are the same hosted and from a folder."""
    print_heaviest(context, site, [it for them in (*QUERIES.values(), HEAVY) for it in them], when, kilobytes)
    print_heaviest(context, site, CITATIONS, f"{when}, typed citations", kilobytes)


def print_heaviest(context: BrowserContext, site: Path, queries: Sequence[str], when: str, kilobytes: int) -> None:
    """Of some queries."""
    weights = {query: first_query(context, site, f"{site.as_uri()}/", query, 0.2)["raw"] for query in queries}
    heaviest = sorted(weights, key=lambda query: -weights[query])[:4]
    told = ", ".join(f"{query} {weights[query]:.1f}" for query in heaviest)
    print(f"{when}, before the first result of {len(queries)} queries at most (KB, wanted {kilobytes}): {told}")


def print_speed(context: BrowserContext, site: Path, when: str, kilobytes: int, milliseconds: int) -> None:
    """Per query a fresh page: the first query of a reader; then the same words again with everything there."""
    with hosted(site) as root:
        for how, base in (("http", root), ("file", f"{site.as_uri()}/")):
            rows = [first_query(context, site, base, words) for words in TIMED]
            for words, row in zip(TIMED, rows, strict=True):
                print(f"  {how} {words}: {row['raw']:.1f} KB ({row['packed']:.1f} gzipped), {row['ms']:.0f} ms")
            ms = [row["ms"] for row in rows]
            raw, packed = (max(row[name] for row in rows) for name in ("raw", "packed"))
            print(f"{when}, {how}: before the first result of a first query at most", end=" ")
            print(f"{raw:.1f} KB, {packed:.1f} KB gzipped (wanted {kilobytes});", end=" ")
            print(
                f"after the last key: median {statistics.median(ms):.0f}, most {max(ms):.0f} ms (wanted {milliseconds})"
            )


def first_query(context: BrowserContext, site: Path, base: str, words: str, pause: float = 1) -> dict[str, float]:
    """Kilobytes loaded and milliseconds passed until the first result, or the word that there is none, is shown.

    ``pause`` shortens what a measurement of time waits for: the field's scripts, and the loads that follow the result.
    """
    with opened(context, f"{base}index.html") as page:
        page.wait_for_load_state("load")
        before = len(page.evaluate("benchLoads"))
        page.locator("[data-search] input[name=q]").focus()
        page.wait_for_function("() => globalThis.SearchView !== undefined")
        page.wait_for_timeout(300 * pause)  # a reader types after the field is touched
        page.evaluate(TYPE, words)
        page.wait_for_function("() => benchFirst !== null")
        state: Any = page.evaluate("({ loads: benchLoads, first: benchFirst, key: benchKey })")
        page.wait_for_timeout(400 * pause)  # what is loaded after the first result ends in peace
        loads = [load["src"] for load in state["loads"][before:] if load["at"] <= state["first"]]
        sizes = [size(site / urlsplit(src.removeprefix(base)).path) for src in loads]
        return {
            "raw": sum(raw for raw, _ in sizes) / 1000,
            "packed": sum(packed for _, packed in sizes) / 1000,
            "ms": state["first"] - state["key"],
        }


if __name__ == "__main__":
    main()
