// Dialogs, confirmation of what cannot be undone, and menus that close by themselves.
"use strict";

(() => {
  let vraag = null;

  function maakVraag() {
    vraag = document.createElement("dialog");
    vraag.className = "modal";
    vraag.setAttribute("aria-labelledby", "vraag-titel");
    const titel = document.createElement("h2");
    titel.id = "vraag-titel";
    titel.textContent = "Weet u het zeker?";
    const tekst = document.createElement("div");
    tekst.className = "modal-inhoud";
    const knoppen = document.createElement("div");
    knoppen.className = "knoppen";
    const ja = knop("knop knop-primair", "ja");
    const nee = knop("knop knop-secundair", "nee");
    nee.textContent = "Terug, niets doen";
    knoppen.append(ja, nee);
    vraag.append(titel, tekst, knoppen);
    document.body.append(vraag);
    return vraag;
  }

  function knop(klasse, waarde) {
    const element = document.createElement("button");
    element.type = "button";
    element.className = klasse;
    element.addEventListener("click", () => vraag.close(waarde));
    return element;
  }

  function stelVraag(zin, werkwoord, doorgaan) {
    const venster = vraag ?? maakVraag();
    venster.querySelector(".modal-inhoud").textContent = zin;
    venster.querySelector(".knop-primair").textContent = werkwoord;
    venster.returnValue = "";
    venster.addEventListener("close", () => venster.returnValue === "ja" && doorgaan(), { once: true });
    venster.showModal();
    venster.querySelector(".knop-secundair").focus();
  }

  // Capture on window: before htmx and before the guard against double submits see this submit.
  window.addEventListener("submit", (event) => {
    const formulier = event.target;
    const bron = event.submitter?.closest("[data-swv-bevestig]") ?? formulier.closest("[data-swv-bevestig]");
    if (!bron) return;
    if (formulier.dataset.swvBevestigd) {
      delete formulier.dataset.swvBevestigd;
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    const werkwoord = event.submitter?.textContent.trim() || "Doorgaan";
    stelVraag(bron.dataset.swvBevestig, werkwoord, () => {
      formulier.dataset.swvBevestigd = "1";
      const antwoord = document.createElement("input"); // without it the server asks the same (swv/bevestiging.py)
      Object.assign(antwoord, { type: "hidden", name: "swv_bevestigd", value: "ja" });
      if (!formulier.elements.swv_bevestigd) formulier.append(antwoord);
      formulier.requestSubmit(event.submitter);
    });
  }, true);

  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-swv-open]");
    const venster = opener && document.getElementById(opener.dataset.swvOpen);
    if (venster) {
      event.preventDefault();
      venster.showModal();
    }
    if (event.target.closest("[data-swv-sluit]")) event.target.closest("dialog")?.close();
    document.querySelectorAll("details[data-swv-menu][open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    document.querySelectorAll("details[data-swv-menu][open]").forEach((menu) => {
      menu.open = false;
      if (menu.contains(event.target)) menu.querySelector("summary").focus();
    });
  });
})();
