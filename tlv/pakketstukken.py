"""What stands in a dossier pack: per request what the school filled in, its documents and the advices."""

from collections.abc import Iterable, Sequence
from typing import Any

from swv.bundel import Bundel, Deel, Omslag, deel_van_bestand, deel_van_sjabloon, maak_bundel
from swv.klok import datum_van
from swv.models import Samenwerkingsverband
from swv.termijnen import datum
from tlv.documents import adviesbijlagen
from tlv.models import Aanvraag, Dossierpakket
from tlv.selectors.aanvraag import antwoorden, documenten

DOSSIERPAKKET = "tlv.dossierpakket"
SJABLOON = "pdf/tlv_dossierstuk.html"


def opdrachtsleutel(pakket: Dossierpakket) -> str:
    """The unique key of the job that makes this pack, by which the page finds how it stands."""
    return f"{DOSSIERPAKKET}:{pakket.sleutel}"


def maak_pakket(pakket: Dossierpakket) -> Bundel:
    """Bind the papers of every request of this pack, in order. Raises `PdfNietBeschikbaar` without Pango."""
    aanvragen = aanvragen_van(pakket)
    return maak_bundel(
        _omslag(pakket, aanvragen), [deel for rij in aanvragen for deel in _delen(rij, pakket)]
    )


def aanvragen_van(pakket: Dossierpakket) -> list[Aanvraag]:
    """The requests of a pack in the order in which it names them."""
    rijen = Aanvraag.objects.filter(sleutel__in=pakket.aanvragen)
    per_sleutel = {str(rij.sleutel): rij for rij in rijen.select_related("leerling", "school", "vragenlijst")}
    return [per_sleutel[sleutel] for sleutel in pakket.aanvragen]


def _omslag(pakket: Dossierpakket, aanvragen: Sequence[Aanvraag]) -> Omslag:
    gegevens = [("Aantal aanvragen", str(len(aanvragen)))]
    if pakket.vergadering:
        vergadering = pakket.vergadering
        wanneer = datum(datum_van(vergadering.begint_op))
        titel, onder = f"Dossierpakket vergadering {wanneer}", vergadering.commissie.naam
        gegevens.append(("Waar", vergadering.plaats or "online"))
    else:
        titel, onder = f"Dossierpakket aanvraag {aanvragen[0].kenmerk}", aanvragen[0].school.naam
    gegevens.append(("Vertrouwelijk", "Alleen voor wie over deze aanvragen adviseert of beslist."))
    return Omslag(
        titel=titel,
        afzender=Samenwerkingsverband.objects.get().naam,
        kenmerk=str(pakket.sleutel)[:8],
        gemaakt_op=pakket.gevraagd_op,
        ondertitel=onder,
        gegevens=tuple(gegevens),
    )


def _delen(aanvraag: Aanvraag, pakket: Dossierpakket) -> Iterable[Deel]:
    wie = f"{aanvraag.kenmerk} {aanvraag.leerling.korte_naam}"
    yield _stuk(f"{wie}: aanvraag", _aanvraagcontext(aanvraag), aanvraag, pakket)
    for rij in documenten(aanvraag):
        yield deel_van_bestand(
            rij.document, f"{wie}: {rij.vraag or rij.document.naam}", op=datum_van(rij.document.toegevoegd_op)
        )
    if adviezen := adviesbijlagen(aanvraag):
        yield _stuk(f"{wie}: adviezen van de deskundigen", {"adviezen": adviezen}, aanvraag, pakket)


def _aanvraagcontext(aanvraag: Aanvraag) -> dict[str, Any]:
    return {
        "leerling": aanvraag.leerling,
        "geboren_op": datum(aanvraag.leerling.geboortedatum),
        "school": aanvraag.school,
        "groepen": antwoorden(aanvraag),
    }


def _stuk(titel: str, inhoud: dict[str, Any], aanvraag: Aanvraag, pakket: Dossierpakket) -> Deel:
    return deel_van_sjabloon(
        SJABLOON,
        {
            "titel": titel,
            "soort": aanvraag.get_soort_display(),
            "leerling": None,
            "groepen": (),
            "adviezen": (),
        }
        | inhoud,
        titel=titel,
        gemaakt_op=pakket.gevraagd_op,
        kenmerk=f"{pakket.sleutel}-{aanvraag.sleutel}",
    )
