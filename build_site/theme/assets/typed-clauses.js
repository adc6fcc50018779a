/*
 * Where the clauses that typed words name are printed on a page: the same as linking/pinpoints/locating.py and
 * linking/typed/clauses.py, on what search_clauses.py writes of each page.
 */
(function () {
  "use strict";

  const STEP = /^([a-z]+\d?)_(\d+)(?:zhi(\d+))?(?:_\d+)?$/;

  globalThis.typedClauses = (grammar, fold) => {
    const isApart = new RegExp(`(?:^|__)(?:${grammar.apart.join("|")})_`);
    const folded = (words) => Array.from(words.replaceAll("《", "〈").replaceAll("》", "〉"), fold).join("").replaceAll(" ", "");

    /** The clauses of a page out of its file. */
    function open({ ids, own, more, counts = {} }) {
      const clauses = [], above = [], beside = new Map();
      let document = "";
      for (const written of ids.split(" ").filter(Boolean)) {
        const depth = written.search(/[^.]/), step = written.slice(depth);
        const parent = depth ? above[depth - 1] : null;
        const id = step[0] === "=" ? step.slice(1) : parent ? `${parent.id}__${step}` : step;
        const [, alias = id, number = 0, inserted = 0] = STEP.exec(id.split("__").at(-1)) ?? [];
        const clause = { id, at: clauses.length, parent, alias, number: +number, inserted: +inserted, name: "", kind: "", words: "", nth: 1, ...more[clauses.length] };
        if (clause.kind === "attached" && !parent) document = id;
        const key = `${parent?.id} ${alias} ${document}`;
        beside.set(key, (beside.get(key) ?? 0) + (clause.kind ? 0 : 1));
        above[depth] = Object.assign(clause, { document, key, ordinal: beside.get(key), apart: isApart.test(parent?.id ?? "") });
        clauses.push(clause);
      }
      const lone = ({ alias, key }) => alias === grammar.paragraph && beside.get(key) < 2;
      return { clauses, own, lone, counts, titled: clauses.some(({ kind }) => kind === "attached") };
    }

    /* ------------------------------------------------------------ parts of a page */

    const holds = (id, { parent }) => Boolean(parent) && (parent.id === id || holds(id, parent));
    const top = (document) => (it) => !it.parent && (document === null || it.document === document);
    const running = (document) => (it) => !it.apart && (document === null || it.document === document);
    const all = (document) => (it) => document === null || it.document === document;
    const beneath = ({ lone }, id) => (it) => it.parent && (it.parent.id === id || (lone(it.parent) && it.parent.parent?.id === id));

    function said(clause) {
      if (clause.kind) return clause.kind;
      if (grammar.counted.includes(clause.alias)) return String(clause.ordinal);
      if (clause.alias === grammar.decimal) return clause.name;
      return clause.alias === grammar.heading ? clause.alias : `${clause.number} ${clause.inserted} ${clause.name}`;
    }

    function says({ alias, number, inserted, words }, as) {
      if (alias in grammar.aliasOf || alias === grammar.heading) return alias;
      if (as === grammar.decimal) return words || String(number);
      if (alias === grammar.table) return String(number || 1);
      return grammar.counted[0] === as ? String(number) : `${number} ${inserted} ${as === grammar.annex ? words : ""}`;
    }

    /* Those of the likeliest alias that print this number or these words. */
    function fitting({ clauses }, step, part) {
      const there = clauses.filter(part);
      for (const alias of grammar.fits[step.alias] ?? [grammar.aliasOf[step.alias] ?? step.alias]) {
        const what = says(step, alias);
        const found = there.filter((it) => it.alias === alias && it.nth === step.nth && said(it) === what && isCalled(it, step));
        if (found.length) return found;
      }
      if (step.alias !== grammar.annex || step.nth !== 1) return [];
      const annexes = there.filter(({ alias }) => alias === grammar.annex);
      return step.number === 0 || (step.number === 1 && annexes.length === 1 && annexes[0].number === 0) ? annexes : [];
    }

    function isCalled(clause, { alias, words }) {
      return !(alias === "attached" || alias === grammar.heading) || clause.words === folded(words);
    }

    /* ------------------------------------------------------------ where a pinpoint leads: { id, exact }, null: two places */

    function locate(page, steps) {
      let documents = [page.own, null];
      if (grammar.documents.includes(steps[0]?.alias)) {
        const document = documentOf(page, steps[0]);
        if (document === null || steps.length === 1) return { id: document ?? "", exact: document !== null };
        [steps, documents] = [steps.slice(1), [document]];
      }
      steps = wholeDecimals(steps);
      const found = walk(page, steps, documents);
      const law = steps.some(({ alias }) => alias === grammar.article);
      const without = law ? steps.filter(({ alias }) => !grammar.aboveArticles.includes(alias)) : steps;
      return found?.exact || without.length === steps.length ? found : walk(page, without, documents);
    }

    /* 2.1.3 is looked for as a whole: where 2 or 2.1 is not printed, it is no less found. */
    function wholeDecimals(steps) {
      const whole = [];
      for (const step of steps) {
        const before = whole.at(-1);
        const goesOn = step.alias === grammar.decimal && before?.alias === grammar.decimal;
        if (goesOn) whole[whole.length - 1] = { ...before, words: `${before.words || before.number}.${step.number}` };
        else whole.push(step);
      }
      return whole;
    }

    function documentOf(page, step) {
      if (step.alias === "cover") return page.titled ? "" : null;
      const found = [top(null), all(null)].map((part) => fitting(page, step, part)).find((some) => some.length) ?? [];
      return found.length === 1 ? found[0].id : null;
    }

    function walk(page, [first, ...rest], documents) {
      if (!first) return { id: "", exact: true };
      const found = documents.map((document) => outermost(page, first, document)).find((some) => some.length);
      if (!found) return { id: first.alias === grammar.article ? around(page, first) : "", exact: false };
      return found.length === 1 ? further(page, found[0], rest) : null;
    }

    function outermost(page, step, document) {
      const parts = grammar.countedBeside.includes(step.alias) ? [top] : [top, running, all];
      return parts.map((part) => fitting(page, step, part(document))).find((some) => some.length) ?? [];
    }

    function further(page, clause, steps) {
      for (const step of steps) {
        let found = fitting(page, step, beneath(page, clause.id));
        if (!found.length && !grammar.countedBeside.includes(step.alias)) found = fitting(page, step, (it) => holds(clause.id, it));
        if (found.length !== 1) return { id: clause.id, exact: false };
        clause = found[0];
      }
      return { id: clause.id, exact: true };
    }

    /* Of an article that an excerpt leaves out: the chapter or section of both that it stands between. */
    function around({ clauses }, { number }) {
      const articles = clauses.filter(({ alias, apart }) => alias === grammar.article && !apart);
      const ordered = articles.every((it, at) => !at || articles[at - 1].number <= it.number);
      const after = ordered ? articles.findIndex((it) => it.number > number) : -1;
      if (after < 1) return "";
      const outwards = (it) => (it ? [it, ...outwards(it.parent)] : []);
      const others = outwards(articles[after].parent);
      return outwards(articles[after - 1].parent).find((it) => others.includes(it))?.id ?? "";
    }

    /* ------------------------------------------------------------ what typed words mean by it */

    /* The steps as the text counts them: 第一項 is a paragraph in Taiwan. As as_counted in linking/pinpoints/counting.py. */
    function asCounted({ counts }, steps) {
      if (!steps.some(({ alias }) => alias === grammar.article)) return steps;
      const innermost = Math.max(...Object.values(counts).map(([, depth]) => depth));
      const ends = steps.findIndex(({ alias }) => counts[alias]?.[1] === innermost) + 1 || steps.length;
      const counted = steps.slice(0, ends);
      const depths = counted.filter(({ alias }) => alias in counts).map(({ alias }) => counts[alias][1]);
      if (depths.some((depth, at) => at && depths[at - 1] >= depth)) return steps.map((it) => (it.alias in counts ? { ...it, alias: "" } : it));
      return [...counted.map((it) => (it.alias in counts ? { ...it, alias: counts[it.alias][0] } : it)), ...steps.slice(ends)];
    }

    /* What a pinpoint can mean, the likeliest first: a number alone, 第五条 of a text without articles, 三(7) for 三（七）. */
    function ways(page, [first, ...rest]) {
      const kinds = grammar.typed.bareKinds[/^\d+$/.test(first.words) ? "digits" : "chinese"];
      const said = first.alias === "bare" ? kinds.map((alias) => [{ ...first, alias, words: "" }, ...rest]) : [[first, ...rest]];
      const some = said.map((steps) => asCounted(page, steps));
      const instead = (steps, ...from) => [steps.map((it) => (from.includes(it.alias) ? { ...it, alias: grammar.entry } : it))];
      const lawless = !page.clauses.some(({ alias, apart }) => alias === grammar.article && !apart);
      const large = (steps, ...small) => instead(steps, ...small).flatMap(([it, ...below]) => {
        const section = steps[0].alias === grammar.point ? [[{ ...it, alias: grammar.section }, ...below]] : []; // 4、(1)
        return [[it, ...below], ...section];
      });
      const inDigits = (steps) => [...large(steps, grammar.smallEntry), ...large(steps, grammar.smallEntry, grammar.point)];
      return [...some, ...some.flatMap((steps) => [...(lawless ? instead(steps, grammar.article) : []), ...inDigits(steps)])];
    }

    /** Where the members are printed, a range as all that stands in it. */
    function places(page, members) {
      const found = [];
      for (const { steps, ranged } of members) {
        const tried = ways(page, steps).map((way) => locate(page, way));
        const there = tried.find((it) => it?.exact) ?? tried[0];
        if (ranged && found.at(-1) && there?.exact) found.push(...between(page, found.at(-1).id, there.id));
        found.push(there);
      }
      return found.filter((it, at) => found.findIndex((one) => one?.id === it?.id && one?.exact === it?.exact) === at);
    }

    function between({ clauses }, first, last) {
      const [one, other] = [first, last].map((id) => clauses.find((it) => it.id === id));
      if (!one || one.alias !== other.alias) return [];
      const like = clauses.filter(({ alias, document }) => alias === one.alias && document === one.document);
      return like.slice(like.indexOf(one) + 1, Math.max(0, like.indexOf(other))).slice(0, grammar.typed.limits.members).map(({ id }) => ({ id, exact: true }));
    }

    /** The ids of the kind of the last step below what was found, those with the nearest numbers first. */
    function nearest(page, steps, found) {
      const { clauses } = page, step = asCounted(page, steps).at(-1), above = found?.id ?? "";
      const kinds = step.alias === "bare" ? grammar.typed.bareKinds.chinese : (grammar.fits[step.alias] ?? [step.alias]);
      const below = clauses.filter((it) => kinds.includes(it.alias) && (!above || it.id === above || holds(above, it)));
      const far = ({ number }) => Math.abs(number - step.number);
      return below.sort((one, other) => far(one) - far(other)).slice(0, grammar.typed.limits.offered).map(({ id }) => id);
    }

    return { open, locate, places, nearest };
  };
})();
