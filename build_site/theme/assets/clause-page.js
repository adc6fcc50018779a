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
  const data = dataElement ? JSON.parse(dataElement.textContent) : { title: document.title, issuers: [], pages: [] };
  const language = document.documentElement.lang;
  const known = window.libraryWords; // zh-Hant-HK reads the words of zh-Hant
  const words = known[language] || known[language.replace(/-[A-Z]+$/, "")] || known["zh-Hans"];
  const say = (key, values) => cite.say(words, key, values);

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

  const isWithin = (id, whole) => id === whole || id.startsWith(`${whole}__`);

  /** The blocks of a unit and of all below it; of an attached plan's title, everything up to the next title. */
  function part(id) {
    const all = blocks();
    if (kind(id) !== "attached") {
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
    return joined.replace(/[ \t]*\n\s*/g, "\n").trim();
  }

  function label(id) {
    const element = byId(id);
    const found = element && !element.matches("table, section") && element.querySelector(".label");
    return found ? found.textContent.trim() : "";
  }

  function heading(id) {
    const element = byId(id);
    return element ? textOf(element).slice(label(id).length).trim() : "";
  }

  function kind(id) {
    const element = byId(id);
    if (!element) return "";
    if (element.matches(".inner-title")) return "attached";
    if (element.matches(".signature")) return "signature";
    return element.matches(".omission") ? "omission" : "paragraph";
  }

  /* p_1, p_2 … under one parent, whatever they are. */
  function sameName(id) {
    const stem = id.replace(/_\d+(_\d+)?$/, "");
    const name = new RegExp(`^${stem}_\\d+(_\\d+)?$`);
    const found = document.querySelectorAll(`.official [id^="${CSS.escape(stem)}_"]`);
    return [...found].filter((element) => name.test(element.id));
  }

  /** The units of the same name beside a unit; signatures are no paragraphs. */
  function alike(id) {
    return sameName(id).filter((element) => kind(element.id) === "paragraph");
  }

  /* What a citation says of a unit that its place among its like does not tell: the number, or the heading. */
  function said(id) {
    const [, alias, count] = /(l[1-5]|[a-z]+)_(\d+)(?:_\d+)?$/.exec(id) || [null, id, ""];
    const own = kind(id), printed = label(id).replace(/\s/g, "");
    if (own === "signature" || own === "omission") return own;
    if (alias === "h") return `${own} ${(heading(id) || printed).replace(/[：:。]$/, "")}`;
    if (alias === "p" || alias === "tbl") return id;
    const word = alias === "annex" && /^附[表录錄]/.test(printed) ? printed[1] : "";
    const nameless = /^(box|annex)$/.test(alias) && /^(专栏|專欄|附[件录錄表])[：:.、]*$/.test(printed);
    const inserted = /之[〇零一二三四五六七八九十]{1,3}$/.exec(printed);
    return [word, nameless ? 0 : count, inserted ? inserted[0] : ""].join(" ");
  }

  function nth(id) {
    const unit = byId(id);
    if (!unit) return 1;
    const attached = kind(id) === "attached", own = said(id);
    const like = sameName(id).filter((e) => (attached || documentOf(e) === documentOf(unit)) && said(e.id) === own);
    return like.indexOf(unit) + 1;
  }

  /* Whether the number of an article is counted through all chapters; an annex counts its own. */
  const homes = new Map();
  function counted(id) {
    const [parent, own] = [id.replace(/(__|^)art_\d+(_\d+)?$/, ""), label(id).replace(/\s/g, "") || id.replace(/.*__/, "")];
    const apart = parent.split("__").filter((part) => !/^(part|chp|sec)_/.test(part)).join("__");
    const document = documentOf(byId(id));
    return [[document ? document.id : "", apart, own].join(" "), parent];
  }

  function runs(id) {
    if (!byId(id)) return true;
    if (!homes.size) {
      for (const { id: each } of units()) {
        if (!/(__|^)art_\d+(_\d+)?$/.test(each)) continue;
        const [key, parent] = counted(each);
        homes.set(key, (homes.get(key) || new Set()).add(parent));
      }
    }
    return homes.get(counted(id)[0]).size < 2;
  }

  const view = {
    exists: (id) => Boolean(byId(id)),
    label,
    heading,
    kind,
    ordinal: (id) => beside(id).indexOf(byId(id)) + 1,
    alone: (id) => beside(id).length < 2,
    nth,
    runs,
  };

  // ---------------------------------------------------------------- a notice and the plan that it issues

  /* A title inside an annex parts nothing. */
  const titles = [...document.querySelectorAll('.official .inner-title:not([id*="__"])')];
  const spaceless = (title) => title.replace(/\s/g, "");
  const ownTitle = titles.find((title) => spaceless(heading(title.id)) === spaceless(data.title));

  /** The title that a unit stands under, when the page holds more than one document; null in the first. */
  function documentOf(unit) {
    const before = titles.filter((title) => title.compareDocumentPosition(unit) & Node.DOCUMENT_POSITION_FOLLOWING);
    return before[before.length - 1] || null;
  }

  /* Each document of the page counts its own paragraphs. */
  function beside(id) {
    const own = documentOf(byId(id));
    return alike(id).filter((element) => documentOf(element) === own);
  }

  /* 印发通知, or 所附《…》, unless the unit stands in the document that the page is named after. */
  function within(unit) {
    const title = documentOf(unit);
    if (!title) return ownTitle ? say("cite.cover") : "";
    return title === ownTitle ? "" : cite.pinpoint(title.id, view, words);
  }

  function pinpoint(id) {
    const unit = byId(id);
    const prefix = unit && !titles.includes(unit) ? within(unit) : "";
    return [prefix, cite.pinpoint(id, view, words)].filter(Boolean).join(say("cite.between"));
  }

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
    const line = found ? say("place.line", { n: found[0] }) : "";
    return [printedPages(id), line].filter(Boolean).join(say("place.between"));
  }

  window.clausePage = {
    data, words, say, unitOf, units, headings, blockOf, blocks, idOf, part, textOf, pinpoint, address, lines, place,
    printedPages, view,
  };
})();
