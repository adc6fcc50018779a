/*
 * On the page for missing addresses: offers what is nearest to the address that was asked for. It knows the pages of
 * the library and what has moved (addresses.js, in the root of the site): an address that has moved is followed; of a
 * text that does not exist its work is offered; for a mistyped one the pages whose address begins the same way.
 */
(function () {
  "use strict";

  const SHOWN = 3; // offers beside one that is certain
  const ALIKE = 4; // characters that a mistyped address must share with one that exists
  const root = document.currentScript.dataset.root; // where this file was found: the root of the site
  const main = document.querySelector("main");
  const sections = [...main.querySelectorAll("section")]; // one in each script, that of the address first
  const folders = (section) => section.dataset.folders.split(" "); // its own, then those of its script in other glyphs
  const folderOf = (section) => folders(section)[0];

  /* policies/guofa-2016-67/2, without variant, file name and what stands after a page. */
  function asked() {
    let path = location.pathname.slice(root.length);
    try {
      path = decodeURIComponent(path);
    } catch {
      // a malformed address is taken as it stands
    }
    path = path.toLowerCase();
    const variant = sections.flatMap(folders).find((folder) => folder && path.startsWith(folder)) ?? "";
    return path.slice(variant.length).replace(/(index)?\.html?$/, "").replace(/\/+/g, "/").replace(/\/$/, "");
  }

  function shared(one, other) {
    let n = 0;
    while (n < one.length && one[n] === other[n]) n += 1;
    return n;
  }

  /* policies/a/2/x, policies/a/2, policies/a */
  function* upwards(path) {
    for (let at = path; at.includes("/"); at = at.slice(0, at.lastIndexOf("/"))) yield at;
  }

  /* Where the words are now: the clause's own move, else that of its page, which keeps the fragment. */
  function moved(path, id, table) {
    for (const at of upwards(path)) {
      const ends = Object.hasOwn(table.moved, at) ? table.moved[at] : {};
      if (id && Object.hasOwn(ends, id)) return ends[id];
      if (Object.hasOwn(ends, "")) return ends[""].includes("#") || !id ? ends[""] : `${ends[""]}#${id}`;
      if (Object.hasOwn(table.pages, at)) return "";
    }
    return "";
  }

  /* The page itself (in the other variant), the work of a text, or what begins the same way; nearest first. */
  function nearest(path, pages) {
    for (const at of upwards(path)) if (Object.hasOwn(pages, at)) return [at];
    const slug = (at) => at.replace(/^[^/]*\//, "").replace(/\/.*/, "");
    const wanted = slug(path.includes("/") ? path : `/${path}`);
    const works = Object.keys(pages).filter((at) => !/^policies\/.*\//.test(at));
    const scored = works.map((at) => [slug(at) === wanted ? Infinity : shared(slug(at), wanted), at]);
    const best = scored.filter(([score]) => score >= ALIKE).sort((a, b) => b[0] - a[0] || (a[1] < b[1] ? -1 : 1));
    return best.filter(([score]) => score === best[0][0]).slice(0, SHOWN).map(([, at]) => at);
  }

  /* In the folder that a section leads to, where the page is there as well. */
  function address(end, section, titles) {
    const [path, id] = end.split("#");
    return `${root}${titles?.[1] ? folderOf(section) : ""}${path}/${id ? `#${id}` : ""}`;
  }

  function offer(section, offers) {
    const near = section.querySelector("[data-near]");
    for (const [href, title] of offers) {
      const link = Object.assign(document.createElement("a"), { href, textContent: title });
      const line = document.createElement("p");
      line.append(link);
      near.append(line);
    }
    near.hidden = false;
  }

  function show(table) {
    const path = asked(), id = location.hash.slice(1);
    const end = moved(path, id, table);
    if (end) {
      location.replace(address(end, sections[0], table.pages[end.split("#")[0]]));
      return;
    }
    const near = nearest(path, table.pages);
    const kept = near.length === 1 && path.startsWith(near[0]) && id ? `#${id}` : "";
    for (const section of near.length ? sections : []) {
      const title = (titles) => (folderOf(section) && titles[1]) || titles[0];
      offer(section, near.map((at) => [address(at + kept, section, table.pages[at]), title(table.pages[at])]));
    }
  }

  /* The page itself guesses the root from folders that it knows; here it is sure. */
  for (const section of sections) {
    const folder = root + folderOf(section);
    section.querySelector("[data-home]").href = folder;
    section.querySelector("form").action = `${folder}search/`;
  }
  const table = Object.assign(document.createElement("script"), { src: `${root}addresses.js` });
  table.onload = () => show(window.libraryAddresses);
  document.head.append(table);
})();
