/* A figure for a lecture hall: it fills the screen, its answer covered, with votes by show of hands. */
(() => {
  "use strict";
  const vote = (table, id, prediction) => {
    const options = [...prediction.querySelectorAll("button")].map((button) => button.textContent.trim()), count = options.length;
    const key = `livefigure:votes:${location.pathname}#${id}:${options}`;
    // Where storage is refused the counts are gone when the page is back.
    let votes;
    try { votes = JSON.parse(localStorage.getItem(key)); } catch { /* refused */ }
    votes ||= [...options, ...options].fill("");
    const add = (tag, which, row, column, more) => {
      const made = Object.assign(document.createElement(tag), {className: "lf-vote-" + which, ...more});
      made.style.gridArea = row + 2 + "/" + column;
      table.append(made);
      return made;
    };
    const round = (k) => +(k >= count);
    options.forEach((option, row) => add("span", "for", row, 1, {id: `${id}-for-${row}`, textContent: option}));
    const fields = votes.map((value, k) => {
      const field = add("input", round(k), k % count, round(k) + 2, {type: "number", min: 0, inputMode: "numeric", placeholder: " ", value});
      field.setAttribute("aria-labelledby", `${id}-vote-${round(k)} ${id}-for-${k % count}`);
      return field;
    });
    const bars = votes.map((_, k) => add("i", round(k), k % count, 4));
    const show = () => votes.forEach((some, k) => {
      const all = votes.reduce((sum, more, other) => round(other) === round(k) ? sum + +more : sum, 0);
      bars[k].style.width = some > 0 ? 100 * some / all + "%" : 0;
    });
    const read = () => {
      fields.forEach((field, k) => { votes[k] = field.value && Math.max(0, Math.round(field.value)); });
      show();
      try { localStorage.setItem(key, JSON.stringify(votes)); } catch { /* refused */ }
    };
    table.addEventListener("input", read);
    table.querySelector("button").addEventListener("click", () => {
      fields.forEach((field) => { field.value = ""; });
      read();
      fields[0].focus();
    });
    show();
  };

  const present = (figure, opener) => {
    const {id, data} = figure, [panels, live, strip, name] = ["panels", "live", "strip", "bars-title"].map((part) => figure.one(".lf-" + part));
    figure.stop();
    if (figure.link) figure.leave();
    figure.one(".lf-move-close")?.click();
    figure.removeAttribute("data-tight");
    const top = scrollY, ending = new AbortController(), {signal} = ending, others = [];
    const prediction = figure.asked(), question = prediction?.querySelector("[data-prediction-question]");
    const [head, foot] = figure.one("template").content.cloneNode(true).children, title = head.firstChild;
    title.append(...(question || figure.one(".lf-title")).cloneNode(true).childNodes);
    figure.one("figure").append(head, foot);
    if (strip) { name.before(foot); foot.firstChild.append(name, strip); foot.style.cssText = strip.style.cssText; }
    if (prediction) vote(foot.lastChild, id, prediction); else foot.lastChild.remove();

    let covered;
    const follow = () => {
      if (covered) clearTimeout(figure.speaking);
      figure.all("[type=range]").forEach((field) => field.style.setProperty("--at", field.value));
      // The names below a track are longer here than on a page: whichever would touch the one before stands a row lower.
      figure.all(".lf-marks").forEach((marks) => {
        const ends = [];
        marks.querySelectorAll("button").forEach((mark) => {
          const {left, right} = mark.getBoundingClientRect(), row = [...ends, -9e9].findIndex((end) => end <= left);
          ends[row] = right;
          mark.style.setProperty("--row", row);
        });
        marks.style.setProperty("--rows", ends.length);
      });
    };
    const turn = () => {
      figure.toggleAttribute("data-covered", covered = !covered);
      // A name is read out though what it is taken from cannot be seen.
      panels.setAttribute("aria-labelledby", id + (covered ? "-hall" : "-sentence"));
      live.textContent = covered ? "" : figure.one(".lf-sentence").textContent;
      follow();
    };
    turn();
    for (let node = figure; node !== document.body; node = node.parentNode)
      for (const other of node.parentNode.children) if (other !== node && !other.inert) { other.inert = true; others.push(other); }
    // By its letters the title finds its size, by the longest that it can have the sentence.
    const longest = Math.max(...(data.slots[data.sentence]?.[1] || [data.sentence]).map((said) => said.length));
    figure.style.cssText += `--lf-was:${figure.offsetHeight}px;--lf-title:${title.textContent.length};--lf-longest:${longest}`;
    const state = {"data-presenting": "", role: "dialog", "aria-labelledby": title.id, tabindex: -1};
    for (const key in state) figure.setAttribute(key, state[key]);
    figure.lay?.();
    figure.show();
    follow();
    figure.focus({preventScroll: true});

    const close = () => {
      ending.abort();
      others.forEach((other) => { other.inert = false; });
      for (const key in state) figure.removeAttribute(key);
      if (covered) turn();
      live.textContent = "";
      figure.all(".lf-marks").forEach((marks) => { marks.now = 0; });
      figure.lay?.();
      figure.show();
      head.remove();
      foot.replaceWith(...strip ? [name, strip] : []);
      opener.focus();
      const back = () => scrollTo({top, behavior: "instant"});
      back();
      if (document.fullscreenElement) document.exitFullscreen().then(back);
    };
    const on = (target, event, act) => target.addEventListener(event, act, {signal});
    on(head.children[1], "click", turn);
    on(head.lastChild, "click", close);
    on(figure, "livefigure:change", follow);
    on(document, "keydown", (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey || event.repeat) return;
      if (event.key === "Escape") close();
      if (event.key.toLowerCase() === "c") {
        event.preventDefault();  // in a count, too, where the vote ends: no number has a C
        turn();
      }
    });
    // A clicker has two keys, Page Down and Page Up: they show and cover, and no slider hears them.
    addEventListener("keydown", (event) => {
      if (!["PageDown", "PageUp"].includes(event.key)) return;
      event.preventDefault();
      event.stopPropagation();
      if (covered === (event.key === "PageDown")) turn();
    }, {signal, capture: true});
    on(window, "beforeprint", close);
    on(document, "fullscreenchange", () => { if (!document.fullscreenElement) close(); });
    // Where the whole screen is not to be had (in a frame, on a telephone) the window has to do.
    document.documentElement.requestFullscreen?.().then(() => { if (signal.aborted) document.exitFullscreen(); }, () => {});
  };
  livefigureFrames("../livefigure-present", present);
})();
