"""How one fictitious request went: the days of its steps, drawn at random and cut off at today."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from swv.demo import Demo
from swv.models import Norm, Samenwerkingsverband, Vragenlijst
from swv.normen import TLV_KLOKKEN, mandaat_voor
from swv.termijnen import Kalender, eerstvolgende_werkdag, schooljaar
from tlv.beslisdatum import kalender_van_swv
from tlv.enums import Aanvraagstatus, Soort, Uitkomst
from tlv.mandaat import tekst_van_rol


@dataclass
class Omgeving:
    """What does not change during the run."""

    demo: Demo
    dagen: Kalender
    normen: list[Norm]
    lijsten: dict[str, Vragenlijst]
    swv: Samenwerkingsverband
    tellers: dict[tuple[str, str], int] = field(default_factory=dict)
    mandaten: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)

    def mandaat(self, soort: str, categorie: str, dag: date) -> tuple[str, str]:
        """The role that decides about this (a login has the name of its role), and the ground; looked up once."""
        if (soort, categorie) not in self.mandaten:
            rol = min(mandaat_voor(soort, categorie, dag))
            self.mandaten[soort, categorie] = (rol, tekst_van_rol(rol, soort, categorie, dag))
        return self.mandaten[soort, categorie]

    def tel(self, reeks: str, dag: date) -> int:
        sleutel = (reeks, schooljaar(dag))
        self.tellers[sleutel] = self.tellers.get(sleutel, 0) + 1
        return self.tellers[sleutel]

    def werkdag(self, dag: date) -> date:
        return eerstvolgende_werkdag(dag, self.dagen)


@dataclass
class Verloop:
    """The days on which one request went through its steps; later steps are empty."""

    ingediend: date
    gevraagd: date | None = None
    aangevuld: date | None = None
    verlopen: date | None = None  # last day of a hersteltermijn that passed unused
    compleet: date | None = None
    advies: list[date] = field(default_factory=list)
    besloten: date | None = None
    verzonden: date | None = None
    uitkomst: Uitkomst = Uitkomst.TOEGEKEND
    ingetrokken: date | None = None


def omgeving(demo: Demo) -> Omgeving:
    lijsten = {rij.code: rij for rij in Vragenlijst.objects.order_by("versie")}
    return Omgeving(
        demo=demo,
        dagen=kalender_van_swv(),
        normen=list(Norm.objects.filter(code__in=TLV_KLOKKEN)),
        lijsten={s.value: lijsten[f"tlv_{s}"] for s in Soort if f"tlv_{s}" in lijsten},
        swv=Samenwerkingsverband.objects.get(),
    )


def trek_verloop(om: Omgeving, dag: date) -> Verloop:
    """Draw how a request went; steps after today did not happen yet."""
    rng, op = om.demo.rng, om.demo.op
    v = Verloop(dag)
    stap = lambda na, a, b: om.werkdag(na + timedelta(days=rng.randint(a, b)))  # noqa: E731
    nu = v.ingediend
    if rng.random() < 0.28:
        v.gevraagd = stap(nu, 1, 5)
        nu = v.aangevuld = stap(v.gevraagd, 3, 16)
    if rng.random() < 0.03:
        v.ingetrokken = stap(nu, 2, 12)
    else:
        v.compleet = stap(nu, 0, 4)
        v.advies = [stap(v.compleet, 3, 14), stap(v.compleet, 4, 20)]
        v.besloten = stap(max(v.advies), 0, 22 if rng.random() < 0.08 else 7)
        v.verzonden = stap(v.besloten, 0, 2)
        v.uitkomst = rng.choices([Uitkomst.TOEGEKEND, Uitkomst.AFGEWEZEN], [94, 6])[0]
    return _tot_vandaag(v, op)


def _tot_vandaag(v: Verloop, op: date) -> Verloop:
    """Cut off everything that lies after today."""
    for naam in ("gevraagd", "aangevuld", "compleet", "besloten", "verzonden", "ingetrokken"):
        dag = getattr(v, naam)
        setattr(v, naam, dag if dag and dag < op else None)
    v.advies = [dag for dag in v.advies if dag < op]
    if v.gevraagd and not v.aangevuld:
        v.compleet, v.besloten, v.advies, v.ingetrokken = None, None, [], None
    if not v.besloten:
        v.verzonden = None
    return v


def status_na(v: Verloop) -> Aanvraagstatus:
    if v.ingetrokken:
        return Aanvraagstatus.INGETROKKEN
    if v.besloten:
        return Aanvraagstatus.BESLOTEN
    if v.gevraagd and not (v.aangevuld or v.verlopen):
        return Aanvraagstatus.ONVOLLEDIG
    return Aanvraagstatus.IN_BEHANDELING if v.compleet else Aanvraagstatus.INGEDIEND
