// A row of My work is saved in place (htmx). What is refused comes back as a row too; any other answer is a page of its
// own, for which the form is sent as without a script. Without this file the page comes anew after each sentence.
(function () {
  "use strict";
  const script = document.currentScript;

  document.addEventListener("htmx:beforeSwap", function (event) {
    const row = event.detail.xhr.getResponseHeader("X-Row") === "1";
    if (event.detail.xhr.status >= 400 && row) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    } else if (!row) {
      event.detail.shouldSwap = false;
      event.detail.isError = true;
    }
  });

  document.addEventListener("htmx:responseError", function (event) {
    const form = event.detail.elt.closest("form");
    if (form) form.submit();
  });

  document.addEventListener("htmx:sendError", function (event) {
    const form = event.detail.elt.closest("form");
    if (!form) return;
    let line = form.querySelector(".row-offline");
    if (!line) {
      line = document.createElement("p");
      line.className = "row-offline field-errors";
      line.setAttribute("role", "alert");
      form.append(line);
    }
    line.textContent = script.dataset.offline;
  });

  // The reader goes on where the row was.
  document.addEventListener("htmx:load", function (event) {
    const row = event.detail.elt;
    const next = row.querySelector && row.querySelector(".row-told, [aria-describedby$='-told']");
    if (row.matches && row.matches(".work-list > li") && next) next.focus();
  });

  // The form that was opened is where one types.
  document.addEventListener("toggle", function (event) {
    if (event.target.matches("details.quick[open]")) event.target.querySelector("input[name$='-text']").focus();
  }, true);
})();
