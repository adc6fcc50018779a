/*
 * On the page for missing addresses: offers what is nearest to the address that was asked for. It knows the pages of
 * the library and what has moved (addresses.js, in the root of the site): an address that has moved is followed; of a
 * text that does not exist its work is offered; for a mistyped one the pages whose addresses are most alike, by the
 * measure of typed citations (typed-works.js); a citation for an address (…/刑法191条) is read as the search reads it.
 */
(function () {
  "use strict";

  const SHOWN = 3; // offers beside one that is certain
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

  /* The page itself (in the other variant), or the work of a text; "" where there is neither. */
  function itself(path, pages) {
    for (const at of upwards(path)) if (Object.hasOwn(pages, at)) return at;
    return "";
  }

  /* What a mistyped address or a citation is nearest to: paths with their fragments. */
  async function nearest(path, pages) {
    if (/[^\x00-\x7f]/.test(path)) return cited(path.replaceAll("/", " "));
    await load("typed-works.js");
    const { key, likeness } = globalThis.typedWorks;
    const slug = (at) => key(at.replace(/^[^/]*\//, "").replace(/\/.*/, ""));
    const wanted = slug(path.includes("/") ? path : `/${path}`);
    const works = Object.keys(pages).filter((at) => !/^policies\/.*\//.test(at));
    const scored = works.map((at) => [likeness(wanted, slug(at)), at]).sort((one, other) => other[0] - one[0]);
    const exact = scored.filter(([, at]) => slug(at) === wanted).slice(0, 1);
    return (exact.length ? exact : scored.slice(0, SHOWN)).map(([, at]) => at);
  }

  async function cited(words) {
    for (const name of ["search-files.js", "search-engine.js"]) await load(name);
    const engine = new globalThis.SearchEngine(root, sections[0].lang);
    await engine.start();
    const { places, certain } = await engine.typed(words);
    const rows = await engine.shown(places.map(({ page }) => engine.starts[page]));
    const found = places.map(({ id }, at) => rows[at].path + (id && `#${id}`));
    return certain ? found.slice(0, 1) : found;
  }

  function load(name) {
    return new Promise((resolve, reject) => {
      document.head.append(Object.assign(document.createElement("script"), { src: `${root}assets/${name}`, onload: resolve, onerror: reject }));
    });
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

  async function show(table) {
    const path = asked(), id = location.hash.slice(1);
    const end = moved(path, id, table);
    if (end) {
      location.replace(address(end, sections[0], table.pages[end.split("#")[0]]));
      return;
    }
    const own = itself(path, table.pages);
    const near = own ? [own + (id ? `#${id}` : "")] : await nearest(path, table.pages);
    for (const section of near.length ? sections : []) {
      const titles = (at) => table.pages[at.split("#")[0]];
      const title = (at) => (folderOf(section) && titles(at)[1]) || titles(at)[0];
      offer(section, near.map((at) => [address(at, section, titles(at)), title(at)]));
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
