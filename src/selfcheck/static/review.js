/* selfcheck: questions that come again when they are due. Loaded after selfcheck.js, which marks them as on their pages,
   and selfcheck-pages.js, which says what the pages ask. A question's form comes with a script of its page's. */
(() => {
  "use strict";
  const { records, save, hash, tools } = window.selfcheck;
  const { kept, fill, day, question, typeset, refused, $, $$ } = tools;
  const block = $(document, ".sc-review");
  const { gaps, most, scripts, words } = JSON.parse(block.dataset.sc);
  const [session, at, now, steer] = ["session", "at", "now", "steer"].map((name) => $(block, `.sc-${name}`));
  const [REVIEWED, DRAWN] = [2, 4];
  const entries = window.selfcheckPages.flatMap((page) =>
    page.asked.filter(([, , what]) => what & REVIEWED).map(([id, print, what]) => ({ id, print, page, drawn: Boolean(what & DRAWN) })),
  );

  // ---- when: an answer from a day that is still to come means that the clock was put back; then it is due
  const plan = (entry, all) => kept(entry, all)?.review;
  const isDue = (entry, all) => !(plan(entry, all)?.due > day()) || plan(entry, all).last > day(1);
  const standing = () => {
    const all = records();
    const known = entries.filter((entry) => kept(entry, all));
    const mixed = ({ id }) => hash(day() + id);
    const byDay = (a, b) => {
      const [one, other] = [a, b].map((entry) => plan(entry, all)?.due || "");
      return one === other ? mixed(a) - mixed(b) : one < other ? -1 : 1;
    };
    const done = known.filter((entry) => plan(entry, all)?.times && plan(entry, all).last === day()).length;
    const [due, later] = [true, false].map((is) => known.filter((entry) => isDue(entry, all) === is).sort(byDay));
    return { known, due, later, done, all };
  };
  const date = (text) => {
    const [year, month, of] = text.split("-");
    return new Date(year, month - 1, of, 12);
  };
  const when = (text) => {
    const days = Math.round((date(text) - date(day())) / 864e5);
    if (days < 2) return days < 1 ? words.today : words.tomorrow;
    const said = date(text).toLocaleDateString(words.locale, { weekday: "long", day: "numeric", month: "long" });
    return fill(words.in_days, { n: days, date: said });
  };
  const answered = (entry, right, practice) => {
    const record = kept(entry);
    if (!record) return ""; // deleted meanwhile, in another window
    const { step = 0, times = 0, due } = record.review || {};
    if (practice && right) return fill(words.review_kept, { when: when(due) });
    const next = right ? Math.min(step + 1, gaps.length - 1) : 0;
    const review = { step: next, last: day(), due: day(gaps[next]), times: times + 1 };
    save(entry.id, { ...record, review }, now);
    return fill(words.review_again, { when: when(review.due) });
  };

  // ---- forms come in scripts, so that they load from a folder too; only those of which one is needed
  const forms = {};
  const loading = {};
  window.selfcheck.review = (page, asked) => (forms[page] = asked);
  const load = (page) =>
    (loading[page] ||= new Promise((loaded) => {
      const script = document.createElement("script");
      script.src = scripts[page];
      script.onload = loaded;
      script.onerror = () => {
        delete loading[page]; // perhaps the network is back for the next one
        loaded();
      };
      document.head.append(script);
    }));

  // ---- what is shown: how things stand, or one question
  const element = (name, properties, ...inside) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...inside);
    return made;
  };
  const button = (text, press) => element("button", { type: "button", className: "sc-button", textContent: text, onclick: press });
  const show = (title, inside, buttons, focus) => {
    at.textContent = title;
    now.replaceChildren(...inside);
    steer.replaceChildren(...buttons);
    session.hidden = false;
    if (!focus) return;
    at.focus({ preventScroll: true });
    at.scrollIntoView({ block: "nearest" });
  };
  const say = (...texts) => element("p", {}, ...texts);

  let running = false;
  const overview = (said = "", focus = false) => {
    running = false;
    const { known, due, later, done } = standing();
    const left = Math.min(due.length, most - done);
    const told = said ? [say(said)] : [];
    if (!known.length && refused()) return show(words.review_refused, [say(words.review_refused_what)], [], focus);
    if (!known.length) {
      const link = entries[0] && element("a", { href: tools.here.root + entries[0].page.uri, textContent: entries[0].page.title });
      return show(words.review_none, [say(`${words.review_none_what} `, link || "", ".")], [], focus);
    }
    if (due.length && left > 0) {
      if (left < due.length) told.push(say(fill(words.review_today, { n: left })));
      const title = due.length === 1 ? words.review_due_one : fill(words.review_due, { n: due.length });
      return show(title, told, [begin(words.review_begin, () => due.slice(0, left))], focus);
    }
    if (due.length) {
      told.push(say(fill(words.review_enough_what, { done, n: due.length })));
      return show(words.review_enough, told, [begin(words.review_more, () => due.slice(0, most))], focus);
    }
    const next = later.filter((entry) => plan(entry).due === plan(later[0]).due).length;
    const text = next === 1 ? words.review_next_one : words.review_next;
    told.push(say(fill(text, { n: next, when: when(plan(later[0]).due) })), say(words.review_practise_what));
    return show(words.review_clear, told, [begin(words.review_practise, practice, true)], focus);
  };
  // for practice those with fresh numbers come first; each time others
  const practice = () => {
    const some = standing().known.map((entry) => [Math.random() - (entry.drawn ? 1 : 0), entry]);
    return some.sort(([a], [b]) => a - b).slice(0, most).map(([, entry]) => entry);
  };
  const begin = (text, choose, practised) =>
    button(text, () => {
      const chosen = choose();
      chosen.forEach(({ page }) => load(page.page));
      run(chosen, practised);
    });

  const run = (chosen, practised) => {
    running = true;
    let rights = 0;
    let tried = 0;
    const ask = async (i) => {
      if (i === chosen.length) return overview(tried ? fill(words.review_done, { right: rights, of: tried }) : "", true);
      const entry = chosen[i];
      const { page } = entry;
      await load(page.page);
      const html = forms[page.page]?.[entry.id];
      const on = button(i + 1 < chosen.length ? words.review_on : words.review_end, () => ask(i + 1));
      on.classList.add("sc-check");
      const title = fill(practised ? words.review_at_practice : words.review_at, { n: i + 1, of: chosen.length });
      if (!html) return show(title, [say(words.review_unloaded)], [on], true);
      const place = element("div", { innerHTML: html });
      const form = $(place, "form");
      $$(form, "button").forEach((one) => (one.disabled = false));
      const link = element("a", { href: `${tools.here.root}${page.uri}#${form.id}`, textContent: page.title });
      const from = element("p", { className: "sc-soft sc-from" }, `${words.review_from} `, link);
      show(title, [place, from], [on], true);
      on.hidden = true;
      const again = {
        points: words.review_free,
        said: "",
        answered(right) {
          tried += 1;
          rights += right ? 1 : 0;
          again.said = answered(entry, right, practised);
          on.hidden = false;
        },
      };
      typeset([place]);
      question(form, again);
    };
    ask(0);
  };

  overview();
  // answered or deleted in another window, or seen again on another day
  ["storage", "pageshow"].forEach((event) => addEventListener(event, () => running || overview()));
  document.addEventListener("visibilitychange", () => running || document.hidden || overview());
})();
