"""What the OPP hangs into the pages of the kernel and of the pupil: panel, navigation, work list, words."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from leerlingen.models import Opp
from leerlingen.permissions import eigen_scholen
from leerlingen.selectors.opp import opps_van
from leerlingen.selectors.oppwerk import bronnen, open_vragen
from swv.models import Gebruiker
from swv.panelen import (
    Dossierpaneel,
    Menu,
    Werkbak,
    dossierpanelen,
    gebeurtenisnamen,
    menus,
    paginanamen,
    werkbakken,
)


def paneel(request: HttpRequest, leerling: Any) -> str:
    """The OPP's of this pupil inside the scope of the reader; a school can begin one."""
    user: Gebruiker = request.user  # type: ignore[assignment]
    scholen = eigen_scholen(user, leerling, "opp.opstellen")
    bezig = Opp.objects.open().filter(leerling=leerling, school_id__in=scholen)
    context = {
        "leerling": leerling,
        "rijen": opps_van(leerling, user),
        "mag_beginnen": bool(scholen) and not bezig.exists(),
    }
    return render_to_string("leerlingen/_opp_paneel.html", context, request)


dossierpanelen += [Dossierpaneel("opp", "OPP", "opp.inzien", 5, paneel)]
werkbakken += [Werkbak("opp", "OPP", bronnen=bronnen)]
menus += [
    Menu("Werk", "OPP's", "leerlingen:opp_lijst", "opp.inzien", 25, open_vragen),
]
gebeurtenisnamen |= {
    ("leerlingen.opp", "begonnen"): "OPP begonnen",
    ("leerlingen.opp", "vaststellen"): "OPP vastgesteld",
    ("leerlingen.opp", "beeindigen"): "OPP beëindigd",
    ("leerlingen.opp", "rod"): "OPP in ROD bijgewerkt",
    ("leerlingen.oppversie", "begonnen"): "Bijstelling van het OPP begonnen",
    ("leerlingen.oppversie", "vaststellen"): "Versie van het OPP vastgesteld",
    ("leerlingen.oppversie", "reactie"): "Reactie van ouders of leerling op het OPP",
    ("leerlingen.oppversie", "verwijderd"): "Concept van een OPP verwijderd",
    ("leerlingen.oppadvies", "gevraagd"): "Advies over het OPP gevraagd",
    ("leerlingen.oppadvies", "beantwoorden"): "Vraag over het OPP beantwoord",
    ("leerlingen.oppadvies", "intrekken"): "Vraag over het OPP ingetrokken",
}
paginanamen |= {
    "leerlingen:opp": "OPP",
    "leerlingen:opp_scholen": "OPP's per schoollocatie",
    "leerlingen:opp_scholen_uitvoer": "OPP's per schoollocatie (bestand)",
    "leerlingen:opp_beginnen": "OPP beginnen",
    "leerlingen:opp_dossier": "OPP-dossier om af te drukken",
    "leerlingen:opp_stap": "OPP invullen",
    "leerlingen:opp_bewaren": "OPP invullen",
    "leerlingen:opp_vaststellen": "OPP vaststellen",
    "leerlingen:opp_concept_verwijderen": "Concept van een OPP verwijderen",
    "leerlingen:opp_reactie": "Reactie op een OPP",
    "leerlingen:opp_bijstellen": "OPP bijstellen",
    "leerlingen:opp_evalueren": "OPP evalueren",
    "leerlingen:opp_beeindigen": "OPP beëindigen",
    "leerlingen:opp_rod_vastleggen": "OPP in ROD",
    "leerlingen:opp_lijst": "OPP's",
    "leerlingen:opp_uitvoer": "OPP's als bestand",
    "leerlingen:opp_rod": "OPP's die niet goed in ROD staan",
    "leerlingen:opp_adviezen": "Vragen over OPP's",
    "leerlingen:opp_advies_vragen": "Advies vragen over een OPP",
    "leerlingen:opp_antwoorden": "Vraag over een OPP beantwoorden",
    "leerlingen:opp_advies_intrekken": "Vraag over een OPP intrekken",
}
