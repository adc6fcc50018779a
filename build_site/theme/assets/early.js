/*
 * What Material's templates write into every page as a script, as a file: a host can then forbid scripts inside pages
 * (Content-Security-Policy: script-src 'self'). Its bundle needs these four names; each reader's settings are kept by
 * the folder the site stands in, so that two libraries on one host do not share them.
 */
var __md_scope = new URL(document.currentScript.dataset.base, location);

function __md_hash(words) {
  return [...words].reduce((hash, character) => (hash << 5) - hash + character.charCodeAt(0), 0);
}

/* A browser may refuse its storage (private windows, file://): then the reader's settings last for one page. */
function __md_get(key, storage, scope = __md_scope) {
  try {
    return JSON.parse((storage || localStorage).getItem(`${scope.pathname}.${key}`));
  } catch (refused) {
    return null;
  }
}

function __md_set(key, value, storage, scope = __md_scope) {
  try {
    (storage || localStorage).setItem(`${scope.pathname}.${key}`, JSON.stringify(value));
  } catch (refused) {
    /* not kept */
  }
}
