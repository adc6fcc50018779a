/*
 * The tools of a clause: one handle that goes to the unit under the pointer, the finger or the focus, and its menu.
 *
 * One handle, not one for each unit: a text has six hundred, and nobody wants to press Tab six hundred times.
 * It is one stop of the Tab key; arrows take it from unit to unit. It stands inside its unit, so that a screen
 * reader meets it there.
 */
(function () {
  "use strict";

  const page = window.clausePage;
  const cite = window.clauseCitation;
  const { say } = page;
  const frame = document.querySelector(".md-content__inner");
  if (!frame || !page.units().length) return;

  function element(tag, attributes, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) made.setAttribute(name, value);
    made.append(...children);
    return made;
  }

  // ---------------------------------------------------------------- the handle

  let unit = null; // the one that the handle stands at
  const handle = element("button", { type: "button", class: "clause-handle ui", "aria-haspopup": "menu", "aria-expanded": "false" });

  const nameOf = (id) => page.pinpoint(id) || say("tool.whole");

  /* A row cannot hold a button, its last cell can; what scrolls sideways must not take the handle along. */
  function holderOf(target) {
    if (target.matches("tr")) return target.cells[target.cells.length - 1];
    if (target.matches("table")) return target.querySelector("th, td") || target;
    return target.matches("section, div") ? target.querySelector("p, h2, h3, h4, h5, h6") || target : page.blockOf(target);
  }

  function standAt(target) {
    if (!target || target === unit) return;
    unit = target;
    holderOf(unit).append(handle);
    handle.setAttribute("aria-label", say("tool.open", { clause: nameOf(unit.id) }));
    place();
  }

  function place() {
    if (!unit) return;
    const block = (unit.matches("tr, table") ? unit : page.blockOf(unit)).getBoundingClientRect();
    handle.style.top = `${block.top - frame.getBoundingClientRect().top}px`;
  }

  function show(shown) {
    handle.classList.toggle("clause-handle--shown", shown);
  }

  function go(step) {
    const all = page.units();
    const at = step === "first" ? 0 : step === "last" ? all.length - 1 : all.indexOf(unit) + step;
    if (!all[at]) return;
    standAt(all[at]);
    page.blockOf(unit).scrollIntoView({ block: "nearest" });
    handle.focus({ preventScroll: true });
  }

  // ---------------------------------------------------------------- the menu

  const CHOICES = [
    ["link", () => [page.address(unit.id), null]],
    ["citation", () => [cited(), linked(cited())]],
    ["reference", () => [cite.reference(page.data, page.pinpoint(unit.id), page.address(unit.id), today(), page.words), null]],
    ["words", () => [quotation(), null]],
    ["markdown", () => [cite.markdownLink(cited(), page.address(unit.id)), null]],
  ];

  const cited = () => cite.citation(page.data, page.pinpoint(unit.id), page.words);
  const today = () => new Date(Date.now() - new Date().getTimezoneOffset() * 60000).toISOString().slice(0, 10);

  function quotation() {
    const text = page.part(unit.id).map(page.textOf).join("\n");
    return cite.quotation(text, cited(), page.printedPages(unit.id), page.address(unit.id), page.data, page.words);
  }

  /* In Word and in e-mail the citation is a link. */
  function linked(text) {
    const link = element("a", { href: page.address(unit.id) }, text);
    return link.outerHTML;
  }

  const about = element("p", { class: "clause-menu__about" });
  const place_ = element("p", { class: "clause-menu__place" });
  const list = element("div", { role: "menu", "aria-label": say("tool.citation") });
  const menu = element("div", { class: "clause-menu ui", hidden: "" }, about, place_, list);
  for (const [name] of [...CHOICES, ["print"]]) {
    list.append(element("button", { type: "button", role: "menuitem", tabindex: "-1", "data-choice": name }, say(`tool.${name}`)));
  }
  const items = [...list.children];
  frame.append(menu);

  function open() {
    about.textContent = cited();
    place_.textContent = page.place(unit.id);
    list.setAttribute("aria-label", say("tool.open", { clause: nameOf(unit.id) }));
    menu.hidden = false;
    handle.setAttribute("aria-expanded", "true");
    show(true);
    page.part(unit.id).forEach((block) => block.classList.add("clause-scope"));
    setBeside();
    items[0].focus({ preventScroll: true });
    menu.scrollIntoView({ block: "nearest" });
  }

  /* Below the handle, or above it where there is no room below. */
  function setBeside() {
    const at = handle.getBoundingClientRect(), whole = frame.getBoundingClientRect(), size = menu.getBoundingClientRect();
    const above = at.bottom + size.height > window.innerHeight && at.top - size.height > 0;
    menu.style.top = `${(above ? at.top - size.height : at.bottom) - whole.top}px`;
  }

  function close(back) {
    if (menu.hidden) return;
    menu.hidden = true;
    handle.setAttribute("aria-expanded", "false");
    document.querySelectorAll(".clause-scope").forEach((block) => block.classList.remove("clause-scope"));
    if (back) handle.focus({ preventScroll: true });
  }

  function choose(name) {
    const choice = CHOICES.find(([known]) => known === name);
    close(true);
    if (choice) copy(...choice[1]());
    else window.clausePrint(unit.id);
  }

  // ---------------------------------------------------------------- copying

  async function copy(text, rich) {
    try {
      await write(text, rich);
      tell(say("tool.copied"), text);
    } catch {
      if (!copiedTheOldWay(text)) byHand(text);
      else tell(say("tool.copied"), text);
    }
  }

  function write(text, rich) {
    if (!navigator.clipboard) return Promise.reject(new Error("no clipboard"));
    if (!rich || !window.ClipboardItem || !navigator.clipboard.write) return navigator.clipboard.writeText(text);
    const blob = (type, words) => new Blob([words], { type });
    const both = { "text/plain": blob("text/plain", text), "text/html": blob("text/html", rich) };
    return navigator.clipboard.write([new ClipboardItem(both)]);
  }

  /* Pages that are not served over https have no clipboard, but an older command. */
  function copiedTheOldWay(text) {
    const field = element("textarea", { class: "clause-field", readonly: "", "aria-hidden": "true", tabindex: "-1" });
    field.value = text;
    document.body.append(field);
    field.select();
    let done = false;
    try {
      done = document.execCommand("copy");
    } catch {
      done = false;
    }
    field.remove();
    handle.focus({ preventScroll: true });
    return done;
  }

  function byHand(text) {
    const field = element("textarea", { class: "clause-by-hand__words", readonly: "", rows: "6", "aria-label": say("tool.citation") });
    const button = element("button", { type: "button", class: "tool" }, say("tool.close"));
    const dialog = element("dialog", { class: "clause-by-hand" }, element("p", {}, say("tool.by-hand")), field, button);
    field.value = text;
    button.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => {
      dialog.remove();
      handle.focus({ preventScroll: true });
    });
    frame.append(dialog);
    dialog.showModal();
    field.select();
  }

  const said = element("div", { class: "clause-said", role: "status" });
  document.querySelector("main").append(said);
  let silence = 0;

  function tell(what, detail) {
    clearTimeout(silence);
    said.replaceChildren(element("strong", {}, what), element("span", {}, detail || ""));
    silence = setTimeout(() => said.replaceChildren(), 5000);
  }
  window.clauseTell = tell;

  // ---------------------------------------------------------------- pointer, finger, keyboard

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch" || !menu.hidden) return;
    if (handle.contains(event.target)) return;
    const under = page.unitOf(event.target);
    if (under) standAt(under);
    if (document.activeElement !== handle) show(Boolean(under) || frame.contains(event.target));
  });

  document.addEventListener("click", (event) => {
    if (handle.contains(event.target)) {
      if (menu.hidden) open();
      else close(true);
      return;
    }
    if (menu.contains(event.target)) return;
    close(false);
    const touched = page.unitOf(event.target);
    if (!touched || event.target.closest("a, button") || String(getSelection())) return;
    standAt(touched);
    show(true);
  });

  list.addEventListener("click", (event) => {
    const chosen = event.target.closest("[data-choice]");
    if (chosen) choose(chosen.dataset.choice);
  });

  document.addEventListener("focusin", (event) => {
    if (menu.contains(event.target)) return;
    close(false);
    if (event.target === handle) return;
    const holding = page.unitOf(event.target);
    if (holding) standAt(holding);
    show(Boolean(holding));
  });

  const MOVES = { ArrowDown: 1, ArrowUp: -1, Home: "first", End: "last" };

  handle.addEventListener("keydown", (event) => {
    if (!(event.key in MOVES)) return;
    event.preventDefault();
    go(MOVES[event.key]);
  });

  menu.addEventListener("keydown", (event) => {
    const at = items.indexOf(document.activeElement);
    if (event.key in MOVES) {
      event.preventDefault();
      const to = { first: 0, last: items.length - 1 }[MOVES[event.key]] ?? (at + MOVES[event.key] + items.length) % items.length;
      items[to].focus();
    } else if (event.key === "Escape" || event.key === "Tab") {
      event.preventDefault();
      close(true);
    }
    event.stopPropagation(); // Material listens to single letters
  });

  // A width that changes or a font that arrives moves every block.
  new ResizeObserver(() => {
    place();
    if (!menu.hidden) setBeside();
  }).observe(frame);

  // ---------------------------------------------------------------- arriving by link

  const notice = element("div", { class: "clause-missing ui", role: "alert" });

  function fragment() {
    try {
      return decodeURIComponent(location.hash.slice(1));
    } catch {
      return location.hash.slice(1);
    }
  }

  /* Nothing folded may hide the place that somebody linked to. */
  function unfold(target) {
    for (let fold = target.closest("details:not([open])"); fold; fold = fold.parentElement.closest("details:not([open])")) {
      fold.open = true;
      target.scrollIntoView();
    }
  }

  function arrive() {
    const id = fragment();
    const target = id && document.getElementById(id);
    notice.remove();
    if (target) {
      unfold(target);
      if (page.unitOf(target)) standAt(page.unitOf(target));
    } else if (id && !id.startsWith("__") && !id.startsWith(":~:")) {
      offer(id);
    }
  }

  /* The address may be mistyped or of another text: say so, and offer what is nearest to it. */
  function offer(id) {
    const near = cite.nearest(id.toLowerCase(), (each) => Boolean(document.getElementById(each)));
    const words = near ? say("missing.nearest", { clause: nameOf(near) }) : say("missing.top");
    notice.replaceChildren(
      element("p", {}, say("missing.clause", { id: id.length > 60 ? `${id.slice(0, 60)}…` : id })),
      element("a", { href: near ? `#${near}` : "#__top" }, words),
    );
    notice.lastChild.addEventListener("click", () => notice.remove());
    frame.prepend(notice);
    window.scrollTo(0, 0);
  }

  window.addEventListener("hashchange", arrive);
  standAt(page.units()[0]);
  arrive();
})();
