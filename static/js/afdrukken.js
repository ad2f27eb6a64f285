// Shows the print buttons: without a script the browser's own menu prints the page.
"use strict";

document.querySelectorAll("[data-swv-afdrukken]").forEach((knop) => {
  knop.hidden = false;
  knop.addEventListener("click", () => window.print());
});
