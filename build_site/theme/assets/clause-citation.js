/*
 * What a unit is called and how it is cited: pure functions from an id, a view of the page, and words.
 *
 * An id says kind and number (l1_4__l2_1); what is printed comes from the page, because a citation must show
 * the number as the issuer wrote it. Conventions follow the kind of document: 第十二条第二款第（三）项 for
 * legislation, 第四部分第（一）条第2项 for policy.
 *
 * `page` has: exists(id), label(id), heading(id), kind(id) ("paragraph", "signature", "omission", "attached", ""),
 * ordinal(id) (the count of a paragraph or a table among its like), alone(id) (it has no like), nth(id) (2 where
 * the one before prints the same number or heading) and runs(id) (an article's number is no other chapter's, too). build_site/linking/naming.py says the same words; a test compares.
 */
(function () {
  "use strict";

  const STEP = /^(l[1-5]|[a-z]+)_(\d+)(?:_\d+)?$/; // l2_7, art_12, h_1, l1_3_2
  const CHINESE = new Set(["part", "chp", "sec", "art", "para", "item", "l1", "l2", "p"]);
  const ABOVE_ARTICLES = new Set(["part", "chp", "sec"]); // not said where articles are numbered through the text
  const DIGITS = "〇一二三四五六七八九";

  /* 12 → 十二, 205 → 二百零五, 1260 → 一千二百六十 */
  function chinese(number) {
    if (number <= 0 || number > 9999) return String(number);
    let written = "", gap = false;
    for (const [unit, sign] of [[1000, "千"], [100, "百"], [10, "十"], [1, ""]]) {
      const digit = Math.floor(number / unit) % 10;
      if (digit) {
        written += (gap && written ? "零" : "") + DIGITS[digit] + sign;
        gap = false;
      } else {
        gap = true;
      }
    }
    return written.replace(/^一十/, "十");
  }

  /* {n} → its value; a word that is missing shows its key rather than nothing. */
  function say(words, key, values) {
    const text = words && key in words ? words[key] : key;
    return text.replace(/\{(\w+)\}/g, (whole, name) => (values && name in values ? String(values[name]) : whole));
  }

  /* The steps of an id from the top, each with the id that ends in it. */
  function steps(id) {
    const found = [];
    let until = "";
    for (const part of id.split("__")) {
      until = until ? `${until}__${part}` : part;
      const [, alias, number] = STEP.exec(part) || [null, part, "0"];
      found.push({ id: until, alias, number: Number(number) });
    }
    return found;
  }

  /* The number as printed without its signs: （五） → 五, 二、 → 二, 1. → 1; "" where the page prints none. */
  function printed(label) {
    return label.replace(/[\s（）()【】[\]、.．。:：,，]/g, "");
  }

  function number(step, page) {
    const shown = printed(page.label(step.id));
    if (shown && !shown.startsWith("第")) return shown;
    return CHINESE.has(step.alias) ? chinese(step.number) : String(step.number);
  }

  function name(step, page, words) {
    const label = page.label(step.id).replace(/\s/g, "");
    const kind = page.kind(step.id);
    if (step.alias === "h" || kind === "attached") {
      const n = (page.heading(step.id) || label).replace(/[：:。]$/, "");
      return say(words, kind === "attached" ? "cite.attached" : "cite.h", { n: kind === "attached" ? inner(n) : n });
    }
    if (kind === "signature" || kind === "omission") return say(words, `cite.${kind}`);
    if (/^第/.test(label)) return label; // 第十二条, 第二章, 第十二条之一
    if ((step.alias === "box" || step.alias === "annex") && label) return label.replace(/[：:.、]$/, "");
    if (step.alias === "tbl") {
      return page.alone(step.id) ? say(words, "cite.only-tbl") : say(words, "cite.tbl", { n: page.ordinal(step.id) });
    }
    if (step.alias === "p") {
      const n = page.ordinal(step.id);
      return say(words, "cite.p", { n: words["cite.between"] ? n : chinese(n) });
    }
    return say(words, `cite.${step.alias}`, { n: number(step, page) });
  }

  /* Only what a lawyer would write: no chapter before an article, no 第一款 where an article has one paragraph. */
  function isSaid(step, at, all, page) {
    if (ABOVE_ARTICLES.has(step.alias)) {
      const article = all.slice(at + 1).find((below) => below.alias === "art");
      return !(article && page.runs(article.id));
    }
    return !(step.alias === "para" && page.alone(step.id));
  }

  /* Which of two that print the same number, or the same heading: 第二部分（同序号第2处）. */
  function counted(step, page, words) {
    const nth = page.nth(step.id);
    if (nth < 2) return "";
    const nameless = /^(专栏|專欄|附[件录錄表])[：:.、]*$/.test(page.label(step.id).replace(/\s/g, ""));
    const numbered = step.alias !== "h" && page.kind(step.id) === "paragraph" && !nameless;
    return say(words, numbered ? "cite.again" : "cite.nth", { n: nth });
  }

  /** The unit in words: 第四部分第（一）条; "" for the page as a whole. */
  function pinpoint(id, page, words) {
    return steps(id || "")
      .filter((step, at, all) => step.alias && isSaid(step, at, all, page))
      .map((step) => name(step, page, words) + counted(step, page, words))
      .join(say(words, "cite.between"));
  }

  /* 《 》 inside 《 》 become 〈 〉. */
  function inner(title) {
    return title.replace(/《/g, "〈").replace(/》/g, "〉");
  }

  /** 《标题》（文号）第四部分第（一）条 */
  function citation(data, pin, words) {
    const title = words["cite.between"] ? data.title : inner(data.title);
    const work = say(words, "cite.work", { title });
    const number = data.number ? say(words, "cite.number", { number: data.number }) : "";
    return work + number + (pin ? say(words, "cite.to-unit") + pin : "");
  }

  /** GB/T 7714—2015, an electronic document: 责任者. 题名: 文号[EB/OL]. 年: 引文位置(日期)[引用日期]. 网址. */
  function reference(data, pin, url, today, words) {
    const issuers = data.issuers || [];
    const named = issuers.slice(0, 3).concat(issuers.length > 3 ? [say(words, "cite.others")] : []).join(", ");
    const title = data.title + (data.number ? `: ${data.number}` : "");
    const year = (data.issued || "").slice(0, 4);
    const date = [year, pin].filter(Boolean).join(": ") + (data.issued ? `(${data.issued})` : "");
    return `${named ? `${named}. ` : ""}${title}[EB/OL]. ${date}[${today}]. ${url}.`;
  }

  /** The words, then where they stand: citation, volume and page, address. */
  function quotation(text, cited, where, url, data, words) {
    const volume = data.volume ? inner(data.volume) : "";
    const key = volume ? "cite.printed-in" : "cite.printed";
    return `${text}\n——${cited}${where ? say(words, key, { volume, place: where }) : ""}\n${url}`;
  }

  /** [《标题》第四部分](address), with every sign that Markdown would read escaped. */
  function markdownLink(cited, url) {
    return `[${cited.replace(/[\\`*_[\]<>]/g, "\\$&")}](${url.replace(/\(/g, "%28").replace(/\)/g, "%29")})`;
  }

  /** The nearest place that exists: the id without its last steps, "" when none of them is there. */
  function nearest(id, exists) {
    const parts = id.split("__");
    while (parts.length && !exists(parts.join("__"))) parts.pop();
    return parts.join("__");
  }

  window.clauseCitation = { chinese, say, pinpoint, citation, reference, quotation, markdownLink, nearest };
})();
