// Brings the open finding into view, and counts selected words back to places in the document's text, in code points.
// Without it the quote is a link to its place, and sentences are ticked on a page of their own.
(function () {
  "use strict";
  const text = document.getElementById("source-text");
  const form = document.getElementById("selected-words");
  if (!text || !form) return;
  const pane = text.parentElement;
  const found = text.querySelector(".found-open");
  if (found && pane.scrollHeight > pane.clientHeight) {
    pane.scrollTop += found.getBoundingClientRect().top - pane.getBoundingClientRect().top - pane.clientHeight / 3;
  }
  const start = form.querySelector("[name=start]");
  const end = form.querySelector("[name=end]");
  const quote = document.getElementById("selected-quote");

  function place(node, offset) {
    const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
    const paragraph = element && element.closest("[data-offset]");
    if (!paragraph || !text.contains(paragraph)) return null;
    const before = document.createRange();
    before.selectNodeContents(paragraph);
    before.setEnd(node, offset);
    return Number(paragraph.dataset.offset) + Array.from(before.toString()).length;
  }

  document.addEventListener("selectionchange", function () {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed || !selection.rangeCount) return;
    const range = selection.getRangeAt(0);
    const first = place(range.startContainer, range.startOffset);
    const last = place(range.endContainer, range.endOffset);
    if (first === null || last === null || last <= first) return;
    start.value = first;
    end.value = last;
    quote.textContent = selection.toString();
    form.hidden = false;
  });
})();
