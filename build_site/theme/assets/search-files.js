/*
 * The files of the search index: loads them as scripts and reads what they hold. What a query means and what answers it
 * is found in search-engine.js. The files are written by build_site/writing/search/search_index.py, which says what stands in each.
 */
(function () {
  "use strict";

  /* ---------------------------------------------------------------- loading */

  class Broken extends Error {}

  const arrived = new Map();
  globalThis.searchShard = (name, stamp, content) => arrived.set(name, { stamp, content });

  /* As scripts, because a page opened from a folder may load nothing else. A failure is not remembered. */
  function loader(root) {
    const loading = new Map();
    let version = "";
    function fetchOnce(name) {
      return new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = `${root}search/${name}.js${version && `?${version}`}`;
        script.onload = script.onerror = () => {
          script.remove();
          if (arrived.has(name)) resolve(arrived.get(name)); // a file that is cut is loaded, but says nothing
          else reject(new Broken(name));
        };
        arrived.delete(name);
        document.head.append(script);
      });
    }
    return {
      load(name) {
        if (!loading.has(name)) {
          loading.set(name, fetchOnce(name));
          loading.get(name).catch(() => loading.delete(name));
        }
        return loading.get(name);
      },
      /* Files of this build are asked for from now on; after a file of another one, past every cache. */
      ask(stamp) {
        version ||= stamp;
      },
      forget() {
        version = String(Date.now());
        loading.clear();
      },
    };
  }

  /* ---------------------------------------------------------------- places: as in search_postings.py */

  const BASE = 92;
  const WIDTH = 65536; // a place is one number: row × WIDTH + atom
  const digit = (text, at) => {
    const code = text.charCodeAt(at);
    return code === 33 ? 57 : code - 35;
  };

  function numbers(text) {
    const found = [];
    for (let at = 0; at < text.length; ) {
      const first = digit(text, at);
      const [size, prefix, past] = first < 60 ? [0, 0, 0] : first < 88 ? [1, 60, 60] : first < 91 ? [2, 88, 2636] : [4, 91, 28028];
      let value = first - prefix;
      for (let more = 1; more <= size; more++) value = value * BASE + digit(text, at + more);
      found.push(value + past);
      at += size + 1;
    }
    return found;
  }

  /* Sorted places of a pair, and the zone of those in headings: 1 opens, 2 closes what is named, 3 is all of it. */
  function places(headings, text) {
    const zones = new Map();
    const walk = (list, each) => {
      let row = 0, atom = 0;
      for (let at = 0; at < list.length; at += 2) {
        const step = each(list[at + 1]);
        atom = list[at] ? step.value : atom + step.value;
        row += list[at];
        all.push(row * WIDTH + atom);
        if (step.zone !== undefined) zones.set(row * WIDTH + atom, step.zone);
      }
    };
    const all = [];
    walk(numbers(headings), (value) => ({ value: value >> 2, zone: value & 3 }));
    walk(numbers(text), (value) => ({ value }));
    return { all, zones };
  }

  function rowsOfAtom(headings, text) {
    const rows = new Map();
    let row = 0;
    const list = numbers(headings);
    for (let at = 0; at < list.length; at += 2) rows.set((row += list[at]), { zone: list[at + 1], places: [] });
    row = 0;
    for (const step of numbers(text)) rows.set((row += step), { zone: -1, places: [] });
    return rows;
  }

  function entryIn(shard, first, second) {
    const line = shard.split("\n").find((each) => each.startsWith(`${first} `));
    const fields = line ? line.split(" ") : [];
    for (let at = 1; at < fields.length; at += 3) {
      if (fields[at] === second) return [fields[at + 1], fields[at + 2]];
    }
    return ["", ""];
  }

  /* The first key of each file of places. */
  function keysOf(text) {
    const fields = text.split(" ");
    const keys = [];
    let first = "";
    for (let at = 0; at + 1 < fields.length; at += 2) keys.push(`${(first = fields[at] || first)} ${fields[at + 1]}`);
    return keys;
  }

  /* Pages: how many rows each has, its work and its kind. */
  function leavesOf(text) {
    const list = numbers(text);
    const leaves = [];
    let work = 0;
    for (let at = 0; at < list.length; at += 2) {
      leaves.push({ rows: list[at], work: (work += list[at + 1] >> 2), kind: list[at + 1] & 3 });
    }
    return leaves;
  }

  /* Where each of these begins, when they follow one another. */
  function sums(counts) {
    let next = 0;
    return [0, ...counts.map((count) => (next += count))];
  }

  /* The last of the sorted values that is not greater. */
  function lastUpTo(sorted, value) {
    let low = 0, high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle] <= value) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  globalThis.SearchFiles = { Broken, WIDTH, entryIn, keysOf, lastUpTo, leavesOf, loader, numbers, places, rowsOfAtom, sums };
})();
