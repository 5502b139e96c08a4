/* selfcheck: marks beside links how far a reader is with their pages, and keeps which section she opened last.
   On every page, hence small; what the pages ask is loaded only when she has answered something. */
(() => {
  "use strict";
  const here = document.currentScript.dataset;
  const words = JSON.parse(here.words);
  const KEY = `selfcheck:v1:${here.book}`;
  const NEEDED = 1;
  const records = () => {
    try {
      return JSON.parse(localStorage.getItem(KEY)) || {};
    } catch {
      return {}; // refused, or not written by us
    }
  };

  // a page loaded again is no visit: what has just been deleted there would come back
  if (here.page && performance.getEntriesByType("navigation")[0]?.type !== "reload") {
    try {
      localStorage.setItem(`${KEY}:last`, JSON.stringify({ page: here.page, title: here.title, at: new Date().toISOString() }));
    } catch {
      // refused or full: then the start page has no such line
    }
  }

  const shapes = { done: '<path d="m3 8.5 3.5 3.5L13 4.5"/>', begun: '<circle cx="8" cy="8" r="5"/><path d="M8 3a5 5 0 0 1 0 10Z" fill="currentColor"/>' };
  const bare = (link) => link.href.split(/[?#]/)[0];
  const update = () => {
    const all = records();
    const stands = new Map(
      window.selfcheckPages.map(({ uri, asked }) => {
        const answered = ([id, print, what]) => {
          const record = all[id];
          return Boolean(record) && (print ? record.print === print : !what || record.right);
        };
        const needed = asked.filter(([, , what]) => what & NEEDED);
        const done = needed.length && needed.every(answered);
        return [new URL(here.root + uri, location.href).href, done ? "done" : asked.some(answered) ? "begun" : ""];
      }),
    );
    document.querySelectorAll(here.marks).forEach((link) => {
      if (link.hash) return; // a place on a page
      const stand = stands.get(bare(link)) || "";
      const before = link.querySelector(".sc-mark");
      if (before?.dataset.stand === stand) return;
      before?.remove();
      if (stand)
        link.insertAdjacentHTML("beforeend", `<svg class="sc-mark" data-stand="${stand}" role="img" aria-label=", ${words[stand]}" viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${shapes[stand]}</svg>`);
    });
  };
  let asked = Boolean(window.selfcheckPages);
  const look = () => {
    if (window.selfcheckPages) return update();
    if (asked || !Object.keys(records()).length) return;
    asked = true;
    const script = document.createElement("script");
    script.src = here.index;
    script.onload = update;
    document.head.append(script);
  };
  if (!here.marks) return;
  look();
  ["selfcheck:answered", "selfcheck:removed"].forEach((event) => document.addEventListener(event, look));
  ["storage", "pageshow"].forEach((event) => addEventListener(event, look));
})();
