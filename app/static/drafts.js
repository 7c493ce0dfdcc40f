// Keeps what is typed: a few seconds after the first key and on leaving a field, to the address in the form's data-draft.
// Also says before sending when files are too large. Without it a button keeps the text, and refused forms are kept.
(function () {
  "use strict";
  const script = document.currentScript;
  const WAIT = 3000;
  const MOST_BYTES = 20 * 1024 * 1024;
  const NOT_WORDS = ["hidden", "password", "file", "checkbox", "radio", "submit", "button"];
  const kept = Array.from(document.querySelectorAll("form[data-draft]"), follow);

  function isWords(field) {
    return field.name && !NOT_WORDS.includes(field.type) && field.matches("textarea, input, select");
  }

  function words(form) {
    const found = new URLSearchParams();
    for (const field of form.elements) {
      if (isWords(field) || field.name === "csrf_token") found.append(field.name, field.value);
    }
    return found;
  }

  function follow(form) {
    // over: "sent" or "discarded"; nothing of such a form is kept, whatever is still on its way.
    const state = { form: form, dirty: false, timer: 0, saving: null, stop: null, over: "", line: null };
    form.addEventListener("input", function (event) {
      if (!isWords(event.target) || state.over === "discarded") return;
      state.over = "";
      state.dirty = true;
      if (!state.timer) state.timer = setTimeout(save, WAIT, state);
    });
    form.addEventListener("focusout", function () {
      if (state.dirty) save(state);
    });
    return state;
  }

  function save(state) {
    clearTimeout(state.timer);
    state.timer = 0;
    if (state.saving) return state.saving.then(function () { return state.dirty ? save(state) : null; });
    state.dirty = false;
    state.stop = new AbortController();
    const what = { method: "POST", body: words(state.form), headers: { "X-Draft": "1" }, signal: state.stop.signal };
    state.saving = fetch(state.form.dataset.draft, what)
      .then(function (answer) { return answer.ok ? answer.text() : Promise.reject(new Error(String(answer.status))); })
      .then(function (told) { say(state, told, false); })
      .catch(function () {
        if (state.over) return;
        state.dirty = true;
        say(state, script.dataset.failed, true);
      })
      .finally(function () { state.saving = null; });
    return state.saving;
  }

  function say(state, told, bad) {
    if (!state.line) {
      state.line = document.createElement("p");
      state.line.className = "draft-status";
      state.line.setAttribute("role", "status");
      state.form.append(state.line);
    }
    state.line.textContent = told.trim();
    state.line.classList.toggle("draft-status-bad", bad);
  }

  // The form whose words end with this one: itself, or the one whose draft is discarded. A draft of another browser that
  // is discarded beside it leaves its words alone.
  function ended(form, button) {
    if (form.id !== "draft-discard") return kept.find(function (state) { return state.form === form; });
    return kept.find(function (state) { return button && button.name === "draft" && state.form.contains(button); });
  }

  // A draft that is on its way must not arrive after its form or after it was discarded; neither a switch of language nor
  // another form may overtake it.
  document.addEventListener("submit", function (event) {
    const form = event.target;
    if (event.defaultPrevented) return;
    const own = ended(form, event.submitter);
    if (own && own.form === form && !filesFit(own)) return event.preventDefault();
    const waiting = kept.filter(function (state) { return state === own ? state.saving : state.dirty || state.saving; });
    if (own) {
      clearTimeout(own.timer);
      own.timer = 0;
      own.dirty = false;
      own.over = own.form === form ? "sent" : "discarded";
    }
    if (!waiting.length || form.dataset.draftsKept) return;
    event.preventDefault();
    form.dataset.draftsKept = "1";
    const patience = new Promise(function (done) { setTimeout(done, 2 * WAIT); });
    const all = Promise.all(waiting.map(function (state) { return state === own ? state.saving : save(state); }));
    Promise.race([all, patience]).then(function () {
      if (own && own.saving) own.stop.abort();
      form.requestSubmit(event.submitter);
      delete form.dataset.draftsKept;
    });
  });

  // Whoever comes back to the page as it was may go on typing.
  addEventListener("pageshow", function (event) {
    if (event.persisted) for (const state of kept) state.over = "";
  });

  addEventListener("pagehide", function () {
    for (const state of kept) {
      if (state.dirty) navigator.sendBeacon(state.form.dataset.draft + "&left=1", words(state.form));
    }
  });

  // Files: their sizes below the field, and a word before sending when they are too large together.
  function files(form) {
    return Array.from(form.querySelectorAll("input[type=file]")).flatMap(function (field) { return Array.from(field.files); });
  }

  function filesFit(state) {
    const sizes = files(state.form).map(function (file) { return file.size; });
    const one = sizes.some(function (bytes) { return bytes > Number(script.dataset.each) * 1024 * 1024; });
    const total = sizes.reduce(function (sum, bytes) { return sum + bytes; }, 0);
    if (!one && total <= MOST_BYTES) return true;
    say(state, one ? script.dataset.one : script.dataset.large, true);
    state.line.scrollIntoView({ block: "center" });
    return false;
  }

  function size(bytes) {
    const unit = bytes < 1024 * 1024 ? "kilobyte" : "megabyte";
    const amount = bytes / (unit === "kilobyte" ? 1024 : 1024 * 1024);
    const form = { style: "unit", unit: unit, unitDisplay: "short", maximumFractionDigits: 1 };
    return new Intl.NumberFormat(document.documentElement.lang, form).format(amount);
  }

  document.addEventListener("change", function (event) {
    const field = event.target;
    if (field.type !== "file") return;
    let list = field.parentElement.querySelector(".file-sizes");
    if (!list) {
      list = document.createElement("ul");
      list.className = "file-sizes";
      field.after(list);
    }
    list.replaceChildren(...Array.from(field.files, function (file) {
      const line = document.createElement("li");
      line.textContent = file.name + ", " + size(file.size);
      return line;
    }));
  });
})();
