/*
 * A typed citation: 国办发〔2016〕11号 第（五）条 → the words before its pinpoint, and the clause among the ids of a page.
 * What a step looks like and what it may hang below is data of the build (build_site/units/grammar.py, which says what
 * each field is and reads the same data); here is only the walk through it.
 */
(function () {
  "use strict";

  globalThis.searchPinpoint = (grammar) => {
    const sticky = (source) => new RegExp(source.replace(/\$\{(\w+)\}/g, (_, piece) => grammar.pieces[piece]), "y");
    const forms = grammar.forms.map(([alias, source, mark]) => ({ alias, mark, pattern: sticky(source) }));
    const again = grammar.again.map(sticky);
    const below = sticky(grammar.below);
    /* 条, and 款, which hangs below it. */
    const [article, ...paragraphs] = [...grammar.inLaws].sort((one, other) => grammar.order[one] - grammar.order[other]);
    /* 自然段, which can be 款 as well: it is counted right below what is named, nowhere further in. */
    const counted = (alias) => paragraphs.some((each) => grammar.fits[alias]?.includes(each));
    const at = (pattern, text, place) => ((pattern.lastIndex = place), pattern.exec(text));

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
      return !grammar.laws.includes(alias) || grammar.holds.includes(above) || grammar.order[above] < grammar.order[alias];
    }

    /* The step that begins at a place, of those that may stand there the longest; null where none does. */
    function step(text, place, above) {
      let best = null;
      for (const form of forms) {
        const match = mayHang(above, form) && at(form.pattern, text, place);
        if (match && (!best || match[0].length > best.match[0].length)) best = { form, match };
      }
      if (!best) return null;
      const { form, match: { 0: printed, groups = {} } } = best;
      const [number, inserted] = [groups.n, groups.inserted].map((it) => (it ? value(it) : 0));
      if (Number.isNaN(number) || Number.isNaN(inserted)) return null;
      const item = form.mark === "entry" && (grammar.inLaws.includes(above) || /[项項]$/.test(printed));
      const alias = (item && grammar.items[form.alias]) || form.alias;
      const words = groups.words ?? "";
      return { alias, number, inserted, nth: 1, words: grammar.names[words] ?? words, end: place + printed.length };
    }

    /** The steps of a pinpoint, [{ alias, number, inserted, nth, words }]; null where the text is anything else. */
    function read(typed) {
      const text = typed.trim();
      const steps = [];
      for (let place = 0; place < text.length; ) {
        const found = step(text, place, steps.at(-1)?.alias);
        if (!found) return null;
        const repeated = again.map((pattern) => at(pattern, text, found.end)).find(Boolean);
        if (repeated) Object.assign(found, { nth: value(repeated.groups.n) || 1, end: found.end + repeated[0].length });
        place = found.end + at(below, text, found.end)[0].length;
        steps.push(found);
      }
      return steps.length ? steps : null;
    }

    /** [the words before the longest pinpoint at the end, its steps]; null without words or without pinpoint. */
    function split(words) {
      const text = words.replace(new RegExp(grammar.bare, "g"), "$1、");
      for (let place = 1; place < text.length; place++) {
        const steps = !/[\ud800-\udfff]/.test(text[place]) && read(text.slice(place));
        const name = text.slice(0, place).replace(/[\s，,、：:的]+$/, "");
        if (steps && name) return [name, steps];
      }
      return null;
    }

    /** The id that the steps lead to among the ids of one page, or the nearest one above it; "" for the page. */
    function locate(ids, steps) {
      const whole = placed(ids);
      const found = walk([...whole.keys()], steps);
      const inArticle = steps.some(({ alias }) => alias === article);
      const laws = inArticle && steps.filter(({ alias }) => !grammar.aboveArticles.includes(alias));
      return whole.get(found.exact || !laws ? found.id : walk([...whole.keys()], laws).id) ?? "";
    }

    /* The ids of a page, each below the chapter it stands in, which no id of an article says (chp_1__art_3) → the id. */
    function placed(ids) {
      const whole = new Map();
      const chapters = new Map(); // what stands before them in their ids (nothing, or an annex) → the one read last
      const first = (steps, aliases) => steps.findIndex((step) => aliases.includes(step.replace(/_.*/, "")));
      for (const id of ids) {
        const steps = id.split("__");
        const [at, above] = [first(steps, [article]), first(steps, grammar.aboveArticles)];
        const chapter = at < 0 ? null : chapters.get(steps.slice(0, at).join("__"));
        const own = chapter ? [...chapter, ...steps.slice(at)] : steps;
        own.forEach((_, n) => {
          const step = own.slice(0, n + 1).join("__");
          if (step && !whole.has(step)) whole.set(step, step);
        });
        whole.set(own.join("__"), id);
        if (above >= 0 && at < 0) chapters.set(steps.slice(0, above).join("__"), steps);
      }
      whole.delete("");
      return whole;
    }

    function walk(ids, steps) {
      const inside = new RegExp(`(^|__)(${grammar.apart.join("|")})_.*__`);
      const paragraph = new RegExp(`^(?:${paragraphs.join("|")})_\\d+__`);
      let here = "";
      for (const step of steps) {
        const under = ids.filter((id) => !here || id.startsWith(`${here}__`));
        const direct = under.filter((id) => !id.slice(here && here.length + 2).replace(paragraph, "").includes("__"));
        const outside = under.filter((id) => !inside.test(id.slice(here.length)));
        const pools = counted(step.alias) ? [direct] : [direct, outside, under];
        const fit = pools.map((pool) => fitting(step, pool)).find((some) => some.length) ?? [];
        if (fit.length !== 1) return { id: here, exact: false };
        here = fit[0];
      }
      return { id: here, exact: true };
    }

    function fitting({ alias, number, inserted, nth }, ids) {
      const count = (inserted ? `zhi${inserted}` : "") + (nth > 1 ? `_${nth}` : "");
      for (const each of grammar.fits[alias] ?? [alias]) {
        const own = new RegExp(`(?:^|__)${each}_${number || 1}${count}$`);
        const some = ids.filter((id) => own.test(id));
        if (some.length) return some;
      }
      return [];
    }

    return { read, split, locate };
  };
})();
