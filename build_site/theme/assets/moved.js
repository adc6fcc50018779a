/*
 * Where words have moved: a browser drops the fragment when a page is refreshed to another one, this carries it over.
 * data-units: id → where it is now; data-page, data-fragment: where the whole page is now, if it has moved.
 */
(function () {
  "use strict";

  var moved = document.currentScript.dataset;
  var units = JSON.parse(moved.units || "{}");

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

  /* Before anything is painted, and again when a reader follows a link within the page. */
  addEventListener("hashchange", follow);
  follow();
})();
