/*
 * The units of the open page: which blocks belong to one, what it says, where its source prints it.
 * What the tools of a clause, the bar and printing share; it changes nothing in the page.
 */
(function () {
  "use strict";

  const BLOCKS = ":is(h2, h3, h4, h5, h6, p, pre, tr, .run-in)";
  const HEADINGS = ":is(h2, h3, h4, h5, h6, .heading)[id]";
  const byId = (id) => document.getElementById(id);
  const inText = (element) => Boolean(element && element.closest(".official") && !element.closest(".ui"));
  const cite = window.clauseCitation;

  const dataElement = byId("clause-data");
  const data = dataElement ? JSON.parse(dataElement.textContent) : { title: document.title, issuers: [], pages: [], names: {}, above: {} };
  const words = wordsOf(document.documentElement.lang);
  const say = (key, values) => cite.say(words, key, values);

  /* zh-Hant-HK, else zh-Hant, else zh, as build_site/words.py has it; else the first. */
  function wordsOf(language) {
    const known = window.libraryWords;
    for (let tag = language; tag; tag = tag.replace(/-?[^-]*$/, "")) if (tag in known) return known[tag];
    return Object.values(known)[0];
  }

  // ---------------------------------------------------------------- units and blocks

  /** The unit that an element stands in, or null. */
  function unitOf(element) {
    if (!(element instanceof Element) || !inText(element)) return null;
    const found = element.closest(".official [id], .official .run-in");
    return found && found.matches(".run-in:not([id])") ? found.querySelector("[id]") : found;
  }

  /** Every unit in reading order. */
  function units() {
    return [...document.querySelectorAll(".official [id]")].filter(inText);
  }

  /** Every heading in reading order. */
  function headings() {
    return [...document.querySelectorAll(`.official ${HEADINGS}`)].filter(inText);
  }

  /** The block a unit is shown in: a run-in heading shares it with its text. */
  function blockOf(unit) {
    return unit.closest(".run-in") || unit;
  }

  /** All blocks of the text, none inside another. */
  function blocks() {
    const found = document.querySelectorAll(`.official ${BLOCKS}`);
    return [...found].filter((block) => inText(block) && !block.parentElement.closest(".run-in"));
  }

  function idOf(block) {
    const named = block.id ? block : block.querySelector("[id]") || block.closest("[id]");
    return named ? named.id : "";
  }

  /** The id of what holds a unit, "" at the top. The chapter of an article is not in its id: the page says it. */
  const holderOf = (id) => data.above[id] ?? id.split("__").slice(0, -1).join("__");

  /** A unit and all that holds it, outermost first. */
  const inwards = (id) => (id ? [...inwards(holderOf(id)), id] : []);

  const isWithin = (id, whole) => inwards(id).includes(whole);

  /** The blocks of a unit and of all below it; of an attached plan's title, everything up to the next title. */
  function part(id) {
    const all = blocks();
    if (!byId(id)?.matches(".inner-title")) {
      return all.filter((block) => isWithin(idOf(block), id) || [...block.querySelectorAll("[id]")].some((e) => e.id === id));
    }
    const from = all.indexOf(byId(id));
    const to = all.findIndex((block, at) => at > from && block.matches(".inner-title"));
    return all.slice(from, to < 0 ? all.length : to);
  }

  // ---------------------------------------------------------------- what they say

  /** The words of an element as they are printed, without what the page adds. */
  function textOf(element) {
    const copy = element.cloneNode(true);
    copy.querySelectorAll(".ui").forEach((added) => added.remove());
    if (copy.matches("tr")) return [...copy.cells].map((cell) => cell.textContent.trim()).join("\t");
    const joined = copy.matches(".run-in") ? [...copy.children].map((child) => child.textContent.trim()).join("") : copy.textContent;
    return joined.split("\n").map((line) => line.trim()).filter(Boolean).join("\n");
  }

  /** What a citation calls a unit, as the build says it (^ is what is above it); "" for the page as a whole. */
  const pinpoint = (id) => (data.names[id] ?? "").replace("^", () => pinpoint(holderOf(id)));

  // ---------------------------------------------------------------- where it stands

  /** The address of a unit: where the library is hosted, when this is a copy in a folder and that is known. */
  function address(id) {
    const here = location.protocol === "file:" && data.address ? data.address : location.href;
    return here.replace(/[?#].*/, "") + (id ? `#${id}` : "");
  }

  const lined = [...document.querySelectorAll(".official [data-line]")];
  const lineOf = (element) => Number(element.dataset.line);

  /** First line of a unit in the source, and the last before the next unit: blank ones may stand between. */
  function lines(id) {
    const inside = part(id).map((block) => block.closest("[data-line]")).filter(Boolean);
    if (!inside.length) return null;
    const next = lined[lined.indexOf(inside[inside.length - 1]) + 1];
    const first = lineOf(inside[0]);
    return [first, Math.max(first, next ? lineOf(next) - 1 : data.last_line || first)];
  }

  /** The page that a line of the source stands on, 0 where none is known. */
  function pageOf(line) {
    let page = 0;
    for (const [number, first] of data.pages || []) {
      if (first <= line) page = number;
    }
    return page;
  }

  const range = (first, last) => (first === last ? String(first) : `${first}–${last}`);

  function printedPages(id) {
    const found = lines(id);
    if (!found || !pageOf(found[0])) return "";
    return say("place.page", { n: range(pageOf(found[0]), pageOf(found[1])) });
  }

  /** 第 97–98 页，源文件第 1234 行起 */
  function place(id) {
    const found = lines(id);
    if (!found) return "";
    const page = printedPages(id), line = say("place.from-line", { n: found[0] });
    return page ? say("place.both", { page, line }) : line;
  }

  window.clausePage = {
    data, words, say, unitOf, units, headings, blockOf, blocks, idOf, part, textOf, pinpoint, address, inwards, lines,
    place, printedPages,
  };
})();
