"""The rows of one fictitious aanmelding and its casus, unsaved."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from ect.demo import teksten
from ect.demo.verloop import Omgeving, Verloop
from ect.enums import Adviesstatus, Contactsoort, Keuzelijst, Ouders, Uitkomst, Urgentie
from ect.models import (
    Aanmelding,
    Casus,
    Contactmoment,
    Ectadvies,
    Interventie,
    Notitie,
    Notitietoegang,
)
from leerlingen.models import Leerling
from swv.normen import termijn_van

# Shapes of the source documents (missie.md 1.18 and the VO WIJ counts of 2023).
HOOFDVRAGEN = {
    "emotioneel": 30,
    "gedrag": 15,
    "persoonlijkheid": 5,
    "middelen": 6,
    "sociaal": 8,
    "gezondheid": 5,
    "gezin": 9,
    "netwerk": 4,
    "school": 22,
    "praktisch": 6,
    "overig": 4,
}
INTERVENTIES = dict(
    zip(map(str, range(1, 15)), (13, 16, 53, 1, 24, 41, 14, 17, 14, 9, 6, 13, 19, 114), strict=True)
)
TYPEN = {"individueel": 404, "consultatie": 169, "informatie": 166, "collectief": 20}
BESTEMMINGEN = {"mbo": 26, "ttvo": 26, "leerplicht": 21, "vso": 12, "vo": 10, "sbo": 30, "so": 20, "bao": 15}
UITKOMSTEN = {
    Uitkomst.OP_SCHOOL: 62,
    Uitkomst.GESCHAKELD: 18,
    Uitkomst.OVERGEDRAGEN: 14,
    Uitkomst.GESTOPT: 6,
}
VRAGER = "Ondersteuningscoördinator (demo)"


@dataclass
class Partij:
    """The rows of one bulk write."""

    aanmeldingen: list[Aanmelding] = field(default_factory=list)
    casussen: list[Casus] = field(default_factory=list)
    contacten: list[Contactmoment] = field(default_factory=list)
    interventies: list[Interventie] = field(default_factory=list)
    adviezen: list[Ectadvies] = field(default_factory=list)
    notities: list[Notitie] = field(default_factory=list)
    toegangen: list[Notitietoegang] = field(default_factory=list)


def maak(om: Omgeving, partij: Partij, leerling: Leerling, school: Any, v: Verloop) -> Aanmelding:
    """All rows of one aanmelding that went like this."""
    houder = om.wie("coordinator" if om.demo.rng.random() < 0.2 else "ect")
    aanmelding = _aanmelding(om, leerling, school, v, houder)
    partij.aanmeldingen.append(aanmelding)
    if v.besloten and v.met_casus:
        casus = _casus(om, aanmelding, v, houder)
        partij.casussen.append(casus)
        einde = (v.afgesloten or om.demo.op - timedelta(days=1)) - v.besloten
        _contacten(om, partij, casus, v.besloten, einde.days)
        _interventies(om, partij, casus, v, einde.days)
        _adviezen(om, partij, casus, v, einde.days)
        _notities(om, partij, casus, v.besloten)
    return aanmelding


def _aanmelding(om: Omgeving, leerling: Leerling, school: Any, v: Verloop, houder: Any) -> Aanmelding:
    rng = om.demo.rng
    ouders = rng.choices([Ouders.AKKOORD, Ouders.GEINFORMEERD, Ouders.NIET], [70, 24, 6])[0]
    besluit = "aangenomen" if v.met_casus else "beantwoord"
    antwoord = om.zin(teksten.ANTWOORDEN)
    velden: dict[str, Any] = {
        "gereageerd_op": om.moment(v.gereageerd, 11) if v.gereageerd else None,
        "gereageerd_door": houder if v.gereageerd else None,
        "reactie": om.zin(teksten.REACTIES) if v.gereageerd else "",
        "ingetrokken_op": om.moment(v.ingetrokken, 13) if v.ingetrokken else None,
    }
    if v.besloten:
        op = velden["gereageerd_op"] if v.besloten == v.gereageerd else om.moment(v.besloten, 13)
        velden |= {f"{besluit}_op": op, f"{besluit}_door": houder}
        velden |= {} if v.met_casus else {"antwoord": antwoord}
        if not v.met_casus and v.besloten == v.gereageerd:
            velden["reactie"] = antwoord
    return Aanmelding(
        sleutel=om.demo.sleutel(),
        leerling=leerling,
        school=school,
        status=v.status,
        hoofdvraag=om.kies(Keuzelijst.HOOFDVRAAG, HOOFDVRAGEN),
        vraag=om.zin(teksten.VRAGEN),
        geprobeerd=om.zin(teksten.GEPROBEERD),
        ouders=ouders,
        ouders_toelichting="Wij spreken de ouders deze week." if ouders == Ouders.NIET else "",
        vrager=VRAGER,
        urgentie=Urgentie.SPOED if rng.random() < 0.12 else Urgentie.GEWOON,
        contact=houder,
        aangemeld_op=om.moment(v.aangemeld, 9),
        aangemeld_door=_melder(om, school),
        **_klok(om, v.aangemeld),
        **velden,
    )


def _melder(om: Omgeving, school: Any) -> Any:
    """The login of that school, or the SWV that took the call."""
    eerste, tweede = om.demo.demoscholen
    logins = {eerste.pk: "school", tweede.pk: "school2"}
    return om.wie(logins.get(school.pk, "administratie"))


def _klok(om: Omgeving, dag: date) -> dict[str, Any]:
    norm = om.norm_op(dag)
    if norm is None:
        return {}
    termijn = termijn_van(norm, dag, om.dagen)
    return {
        "norm": norm,
        "reactie_uiterlijk": termijn.uiterste_datum,
        "reactie_afleiding": list(termijn.afleiding),
    }


def _casus(om: Omgeving, aanmelding: Aanmelding, v: Verloop, houder: Any) -> Casus:
    rng = om.demo.rng
    plannen = not v.afgesloten and rng.random() < 0.85
    einde: dict[str, Any] = {}
    if v.afgesloten:
        uitkomst = rng.choices(list(UITKOMSTEN), list(UITKOMSTEN.values()))[0]
        geschakeld = uitkomst == Uitkomst.GESCHAKELD
        einde = {
            "afgesloten_op": om.moment(v.afgesloten, 16),
            "afgesloten_door": houder,
            "uitkomst": uitkomst,
            "bestemming": om.kies(Keuzelijst.BESTEMMING, BESTEMMINGEN) if geschakeld else None,
            "reden": om.zin(teksten.REDENEN),
        }
    return Casus(
        sleutel=om.demo.sleutel(),
        aanmelding=aanmelding,
        leerling=aanmelding.leerling,
        school=aanmelding.school,
        status=v.casusstatus,
        casushouder=houder,
        volgende_stap=om.zin(teksten.STAPPEN) if plannen else "",
        volgende_stap_datum=om.werkdag(om.demo.op + timedelta(days=rng.randint(-6, 24))) if plannen else None,
        geopend_op=aanmelding.aangenomen_op,
        geopend_door=houder,
        **einde,
    )


def _contacten(om: Omgeving, partij: Partij, casus: Casus, begin: date, dagen: int) -> None:
    rng = om.demo.rng
    for _ in range(min(rng.randint(1, 5), dagen + 1)):
        dag = begin + timedelta(days=rng.randint(0, dagen))
        partij.contacten.append(
            Contactmoment(
                sleutel=om.demo.sleutel(),
                casus=casus,
                datum=dag,
                soort=rng.choice(list(Contactsoort)),
                met=om.zin(teksten.MET),
                samenvatting=om.zin(teksten.GESPREKKEN),
                intern=rng.random() < 0.75,
                vastgelegd_op=om.moment(dag, 14),
                vastgelegd_door=casus.casushouder,
            )
        )


def _interventies(om: Omgeving, partij: Partij, casus: Casus, v: Verloop, dagen: int) -> None:
    rng, begin = om.demo.rng, v.besloten
    if begin is None:
        return
    for _ in range(rng.choices([1, 2, 3], [55, 32, 13])[0]):
        vanaf = begin + timedelta(days=rng.randint(0, dagen))
        tot: date | None = vanaf + timedelta(days=rng.randint(7, 90))
        grens = v.afgesloten or om.demo.op - timedelta(days=1)
        if tot is not None and tot > grens:
            tot = v.afgesloten
        partij.interventies.append(
            Interventie(
                sleutel=om.demo.sleutel(),
                casus=casus,
                interventie=om.kies(Keuzelijst.INTERVENTIE, INTERVENTIES),
                type_interventie=om.kies(Keuzelijst.TYPE_INTERVENTIE, TYPEN),
                vanaf=vanaf,
                tot_en_met=tot,
                resultaat=om.zin(teksten.RESULTATEN) if tot else "",
                vastgelegd_op=om.moment(vanaf, 14),
                vastgelegd_door=casus.casushouder,
            )
        )


def _adviezen(om: Omgeving, partij: Partij, casus: Casus, v: Verloop, dagen: int) -> None:
    """Most closed casussen have an advice; some running ones do, or have one that is being written."""
    rng, begin = om.demo.rng, v.besloten
    if begin is None or dagen < 12 or rng.random() > (0.75 if v.afgesloten else 0.45):
        return
    concept = not v.afgesloten and rng.random() < 0.3
    dag = om.werkdag(begin + timedelta(days=rng.randint(10, max(10, min(dagen - 1, 60)))))
    dag = min(dag, (v.afgesloten or om.demo.op) - timedelta(days=1))
    partij.adviezen.append(
        Ectadvies(
            sleutel=om.demo.sleutel(),
            casus=casus,
            status=Adviesstatus.CONCEPT if concept else Adviesstatus.UITGEBRACHT,
            aan=rng.choice(["De school", "De school en de ouders"]),
            tekst=om.zin(teksten.ADVIEZEN),
            opgesteld_op=om.moment(dag, 12),
            opgesteld_door=casus.casushouder,
            uitgebracht_op=None if concept else om.moment(dag, 15),
            uitgebracht_door=None if concept else casus.casushouder,
            afschrift_datum=None if concept or rng.random() < 0.1 else dag,
        )
    )


def _notities(om: Omgeving, partij: Partij, casus: Casus, begin: date) -> None:
    rng = om.demo.rng
    if rng.random() > 0.15:
        return
    op = om.moment(begin, 15)
    notitie = Notitie(
        sleutel=om.demo.sleutel(),
        casus=casus,
        tekst=om.zin(teksten.NOTITIES),
        geschreven_op=op,
        geschreven_door=casus.casushouder,
    )
    partij.notities.append(notitie)
    lezer = om.wie("directeur")
    if rng.random() < 0.25:
        partij.toegangen.append(
            Notitietoegang(
                sleutel=om.demo.sleutel(),
                notitie=notitie,
                gebruiker=lezer,
                verleend_op=op,
                verleend_door=casus.casushouder,
            )
        )
