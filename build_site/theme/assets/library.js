/* What plain links cannot do: keep the fragment when the script is switched, and work from a folder. */
(function () {
  "use strict";

  /* From a folder (file://) nobody adds index.html to an address that ends in a slash. */
  function complete(link) {
    if (!(link instanceof HTMLAnchorElement)) {
      var svg = link.href.baseVal; // a mark of a picture
      if (location.protocol === "file:" && /\/$/.test(svg)) link.setAttribute("href", svg + "index.html");
      return;
    }
    if (location.protocol === "file:" && link.protocol === "file:" && link.pathname.endsWith("/")) {
      link.pathname += "index.html";
    }
  }

  /*
   * The other script shows the same place: the address takes the fragment and the words searched for along, and the
   * unit at the top of the window is noted. Where nothing can be noted, it becomes the fragment.
   */
  var NOTED = "library.place", FRESH = 20000; // milliseconds: a note that was not taken up means another visit

  function unitAtTop() {
    var line = 90, best = null; // below the header
    document.querySelectorAll(".md-content [id]").forEach(function (element) {
      var box = element.getBoundingClientRect();
      if (box.height && box.top <= line) best = element;
    });
    return best;
  }

  function carry(link) {
    link.search = location.search;
    link.hash = location.hash;
  }

  function note() {
    var unit = window.scrollY > 0 && unitAtTop(), field = document.querySelector(".md-search__input");
    var words = (field && field.value) || "";
    if (!unit && !window.scrollY && !words) return null;
    var place = { id: unit ? unit.id : "", top: unit ? unit.getBoundingClientRect().top : 0, y: window.scrollY, words: words, at: Date.now() };
    try {
      sessionStorage.setItem(NOTED, JSON.stringify(place));
      return null;
    } catch (denied) {
      return unit;
    }
  }

  function noted() {
    try {
      var place = JSON.parse(sessionStorage.getItem(NOTED));
      sessionStorage.removeItem(NOTED);
      return place && Date.now() - place.at < FRESH ? place : null;
    } catch (denied) {
      return null;
    }
  }

  function restore() {
    var place = noted(), field = document.querySelector(".md-search__input");
    if (!place) return;
    if (field && place.words && !field.value) field.value = place.words;
    var unit = place.id && document.getElementById(place.id);
    var y = unit ? window.scrollY + unit.getBoundingClientRect().top - place.top : place.y;
    window.scrollTo({ top: y, behavior: "instant" });
  }

  window.addEventListener("load", function () {
    requestAnimationFrame(restore); // after the browser has gone to the fragment
  });

  /* In the capture phase: before any other listener can follow the link without its fragment. */
  function prepare(event) {
    var link = event.target instanceof Element && event.target.closest("a[href]");
    if (!link) return;
    complete(link);
    if (link.dataset && link.dataset.scriptSwitch === "fragment") {
      carry(link);
    }
  }

  ["pointerdown", "click", "auxclick", "contextmenu", "focusin"].forEach(function (kind) {
    document.addEventListener(kind, prepare, true);
  });

  /* After prepare, which gives the link the fragment of the address. */
  document.addEventListener("click", function (event) {
    var link = event.target instanceof Element && event.target.closest("[data-script-switch=fragment]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    var unit = note();
    if (unit && !location.hash) link.hash = unit.id;
  }, true);
})();
