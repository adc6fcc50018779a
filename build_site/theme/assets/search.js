/*
 * The search field of every page: opens and closes as Material's does, and loads the search when it is first touched.
 * Everything else is in the other search-*.js, so that a page that is only read loads none of it.
 */
(function () {
  "use strict";

  const dialog = document.querySelector("[data-search]");
  if (!dialog) return;
  const { assets, root, page, variant, broken, place: variantPlace } = dialog.dataset;
  const toggle = document.querySelector("[data-md-toggle=search]");
  const field = dialog.querySelector("input[name=q]");

  /* ---------------------------------------------------------------- loading, once; a failure is tried again */

  let loading = null;

  function load() {
    loading ??= Promise.all(["search-files.js", "search-engine.js", "search-view.js"].map(script)).then(
      () => new globalThis.SearchEngine(root, variant),
      (error) => {
        loading = null;
        throw error;
      },
    );
    return loading;
  }

  function script(name) {
    return new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.src = assets + name;
      element.async = false; // they run in this order, whichever comes first
      element.onload = resolve;
      element.onerror = () => reject(new Error(name));
      document.head.append(element);
    });
  }

  function start(place, input) {
    let view = null;
    const status = place.querySelector("[data-search-status]");
    return async () => {
      if (view) return;
      try {
        const engine = await load();
        view ??= new globalThis.SearchView(engine, place, input, { page, broken, variantPlace });
      } catch {
        status.textContent = broken;
      }
    };
  }

  /* ---------------------------------------------------------------- the field in the header */

  const touch = start(dialog, field);

  function open(yes) {
    if (toggle.checked === yes) return;
    toggle.checked = yes;
    toggle.dispatchEvent(new Event("change", { bubbles: true }));
  }

  field.addEventListener("focus", () => {
    open(true);
    touch();
  });
  toggle.addEventListener("change", () => (toggle.checked ? field.focus() : field.blur()));
  field.form.addEventListener("reset", () => {
    field.focus();
    setTimeout(() => field.dispatchEvent(new Event("input")));
  });
  dialog.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !dialog.contains(relatedTarget)) open(false);
  });

  const TYPING = "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]";

  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape" && toggle.checked) {
      open(false);
      document.activeElement.blur();
    } else if (["/", "f", "s"].includes(event.key) && !toggle.checked && !document.activeElement.matches(TYPING)) {
      event.preventDefault();
      (document.querySelector("[data-search-page] input[name=q]") ?? field).focus();
    }
  });

  /* ---------------------------------------------------------------- the page of the search */

  const place = document.querySelector("[data-search-page]");
  if (!place) return;
  place.hidden = false;
  const input = place.querySelector("input[name=q]");
  const touchPage = start(place, input);
  input.value = new URLSearchParams(location.search).get("q") ?? "";
  input.addEventListener("focus", touchPage);
  if (location.search.length > 1) touchPage();
})();
