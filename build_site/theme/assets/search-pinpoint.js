/*
 * A typed citation: 国办发〔2016〕11号 第（五）条 → the words before its pinpoint, and the clause among the ids of a page.
 * The short sister of build_site/linking/pinpoints.py and locating.py; a test reads the same examples with both.
 */
(function () {
  "use strict";

  const HAN = "〇○零一二三四五六七八九十百千两兩";
  const N = `\\s*([${HAN}]{1,7}|\\d{1,4})\\s*`;
  const B = `\\s*[（(]\\s*([${HAN}]{1,5}|\\d{1,3})\\s*[）)]\\s*`;
  const FORMS = [
    ["l2", `第${B}[条條]`], ["art", `第${N}[条條](?:之([${HAN}]{1,3}))?`], ["part", `第${N}(?:分?[编編]|篇)`], ["chp", `第${N}章`],
    ["sec", `第${N}[节節]`], ["para", `第${N}款`], ["item", `第${B}[项項]`], ["item", `第\\s*([${HAN}]{1,5})\\s*[项項]`],
    ["l3", `第\\s*(\\d{1,4})\\s*[项項]`], ["l4", `第${B}目`], ["subitem", `第${N}目`], ["l5", "第([①-⑳㉑-㉟]|\\d{1,2})[点點]"],
    ["l1", `第${N}部分`], ["p", `第${N}自然段`], ["box", `[专專][栏欄](?:${N})?`], ["annex", `附[件录錄表](?:${N})?`],
    ["l1", `([${HAN}]{1,4})、(?=\\s*[（(]|$)`], ["entry", `${B}[项項]?`], ["point", "[.．]?\\s*(\\d{1,2})"],
  ].map(([alias, form]) => [alias, new RegExp(form, "y")]);
  const BARE = /(?<=[\s号號》）)])([一二三四五六七八九十]{1,3})(?=[（(][一二三四五六七八九十]{1,3}[）)])/g; // 四（一）, as people type 四、（一）
  const RANK = { annex: 1, part: 2, chp: 3, sec: 4, art: 5, l1: 5, l2: 6, para: 7, item: 8, l3: 8, subitem: 9, l4: 9, l5: 10, box: 11, p: 12 };
  const OF_LAWS = ["part", "chp", "sec", "art", "para"];
  const FITS = { l1: ["l1", "part"], l2: ["l2", "item"], item: ["item", "l2", "l3", "l4"], l3: ["l3", "item", "subitem"], l4: ["l4", "subitem", "item"], subitem: ["subitem", "l3"], p: ["p", "para"] };

  /* 二十八 → 28, 二〇三五 → 2035, ④ → 4; NaN where it is no number. */
  function value(printed) {
    if (!printed) return 0;
    const circled = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟".indexOf(printed);
    if (circled >= 0) return circled + 1;
    if (/^\d+$/.test(printed)) return Number(printed);
    const digit = (sign) => ("两兩".includes(sign) ? 2 : Math.max(0, "〇一二三四五六七八九".indexOf(sign)));
    if (!/[十百千]/.test(printed)) return Number(Array.from(printed, digit).join(""));
    let sum = 0, own = null, last = 10000;
    for (const sign of printed) {
      const unit = { 十: 10, 百: 100, 千: 1000 }[sign];
      if (unit ? unit >= last : own) return NaN;
      if (unit) [sum, own, last] = [sum + (own ?? 1) * unit, null, unit];
      else own = digit(sign);
    }
    return sum + (own ?? 0);
  }

  function mayHang(above, alias) {
    if (!above) return alias !== "point";
    if (alias === "point") return above === "l2";
    if (above === alias) return ["part", "box", "p", "annex"].includes(above);
    return !OF_LAWS.includes(alias) || above === "box" || above === "annex" || RANK[above] < RANK[alias];
  }

  /** The steps of a pinpoint, [{ alias, number, inserted }]; null where the text is anything else. */
  function read(text) {
    const typed = text.replace(/[０-９]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)).trim();
    const steps = [];
    let at = 0;
    while (at < typed.length) {
      const above = steps.at(-1)?.alias;
      let found = null;
      for (const [form, pattern] of FORMS) {
        pattern.lastIndex = at;
        const match = pattern.exec(typed);
        if (!match || !mayHang(above, form)) continue;
        const entry = /项|項/.test(match[0]) || above === "art" || above === "para" ? "item" : /\d/.test(match[1]) ? "l4" : "l2";
        found = { alias: form === "entry" ? entry : form === "point" ? "l3" : form, number: value(match[1]), inserted: value(match[2]), end: pattern.lastIndex };
        break;
      }
      if (!found || Number.isNaN(found.number)) return null;
      at = found.end + /^\s*(?:的|之|中的|中)?\s*/.exec(typed.slice(found.end))[0].length;
      steps.push(found);
    }
    return steps.length ? steps : null;
  }

  /** [the words before the longest pinpoint at the end, its steps]; null without words or without pinpoint. */
  function split(words) {
    const text = words.replace(BARE, "$1、");
    for (let at = 1; at < text.length; at++) {
      const steps = !/[\ud800-\udfff]/.test(text[at]) && read(text.slice(at));
      const name = text.slice(0, at).replace(/[\s，,、：:的]+$/, "");
      if (steps && name) return [name, steps];
    }
    return null;
  }

  /** The id that the steps lead to among the ids of one page, or the nearest one above it; "" for the page. */
  function locate(ids, steps) {
    const all = new Set(ids.flatMap((id) => id.split("__").map((_, n, parts) => parts.slice(0, n + 1).join("__"))));
    all.delete("");
    const found = walk([...all], steps);
    const laws = steps.some(({ alias }) => alias === "art") && steps.filter(({ alias }) => !["part", "chp", "sec"].includes(alias));
    return found.exact || !laws ? found.id : walk([...all], laws).id;
  }

  function walk(ids, steps) {
    let at = "";
    for (const step of steps) {
      const below = ids.filter((id) => !at || id.startsWith(`${at}__`));
      const direct = below.filter((id) => !id.slice(at && at.length + 2).replace(/^para_\d+__/, "").includes("__"));
      const apart = (id) => /(^|__)(annex|box)_.*__/.test(id.slice(at.length));
      const pools = step.alias === "p" ? [direct] : [direct, below.filter((id) => !apart(id)), below];
      const fit = pools.map((pool) => fitting(step, pool)).find((some) => some.length) ?? [];
      if (fit.length !== 1) return { id: at, exact: false };
      at = fit[0];
    }
    return { id: at, exact: true };
  }

  function fitting({ alias, number, inserted }, ids) {
    for (const each of FITS[alias] ?? [alias]) {
      const own = new RegExp(`(?:^|__)${each}_${number || 1}${inserted ? `_${inserted + 1}` : ""}$`);
      const some = ids.filter((id) => own.test(id));
      if (some.length) return some;
    }
    return [];
  }

  globalThis.searchPinpoint = { read, split, locate };
})();
