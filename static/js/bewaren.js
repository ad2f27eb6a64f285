// Keeps a draft on the server while someone types. Nothing is stored in the browser: it may be shared.
"use strict";

(() => {
  const WACHT = 2500;
  const OPNIEUW = 30000;

  function klok() {
    const nu = new Date();
    return `${String(nu.getHours()).padStart(2, "0")}.${String(nu.getMinutes()).padStart(2, "0")}`;
  }

  function gegevens(formulier) {
    const data = new FormData(formulier);
    formulier.querySelectorAll('input[type="file"][name]').forEach((veld) => data.delete(veld.name));
    return data;
  }

  function reden(antwoord) {
    if (antwoord.type === "opaqueredirect" || antwoord.status === 401 || antwoord.status === 403) {
      return "Niet bewaard: u bent niet meer ingelogd. Log in een nieuw tabblad in en ga daarna hier verder; uw tekst staat er nog.";
    }
    if (antwoord.status === 409) {
      return "Nog niet bewaard: dit is intussen ergens anders gewijzigd. Kies Bewaren om te vergelijken; uw tekst blijft staan.";
    }
    if (antwoord.status === 422) return "Eén antwoord kan zo niet; de rest is bewaard. Kies Bewaren en verder om te zien welk.";
    return "Niet bewaard door een fout bij ons. Laat deze pagina open; wij proberen het zo opnieuw.";
  }

  function volg(formulier) {
    const stand = formulier.querySelector("[data-swv-bewaarstand]");
    let klus = 0;
    let gewijzigd = false;
    let onderweg = null; // one save at a time: each needs the version that the one before it gave

    function zeg(tekst, fout) {
      if (!stand) return;
      stand.textContent = tekst;
      stand.classList.toggle("bewaarstand-fout", fout);
    }

    function plan(na) {
      clearTimeout(klus);
      klus = setTimeout(bewaar, na);
    }

    function bewaar() {
      clearTimeout(klus);
      if (!gewijzigd) return;
      if (onderweg) {
        plan(WACHT);
        return;
      }
      onderweg = verstuur().finally(() => { onderweg = null; });
    }

    async function verstuur() {
      gewijzigd = false;
      try {
        const antwoord = await fetch(formulier.dataset.swvBewaar, {
          method: "POST", body: gegevens(formulier), redirect: "manual", headers: { "X-Requested-With": "XMLHttpRequest" },
        });
        const versie = antwoord.headers.get("X-Swv-Versie");
        if (versie && formulier.elements.versie) formulier.elements.versie.value = versie;
        if (antwoord.ok) {
          if (!gewijzigd) zeg(`Bewaard om ${klok()}`, false);
          return;
        }
        zeg(reden(antwoord), antwoord.status !== 422);
        gewijzigd = true;
        if (antwoord.status >= 500) plan(OPNIEUW);
      } catch {
        gewijzigd = true;
        zeg("Niet bewaard: er is geen verbinding. Laat deze pagina open; wij proberen het zo opnieuw.", true);
        plan(OPNIEUW);
      }
    }

    formulier.addEventListener("input", (event) => {
      if (event.target.type === "file") return;
      gewijzigd = true;
      plan(WACHT);
    });
    formulier.addEventListener("focusout", bewaar);
    formulier.addEventListener("submit", () => { gewijzigd = false; clearTimeout(klus); });
    // Leaving a field saves, so a press on the button finds a save under way: wait for its version.
    window.addEventListener("submit", (event) => {
      if (event.target !== formulier || !onderweg) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const knop = event.submitter;
      onderweg.then(() => formulier.requestSubmit(knop));
    }, true);
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && bewaar());
    window.addEventListener("beforeunload", (event) => gewijzigd && event.preventDefault());
  }

  document.querySelectorAll("form[data-swv-bewaar]").forEach(volg);
})();
