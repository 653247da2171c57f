// Light or dark as the device says, unless chosen here.  Runs before the page is drawn.
(function () {
  "use strict";
  var root = document.documentElement;
  function stored() {
    try { return window.localStorage.getItem("theme"); } catch (error) { return null; }
  }
  function isDark() {
    if (root.dataset.theme) { return root.dataset.theme === "dark"; }
    return window.matchMedia("(prefers-color-scheme: dark)").matches;
  }
  if (stored()) { root.dataset.theme = stored(); }
  document.addEventListener("DOMContentLoaded", function () {
    var toggle = document.querySelector("[data-theme-toggle]");
    if (!toggle) { return; }
    function name() { toggle.textContent = isDark() ? toggle.dataset.light : toggle.dataset.dark; }
    toggle.hidden = false;
    name();
    toggle.addEventListener("click", function () {
      root.dataset.theme = isDark() ? "light" : "dark";
      try { window.localStorage.setItem("theme", root.dataset.theme); } catch (error) { /* private mode */ }
      name();
    });
  });
})();
