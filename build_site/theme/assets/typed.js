/*
 * What people type → where it leads, for the search field and the page for missing addresses: the same answers as
 * linking/typed/reader.py, which says why, from the same tables (search/pinpoints.js, works.js, c/<page>.js).
 */
(function () {
  "use strict";

  const ALIKE = /[\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}\uff01-\uff5e]/u;
  const { key, PART, UNKNOWN } = globalThis.typedWorks;

  function decoded(words) {
    try {
      return /%[0-9a-f]{2}/i.test(words) ? decodeURIComponent(words).toLowerCase() : words;
    } catch {
      return words;
    }
  }

  const pageOf = ({ slug, nth }) => slug + (nth > 1 ? `/${nth}` : "");
  const writtenOf = (it) => pageOf(it) + (it.id ? `#${it.id}` : "");

  class TypedReader {
    /* `load` gives a file of the search, `pages` are its leaves ({ work }), `fold` folds a character. */
    constructor(grammar, works, { load, pages, fold }) {
      Object.assign(this, { load, fold });
      this.forms = grammar.typed;
      this.pinpoints = globalThis.typedPinpoints(grammar);
      const { before, after, issuers, address, limits } = this.forms;
      const patterns = { before, after, issuers, ...address };
      for (const [name, source] of Object.entries(patterns)) this[name] = this.pinpoints.pattern(source, "");
      this.limits = limits;
      this.clauses = globalThis.typedClauses(grammar, fold);
      this.works = globalThis.typedWorks(works, this.forms, this.pinpoints);
      this.pagesOf = this.works.rows.map(({ work }) => pages.flatMap((page, at) => (page.work === work ? [at] : [])));
    }

    /* A character of plain words. */
    one(character) {
      const folded = this.fold(character);
      if (folded === " " || !ALIKE.test(character)) return folded === " " ? " " : character.toLowerCase();
      return Array.from(folded).length === 1 ? folded : character;
    }

    plain(typed) {
      return typed.map((each) => this.one(each)).join("").replace(/ {2,}/g, " ").trim();
    }

    asTyped(words, typed) {
      const was = new Map(typed.map((each) => [this.one(each), each]).reverse());
      return Array.from(words, (each) => was.get(each) ?? each).join("");
    }

    /**
     * Where typed words lead: `places` [{ page, id, at, exact }] (`at` counts the clauses of the page) is what is meant where
     * that is `certain`, else what is nearest; `unread` was not understood; `known` says that a work was.
     */
    async answer(words) {
      const typed = Array.from(words).slice(0, this.limits.typed);
      const plain = this.plain(typed);
      const none = { places: [], certain: false, unread: "", guessed: false, known: false };
      const answer = plain ? await this.ofWords(plain) : none;
      return { ...none, ...answer, unread: this.asTyped(answer.unread, typed) };
    }

    /* Only Latin words name a slug. */
    async withSlugs() {
      const { slugs, moved } = await this.load("slugs");
      this.moved = moved;
      this.works.rows.forEach((row, at) => (row.slug = slugs[at]));
      this.rowOf = new Map(this.works.rows.map((row) => [row.slug, row]));
    }

    async ofWords(words) {
      if (/[a-z]|%/.test(words)) await (this.slugs ??= this.withSlugs());
      const meant = this.addressIn(words);
      const there = meant && (await this.atAddress(meant));
      if (there) return there;
      if (meant?.sure) return this.nearAddress(meant);
      const readings = this.readings(words);
      if (meant && !readings[0].rows.length) return this.nearAddress(meant);
      return this.ofReadings(readings, words);
    }

    /* ------------------------------------------------------------ addresses */

    /* { slug, nth, id, sure } of the address in plain words; null where there is none. */
    addressIn(typed) {
      const words = decoded(typed);
      const { shelf, slug, nth = 1, rest = "" } = this.below.exec(words)?.groups ?? {};
      if (slug) {
        const fragment = rest.includes("#") ? rest.slice(rest.indexOf("#") + 1) : "";
        return { slug: (shelf === "volumes" ? "volumes/" : "") + slug, nth: Number(nth), id: /^[a-z0-9_]*/.exec(fragment)[0], sure: true };
      }
      const alone = this.alone.exec(words)?.groups;
      return alone ? { slug: alone.slug, nth: Number(alone.nth ?? 1), id: alone.id ?? "", sure: words.includes("#") } : null;
    }

    async atAddress(typed) {
      const end = this.followed(typed);
      const meant = end ? this.addressIn(end) : typed;
      if (meant.slug.startsWith("volumes/")) return end ? { places: [], certain: true, unread: "", moved: end, known: true } : null;
      const place = await this.placeAt(meant);
      return place && { places: [place], certain: place.exact, unread: "", moved: end, known: true };
    }

    /* Where an address has moved to; "" where it is where it was. */
    followed(typed) {
      const ends = this.moved[pageOf(typed)] ?? {};
      if (ends[typed.id]) return ends[typed.id];
      const page = ends[""];
      return page ? (page.includes("#") || !typed.id ? page : `${page}#${typed.id}`) : "";
    }

    async placeAt({ slug, nth, id }) {
      const row = this.rowOf.get(slug);
      const page = row && this.pagesOf[row.work][nth - 1];
      if (page === undefined) return null;
      const { clauses } = await this.open(page);
      const steps = id.split("__");
      const above = steps.map((_, at) => steps.slice(0, steps.length - at).join("__"));
      const found = above.map((each) => clauses.find((it) => it.id === each)).find(Boolean);
      return { page, id: found?.id ?? "", at: found?.at ?? -1, exact: (found?.id ?? "") === id };
    }

    async nearAddress(typed) {
      const near = this.works.nearestSlugs(typed.slug).map(({ slug }) => this.placeAt({ ...typed, slug, nth: 1 }));
      return { places: await Promise.all(near), certain: false, unread: writtenOf(typed), known: false };
    }

    /* ------------------------------------------------------------ ways to read */

    /* { level, rows, members, unread }, the best first. */
    readings(words) {
      const found = [this.reading(words, [], ""), ...this.beforeMarks(words), ...this.splits(words)];
      const rank = ({ level, members, unread }) => {
        const rest = key(unread).length;
        return [Number(level === UNKNOWN), Number(rest > 0), level, rest, -members.reduce((sum, { steps }) => sum + steps.length, 0)];
      };
      found.forEach((it) => (it.rank = rank(it)));
      return found.sort((one, other) => one.rank.map((it, at) => it - other.rank[at]).find(Boolean) ?? 0);
    }

    splits(words) {
      const found = [];
      for (let at = 0; at < words.length && found.length < this.limits.splits; at++) {
        if ((at && /^[0-9]{2}/.test(words.slice(at - 1, at + 1))) || /[\udc00-\udfff]/.test(words[at])) continue;
        const read = this.pinpoints.read(words.slice(at));
        if (!read) continue;
        const before = words.slice(0, at);
        const [name, unread] = key(before) ? [before, read.rest] : [read.rest, ""];
        found.push(this.reading(name, read.members, unread));
      }
      return found;
    }

    /* A name in marks after its clause: the marks are none of the clause. */
    beforeMarks(words) {
      const found = [];
      for (const { index } of words.matchAll(/[“「《]/g)) {
        const read = index ? this.pinpoints.read(words.slice(0, index)) : null;
        if (read && !key(read.rest)) found.push(this.reading(words.slice(index), read.members, ""));
      }
      return found;
    }

    reading(name, members, unread) {
      const [own, other] = [name.trim(), this.withoutAround(name)].map((way) => this.match(way));
      const better = other.level - own.level || key(other.unread).length - key(own.unread).length;
      const { level, rows, unread: left } = better < 0 ? other : own;
      return { level, rows, members, unread: `${left} ${this.withoutAround(unread)}`.trim() };
    }

    withoutAround(words) {
      return words.replace(this.before, "").replace(this.after, "");
    }

    match(name) {
      const [start, end, numbered] = this.works.numbered(name) ?? [];
      if (!numbered) {
        const named = key(name) ? this.works.named(name) : { level: UNKNOWN, rows: [], unread: "" };
        return named.rows.length ? named : { ...named, unread: name };
      }
      const rest = this.withoutAround(`${name.slice(0, start)} ${name.slice(end)}`);
      return key(rest) ? this.ofBoth(numbered, rest) : numbered;
    }

    ofBoth(numbered, rest) {
      const named = this.works.named(rest);
      const both = numbered.rows.filter((row) => named.rows.includes(row));
      if (both.length) return { level: numbered.level, rows: both, unread: named.unread };
      return this.issuers.test(rest) ? numbered : { ...numbered, unread: rest };
    }

    /* ------------------------------------------------------------ answers */

    async ofReadings(readings, words) {
      const { level, rows, members, unread, rank } = readings[0];
      if (rows.length !== 1) {
        const near = rows.length ? rows.slice(0, this.limits.several) : this.works.nearest(unread || words);
        const places = await Promise.all(near.map((row) => this.lead(row, members)));
        return { places, unread: unread || (rows.length ? "" : words), several: true, known: rows.length > 0 };
      }
      const [row] = rows;
      const good = readings.slice(0, this.limits.tried).filter((it) => it.rank.slice(0, -1).join() === rank.slice(0, -1).join() && it.rows.length === 1 && it.rows[0] === row);
      const ways = await Promise.all(good.map(async (it) => [it, await this.places(row, it.members)]));
      const [read, places] = ways.find(([, way]) => way.every(({ exact }) => exact)) ?? ways[0];
      const answer = { places, unread, certain: !unread && places.every(({ exact }) => exact), guessed: level > PART, known: true };
      if (answer.certain) return answer;
      const more = unread ? await this.otherWorks(row, words) : await this.nearClauses(places, read.members);
      const all = [...places, ...more];
      const alike = (one, other) => one.page === other.page && one.id === other.id && one.exact === other.exact;
      answer.places = all.filter((it, at) => all.findIndex((one) => alike(one, it)) === at).slice(0, this.limits.offered);
      return answer;
    }

    otherWorks(row, words) {
      return Promise.all(this.works.nearest(words, [row]).filter((it) => it !== row).map((it) => this.lead(it, [])));
    }

    async nearClauses(places, members) {
      const at = places.findIndex(({ exact }) => !exact);
      const { page, id } = places[at];
      const there = await this.open(page);
      const ids = this.clauses.nearest(there, members[Math.min(at, members.length - 1)].steps, { id });
      return ids.map((each) => ({ page, id: each, at: there.clauses.find((it) => it.id === each).at, exact: true }));
    }

    async lead(row, members) {
      return (await this.places(row, members.slice(0, 1)))[0];
    }

    /* In the fullest text of the work, or in a further one where only that prints all of them. */
    async places(row, members) {
      const ways = [];
      for (const page of this.pagesOf[row.work]) {
        ways.push(await this.placesIn(page, members));
        if (ways.at(-1).every(({ exact }) => exact)) return ways.at(-1);
      }
      return ways[0];
    }

    async placesIn(page, members) {
      if (!members.length) return [{ page, id: "", at: -1, exact: true }];
      const there = await this.open(page);
      const place = (it) => ({ page, id: it?.id ?? "", at: there.clauses.find(({ id }) => id === it?.id)?.at ?? -1, exact: it?.exact ?? false });
      return this.clauses.places(there, members).map(place);
    }

    async open(page) {
      return this.clauses.open(await this.load(`c/${page}`));
    }
  }

  globalThis.TypedReader = TypedReader;
})();
