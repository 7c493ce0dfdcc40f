// Leaving the preview of a plan by a link or by another button asks first while corrections of rows are not saved.
(function () {
  "use strict";
  const form = document.getElementById("plan-rows");
  if (!form) return;
  let typed = "typed" in form.dataset;
  form.addEventListener("input", function () { typed = true; });
  form.addEventListener("submit", function () { typed = false; });
  window.addEventListener("beforeunload", function (event) {
    if (typed) event.preventDefault();
  });
})();
