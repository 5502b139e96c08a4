/* Steps through a figure's precomputed frames. Plain JavaScript in a classic script: works from file://. */
(() => {
  "use strict";
  const folder = document.currentScript.src.replace(/[^/]*$/, "livefigure/");
  // Two screens ahead: frames are small, and a reader who arrives should not wait.
  const NEAR = 2000, loads = {}, waiting = {};
  window.livefigureFrames = (build, data) => waiting[build]?.(data);
  const load = (build) => loads[build] ||= new Promise((found, missing) => {
    waiting[build] = found;
    const script = document.createElement("script");
    script.src = folder + build + ".js";
    script.onload = missing;
    script.onerror = (event) => { delete loads[build]; missing(event); };
    document.head.append(script);
  });
  // A script that runs while the page still comes in may meet a figure of which only the beginning is there.
  const whole = (node) => document.readyState !== "loading" || !!node && (!!node.nextSibling || whole(node.parentNode));
  const near = (numbers, wanted) => numbers.reduce((best, n, i) => Math.abs(n - wanted) < Math.abs(numbers[best] - wanted) ? i : best, 0);
  const add = (parent, tag, name, text = "") => {
    const made = document.createElement(tag);
    made.className = name; made.textContent = text;
    parent.append(made);
    return made;
  };
  // Where the options of a choice stand in a row that scrolls, the chosen one is to be seen, with a piece of its neighbours.
  const reveal = ({parentNode: {offsetLeft, offsetWidth, parentNode: row}}) => {
    const left = offsetLeft - row.offsetLeft - 24;
    row.scrollLeft = Math.min(left, Math.max(row.scrollLeft, left + offsetWidth + 48 - row.clientWidth));
  };
  const bit = (text) => {
    let state = 2166136261;
    for (const char of text) state = Math.imul(state ^ char.charCodeAt(0), 16777619);
    return state >>> 7 & 1;
  };

  class LiveFigureElement extends HTMLElement {
    connectedCallback() {
      if (this.words) return;
      this.words = JSON.parse(this.dataset.words);
      const read = () => { this.links(); this.cover(); };
      if (document.readyState === "loading") addEventListener("DOMContentLoaded", read); else read();
      // Asking where the figure is costs a layout, waiting for the observer costs a frame or more.
      addEventListener("hashchange", () => { if (this.linked()) this.art ? this.follow() : this.start(); });
      if (this.linked() || Math.abs(this.getBoundingClientRect().top) < innerHeight + NEAR) this.start();
      else {
        const watcher = new IntersectionObserver((entries) => {
          if (entries.some((entry) => entry.isIntersecting)) { watcher.disconnect(); this.start(); }
        }, {rootMargin: NEAR + "px"});
        watcher.observe(this);
      }
    }

    // The prediction that the page asks for before this figure, with no other figure between.
    asked() {
      const all = [...document.querySelectorAll("[data-prediction], live-figure")], before = all[all.indexOf(this) - 1];
      return before?.matches("[data-prediction]") ? before : null;
    }

    // Full dots would give a prediction's answer away: they come when it is made, or with the first touch.
    cover() {
      const asked = this.asked();
      if (!asked) return;
      const see = () => this.toggleAttribute("data-unseen", !this.touched && !asked.querySelector('[aria-pressed="true"]'));
      new MutationObserver(see).observe(asked, {attributes: true, subtree: true});
      see();
    }

    all(selector) { return [...this.querySelectorAll(selector)]; }
    one(selector) { return this.querySelector(selector); }
    note(...said) { this.one(".lf-note[role]").replaceChildren(...said); }

    start() { return this.started ||= this.begin(); }

    async begin() {
      const loading = load(this.dataset.frames).catch(() => null);
      while (!whole(this)) await new Promise((later) => setTimeout(later, 10));
      const slow = setTimeout(() => { this.dataset.loading = ""; this.note(this.words.loading); }, 700);
      this.data = await loading;
      clearTimeout(slow);
      delete this.dataset.loading;
      this.note("");
      if (!this.data) { this.note(this.words.unavailable); return; }
      const {controls, presets, default: start} = this.data;
      this.at = [...start];
      this.art = Object.entries(this.data.panels).map(([name, [templates, which]]) =>
        ({group: this.one(`[data-panel="${name}"] .lf-art`), templates, which, now: null}));
      this.fields = controls.map(({name, kind}) => kind === "choice"
        ? this.all(`input[name="${this.id}-${name}"]`) : this.all(`input[name="${name}"]`));
      this.values = controls.map((_, i) => this.fields[i][0].closest(".lf-control").querySelector(".lf-value"));
      new ResizeObserver(([{target}]) => {
        this.style.setProperty("--high", target.offsetHeight + "px");
        this.all(".lf-choice :checked").forEach(reveal);
      }).observe(this.one(".lf-controls"));
      this.marks = controls.map((_, i) => this.fields[i][0].closest(".lf-control").querySelector(".lf-marks"));
      this.numbers = this.all(".lf-readout dd");
      this.bars = this.all(".lf-bars > div");
      this.ruler = JSON.parse(this.one(".lf-bars")?.dataset.ruler || "0");
      this.chips = this.all(".lf-presets button");
      this.fields.forEach((inputs, i) => controls[i].places ? this.track(inputs[0], i) : inputs.forEach((input, j) =>
        input.addEventListener("input", () => { this.stop(); this.move(i, input.type === "radio" ? j : +input.checked); })));
      this.chips.forEach((chip, i) => chip.addEventListener("click", () => { this.stop(); this.go(presets[i]); }));
      this.one(".lf-reset").addEventListener("click", () => { this.stop(); if (this.began) this.began = start; this.go(start); });
      this.one(".lf-play")?.addEventListener("click", () => this.timer ? this.stop() : this.play());
      this.one(".lf-link").addEventListener("click", () => this.share());
      this.all("[data-task]").forEach((item) => item.querySelector("button").addEventListener("click", () => this.judge(item)));
      addEventListener("beforeprint", () => {
        this.stop();
        this.kept ||= this.at;
        this.go(start);
        // On paper the moves have their answers.
        this.all(".lf-answer").forEach((answer) => { answer.dataset.open = answer.open; answer.open = true; });
      });
      addEventListener("afterprint", () => {
        this.all(".lf-answer").forEach((answer) => { answer.open = answer.dataset.open === "true"; });
        if (this.kept) this.go(this.kept);
        this.kept = null;
      });
      // The view for a lecture hall is a script of its own; where its button is seen it is fetched before it is asked for.
      const opener = this.one(".lf-present"), hall = () => load("../livefigure-present");
      opener.addEventListener("click", () => hall().then((present) => present(this, opener), () => this.note(this.words.no_hall)));
      if (opener.offsetParent) hall().catch(() => {});
      this.all(":disabled").forEach((element) => { element.disabled = false; });
      this.guide();
      this.dataset.ready = "";
      if (!this.follow()) this.show();
    }

    value(slot, at = this.at) {
      if (typeof slot !== "number") return slot;
      const [axes, values, index] = this.data.slots[slot];
      let place = 0;
      for (const axis of axes) place = place * this.data.counts[axis] + at[axis];
      return values[index ? index[place] : place];
    }

    // Who reads on finds nothing twice: what was spoken does not stay.
    speak(text) {
      const live = this.one(".lf-live");
      clearTimeout(this.speaking);
      live.textContent = text;
      this.speaking = setTimeout(() => { live.textContent = ""; }, 5000);
    }

    // A slider's value is the place of its thumb, from 0 to 1; the thumb snaps to the stops.
    track(input, i) {
      const {places} = this.data.controls[i], last = places.length - 1;
      const to = (index) => { this.stop(); this.move(i, Math.max(0, Math.min(last, index))); };
      const marked = () => this.value(this.data.marks[this.data.controls[i].name]).map(([place]) => near(places, place / 100));
      const keys = {
        ArrowRight: () => this.at[i] + 1, ArrowUp: () => this.at[i] + 1, ArrowLeft: () => this.at[i] - 1, ArrowDown: () => this.at[i] - 1,
        PageUp: () => marked().find((index) => index > this.at[i]) ?? last,
        PageDown: () => marked().reverse().find((index) => index < this.at[i]) ?? 0, Home: () => 0, End: () => last,
      };
      // A finger on a slider may be about to scroll: nothing moves before it drags or lifts, and what a scroll ends is undone.
      let before = null, waiting = false, down = false;
      const choose = () => {
        const found = near(places, +input.value);
        // What is no finger and no mouse (a screen reader) may ask for less than the way to the next stop.
        to(found === this.at[i] && !down ? found + Math.sign(input.value - places[found]) : found);
      };
      input.addEventListener("pointerdown", (event) => {
        before = event.pointerType !== "mouse" && this.at;
        waiting = !!before;
        down = true;
        if (before) this.stop();
      });
      input.addEventListener("pointermove", () => { waiting = false; });
      input.addEventListener("pointerup", () => { waiting = false; if (this.at === before) choose(); });
      input.addEventListener("pointercancel", () => { waiting = false; if (this.at === before) this.show(); else if (before) this.go(before); });
      for (const over of ["pointerup", "pointercancel"]) addEventListener(over, () => { down = false; });
      input.addEventListener("input", () => { if (!waiting) choose(); });
      input.addEventListener("keydown", (event) => {
        if (!keys[event.key] || event.altKey || event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        to(keys[event.key]());
      });
      input.parentNode.querySelectorAll(".lf-step").forEach((button) => button.addEventListener("click", () => to(this.at[i] + +button.dataset.by)));
      this.marks[i].addEventListener("click", ({target}) => { if (target.dataset.place) { to(near(places, target.dataset.place / 100)); input.focus(); } });
    }

    move(control, index) { const at = [...this.at]; at[control] = index; this.go(at); }

    go(at) {
      this.at = [...at];
      this.touched = true;
      this.removeAttribute("data-unseen");
      this.note("");
      this.all(".lf-verdict").forEach((verdict) => { verdict.textContent = ""; });
      this.show();
      clearTimeout(this.speaking);
      this.speaking = setTimeout(() => this.speak(this.one(".lf-sentence").textContent), 600);
      this.dispatchEvent(new CustomEvent("livefigure:change", {bubbles: true, detail: {figure: this.id, at: this.at}}));
    }

    picture({templates, which}, at) { return templates[+this.value(which, at)].map((part) => this.value(part, at)).join(""); }

    // Where a change ends on the strip's ruler, in per cent.
    place(change) {
      const [unit, low, high] = this.ruler, far = (to) => Math.asinh(to / unit) - Math.asinh(low / unit);
      return Math.round(1e4 * far(Math.max(low, Math.min(high, change))) / far(high)) / 100;
    }

    bar(element, size) {
      const zero = this.place(0), end = this.place(+size);
      element.style.cssText = `left:${Math.min(zero, end)}%;width:${Math.abs(end - zero).toFixed(2)}%`;
    }

    show() {
      const {data, at} = this;
      for (const panel of this.art) {
        const markup = this.picture(panel);
        if (markup !== panel.now) panel.group.innerHTML = panel.now = markup;
      }
      data.readout.forEach((slot, i) => { this.numbers[i].textContent = this.value(slot); });
      data.bars.forEach(([slot, text], i) => {
        const row = this.bars[i], size = this.value(slot), said = this.value(text);
        const bar = row.querySelector(".lf-bar");
        row.toggleAttribute("data-silent", size === "");
        row.toggleAttribute("data-nothing", size !== "" && !/[1-9]/.test(said));
        bar.classList.toggle("lf-down", size < 0);
        bar.classList.toggle("lf-beyond", size < this.ruler[1] || size > this.ruler[2]);
        this.bar(bar.firstChild, size);
        row.querySelector(".lf-bar-value").textContent = said;
      });
      this.toggleAttribute("data-mute", data.bars.every(([slot]) => this.value(slot) === ""));
      this.one(".lf-sentence").textContent = this.value(data.sentence);
      data.controls.forEach(({name, kind, texts, places}, i) => {
        const input = this.fields[i][kind === "choice" ? at[i] : 0];
        if (kind === "slider") {
          if (+input.value !== places[at[i]]) input.value = places[at[i]];
          input.setAttribute("aria-valuetext", texts[at[i]]);
          const marks = this.value(data.marks[name]);
          if (this.marks[i].now !== marks) {
            this.marks[i].now = marks;
            const rows = (which) => Math.max(-1, ...marks.map((mark) => mark[which])) + 1;
            this.marks[i].style.cssText = `--rows:${rows(2)};--narrow-rows:${rows(3)}`;
            this.marks[i].querySelectorAll("button").forEach((mark) => mark.remove());
            this.marks[i].append(...marks.map(([place, label, row, narrow]) => {
              const mark = document.createElement("button");
              mark.type = "button"; mark.tabIndex = -1; mark.dataset.place = place;
              mark.style.cssText = `left:${place}%;--row:${row};--narrow:${narrow}`; mark.textContent = label;
              return mark;
            }));
          }
        } else if (kind === "switch") input.checked = !!at[i];
        else if (this.fields[i].now !== input) {
          (this.fields[i].now = input).checked = true;
          reveal(input);
        }
        if (this.values[i]) this.values[i].textContent = texts[at[i]];
      });
      this.chips.forEach((chip, i) => chip.setAttribute("aria-pressed", String(data.presets[i]) === String(at)));
      this.compare();
      this.guided?.();
    }

    // Where a move or a link began stays to be seen beside where the figure is now, dashed: a ring, outlines, dots.
    compare() {
      document.querySelectorAll(`.lf-set[data-figure="${this.id}"]`).forEach((link) =>
        link.setAttribute("aria-pressed", String(JSON.parse(link.dataset.at)) === String(this.at) && !!this.link));
      const {data, at} = this, began = this.hasAttribute("data-moving") || this.link ? this.began : at, moved = String(began) !== String(at);
      data.controls.forEach(({places}, i) => {
        if (!places) return;
        const ring = this.marks[i].querySelector(".lf-ring") || add(this.marks[i], "span", "lf-ring");
        ring.hidden = began[i] === at[i];
        ring.style.left = 100 * places[began[i]] + "%";
      });
      data.bars.forEach(([slot], i) => {
        const bar = this.bars[i].querySelector(".lf-bar"), size = this.value(slot, began);
        const was = bar.querySelector(".lf-was") || add(bar, "b", "lf-was");
        was.hidden = !moved || [size, this.value(slot)].includes("") || size === this.value(slot);
        this.bar(was, size);
      });
      for (const panel of this.art) {
        const svg = panel.group.parentNode;
        svg.querySelector(".lf-before")?.remove();
        if (!moved) continue;
        const before = panel.group.cloneNode(false);
        before.setAttribute("class", "lf-before");
        before.innerHTML = this.picture(panel, began);
        const now = [...panel.group.querySelectorAll(".d")].map((dot) => dot.getAttribute("d"));
        for (const element of [...before.children]) {
          const colour = element.getAttribute("fill");
          if (!element.matches(".d") || ["none", "#ffffff", null].includes(colour) || now.includes(element.getAttribute("d"))) element.remove();
          else { element.setAttribute("stroke", colour); element.setAttribute("fill", "none"); element.setAttribute("stroke-width", 20); element.setAttribute("stroke-dasharray", "50 35"); }
        }
        svg.append(before);
      }
    }

    // Links in the prose: the figure comes to the sentence, and goes again.
    links() {
      document.querySelectorAll(`span.lf-set[data-figure="${this.id}"]`).forEach((span) => {
        const link = document.createElement("button"), text = span.textContent;
        link.type = "button"; link.className = "lf-set"; link.textContent = text;
        link.style.cssText = span.style.cssText;
        link.dataset.at = span.dataset.at; link.dataset.figure = this.id;
        link.ariaLabel = this.words.moves_figure.replace("{text}", text);
        link.setAttribute("aria-pressed", "false");
        span.replaceWith(link);
        link.addEventListener("click", async () => {
          await this.start();
          if (!this.data) return;
          if (this.link === link && link.ariaPressed === "true") { this.stop(); this.go(this.began); this.leave(); return; }
          if (!this.link) this.began = [...this.at];
          this.link = link;
          this.come(link);
          this.glide(JSON.parse(link.dataset.at), () => this.come(link));
        });
      });
    }

    come(link) {
      const card = this.one("figure"), text = link.closest("p, li, td, dd") || link, box = text.getBoundingClientRect();
      if (!this.hasAttribute("data-visiting")) {
        this.style.minHeight = this.offsetHeight + "px";
        this.toggleAttribute("data-visiting", true);
        const ways = this.ways ||= this.door(card);
        ways.hidden = false;
      }
      this.says?.classList.remove("lf-says");
      (this.says = text).classList.add("lf-says");
      // It goes when its paragraph has left the screen, or its own place is there.
      this.watching?.disconnect();
      let first = true;
      this.watching = new IntersectionObserver((entries) => {
        if (!first && entries.some((entry) => entry.isIntersecting === (entry.target === this))) this.leave(true);
        first = false;
      });
      this.watching.observe(this);
      this.watching.observe(text);
      const beside = innerWidth >= 1200 && innerWidth - box.right > 280, wanted = JSON.parse(link.dataset.at);
      card.toggleAttribute("data-beside", beside);
      this.fields.forEach(([field], i) => field.closest(".lf-control").toggleAttribute("data-used", wanted[i] !== this.began[i]));
      const at = link.getBoundingClientRect();
      // The panel comes where it has room without moving the sentence; over a silent strip also where lines of the text stay to be read.
      card.style.cssText = beside ? `left:${box.right + 24}px;right:16px;top:16px` : "left:0;right:0;top:var(--lf-sticky, 0px)";
      card.toggleAttribute("data-low", true);
      const {top: high, bottom: low} = card.getBoundingClientRect();
      const room = (beside ? innerHeight : Math.max(at.top, innerHeight - at.bottom + high, this.hasAttribute("data-mute") * (innerHeight - 120))) - low - 28;
      card.toggleAttribute("data-low", room < 150);
      card.style.setProperty("--lf-room", Math.min(190, room) + "px");
      if (!beside && at.bottom <= innerHeight - card.offsetHeight) card.style.cssText += ";top:auto;bottom:0";
      const under = card.getBoundingClientRect().bottom + 4 - at.top;
      if (!beside && !card.style.bottom && under > 0) scrollBy({top: -under, behavior: "instant"});
    }

    door(card) {
      const ways = add(card, "div", "lf-ways");
      const way = (text, act) => { const button = add(ways, "button", "", text); button.type = "button"; button.addEventListener("click", act); };
      way(this.words.put_back, () => { this.stop(); this.go(this.began); this.leave(); });
      way(this.words.leave, () => this.leave());
      way(this.words.whole, () => {
        const link = this.leave();
        this.scrollIntoView({behavior: "instant"});
        const back = document.createElement("button");
        back.type = "button"; back.textContent = this.words.to_sentence;
        back.addEventListener("click", () => { this.note(""); link.focus({preventScroll: true}); link.scrollIntoView({behavior: "instant", block: "center"}); });
        this.note(back);
        back.focus({preventScroll: true});
      });
      addEventListener("keydown", (event) => { if (event.key === "Escape" && this.link) this.leave(); });
      return ways;
    }

    leave(stay = false) {
      const {link} = this;
      this.watching.disconnect();
      this.stop();
      this.removeAttribute("data-visiting");
      this.style.minHeight = this.one("figure").style.cssText = "";
      this.ways.hidden = true;
      this.says.classList.remove("lf-says");
      this.link = null;
      this.began = [...this.at];
      this.compare();
      if (!stay) link.focus({preventScroll: true});
      return link;
    }

    // The page's guided moves, one at a time: in a column of the card, or at the foot of the screen.
    guide() {
      const list = document.querySelector(`.lf-moves[data-figure="${this.id}"]`);
      if (!list) return;
      const words = JSON.parse(list.dataset.words), items = [...list.querySelectorAll("ol > li")], count = items.length;
      const fill = (text, values) => text.replace(/{(\w+)}/g, (_, name) => values[name]);
      const goal = () => JSON.parse(items[number].dataset.at);
      const press = (parent, name, text, act, label) => {
        const button = add(parent, "button", name, text);
        button.type = "button";
        if (label) button.ariaLabel = button.title = label;
        button.addEventListener("click", act);
        return button;
      };
      // In a wide card the moves are a column and always there; elsewhere they dock when they are begun.
      const column = () => this.hasAttribute("data-column");
      let number = 0, begun = false;
      const lay = this.lay = () => {
        const hall = this.hasAttribute("data-presenting");
        this.toggleAttribute("data-column", !hall && this.clientWidth >= 880 && innerHeight > 496);
        this.toggleAttribute("data-moving", !hall && (begun || column()));
        // Else the browser would hold what stands below the card, and move the card when its sentence grows by a line.
        document.documentElement.style.overflowAnchor = begun ? "none" : "";
      };
      const begin = () => { begun = true; lay(); };
      const turn = (to) => {
        number = to;
        items.forEach((item, i) => { item.hidden = i !== to; item.querySelector("details").open = false; });
        dots.forEach((dot, i) => dot.toggleAttribute("data-now", i === to));
        const {from, panel, number: told} = items[to].dataset;
        this.stop();
        if (from && begun) this.go(JSON.parse(from));
        this.began = [...this.at];
        this.all(".lf-panel").forEach((one) => one.toggleAttribute("data-about", one.dataset.panel === panel));
        this.numbers.forEach((one, i) => one.parentNode.toggleAttribute("data-about", String(i) === told));
        this.compare();
        settle();
      };
      this.guided = () => {
        const wanted = goal(), there = String(wanted) === String(this.at), open = items[number].querySelector("details").open;
        const {controls, presets} = this.data, text = items[number].querySelector(".lf-move").textContent;
        const used = controls.map((_, i) => wanted[i] !== this.began[i] || this.at[i] !== this.began[i]);
        if (!used.includes(true)) used[this.data.play || 0] = true;
        controls.forEach(({places}, i) => {
          if (!this.link) this.fields[i][0].closest(".lf-control").toggleAttribute("data-used", used[i]);
          // A mark that the move does not name may be what it asks for.
          this.marks[i]?.querySelectorAll("button").forEach((mark) => mark.classList.toggle("lf-goal", this.hasAttribute("data-moving")
            && wanted[i] !== this.began[i] && near(places, mark.dataset.place / 100) === wanted[i] && text.includes(mark.textContent)));
        });
        this.chips.forEach((chip, i) => chip.toggleAttribute("data-used", String(presets[i]) === String(wanted) && text.includes(chip.textContent)));
        head.textContent = fill(words.move, {number: number + 1, count});
        const changes = [...controls.keys()].filter((i) => this.at[i] !== this.began[i]), changed = changes.find((i) => wanted[i] !== this.began[i]) ?? changes[0];
        const texts = controls[changed]?.texts;
        state.textContent = texts ? fill(words.way, {from: texts[this.began[changed]], now: texts[this.at[changed]]}) + " " + words.dashed : "";
        key.hidden = !texts;
        set.textContent = there ? "✓ " + words.is_set : words.set;
        answer.setAttribute("aria-expanded", open);
        // Not disabled: the focus would be lost.
        back.ariaDisabled = !number;
        const last = number === count - 1;
        next.textContent = last && !column() ? words.done : words.next;
        next.ariaDisabled = last && column();
        fit();
      };
      // Where the screen is too low for all of it the panel shrinks, then in steps: words grow small, rows on which the strip is
      // silent go, sliders share a row, the panel goes. All come back with the next move at the earliest.
      let room, tight;
      const box = (selector) => this.one(selector).getBoundingClientRect(), first = this.chips.length ? ".lf-presets" : ".lf-controls";
      const fit = () => {
        for (let tries = 9; tries-- && begun && !this.link;) {
          const {left, top: high} = list.getBoundingClientRect(), beside = left > innerWidth / 3;
          const over = box(".lf-sentence").bottom + 6 - (column() ? box(first).top + innerHeight - 10 : beside ? innerHeight : high);
          if (over <= 0) return;
          const heights = this.all(".lf-panel").map((panel) => panel.getBoundingClientRect().height).filter(Boolean);
          room = heights.length ? Math.min(room, ...heights) - over : 0;
          if (room < 150) {
            room = 600;
            this.dataset.tight = tight = Math.min(4, tight + 1);
          }
          this.style.setProperty("--lf-room", room + "px");
          top();
        }
      };
      const top = () => {
        if (!begun) return;
        if (!column()) { this.scrollIntoView({behavior: "instant"}); return; }
        const end = box(".lf-sentence").bottom + 8, whole = end - box("figure").top <= innerHeight - 8;
        const above = box(whole ? "figure" : first).top - 8, below = end - innerHeight;
        scrollBy({top: Math.min(above, 0) || Math.min(above, Math.max(below, 0)), behavior: "instant"});
      };
      const settle = () => {
        room = 600;
        tight = 0;
        this.style.removeProperty("--lf-room");
        this.removeAttribute("data-tight");
        top();
        this.guided();
        top();
      };
      const above = document.createElement("div"), foot = document.createElement("div");
      above.className = "lf-move-top"; foot.className = "lf-move-foot";
      const start = press(list, "lf-move-start", fill(words.start, {count}), () => {
        begin();
        turn(number);
        next.focus({preventScroll: true});
        tell();
      });
      const head = add(above, "p", "lf-move-count");
      const row = add(above, "span", "lf-move-dots"), dots = items.map(() => add(row, "i", ""));
      const key = add(above, "span", "lf-move-key", words.key);
      const close = () => {
        begun = false;
        lay();
        this.compare();
        this.guided();
        start.focus({preventScroll: true});
      };
      press(above, "lf-move-close", "×", close, words.close);
      const state = add(foot, "p", "lf-move-state");
      const set = press(foot, "lf-move-set", "", () => { begin(); settle(); this.glide(goal(), settle); });
      const answer = press(foot, "lf-move-answer", words.answer, () => {
        const details = items[number].querySelector("details");
        details.open = !details.open;
        begin();
        settle();
        this.speak(details.open ? details.textContent.slice(details.firstChild.textContent.length) : "");
      });
      const tell = () => this.speak(head.textContent + ". " + items[number].querySelector(".lf-move").textContent);
      const go = (by) => {
        if (!items[number + by]) { if (by > 0 && !column()) close(); return; }
        begin();
        turn(number + by);
        tell();
      };
      const back = press(foot, "lf-move-back", "‹", () => go(-1), words.back);
      const next = press(foot, "lf-move-next", words.next, () => go(1));
      list.prepend(above);
      list.append(foot);
      list.classList.remove("lf");
      this.one("figure").classList.add("lf-guided");
      this.one(".lf-controls").after(list);
      new ResizeObserver(() => {
        const was = column();
        lay();
        if (was !== column()) settle();
      }).observe(this);
      lay();
      turn(0);
    }

    play() {
      const {play: control, counts} = this.data, count = counts[control];
      let left = count;
      this.label(true);
      this.timer = setInterval(() => {
        this.move(control, (this.at[control] + 1) % count);
        if (--left <= 0) this.stop();
      }, Math.min(400, Math.max(80, 6000 / count)));
    }

    // What is set for the reader moves there before her eyes; choices and switches wait for the end.
    glide(to, then = () => {}) {
      this.stop();
      const end = () => { this.go(to); then(); };
      if (matchMedia("(prefers-reduced-motion: reduce)").matches) { end(); return; }
      const from = this.at, {controls} = this.data;
      let begin;
      const step = (now) => {
        const part = (now - (begin ||= now)) / 400;
        if (part >= 1) { end(); return; }
        this.at = from.map((index, i) => controls[i].places ? Math.round(index + (to[i] - index) * part) : index);
        this.show();
        this.gliding = requestAnimationFrame(step);
      };
      this.gliding = requestAnimationFrame(step);
    }

    stop() {
      cancelAnimationFrame(this.gliding);
      if (!this.timer) return;
      clearInterval(this.timer);
      this.timer = 0;
      this.label(false);
    }

    label(playing) {
      const button = this.one(".lf-play"), word = playing ? this.words.pause : this.words.play;
      button.toggleAttribute("data-playing", playing);
      button.setAttribute("aria-label", word);
      button.title = word;
    }

    async share() {
      const query = this.data.controls.map(({name, links}, i) => `${name}=${encodeURIComponent(links[this.at[i]])}`).join("&");
      history.replaceState(null, "", `#${this.id}?${query}`);
      try { await navigator.clipboard.writeText(location.href); this.note(this.words.copied); } catch {
        if (top === window) { this.note(this.words.link_shown); return; }
        // In a frame of another page only the frame's own address has changed, which nobody sees.
        const link = document.createElement("code");
        link.textContent = location.href;
        this.note(this.words.link_here + " ", link);
        getSelection().selectAllChildren(link);
      }
    }

    linked() {
      // Not decoded as a whole: a link may be broken, and URLSearchParams takes what it can.
      const [id, query] = location.hash.slice(1).split("?");
      return query !== undefined && [this.id, encodeURIComponent(this.id)].includes(id) ? new URLSearchParams(query) : null;
    }

    follow() {
      const wanted = this.linked();
      if (!wanted) return false;
      this.stop();
      const {controls, default: start} = this.data, names = controls.map((control) => control.name);
      const hall = wanted.has("present");
      let exact = [...wanted.keys()].every((name) => names.includes(name) || name === "present");
      const at = controls.map(({name, kind, links, values}, i) => {
        if (!wanted.has(name)) return start[i];
        const found = links.indexOf(wanted.get(name));
        if (found >= 0) return found;
        const number = Number(wanted.get(name) || NaN);
        const nearest = kind === "slider" && Number.isFinite(number) ? near(values, number) : start[i];
        if (!(Math.abs(links[nearest] - number) <= 1e-5 * Math.abs(number))) exact = false;
        return nearest;
      });
      this.go(at);
      if (this.began) { this.began = at; this.show(); }
      if (!exact) this.note(this.words.nearest);
      // A theme may scroll smoothly, which from the head of a long page to the figure takes a second.
      this.scrollIntoView({behavior: "instant"});
      const opener = this.one(".lf-present");
      if (hall && opener.offsetParent && !this.hasAttribute("data-presenting")) opener.click();
      return true;
    }

    judge(item) {
      const name = item.dataset.task;
      const flat = this.at.reduce((sum, index, i) => sum * this.data.counts[i] + index, 0);
      const right = (+this.data.tasks[name][flat] ^ bit(name + flat)) === 1;
      item.querySelector(".lf-verdict").textContent = right ? item.dataset.right : item.dataset.notYet;
      this.dispatchEvent(new CustomEvent("livefigure:task", {bubbles: true, detail: {figure: this.id, task: name, right}}));
    }
  }
  customElements.define("live-figure", LiveFigureElement);
})();
