"""The plan, escalation and vrijstelling of fictitious stays, and requests for advice of leerplicht."""

from datetime import date, timedelta
from typing import Any

from ect.models import Keuze
from leerlingen.models import Inschrijving
from swv.models import Gebeurtenis, Norm
from swv.normen import termijn_van
from thuiszitters.demo.kandidaten import is_vo
from thuiszitters.demo.rijen import Omgeving, gebeurtenis
from thuiszitters.enums import (
    VRIJSTELLINGEN,
    Advies,
    Adviesstatus,
    Feitsoort,
    Mtss,
    Schoolverleden,
    Stapuitkomst,
    Trajectstatus,
    Trede,
    Uitvoerder,
    Vrijstellingsduur,
    Vrijstellingsoort,
)
from thuiszitters.escalatie import ladder
from thuiszitters.models import (
    Adviesvraag,
    Doorzetbesluit,
    Escalatiestap,
    Evaluatie,
    Feit,
    Plandoel,
    Planpartner,
    Regieperiode,
    Thuiszitterteller,
    Traject,
    Trajectinterventie,
    Vrijstelling,
)
from thuiszitters.models.escalatie import NIVEAU
from thuiszitters.nummers import reeks_van, schrijf
from thuiszitters.services.vrijstelling import NORM_ADVIES

DAG = timedelta(days=1)
DOELEN = ("Vier ochtenden per week op school", "Elke dag contact met de mentor", "Een vaste plek in de klas")
PARTNERS = (
    (Uitvoerder.JEUGDHULP, "Wijkteam"),
    (Uitvoerder.LEERPLICHT, "Leerplicht en Doorstroompunt"),
    (Uitvoerder.JEUGDARTS, "Jeugdgezondheidszorg"),
)
DEELNEMERS = "Mentor, ondersteuningscoördinator, leerplicht, ouders"
BEVINDINGEN = ("Het rooster werkt. Wij breiden uit.", "Nog te weinig dagen. Wij vragen de jeugdarts erbij.")
VRAGEN = (
    "Wat kan er nog in het onderwijs, ook voor een deel van de week?",
    "Past een plek met zorg en onderwijs?",
)
PERSPECTIEF = (
    "Twee dagdelen onderwijs, met begeleiding.",
    "Nu geen onderwijs; over een jaar opnieuw kijken.",
)


class Aanpak:
    """Collects the rows and writes them in bulk, in the order in which they point to each other."""

    def __init__(self, om: Omgeving) -> None:
        self.om, self.rng, self.op = om, om.demo.rng, om.demo.op
        self.keuzes = list(Keuze.objects.filter(lijst="interventie").order_by("volgorde", "id"))
        self.namen = ladder()
        self.norm = Norm.objects.filter(code=NORM_ADVIES).order_by("geldig_vanaf").first()
        self.met_school = set(Inschrijving.objects.values_list("leerling_id", flat=True))
        self.verleden = Schoolverleden.VO if is_vo(om.demo) else Schoolverleden.SBO
        self.tellers: dict[str, int] = {}
        self.rijen: dict[type[Any], list[Any]] = {
            model: []
            for model in (
                Regieperiode,
                Plandoel,
                Planpartner,
                Trajectinterventie,
                Evaluatie,
                Feit,
                Escalatiestap,
                Doorzetbesluit,
                Adviesvraag,
                Vrijstelling,
            )
        }

    def leg_af(self) -> None:
        """Everything of every stay that is written already, and two requests that wait."""
        for traject in Traject.objects.select_related("leerling", "regiehouder", "school__bestuur").order_by(
            "id"
        ):
            self._regie(traject)
            vanaf, categorie = self._laatste_categorie(traject)
            if categorie in VRIJSTELLINGEN:
                self._vrijstelling(traject, vanaf, categorie)
            else:
                self._plan(traject)
                self._escalatie(traject)
        for nummer in (1, 2):
            self._wachtende_vraag(self.op - timedelta(days=2 * nummer))
        for model, rijen in self.rijen.items():
            model.objects.bulk_create(rijen, batch_size=2000)
        Thuiszitterteller.objects.bulk_create(
            Thuiszitterteller(reeks=reeks, laatste=laatste) for reeks, laatste in self.tellers.items()
        )

    def _laatste_categorie(self, traject: Traject) -> tuple[date, str]:
        return self.om.laatste[traject.sleutel]

    def _maak(self, model: type[Any], **velden: Any) -> Any:
        if hasattr(model, "sleutel"):
            velden["sleutel"] = self.om.demo.sleutel()
        rij = model(**velden)
        self.rijen[model].append(rij)
        return rij

    def _wie(self, traject: Traject, dag: date) -> dict[str, Any]:
        return {"vastgelegd_op": self.om.om(dag, 14), "vastgelegd_door": traject.regiehouder}

    def _regie(self, traject: Traject) -> None:
        begin = traject.geopend_op.date()
        eind = max(begin, traject.afgesloten_op.date()) if traject.afgesloten_op else None
        self._maak(
            Regieperiode, traject=traject, regiehouder=traject.regiehouder, vanaf=begin, tot_en_met=eind
        )

    def _plan(self, traject: Traject) -> None:
        """About half of the plans have goals and partners; what ended has been looked at."""
        if self.rng.random() < 0.5:
            return
        begin, loopt = traject.geopend_op.date(), traject.status == Trajectstatus.LOPEND
        eind = traject.einddatum or self.op
        laatste = max(begin, eind - DAG)
        wie = self._wie(traject, begin)
        self._maak(
            Plandoel,
            traject=traject,
            wat=self.rng.choice(DOELEN),
            streefdatum=self.op + timedelta(days=self.rng.randint(5, 40)) if loopt else laatste,
            behaald_op=None if loopt else laatste,
            **wie,
        )
        soort, organisatie = self.rng.choice(PARTNERS)
        self._maak(Planpartner, traject=traject, soort=soort, organisatie=organisatie, vanaf=begin, **wie)
        if self.keuzes:
            self._maak(
                Trajectinterventie,
                traject=traject,
                interventie=self.rng.choice(self.keuzes),
                vanaf=begin,
                tot_en_met=None if loopt else laatste,
                **wie,
            )
        gehouden = None if loopt else laatste
        gepland = self.op + timedelta(days=self.rng.randint(-3, 25)) if loopt else laatste
        tekst = self.rng.choice(BEVINDINGEN) if gehouden else ""
        self._maak(
            Evaluatie, traject=traject, gepland_op=gepland, gehouden_op=gehouden, bevindingen=tekst, **wie
        )
        code = self.rng.choice(Mtss.values)
        self._maak(
            Feit, traject=traject, soort=Feitsoort.MTSS, code=code, vanaf=traject.eerste_verzuimdag, **wie
        )

    def _escalatie(self, traject: Traject) -> None:
        """The longer at home, the higher on the ladder; a few get a decision that binds."""
        dagen = traject.dagen_op(self.op)
        hoogste = (dagen > 40) + (dagen > 75) + (dagen > 120) + (dagen > 170)
        codes = [code for code in self.namen if code != Trede.DOORZETTINGSMACHT][:hoogste]
        if self.rng.random() < 0.45:
            return
        for nummer, code in enumerate(codes, start=1):
            self._stap(traject, code, traject.eerste_verzuimdag + timedelta(days=30 * nummer))
        if (
            hoogste == 4
            and self.rng.random() < 0.35
            and traject.school
            and Trede.DOORZETTINGSMACHT in self.namen
        ):
            self._besluit(traject, traject.eerste_verzuimdag + timedelta(days=160))

    def _stap(self, traject: Traject, code: str, dag: date) -> Escalatiestap:
        stap: Escalatiestap = self._maak(
            Escalatiestap,
            traject=traject,
            trede=code,
            niveau=NIVEAU[code],
            naam=self.namen[code],
            datum=dag,
            deelnemers=DEELNEMERS,
            uitkomst=self.rng.choice([Stapuitkomst.AFSPRAKEN, Stapuitkomst.VERDER]),
            **self._wie(traject, dag),
        )
        soort = "doorgezet" if code == Trede.DOORZETTINGSMACHT else "vastgelegd"
        self._gebeurd(stap, soort, traject.regiehouder, dag, stap.naam)
        return stap

    def _besluit(self, traject: Traject, dag: date) -> None:
        if traject.school is None or traject.school.bestuur is None:
            return
        stap = self._stap(traject, Trede.DOORZETTINGSMACHT, dag)
        self._maak(
            Doorzetbesluit,
            stap=stap,
            bestuur=traject.school.bestuur,
            ingangsdatum=dag + timedelta(days=7),
            besloten_door="Directeur-bestuurder",
            voorkeur_ouders="Een school in de eigen wijk.",
            voorkeur_leerling="Een kleine groep met vaste begeleiding.",
            motivering="Dit bestuur heeft een plek met de begeleiding die de leerling nodig heeft.",
            vastgelegd_op=stap.vastgelegd_op,
        )

    def _vrijstelling(self, traject: Traject, vanaf: date, categorie: str) -> None:
        """Granted some weeks before or after its first day; about three in four after advice."""
        afgegeven = min(vanaf + timedelta(days=self.rng.choice([-30, -20, -10, 0, 14, 25])), self.op - DAG)
        nooit = traject.leerling_id not in self.met_school
        advies = self._advies(traject, afgegeven) if self.rng.random() < 0.75 else None
        self._maak(
            Vrijstelling,
            traject=traject,
            code=categorie,
            soort=self.rng.choices([Vrijstellingsoort.GEHEEL, Vrijstellingsoort.GEDEELTELIJK], [85, 15])[0],
            duur=self.rng.choices(Vrijstellingsduur.values, [8, 35, 37, 20])[0],
            schoolverleden=Schoolverleden.GEEN if nooit else self.verleden,
            vanaf=vanaf,
            tot_en_met=max(vanaf, traject.einddatum - DAG) if traject.einddatum else None,
            afgegeven_op=afgegeven,
            adviesvraag=advies,
            **self._wie(traject, max(vanaf, afgegeven)),
        )

    def _advies(self, traject: Traject, afgegeven: date) -> Adviesvraag:
        leerling = traject.leerling
        gevraagd = afgegeven - timedelta(days=self.rng.randint(20, 45))
        klaar = gevraagd + timedelta(days=self.rng.randint(8, 19))
        ect = self.om.wie("ect")
        return self._adviesvraag(
            gevraagd,
            roepnaam=leerling.roepnaam,
            voorvoegsel=leerling.voorvoegsel,
            achternaam=leerling.achternaam,
            geboortedatum=leerling.geboortedatum,
            gemeente=leerling.gemeente,
            leerling=leerling,
            status=Adviesstatus.UITGEBRACHT,
            opgepakt_op=self.om.om(gevraagd + 2 * DAG, 10),
            opgepakt_door=ect,
            advies=self.rng.choice(Advies.values),
            perspectief=self.rng.choice(PERSPECTIEF),
            uitgebracht_op=self.om.om(klaar, 15),
            uitgebracht_door=ect,
        )

    def _wachtende_vraag(self, gevraagd: date) -> None:
        """New work: about a child of nearly five whom nobody knows yet."""
        self._adviesvraag(
            gevraagd,
            roepnaam=self.rng.choice(["Isa", "Mees"]),
            achternaam=self.rng.choice(["Zilverberg", "Waterman"]),
            geboortedatum=self.op - timedelta(days=5 * 365 - 40),
            gemeente=self.om.gemeente,
            status=Adviesstatus.NIEUW,
        )

    def _adviesvraag(self, gevraagd: date, **velden: Any) -> Adviesvraag:
        reeks = f"V{reeks_van(gevraagd)}"
        self.tellers[reeks] = self.tellers.get(reeks, 0) + 1
        termijn = termijn_van(self.norm, gevraagd, self.om.dagen) if self.norm else None
        vraag: Adviesvraag = self._maak(
            Adviesvraag,
            kenmerk=schrijf(reeks, self.tellers[reeks]),
            soort=Vrijstellingsoort.GEHEEL,
            duur=Vrijstellingsduur.SCHOOLJAAR,
            schoolverleden=Schoolverleden.GEEN,
            ingangsdatum=gevraagd + timedelta(days=30),
            vraag=self.rng.choice(VRAGEN),
            gevraagd_op=self.om.om(gevraagd, 9),
            gevraagd_door=self.om.wie("leerplicht"),
            uiterste_datum=termijn.uiterste_datum if termijn else None,
            afleiding=list(termijn.afleiding) if termijn else [],
            **velden,
        )
        if vraag.leerling is not None:
            self._gebeurd(vraag, "uitbrengen", vraag.uitgebracht_door, gevraagd, "")
        return vraag

    def _gebeurd(self, onderwerp: Any, soort: str, door: Any, dag: date, tekst: str) -> None:
        self.rijen.setdefault(Gebeurtenis, []).append(
            gebeurtenis(onderwerp, soort, door, self.om.om(dag, 15), tekst)
        )
