/*
 * Comforts of reading: the bar that says where one is, the contents as a drawer on a phone, the pages of the
 * source in the margin, printing as a whole or in part. Without this script the text reads as well.
 */
(function () {
  "use strict";

  const page = window.clausePage;
  const { say, data } = page;
  const frame = document.querySelector(".md-content__inner");
  const root = document.documentElement;
  const headings = page.headings();

  function element(tag, attributes, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) made.setAttribute(name, value);
    made.append(...children);
    return made;
  }

  // ---------------------------------------------------------------- where one is

  const path = element("ol", { class: "place-bar__path" });
  const bar = element("nav", { class: "place-bar ui", "aria-label": say("reading.place"), hidden: "" });
  const READING_LINE = 5.2 * parseFloat(getComputedStyle(root).fontSize); // just below the bar
  let shownAt; // the heading that the bar shows

  const notes = document.querySelector(".notes"); // below the text: no place in it

  /* The last heading above the line below the bar; headings stand in order, so halving finds it. */
  function current() {
    const line = READING_LINE;
    if (notes && notes.getBoundingClientRect().top <= line) return null;
    let low = 0, high = headings.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (headings[middle].getBoundingClientRect().top <= line) low = middle + 1;
      else high = middle;
    }
    return headings[low - 1] || null;
  }

  function follow() {
    const at = current();
    if (at === shownAt) return;
    shownAt = at;
    const shown = page.inwards(at?.id ?? "").map((id) => document.getElementById(id)).filter((e) => headings.includes(e));
    path.replaceChildren(...shown.map((e) => element("li", {}, element("a", { href: `#${e.id}` }, page.textOf(e)))));
    bar.hidden = !shown.length;
    markContents();
  }

  if (headings.length > 1) {
    bar.append(path);
    frame.prepend(bar);
    let waiting = false;
    const later = () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        follow();
      });
    };
    window.addEventListener("scroll", later, { passive: true });
    window.addEventListener("resize", later);
    later();
  }

  // ---------------------------------------------------------------- the contents as a drawer

  const contents = document.querySelector(".contents");
  const beside = document.querySelector(".md-sidebar--secondary");
  const drawer = element("dialog", { class: "contents-drawer ui", "aria-label": say("toc") });

  /* The entry of the place that the bar names, or the last one before it: not every heading is in the contents. */
  function markIn(list) {
    list.querySelectorAll("a[aria-current]").forEach((link) => link.removeAttribute("aria-current"));
    for (let at = headings.indexOf(shownAt); at >= 0; at -= 1) {
      const link = list.querySelector(`a[href="#${CSS.escape(headings[at].id)}"]`);
      if (!link) continue;
      link.setAttribute("aria-current", "location");
      return link;
    }
    return null;
  }

  function markContents() {
    if (beside) markIn(beside);
    return markIn(drawer);
  }

  if (contents && headings.length > 1) {
    const opener = element("button", { type: "button", class: "place-bar__contents", "aria-haspopup": "dialog" }, say("toc"));
    const closer = element("button", { type: "button", class: "tool" }, say("tool.close"));
    drawer.append(element("div", { class: "contents-drawer__head" }, element("strong", {}, say("toc")), closer));
    drawer.append(contents.querySelector("ul").cloneNode(true));
    document.querySelector("main").append(drawer);
    bar.prepend(opener);
    opener.addEventListener("click", () => {
      drawer.showModal();
      const link = markContents();
      if (link) link.scrollIntoView({ block: "center" });
    });
    closer.addEventListener("click", () => drawer.close());
    drawer.addEventListener("click", (event) => {
      if (event.target === drawer || event.target.closest("a")) drawer.close();
    });
  }

  // ---------------------------------------------------------------- pages of the source in the margin

  const KEPT = "library.pages";
  const toggle = document.querySelector("[data-tool=pages]");
  const marks = element("div", { class: "page-marks ui" });

  function kept() {
    try {
      return localStorage.getItem(KEPT) === "shown";
    } catch {
      return false;
    }
  }

  function keep(shown) {
    try {
      localStorage.setItem(KEPT, shown ? "shown" : "");
    } catch {
      if (window.clauseTell) window.clauseTell(say("reading.not-kept"));
    }
  }

  /* A page that begins inside a paragraph: its lines are of one width, so its share of them is its place. */
  function topOf(line, blocks) {
    let at = 0;
    while (at + 1 < blocks.length && Number(blocks[at + 1].dataset.line) <= line) at += 1;
    const block = blocks[at], from = Number(block.dataset.line);
    const next = blocks[at + 1] ? Number(blocks[at + 1].dataset.line) : data.last_line + 1;
    const box = block.getBoundingClientRect();
    return box.top + (next > from ? Math.min(1, (line - from) / (next - from)) : 0) * box.height;
  }

  function drawMarks() {
    const top = frame.getBoundingClientRect().top;
    const blocks = [...document.querySelectorAll(".official [data-line]")];
    marks.replaceChildren(
      ...data.pages.map(([number, line]) => {
        const mark = element("span", { class: "page-mark", title: say("reading.page", { n: number }) }, String(number));
        mark.style.top = `${topOf(line, blocks) - top}px`;
        return mark;
      }),
    );
  }

  function showPages(shown) {
    toggle.setAttribute("aria-pressed", String(shown));
    marks.hidden = !shown;
    if (shown) drawMarks();
  }

  if (toggle && data.pages && data.pages.length) {
    frame.append(marks);
    toggle.addEventListener("click", () => {
      const shown = toggle.getAttribute("aria-pressed") !== "true";
      showPages(shown);
      keep(shown);
    });
    new ResizeObserver(() => marks.hidden || drawMarks()).observe(frame);
    showPages(kept());
  }

  // ---------------------------------------------------------------- printing

  /* The margins of a printed page have their words from these two properties. */
  function nameSheets(id) {
    root.style.setProperty("--print-title", JSON.stringify(window.clauseCitation.numbered(data.title, data, page.words)));
    root.style.setProperty("--print-address", JSON.stringify(page.address(id)));
    const line = document.querySelector(".colophon__address");
    if (line) line.textContent = page.address(id);
  }

  /** Print one unit with all below it, under the headings that it stands under. */
  window.clausePrint = function (id) {
    const shown = new Set(page.part(id));
    const above = page.inwards(id).slice(0, -1).map((each) => document.getElementById(each)).filter(Boolean);
    above.forEach((unit) => unit.matches("h2, h3, h4, h5, h6, .heading") && !unit.closest(".run-in") && shown.add(unit));
    page.blocks().forEach((block) => block.classList.toggle("print-not", !shown.has(block)));
    document.querySelectorAll(".official :is(section, .table)").forEach((whole) => {
      whole.classList.toggle("print-not", ![...shown].some((block) => whole.contains(block)));
    });
    root.classList.add("print-part");
    nameSheets(id);
    window.addEventListener("afterprint", printWhole, { once: true });
    window.print();
  };

  function printWhole() {
    root.classList.remove("print-part");
    document.querySelectorAll(".print-not").forEach((block) => block.classList.remove("print-not"));
    nameSheets("");
  }

  const printer = document.querySelector("[data-tool=print]");
  if (printer) printer.addEventListener("click", () => window.print());
  nameSheets("");
})();
