/*
 * How a unit is cited: pure functions from what the page says of itself, the name of the unit (which the build writes,
 * build_site/units/naming.py), and words.
 */
(function () {
  "use strict";

  /* {n} → its value; a word that is missing shows its key rather than nothing. */
  function say(words, key, values) {
    const text = words && key in words ? words[key] : key;
    return text.replace(/\{(\w+)\}/g, (whole, name) => (values && name in values ? String(values[name]) : whole));
  }

  /* 《 》 inside 《 》 become 〈 〉. */
  function inner(title) {
    return title.replace(/《/g, "〈").replace(/》/g, "〉");
  }

  /** What a work is called, with its document number where it has one: 《标题》（文号） */
  function numbered(work, data, words) {
    return data.number ? say(words, "cite.number", { work, number: data.number }) : work;
  }

  /** 《标题》（文号）第四部分第（一）条 */
  function citation(data, pin, words) {
    const title = words["cite.work"].includes("《") ? inner(data.title) : data.title;
    const work = numbered(say(words, "cite.work", { title }), data, words);
    return pin ? say(words, "cite.clause", { work, clause: pin }) : work;
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
    return `${text}\n——${where ? say(words, key, { cited, volume, place: where }) : cited}\n${url}`;
  }

  /** [《标题》第四部分](address), with every character that Markdown would read escaped. */
  function markdownLink(cited, url) {
    return `[${cited.replace(/[\\`*_[\]<>]/g, "\\$&")}](${url.replace(/\(/g, "%28").replace(/\)/g, "%29")})`;
  }

  /** The nearest place that exists: the id without its last steps, "" when none of them is there. */
  function nearest(id, exists) {
    const parts = id.split("__");
    while (parts.length && !exists(parts.join("__"))) parts.pop();
    return parts.join("__");
  }

  window.clauseCitation = { say, citation, numbered, reference, quotation, markdownLink, nearest };
})();
