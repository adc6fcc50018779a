/*
 * Where words have moved: a browser drops the fragment when a page is refreshed to another one, this carries it over.
 * data-units: id → where it is now; data-page, data-fragment: where the whole page is now, if it has moved.
 * data-shifted: id that means another unit now → where the former words are, told by a note (data-note) above the unit.
 */
(function () {
  "use strict";

  var moved = document.currentScript.dataset;
  var units = JSON.parse(moved.units || "{}");
  var shifted = JSON.parse(moved.shifted || "{}");

  /* From a folder nobody adds index.html to an address that ends in a slash. */
  function complete(address) {
    return location.protocol === "file:" ? address.replace(/\/(#|$)/, "/index.html$1") : address;
  }

  function asked() {
    try {
      return decodeURIComponent(location.hash.slice(1));
    } catch (malformed) {
      return location.hash.slice(1);
    }
  }

  function follow() {
    if (Object.hasOwn(units, asked())) {
      location.replace(complete(units[asked()]));
    } else if (moved.page) {
      location.replace(complete(moved.page) + (location.hash || moved.fragment || ""));
    }
  }

  function point() {
    document.querySelectorAll(".moved-away").forEach((note) => note.remove());
    var unit = Object.hasOwn(shifted, asked()) && document.getElementById(asked());
    if (!unit) return;
    var there = shifted[asked()];
    var words = there.startsWith("./#") && document.getElementById(there.slice(3));
    var link = document.createElement("a");
    link.href = complete(there);
    link.textContent = words ? words.textContent.trim().slice(0, 24) : there;
    var note = document.createElement("p");
    note.className = "ui moved-away";
    note.append(moved.note, link);
    (unit.closest(".run-in") || unit).before(note);
  }

  /* Before anything is painted, and again when a reader follows a link within the page. */
  addEventListener("hashchange", follow);
  follow();
  if (moved.shifted) {
    addEventListener("hashchange", point);
    addEventListener("DOMContentLoaded", point);
  }
})();
