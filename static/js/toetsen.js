// "/" goes to the search box; j and k walk along the rows of a table with data-swv-rijen.
"use strict";

(() => {
  function typt(element) {
    return element.closest("input, textarea, select, dialog[open], [contenteditable]") !== null;
  }

  function naarRij(stap) {
    const links = [...document.querySelectorAll("[data-swv-rijen] tbody tr")]
      .map((rij) => rij.querySelector("a[href], button"))
      .filter((link) => link !== null);
    if (!links.length) return;
    const rij = document.activeElement?.closest("tr");
    const nu = links.findIndex((link) => link.closest("tr") === rij);
    const volgende = nu === -1 ? 0 : Math.min(Math.max(nu + stap, 0), links.length - 1);
    links[volgende].focus();
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typt(event.target)) return;
    if (event.key === "/") {
      const zoekveld = document.querySelector("[data-swv-zoek]");
      if (!zoekveld) return;
      event.preventDefault();
      zoekveld.focus();
      zoekveld.select();
    } else if (event.key === "j") {
      naarRij(1);
    } else if (event.key === "k") {
      naarRij(-1);
    }
  });
})();
