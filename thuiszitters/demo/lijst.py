"""One list of a school that was compared with the register: some the same, some different, two unknown."""

from datetime import timedelta
from typing import Any

import pandas as pd

from swv.enums import Importfase
from swv.models import Importrun, School
from thuiszitters.demo.kandidaten import is_vo
from thuiszitters.demo.rijen import Omgeving
from thuiszitters.enums import Categorie, Lijstbron, Lijstveld
from thuiszitters.models import LIJST, Lijstregel, Traject
from thuiszitters.vergelijken.uitkomst import Bereik, tellingen, vergelijk

KOP = ["nr", *Lijstveld.values]
ONBEKEND = (("Isa", "Zilverberg"), ("Mees", "Waterman"))


def leg_lijst_af(om: Omgeving) -> None:
    """What someone of the SWV did yesterday with the list of the first school of a login."""
    school = om.demo.demoscholen[0]
    trajecten = list(Traject.objects.lopend().filter(school=school).select_related("leerling").order_by("id"))
    rijen = [_rij(nr, traject) for nr, traject in enumerate(trajecten[:-1] or trajecten, start=2)]
    if rijen:
        rijen[0]["eerste_verzuimdag"] = trajecten[0].eerste_verzuimdag + timedelta(days=7)
    for roepnaam, achternaam in ONBEKEND:
        jongste, oudste = (12, 15) if is_vo(om.demo) else (7, 10)
        geboren = om.demo.op - timedelta(days=om.demo.rng.randint(jongste * 365, oudste * 365))
        rijen.append(
            dict.fromkeys(KOP, "")
            | {"nr": len(rijen) + 2, "roepnaam": roepnaam, "achternaam": achternaam}
            | {"geboortedatum": geboren, "eerste_verzuimdag": None, "categorie": Categorie.RELATIEF.value}
        )
    run = _run(om, school, len(rijen))
    tabel = pd.DataFrame(rijen, columns=KOP).astype(object)
    regels = vergelijk(run, tabel, Bereik(school, ""), om.demo.op)
    for regel in regels:
        regel.sleutel = om.demo.sleutel()
    Lijstregel.objects.bulk_create(regels)
    run.tellingen = tellingen(regels) | {"rijen": len(rijen)}
    run.save(update_fields=["tellingen"])


def _rij(nr: int, traject: Any) -> dict[str, Any]:
    leerling = traject.leerling
    return dict.fromkeys(KOP, "") | {
        "nr": nr,
        "roepnaam": leerling.roepnaam,
        "voorvoegsel": leerling.voorvoegsel,
        "achternaam": leerling.achternaam,
        "geboortedatum": leerling.geboortedatum,
        "eerste_verzuimdag": traject.eerste_verzuimdag,
    }


def _run(om: Omgeving, school: School, aantal: int) -> Importrun:
    moment = om.om(om.demo.op - timedelta(days=1), 11)
    return Importrun.objects.create(
        sleutel=om.demo.sleutel(),
        soort=LIJST,
        bestandsnaam="verzuimlijst.csv",
        sha256=f"{aantal:064d}",
        fase=Importfase.VERWERKT,
        gegevens={
            "bron": Lijstbron.SCHOOL.value,
            "school": school.pk,
            "gemeente": "",
            "kop": ["Leerling", "Geboortedatum", "Thuis sinds"],
            "keuze": {
                "naam": "Leerling",
                "geboortedatum": "Geboortedatum",
                "eerste_verzuimdag": "Thuis sinds",
            },
            "weggelaten": ["BSN"],
            "gewist": 0,
        },
        geladen_op=moment,
        geladen_door=om.wie("ect"),
        verwerkt_op=moment,
        verwerkt_door=om.wie("ect"),
    )
