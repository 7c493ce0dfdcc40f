// Lists by the keyboard: J and K move to the next and the previous row, X selects it. The focus is on the link that
// opens the row, so Enter opens it and a screen reader reads it. Pages with keys of their own say so by data-own-keys.
(function () {
  "use strict";
  if (document.querySelector("[data-own-keys]")) return;
  const rows = Array.from(document.querySelectorAll("main table.rows tbody tr, main .work-list > li"))
    .filter(function (row) { return opener(row) !== null; });

  // A row may say which of its links opens it.
  function opener(row) {
    return row.querySelector("a[data-open]") || row.querySelector("a[href]");
  }

  function current() {
    return rows.findIndex(function (row) { return row.contains(document.activeElement); });
  }

  // A key held down would race through the list; help.js lets each press count once.
  document.addEventListener("tapsyrma:key", function (event) {
    const at = current();
    if (event.detail === "j" || event.detail === "k") {
      const row = rows[event.detail === "j" ? at + 1 : Math.max(at - 1, 0)];
      if (!row) return;
      opener(row).focus();
      row.scrollIntoView({ block: "nearest" });
    } else if (event.detail === "x" && at >= 0) {
      const box = rows[at].matches("tr") ? rows[at].querySelector("input[type=checkbox]") : null;
      if (!box) return;
      box.click();
    } else return;
    event.preventDefault();
  });
})();
