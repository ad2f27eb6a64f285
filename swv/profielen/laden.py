"""Put a profile into the database: again and again the same result, and never over a user's change."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Model

from swv.cache import vergeet_profiel
from swv.models import (
    Gebied,
    KbDag,
    Mandaat,
    Norm,
    Samenwerkingsverband,
    Schoolbestuur,
    Vakantieperiode,
)
from swv.profielen import Bestuursregel, Mandaatregel, Normregel, OnbekendProfiel, Profiel
from swv.profielen.scholen import scholen_bijwerken

BESCHRIJVEND = frozenset({"naam", "bron", "zekerheid"})


@dataclass
class Laadresultaat:
    """What loading did, in numbers, and what a person should look at."""

    aantallen: Counter[str] = field(default_factory=Counter)
    opmerkingen: list[str] = field(default_factory=list)

    def tel(self, uitkomst: str) -> None:
        self.aantallen[uitkomst] += 1

    @property
    def is_gewijzigd(self) -> bool:
        return bool(self.aantallen["nieuw"] or self.aantallen["gewijzigd"])


# What a domain app loads from the same profile; it registers in `AppConfig.ready` (architectuur.md B.4).
onderdelen: list[Callable[[Profiel, Laadresultaat], None]] = []


@transaction.atomic
def profiel_laden(profiel: Profiel) -> Laadresultaat:
    """Load names, area, boards, mandates, norms and calendar of one profile."""
    resultaat = Laadresultaat()
    _samenwerkingsverband(profiel, resultaat)
    _kalender(profiel, resultaat)
    _gebieden(profiel, resultaat)
    for bestuur in profiel.besturen:
        _bestuur(bestuur, resultaat)
    _normen(profiel.normen, resultaat)
    for mandaat in profiel.mandaten:
        _mandaat(mandaat, resultaat)
    resultaat.aantallen["gewijzigd"] += scholen_bijwerken(profiel)
    for laad in onderdelen:
        laad(profiel, resultaat)
    transaction.on_commit(vergeet_profiel)
    return resultaat


def _samenwerkingsverband(profiel: Profiel, resultaat: Laadresultaat) -> None:
    bestaand = Samenwerkingsverband.objects.first()
    if bestaand and bestaand.code != profiel.code:
        raise OnbekendProfiel(
            f"Deze installatie is van {bestaand.code}; daarin kan profiel {profiel.code} niet geladen worden."
        )
    velden = {"code": profiel.code, "naam": profiel.naam, "profiel": dict(profiel.instellingen)}
    _bewaar(bestaand or Samenwerkingsverband(id=1), velden, resultaat)


def _kalender(profiel: Profiel, resultaat: Laadresultaat) -> None:
    dagen = {dag.datum: dag for dag in KbDag.objects.all()}
    for datum in profiel.kb_dagen:
        _bewaar(dagen.get(datum) or KbDag(datum=datum), {"bron": profiel.kb_bron}, resultaat)
    perioden = {(rij.regio, rij.vanaf): rij for rij in Vakantieperiode.objects.all()}
    for regel in profiel.vakanties:
        _bewaar(perioden.get((regel.regio, regel.vanaf)) or Vakantieperiode(), asdict(regel), resultaat)


def _gebieden(profiel: Profiel, resultaat: Laadresultaat) -> None:
    bestaand = {gebied.pc4: gebied for gebied in Gebied.objects.all()}
    for regel in profiel.gebieden:
        for pc4 in regel.postcodes():
            velden = {"gemeente": regel.gemeente, "naam": regel.naam}
            _bewaar(bestaand.get(pc4) or Gebied(pc4=pc4), velden, resultaat)


def _bestuur(regel: Bestuursregel, resultaat: Laadresultaat) -> None:
    """By number where there is one, else by name; a name that says nothing yet is filled in."""
    rijen = Schoolbestuur.objects.order_by("id")
    bestaand = rijen.filter(nummer=regel.nummer).first() if regel.nummer else None
    bestaand = bestaand or rijen.filter(nummer__isnull=True, naam=regel.naam).first()
    if bestaand is None:
        bestaand = Schoolbestuur(naam=regel.naam, plaats=regel.plaats)
        _bewaar(bestaand, {"nummer": regel.nummer or None}, resultaat)
    elif regel.nummer and regel.nummer in bestaand.naam:
        _bewaar(bestaand, {"naam": regel.naam}, resultaat)
    else:
        _bewaar(bestaand, {}, resultaat)


def _mandaat(regel: Mandaatregel, resultaat: Laadresultaat) -> None:
    """A mandate that was ended or replaced in the database stays so."""
    sleutel = {"soort": regel.soort, "categorie": regel.categorie, "rol": regel.rol}
    bestaand = Mandaat.objects.filter(**sleutel, geldig_vanaf=regel.geldig_vanaf).first()
    if bestaand is None and Mandaat.objects.filter(soort=regel.soort, categorie=regel.categorie).exists():
        resultaat.tel("overgeslagen")
        return
    velden = sleutel | {"geldig_vanaf": regel.geldig_vanaf, "grondslag": regel.grondslag}
    _bewaar(bestaand or Mandaat(), velden, resultaat)


def _normen(regels: Iterable[Normregel], resultaat: Laadresultaat) -> None:
    versies: dict[str, list[Norm]] = {}
    for norm in Norm.objects.order_by("code", "geldig_vanaf"):
        versies.setdefault(norm.code, []).append(norm)
    for regel in sorted(regels, key=lambda r: (r.code, r.geldig_vanaf)):
        _norm(regel, versies.setdefault(regel.code, []), resultaat)


def _norm(regel: Normregel, versies: list[Norm], resultaat: Laadresultaat) -> None:
    """Add a version that is new in the file; what a user changed or would rewrite the past stays."""
    velden = asdict(regel) | {"soorten": list(regel.soorten), "categorieen": list(regel.categorieen)}
    if any(versie.gewijzigd_door_id for versie in versies):
        resultaat.tel("overgeslagen")
        return
    gelijk = next((versie for versie in versies if versie.geldig_vanaf == regel.geldig_vanaf), None)
    if gelijk is not None:
        _werk_bij(gelijk, velden, resultaat)
    elif versies and versies[-1].geldig_vanaf > regel.geldig_vanaf:
        resultaat.tel("overgeslagen")
        resultaat.opmerkingen.append(f"{regel.code}: een versie vanaf {regel.geldig_vanaf} past niet meer.")
    else:
        _sluit(versies[-1:], regel)
        nieuw = Norm()
        _bewaar(nieuw, velden, resultaat)
        versies.append(nieuw)


def _werk_bij(norm: Norm, velden: dict[str, Any], resultaat: Laadresultaat) -> None:
    """Correct name and source; another value with the same first day would change the past silently."""
    vast = velden.keys() - BESCHRIJVEND - {"geldig_tot_en_met"}
    if any(getattr(norm, veld) != velden[veld] for veld in vast):
        resultaat.tel("overgeslagen")
        resultaat.opmerkingen.append(f"{norm.code}: het bestand wijkt af; de geladen norm blijft staan.")
        return
    _bewaar(norm, {veld: velden[veld] for veld in BESCHRIJVEND}, resultaat)


def _sluit(vorige: list[Norm], regel: Normregel) -> None:
    for norm in vorige:
        norm.geldig_tot_en_met = regel.geldig_vanaf - timedelta(days=1)
        norm.save(update_fields=["geldig_tot_en_met"])


def _bewaar(rij: Model, velden: dict[str, Any], resultaat: Laadresultaat) -> None:
    """Save only what is new or different, and count it."""
    nieuw = rij.pk is None or rij._state.adding
    anders = [naam for naam, waarde in velden.items() if getattr(rij, naam) != waarde]
    for naam in anders:
        setattr(rij, naam, velden[naam])
    if nieuw:
        rij.save(force_insert=True)
    elif anders:
        rij.save(update_fields=anders)
    resultaat.tel("nieuw" if nieuw else "gewijzigd" if anders else "ongewijzigd")
