/*
 * The beginning of the clause that a link of the text leads to, shown while one points at the link or has it in focus.
 * Its words stand in the page (partials/content.html), so it works from a folder as well as over http. A tap follows
 * the link as ever. The card is a tooltip: nothing in it can be operated, Esc puts it away, and one may point at it.
 */
(function () {
  "use strict";

  const data = document.getElementById("previews");
  if (!data) return;
  const previews = JSON.parse(data.textContent);

  const DWELL = 300; // milliseconds: who only passes over a link is left alone
  const LINGER = 250; // time to get from the link into the card
  const GAP = 6; // pixels between the two

  const part = (name) => Object.assign(document.createElement("span"), { className: `preview__${name}` });
  const parts = { title: part("title"), where: part("where"), words: part("words"), near: part("near") };
  const card = Object.assign(document.createElement("div"), { className: "preview ui", id: "__preview", hidden: true });
  card.setAttribute("role", "tooltip");
  card.append(parts.title, parts.where, parts.words, parts.near);

  let shown = null; // the link whose card is open
  let timer = 0;

  /** ../guofa-2016-67/index.html#l1_2 → policies/guofa-2016-67#l1_2, as the data has it. */
  function target(link) {
    const url = new URL(link.href, location);
    const found = /^.*\/((?:policies|volumes)\/.+?)\/(?:index\.html)?$/.exec(url.pathname);
    return found ? found[1] + decodeURIComponent(url.hash) : "";
  }

  function linkOf(node) {
    const link = node instanceof Element && node.closest(".official a[href]:not(.ui)");
    return link && previews[target(link)] ? link : null;
  }

  function fill(link) {
    const [title, where, words] = previews[target(link)];
    parts.title.textContent = title;
    parts.where.textContent = where;
    parts.words.textContent = words;
    if (link.title) {
      link.dataset.near = link.title; // the browser's own tooltip would lie over the card
      link.removeAttribute("title");
    }
    parts.near.textContent = link.dataset.near || "";
  }

  /** Below the line of the link under the pointer, above it where there is no room, never outside the window. */
  function place(link, x) {
    const lines = [...link.getClientRects()];
    const line = lines.find((box) => x >= box.left && x <= box.right) || lines[0];
    const room = document.documentElement.clientWidth - card.offsetWidth - 8;
    const left = Math.max(8, Math.min(x === undefined ? line.left : x - 20, room));
    const below = line.bottom + GAP;
    const above = line.top - GAP - card.offsetHeight;
    const top = below + card.offsetHeight > window.innerHeight && above > 0 ? above : below;
    const origin = (card.offsetParent || document.documentElement).getBoundingClientRect();
    card.style.left = `${left - origin.left}px`;
    card.style.top = `${top - origin.top}px`;
  }

  function show(link, x) {
    hide();
    if (!card.isConnected) (document.querySelector("main") || document.body).append(card);
    fill(link);
    card.hidden = false;
    place(link, x);
    link.setAttribute("aria-describedby", card.id);
    shown = link;
  }

  function hide() {
    clearTimeout(timer);
    if (!shown) return;
    shown.removeAttribute("aria-describedby");
    card.hidden = true;
    shown = null;
  }

  const later = (time, act) => {
    clearTimeout(timer);
    timer = setTimeout(act, time);
  };

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const link = linkOf(event.target);
    if (card.contains(event.target) || (link && link === shown)) clearTimeout(timer);
    else if (link) later(DWELL, () => show(link, event.clientX));
    else if (shown) later(LINGER, hide);
    else clearTimeout(timer);
  });

  document.documentElement.addEventListener("pointerleave", hide);

  document.addEventListener("focusin", (event) => {
    const link = linkOf(event.target);
    if (link && link.matches(":focus-visible")) show(link);
    else hide();
  });

  document.addEventListener("focusout", hide);
  document.addEventListener("pointerdown", (event) => {
    if (!card.contains(event.target)) hide(); // the link is about to be followed, or something else is meant
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && shown) {
      hide();
      event.stopPropagation();
    }
  }, true);

  window.addEventListener("beforeprint", hide);
})();
