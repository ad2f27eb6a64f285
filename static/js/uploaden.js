// Sends each chosen file at once and says in words how far it is; files may also be dropped on the box.
// The server answers with the list of files (200), or with a sentence that says what is wrong (4xx).
"use strict";

(() => {
  function zin(xhr, naam) {
    const antwoord = new DOMParser().parseFromString(xhr.responseText, "text/html");
    const tekst = (antwoord.querySelector("[data-swv-reden]") ?? antwoord.body).textContent.trim();
    if (xhr.status === 413) return `${naam} is te groot. Kies een kleiner bestand.`;
    if (xhr.status >= 400 && xhr.status < 500 && tekst && tekst.length < 300) return `${naam}: ${tekst}`;
    return `${naam} is niet toegevoegd door een fout bij ons. Probeer het opnieuw.`;
  }

  function regel(stand) {
    const element = document.createElement("li");
    stand.append(element);
    return (tekst, fout) => {
      element.textContent = tekst;
      element.classList.toggle("fouttekst", Boolean(fout));
    };
  }

  function verstuur(vak, veld, bestand) {
    const zeg = regel(vak.querySelector("[data-swv-uploadstand]"));
    const data = new FormData();
    data.append(veld.name, bestand);
    new FormData(veld.form).forEach((waarde, naam) => {
      if (!(waarde instanceof File)) data.append(naam, waarde);
    });
    const xhr = new XMLHttpRequest();
    xhr.open("POST", vak.dataset.swvUpload);
    xhr.setRequestHeader("HX-Request", "true");
    xhr.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) zeg(`${bestand.name}: ${Math.round((100 * event.loaded) / event.total)}% verstuurd`);
    });
    return new Promise((klaar) => {
      xhr.addEventListener("loadend", () => {
        if (xhr.status === 0) {
          zeg(`${bestand.name} is niet toegevoegd: er is geen verbinding. Probeer het opnieuw.`, true);
        } else if (xhr.status >= 300 || xhr.responseURL.includes("/login/")) {
          zeg(zin(xhr, bestand.name), true);
        } else {
          zeg(`${bestand.name} is toegevoegd.`);
          toonLijst(vak, xhr.responseText);
        }
        klaar();
      });
      xhr.send(data);
    });
  }

  function toonLijst(vak, html) {
    const lijst = vak.dataset.swvLijst && document.querySelector(vak.dataset.swvLijst);
    if (!lijst) return;
    const nieuw = new DOMParser().parseFromString(html, "text/html");
    lijst.replaceChildren(...nieuw.body.childNodes);
    window.htmx?.process(lijst);
  }

  async function verstuurAlles(vak, veld, bestanden) {
    const stand = vak.querySelector("[data-swv-uploadstand]");
    stand.replaceChildren();
    const kop = bestanden.length > 1 ? regel(stand) : null;
    for (const [nummer, bestand] of bestanden.entries()) {
      kop?.(`Bezig met bestand ${nummer + 1} van ${bestanden.length}`);
      await verstuur(vak, veld, bestand);
    }
    const mislukt = stand.querySelectorAll(".fouttekst").length;
    const gelukt = bestanden.length - mislukt;
    kop?.(mislukt ? `${gelukt} van ${bestanden.length} toegevoegd. Kijk hieronder wat er mis ging.` : `Alle ${bestanden.length} bestanden zijn toegevoegd.`);
    veld.value = "";
    veld.required = false;
  }

  function volg(vak) {
    const veld = vak.querySelector('input[type="file"]');
    if (!veld) return;
    vak.parentElement.querySelectorAll("[data-swv-zonder-script]").forEach((knop) => { knop.hidden = true; });
    const sleep = vak.querySelector("[data-swv-sleep]");
    if (sleep) sleep.hidden = false;
    veld.addEventListener("change", () => verstuurAlles(vak, veld, [...veld.files]));
    ["dragenter", "dragover"].forEach((soort) => vak.addEventListener(soort, (event) => {
      event.preventDefault();
      vak.classList.add("bestandsveld-boven");
    }));
    ["dragleave", "drop"].forEach((soort) => vak.addEventListener(soort, () => vak.classList.remove("bestandsveld-boven")));
    vak.addEventListener("drop", (event) => {
      event.preventDefault();
      verstuurAlles(vak, veld, [...event.dataTransfer.files]);
    });
  }

  document.querySelectorAll("[data-swv-upload]").forEach(volg);
})();
