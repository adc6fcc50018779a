/*
 * Shows what the engine finds, in the overlay of the header and on the page of the search: works with their units,
 * words marked, filters with counts, keyboard, and a line that screen readers announce.
 */
(function () {
  "use strict";

  const PAUSE = 15; // ms without a key, so that pasting or an input method asks once
  const FIRST = 1; // works that are shown with their units at once
  const MORE = 8; // works that follow each time the end comes into view
  const FEW = 3; // units of a work that are shown before the reader asks for more
  const BEFORE = 24; // characters before the first mark
  const SHOWN = 110; // characters of a unit's text
  const NAMES = { issuer: "find.issuer", year: "find.year", topic: "find.topic", extent: "extent.name" };
  const FILTERS = Object.keys(NAMES);
  const EXCERPT = 1, VOLUME = 2; // of a leaf's kind

  function element(name, attributes = {}, ...inside) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...inside);
    return made;
  }

  class View {
    constructor(engine, place, input, { page, broken, variantPlace }) {
      Object.assign(this, { engine, input, page, broken, variantPlace, place });
      this.status = place.querySelector("[data-search-status]");
      this.controls = place.querySelector("[data-search-filters]");
      this.list = place.querySelector("[data-search-results]");
      this.isPage = place.hasAttribute("data-search-page");
      this.controls.open = this.isPage;
      this.turn = 0; // answers to older questions are dropped
      this.chosen = {};
      this.answering(Promise.resolve());
      this.observer = new IntersectionObserver((seen) => seen.some((each) => each.isIntersecting) && this.showMore(MORE));
      input.addEventListener("input", (event) => event.isComposing || this.ask(PAUSE));
      input.addEventListener("compositionend", () => this.ask(PAUSE));
      place.addEventListener("keydown", (event) => this.key(event));
      input.form.addEventListener("submit", (event) => this.submit(event));
      this.controls.addEventListener("change", () => this.filter());
      this.ask(0, this.isPage ? new URLSearchParams(location.search) : null);
    }

    say(key, values = {}) {
      return this.engine.words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
    }

    /* ---------------------------------------------------------------- asking */

    ask(pause, asked = null) {
      const turn = ++this.turn;
      return this.answering(new Promise((resolve) => setTimeout(resolve, pause)).then(() => this.answer(turn, asked)));
    }

    /* What the present question waits for: its first result, and all of its answer. */
    answering(work) {
      this.begun = new Promise((resolve) => (this.begin = resolve));
      this.settled = work.finally(this.begin);
      return this.settled;
    }

    async answer(turn, asked) {
      if (turn !== this.turn) return;
      try {
        await this.attempt(turn, asked);
      } catch {
        await this.attempt(turn, asked).catch(() => turn === this.turn && this.fail());
      }
    }

    async attempt(turn, asked) {
      const answer = await this.engine.find(this.input.value, true);
      if (asked) await this.engine.facts();
      if (turn !== this.turn) return;
      if (asked) FILTERS.forEach((name) => (this.chosen[name] = this.keyOf(name, asked.get(name) ?? "")));
      this.found = answer;
      await this.show(turn);
    }

    fail() {
      this.clear();
      this.controls.hidden = true;
      this.status.textContent = this.broken;
    }

    /* Before an element goes: its focus would be nowhere. */
    takeFocusFrom(going) {
      if (going.contains(document.activeElement)) this.input.focus();
    }

    remove(item) {
      this.takeFocusFrom(item);
      item.remove();
    }

    clear() {
      this.observer.disconnect();
      this.takeFocusFrom(this.list);
      this.list.replaceChildren();
      this.groups = [];
      this.next = 0;
    }

    /* ---------------------------------------------------------------- filters */

    /* What a leaf has for a filter, as keys of options. */
    keysOf(name, leaf) {
      if (name === "issuer") return leaf.issuers.map(String);
      if (name === "year") return leaf.year ? [String(leaf.year)] : [];
      if (name === "topic") return leaf.topic < 0 ? [] : [String(leaf.topic)];
      return [leaf.kind & VOLUME ? "volume" : leaf.kind & EXCERPT ? "excerpt" : "complete"];
    }

    wordsOf(name, key) {
      if (name === "extent") return this.say(`extent.${key}`);
      return name === "year" ? key : this.engine.names[`${name}s`][key];
    }

    /* Addresses name issuers and topics, which may be in either script; numbers would change with the library. */
    keyOf(name, words) {
      if (!words || name === "year" || name === "extent") return words;
      const alike = this.engine.folded(words);
      const at = this.engine.names[`${name}s`].findIndex((each) => this.engine.folded(each) === alike);
      return at < 0 ? "" : String(at);
    }

    passes(leaf, but = "") {
      return FILTERS.every((name) => {
        const wanted = name !== but && this.chosen[name];
        return !wanted || this.keysOf(name, leaf).includes(wanted);
      });
    }

    filter() {
      for (const select of this.controls.querySelectorAll("select")) this.chosen[select.name] = select.value;
      this.answering(this.show(++this.turn).catch(() => this.fail()));
    }

    showFilters() {
      const focused = document.activeElement?.name;
      const units = new Map(); // leaf → how many of its units were found
      for (const { leaf } of this.found.hits) units.set(leaf, (units.get(leaf) ?? 0) + 1);
      const selects = FILTERS.map((name) => {
        const counts = new Map();
        for (const [at, count] of units) {
          const leaf = this.engine.leaves[at];
          if (!this.passes(leaf, name)) continue;
          for (const key of this.keysOf(name, leaf)) counts.set(key, (counts.get(key) ?? 0) + count);
        }
        if (this.chosen[name] && !counts.has(this.chosen[name])) counts.set(this.chosen[name], 0);
        return this.select(name, counts);
      });
      this.controls.hidden = false;
      const box = this.controls.querySelector("[data-search-selects]") ?? this.controls;
      box.replaceChildren(...selects);
      if (FILTERS.includes(focused)) box.querySelector(`[name=${focused}]`)?.focus();
    }

    select(name, counts) {
      const order = name === "year" ? (one, other) => other[0] - one[0] : (one, other) => other[1] - one[1];
      const options = [...counts].sort(order).map(([key, count]) => {
        const option = element("option", { value: key }, `${this.wordsOf(name, key)} (${count})`);
        option.selected = this.chosen[name] === key;
        return option;
      });
      const select = element("select", { name }, element("option", { value: "" }, this.say("find.any")), ...options);
      return element("label", { class: "search-filter" }, element("span", {}, this.say(NAMES[name])), select);
    }

    /* ---------------------------------------------------------------- results */

    async show(turn) {
      this.clear();
      this.address();
      this.arrange();
      const first = await this.firstResult(turn);
      if (first) this.begin();
      if (this.found.unsure) {
        const sure = await this.engine.find(this.found.typed);
        if (turn !== this.turn) return;
        this.found = sure;
        this.arrange();
      }
      if (this.found.problem) {
        this.explain(first);
        return this.found.problem === "none" ? this.offer(turn) : undefined;
      }
      await this.engine.facts();
      if (turn !== this.turn) return;
      this.showFilters();
      await this.showMore(FIRST, turn, first);
      if (turn === this.turn) this.announce();
    }

    /* What passes the filters, by works. */
    arrange() {
      const passing = this.engine.leaves.map((leaf) => this.passes(leaf));
      this.groups = grouped(this.found.hits.filter(({ leaf }) => passing[leaf]), this.engine.leaves);
    }

    /* The best unit of all, shown before anything else is loaded, once it is sure that it holds the words. */
    async firstResult(turn) {
      if (!this.groups.length) return null;
      const [hit] = this.groups[0].hits;
      const [row] = await this.engine.shown([hit.row]);
      if (turn !== this.turn || (this.found.unsure && !this.found.led && !this.engine.holds(row, this.found.wanted))) return null;
      const item = this.item(row, hit);
      this.list.append(item);
      return { item, row: hit.row };
    }

    explain(first) {
      if (first) this.remove(first.item);
      this.controls.hidden = true;
      const query = shortened(this.found.text.trim());
      this.status.textContent = this.cutNote() + this.say(`find.${this.found.problem}`, { query });
    }

    /* Where no unit holds the words: what they lead to all the same, or what is called most alike. */
    async offer(turn) {
      await new Promise((resolve) => setTimeout(resolve)); // what is said is seen before more is loaded
      const answer = this.found.answer ?? (await this.engine.typed(this.found.typed));
      if (turn !== this.turn || !answer.places.length) return;
      this.found = { ...this.found, answer, led: true, offered: !answer.certain, hits: this.engine.hitsOf(answer) };
      this.groups = grouped(this.found.hits, this.engine.leaves);
      await this.showMore(MORE, turn);
      if (turn !== this.turn) return;
      if (answer.certain) this.announce();
      else this.status.textContent += ` ${this.say("find.nearest")}`;
    }

    announce() {
      const units = this.groups.reduce((sum, group) => sum + group.hits.length, 0);
      const counts = this.say(units ? "find.count" : "find.filtered", { units, works: this.groups.length });
      this.status.textContent = this.cutNote() + this.answerNote() + counts;
    }

    /* What of a typed citation was not understood, or is not printed, or was taken for what is called nearly so. */
    answerNote() {
      const { led, answer } = this.found;
      if (!led || (answer.certain && !answer.guessed)) return "";
      const note = answer.certain ? "guessed" : answer.unread ? "unread" : answer.several ? "several" : "not-printed";
      return `${this.say(`find.${note}`, { words: shortened(answer.unread) })} `;
    }

    cutNote() {
      return this.found.cut ? `${this.say("find.cut", { count: this.found.cut })} ` : "";
    }

    async showMore(count, turn = this.turn, first = null) {
      const groups = this.groups.slice(this.next, this.next + count);
      this.next += groups.length;
      const items = await Promise.all(groups.map((group) => this.group(group, first)));
      if (turn !== this.turn) return;
      if (first && !items.includes(first.item)) this.remove(first.item);
      this.end?.remove();
      this.end = element("li", { class: "search-end", "aria-hidden": "true" });
      this.list.append(...items.filter((item) => item !== first?.item), this.end); // to move it would take its focus
      this.observer.disconnect();
      if (this.next < this.groups.length) this.observer.observe(this.end);
    }

    /* A work: its title, which is itself what was found if the query is in it, and its units. */
    async group({ hits }, shown = null) {
      const some = hits.slice(0, FEW + 1);
      const rows = await this.engine.shown(some.map((hit) => hit.row));
      const units = (rows[0].id ? 0 : 1) + FEW;
      const item = shown?.row === hits[0].row ? shown.item : this.item(rows[0], hits[0]);
      item.append(...rows.slice(1, units).map((row, at) => this.unit(row, some[at + 1])));
      if (hits.length > units) item.append(this.more(hits.slice(units)));
      return item;
    }

    /* A work with the first of its units. */
    item(row, hit) {
      const own = row.id === "";
      const units = own ? [] : [this.unit(row, hit)];
      return element("li", { class: "md-search-result__item" }, this.work(row, hit, own), ...units);
    }

    /* By its title; by what is printed above its text only where that, and not the title, holds the words. */
    work(row, hit, own = true) {
      const { wanted } = this.found;
      const facts = [row.number, row.date, this.say(`extent.${this.extentOf(hit)}`)].filter(Boolean).join(" · ");
      const marks = [row.title, facts].map((words) => this.engine.occurrences(words, wanted));
      const printed = own && !marks.flat().length ? `${row.head}\n${row.text}`.trim() : "";
      return this.link(
        row,
        "",
        "search-work",
        element("p", { class: "search-work__title" }, ...(printed ? this.marked(printed, hit, printed.length) : cut(row.title, marks[0]))),
        element("p", { class: "search-work__facts" }, ...cut(facts, marks[1])),
      );
    }

    extentOf({ leaf }) {
      return this.keysOf("extent", this.engine.leaves[leaf])[0];
    }

    unit(row, hit) {
      if (!row.id) return this.work(row, hit); // another text of the same work
      const where = element("p", { class: "search-unit__place" }, row.place || row.title);
      const words = element("p", { class: "search-unit__text" }, ...this.marked(`${row.head}\n${row.text}`.trim(), hit, SHOWN));
      return this.link(row, row.id, "search-unit", where, words);
    }

    link(row, id, name, ...inside) {
      const variant = row.bothScripts ? this.variantPlace : "";
      const end = location.protocol === "file:" ? "index.html" : "";
      const href = `${this.engine.root}${variant}${row.path}/${end}${id && `#${id}`}`;
      return element("a", { class: `md-search-result__link ${name}`, href }, ...inside);
    }

    more(hits) {
      const words = this.say("find.more", { count: hits.length });
      const details = element("details", { class: "md-search-result__more" }, element("summary", {}, element("div", {}, words)));
      details.addEventListener("toggle", () => this.openMore(details, hits), { once: true });
      return details;
    }

    async openMore(details, hits) {
      const rows = await this.engine.shown(hits.map((hit) => hit.row)).catch(() => []);
      details.append(...rows.map((row, at) => this.unit(row, hits[at])));
      if (!rows.length) details.append(element("p", { class: "search-unit" }, this.broken));
    }

    /* The words around the first mark, as nodes. */
    marked(words, hit, length) {
      const marks = this.engine.marks(words, hit.places, this.found.wanted);
      const from = words.length <= length ? 0 : Math.max(0, Math.min((marks[0]?.[0] ?? 0) - BEFORE, words.length - length));
      const to = Math.max(from + length, marks[0]?.[1] ?? 0);
      return [from ? "…" : "", ...cut(words, marks, from, to), to < words.length ? "…" : ""].filter(Boolean);
    }

    /* ---------------------------------------------------------------- address and keyboard */

    parameters() {
      const asked = new URLSearchParams();
      if (this.input.value.trim()) asked.set("q", this.input.value);
      for (const name of FILTERS) {
        const key = this.chosen[name];
        if (key) asked.set(name, name === "extent" ? key : this.wordsOf(name, key));
      }
      return asked;
    }

    /* On its page a search is its address; in the overlay a link leads there. */
    address() {
      const asked = String(this.parameters());
      if (this.isPage) {
        try {
          history.replaceState(history.state, "", `${location.pathname}${asked && `?${asked}`}`);
        } catch {
          // Some browsers keep the address of a page that was opened from a folder.
        }
        return;
      }
      const link = this.place.querySelector("[data-search-all]");
      link.hidden = !this.input.value.trim();
      link.href = `${this.page}?${asked}`;
    }

    links() {
      return [...this.list.querySelectorAll("a, summary")].filter((each) => each.checkVisibility?.() ?? true);
    }

    /* An arrow waits for the first result: what stands there before it answers fewer words, and goes. */
    async key(event) {
      if (event.isComposing || event.target.matches("select")) return;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      for (let waited = null; waited !== this.begun; ) await (waited = this.begun);
      if (!this.place.contains(document.activeElement)) return; // closed meanwhile
      const all = [this.input, ...this.links()];
      const at = all.indexOf(document.activeElement);
      all[(Math.max(at, 0) + step + all.length) % all.length].focus();
    }

    /* Enter follows the first result, once it is there. */
    async submit(event) {
      event.preventDefault();
      await this.settled;
      if (!this.found.offered) this.list.querySelector("a")?.click(); // nobody asked for what is only alike
    }
  }

  /* Works in the order of their best unit: tier, complete before excerpts, more units before fewer, order of reading. */
  function grouped(hits, leaves) {
    const works = new Map();
    for (const hit of hits) {
      const { work } = leaves[hit.leaf];
      if (!works.has(work)) works.set(work, { work, hits: [] });
      works.get(work).hits.push(hit);
    }
    const compare = (one, other) => one.tier - other.tier || one.leaf - other.leaf || one.row - other.row;
    const groups = [...works.values()];
    for (const group of groups) {
      group.hits.sort(compare);
      group.tier = group.hits[0].tier;
      group.kind = Math.min(...group.hits.map((hit) => leaves[hit.leaf].kind));
    }
    return groups.sort(
      (one, other) =>
        one.tier - other.tier || one.kind - other.kind || other.hits.length - one.hits.length || one.work - other.work,
    );
  }

  /* The words from one offset to another, their marked stretches as elements. */
  function cut(words, marks, from = 0, to = words.length) {
    const nodes = [];
    let at = from;
    for (const [start, end] of marks.filter((mark) => mark[0] < to)) {
      nodes.push(words.slice(at, start), element("mark", {}, words.slice(start, Math.min(end, to))));
      at = Math.min(end, to);
    }
    return [...nodes, words.slice(at, to)].filter(Boolean);
  }

  function shortened(text) {
    const characters = Array.from(text);
    return characters.length > 30 ? `${characters.slice(0, 30).join("")}…` : text;
  }

  globalThis.SearchView = View;
})();
