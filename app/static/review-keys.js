// The review queue by the keyboard: J and K open the next and the previous finding that waits, A goes to “Accept” and
// accepts when pressed there, R opens the reasons of a rejection, E goes to the first field that can be corrected.
(function () {
  "use strict";
  const list = document.querySelector("[data-own-keys=review]");
  if (!list) return;
  const waiting = Array.from(list.querySelectorAll(".found-list[data-waiting] > li"));
  const accept = list.querySelector("form.accept");
  const button = accept && accept.querySelector("[data-accept]");
  const reject = list.querySelector("details[data-reject]");

  function turn(step) {
    const at = waiting.findIndex(function (line) { return line.hasAttribute("aria-current"); });
    const line = waiting[at < 0 ? 0 : at + step];
    const link = line && line.querySelector("a[href]");
    if (!link) return false;
    link.click();
    return true;
  }

  function show(element) {
    element.focus();
    element.scrollIntoView({ block: "nearest" });
    return true;
  }

  const acts = {
    j: function () { return turn(1); },
    k: function () { return turn(-1); },
    // Control begins with a letter to people: the first press shows what will be pressed, the second presses it.
    a: function () {
      if (!button) return false;
      if (document.activeElement !== button) return show(button);
      accept.requestSubmit(button);
      return true;
    },
    r: function () {
      if (!reject) return false;
      reject.open = true;
      return show(reject.querySelector("select, input:not([type=hidden]), textarea"));
    },
    e: function () {
      const field = accept && accept.querySelector("select, input:not([type=hidden]), textarea");
      return field ? show(field) : false;
    },
  };

  document.addEventListener("tapsyrma:key", function (event) {
    const act = acts[event.detail];
    if (act && act()) event.preventDefault();
  });
})();
