/* A term's meaning where the term stands: under the pointer, at keyboard focus, at a tap. The meanings are in the page, each
   named by its term's aria-describedby; without this script the term is a link to the glossary, as a click on it is with it. */
(function () {
  "use strict";
  if (!HTMLElement.prototype.showPopover) return;
  var EDGE = 8, bubble = document.createElement("div"), shown = null, pointed = -1, timer = 0, touched = false;
  bubble.className = "meaning";
  bubble.popover = "manual";
  document.body.append(bubble);

  function hide() {
    clearTimeout(timer);
    if (shown) bubble.hidePopover();
    shown = null;
  }
  function later(action, wait) {
    clearTimeout(timer);
    timer = setTimeout(action, wait);
  }

  /* Above the term, or below where there is no room; it scrolls with the page. In a low window it may lie over its term. */
  function place() {
    if (!shown) return;
    var lines = shown.getClientRects(), line = lines[pointed] || lines[0];
    var width = document.documentElement.clientWidth - EDGE, height = innerHeight - EDGE;
    bubble.style.maxHeight = height - EDGE + "px";
    var top = line.top - bubble.offsetHeight - 4;
    if (top < EDGE) top = line.bottom + 4;
    bubble.style.top = scrollY + Math.max(EDGE, Math.min(top, height - bubble.offsetHeight)) + "px";
    bubble.style.left = scrollX + Math.max(EDGE, Math.min(line.left, width - bubble.offsetWidth)) + "px";
  }
  /* y: where the pointer is, if it is one; a term may be broken into two lines. */
  function show(term, y) {
    clearTimeout(timer);
    if (shown === term) return;
    shown = term;
    pointed = [...term.getClientRects()].findIndex(function (box) { return box.top <= y && y <= box.bottom; });
    bubble.innerHTML = document.getElementById(term.getAttribute("aria-describedby")).innerHTML;
    var more = document.createElement("a");
    more.href = term.href;
    more.tabIndex = -1; // by keyboard Enter on the term itself goes there
    more.textContent = "In the glossary";
    bubble.append(more);
    bubble.style.cssText = "";
    bubble.showPopover();
    place();
  }
  function termAt(event) { return event.target.closest("a.term"); }
  function inside(event) { return bubble.contains(event.target); }

  document.addEventListener("pointerover", function (event) {
    if (event.pointerType === "touch") return;
    var term = termAt(event);
    if (term) later(function () { show(term, event.clientY); }, shown ? 0 : 150);
    else if (inside(event)) clearTimeout(timer);
  });
  document.addEventListener("pointerout", function (event) {
    if (event.pointerType === "touch" || !(termAt(event) || inside(event))) return;
    if (shown && shown.matches(":focus-visible")) clearTimeout(timer);
    else later(hide, 300); // time to cross over to the bubble
  });
  document.addEventListener("focusin", function (event) {
    var term = termAt(event);
    if (term && term.matches(":focus-visible")) show(term);
  });
  document.addEventListener("focusout", function (event) {
    if (event.target === shown && !bubble.contains(event.relatedTarget)) hide();
  });
  /* A finger cannot hover: its first tap shows the meaning, its second follows the link. */
  document.addEventListener("pointerdown", function (event) {
    touched = event.pointerType === "touch";
    if (!inside(event) && termAt(event) !== shown) hide();
  });
  document.addEventListener("click", function (event) {
    var term = termAt(event);
    if (!term || !touched || term === shown) return;
    event.preventDefault();
    show(term, event.clientY);
  });
  addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || !shown) return;
    event.stopPropagation();
    hide();
  }, true);
  new ResizeObserver(place).observe(document.body); // as when a figure above has just come
  ["resize", "pagehide"].forEach(function (event) { addEventListener(event, hide); });
})();
