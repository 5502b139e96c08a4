/* selfcheck: what a reader has done on many pages, as a table; export and deletion. Loaded after selfcheck.js, and after
   selfcheck-book.js, which says what the book asks. The export is read again by export.py. */
(() => {
  "use strict";
  const { records, remove, hash, tools, book } = window.selfcheck;
  const { KEY, kept, number, fill, $, $$ } = tools;
  const words = book.words;
  const ME = `${KEY}:me`;
  const LAST = `${KEY}:last`;
  // every name in the browser that is the book's: ours, and what the book says it keeps besides
  const root = new URL(tools.here.root, location.href).pathname;
  const also = book.kept.map((name) => name.replace("{root}", root));
  const isOurs = (name) =>
    name === KEY || name.startsWith(`${KEY}:`) || also.some((one) => (one.endsWith("*") ? name.startsWith(one.slice(0, -1)) : name === one));
  const forget = (unwanted) => {
    try {
      Object.keys(localStorage).filter(unwanted).forEach((name) => localStorage.removeItem(name));
    } catch {
      // refused: then there is nothing
    }
  };
  const read = (name) => {
    try {
      return JSON.parse(localStorage.getItem(name));
    } catch {
      return null; // refused, or not written by us
    }
  };
  const sorts = ["predict", "question", "task"];
  const sortOf = (entry) => (sorts.includes(entry.kind) ? entry.kind : "question");
  const earned = (entry, record) =>
    entry.kind === "task" && record?.right ? entry.points || 0 : tools.earned(entry, record);
  const done = (entry, record) => Boolean(entry.kind === "predict" ? record : record?.right);
  const pointsOf = (n, of) => fill(of === 1 ? words.point_of : words.points_of, { n: number(n), of });
  const add = (numbers) => numbers.reduce((sum, n) => sum + n, 0);

  // ---- one line of letters and digits that survive mail: base32, as in RFC 4648
  const base32 = (bytes) => {
    let text = "";
    let bits = 0;
    let value = 0;
    const write = (five) => (text += "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[five & 31]);
    for (const byte of bytes) {
      value = ((value << 8) | byte) & 0xfff;
      for (bits += 8; bits >= 5; bits -= 5) write(value >>> (bits - 5));
    }
    if (bits) write(value << (5 - bits));
    return text;
  };
  const sealed = (payload) => {
    const text = base32(new TextEncoder().encode(JSON.stringify(payload)));
    const sum = hash(text).toString(16).padStart(8, "0");
    return `SELFCHECK BEGIN 1 ${text.length}\n${text.replace(/.{60}/g, "$&\n").trimEnd()}\nSELFCHECK END ${sum}\n`;
  };

  const table = (block) => {
    const data = JSON.parse(block.dataset.sc);
    const pages = book.pages.filter(({ page }) => data.pages.includes(page));
    const entries = pages.flatMap(({ page, asked }) => asked.map((entry) => ({ ...entry, page })));
    const panel = (name) => $(block, `[data-panel="${name}"]`);
    const opener = (name) => $(block, `[data-opens="${name}"]`);
    const say = (text) => ($(block, ".sc-said-last").textContent = text);
    const form = panel("export");
    const text = $(form, "textarea");
    const of = add(entries.map(({ points = 0 }) => points));
    const points = (some, all) => add(some.map((entry) => earned(entry, kept(entry, all))));

    const fillRow = (row, some, all) =>
      $$(row, "td").forEach((cell) => {
        const sort = cell.dataset.count;
        const these = some.filter((entry) => (sort === "points" ? entry.points : sortOf(entry) === sort));
        if (!these.length) return;
        const n = sort === "points" ? number(points(these, all)) : these.filter((entry) => done(entry, kept(entry, all))).length;
        const most = sort === "points" ? add(these.map((entry) => entry.points)) : these.length;
        cell.textContent = fill(words.of, { n, of: most });
        cell.toggleAttribute("data-full", n === most || n === `${most}`);
      });

    const update = () => {
      const all = records();
      const total = $(block, ".sc-total");
      total.textContent = of ? fill(words.progress, { said: pointsOf(points(entries, all), of) }) : words.no_points;
      total.hidden = false;
      $$(block, "tr[data-page]").forEach((row) => fillRow(row, entries.filter(({ page }) => page === row.dataset.page), all));
      fillRow($(block, "tr[data-total]"), entries, all);
      const predictions = $$(block, "[data-predict]");
      predictions.forEach((item) => {
        const record = kept(entries.find(({ id }) => id === item.dataset.predict), all);
        item.hidden = !record;
        $$(item, "li").forEach((option, i) => {
          const votes = [record?.answer === `${i}` && words.yours, record?.second === `${i}` && words.yours_again].filter(Boolean);
          option.classList.toggle("sc-hers", votes.length > 0);
          $$(option, "span").forEach((mark) => mark.remove());
          if (!votes.length) return;
          const mark = document.createElement("span");
          mark.textContent = ` (${votes.join(", ")})`;
          option.append(mark);
        });
      });
      const none = $(block, ".sc-none");
      if (none) none.hidden = predictions.some((item) => !item.hidden);
      if (!form.hidden) write();
    };

    // ---- the export: for people first, then the same for a program
    const sentence = (entry, record) => {
      const sort = sortOf(entry);
      const tries = record?.tries;
      const how = sort === "predict" ? (!record ? "unpredicted" : record.second ? "revoted" : "predicted") : !record ? (sort === "task" ? "untried" : "open")
        : sort === "task" ? (record.right ? "solved" : "unsolved") : !record.right ? "wrong" : tries > 1 ? "right_later" : "right";
      const counted = entry.points ? `; ${pointsOf(earned(entry, record), entry.points)}` : "";
      const fresh = record?.fresh ? fill(words.line_fresh, record.fresh) : "";
      const review = record?.review?.times ? fill(words.line_review, record.review) : "";
      return `  - ${words[`kind_${sort}`]}: ${entry.text}\n    [${entry.id}] ${fill(words[`line_${how}`], { tries, option: entry.options?.[record?.answer], second: entry.options?.[record?.second] })}${counted}${fresh}${review}`;
    };
    const write = () => {
      const all = records();
      const { name, number: student } = Object.fromEntries(["name", "number"].map((key) => [key, form.elements[key].value.trim()]));
      const now = new Date();
      const last = read(LAST);
      const local = new Date(now - now.getTimezoneOffset() * 60000).toISOString();
      const scored = (some) => {
        const most = add(some.map((entry) => entry.points || 0));
        return most ? pointsOf(points(some, all), most) : words.no_points_here;
      };
      const objectives = Object.entries(book.objectives).flatMap(([id, objective]) => {
        const some = entries.filter((entry) => entry.objective === id);
        const right = some.filter((entry) => kept(entry, all)?.right).length;
        return some.length ? [`- ${fill(words.objective_line, { objective, points: scored(some), right, asked: some.length })}`] : [];
      });
      const lines = pages.flatMap(({ page, title }) => {
        const some = entries.filter((entry) => entry.page === page);
        return ["", `${title}: ${scored(some)}`, ...some.map((entry) => sentence(entry, kept(entry, all)))];
      });
      const strings = (answer) => [answer ?? []].flat().map(String);
      const answers = entries.flatMap((entry) => {
        const record = kept(entry, all);
        if (!record) return [];
        const { right, answer, second, first = answer, tries = second ? 2 : 0 } = record;
        return [[entry.id, entry.kind, entry.print || 0, right ? 1 : 0, tries, entry.points || 0, strings(first), strings(second ?? answer)]];
      });
      const payload = { book: book.book, title: data.title, pages: data.pattern, name, number: student,
        date: now.toISOString(), points: points(entries, all), of, answers };
      text.value = [
        book.title, data.title, "",
        `${words.name}: ${name}`, `${words.number_of_student}: ${student}`, `${words.date}: ${local.slice(0, 16).replace("T", " ")}`, "",
        fill(words.points_line, { n: number(payload.points), of }), "",
        ...(objectives.length ? [words.by_objective, ...objectives, ""] : []),
        words.by_page, ...lines, "",
        ...(last?.at ? [fill(words.line_last, { title: last.title, date: `${last.at}`.slice(0, 10) }), ""] : []),
        words.machine, "",
        sealed(payload),
      ].join("\n");
    };
    const fields = ["name", "number"];
    const remember = () => {
      try {
        if (form.elements.remember.checked)
          localStorage.setItem(ME, JSON.stringify(Object.fromEntries(fields.map((key) => [key, form.elements[key].value]))));
        else localStorage.removeItem(ME);
      } catch {
        // refused: then it is forgotten, as without the tick
      }
    };
    const fileName = () => {
      const whose = `${data.title} ${form.elements.number.value || form.elements.name.value}`;
      return `${whose.normalize("NFKD").replace(/[^A-Za-z0-9]+/g, "-").replace(/^-|-$/g, "").toLowerCase() || "answers"}.txt`;
    };
    const download = () => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([text.value], { type: "text/plain;charset=utf-8" }));
      link.download = fileName();
      document.body.append(link);
      link.click();
      link.remove();
      setTimeout(() => URL.revokeObjectURL(link.href), 60000);
      say(fill(words.downloaded, { file: link.download }));
    };
    const copy = async () => {
      try {
        await navigator.clipboard.writeText(text.value);
        say(words.copied);
      } catch {
        text.focus();
        text.select();
        say(words.uncopied);
      }
    };

    const open = (name) =>
      ["export", "reset"].forEach((one) => {
        panel(one).hidden = one !== name;
        aria(opener(one), one === name);
      });
    const aria = (button, expanded) => button.setAttribute("aria-expanded", `${expanded}`);
    const close = (name, said) => {
      open("");
      opener(name).focus();
      say(said);
    };
    const actions = {
      copy,
      download,
      keep: () => close("reset", ""),
      delete() {
        const ids = entries.map(({ id }) => id);
        if (data.pages.includes(read(LAST)?.page)) forget((name) => name === LAST);
        remove((id, record) => ids.includes(id) || data.pages.includes(record?.page));
        close("reset", words.deleted);
      },
      "delete-all"() {
        fields.forEach((key) => (form.elements[key].value = ""));
        form.elements.remember.checked = false;
        remove(() => true);
        forget(isOurs);
        close("reset", words.deleted);
      },
    };

    block.addEventListener("click", ({ target }) => {
      const button = target.closest("button");
      if (!button) return;
      const { opens, do: action } = button.dataset;
      say("");
      if (action) return actions[action]();
      const wanted = panel(opens).hidden ? opens : "";
      open(wanted);
      if (wanted === "export") write();
      if (wanted) $(panel(opens), opens === "export" ? "input" : "[data-do=keep]").focus();
    });
    block.addEventListener("keydown", ({ key, target }) => {
      const inside = target.closest(".sc-panel");
      if (key === "Escape" && inside) close(inside.dataset.panel, "");
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", () => {
      write();
      remember();
    });
    const me = read(ME);
    fields.forEach((key) => (form.elements[key].value = typeof me?.[key] === "string" ? me[key] : ""));
    form.elements.remember.checked = Boolean(me);

    update();
    $(block, ".sc-tools").hidden = false;
    $$(block, ".sc-button").forEach((button) => (button.disabled = false));
    // answered here, deleted here, changed in another window, or seen again after going back
    ["selfcheck:answered", "selfcheck:removed"].forEach((event) => document.addEventListener(event, update));
    ["storage", "pageshow"].forEach((event) => addEventListener(event, update));
  };
  $$(document, ".sc-progress").forEach(table);
})();
