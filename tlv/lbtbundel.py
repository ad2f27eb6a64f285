"""What goes into the bundle for the LBT, in the order of domein.md 1.7; what is absent is named."""

from collections.abc import Iterator
from datetime import date

from swv.bundel import Deel, Omslag, deel_van_bestand, deel_van_sjabloon, ontbrekend
from swv.klok import datum_van
from swv.models import Samenwerkingsverband
from swv.termijnen import datum
from tlv.documents import adviesbijlagen
from tlv.enums import Bezwaarstuk, Geadresseerde
from tlv.models import Aanvraag, Bezwaar, Bezwaarbundel, Briefbestand
from tlv.selectors.aanvraag import antwoorden, documenten

LBT_BUNDEL = "tlv.lbt_bundel"
SJABLOON = "pdf/tlv_bundeldeel.html"
# Papers that the LBT always wants; the index says it when one is not there.
VOORAAN = (Bezwaarstuk.BEZWAARSCHRIFT, Bezwaarstuk.VOLMACHT)
NA_BESLUIT = (Bezwaarstuk.PROCEDURE, Bezwaarstuk.SCHOOLPROFIEL, Bezwaarstuk.VERWEER)
LAATST = (Bezwaarstuk.VERSLAG, Bezwaarstuk.LBT_ADVIES, Bezwaarstuk.OVERIG)


def opdrachtsleutel(bundel: Bezwaarbundel) -> str:
    """The unique key of the job that makes this bundle."""
    return f"{LBT_BUNDEL}:{bundel.sleutel}"


def omslag(bundel: Bezwaarbundel) -> Omslag:
    """The front page: who objects against what, and the formal name of the SWV."""
    bezwaar, swv = bundel.bezwaar, Samenwerkingsverband.objects.get()
    aanvraag = bezwaar.besluit.aanvraag
    return Omslag(
        titel="Dossier voor de LBT",
        afzender=swv.naam,
        kenmerk=aanvraag.kenmerk,
        gemaakt_op=bundel.gevraagd_op,
        ondertitel="Bezwaar tegen een besluit over een toelaatbaarheidsverklaring",
        gegevens=(
            ("Bezwaarmaker", bezwaar.indiener),
            ("Bezwaar ontvangen op", datum(bezwaar.ontvangen_op)),
            ("Besluit van", datum(datum_van(bezwaar.besluit.genomen_op))),
            ("Leerling", aanvraag.leerling.naam),
            ("Aanvrager", f"{aanvraag.school.naam}, {aanvraag.school.plaats}"),
            ("Verweerder", swv.naam),
        ),
    )


def delen(bundel: Bezwaarbundel) -> list[Deel]:
    """Every paper in order."""
    bezwaar = bundel.bezwaar
    aanvraag = bezwaar.besluit.aanvraag
    return [
        *_stukken(bezwaar, VOORAAN, verplicht=True),
        _aanvraag(aanvraag, bundel),
        *_bijlagen(aanvraag),
        *_adviezen(aanvraag, bundel),
        _besluit(bezwaar),
        *_stukken(bezwaar, NA_BESLUIT, verplicht=True),
        *_stukken(bezwaar, LAATST, verplicht=False),
    ]


def _stukken(bezwaar: Bezwaar, soorten: tuple[Bezwaarstuk, ...], *, verplicht: bool) -> Iterator[Deel]:
    rijen = list(bezwaar.stukken.order_by("toegevoegd_op", "id"))
    for soort in soorten:
        gevonden = [rij for rij in rijen if rij.soort == soort]
        for rij in gevonden:
            titel = f"{soort.label}: {rij.naam}" if soort is Bezwaarstuk.OVERIG else soort.label
            yield deel_van_bestand(rij, titel, op=datum_van(rij.toegevoegd_op))
        if verplicht and not gevonden:
            yield ontbrekend(soort.label)


def _aanvraag(aanvraag: Aanvraag, bundel: Bezwaarbundel) -> Deel:
    groepen = [
        (groep.taak.titel, [(a.label, a.tekst) for a in groep.antwoorden if not a.is_document])
        for groep in antwoorden(aanvraag)
    ]
    gegevens = [
        ("Leerling", f"{aanvraag.leerling.naam}, geboren op {datum(aanvraag.leerling.geboortedatum)}"),
        ("School", f"{aanvraag.school.naam}, {aanvraag.school.plaats}"),
        ("Soort", aanvraag.get_soort_display()),
        ("Ontvangen op", datum(_ingediend(aanvraag)) if aanvraag.ingediend_op else ""),
    ]
    return deel_van_sjabloon(
        SJABLOON,
        {
            "titel": f"Aanvraag {aanvraag.kenmerk}",
            "groepen": [("Gegevens", gegevens), *groepen],
            "alineas": (),
        },
        titel="Aanvraag van de TLV",
        gemaakt_op=bundel.gevraagd_op,
        kenmerk=f"{bundel.sleutel}-aanvraag",
        op=_ingediend(aanvraag),
    )


def _ingediend(aanvraag: Aanvraag) -> date:
    return datum_van(aanvraag.ingediend_op or aanvraag.begonnen_op)


def _bijlagen(aanvraag: Aanvraag) -> Iterator[Deel]:
    for nummer, regel in enumerate(documenten(aanvraag), start=1):
        document = regel.document
        titel = f"Bijlage {nummer} bij de aanvraag: {regel.vraag or document.get_soort_display()}"
        yield deel_van_bestand(document, titel, op=document.gedateerd_op)


def _adviezen(aanvraag: Aanvraag, bundel: Bezwaarbundel) -> Iterator[Deel]:
    bijlagen = adviesbijlagen(aanvraag)
    for nummer, advies in enumerate(bijlagen, start=1):
        rijen = [("Deskundige", advies.deskundige), ("Conclusie", advies.conclusie)]
        yield deel_van_sjabloon(
            SJABLOON,
            {"titel": advies.titel, "groepen": [("Advies", rijen)], "alineas": advies.alineas},
            titel=advies.titel,
            gemaakt_op=bundel.gevraagd_op,
            kenmerk=f"{bundel.sleutel}-advies-{nummer}",
        )
    for nummer in range(len(bijlagen) + 1, 3):
        yield ontbrekend(f"Deskundigenadvies {nummer}")


def _besluit(bezwaar: Bezwaar) -> Deel:
    """The letter to the bevoegd gezag as it was sent."""
    bestand = Briefbestand.objects.filter(
        brief__besluit=bezwaar.besluit, brief__geadresseerde=Geadresseerde.BEVOEGD_GEZAG
    ).first()
    if bestand is None:
        return ontbrekend("Besluit", "De brief met het besluit is hier niet bewaard.")
    return deel_van_bestand(bestand, "Besluit", op=datum_van(bezwaar.besluit.genomen_op))
