// Single keys: hears them, leaves those alone that are typed, tells the page's other scripts (event "tapsyrma:key"), and
// opens the list of keys. Letters go by their place on the keyboard where the layout is not Latin: J is О in Russian.
(function () {
  "use strict";
  const STORE = "tapsyrma-keys-off";
  const dialog = document.getElementById("keys");
  const link = document.getElementById("keys-link");
  const on = document.getElementById("keys-on");
  if (!dialog || !link || !on || typeof dialog.showModal !== "function") return;

  const search = document.querySelector(".site-header [name=q]") || document.querySelector("main input[type=search], main [name=q]");
  const present = {
    list: document.querySelector("main table.rows tbody a, main .work-list a") !== null,
    select: document.querySelector("main .rows tbody input[type=checkbox]") !== null,
    search: search !== null,
    script: true,
  };
  dialog.querySelectorAll("[data-keys]").forEach(function (part) { part.hidden = !present[part.dataset.keys]; });

  // A reader who dictates, or whose hand slips, can turn letters off; storage may be refused.
  function kept() { try { return localStorage.getItem(STORE) === "1"; } catch { return false; } }
  on.checked = !kept();
  on.addEventListener("change", function () {
    try { if (on.checked) localStorage.removeItem(STORE); else localStorage.setItem(STORE, "1"); } catch { /* this page only */ }
  });

  function open() { if (!dialog.open) dialog.showModal(); }
  link.addEventListener("click", function (event) { event.preventDefault(); open(); });

  function typing(target) {
    if (target.isContentEditable || target.closest("select, textarea, dialog, iframe")) return true;
    const input = target.closest("input");
    return input !== null && !["checkbox", "radio", "button", "submit"].includes(input.type);
  }

  function nameOf(event) {
    if (/^[a-z]$/i.test(event.key)) return event.key.toLowerCase();
    if (event.key === "/" || event.key === "?") return event.key;
    if (event.code === "Slash") return event.shiftKey ? "?" : "/";
    return /^Key[A-Z]$/.test(event.code) ? event.code.slice(3).toLowerCase() : "";
  }

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.isComposing) return;
    if (!on.checked || dialog.open || !(event.target instanceof Element) || typing(event.target)) return;
    const name = nameOf(event);
    if (name === "" || (event.shiftKey && name !== "?" && name !== "/")) return;
    if (name === "?") open();
    else if (name === "/" && search) { search.focus(); search.select(); }
    else if (document.dispatchEvent(new CustomEvent("tapsyrma:key", { detail: name, cancelable: true }))) return;
    event.preventDefault();
  });
})();
