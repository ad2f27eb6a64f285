// One press is one submit; Ctrl+Enter sends a form from inside a text box.
"use strict";

(() => {
  function bezig(formulier, aan) {
    formulier.setAttribute("aria-busy", String(aan));
    if (aan) formulier.dataset.swvBezig = "1";
    else delete formulier.dataset.swvBezig;
  }

  document.addEventListener("submit", (event) => {
    const formulier = event.target;
    if (event.defaultPrevented || formulier.method === "get") return;
    if (formulier.dataset.swvBezig) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    bezig(formulier, true);
    setTimeout(() => bezig(formulier, false), 10000); // an answer may be a download, and then this page stays
  }, true);

  // The page came back from the cache of the browser, or htmx is ready: the form may be sent again.
  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-swv-bezig]").forEach((f) => bezig(f, false)));
  document.addEventListener("htmx:afterRequest", (event) => {
    const formulier = event.target.closest("form[data-swv-bezig]");
    if (formulier) bezig(formulier, false);
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    const formulier = event.target.closest("textarea, input")?.form;
    if (formulier && formulier.method === "post") {
      event.preventDefault();
      formulier.requestSubmit();
    }
  });
})();
