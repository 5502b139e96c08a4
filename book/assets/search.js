/* Sphinx's search (searchtools.js), mended for this book; its page loads this after it. */
(function () {
  "use strict";
  /* Excerpts are fetched, which no browser allows between files on a disk, nor in a frame that has no origin of its own. */
  if (location.protocol === "file:" || self.origin === "null") DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;

  /* Sphinx's own passes over numbers, though its index has them, and writes the words into the browser's storage for pages
     to mark, which ours do not; where storage is refused it ended there. Word by word: what is looked up, and what is marked. */
  Search._parseQuery = function (query) {
    var words = splitQuery(query.toLowerCase().trim()), stemmer = new Stemmer();
    var wanted = words.filter(function (word) { return !stopwords.includes(word); });
    var stems = wanted.map(function (word) { return stemmer.stemWord(word); });
    return [query, new Set(stems), new Set(), new Set(wanted), new Set(words)];
  };
})();
