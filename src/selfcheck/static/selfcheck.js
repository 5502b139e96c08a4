/* selfcheck: marks the questions of a page and keeps predictions, in the browser alone; see README.md.
   The locks are obfuscation: obfuscate.py closes them, `unlock` opens them with the answer. */
(() => {
  "use strict";
  const here = document.currentScript.dataset;
  const words = JSON.parse(here.words);
  const KEY = `selfcheck:v1:${here.book}`;

  // ---- what is kept: {id: record} as JSON under one key, or in memory where the browser refuses
  let memory = {};
  let storage = null;
  try {
    storage = window.localStorage;
    storage.setItem(`${KEY}:probe`, "");
    storage.removeItem(`${KEY}:probe`);
  } catch {
    storage = null; // refused: the reader is told when she answers
  }
  // a page that says so itself, once, is not repeated
  const said = document.documentElement.dataset.storage === "refused";
  const unkept = () => (storage || said ? "" : words.unkept);
  const records = () => {
    if (!storage) return memory;
    try {
      const all = JSON.parse(storage.getItem(KEY));
      return all && typeof all === "object" ? all : {};
    } catch {
      return {}; // not written by us: start afresh
    }
  };
  const save = (id, record, target = document) => {
    const all = { ...records(), [id]: record };
    try {
      storage.setItem(KEY, JSON.stringify(all));
    } catch {
      storage = null; // refused or full: from here on in memory
      memory = all;
    }
    target.dispatchEvent(new CustomEvent("selfcheck:answered", { bubbles: true, detail: { id, ...record } }));
  };
  const remove = (unwanted) => {
    const all = Object.fromEntries(Object.entries(records()).filter(([id, record]) => !unwanted(id, record)));
    memory = all;
    try {
      storage.setItem(KEY, JSON.stringify(all));
    } catch {
      storage = null;
    }
    document.dispatchEvent(new CustomEvent("selfcheck:removed"));
  };
  const kept = (data, all = records()) => {
    const record = all[data.id];
    return record && record.print === data.print ? record : null;
  };

  // ---- days are those of the reader's own calendar
  const day = (after = 0) => {
    const now = new Date();
    const then = new Date(now.getFullYear(), now.getMonth(), now.getDate() + after, 12);
    return [then.getFullYear(), then.getMonth() + 1, then.getDate()].map((n) => `${n}`.padStart(2, "0")).join("-");
  };

  // ---- the locks
  const hash = (text) => {
    let h = 0x811c9dc5;
    for (const c of text) h = Math.imul(h ^ c.charCodeAt(0), 0x01000193);
    h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    return (h ^ (h >>> 16)) >>> 0;
  };
  const unlock = (data, answer) => {
    const masked = data.table[hash(`t|${data.id}|${answer}`)];
    if (!masked) return null;
    let key = hash(`k|${data.id}|${answer}`);
    const bytes = Uint8Array.from(atob(masked), (c) => {
      key = Math.imul(key, 1664525) + 1013904223;
      return c.charCodeAt(0) ^ (key >>> 24);
    });
    const text = new TextDecoder().decode(bytes);
    const right = text[0] === "1";
    const html = text.slice(1).trimEnd();
    if (html[0] !== "\x01") return { right, html };
    // with fresh numbers most of a reply is that of the question itself: which answer's, and the words that change
    const [known, ...changes] = JSON.parse(html.slice(1));
    const words = unlock(data.of, known).html.match(/[A-Za-z0-9_.]+|[^A-Za-z0-9_.]+/g);
    changes.forEach(([i, word]) => (words[i] = word));
    return { right, html: words.join("") };
  };

  // ---- small helpers
  const $ = (root, selector) => root.querySelector(selector);
  const $$ = (root, selector) => [...root.querySelectorAll(selector)];
  const aria = (element, name, value) => element.setAttribute(`aria-${name}`, value);
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const number = (n) => `${Math.floor(n) || (n ? "" : 0)}${n % 1 ? "½" : ""}`;
  const amount = (n) => fill(n > 0 && n <= 1 ? words.point : words.points, { n: number(n) });
  const worth = (points, tries) => (tries > 1 ? points / 2 : points); // what a right answer earns
  const show = (root, html, live) => {
    const status = $(root, ".sc-status");
    aria(status, "live", live ? "polite" : "off"); // what was kept is shown again without being spoken
    status.innerHTML = html && live && unkept() ? `${html}<p class="sc-soft">${unkept()}</p>` : html;
    if (html) typeset([status]);
  };
  const typeset = (elements) => {
    const mathjax = window.MathJax;
    mathjax?.startup?.promise?.then(() => mathjax.typesetPromise(elements));
  };

  // ---- the kinds of question: what is answered, how it is set again, which reply it opens
  // a number as people write it; reading.py reads alike and says why
  const plain = (text) =>
    [
      [/[\u00bc-\u00be\u2150-\u215f\u2189]/g, " $&"],
      [/[\u2070-\u2079\u2080-\u2089\u00b2\u00b3\u00b9]/g, "^"],
      [/[^]+/, (all) => all.normalize("NFKC")],
      [/\p{Cf}/gu, ""],
      [/[\u2010-\u2015\u2212\u30fc]/g, "-"],
      [/[\u2044\u2215]/g, "/"],
      [/[\u00b7\u30fb\u3002]/g, "."],
      [/\u3001/g, ","],
      [/['\u2019]/g, " "],
      [/\s+/g, " "],
      [/^ | $/g, ""],
      [/ ?\/ ?/g, "/"],
    ].reduce((said, [found, wanted]) => said.replace(found, wanted), text);
  const decimals = (t) => {
    if (/^\d{1,3}( \d{3})+(?![\d ])/.test(t)) t = t.replace(/ /g, "");
    return [t.replace(",", "."), /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(t) ? t.replace(/,/g, "") : ""]
      .filter((s) => /^(\d+\.?\d*|\.\d+)(e[-+]?\d+)?(\/\d+\.?\d*)?$/i.test(s))
      .map((s) => s.split("/").map(Number))
      .map(([a, b = 1]) => a / b)
      .filter(Number.isFinite);
  };
  const numbers = (text, unit = "") => {
    let t = plain(text);
    const tail = plain(unit).replace(/ /g, "");
    const ends = tail ? [[...tail].map((c) => c.replace(/[^\w]/, "\\$&")).join(" ?")] : [];
    if (/percent|%/i.test(tail)) ends.push("(?:per ?cent|%)");
    const end = ends.map((one) => new RegExp(` ?${one}$`, "i")).find((one) => one.test(t));
    if (end) t = t.replace(end, "");
    const sign = t.startsWith("-") ? -1 : 1;
    t = t.replace(/^[-+] ?/, "");
    const [, whole, above, below] = /^([^/]+) (\d+)\/(\d+)$/.exec(t) || [];
    const mixed = +above < +below ? decimals(whole).filter(Number.isInteger).map((n) => n + above / below) : [];
    return [...new Set([...mixed, ...decimals(t)])].map((n) => sign * n);
  };
  const ticked = (form) => $$(form, "input:checked").map((input) => input.value);
  const tick = (form, answer) => $$(form, "input").forEach((input) => (input.checked = answer.includes(input.value)));
  const kinds = {
    choice: {
      get: ticked,
      set: tick,
      reply: (data, [answer]) => (answer ? unlock(data, answer) : words.choose),
    },
    choices: {
      get: ticked,
      set: tick,
      reply(data, answer) {
        if (!answer.length) return words.choose;
        const right = unlock(data, `set ${answer}`);
        if (right) return right;
        const wrong = answer.map((one) => unlock(data, one)).filter(Boolean);
        if (wrong.length) return { html: wrong.map((one) => one.html).join("<p>") };
        return unlock(data, "else") || { html: words.missing };
      },
    },
    number: {
      get: (form) => $(form, "input").value.trim(),
      set: (form, answer) => ($(form, "input").value = answer),
      reply(data, answer) {
        const found = numbers(answer, data.unit);
        if (!found.length) return words.number;
        const replies = found.flatMap((x) =>
          data.offsets.map((offset, i) => unlock(data, `${i} ${Math.floor((x - offset) / data.width)}`)),
        );
        return replies.find((one) => one?.right) || replies.find(Boolean) || unlock(data, "else");
      },
    },
    order: {
      get: (form) => $$(form, "li").map((item) => item.dataset.i),
      set: (form, answer) => $(form, "ol").append(...answer.map((i) => $(form, `li[data-i="${i}"]`))),
      reply: (data, answer) => unlock(data, `${answer}`) || unlock(data, "else"),
    },
  };

  // on the page itself, or where it comes again: then `again` has the words for its points, and is told what was answered
  const question = (form, again) => {
    const data = JSON.parse(form.dataset.sc);
    const kind = kinds[data.kind];
    const points = $(form, ".sc-points");
    const offer = points.textContent;
    // on show is the question itself, which counts, or one with fresh numbers (from 1), which is practice
    const fresh = data.fresh || [];
    let shown = 0;
    let answered = false;
    const now = () => (shown ? { ...data, ...fresh[shown - 1], id: `${data.id} ${shown}`, of: data } : data);
    const practised = () => ({ tried: 0, right: 0, seen: [], ...kept(data)?.fresh });
    const parts = fresh.length ? $$(form, ".sc-part, legend") : [];
    const asks = parts.map((part) => part.innerHTML);
    const verdict = (reply, live) => {
      const word = reply.right ? "right" : "wrong";
      const after = again ? `<p class="sc-soft">${again.said}</p>` : "";
      show(form, `<div class="sc-verdict sc-${word}"><p><strong>${words[word]}</strong> ${reply.html}</div>${after}`, live);
      if (again) return;
      points.textContent = shown ? fill(words.fresh_count, { n: practised().right, of: practised().tried }) : standing(kept(data), reply.right);
      offers();
    };
    const offers = () => {
      if (!fresh.length || again) return;
      $(form, ".sc-another").hidden = shown ? !answered : !kept(data);
      $(form, ".sc-first").hidden = !shown;
    };
    const turn = (to) => {
      shown = to;
      answered = false;
      parts.forEach((part, i) => (part.innerHTML = (to ? fresh[to - 1].asks[i] : null) ?? asks[i]));
      typeset(parts);
      const { answer } = kept(data);
      kind.set(form, to ? "" : answer);
      if (!to) return verdict(kind.reply(data, answer), true);
      show(form, `<p class="sc-soft">${words.fresh}<span class="sc-hidden"> ${$(form, "legend").innerHTML}</span></p>`, true);
      points.textContent = again ? again.points : words.practice;
      offers();
    };
    // none comes again before all have been seen
    const another = () => {
      const { seen } = practised();
      const all = fresh.map((_, i) => i + 1);
      const left = all.filter((i) => !seen.includes(i));
      const from = left.length ? left : all.filter((i) => i !== seen[seen.length - 1]);
      turn(from[Math.floor(Math.random() * from.length)]);
    };
    const practise = (right) => {
      const { tried, right: before, seen } = practised();
      const round = seen.includes(shown) ? [shown] : [...seen, shown];
      save(data.id, { ...kept(data), fresh: { tried: tried + 1, right: before + (right ? 1 : 0), seen: round } }, form);
    };
    const tomorrow = () => (here.review ? { step: 0, last: day(), due: day(1) } : undefined);
    // beside the question: what it is worth, and once it was right that nothing is lost any more
    const standing = (record, right) => {
      if (!record || (!data.points && (right || !record.right))) return offer;
      const points = amount(worth(data.points, record.right ? record.tries : 2));
      if (!record.right) return fill(words.worth, { points });
      if (right) return fill(words.earned, { points });
      return data.points ? fill(words.earned_before, { points }) : words.practice_before;
    };
    const ends = () =>
      $$(form, "li").forEach((item, i, all) =>
        $$(item, "button").forEach((button, down) => (button.ariaDisabled = `${i === (down ? all.length - 1 : 0)}`)),
      );

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const answer = kind.get(form);
      const reply = kind.reply(now(), answer);
      if (typeof reply === "string") return show(form, `<p>${reply}</p>`, true);
      const before = kept(data);
      if (shown || again) {
        if (shown && !answered && before) practise(reply.right);
        if (again && !answered) again.answered(Boolean(reply.right));
        answered = true;
        return verdict(reply, true);
      }
      // once it is earned, further answers are for the reader's curiosity
      if (!before?.right) {
        const { kind, print, points = 0, objective } = data;
        const right = Boolean(reply.right);
        const tries = (before?.tries || 0) + 1;
        const first = before ? before.first : answer;
        const earned = right ? worth(points, tries) : 0;
        save(data.id, { kind, print, answer, right, points, earned, tries, first, objective, fresh: before?.fresh, review: before?.review || tomorrow() }, form);
      }
      verdict(reply, true);
    });
    form.addEventListener("input", () => show(form, "", true));
    form.addEventListener("click", (event) => {
      const other = event.target.closest(".sc-others button");
      if (other) {
        if (other.matches(".sc-first")) turn(0);
        else another();
        $(form, "legend").scrollIntoView({ block: "nearest" });
        return $(form, "input").focus({ preventScroll: true });
      }
      const button = event.target.closest(".sc-move");
      if (!button || button.matches("[aria-disabled=true]")) return;
      const item = button.closest("li");
      if (button.value < 0) item.previousElementSibling.before(item);
      else item.nextElementSibling.after(item);
      ends();
      button.focus();
      const all = $$(form, "li");
      const said = { item: $(item, ".sc-text").textContent, place: all.indexOf(item) + 1, n: all.length };
      show(form, '<p class="sc-soft"></p>', true);
      $(form, ".sc-status p").textContent = fill(words.moved, said);
    });
    if (again) {
      points.textContent = again.points;
      if (fresh.length) another();
      return ends();
    }
    addEventListener("beforeprint", () => shown && turn(0)); // on paper stands the question itself
    const record = kept(data);
    if (record) {
      kind.set(form, record.answer);
      verdict(kind.reply(data, record.answer), false);
    }
    ends();
  };

  // a first vote, kept whatever is voted later, and below a second one
  const predict = (block) => {
    const data = JSON.parse(block.dataset.sc);
    const buttons = $$(block, ".sc-button");
    const places = $$(document, `[data-for="${block.id}"]`);
    const press = (all, answer) => all.forEach((button) => aria(button, "pressed", button.value === answer));
    const said = (answer) => `<strong>${buttons[answer].innerHTML}</strong>`;
    const stop = (answer) => (/[.?!]\s*$/.test(buttons[answer].textContent) ? "" : ".");
    const sentence = ({ answer, second }) =>
      !second
        ? fill(words.predicted, { option: said(answer), stop: stop(answer) })
        : fill(words.revoted, { option: said(answer).replace(/\.(<\/strong>)$/, "$1"), second: said(second), stop: stop(second) });
    const update = (live) => {
      const record = kept(data);
      if (!record) return;
      const { answer, second } = record;
      press(buttons, answer);
      buttons.forEach((button) => (button.disabled = Boolean(second)));
      show(block, `<p class="sc-soft">${sentence({ answer })}${second ? ` ${words.fixed}` : ""}</p>`, live === block);
      places.forEach((again) => {
        const mine = $(again, ".sc-mine");
        aria(mine, "live", live === again ? "polite" : "off");
        mine.innerHTML = `${sentence(record)}${live === again && unkept() ? ` ${unkept()}` : ""}`;
        $(again, ".sc-revote").hidden = false;
        press($$(again, ".sc-button"), second);
        const cases = $$(again, ".sc-case");
        cases.forEach((one) => (one.hidden = ![answer, second].includes(one.dataset.i)));
        const one = cases.filter((one) => !one.hidden).length < 2; // then she has just read what she chose
        $$(again, ".sc-said").forEach((option) => (option.hidden = one));
        const details = $(again, "details");
        if (details) details.hidden = cases.every((one) => one.hidden);
      });
      if (live) typeset(places);
    };
    const vote = (root, how) =>
      root.addEventListener("click", ({ target }) => {
        const button = target.closest(".sc-button");
        if (!button) return;
        save(data.id, { kind: "predict", print: data.print, ...how(button.value) }, root);
        update(root);
      });
    vote(block, (answer) => ({ answer }));
    places.forEach((again) => vote(again, (second) => ({ answer: kept(data).answer, second })));
    places.forEach((again) => $$(again, "details").forEach((details) => (details.hidden = true)));
    update();
  };

  // a worked example: a step to fill in shows when the one before it is right, or has been given up
  const worked = (block) => {
    const blanks = $$(block, ".sc-blank");
    const update = () =>
      blanks.reduce((open, blank) => {
        const full = $(blank, "details");
        const right = Boolean(kept(JSON.parse($(blank, "form").dataset.sc))?.right);
        blank.hidden = !open;
        full.hidden = right && !full.open; // what it says has just been said
        return open && (right || full.open || blank.dataset.over === "");
      }, true);
    blanks.forEach((blank) =>
      $(blank, "details").addEventListener("toggle", () => {
        blank.dataset.over = "";
        update();
      }),
    );
    block.addEventListener("selfcheck:answered", update);
    update();
  };

  // ---- tasks are solved in a figure, which says so in an event; the names are all that we know of it
  const tasks = $$(document, ".sc-task").map((block) => {
    const data = JSON.parse(block.dataset.sc);
    const update = () => {
      const { points = 0 } = data;
      const solved = Boolean(records()[data.id]?.right);
      block.toggleAttribute("data-solved", solved);
      $(block, ".sc-points").textContent = !points ? words.practice : solved ? fill(words.earned, { points: amount(points) }) : amount(points);
      $(block, ".sc-state").textContent = `${solved ? words.solved : words.unsolved} ${unkept()}`.trim();
    };
    update();
    return { block, data, update };
  });
  document.addEventListener("livefigure:task", ({ detail: { figure, task, right } }) => {
    // a figure that stands on the page a second time has a number after its name
    const found = tasks.find(({ data }) => [figure, figure.replace(/-\d+$/, "")].some((name) => data.id === `${name}/${task}`));
    const { id, points = 0, objective } = found ? found.data : { id: `${figure}/${task}` };
    const { page } = here;
    const before = records()[id];
    if (!before?.right) {
      const tries = (before?.tries || 0) + 1;
      save(id, { kind: "task", right, points, earned: right ? points : 0, tries, objective, page }, found?.block);
    }
    found?.update();
  });

  const earned = (data, record) => (!record?.right ? 0 : data.kind ? worth(data.points || 0, record.tries) : data.points || 0);

  // ---- one line at the end of a page's questions: where she stands, and where to find all of it
  const summary = () => {
    const forms = $$(document, ".sc-question, .sc-task").map((block) => JSON.parse(block.dataset.sc));
    const last = $$(document, ".sc-question").pop() || $$(document, ".sc-task").pop();
    if (!last) return;
    const line = document.createElement("p");
    line.className = "sc sc-here sc-soft";
    const update = () => {
      const all = records();
      const said = [];
      const count = (text, some, n, of) => some.length && of && said.push(fill(text, { n, of }));
      const right = (some) => some.filter((data) => kept(data, all)?.right).length;
      const [asked, set] = [forms.filter((data) => data.kind), forms.filter((data) => !data.kind)];
      count(words.here_questions, asked, right(asked), asked.length);
      count(words.here_tasks, set, right(set), set.length);
      const sum = forms.reduce((n, data) => n + earned(data, kept(data, all)), 0);
      const of = forms.reduce((n, data) => n + (data.points || 0), 0);
      count(of === 1 ? words.here_point : words.here_points, forms, number(sum), of);
      line.textContent = `${fill(words.here, { said: said.join(", ") })} `;
      const links = [[here.progress, words.here_link], [here.review, words.here_review]].filter(([href]) => href);
      links.forEach(([href, text], i) => {
        const link = document.createElement("a");
        link.href = href;
        link.textContent = text;
        line.append(i ? " · " : "", link);
      });
    };
    update();
    (last.closest(".sc-worked") || last).after(line);
    document.addEventListener("selfcheck:answered", update);
    document.addEventListener("selfcheck:removed", () => location.reload());
  };

  // ---- for other scripts: progress, export, tasks
  window.selfcheck = { records, save, remove, hash, tools: { KEY, here, kept, earned, number, numbers, fill, day, question, typeset, refused: () => !storage, $, $$ } };

  $$(document, ".sc-question .sc-button, .sc-predict .sc-button, .sc-prediction .sc-button").forEach((button) => (button.disabled = false));
  $$(document, ".sc-question").forEach((form) => question(form));
  $$(document, ".sc-predict").forEach(predict);
  $$(document, ".sc-worked").forEach(worked);
  summary();
})();
