/*
 * Finds units: folds a query, asks for the few index files that it needs (search-files.js, which is loaded before), and
 * follows pairs of neighbouring characters through their places. Knows nothing of the page; search-view.js shows what it finds.
 */
(function () {
  "use strict";

  const { Broken, WIDTH, entryIn, keysOf, lastUpTo, leavesOf, loader, numbers, places, rowsOfAtom, sums } = globalThis.SearchFiles;

  /* ---------------------------------------------------------------- folding: as in search_fold.py */

  /* The blanks and invisible characters of blanks.py. */
  const BLANK = new RegExp(
    "[" +
      "\\u0000-\\u0020\\u007f-\\u00a0\\u00ad\\u034f\\u061c\\u115f-\\u1160\\u1680\\u17b4-\\u17b5\\u180e\\u2000-\\u200f" +
      "\\u2028-\\u202f\\u205f-\\u206f\\u3000\\u3164\\ud800-\\udfff\\ufdd0-\\ufdef\\ufeff\\uffa0\\ufff0-\\ufffb" +
      "\\ufffe-\\uffff\\u{1bca0}-\\u{1bca3}\\u{1d173}-\\u{1d17a}\\u{1fffe}-\\u{1ffff}\\u{2fffe}-\\u{2ffff}" +
      "\\u{3fffe}-\\u{3ffff}\\u{4fffe}-\\u{4ffff}\\u{5fffe}-\\u{5ffff}\\u{6fffe}-\\u{6ffff}\\u{7fffe}-\\u{7ffff}" +
      "\\u{8fffe}-\\u{8ffff}\\u{9fffe}-\\u{9ffff}\\u{afffe}-\\u{affff}\\u{bfffe}-\\u{bffff}\\u{cfffe}-\\u{cffff}" +
      "\\u{dfffe}-\\u{e007f}\\u{efffe}-\\u{effff}\\u{ffffe}-\\u{fffff}\\u{10fffe}-\\u{10ffff}" +
      "]",
    "u",
  );
  const HAN = /[\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/u;
  const LETTER = /[\p{L}\p{N}]/u;
  const isInWord = (character) => LETTER.test(character) && !HAN.test(character);

  function folder([steps, folded]) {
    const characters = Array.from(folded);
    const table = new Map();
    let code = 0;
    numbers(steps).forEach((step, at) => table.set(String.fromCodePoint((code += step)), characters[at]));
    const known = new Map();
    return (character) => {
      if (!known.has(character)) {
        const plain = BLANK.test(character) ? " " : (table.get(character) ?? character).normalize("NFKC").toLowerCase();
        known.set(character, Array.from(plain, (each) => table.get(each) ?? each).join(""));
      }
      return known.get(character);
    };
  }

  /* Atoms with where they stand in the text as it is printed: a Latin word or number whole, other characters one by one. */
  function atomsOf(text, fold) {
    const atoms = [];
    let word = null;
    let offset = 0;
    for (const character of text) {
      const end = offset + character.length;
      for (const each of fold(character)) {
        if (isInWord(each)) {
          if (word) {
            word.atom += each;
            word.end = end;
          } else {
            atoms.push((word = { atom: each, start: offset, end }));
          }
        } else {
          word = null;
          if (each !== " ") atoms.push({ atom: each, start: offset, end });
        }
      }
      offset = end;
    }
    return atoms;
  }

  /* ---------------------------------------------------------------- reading a query */

  const LONGEST = 200; // characters; more is pasted by mistake and would load half the index
  const OPENING = "“「『〝";
  const CLOSING = "”」』〞";

  /* Words are parted by blanks; a line break is one of the source and parts nothing. */
  function parse(typed, fold) {
    const characters = Array.from(typed.replace(/[\r\n]+\s*/g, ""));
    const cut = characters.length > LONGEST ? LONGEST : 0;
    const text = cut ? characters.slice(0, cut).join("").replace(/[a-z0-9]+$/i, "") : characters.join(""); // no half of a word
    const words = pieces(text)
      .map(({ minus, words }) => ({ minus, atoms: atomsOf(words, fold).map((each) => each.atom) }))
      .filter(({ atoms }) => atoms.some((atom) => LETTER.test(atom)));
    return { cut, wanted: words.filter((word) => !word.minus), unwanted: words.filter((word) => word.minus), text };
  }

  /* "…" is a phrase. Printed quotation marks are so only around a blank: “十四五” may be meant as it is printed. */
  function pieces(text) {
    const quoted = new RegExp(`^[${OPENING}]([^${OPENING}${CLOSING}]*\\s[^${OPENING}${CLOSING}]*)[${CLOSING}](?=\\s|$)`, "u");
    const forms = [/^["＂]([^"＂]*)["＂]?/u, quoted, /^([^\s"＂]+)/u];
    const found = [];
    let rest = text.trim();
    while (rest) {
      const minus = /^[\-－−](?=[^\s\-－−])/u.test(rest);
      if (minus) rest = rest.slice(1);
      const match = forms.map((form) => form.exec(rest)).find(Boolean);
      found.push({ minus, words: match[1] });
      rest = rest.slice(match[0].length).trim();
    }
    return found;
  }

  /* 国发2016-67, 国发 [2016] 67 → 国发(2016)67号, the one form in which numbers are indexed. */
  const NUMBER = /^(\p{Script=Han}{1,12})[ (]*((?:19|20)\d\d)[ )-]*第? ?(\d{1,5}) ?号?$/u;

  function documentNumber(text, fold) {
    const match = NUMBER.exec(Array.from(text.trim(), fold).join(""));
    return match && atomsOf(`${match[1]}(${match[2]})${match[3]}号`, fold).map((each) => each.atom);
  }

  /* ---------------------------------------------------------------- finding */

  const ZONE_ALL = 3;
  const FEW = 4; // pairs by which a long phrase is looked for first

  const isLong = (atoms) => atoms.length > 2 * FEW;

  /* Where pairs begin that cover a phrase; `few` of them, its first and its last among them, where it is long. */
  function stepsOf(atoms, few) {
    const steps = atoms.map((_, at) => at).filter((at) => at % 2 === 0 && at + 1 < atoms.length);
    if (atoms.length % 2) steps.push(atoms.length - 2);
    if (!few || !isLong(atoms)) return steps;
    return Array.from({ length: FEW }, (_, part) => steps[Math.round((part * (steps.length - 1)) / (FEW - 1))]);
  }

  const READER = ["typed-pinpoints.js", "typed-clauses.js", "typed-works.js", "typed.js"]; // in this order
  const ASSETS = document.currentScript.src.replace(/[^/]*$/, "");

  function script(src) {
    return new Promise((resolve, reject) => {
      const element = Object.assign(document.createElement("script"), { src, async: false, onload: resolve, onerror: () => reject(new Broken(src)) });
      document.head.append(element);
    });
  }

  class Engine {
    constructor(root, variant) {
      this.root = root;
      this.folder = variant.toLowerCase();
      this.files = loader(root);
      this.starting = null;
    }

    /* What every query needs; files of two builds are never mixed. */
    start() {
      this.starting ??= this.open().catch((error) => {
        this.starting = null;
        throw error;
      });
      return this.starting;
    }

    async open() {
      let [core, words] = await this.heads();
      if (core.stamp !== words.stamp) {
        this.files.forget();
        [core, words] = await this.heads();
      }
      if (core.stamp !== words.stamp) throw new Broken("core");
      this.stamp = core.stamp;
      this.files.ask(this.stamp);
      const { fold, places, rows, leaves, cites } = core.content;
      this.cites = new RegExp(cites);
      this.foldCharacter = folder(fold);
      this.keys = keysOf(places);
      this.cuts = sums(numbers(rows)); // first row of each file of texts
      this.leaves = leavesOf(leaves);
      this.starts = sums(this.leaves.map((leaf) => leaf.rows));
      this.words = words.content;
    }

    heads() {
      return Promise.all([this.files.load("core"), this.files.load(`${this.folder}/words`)]);
    }

    /* What pages can be filtered by, which no first result needs. */
    async facts() {
      if (this.names) return;
      const [facts, names] = await Promise.all([this.load("facts"), this.load(`${this.folder}/names`)]);
      this.leaves.forEach((leaf, at) => {
        Object.assign(leaf, { year: facts.years[at], issuers: facts.issuers[at], topic: facts.topics[at] });
      });
      this.names = names;
    }

    async load(name) {
      const { stamp, content } = await this.files.load(name);
      if (stamp === this.stamp) return content;
      this.files.forget();
      this.starting = null;
      throw new Broken(name);
    }

    atoms(text) {
      return atomsOf(text, this.foldCharacter);
    }

    folded(text) {
      return this.atoms(text).map((each) => each.atom).join("");
    }

    async entry(first, second) {
      const at = lastUpTo(this.keys, `${first} ${second}`);
      return at < 0 ? ["", ""] : entryIn(await this.load(`p/${at}`), first, second);
    }

    /* Row → { zone, places }: the rows that hold the atoms one after another. Zone -1: in the text. */
    async phrase(atoms, few = false) {
      if (atoms.length === 1) return rowsOfAtom(...(await this.entry(atoms[0], "")));
      const pairs = stepsOf(atoms, few).map(async (step) => {
        return { step, ...places(...(await this.entry(atoms[step], atoms[step + 1]))) };
      });
      return rowsOfPhrase(await Promise.all(pairs), atoms.length);
    }

    /*
     * What is asked for, with every row that answers it; `problem` names what the reader should be told. With `few`,
     * long phrases are looked for by four of their pairs, which loads less: `unsure` says that rows may be too many.
     * `answer` is where words lead that may name a clause or an address (typed.js); what is meant comes first: `led`.
     */
    async find(words, few = false) {
      await this.start();
      const query = { ...parse(words, this.foldCharacter), typed: words, unsure: false, led: false, hits: [], answer: null };
      if (!query.wanted.length) {
        return { ...query, problem: query.unwanted.length ? "only-minus" : words.trim() ? "no-words" : "empty" };
      }
      if (this.cites.test(Array.from(words, this.foldCharacter).join(""))) query.answer = await this.typed(words);
      if (few && query.answer?.certain && query.answer.places.length) return { ...query, unsure: true, led: true, hits: this.hitsOf(query.answer), problem: "" };
      await this.addRows(query, few);
      const first = query.answer?.known ? this.hitsOf(query.answer) : [];
      if (first.length) {
        const others = query.hits.filter(({ row }) => !first.some((hit) => hit.row === row));
        Object.assign(query, { hits: [...first, ...others], unsure: false, led: true });
      }
      return { ...query, problem: query.hits.length ? "" : "none" };
    }

    /* The rows that hold the words; those of a document number before all others. */
    async addRows(query, few) {
      const number = documentNumber(query.text, this.foldCharacter);
      let rows = number && (await this.phrase(number, few));
      if (rows?.size) query.wanted = [{ atoms: number }];
      else rows = await this.all(query, few);
      const unwanted = await Promise.all(query.unwanted.map(({ atoms }) => this.phrase(atoms)));
      for (const [row, hit] of rows) {
        if (!unwanted.some((found) => found.has(row))) query.hits.push(this.hit(row, hit));
      }
      query.unsure = few && query.hits.length > 0 && query.wanted.some(({ atoms }) => isLong(atoms));
    }

    /** Where typed words lead (typed.js): to one clause, to all of a list, or to what is nearest. */
    async typed(words) {
      this.reader ??= this.openReader().catch((error) => {
        this.reader = null;
        throw error;
      });
      return (await this.reader).answer(words);
    }

    async openReader() {
      const scripts = (this.scripts ??= Promise.all(READER.map((name) => script(`${ASSETS}${name}`))));
      const [grammar, works] = await Promise.all([this.load("pinpoints"), this.load("works"), scripts]);
      return new globalThis.TypedReader(grammar, works, { load: (name) => this.load(name), pages: this.leaves, fold: this.foldCharacter });
    }

    hitsOf({ places }) {
      return places.map(({ page, at }, rank) => ({ row: this.starts[page] + 1 + at, leaf: page, tier: rank - places.length, places: [] }));
    }

    async all({ wanted }, few) {
      const found = await Promise.all(wanted.map(({ atoms }) => this.phrase(atoms, few)));
      const whole = await this.sideBySide(wanted);
      const [fewest, ...others] = [...found].sort((one, other) => one.size - other.size);
      const rows = new Map();
      for (const row of fewest.keys()) {
        if (others.every((other) => other.has(row))) rows.set(row, merged(row, found, whole));
      }
      if (wanted.length === 1) await this.addTitle(wanted[0].atoms, rows, few);
      return rows;
    }

    /* Several words of which one is a single character, as one phrase: only the others have places of their own. */
    async sideBySide(wanted) {
      const apart = wanted.length > 1 && wanted.some(({ atoms }) => atoms.length === 1);
      return apart ? this.phrase(wanted.flatMap(({ atoms }) => atoms)) : null;
    }

    /* 《…》: the work of that title comes first, though its own title has no such marks. */
    async addTitle(atoms, rows, few) {
      if (atoms[0] !== "<" || atoms.at(-1) !== ">" || atoms.length < 4) return;
      for (const [row, hit] of await this.phrase(atoms.slice(1, -1), few)) {
        if (hit.zone === ZONE_ALL && this.isHead(row)) rows.set(row, hit);
      }
    }

    isHead(row) {
      return this.starts[lastUpTo(this.starts, row)] === row;
    }

    /* Tiers: 0 a title or number is the query, 1 a heading is, 2 a title holds it, 3 a heading does, 4 the text, 5 apart. */
    hit(row, { zone, places, apart }) {
      const leaf = lastUpTo(this.starts, row);
      const head = this.starts[leaf] === row;
      const tier = zone < 0 ? (apart ? 5 : 4) : (zone === ZONE_ALL ? 0 : 2) + (head ? 0 : 1);
      return { row, leaf, tier, places };
    }

    /* Rows as they are shown, with their pages. */
    async shown(rows) {
      const names = new Set(rows.map((row) => lastUpTo(this.cuts, row)));
      const files = new Map();
      await Promise.all([...names].map(async (name) => files.set(name, await this.load(`${this.folder}/${name}`))));
      return rows.map((row) => {
        const name = lastUpTo(this.cuts, row);
        const file = files.get(name);
        const [id, place, head, text] = file.rows[row - this.cuts[name]];
        const [path, title, number, date, bothScripts] = file.leaves[lastUpTo(this.starts, row)];
        return { id, place, head, text, path, title, number, date, bothScripts };
      });
    }

    /* Whether a row that is shown holds every wanted phrase, or the title without its marks. */
    holds({ head, text }, wanted) {
      const words = `${head}\n${text}`;
      return wanted.every(({ atoms }) => {
        const title = atoms[0] === "<" ? [{ atoms: atoms.slice(1, -1) }] : [];
        return this.occurrences(words, [{ atoms }, ...title]).length > 0;
      });
    }

    /* Stretches of `text` that hold a wanted phrase, for words that have no places of their own. */
    occurrences(text, wanted) {
      const atoms = this.atoms(text);
      const stretches = [];
      for (const { atoms: phrase } of wanted) {
        for (let at = 0; at + phrase.length <= atoms.length; at++) {
          if (phrase.every((atom, next) => atoms[at + next].atom === atom)) {
            stretches.push([atoms[at].start, atoms[at + phrase.length - 1].end]);
          }
        }
      }
      return joined(stretches);
    }

    /* Stretches [start, end] of a row's words that are to be marked. */
    marks(text, places, wanted) {
      const atoms = this.atoms(text);
      const single = new Set(wanted.filter((word) => word.atoms.length === 1).map((word) => word.atoms[0]));
      const stretches = atoms.filter(({ atom }) => single.has(atom)).map(({ start, end }) => [start, end]);
      for (const [at, length] of places) {
        if (atoms[at + length - 1]) stretches.push([atoms[at].start, atoms[at + length - 1].end]);
      }
      return joined(stretches);
    }
  }

  function rowsOfPhrase(lists, length) {
    const [fewest, ...others] = [...lists].sort((one, other) => one.all.length - other.all.length);
    const sets = others.map((list) => ({ step: list.step, there: new Set(list.all) }));
    const opening = lists[0], closing = lists.at(-1);
    const rows = new Map();
    for (const place of fewest.all) {
      const start = place - fewest.step;
      if (!sets.every(({ step, there }) => there.has(start + step))) continue;
      const row = Math.floor(start / WIDTH);
      const hit = rows.get(row) ?? { zone: -1, places: [] };
      const ends = [opening.zones.get(start), closing.zones.get(start + closing.step)];
      hit.zone = Math.max(hit.zone, zoneOf(...ends));
      hit.places.push([start % WIDTH, length, ...ends]);
      rows.set(row, hit);
    }
    return rows;
  }

  function zoneOf(first, last) {
    if (first === undefined || last === undefined) return -1;
    return first & 1 && last & 2 ? ZONE_ALL : 0;
  }

  /* Several words in one row: its zone is that of the words side by side, else of the word in the lowest place. */
  function merged(row, found, whole) {
    const hits = found.map((rows) => rows.get(row));
    if (hits.length === 1) return hits[0];
    const together = whole ? whole.get(row)?.zone : zoneTogether(hits);
    const zone = together ?? Math.min(0, ...hits.map((hit) => hit.zone));
    return { zone, places: hits.flatMap((hit) => hit.places), apart: together === undefined };
  }

  /* The best zone in which the words follow one another; undefined where they nowhere do. */
  function zoneTogether([first, ...others]) {
    const next = others.map((hit) => new Map(hit.places.map((place) => [place[0], place])));
    let best;
    for (const place of first.places) {
      const last = next.reduce((before, there) => before && there.get(before[0] + before[1]), place);
      if (last) best = Math.max(best ?? -1, zoneOf(place[2], last[3]));
    }
    return best;
  }

  function joined(stretches) {
    const out = [];
    for (const [start, end] of stretches.sort((one, other) => one[0] - other[0])) {
      const last = out.at(-1);
      if (last && start <= last[1]) last[1] = Math.max(last[1], end);
      else out.push([start, end]);
    }
    return out;
  }

  globalThis.SearchEngine = Engine;
})();
