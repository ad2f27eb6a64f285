"""From when until when a TLV may work, per soort (domein.md 1.4); most of it is WEC artikel 40 lid 15."""

from collections.abc import Iterator
from datetime import date

from swv.models import Norm
from swv.termijnen import begin_schooljaar, datum, einde_schooljaar, leeftijd
from tlv.controle import Controle, blokkade, voldoet, waarschuwing
from tlv.enums import Bekostigingscategorie, Soort

MET_CATEGORIE = frozenset({Soort.SO, Soort.VSO})
ZONDER_EINDE = frozenset({Soort.PRO})
# Leaving age: the end of the school year in which a pupil turns this old (WEC 39, WPO 39).
VERTREKLEEFTIJD = {Soort.SBO: 14, Soort.SO: 14, Soort.VSO: 20}
MINIMUMLEEFTIJD = {Soort.SBO: 4, Soort.SO: 4}
JONGE_LEERLING = 8
MINIMUMLEEFTIJD_VO = "tlv.minimumleeftijd"  # no act names one for VSO and PrO: a norm of the SWV
MAX_DUUR = "tlv.max_duur"
MAX_DUUR_JONG = "tlv.max_duur_jonge_leerling"


def mogelijke_categorieen(soort: str) -> list[Bekostigingscategorie]:
    """OSO codelijst 31: laag, midden or hoog for SO and VSO; not applicable for SBO and PrO."""
    if soort in MET_CATEGORIE:
        return [Bekostigingscategorie.LAAG, Bekostigingscategorie.MIDDEN, Bekostigingscategorie.HOOG]
    return [Bekostigingscategorie.NVT]


def eerste_einddatum(ingangsdatum: date) -> date:
    """The shortest period: one whole school year, and the rest of the year in which it begins before that."""
    begin = begin_schooljaar(ingangsdatum)
    return date(begin.year + (1 if ingangsdatum == begin else 2), 7, 31)


def laatste_einddatum(soort: str, geboortedatum: date) -> date | None:
    """The end of the school year in which the pupil must leave this kind of school, if there is one."""
    if soort not in VERTREKLEEFTIJD:
        return None
    return einde_schooljaar(verjaardag(geboortedatum, VERTREKLEEFTIJD[Soort(soort)]))


def standaard_einddatum(
    soort: str, ingangsdatum: date, geboortedatum: date, op: date, *, schooljaren: int = 1
) -> date | None:
    """The end date to propose: whole school years, not past the leaving age nor the longest duration.

    Never shorter than the act allows; None for PrO, which has no end date.
    """
    if soort in ZONDER_EINDE:
        return None
    eerste = eerste_einddatum(ingangsdatum)
    normen = [max_schooljaren(soort, op), max_schooljaren_jong(soort, ingangsdatum, geboortedatum, op)]
    jaren = min([schooljaren, *filter(None, normen)])
    voorstel = date(eerste.year + max(jaren, 1) - 1, 7, 31)
    grens = laatste_einddatum(soort, geboortedatum)
    return max(eerste, min(voorstel, grens)) if grens else voorstel


def voorstel_ingangsdatum(op: date, gewenst: date | None = None) -> date:
    """What the school asked for, unless that day is already past: a decision works from bekendmaking."""
    return gewenst if gewenst and gewenst >= op else op


def hele_schooljaren(ingangsdatum: date, einddatum: date) -> int:
    """How many whole school years lie in this period; the rest of the first year is not counted."""
    return einddatum.year - eerste_einddatum(ingangsdatum).year + 1


def max_schooljaren(soort: str, op: date) -> int | None:
    """The longest duration that the norm of this SWV gives, in school years."""
    return _normwaarde(MAX_DUUR, soort, op)


def max_schooljaren_jong(soort: str, ingangsdatum: date, geboortedatum: date, op: date) -> int | None:
    """The longest duration for a child of 4 to 8 years, where this SWV has one."""
    jong = leeftijd(geboortedatum, ingangsdatum) < JONGE_LEERLING
    return _normwaarde(MAX_DUUR_JONG, soort, op) if jong else None


def _normwaarde(code: str, soort: str, op: date) -> int | None:
    norm = Norm.objects.versie_op(code, op)
    return int(norm.waarde) if norm and norm.geldt_voor(soort) else None


def minimumleeftijd(soort: str, op: date) -> int:
    """From which age this kind of school is possible: by law for SBO and SO, by norm for VSO and PrO, else 0."""
    if soort in MINIMUMLEEFTIJD:
        return MINIMUMLEEFTIJD[Soort(soort)]
    return _normwaarde(MINIMUMLEEFTIJD_VO, soort, op) or 0


def verjaardag(geboortedatum: date, jaren: int) -> date:
    """The day on which someone turns `jaren`."""
    jaar = geboortedatum.year + jaren
    if (geboortedatum.month, geboortedatum.day) == (2, 29) and not _is_schrikkeljaar(jaar):
        return date(jaar, 3, 1)
    return geboortedatum.replace(year=jaar)


def controleer_geldigheid(
    *,
    soort: str,
    categorie: str,
    ingangsdatum: date | None,
    einddatum: date | None,
    geboortedatum: date,
    op: date,
) -> list[Controle]:
    """Check categorie and period of a TLV to be granted; a blokkade may not be passed."""
    regels = [_categorie(soort, categorie)]
    if ingangsdatum is None:
        return [*regels, blokkade("Ingangsdatum", "Vul een ingangsdatum in.")]
    if soort in ZONDER_EINDE:
        return [
            *regels,
            _zonder_einde(einddatum),
            *_ingang(ingangsdatum, op),
            *_jong(soort, ingangsdatum, geboortedatum, op),
        ]
    if einddatum is None:
        return [*regels, blokkade("Einddatum", "Vul een einddatum in.")]
    return [
        *regels,
        _periode(soort, ingangsdatum, einddatum),
        *_ingang(ingangsdatum, op),
        *_oud(soort, einddatum, geboortedatum),
        *_jong(soort, ingangsdatum, geboortedatum, op),
        *_duur(soort, ingangsdatum, einddatum, geboortedatum, op),
    ]


def _categorie(soort: str, categorie: str) -> Controle:
    mogelijk = mogelijke_categorieen(soort)
    if categorie in mogelijk:
        return voldoet("Bekostigingscategorie", Bekostigingscategorie(categorie).label)
    if soort in MET_CATEGORIE:
        return blokkade("Bekostigingscategorie", "Kies laag, midden of hoog.")
    return blokkade("Bekostigingscategorie", f"Bij {Soort(soort).label} hoort geen categorie.")


def _zonder_einde(einddatum: date | None) -> Controle:
    if einddatum:
        return blokkade("Einddatum", "Een TLV voor het praktijkonderwijs heeft geen einddatum.")
    return voldoet("Periode", "De TLV geldt de hele praktijkschooltijd.")


def _periode(soort: str, ingangsdatum: date, einddatum: date) -> Controle:
    """End on 31-07; one or more whole school years, the rest of the first year added (WEC 40 lid 15).

    For SBO no act sets a duration; the same school-year logic is practice, so short is a warning there.
    """
    if (einddatum.month, einddatum.day) != (7, 31):
        return blokkade("Periode", "Een TLV eindigt op 31 juli, het einde van een schooljaar.")
    if einddatum <= ingangsdatum:
        return blokkade("Periode", "De einddatum ligt na de ingangsdatum.")
    eerste = eerste_einddatum(ingangsdatum)
    if einddatum < eerste:
        uitleg = (
            "Een TLV geldt ten minste één heel schooljaar; de rest van het lopende schooljaar komt erbij. "
            f"Kies {datum(eerste)} of later."
        )
        return waarschuwing("Periode", uitleg) if soort == Soort.SBO else blokkade("Periode", uitleg)
    return voldoet("Periode", f"{datum(ingangsdatum)} tot en met {datum(einddatum)}")


def _ingang(ingangsdatum: date, op: date) -> Iterator[Controle]:
    if ingangsdatum < op:
        yield waarschuwing(
            "Ingangsdatum",
            "De ingangsdatum ligt voor de dag van het besluit. Een besluit werkt pas na bekendmaking.",
        )


def _oud(soort: str, einddatum: date, geboortedatum: date) -> Iterator[Controle]:
    grens = laatste_einddatum(soort, geboortedatum)
    if grens and einddatum > grens:
        jaren = VERTREKLEEFTIJD[Soort(soort)]
        yield waarschuwing(
            "Leeftijd",
            f"De leerling gaat van school aan het eind van het schooljaar waarin hij of zij {jaren} wordt: "
            f"{datum(grens)}.",
        )


def _jong(soort: str, ingangsdatum: date, geboortedatum: date, op: date) -> Iterator[Controle]:
    minimum = minimumleeftijd(soort, op)
    if leeftijd(geboortedatum, ingangsdatum) >= minimum:
        return
    if soort in MINIMUMLEEFTIJD:
        gevolg = "De inspectie moet dat toestaan."
    else:
        gevolg = "Leg uit waarom de basisschool is afgerond."
    yield waarschuwing("Leeftijd", f"De leerling is op de ingangsdatum nog geen {minimum} jaar. {gevolg}")


def _duur(
    soort: str, ingangsdatum: date, einddatum: date, geboortedatum: date, op: date
) -> Iterator[Controle]:
    jaren = hele_schooljaren(ingangsdatum, einddatum)
    maximum = max_schooljaren(soort, op)
    if maximum and jaren > maximum:
        yield waarschuwing("Duur", f"Dit is langer dan de norm van {maximum} schooljaren.")
    jong = max_schooljaren_jong(soort, ingangsdatum, geboortedatum, op)
    if jong and jaren > jong:
        yield waarschuwing("Duur", f"Voor een kind van 4 tot 8 jaar geldt hier ten hoogste {jong} jaar.")


def _is_schrikkeljaar(jaar: int) -> bool:
    return jaar % 4 == 0 and (jaar % 100 != 0 or jaar % 400 == 0)
