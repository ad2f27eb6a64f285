// Says in #meldingen what happened when a request of htmx did not do what the user asked.
// A view may also send HX-Trigger: {"swvMelding": {"soort": "succes", "tekst": "…"}}.
"use strict";

(() => {
  const SOORTEN = ["info", "succes", "waarschuwing", "fout"];

  function toon(tekst, soort) {
    const vak = document.getElementById("meldingen");
    const sjabloon = document.getElementById("melding-sjabloon");
    if (!vak || !sjabloon) return;
    const melding = sjabloon.content.cloneNode(true).querySelector(".melding");
    melding.classList.remove("melding-info");
    melding.classList.add(`melding-${SOORTEN.includes(soort) ? soort : "info"}`);
    melding.querySelector("[data-swv-tekst]").textContent = tekst;
    vak.replaceChildren(melding);
    vak.scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("swvMelding", (event) => toon(event.detail.tekst, event.detail.soort));

  document.addEventListener("htmx:sendError", () => {
    toon("Er is geen verbinding. Wat u invulde staat nog op deze pagina. Probeer het zo opnieuw.", "fout");
  });

  document.addEventListener("htmx:responseError", (event) => {
    const { status } = event.detail.xhr;
    if (status === 403 || status === 409 || status === 422) {
      document.getElementById("meldingen")?.scrollIntoView({ block: "nearest" });
    } else if (status === 404) {
      toon("Dit bestaat niet meer, of u mag het niet zien. Ververs de pagina.", "fout");
    } else {
      toon("Dit lukte niet door een fout bij ons. Er is niets gewijzigd. Probeer het opnieuw.", "fout");
    }
  });

  // A session that ended answers with the login page: load the page again, so that it is shown whole.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const adres = event.detail.xhr.responseURL;
    if (adres && new URL(adres).pathname.includes("/login/")) {
      event.detail.shouldSwap = false;
      window.location.reload();
    }
  });
})();
