/*
 * Which works typed words name: by number, by name or a part or a short form of it, by all but one character. The rows
 * and the way through them are those of linking/typed/works.py and plain.py, which say why each step is as it is.
 */
(function () {
  "use strict";

  const [EXACT, PART, SHORTENED, ONE_OFF, UNKNOWN] = [0, 1, 2, 3, 4];
  const YEAR = /(?:19|20)\d\d/g;

  const key = (words) => words.replace(/[^\p{L}\p{N}]|的/gu, "");

  /* ---------------------------------------------------------------- comparing keys */

  function same(one, other) {
    let at = 0;
    while (at < Math.min(one.length, other.length) && one[at] === other[at]) at++;
    return at;
  }

  const backwards = (words) => [...words].reverse().join("");

  function isOneOff(typed, name, numerals) {
    if (Math.abs(typed.length - name.length) > 1 || typed === name || typed[0] !== name[0]) return false;
    const start = same(typed, name);
    const end = same(backwards(typed.slice(start)), backwards(name.slice(start)));
    const is = typed.slice(start, typed.length - end), was = name.slice(start, name.length - end);
    if (numerals.test(is || was)) return false;
    return Math.max(is.length, was.length) === 1 || (is.length === 2 && was.length === 2 && is === backwards(was));
  }

  function isInOrder(short, long) {
    let at = 0;
    return [...short].every((character) => (at = long.indexOf(character, at) + 1) > 0);
  }

  function isShortened(short, name, words) {
    let at = 0;
    for (let word = 0; word < words; word++) {
      let size = short.length;
      while (size > 1 && (name.indexOf(short.slice(0, size), at) < 0 || short.length - size === 1)) size--;
      if (size < 2) return false;
      if (size === short.length) return name.endsWith(short) && name.length - size >= at;
      at = name.indexOf(short.slice(0, size), at) + size;
      short = short.slice(size);
    }
    return false;
  }

  function shared(some, others) {
    const left = new Map();
    for (const each of others) left.set(each, (left.get(each) ?? 0) + 1);
    return some.filter((each) => left.get(each) > 0 && left.set(each, left.get(each) - 1)).length;
  }

  function likeness(one, other) {
    if (!one || !other) return 0;
    const pairs = (words) => [...words].slice(1).map((character, at) => words[at] + character);
    const both = Math.floor((2000 * shared(pairs(one), pairs(other))) / Math.max(1, one.length + other.length - 2));
    return both + Math.floor((100 * shared([...one], [...other])) / Math.max(one.length, other.length));
  }

  /* ---------------------------------------------------------------- rows */

  function rowOf([title, [code, year, number], issued, aliases], work) {
    const [head, core, end] = title.split("|");
    const names = [...new Set([head + core + end, core + end, core, head + core, ...aliases].filter(Boolean))];
    const years = new Set((end.match(YEAR) ?? (issued ? [issued] : [])).map(Number));
    return { work, slug: "", title: head + core + end, core, names, years, code, year, number };
  }

  globalThis.typedWorks = (table, forms, { value, pattern }) => {
    const rows = table.map(rowOf);
    const whole = pattern(forms.whole, ""), bared = forms.bared.map((it) => pattern(it, "")), numbers = forms.numbers.map((it) => pattern(it, "g"));
    const [drafts, numerals] = [forms.drafts, forms.numerals].map((it) => pattern(it, ""));
    const { limits } = forms;
    const known = new Map();

    const isName = ({ names, slug }, name) => names.includes(name) || (slug !== "" && name === key(slug));
    const isPart = ({ title }, name) => name.length >= limits.part && title.includes(name) && !whole.test(name);
    const isNearly = (row, name) => name.length >= limits["one-off"] && (row.names.some((it) => isOneOff(name, it, numerals)) || isNearlyPart(row, name));
    const LEVELS = [[EXACT, isName], [PART, isPart], [SHORTENED, isShort], [ONE_OFF, isNearly]];

    function isShort({ core, title }, name) {
      if (!whole.test(name)) return name.length > limits.short && isShortened(name, core, limits.words);
      const apart = ![...name].some((_, at) => at + 1 < name.length && title.includes(name.slice(at, at + 2)));
      const ends = core[0] === name[0] && core.at(-1) === name.at(-1);
      return ends && apart && name.length >= limits.short && name.length <= limits["short-law"] && isInOrder(name, core);
    }

    function isNearlyPart({ title }, name) {
      if (name.length <= limits["one-off"] || whole.test(name)) return false;
      const half = name.length >> 1;
      if (!title.includes(name.slice(0, half)) && !title.includes(name.slice(half))) return false;
      for (const size of [name.length - 1, name.length, name.length + 1]) {
        for (let at = 0; at + size <= title.length; at++) if (isOneOff(name, title.slice(at, at + size), numerals)) return true;
      }
      return false;
    }

    /* A typed name, then what it is without the words of a notice, of a version: [name, version]. */
    function baredOf(own) {
      const found = [[own, ""]];
      for (let at = 0; at < found.length && own.length <= limits.name; at++) {
        const [name, version] = found[at];
        for (const form of bared) {
          const groups = form.exec(name)?.groups;
          if (groups && !found.some(([other]) => other === groups.name)) found.push([groups.name, version + (groups.version ?? "")]);
        }
      }
      return found;
    }

    function match(own) {
      const names = baredOf(own);
      for (const [level, isMeant] of LEVELS) {
        for (const [name, version] of names) {
          const found = rows.filter((row) => isMeant(row, name));
          if (found.length) return ofVersion(level, found, version);
        }
      }
      return { level: UNKNOWN, rows: [], unread: "" };
    }

    function ofVersion(level, found, version) {
      const years = new Set((version.match(YEAR) ?? []).map(Number));
      const agree = (row) => !years.size || (years.size === row.years.size && [...years].every((year) => row.years.has(year)));
      const fit = drafts.test(version) ? [] : found.filter(agree);
      return { level, rows: fit.length ? fit : found, unread: fit.length ? "" : version };
    }

    /** { level, rows, unread } of a name in plain words. */
    function named(words) {
      const own = key(words);
      if (!known.has(own)) known.set(own, match(own));
      return known.get(own);
    }

    const isPartOfCode = (code, own) => code.length >= limits.part && code.at(-1) === own.at(-1) && own.length > limits["short-law"] && isInOrder(code, own);

    function isNearlyCode(code, own) {
      const tail = code.slice(-own.length);
      if (tail.length !== own.length || own.length < limits.short) return false;
      const wrong = [...tail].filter((character, at) => character !== own[at]);
      return wrong.length === 1 && !forms.codes.includes(wrong[0]);
    }

    function ofNumber({ code, after = "", year = "", n }) {
      const own = key(code + after);
      let [in_, number] = [year || "0", n].map((it) => value(it) || 0);
      if (in_ > 0 && in_ < 100) in_ += 2000;
      const all = rows.filter((row) => row.code && row.number === number);
      const alike = all.filter((row) => row.year === in_);
      for (const [level, fits] of [[EXACT, (it, code) => !it || it.endsWith(code)], [EXACT, isPartOfCode], [ONE_OFF, isNearlyCode]]) {
        const found = alike.filter((row) => fits(own, row.code));
        if (found.length) return { level, rows: found, unread: "" };
      }
      const inAnyYear = in_ ? [] : all.filter((row) => own.endsWith(row.code)); // 国发67号
      return inAnyYear.length ? { level: SHORTENED, rows: inAnyYear, unread: "" } : null;
    }

    /** The first document number of plain words that a work has: [where it begins, where it ends, { level, rows }]. */
    function numbered(words) {
      for (const form of numbers) {
        for (const found of words.matchAll(form)) {
          const meant = ofNumber(found.groups);
          if (!meant) continue;
          const { code } = found.groups;
          const own = Math.max(...meant.rows.map((row) => row.code.length));
          return [found.index + Math.max(0, code.length - own), found.index + found[0].length, meant];
        }
      }
      return null;
    }

    const calledOf = ({ names, code, year, number, slug }, slugs) => [...names, code ? `${code}${year || ""}${number}号` : "", slugs ? key(slug) : ""];

    function ranked(likenessOf, first = []) {
      const scored = rows.map((row) => [likenessOf(row), row]).sort((one, other) => other[0] - one[0]);
      return [...new Set([...first, ...scored.map(([, row]) => row)])].slice(0, limits.offered);
    }

    /** The three works that are called most alike. */
    const nearest = (words, first) => ranked((row) => Math.max(...calledOf(row, /[a-z]/.test(key(words))).map((name) => likeness(key(words), name))), first);
    /** The three whose slugs are most alike. */
    const nearestSlugs = (slug) => ranked((row) => likeness(key(slug), key(row.slug)));

    return { rows, named, numbered, nearest, nearestSlugs };
  };

  Object.assign(globalThis.typedWorks, { key, likeness, EXACT, PART, UNKNOWN });
})();
