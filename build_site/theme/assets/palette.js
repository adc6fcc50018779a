/* The reader's choice of light or dark, before anything is painted; with “as the system” the system's of this moment. */
(function () {
  "use strict";

  var kept = __md_get("__palette");
  if (!kept || !kept.color) return;
  var color = kept.color;
  if (color.media === "(prefers-color-scheme)") {
    var light = matchMedia("(prefers-color-scheme: light)").matches;
    var media = `(prefers-color-scheme: ${light ? "light" : "dark"})`;
    var option = document.querySelector(`[data-md-color-media='${media}']`);
    ["media", "scheme", "primary", "accent"].forEach(function (name) {
      color[name] = option.getAttribute(`data-md-color-${name}`);
    });
  }
  Object.entries(color).forEach(function (each) {
    document.body.setAttribute(`data-md-color-${each[0]}`, each[1]);
  });
})();
