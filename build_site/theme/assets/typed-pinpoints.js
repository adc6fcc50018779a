/*
 * The clauses that begin typed words: 第39条第2项, 三（七）, 第三、五条 → steps. What a step looks like, what it may hang
 * below and how people write it is data of the build (units/grammar.py, units/typed_forms.py, which say what each field
 * is); here is only the walk through it, the same as in linking/typed/clauses.py.
 */
(function () {
  "use strict";

  globalThis.typedPinpoints = (grammar) => {
    const typed = grammar.typed;
    const pieces = { ...grammar.pieces, ...typed.pieces };
    const pattern = (source, flags) => new RegExp(source.replace(/\$\{(\w+)\}/g, (_, piece) => pieces[piece]), flags);
    const sticky = (source) => pattern(source, "y");
    const forms = grammar.forms.map(([alias, source, mark]) => ({ alias, mark, form: sticky(source) }));
    const again = grammar.again.map(sticky);
    const below = sticky(grammar.below);
    const bare = sticky(typed.bare);
    const joined = typed.joined.map(sticky); // a range, a list, and nothing between
    const rewriting = typed.rewritten.map(([source, written, repeated]) => [pattern(source, "g"), written, repeated]);
    const at = (form, text, place) => ((form.lastIndex = place), form.exec(text));

    /* 二十八 → 28, 二〇三五 → 2035, ④ → 4; NaN where it is no number. */
    function value(printed) {
      const bare = printed.replaceAll("．", ".").replace(/\.+$/, "").replace(/^.*\./s, "").replace(/[\s（()）、第]/g, "");
      if (bare in grammar.signs) return grammar.signs[bare];
      const plain = bare.replace(/[０-９]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0));
      if (/^\d+$/.test(plain)) return Number(plain);
      const characters = Array.from(plain, (character) => grammar.formal[character] ?? character);
      if (!characters.length || characters.some((character) => !(character in grammar.digits) && !(character in grammar.units))) return NaN;
      if (!characters.some((character) => character in grammar.units)) return Number(characters.map((character) => grammar.digits[character]).join(""));
      let sum = 0, own = null, last = 10000;
      for (const character of characters) {
        const unit = grammar.units[character];
        if (unit ? unit >= last : own) return NaN;
        if (unit) [sum, own, last] = [sum + (own ?? 1) * unit, null, unit];
        else own = grammar.digits[character];
      }
      return sum + (own ?? 0);
    }

    function mayHang(above, { alias, mark }) {
      if (!above) return mark !== "point" && mark !== "on";
      if (mark === "on") return above === alias; // .1 of 2.1
      if (alias === "cover") return false;
      if (mark === "point") return above in grammar.items && grammar.order[above] < grammar.order[alias]; // （七）.2
      if (above === alias) return grammar.nesting.includes(above);
      if (grammar.ordinals.includes(above) && alias === grammar.paragraph) return true; // 第一項第二款 of Taiwan
      return !grammar.laws.includes(alias) || grammar.holds.includes(above) || grammar.order[above] < grammar.order[alias];
    }

    /* The step that begins at a place, of those that may stand there the longest; null where none does. */
    function step(text, place, above) {
      let best = null;
      for (const form of forms) {
        const match = mayHang(above, form) && at(form.form, text, place);
        if (match && (!best || match[0].length > best.match[0].length)) best = { form, match };
      }
      if (!best) return null;
      const { form, match: { 0: printed, groups = {} } } = best;
      const [number, inserted] = [groups.n, groups.inserted].map((it) => (it ? value(it) : 0));
      if (Number.isNaN(number) || Number.isNaN(inserted)) return null;
      const item = form.mark === "entry" && (grammar.inLaws.includes(above) || /[项項]$/.test(printed));
      const alias = (item && grammar.items[form.alias]) || form.alias;
      const words = groups.words ?? "";
      const end = place + printed.length;
      const repeated = again.map((it) => at(it, text, end)).find(Boolean);
      const nth = (repeated && value(repeated.groups.n)) || 1;
      return [{ alias, number, inserted, nth, words: grammar.names[words] ?? words }, end + (repeated?.[0].length ?? 0)];
    }

    /** The steps [{ alias, number, inserted, nth, words }] that begin at a place, as far as they go, and where they end. */
    function readFrom(text, place = 0, above = "") {
      const steps = [];
      let end = place;
      while (place < text.length) {
        const found = step(text, place, steps.at(-1)?.alias ?? above);
        if (!found) break;
        steps.push(found[0]);
        end = found[1];
        place = afterGap(text, end);
      }
      return [steps, end];
    }

    /* Where the next step may begin. */
    const afterGap = (text, place) => place + at(below, text, place)[0].length;

    /* A typed clause as the grammar reads it. */
    function rewritten(words) {
      for (const [form, written, repeated] of rewriting) {
        for (let times = repeated ? typed.limits.again : 1, before; times && before !== words; times--) {
          [before, words] = [words, words.replace(form, written)];
        }
      }
      return words;
    }

    function first(text) {
      const [found, end] = readFrom(text);
      const place = end + (found.length && text[end] === " " ? 1 : 0);
      const number = found.length > 1 ? null : at(bare, text, place);
      const isEntry = found[0]?.alias === grammar.section; // 二、五
      if (!number || (found.length && !isEntry)) return [found, end];
      const { n } = number.groups;
      const alone = { alias: isEntry ? grammar.entry : "bare", number: value(n) || 0, inserted: 0, nth: 1, words: isEntry ? "" : n };
      const after = place + number[0].length;
      const [below, last] = readFrom(text, after + (text[after] === " " ? 1 : 0), grammar.section);
      return [[...found, alone, ...below], below.length ? last : after];
    }

    function next(text, place, before) {
      for (const joint of joined) {
        const gap = at(joint, text, place);
        const [found, end] = gap ? readFrom(text, place + gap[0].length) : [[]];
        if (found.length && (joint !== joined[2] || found[0].alias === before.at(-1).alias)) {
          return [{ steps: shared(before, found), ranged: joint === joined[0] }, end];
        }
      }
      return null;
    }

    /* With the steps that it shares with the member before. */
    function shared(before, found) {
      const same = before.findLastIndex(({ alias }) => alias === found[0].alias);
      const higher = before.findLastIndex(({ alias }) => (grammar.order[alias] ?? 0) < grammar.order[found[0].alias]);
      return [...before.slice(0, same >= 0 ? same : higher + 1), ...found];
    }

    /** { members: [{ steps, ranged }], rest } of the clauses with which words begin; null where they begin with none. */
    function read(words) {
      const text = rewritten(words.slice(0, typed.limits.clause));
      const [steps, start] = first(text);
      const members = steps.length ? [{ steps, ranged: false }] : [];
      let place = start;
      for (let more = []; more && members.length && members.length < typed.limits.members; ) {
        more = next(text, place, members.at(-1).steps);
        if (more) [members[members.length], place] = more;
      }
      return members.length ? { members, rest: text.slice(place) + words.slice(typed.limits.clause) } : null;
    }

    return { read, readFrom, afterGap, value, pattern };
  };
})();
