"""The checks read HTML with a parser; this asks a browser whether it shows the same words."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import BrowserContext

from build_site.blanks import squeeze
from build_site.publishing.checks.read_pages import read_site
from tests.check_demo import html_pages, write

# The shown words of each outermost element with a line, interface parts taken out.
SHOWN = """() => [...document.querySelectorAll('.official[data-line], .official [data-line]')]
  .filter(it => !it.closest('.ui') && !it.parentElement.closest('[data-line]'))
  .map(it => {
    it.querySelectorAll('.ui, .headerlink').forEach(part => part.remove());
    const seen = it.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    return [Number(it.dataset.line), seen ? it.innerText : ''];  // what is not rendered has all its words as innerText
  })"""


def differing(site: Path, chromium: BrowserContext) -> dict[str, tuple[list[object], list[object]]]:
    """Address → (read, shown) of every page where the two are not the same."""
    page, found = chromium.new_page(), {}
    for address, parsed in read_site(site).pages.items():
        pieces = [piece for them in parsed.official.pieces.values() for piece in them]
        if pieces:
            page.goto((site / address).as_uri())
            shown = [(line, squeeze(words)) for line, words in page.evaluate(SHOWN)]
            read = [(piece.line, squeeze(piece.text)) for piece in pieces]
            if read != shown:
                found[address] = (read, shown)
    page.close()
    return found


def test_a_browser_shows_the_words_that_the_check_reads(site_dir: Path, chromium: BrowserContext) -> None:
    """Style sheets included: one that hid official words would be found here."""
    assert differing(site_dir, chromium) == {}


def test_it_would_notice_words_that_a_style_sheet_hides(tmp_path: Path, chromium: BrowserContext) -> None:
    site = write(tmp_path, html_pages())
    (site / "assets/site.css").write_text("#b1 { display: none }", "utf-8")
    assert "policies/guobanfa-2021-3/index.html" in differing(site, chromium)


def test_markup_in_every_state_is_read_as_a_browser_reads_it(tmp_path: Path, chromium: BrowserContext) -> None:
    odd = (
        '<p id="b0" data-line="15">甲<b hidden>乙</b><i style="visibility:hidden">丙</i>&lt;b&gt;<!-- 丁 -->'
        "<script>戊</script><template>己</template>&amp;amp;<span>庚</span><br>辛<noscript>壬</noscript>"
    )
    pages = {
        it: html.replace('<p id="b0" data-line="1">', f'{odd}</p><p data-line="1">')
        for it, html in html_pages().items()
    }
    assert any("壬" in html for html in pages.values())
    assert differing(write(tmp_path, pages), chromium) == {}
