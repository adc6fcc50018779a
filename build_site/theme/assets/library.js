/* What plain links cannot do: keep the fragment when the script is switched, and work from a folder. */
(function () {
  "use strict";

  /* From a folder (file://) nobody adds index.html to an address that ends in a slash. */
  function complete(link) {
    if (location.protocol === "file:" && link.protocol === "file:" && link.pathname.endsWith("/")) {
      link.pathname += "index.html";
    }
  }

  /* In the capture phase: before any other listener can follow the link without its fragment. */
  function prepare(event) {
    var link = event.target instanceof Element && event.target.closest("a[href]");
    if (!link) return;
    complete(link);
    if (link.dataset.scriptSwitch === "fragment") {
      link.hash = location.hash;
    }
  }

  ["pointerdown", "click", "auxclick", "contextmenu", "focusin"].forEach(function (kind) {
    document.addEventListener(kind, prepare, true);
  });
})();
