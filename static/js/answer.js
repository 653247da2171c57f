// Saves a screen while it is being answered, shows follow-up questions at once, copies one's link.
// Without this file every screen still works: its buttons post the form.
(function () {
  "use strict";
  var WAIT = 700;
  var form = document.querySelector("form[data-autosave]");
  var state = document.querySelector("[data-save-state]");
  var words = state ? state.dataset : {};
  var timer = null;
  var running = null;
  var dirty = false;

  function say(text) {
    if (state) { state.textContent = text; }
  }

  // One save at a time: an older one that arrives late would undo a newer one.
  function save(leaving) {
    window.clearTimeout(timer);
    if (!dirty || (running && !leaving)) { return; }
    dirty = false;
    say(words.saving);
    running = fetch(form.action, {
      method: "POST",
      body: new URLSearchParams(new FormData(form)),
      headers: { Accept: "application/json" },
      keepalive: Boolean(leaving)
    }).then(function (response) {
      if (!response.ok) { throw new Error(String(response.status)); }
      return response.json();
    }).then(function (answer) {
      say(answer.saved ? words.saved : words.unsaved + " " + answer.message);
      if (answer.saved) { follow(answer.questions); }
      running = null;
      save();
    }).catch(function () {
      running = null;
      dirty = true;
      say(words.offline);
    });
  }

  // Questions that appear or go because of an answer on the same screen.
  function follow(names) {
    var here = Array.from(form.querySelectorAll("[data-question]"));
    var known = here.map(function (node) { return node.dataset.question; });
    if (names.join(" ") === known.join(" ")) { return; }
    fetch(window.location.pathname + window.location.search).then(function (response) {
      if (!response.ok) { throw new Error(String(response.status)); }
      return response.text();
    }).then(function (text) {
      var fresh = new DOMParser().parseFromString(text, "text/html");
      var box = form.querySelector("[data-questions]");
      var kept = {};
      here.forEach(function (node) { kept[node.dataset.question] = node; });
      fresh.querySelectorAll("[data-question]").forEach(function (node) {
        var name = node.dataset.question;
        box.append(kept[name] || document.importNode(node, true));
        delete kept[name];
      });
      Object.keys(kept).forEach(function (name) { kept[name].remove(); });
      form.elements.shown.value = names.join(" ");
      if (names.length > known.length) { say(words.more); }
    }).catch(function () { /* the next screen shows them */ });
  }

  if (form) {
    form.addEventListener("change", function () { dirty = true; save(); });
    form.addEventListener("input", function (event) {
      if (event.target.matches("input[type=radio]")) { return; }
      dirty = true;
      window.clearTimeout(timer);
      timer = window.setTimeout(save, WAIT);
    });
    form.addEventListener("click", function (event) {
      var clear = event.target.closest("[data-clear]");
      if (!clear) { return; }
      event.preventDefault();
      var question = document.getElementById(clear.dataset.clear);
      question.querySelectorAll("input[type=radio]").forEach(function (radio) { radio.checked = false; });
      question.querySelector("input[type=radio]").focus();
      dirty = true;
      save();
    });
    form.addEventListener("submit", function (event) {
      dirty = false;
      if (!running) { return; }
      event.preventDefault();
      var pressed = event.submitter;
      running.then(function () { form.requestSubmit(pressed); });
    });
    window.addEventListener("pagehide", function () { save(true); });
  }

  var focus = document.querySelector("[data-focus]");
  if (focus) { focus.focus(); }

  document.querySelectorAll("[data-copy]").forEach(function (button) {
    if (!navigator.clipboard) { return; }
    button.hidden = false;
    button.addEventListener("click", function () {
      var text = document.getElementById(button.dataset.copy).textContent;
      navigator.clipboard.writeText(text).then(function () { button.textContent = button.dataset.copied; });
    });
  });
})();
