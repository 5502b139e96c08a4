/* Before the first paint: light or dark as the reader chose, else as the system is; and whether this browser keeps anything. */
(function (root) {
  "use strict";
  var mode = null;
  try {
    localStorage.setItem("probe", "");
    localStorage.removeItem("probe");
    mode = localStorage.getItem("mode");
  } catch (refused) {
    root.dataset.storage = "refused"; // a private window, a policy, a frame, or no room: course.js says so
  }
  root.dataset.mode = mode || "auto";
  root.dataset.theme = mode === "light" || mode === "dark" ? mode : matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
})(document.documentElement);
