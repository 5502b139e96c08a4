/* What the pages' shell does with JavaScript: the light/dark switch, what is not kept, copying code, scrolling by keyboard, what
   is printed. Nothing here is needed to read. */
(function () {
  "use strict";
  var root = document.documentElement;
  var system = matchMedia("(prefers-color-scheme: dark)");
  var modes = {
    auto: ["As the system", '<circle cx="12" cy="12" r="8.5"/><path d="M12 3.5a8.5 8.5 0 0 1 0 17Z" fill="currentColor"/>'],
    light: ["Light", '<circle cx="12" cy="12" r="4.2"/><path d="M12 2v2.3M12 19.7V22M2 12h2.3M19.7 12H22M4.900 4.900l1.7 1.7M17.400 17.400l1.7 1.7M4.900 19.100l1.7-1.7M17.400 6.600l1.7-1.7"/>'],
    dark: ["Dark", '<path d="M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5Z"/>']
  };
  var button = document.getElementById("theme");

  function show() {
    var mode = root.dataset.mode in modes ? root.dataset.mode : "auto";
    root.dataset.theme = mode !== "auto" ? mode : system.matches ? "dark" : "light";
    var name = "Colours: " + modes[mode][0].toLowerCase();
    button.title = name;
    button.setAttribute("aria-label", name + ". Change");
    button.innerHTML = '<svg viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round">' + modes[mode][1] + "</svg>";
    button.hidden = false;
  }
  button.addEventListener("click", function () {
    var order = Object.keys(modes);
    root.dataset.mode = order[(order.indexOf(root.dataset.mode) + 1) % order.length];
    show();
    if (root.dataset.storage !== "refused") localStorage.setItem("mode", root.dataset.mode);
  });
  system.addEventListener("change", show);
  show();

  /* Said once a page, where it cannot be missed; questions (selfcheck) then need not say it. */
  if (root.dataset.storage === "refused") {
    var note = document.createElement("p");
    note.className = "unkept";
    note.textContent = "This browser keeps nothing for this course: answers, progress, votes and the choice of colours are gone when you leave a page.";
    document.querySelector("article").before(note);
  }

  function copyButtons() {
    if (!navigator.clipboard) return;
    document.querySelectorAll("article .highlight").forEach(function (block) {
      var copy = document.createElement("button");
      copy.className = "copy";
      copy.type = "button";
      copy.textContent = "Copy";
      copy.addEventListener("click", function () {
        navigator.clipboard.writeText(block.querySelector("pre").innerText).then(
          function () { copy.textContent = "Copied"; }, function () { copy.textContent = "Not allowed here"; });
      });
      block.parentNode.appendChild(copy);
    });
  }

  /* What scrolls sideways must be reachable by keyboard. */
  function reachable() {
    document.querySelectorAll("article pre, article .scroll, article div.math").forEach(function (box) {
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    });
  }
  /* Neither is urgent: the figures come first. */
  addEventListener("load", function () { setTimeout(function () { copyButtons(); reachable(); }, 200); });
  addEventListener("resize", reachable);

  /* On a phone the contents lie over the page: a link to a section of this page shall show it. */
  var contents = document.getElementById("contents");
  contents.addEventListener("click", function (event) {
    if (event.target.closest("a") && contents.matches(":popover-open")) contents.hidePopover();
  });

  /* On paper: the address, and as many answers as were asked for, at the foot of the page or by its address (?answers=none). */
  var answers = document.getElementById("answers"), unfolded = [];
  function choose() { root.dataset.answers = answers.value; }
  var wanted = new URLSearchParams(location.search).get("answers");
  if (answers.querySelector('[value="' + CSS.escape(wanted) + '"]')) answers.value = wanted;
  answers.addEventListener("change", choose);
  choose();
  document.getElementById("print").addEventListener("click", function () { print(); });
  document.querySelector(".printing").hidden = !document.querySelector("article :is(details:not(.hide), .sc-question)");
  addEventListener("beforeprint", function () {
    document.querySelector(".address").textContent = location.href;
    if (answers.value === "all") unfolded = [...document.querySelectorAll("article details:not([open], [hidden], .hide, .lf-answer, .sc-full)")];
    unfolded.forEach(function (part) { part.open = true; });
  });
  addEventListener("afterprint", function () {
    unfolded.forEach(function (part) { part.open = false; });
    unfolded = [];
  });
})();
